//! A comment of any number of lines while it is written.

use ratatui::style::Style;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::Subject;
use crate::{
    incident::{LONGEST_COMMENT, StepRef},
    tui::action::Action,
};

/// A comment while it is written. It may become longer than it can be saved: nothing of it is cut.
#[derive(Clone, Debug)]
pub struct Editor {
    /// Whose comment it is.
    pub subject: Subject,
    /// The step it is about; the whole incident without one.
    pub on: Option<StepRef>,
    /// What it is about, in words.
    pub title: String,
    area: TextArea<'static>,
}

impl Editor {
    /// An editor that holds a text, the cursor behind it.
    pub fn new(subject: Subject, on: Option<StepRef>, title: String, text: &str) -> Self {
        let mut editor = Self { subject, on, title, area: TextArea::default() };
        editor.set_text(text);
        editor
    }

    /// What was written.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Puts another text in the place of what was written.
    pub fn set_text(&mut self, text: &str) {
        self.area = TextArea::from(text.trim_end().lines());
        self.area.set_wrap_mode(WrapMode::WordOrGlyph);
        // The terminal's own cursor stands there, and the theme decides the rest.
        self.area.set_cursor_style(Style::new());
        self.area.set_cursor_line_style(Style::new());
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
    }

    /// The widget, to draw.
    pub fn area(&self) -> &TextArea<'static> {
        &self.area
    }

    /// Puts a character before the cursor.
    pub fn insert(&mut self, character: char) {
        if !character.is_control() {
            self.area.insert_char(character);
        }
    }

    /// Bytes that can be added until it is as long as a comment can be.
    pub fn room(&self) -> usize {
        LONGEST_COMMENT.saturating_sub(self.text().len())
    }

    /// Puts a clean text before the cursor, with its lines.
    pub fn paste(&mut self, text: &str) {
        self.area.insert_str(text);
    }

    /// Performs an action of editing.
    pub fn edit(&mut self, action: Action) {
        let movement = match action {
            Action::Left => CursorMove::Back,
            Action::Right => CursorMove::Forward,
            Action::WordLeft => CursorMove::WordBack,
            Action::WordRight => CursorMove::WordForward,
            Action::LineStart => CursorMove::Head,
            Action::LineEnd => CursorMove::End,
            other => return self.change(other),
        };
        self.area.move_cursor(movement);
    }

    fn change(&mut self, action: Action) {
        match action {
            Action::NewLine => self.area.insert_newline(),
            Action::DeleteBefore => drop(self.area.delete_char()),
            Action::DeleteAfter => drop(self.area.delete_next_char()),
            Action::DeleteWord => drop(self.area.delete_word()),
            Action::DeleteToStart => drop(self.area.delete_line_by_head()),
            Action::DeleteToEnd => drop(self.area.delete_line_by_end()),
            _ => {}
        }
    }

    /// Moves by so many lines, stopping at both ends.
    pub fn step(&mut self, by: isize) {
        let movement = if by < 0 { CursorMove::Up } else { CursorMove::Down };
        for _ in 0..by.unsigned_abs().min(LONGEST_COMMENT) {
            self.area.move_cursor(movement);
        }
    }
}
