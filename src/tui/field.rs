//! A line of text that a user edits.

use tui_input::{Input, InputRequest};
use unicode_width::UnicodeWidthStr;

use super::action::Action;

/// Longest text a field takes, in characters; more is no ticket, no client and no query.
const LONGEST: usize = 512;

/// A line of text with a cursor.
#[derive(Clone, Debug, Default)]
pub struct Field {
    input: Input,
}

impl Field {
    /// A field that holds a text, the cursor behind it.
    pub fn with(text: &str) -> Self {
        Self { input: Input::new(text.to_owned()) }
    }

    /// What it holds.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What it holds, without blanks around it.
    pub fn trimmed(&self) -> &str {
        self.text().trim()
    }

    /// Whether the cursor stands behind the last character.
    pub fn is_at_end(&self) -> bool {
        self.input.cursor() >= self.text().chars().count()
    }

    /// Puts a character before the cursor; control characters and what is too long are left out.
    pub fn insert(&mut self, character: char) {
        if !character.is_control() && self.text().chars().count() < LONGEST {
            self.input.handle(InputRequest::InsertChar(character));
        }
    }

    /// Puts a text before the cursor, its line breaks as blanks.
    pub fn paste(&mut self, text: &str) {
        let parted = text.starts_with(char::is_whitespace) && !self.text().is_empty();
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let blank = parted.then_some(' ');
        blank.into_iter().chain(words.chars()).for_each(|character| self.insert(character));
    }

    /// Performs an action of editing; false for any other.
    pub fn edit(&mut self, action: Action) -> bool {
        let request = match action {
            Action::Left => InputRequest::GoToPrevChar,
            Action::Right => InputRequest::GoToNextChar,
            Action::WordLeft => InputRequest::GoToPrevWord,
            Action::WordRight => InputRequest::GoToNextWord,
            Action::LineStart => InputRequest::GoToStart,
            Action::LineEnd => InputRequest::GoToEnd,
            Action::DeleteBefore => InputRequest::DeletePrevChar,
            Action::DeleteAfter => InputRequest::DeleteNextChar,
            Action::DeleteWord => InputRequest::DeletePrevWord,
            Action::DeleteToStart => InputRequest::DeleteFromStart,
            Action::DeleteToEnd => InputRequest::DeleteTillEnd,
            _ => return false,
        };
        self.input.handle(request);
        true
    }

    /// The part that fits into so many columns around the cursor, and the cursor's column in it.
    pub fn visible(&self, columns: usize) -> (&str, usize) {
        // The cursor behind the last character takes a column too.
        let skip = self.input.visual_scroll(columns.max(2) - 1);
        let mut used = 0;
        let mut start = self.text().len();
        for (at, character) in self.text().char_indices() {
            if used >= skip {
                start = at;
                break;
            }
            used += character.to_string().width();
        }
        let cursor = self.input.visual_cursor().saturating_sub(used);
        (self.text().get(start..).unwrap_or_default(), cursor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_text_becomes_one_line_at_the_cursor() {
        let mut field = Field::with("ac");
        field.edit(Action::Left);
        field.paste("1\n 2");
        assert_eq!(field.text(), "a1 2c");
    }

    #[test]
    fn a_field_does_not_grow_without_end() {
        let mut field = Field::default();
        field.paste(&"x".repeat(10_000));
        assert_eq!(field.text().len(), LONGEST);
    }

    #[test]
    fn the_visible_part_keeps_the_cursor_inside() {
        let field = Field::with("abcdefghij");
        let (text, cursor) = field.visible(4);
        assert!(cursor < 4 && text.ends_with('j'), "{text:?} {cursor}");
    }
}
