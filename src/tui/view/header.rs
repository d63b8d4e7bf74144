//! Top line: screens and the open incident; below it what must not be overlooked.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::Canvas;
use crate::tui::app::Header;

pub(super) fn draw(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    let Header { name, tabs, due, incident } = canvas.app.header();
    let left = name.into_iter().chain(tabs.into_iter().flat_map(|(_, tab)| tab)).collect();
    let right = [due, incident].concat();
    canvas.row(&left, &right, area, buffer);
}

pub(super) fn draw_banner(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    for (line, at) in canvas.app.banner().iter().zip(area.rows()) {
        let at = Rect { x: at.x + 1, width: at.width.saturating_sub(1), ..at };
        canvas.line(line).render(at, buffer);
    }
}
