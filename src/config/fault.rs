//! What is wrong with a setting, and where it stands.

use std::{
    fmt, io,
    ops::Range,
    path::{Path, PathBuf},
};

use crate::clean::clean_line;

/// A setting that is not in force, as it makes no sense or cannot be read; its default is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ConfigFault {
    /// Where the setting was made.
    pub origin: Origin,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// Where a setting was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In the settings file.
    File {
        /// Its path.
        path: PathBuf,
        /// Where in it; none where the whole file is the fault.
        position: Option<Position>,
    },
    /// In this environment variable.
    Variable(String),
}

/// A place in a text, as editors count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// The line as it stands, for showing.
    pub text: String,
}

impl ConfigFault {
    pub(super) fn unreadable(path: &Path, error: &io::Error) -> Self {
        let origin = Origin::File { path: path.to_owned(), position: None };
        Self { origin, message: format!("cannot be read: {error}; the defaults are in force") }
    }

    pub(super) fn in_file(
        path: &Path,
        text: &str,
        span: Option<Range<usize>>,
        message: &str,
    ) -> Self {
        let position = span.map(|span| Position::of(span.start, text));
        Self {
            origin: Origin::File { path: path.to_owned(), position },
            message: clean_line(message).into_owned(),
        }
    }

    pub(super) fn in_variable(name: &str, message: &str) -> Self {
        Self {
            origin: Origin::Variable(name.to_owned()),
            message: clean_line(message).into_owned(),
        }
    }
}

impl fmt::Display for ConfigFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.origin {
            Origin::Variable(name) => write!(f, "{name}")?,
            Origin::File { path, position } => {
                f.write_str(&clean_line(&path.to_string_lossy()))?;
                if let Some(Position { line, column, .. }) = position {
                    write!(f, ":{line}:{column}")?;
                }
            }
        }
        write!(f, ": {}", self.message)
    }
}

impl Position {
    fn of(byte: usize, text: &str) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text[line_start..].lines().next().unwrap_or_default();
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            text: clean_line(line).into_owned(),
        }
    }
}
