//! What lies over a screen.

mod editor;
mod menu;
mod prompt;
mod wait;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::{Clear, Widget},
};
use unicode_width::UnicodeWidthStr;

use super::Canvas;
use crate::{
    note::Audience,
    tui::{
        field::Field,
        layout,
        overlay::{Overlay, Pager, PagerKind, Parts},
        text::{Line, Role, cut},
    },
};

/// Draws it and says where the terminal's cursor stands.
pub(super) fn draw(
    canvas: Canvas<'_>,
    overlay: &Overlay,
    body: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let parts = overlay.parts(body);
    let cursor = match overlay {
        Overlay::Pager(pager) => {
            draw_pager(canvas, pager, parts, buffer);
            return None;
        }
        Overlay::Menu(menu) => menu::draw(canvas, menu, parts, buffer),
        Overlay::Incident(prompt) => prompt::draw(canvas, prompt, parts, buffer),
        Overlay::Reason(reason) => prompt::draw_reason(canvas, reason, parts, buffer),
        Overlay::Editor(editor) => editor::draw(canvas, editor, parts, buffer),
        Overlay::Wait(prompt) => wait::draw(canvas, prompt, parts, buffer),
    };
    let (offset, total) = overlay.scrolled();
    if !parts.rows.is_empty() {
        let pane = layout::pane_around(parts.rows);
        canvas.scroll_mark(pane, offset, total, usize::from(parts.rows.height), buffer);
    }
    cursor
}

fn draw_frame(canvas: Canvas<'_>, title: &str, area: Rect, buffer: &mut Buffer) {
    Clear.render(area, buffer);
    let room = usize::from(area.width).saturating_sub(4);
    let title = format!(" {} ", cut(title, room, canvas.app.glyphs.ellipsis));
    canvas.block(&vec![Role::Title.piece(title)], true).render(area, buffer);
}

fn draw_pager(canvas: Canvas<'_>, pager: &Pager, parts: Parts, buffer: &mut Buffer) {
    match pager.kind {
        PagerKind::Help => draw_frame(canvas, "Keys", parts.frame, buffer),
        PagerKind::LastCopy => draw_frame(canvas, "The last copy", parts.frame, buffer),
        PagerKind::Faults => draw_frame(canvas, "Faults", parts.frame, buffer),
        PagerKind::Note(audience) => {
            Clear.render(parts.frame, buffer);
            canvas.block(&audiences(audience), true).render(parts.frame, buffer);
        }
    }
    let lines = canvas.app.pager_lines();
    let seen = usize::from(parts.rows.height);
    let offset = pager.offset.min(lines.len().saturating_sub(seen));
    for (line, at) in lines.iter().skip(offset).zip(parts.rows.rows()) {
        canvas.line(line).render(at, buffer);
    }
    canvas.scroll_mark(parts.frame, offset, lines.len(), seen, buffer);
}

/// Whose note it is, among those that Tab leads to.
fn audiences(shown: Audience) -> Line {
    let mut line = vec![Role::Title.piece(" Note ")];
    for audience in Audience::ALL {
        line.push(if audience == shown {
            Role::Title.piece(format!("[{audience}] ")).strong()
        } else {
            Role::Dim.piece(format!(" {audience}  "))
        });
    }
    line
}

fn select(canvas: Canvas<'_>, selected: bool, at: Rect, buffer: &mut Buffer) {
    if selected {
        let row = Rect { x: at.x - 1, width: at.width + 1, ..at };
        canvas.line(&vec![Role::Focus.piece(canvas.app.glyphs.cursor)]).render(row, buffer);
        buffer.set_style(row, canvas.theme.selection(true));
    }
}

/// A label and the text being typed, or what typing would do; returns the cursor where the field has it.
fn draw_field(
    canvas: Canvas<'_>,
    (label, hint): (&str, &str),
    field: &Field,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let columns = usize::from(area.width).saturating_sub(label.width() + 1).max(1);
    let (text, cursor) = field.visible(columns);
    let text = match (field.text().is_empty(), focused) {
        (true, _) => Role::Dim.piece(cut(hint, columns, canvas.app.glyphs.ellipsis)),
        (false, true) => Role::Text.piece(cut(text, columns, "")),
        (false, false) => Role::Dim.piece(cut(text, columns, "")),
    };
    let line: Line = vec![Role::Heading.piece(label), text];
    canvas.line(&line).render(area, buffer);
    let column = u16::try_from(label.width() + cursor.min(columns)).ok()?;
    let x = (area.x + column).min(area.right().saturating_sub(1));
    (focused && !area.is_empty()).then(|| Position::new(x, area.y))
}
