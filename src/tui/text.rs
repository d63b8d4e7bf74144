//! Text with roles instead of colours: what state and layout speak of, and [`super::theme`] turns into styles.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::markdown::{Inline, InlineStyle};

/// What a run of text is for. The theme decides how that looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// Less important than its surroundings.
    Dim,
    /// Title of what is shown.
    Title,
    /// Heading of a block.
    Heading,
    /// Literal text, as one would type it.
    Code,
    /// A page or picture to open.
    Link,
    /// It worked, it is done.
    Good,
    /// It did not work.
    Bad,
    /// It deserves care.
    Warning,
    /// Something is going on or pending.
    Pending,
    /// Names of things: services, tickets.
    Accent,
    /// A key to press.
    Key,
    /// What speaks for an issue, in a pasted text.
    Evidence,
    /// Border of the pane that has the focus.
    Focus,
    /// Border of any other pane.
    Border,
}

/// How a run of text is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// What it is for.
    pub role: Role,
    /// Important.
    pub strong: bool,
    /// Stressed.
    pub stressed: bool,
    /// Matched by the search.
    pub marked: bool,
}

/// A run of text in one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// No line break inside, except in text that is still to be wrapped.
    pub text: String,
    /// How it is drawn.
    pub look: Look,
}

/// One line of the screen.
pub type Line = Vec<Piece>;

impl Piece {
    /// A run in a role.
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), look: Look { role, ..Look::default() } }
    }

    /// The same, important.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.look.strong = true;
        self
    }

    /// Columns it takes.
    pub fn width(&self) -> usize {
        self.text.width()
    }
}

impl Role {
    /// A run in this role.
    pub fn piece(self, text: impl Into<String>) -> Piece {
        Piece::new(text, self)
    }
}

/// Columns a line takes.
pub fn width(line: &[Piece]) -> usize {
    line.iter().map(Piece::width).sum()
}

/// Markdown runs as pieces; plain text has the given role.
pub fn from_inlines(inlines: &[Inline], role: Role) -> Line {
    inlines
        .iter()
        .map(|inline| Piece { text: inline.text.clone(), look: look_of(&inline.style, role) })
        .collect()
}

fn look_of(style: &InlineStyle, role: Role) -> Look {
    let plain = Look { role, ..Look::default() };
    match style {
        InlineStyle::Plain | InlineStyle::Break => plain,
        InlineStyle::Strong => Look { strong: true, ..plain },
        InlineStyle::Emphasis => Look { stressed: true, ..plain },
        InlineStyle::Code => Look { role: Role::Code, ..plain },
        InlineStyle::Link(_) | InlineStyle::Picture(_) => Look { role: Role::Link, ..plain },
    }
}

/// Marks byte ranges of the whole line's text, given in order and without overlap.
pub fn mark(line: Line, ranges: &[Range<usize>]) -> Line {
    if ranges.is_empty() {
        return line;
    }
    let mut marked = Line::new();
    let mut start = 0;
    for piece in line {
        let end = start + piece.text.len();
        let mut at = start;
        for range in ranges.iter().filter(|range| range.start < end && range.end > start) {
            let (from, to) = (range.start.max(start), range.end.min(end));
            push(&mut marked, &piece, at - start..from - start, false);
            push(&mut marked, &piece, from - start..to - start, true);
            at = to;
        }
        push(&mut marked, &piece, at - start..end - start, false);
        start = end;
    }
    marked
}

fn push(line: &mut Line, piece: &Piece, range: Range<usize>, marked: bool) {
    if let Some(text) = piece.text.get(range).filter(|text| !text.is_empty()) {
        line.push(Piece { text: text.to_owned(), look: Look { marked, ..piece.look } });
    }
}

/// The text cut to that many columns; a cut is shown by an ellipsis.
pub fn cut(text: &str, columns: usize, ellipsis: &str) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(ellipsis.width());
    let mut kept = prefix(text, room).trim_end().to_owned();
    if columns >= ellipsis.width() {
        kept.push_str(ellipsis);
    }
    kept
}

/// The text cut after a word, to at most that many columns; empty where not even its first word fits.
pub fn cut_after_word(text: &str, columns: usize, ellipsis: &str) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(ellipsis.width());
    let ends = text.match_indices(' ').map(|(at, _)| &text[..at]);
    let kept = ends.take_while(|kept| kept.width() <= room).last();
    kept.map(|kept| format!("{kept}{ellipsis}")).unwrap_or_default()
}

/// The line cut to that many columns; a cut is shown by an ellipsis.
pub fn cut_line(line: Line, columns: usize, ellipsis: &str) -> Line {
    if width(&line) <= columns {
        return line;
    }
    let mut room = columns.saturating_sub(ellipsis.width());
    let mut kept = Line::new();
    for piece in line {
        let text = prefix(&piece.text, room);
        room = room.saturating_sub(text.width());
        let whole = text.len() == piece.text.len();
        kept.push(Piece { text: text.to_owned(), ..piece });
        if !whole {
            break;
        }
    }
    if columns >= ellipsis.width() {
        kept.push(Role::Dim.piece(ellipsis));
    }
    kept
}

/// The nearest place at or before a byte where a character begins.
pub fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The longest beginning of whole graphemes that fits into that many columns.
fn prefix(text: &str, columns: usize) -> &str {
    use unicode_segmentation::UnicodeSegmentation;
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > columns {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(line: &[Piece]) -> Vec<(&str, bool)> {
        line.iter().map(|piece| (piece.text.as_str(), piece.look.marked)).collect()
    }

    #[expect(clippy::single_range_in_vec_init, reason = "one mark is meant")]
    #[test]
    fn a_mark_runs_over_the_borders_of_pieces() {
        let line = vec![Piece::new("ab", Role::Text), Piece::new("cd", Role::Code)];
        assert_eq!(
            shape(&mark(line, &[1..3])),
            [("a", false), ("b", true), ("c", true), ("d", false)]
        );
    }

    #[rstest::rstest]
    #[case("abc", 3, "abc")]
    #[case("abcd", 3, "ab…")]
    #[case("ab cd", 4, "ab…")]
    #[case("日本語", 5, "日本…")]
    #[case("日本語", 4, "日…")]
    #[case("abc", 0, "")]
    fn cutting_never_exceeds_the_columns_and_shows_itself(
        #[case] text: &str,
        #[case] columns: usize,
        #[case] expected: &str,
    ) {
        assert_eq!(cut(text, columns, "…"), expected);
    }

    #[rstest::rstest]
    #[case(17, "Additional errors")]
    #[case(16, "Additional…")]
    #[case(11, "Additional…")]
    #[case(10, "")]
    #[case(0, "")]
    fn a_cut_after_a_word_leaves_no_part_of_one(#[case] columns: usize, #[case] expected: &str) {
        assert_eq!(cut_after_word("Additional errors", columns, "…"), expected);
    }
}
