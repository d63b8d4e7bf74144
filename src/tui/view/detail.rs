//! The detail pane.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::Canvas;
use crate::tui::{
    document::Document,
    issues::Shown,
    layout::{self, Pane},
    text::{Line, Role},
};

pub(super) fn draw(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let focused = canvas.has_focus(Pane::Detail);
    canvas.block(&title(canvas), focused).render(area, buffer);
    let pane = &canvas.app.issues.detail;
    let cursor = pane.cursor().filter(|_| focused);
    draw_document(canvas, &pane.document, pane.offset, cursor.map(|at| (at, true)), area, buffer);
}

fn title(canvas: Canvas<'_>) -> Line {
    let packs = &canvas.app.library.packs;
    let name = match canvas.app.issues.detail.shown() {
        Some(Shown::Issue(id)) => packs.issue(id).map(|issue| issue.short.as_str()),
        Some(Shown::Section(id)) => packs.section(id).map(|section| section.title.as_str()),
        None => None,
    };
    name.map(|name| Role::Title.piece(format!(" {name} "))).into_iter().collect()
}

/// The visible lines of a document inside a bordered pane; the lines of the item under the cursor carry a mark, its
/// first one is highlighted, as where the keys go or as elsewhere.
pub(super) fn draw_document<I: Clone + PartialEq>(
    canvas: Canvas<'_>,
    document: &Document<I>,
    offset: usize,
    cursor: Option<(&I, bool)>,
    pane: Rect,
    buffer: &mut Buffer,
) {
    let area = layout::text_area(pane);
    let (cursor, focused) = cursor.unzip();
    let under = cursor.and_then(|cursor| document.lines_of(cursor));
    for ((number, row), at) in document.rows.iter().enumerate().skip(offset).zip(area.rows()) {
        canvas.row(&row.line, &row.right, at, buffer);
        if under.as_ref().is_some_and(|under| under.start == number) {
            let mark = Rect { x: at.x - 1, width: at.width + 1, ..at };
            canvas.line(&vec![Role::Focus.piece(canvas.app.glyphs.cursor)]).render(mark, buffer);
            buffer.set_style(mark, canvas.theme.selection(focused == Some(true)));
        }
    }
    canvas.scroll_mark(pane, offset, document.rows.len(), usize::from(area.height), buffer);
}
