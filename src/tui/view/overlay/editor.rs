//! A comment while it is written.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::Widget,
};

use super::draw_frame;
use crate::tui::{
    action::Action,
    keymap::Context,
    overlay::{Editor, Parts},
    text::{Role, cut_line},
    view::Canvas,
};

pub(super) fn draw(
    canvas: Canvas<'_>,
    editor: &Editor,
    parts: Parts,
    buffer: &mut Buffer,
) -> Option<Position> {
    draw_frame(canvas, &format!("Comment: {}", editor.title), parts.frame, buffer);
    if parts.rows.is_empty() {
        return None;
    }
    editor.area().render(parts.rows, buffer);
    let hint = vec![Role::Dim.piece(hint(canvas))];
    let hint = cut_line(hint, usize::from(parts.hint.width), canvas.app.glyphs.ellipsis);
    canvas.line(&hint).render(parts.hint, buffer);
    cursor(editor, parts.rows)
}

fn hint(canvas: Canvas<'_>) -> String {
    let key = |action| canvas.app.keymap.key(Context::Editor, action).map(|key| key.to_string());
    let save = key(Action::Save).map(|key| format!("{key} saves. ")).unwrap_or_default();
    format!("{save}Secrets in it are replaced.")
}

/// Where the widget has drawn the cursor.
fn cursor(editor: &Editor, area: Rect) -> Option<Position> {
    let (top, left) = editor.area().scroll_offset();
    let cursor = editor.area().screen_cursor();
    let row = u16::try_from(cursor.row).ok()?.checked_sub(top)?;
    let column = u16::try_from(cursor.col).ok()?.checked_sub(left)?;
    let within = Position::new((area.x + column).min(area.right() - 1), area.y + row);
    (within.y < area.bottom()).then_some(within)
}
