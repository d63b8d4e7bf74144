//! What a command has to say.

use super::{args::Color, text::Text};

/// What a command has to say; nothing of it is written yet.
#[derive(Clone, Debug)]
pub struct Answer {
    /// For standard output.
    pub text: Text,
    /// For standard error, one line each.
    pub notes: Vec<String>,
    /// What scripts ask for first.
    pub exit: Exit,
    /// When the styles of the text are used.
    pub color: Color,
    /// For the terminal as it is, before the text.
    pub to_terminal: Option<Vec<u8>>,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It is done.
    Done,
    /// It ran and the answer is the notable one: nothing found, something is broken.
    Notable,
    /// Anything else, such as the end of the dashboard by a signal.
    Code(u8),
}

impl Answer {
    /// An answer that is no notable one.
    pub fn new(text: Text) -> Self {
        Self { text, notes: Vec::new(), exit: Exit::Done, color: Color::Auto, to_terminal: None }
    }

    /// The same as a notable one, if it is.
    #[must_use]
    pub fn notable(mut self, is_notable: bool) -> Self {
        if is_notable {
            self.exit = Exit::Notable;
        }
        self
    }

    /// The same with lines for standard error.
    #[must_use]
    pub fn with_notes(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// The same with or without colours.
    #[must_use]
    pub fn colored(mut self, color: Color) -> Self {
        self.color = color;
        self
    }
}

impl Exit {
    /// The number for the system.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Notable => 1,
            Self::Code(code) => code,
        }
    }
}
