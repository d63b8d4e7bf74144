//! Text to read over a screen.

use crate::note::Audience;

/// Text to read over a screen. What it says is made while drawing, from its kind and the live state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pager {
    /// What it says.
    pub kind: PagerKind,
    /// First line that is shown; the drawing stops at the last page.
    pub offset: usize,
}

/// What a pager says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagerKind {
    /// Every key.
    Help,
    /// The text that was copied last.
    LastCopy,
    /// What is wrong with packs and settings.
    Faults,
    /// The note of the open incident.
    Note(Audience),
}

impl Pager {
    /// The beginning of a text.
    pub fn new(kind: PagerKind) -> Self {
        Self { kind, offset: 0 }
    }

    /// Shows the note for the next audience, or for the one before.
    pub fn turn(&mut self, forward: bool) {
        if let PagerKind::Note(audience) = self.kind {
            *self = Self::new(PagerKind::Note(audience.turned(forward)));
        }
    }

    /// Moves by so many lines, within a text of so many in a window of that height.
    pub fn scroll(&mut self, by: isize, lines: usize, height: usize) {
        let last = lines.saturating_sub(height);
        self.offset = self.offset.min(last).saturating_add_signed(by).min(last);
    }
}
