//! What lies over a screen.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::{Clear, Widget},
};
use unicode_width::UnicodeWidthStr;

use super::Canvas;
use crate::tui::{
    field::Field,
    layout,
    overlay::{
        IncidentPrompt, Menu, Overlay, Pager, PagerKind, Palette, PromptField, Purpose, Reason,
        Target,
    },
    text::{Line, Role, cut, cut_line},
};

/// Widest window of a question, in columns.
const WIDEST: u16 = 76;

/// Draws it and says where the terminal's cursor stands.
pub(super) fn draw(
    canvas: Canvas<'_>,
    overlay: &Overlay,
    body: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    match overlay {
        Overlay::Pager(pager) => {
            draw_pager(canvas, pager, body, buffer);
            None
        }
        Overlay::Palette(palette) => draw_palette(canvas, palette, body, buffer),
        Overlay::Menu(menu) => {
            draw_menu(canvas, menu, body, buffer);
            None
        }
        Overlay::Incident(prompt) => draw_prompt(canvas, prompt, body, buffer),
        Overlay::Reason(reason) => draw_reason(canvas, reason, body, buffer),
    }
}

/// A window for so many lines in the middle of the body; returns the place inside its border.
fn window(canvas: Canvas<'_>, title: &str, lines: usize, body: Rect, buffer: &mut Buffer) -> Rect {
    let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2).min(body.height);
    let width = WIDEST.min(body.width);
    let area = Rect {
        x: body.x + (body.width - width) / 2,
        y: body.y + (body.height - height) / 3,
        width,
        height,
    };
    framed(canvas, title, area, buffer)
}

fn framed(canvas: Canvas<'_>, title: &str, area: Rect, buffer: &mut Buffer) -> Rect {
    Clear.render(area, buffer);
    let room = usize::from(area.width).saturating_sub(4);
    let title = format!(" {} ", cut(title, room, canvas.app.glyphs.ellipsis));
    canvas.block(&vec![Role::Title.piece(title)], true).render(area, buffer);
    layout::text_area(area)
}

fn draw_pager(canvas: Canvas<'_>, pager: &Pager, body: Rect, buffer: &mut Buffer) {
    let title = match pager.kind {
        PagerKind::Help => "Keys",
        PagerKind::LastCopy => "The last copy",
        PagerKind::Faults => "Faults",
    };
    let pane = layout::overlay(body);
    let area = framed(canvas, title, pane, buffer);
    let lines = canvas.app.pager_lines();
    let seen = usize::from(area.height);
    let offset = pager.offset.min(lines.len().saturating_sub(seen));
    for (line, at) in lines.iter().skip(offset).zip(area.rows()) {
        canvas.line(line).render(at, buffer);
    }
    canvas.scroll_mark(pane, offset, lines.len(), seen, buffer);
}

fn draw_palette(
    canvas: Canvas<'_>,
    palette: &Palette,
    body: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let area = window(canvas, "Commands", 14, body, buffer);
    let (line, rest) = layout::split_rows(area, 1);
    let (_, rest) = layout::split_rows(rest, 1);
    let cursor = draw_field(canvas, "", &palette.field, true, line, buffer);
    let seen = usize::from(rest.height).max(1);
    let offset = (palette.selected + 1).saturating_sub(seen);
    for ((place, command), at) in palette.found.iter().enumerate().skip(offset).zip(rest.rows()) {
        let role = if command.refused.is_some() { Role::Dim } else { Role::Text };
        let key = canvas.app.keymap.key(canvas.app.context_below(), command.action);
        let key = key.map(|key| key.to_string()).unwrap_or_default();
        let room = usize::from(at.width).saturating_sub(key.width() + 1);
        let left = vec![role.piece(cut(command.action.help(), room, canvas.app.glyphs.ellipsis))];
        canvas.row(&left, &vec![Role::Key.piece(key)], at, buffer);
        select(canvas, place == palette.selected, at, buffer);
    }
    list_mark(canvas, rest, offset, palette.found.len(), buffer);
    if palette.found.is_empty() {
        canvas.line(&vec![Role::Dim.piece("No command of that name.")]).render(rest, buffer);
    }
    cursor
}

/// Shows on the border of the window beside its rows that a list goes on above or below them.
fn list_mark(canvas: Canvas<'_>, rows: Rect, offset: usize, total: usize, buffer: &mut Buffer) {
    if !rows.is_empty() {
        canvas.scroll_mark(
            layout::pane_around(rows),
            offset,
            total,
            usize::from(rows.height),
            buffer,
        );
    }
}

fn select(canvas: Canvas<'_>, selected: bool, at: Rect, buffer: &mut Buffer) {
    if selected {
        canvas
            .line(&vec![Role::Focus.piece(canvas.app.glyphs.cursor)])
            .render(Rect { x: at.x - 1, ..at }, buffer);
        buffer.set_style(
            Rect { x: at.x - 1, width: at.width + 1, ..at },
            canvas.theme.selection(true),
        );
    }
}

fn draw_menu(canvas: Canvas<'_>, menu: &Menu, body: Rect, buffer: &mut Buffer) {
    let area = window(canvas, &menu.title, menu.entries.len(), body, buffer);
    let seen = usize::from(area.height).max(1);
    let offset = (menu.selected + 1).saturating_sub(seen);
    for ((place, entry), at) in menu.entries.iter().enumerate().skip(offset).zip(area.rows()) {
        let line =
            vec![Role::Text.piece(&entry.label), Role::Dim.piece(format!("  {}", entry.detail))];
        canvas
            .line(&cut_line(line, usize::from(at.width), canvas.app.glyphs.ellipsis))
            .render(at, buffer);
        select(canvas, place == menu.selected, at, buffer);
    }
    list_mark(canvas, area, offset, menu.entries.len(), buffer);
}

fn draw_prompt(
    canvas: Canvas<'_>,
    prompt: &IncidentPrompt,
    body: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let fields = if prompt.has_fields() { 2 } else { 0 };
    let edit = prompt.purpose == Purpose::Edit;
    let title = match &prompt.purpose {
        Purpose::Edit => "Ticket and client",
        Purpose::Attach { mark: Some(_), .. } => "Which incident does this mark belong to?",
        Purpose::Attach { mark: None, .. } => "New incident",
    };
    let answers = if edit { 0 } else { prompt.targets.len() };
    let area = window(canvas, title, answers + fields + 2, body, buffer);
    let mut rows = area.rows();
    let mut cursor = None;
    let seen = usize::from(area.height).saturating_sub(fields + 2).max(1);
    let offset = (prompt.selected + 1).saturating_sub(seen);
    for (place, target) in prompt.targets.iter().enumerate().skip(offset).take(seen) {
        let selected = place == prompt.selected;
        if !edit {
            let Some(at) = rows.next() else { break };
            canvas.line(&vec![Role::Text.piece(answer(target))]).render(at, buffer);
            select(canvas, selected && prompt.targets.len() > 1, at, buffer);
        }
        if selected && prompt.has_fields() {
            for (label, field, name) in [
                ("Ticket", &prompt.ticket, PromptField::Ticket),
                ("Client", &prompt.client, PromptField::Client),
            ] {
                let Some(at) = rows.next() else { break };
                let focused = prompt.focus == name;
                cursor = draw_field(canvas, &format!("  {label}  "), field, focused, at, buffer)
                    .or(cursor);
            }
        }
    }
    // Two lines of fields stand among the answers: as many rows as answers, whichever of them are seen.
    let listed = Rect { height: area.height.saturating_sub(2), ..area };
    list_mark(canvas, listed, offset, answers + fields, buffer);
    let last = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
    let said = match (edit, prompt.has_fields()) {
        (true, _) => "Enter saves, Esc leaves it as it is.",
        (false, true) => "Both may stay empty. Enter records, Esc records nothing.",
        (false, false) => "Enter records it there, Esc records nothing.",
    };
    canvas.line(&vec![Role::Dim.piece(said)]).render(last, buffer);
    cursor
}

fn answer(target: &Target) -> String {
    match target {
        Target::New => "New incident".to_owned(),
        Target::Open { label, .. } => format!("The open one: {label}"),
        Target::Other { label, has_issue: true, .. } => format!("{label} (has this issue)"),
        Target::Other { label, .. } => label.clone(),
    }
}

fn draw_reason(
    canvas: Canvas<'_>,
    reason: &Reason,
    body: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let (title, said) = match reason.state {
        crate::incident::StepState::Skipped => {
            ("Why is this step skipped?", "Enter records it, Esc does not.")
        }
        _ => ("What happened? (may stay empty)", "Enter records the failure, Esc does not."),
    };
    let area = window(canvas, title, 4, body, buffer);
    let mut rows = area.rows();
    let step = cut_line(
        vec![Role::Dim.piece(reason.text.replace('\n', " "))],
        usize::from(area.width),
        canvas.app.glyphs.ellipsis,
    );
    canvas.line(&step).render(rows.next()?, buffer);
    let cursor = draw_field(canvas, "Reason  ", &reason.field, true, rows.next()?, buffer);
    rows.next();
    canvas.line(&vec![Role::Dim.piece(said)]).render(rows.next()?, buffer);
    cursor
}

/// A label and the text being typed; returns the cursor where the field has it.
fn draw_field(
    canvas: Canvas<'_>,
    label: &str,
    field: &Field,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let columns = usize::from(area.width).saturating_sub(label.len() + 1).max(1);
    let (text, cursor) = field.visible(columns);
    let role = if focused { Role::Text } else { Role::Dim };
    let line: Line = vec![Role::Heading.piece(label), role.piece(cut(text, columns, ""))];
    canvas.line(&line).render(area, buffer);
    let column = u16::try_from(label.len() + cursor.min(columns)).ok()?;
    focused.then(|| Position::new((area.x + column).min(area.right().saturating_sub(1)), area.y))
}
