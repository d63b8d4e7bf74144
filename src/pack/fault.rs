//! What is wrong with a pack, and how it is told.

use std::{fmt, ops::Range};

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet, renderer::DecorStyle};
use serde::Serialize;

use crate::clean::clean_line;

/// Longest part of a line that is shown, in characters.
const MAX_LINE: usize = 120;

/// Characters shown before the marked ones where a line is too long to be shown whole.
const LEAD: usize = 40;

/// Longest foreign word that a message repeats, in characters.
const MAX_WORD: usize = 80;

/// One thing that is wrong with a pack. Every text in it is clean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Path to show; an editor opens it.
    pub file: String,
    /// Where in the file; absent where the file as a whole is at fault.
    pub place: Option<Place>,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// A stretch of one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// The line, or the part around the column where it is long.
    pub text: String,
    /// What to underline, in bytes of `text`.
    pub caret: Range<usize>,
}

impl Fault {
    /// A fault of a whole file or folder.
    pub(super) fn of_file(file: &str, message: impl fmt::Display) -> Self {
        Self {
            file: clean_line(file).into_owned(),
            place: None,
            message: clean_line(&message.to_string()).into_owned(),
            hint: None,
        }
    }

    /// A fault at a place.
    pub(super) fn at(file: &str, place: Place, message: impl fmt::Display) -> Self {
        Self { place: Some(place), ..Self::of_file(file, message) }
    }

    /// The same with advice.
    pub(super) fn hint(mut self, hint: impl fmt::Display) -> Self {
        self.hint = Some(clean_line(&hint.to_string()).into_owned());
        self
    }

    /// Several lines for a person: the message, the line with its caret, the hint.
    pub fn render(&self, color: bool) -> String {
        let title = Level::ERROR.primary_title(self.message.as_str());
        let origin = Origin::path(self.file.as_str());
        let mut group = match &self.place {
            Some(place) => {
                let caret = AnnotationKind::Primary.span(place.caret.clone());
                let line = Snippet::source(place.text.as_str()).line_start(place.line);
                let origin = origin.line(place.line).char_column(place.column);
                title.element(origin).element(line.annotation(caret))
            }
            None => title.element(origin),
        };
        if let Some(hint) = &self.hint {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        renderer.decor_style(DecorStyle::Ascii).render(&[group])
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(Place { line, column, .. }) => {
                write!(f, "{}:{line}:{column}: {}", self.file, self.message)
            }
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl Place {
    /// The place of some bytes of a source; a span over several lines is marked to the end of its first.
    pub(super) fn new(source: &str, span: Range<usize>) -> Self {
        let start = boundary(source, span.start);
        let (before, after) = source.split_at(start);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let lead = before[line_start..].trim_start_matches('\u{feff}');
        let rest = &after[..after.find(['\n', '\r']).unwrap_or(after.len())];
        let marked = &rest[..boundary(rest, span.end.saturating_sub(start))];
        let column = lead.chars().count();
        let dropped =
            if column + rest.chars().count() > MAX_LINE { column.saturating_sub(LEAD) } else { 0 };
        let room = MAX_LINE - (column - dropped);
        let lead = clean_part(lead, dropped, usize::MAX);
        let marked_text = clean_part(marked, 0, room);
        let tail =
            clean_part(&rest[marked.len()..], 0, room.saturating_sub(marked.chars().count()));
        let caret = lead.len()..lead.len() + marked_text.len();
        Self {
            line: memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1,
            column: column + 1,
            text: [lead, marked_text, tail].concat(),
            caret,
        }
    }
}

/// The nearest place at or before an offset where a text can be cut.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&offset| text.is_char_boundary(offset)).unwrap_or(0)
}

fn clean_part(text: &str, skip: usize, take: usize) -> String {
    let part: String = text.chars().skip(skip).take(take).collect();
    clean_line(&part).into_owned()
}

/// A word of the file as messages show it: clean, short, in backticks.
pub(super) fn quote(word: &str) -> String {
    let mut shown: String = word.chars().take(MAX_WORD).collect();
    if shown.len() < word.len() {
        shown.push('…');
    }
    format!("`{}`", clean_line(&shown))
}
