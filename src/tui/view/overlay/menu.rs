//! A choice among rows, with what filters it.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::Widget,
};

use super::{draw_field, draw_frame, select};
use crate::tui::{
    action::Action,
    keymap::Context,
    overlay::{Choice, Entry, Menu, Parts},
    text::{Line, Role, cut_line, width},
    view::Canvas,
};

pub(super) fn draw(
    canvas: Canvas<'_>,
    menu: &Menu,
    parts: Parts,
    buffer: &mut Buffer,
) -> Option<Position> {
    draw_frame(canvas, &menu.title, parts.frame, buffer);
    let rows = menu.found().enumerate().skip(menu.rows.offset);
    for ((place, entry), at) in rows.zip(parts.rows.rows()) {
        draw_entry(canvas, entry, at, buffer);
        select(canvas, place == menu.rows.selected, at, buffer);
    }
    if menu.found().len() == 0 {
        let nothing = vec![Role::Dim.piece("Nothing of that name.")];
        canvas.line(&nothing).render(parts.rows, buffer);
    }
    draw_filter(canvas, menu, parts.field, buffer)
}

fn draw_entry(canvas: Canvas<'_>, entry: &Entry, at: Rect, buffer: &mut Buffer) {
    let key = match entry.choice {
        Choice::Act(action) => canvas.app.keymap.key(canvas.app.context_below(), action),
        _ => None,
    };
    let right: Line = key.map(|key| Role::Key.piece(key.to_string())).into_iter().collect();
    let role = if entry.refused { Role::Dim } else { Role::Text };
    let mut left = vec![role.piece(&entry.label)];
    if !entry.detail.is_empty() {
        left.push(Role::Dim.piece(format!("  {}", entry.detail)));
    }
    let reserved = if right.is_empty() { 0 } else { width(&right) + 1 };
    let room = usize::from(at.width).saturating_sub(reserved);
    canvas.row(&cut_line(left, room, canvas.app.glyphs.ellipsis), &right, at, buffer);
}

/// What is typed, and how many rows it leaves.
fn draw_filter(
    canvas: Canvas<'_>,
    menu: &Menu,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let key = canvas.app.keymap.key(Context::Menu, Action::Filter);
    let hint = match key.filter(|_| !menu.is_filtering()) {
        Some(key) => format!("{key} filters"),
        None => "type to filter".to_owned(),
    };
    let count = vec![Role::Dim.piece(format!("{}/{}", menu.found().len(), menu.total()))];
    let count_width = u16::try_from(width(&count)).unwrap_or(0);
    let field = Rect { width: area.width.saturating_sub(count_width + 1), ..area };
    if !area.is_empty() {
        canvas.row(&Line::new(), &count, area, buffer);
    }
    draw_field(canvas, ("", &hint), &menu.field, menu.is_filtering(), field, buffer)
}
