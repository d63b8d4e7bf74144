//! What technicians paste, freed of its wrapping: an error reaches them as JSON in a JSON string, as a Python repr, as
//! part of a URL, as quoted mail, cut into lines by a console.
//!
//! [`unwrap`] undoes all of it in place and in whatever order it is nested, and remembers where every byte came from.
//! It reads evidence and not grammars, as what is pasted is a fragment as often as not. It never fails and takes time in
//! proportion to the text.

mod characters;
mod console;
mod decode;
mod encoded;
mod entities;
mod escapes;
mod layer;
mod mail;
mod percent;
mod printable;
#[cfg(test)]
mod tests;

use std::ops::Range;

use serde::Serialize;

pub use decode::decode;
use layer::{Layer, Rewritten};

/// Of a longer text only the beginning and the end are looked at.
pub const LONGEST: usize = 2 << 20;

/// How often a wrapping may itself be wrapped. Escapes and entities that were escaped again count once.
const DEPTH: usize = 6;

/// Replaces one kind of wrapping wherever it stands; nothing if there is none.
type Undo = fn(&str) -> Option<Rewritten>;

/// What happened to the text as a whole, on its way here.
const ONCE: [Undo; 4] = [characters::undo, printable::undo, mail::undo, console::undo];

/// What may stand inside each other.
const NESTED: [Undo; 5] =
    [entities::undo, percent::undo, escapes::undo, characters::undo, mail::undo];

/// A plain text that knows where in the raw one it came from.
#[derive(Clone, Debug)]
pub struct Unwrapped {
    text: String,
    /// In the order in which they were undone.
    layers: Vec<Layer>,
    shortened: Option<Shortened>,
}

/// The middle of a long text, which was not looked at: `start..end` in bytes of the raw text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Shortened {
    /// First byte that was left out.
    pub start: usize,
    /// First byte after what was left out.
    pub end: usize,
}

impl Shortened {
    /// How many bytes were left out.
    pub const fn bytes(self) -> usize {
        self.end - self.start
    }
}

/// Undoes every known wrapping of a raw error.
///
/// Line breaks and empty lines of the message survive, as `\n`. Of a text beyond [`LONGEST`] the middle is replaced by
/// an empty line.
pub fn unwrap(raw: &str) -> Unwrapped {
    let mut unwrapped = Unwrapped::shorten(raw);
    for undo in ONCE {
        unwrapped.apply(undo);
    }
    for _ in 0..DEPTH {
        let changes = NESTED.into_iter().filter(|undo| unwrapped.apply(*undo)).count();
        if changes == 0 {
            break;
        }
    }
    unwrapped
}

impl Unwrapped {
    /// The plain text: what is searched and shown as what was understood.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What of the raw text was not looked at.
    pub const fn shortened(&self) -> Option<Shortened> {
        self.shortened
    }

    /// Where in the raw text a range of the plain one came from: always inside it and on character boundaries.
    ///
    /// A range that holds part of a replacement covers all that was replaced. Ranges keep their order.
    pub fn raw_range(&self, range: Range<usize>) -> Range<usize> {
        let range = on_boundaries(&self.text, range);
        self.layers.iter().rev().fold(range, |range, layer| layer.before(range))
    }

    fn shorten(raw: &str) -> Self {
        if raw.len() <= LONGEST {
            return Self { text: raw.to_owned(), layers: Vec::new(), shortened: None };
        }
        let start = floor_boundary(raw, LONGEST / 2);
        let end = ceil_boundary(raw, raw.len() - LONGEST / 2);
        let Rewritten { text, layer } = layer::cut(raw, start..end, "\n\n");
        let shortened = Some(Shortened { start, end });
        Self { text, layers: vec![layer], shortened }
    }

    /// Undoes one kind of wrapping, and says whether there was any.
    fn apply(&mut self, undo: Undo) -> bool {
        let Some(Rewritten { text, layer }) = undo(&self.text) else { return false };
        self.text = text;
        self.layers.push(layer);
        true
    }
}

fn on_boundaries(text: &str, range: Range<usize>) -> Range<usize> {
    let start = floor_boundary(text, range.start);
    start..ceil_boundary(text, range.end).max(start)
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn ceil_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
