//! The pane of the open incident.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{Canvas, detail::draw_document};
use crate::tui::{layout::Pane, text::Role};

pub(super) fn draw(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let focused = canvas.has_focus(Pane::Incident);
    canvas.block(&vec![Role::Title.piece(" Incident ")], focused).render(area, buffer);
    let pane = &canvas.app.issues.incident;
    let cursor = pane.document.item(pane.selected).filter(|_| focused);
    draw_document(canvas, &pane.document, pane.offset, cursor.map(|at| (at, true)), area, buffer);
}
