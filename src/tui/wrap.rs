//! Breaks styled text into lines of a given width.
//!
//! ratatui's own wrapping keeps no hanging indent and does not tell which line came from where; a foldable, searchable
//! pane needs both.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::text::{Line, Look, Piece, Role, cut_line};

/// Breaks at blanks and at `\n` into lines of that many columns; a word longer than a line is broken between graphemes.
/// The blanks at a break are dropped, all else is kept. A grapheme wider than the line stands alone on it.
pub fn wrap(text: &[Piece], width: usize) -> Vec<Line> {
    let mut wrapper = Wrapper { width, lines: Vec::new(), line: Line::new(), used: 0 };
    let mut word = Word::default();
    for piece in text {
        for grapheme in piece.text.graphemes(true) {
            match grapheme {
                "\n" | "\r\n" => {
                    wrapper.place(&mut word);
                    wrapper.end_line();
                }
                _ if is_blank(grapheme) => {
                    wrapper.place(&mut word);
                    wrapper.gap(grapheme, piece.look);
                }
                _ => word.push(grapheme, piece.look),
            }
        }
    }
    wrapper.place(&mut word);
    wrapper.end_line();
    wrapper.lines
}

/// The same in at most so many lines; the last of them shows by an ellipsis that there is more.
pub fn wrap_within(text: &[Piece], width: usize, most: usize, ellipsis: &str) -> Vec<Line> {
    let mut lines = wrap(text, width);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(mut last) = lines.pop() {
            last.push(Role::Dim.piece(ellipsis));
            lines.push(cut_line(last, width, ellipsis));
        }
    }
    lines
}

/// A no-break space is not a place to break.
fn is_blank(grapheme: &str) -> bool {
    grapheme == " " || grapheme == "\t"
}

#[derive(Default)]
struct Word<'a> {
    graphemes: Vec<(&'a str, Look)>,
    width: usize,
}

impl<'a> Word<'a> {
    fn push(&mut self, grapheme: &'a str, look: Look) {
        self.width += grapheme.width();
        self.graphemes.push((grapheme, look));
    }
}

struct Wrapper {
    width: usize,
    lines: Vec<Line>,
    line: Line,
    used: usize,
}

impl Wrapper {
    fn place(&mut self, word: &mut Word<'_>) {
        if self.used > 0 && self.used + word.width > self.width && !word.graphemes.is_empty() {
            self.trim();
            self.end_line();
        }
        for (grapheme, look) in word.graphemes.drain(..) {
            let width = grapheme.width();
            if self.used > 0 && self.used + width > self.width {
                self.end_line();
            }
            self.add(grapheme, look, width);
        }
        word.width = 0;
    }

    /// A blank at the start of a continued line is the blank of the break.
    fn gap(&mut self, blank: &str, look: Look) {
        if self.used < self.width && (self.used > 0 || self.lines.is_empty()) {
            self.add(if blank == "\t" { " " } else { blank }, look, 1);
        }
    }

    fn add(&mut self, grapheme: &str, look: Look, width: usize) {
        self.used += width;
        match self.line.last_mut() {
            Some(piece) if piece.look == look => piece.text.push_str(grapheme),
            _ => self.line.push(Piece { text: grapheme.to_owned(), look }),
        }
    }

    fn trim(&mut self) {
        while let Some(piece) = self.line.last_mut() {
            piece.text.truncate(piece.text.trim_end_matches(' ').len());
            if !piece.text.is_empty() {
                break;
            }
            self.line.pop();
        }
    }

    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.used = 0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tui::text::width;

    fn plain(text: &str) -> Line {
        vec![Role::Text.piece(text)]
    }

    fn texts(lines: Vec<Line>) -> Vec<String> {
        let text_of = |line: Line| line.into_iter().map(|piece| piece.text).collect();
        lines.into_iter().map(text_of).collect()
    }

    #[rstest::rstest]
    #[case("one two three", 7, &["one two", "three"])]
    #[case("abcdefgh", 3, &["abc", "def", "gh"])]
    #[case("ab\n\ncd", 9, &["ab", "", "cd"])]
    #[case("日本語", 4, &["日本", "語"])]
    #[case("a  b", 9, &["a  b"])]
    #[case("", 5, &[""])]
    #[case("ab cd", 2, &["ab", "cd"])]
    fn words_go_to_the_next_line_whole_where_they_fit(
        #[case] text: &str,
        #[case] width: usize,
        #[case] expected: &[&str],
    ) {
        assert_eq!(texts(wrap(&plain(text), width)), expected);
    }

    #[rstest::rstest]
    #[case(3, &["one two", "three", "four"])]
    #[case(2, &["one two", "three…"])]
    #[case(1, &["one tw…"])]
    #[case(0, &[])]
    fn what_does_not_fit_into_the_lines_is_cut_off_visibly(
        #[case] most: usize,
        #[case] expected: &[&str],
    ) {
        assert_eq!(texts(wrap_within(&plain("one two three four"), 7, most, "…")), expected);
    }

    #[test]
    fn a_word_in_two_looks_is_not_broken_between_them() {
        let text = [Role::Text.piece("see "), Role::Code.piece("Send"), Role::Text.piece("As now")];
        let lines = wrap(&text, 8);
        assert_eq!(lines[0], plain("see"));
        assert_eq!(lines[1], [Role::Code.piece("Send"), Role::Text.piece("As")]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_text_is_lost(text in "[a-z日é\u{301} ]{0,60}", columns in 2..30_usize) {
            let lines = wrap(&plain(&text), columns);
            for line in &lines {
                prop_assert!(width(line) <= columns, "{line:?}");
            }
            let squeeze = |text: &str| text.replace(' ', "");
            let joined: String = lines.iter().flatten().map(|piece| piece.text.as_str()).collect();
            prop_assert_eq!(squeeze(&joined), squeeze(&text));
        }
    }
}
