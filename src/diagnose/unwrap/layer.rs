//! A text in which some places were replaced, and the way back to the text before.

use std::ops::Range;

/// The replaced places of one text, in order and without overlap.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer {
    edits: Vec<Edit>,
}

/// One place that was replaced; the text between two of them is the same in both.
#[derive(Clone, Debug)]
struct Edit {
    before: Range<usize>,
    after: Range<usize>,
}

/// A text after its places were replaced.
#[derive(Debug)]
pub(super) struct Rewritten {
    /// The text.
    pub(super) text: String,
    /// The way back.
    pub(super) layer: Layer,
}

/// Replaces places of a text from its beginning to its end.
pub(super) struct Rewrite<'text> {
    before: &'text str,
    /// How much of `before` is in `after` already.
    done: usize,
    after: String,
    edits: Vec<Edit>,
    changed: bool,
}

/// The text with one place replaced.
pub(super) fn cut(text: &str, place: Range<usize>, with: &str) -> Rewritten {
    let mut rewrite = Rewrite::new(text);
    rewrite.replace(place, with);
    rewrite.into_rewritten()
}

impl Layer {
    /// Where a range of the text after came from; both on character boundaries.
    pub(super) fn before(&self, after: Range<usize>) -> Range<usize> {
        let start = self.start_before(after.start);
        if after.is_empty() { start..start } else { start..self.end_before(after.end) }
    }

    /// What was dropped in front of a place stays out of it.
    fn start_before(&self, at: usize) -> usize {
        match self.last(|edit| edit.after.start <= at) {
            Some(edit) if at < edit.after.end => edit.before.start,
            Some(edit) => edit.before.end + (at - edit.after.end),
            None => at,
        }
    }

    /// What was dropped behind a place stays out of it.
    fn end_before(&self, at: usize) -> usize {
        match self.last(|edit| edit.after.start < at) {
            Some(edit) => edit.before.end + at.saturating_sub(edit.after.end),
            None => at,
        }
    }

    fn last(&self, reached: impl Fn(&Edit) -> bool) -> Option<&Edit> {
        self.edits.partition_point(reached).checked_sub(1).and_then(|index| self.edits.get(index))
    }
}

impl<'text> Rewrite<'text> {
    /// Nothing is copied before the first replacement.
    pub(super) const fn new(before: &'text str) -> Self {
        Self { before, done: 0, after: String::new(), edits: Vec::new(), changed: false }
    }

    /// Replaces a place behind all those replaced so far.
    pub(super) fn replace(&mut self, place: Range<usize>, with: &str) {
        debug_assert!(self.done <= place.start && place.start <= place.end, "places go forward");
        if !self.changed {
            self.after.reserve(self.before.len());
            self.changed = true;
        }
        self.after.push_str(&self.before[self.done..place.start]);
        self.done = place.end;
        let start = self.after.len();
        self.after.push_str(with);
        // One byte for one byte moves nothing.
        if (place.len(), with.len()) != (1, 1) {
            self.edits.push(Edit { before: place, after: start..self.after.len() });
        }
    }

    /// Replaces a place by one character.
    pub(super) fn replace_by(&mut self, place: Range<usize>, with: char) {
        self.replace(place, with.encode_utf8(&mut [0; 4]));
    }

    /// Takes a place out.
    pub(super) fn drop(&mut self, place: Range<usize>) {
        self.replace(place, "");
    }

    /// The new text, if anything was replaced.
    pub(super) fn finish(self) -> Option<Rewritten> {
        self.changed.then(|| self.into_rewritten())
    }

    fn into_rewritten(mut self) -> Rewritten {
        self.after.push_str(&self.before[self.done..]);
        Rewritten { text: self.after, layer: Layer { edits: self.edits } }
    }
}

/// How far [`beside_line_break`] looks.
const NEAR: usize = 256;

/// Whether only blanks part a place from a line break before or behind it.
pub(super) fn beside_line_break(text: &str, place: Range<usize>) -> bool {
    let is_blank = |byte: &&u8| matches!(**byte, b' ' | b'\t');
    let bytes = text.as_bytes();
    let behind = bytes[place.end..].iter().take(NEAR).find(|byte| !is_blank(byte));
    let before = bytes[..place.start].iter().rev().take(NEAR).find(|byte| !is_blank(byte));
    behind == Some(&b'\n') || before == Some(&b'\n')
}
