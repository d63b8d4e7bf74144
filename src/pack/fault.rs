//! What is wrong with a pack, and how it is told.

use std::{fmt, ops::Range};

use annotate_snippets::{
    Annotation, AnnotationKind, Level, Origin, Renderer, Snippet, renderer::DecorStyle,
};
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
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
        let mut group = match &self.place {
            Some(place) => title.element(place.snippet().path(self.file.as_str())),
            None => title.element(Origin::path(self.file.as_str())),
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
        let line_start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |newline| newline + 1);
        let lead = before[line_start..].trim_start_matches('\u{feff}');
        let rest = &after[..after.find(['\n', '\r']).unwrap_or(after.len())];
        let (marked, tail) = rest.split_at(boundary(rest, span.end.saturating_sub(start)));
        let (text, caret) = show([lead, marked, tail]);
        Self {
            line: memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1,
            column: lead.chars().count() + 1,
            text,
            caret,
        }
    }

    /// The renderer counts columns itself; blanks stand for what was cut off before the shown part.
    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        let shown = self.text[..self.caret.start].chars().count();
        let cut = (self.column - 1).saturating_sub(shown);
        let source = format!("{}{}", " ".repeat(cut), self.text);
        let caret = self.caret.start + cut..self.caret.end + cut;
        let caret = AnnotationKind::Primary.span(caret);
        Snippet::source(source).line_start(self.line).annotation(caret)
    }
}

/// The nearest place at or before an offset where a text can be cut.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&offset| text.is_char_boundary(offset)).unwrap_or(0)
}

/// A line as it is shown, with the place of its middle part: clean, and cut where it is long.
fn show([lead, marked, tail]: [&str; 3]) -> (String, Range<usize>) {
    let mut left = MAX_LINE;
    let mut part = |text: &str, skip: usize| {
        let shown: String = text.chars().skip(skip).take(left).collect();
        left -= shown.chars().count();
        clean_line(&shown).into_owned()
    };
    let length = lead.chars().count();
    let is_long = length + marked.chars().count() + tail.chars().count() > MAX_LINE;
    let lead = part(lead, if is_long { length.saturating_sub(LEAD) } else { 0 });
    let marked = part(marked, 0);
    let caret = lead.len()..lead.len() + marked.len();
    (lead + &marked + &part(tail, 0), caret)
}

/// A word of the file as messages show it: clean, short, in backticks.
pub(super) fn quote(word: &str) -> String {
    let mut shown: String = word.chars().take(MAX_WORD).collect();
    if shown.len() < word.len() {
        shown.push('…');
    }
    format!("`{}`", clean_line(&shown))
}
