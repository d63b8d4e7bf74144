//! Where the parts of a window stand, for those who draw it and for the mouse.

use ratatui::layout::Rect;

use super::{Menu, Overlay, PagerKind, Rows, WaitField};
use crate::tui::layout::{self, split_rows};

/// Lines of the question for a reason: what it is about, the field, a blank one, a hint.
const REASON: usize = 4;

/// Lines below the fields of a wait: a blank one, what it comes to, a hint.
const BELOW_WAIT: usize = 3;

/// Lines of a comment that are seen at once, and a hint.
const EDITOR: usize = 12;

/// Where the parts of a window stand; one that it does not have is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// All of it, with the border.
    pub frame: Rect,
    /// The text field that belongs to no row.
    pub field: Rect,
    /// The rows, or the text to read.
    pub rows: Rect,
    /// What Enter and Esc do.
    pub hint: Rect,
}

impl Parts {
    /// The line of the rows that a cell belongs to.
    pub fn line_at(&self, column: u16, row: u16) -> Option<usize> {
        let within = self.frame.contains((column, row).into())
            && (self.rows.y..self.rows.bottom()).contains(&row);
        within.then(|| usize::from(row - self.rows.y))
    }
}

impl Overlay {
    /// Where its parts stand over the body of a screen.
    pub fn parts(&self, body: Rect) -> Parts {
        match self {
            Self::Pager(pager) => {
                let frame = match pager.kind {
                    PagerKind::Note(_) => body,
                    _ => layout::overlay(body),
                };
                Parts { frame, rows: layout::text_area(frame), ..Parts::default() }
            }
            Self::Menu(menu) => menu_parts(menu, body),
            Self::Incident(prompt) => {
                let frame = layout::window(body, prompt.window_lines() + 2);
                let inside = layout::text_area(frame);
                let (rows, rest) = split_rows(inside, inside.height.saturating_sub(2));
                let (field, hint) = split_rows(rest, 1);
                Parts { frame, field, rows, hint }
            }
            Self::Reason(_) => {
                let frame = layout::window(body, REASON);
                let (rows, rest) = split_rows(layout::text_area(frame), 1);
                let (field, rest) = split_rows(rest, 1);
                let (_, hint) = split_rows(rest, 1);
                Parts { frame, field, rows, hint }
            }
            Self::Wait(_) => wait_parts(body),
            Self::Editor(_) => {
                let frame = layout::window(body, EDITOR);
                let inside = layout::text_area(frame);
                let (rows, hint) = split_rows(inside, inside.height.saturating_sub(1));
                Parts { frame, rows, hint, ..Parts::default() }
            }
        }
    }

    /// Keeps the selected row within the window.
    pub fn settle(&mut self, body: Rect) {
        let height = usize::from(self.parts(body).rows.height);
        match self {
            Self::Menu(menu) => {
                let Rows { selected, .. } = menu.rows;
                let total = menu.found().len();
                menu.rows.settle(&(selected..selected + 1), total, height);
            }
            Self::Incident(prompt) => {
                let (selected, total) = (prompt.selected_lines(), prompt.lines().len());
                prompt.rows.settle(&selected, total, height);
            }
            Self::Pager(_) | Self::Reason(_) | Self::Wait(_) | Self::Editor(_) => {}
        }
    }

    /// The first line of the rows that is seen, and how many lines there are.
    pub fn scrolled(&self) -> (usize, usize) {
        match self {
            Self::Menu(menu) => (menu.rows.offset, menu.found().len()),
            Self::Incident(prompt) => (prompt.rows.offset, prompt.lines().len()),
            Self::Pager(_) | Self::Reason(_) | Self::Wait(_) | Self::Editor(_) => (0, 0),
        }
    }
}

fn menu_parts(menu: &Menu, body: Rect) -> Parts {
    let frame = layout::window(body, menu.lines());
    let inside = layout::text_area(frame);
    if !menu.has_filter() {
        return Parts { frame, rows: inside, ..Parts::default() };
    }
    let (field, rest) = split_rows(inside, 1);
    let (_, rows) = split_rows(rest, 1);
    Parts { frame, field, rows, hint: Rect::default() }
}

fn wait_parts(body: Rect) -> Parts {
    let fields = WaitField::ALL.len();
    let frame = layout::window(body, fields + BELOW_WAIT);
    let (rows, rest) = split_rows(layout::text_area(frame), u16::try_from(fields).unwrap_or(0));
    let (_, hint) = split_rows(rest, 1);
    Parts { frame, rows, hint, ..Parts::default() }
}
