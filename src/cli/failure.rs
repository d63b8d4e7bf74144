//! Why a command could not do its work.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::incident::Refusal;
use crate::{
    clean::clean_line,
    clipboard::PasteError,
    config::PathsError,
    diagnose::yardstick::LabelError,
    drafts::DraftError,
    store::{ImportError, LineError, StoreError},
    tui::terminal::NoTerminal,
};

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Something that happens, told with what to do about it.
    #[error("{0}")]
    Expected(#[from] CliError),
    /// Something that should not.
    #[error("{0:#}; please report this as a fault of casebook")]
    Unexpected(#[from] anyhow::Error),
    /// The same, while packs had faults that may be the reason.
    #[error("{0}; {1}")]
    Noted(Box<Self>, String),
}

/// What can go wrong without a fault of casebook.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// Not a command line; already in clap's words.
    #[error("{0}")]
    Usage(String),
    /// No pack has it.
    #[error(
        "there is no issue `{typed}`{}",
        meant(nearest, "`casebook list` shows all, `casebook search` finds by words")
    )]
    NoSuchIssue {
        /// As typed.
        typed: String,
        /// What may have been meant.
        nearest: Vec<String>,
    },
    /// The store has none that begins like that.
    #[error(
        "there is no incident `{typed}`{}",
        meant(nearest, "`casebook incident list` shows all")
    )]
    NoSuchIncident {
        /// As typed.
        typed: String,
        /// What may have been meant.
        nearest: Vec<String>,
    },
    /// Any incident may begin like that.
    #[error(
        "`{0}` is too little of an incident's id: type three characters or more; `casebook incident list` shows all"
    )]
    ShortIncident(String),
    /// More than one incident begins like that.
    #[error("several incidents begin with `{typed}`: {}; type more of it", candidates.join(", "))]
    AmbiguousIncident {
        /// As typed.
        typed: String,
        /// Some of them.
        candidates: Vec<String>,
    },
    /// The incident is about other issues.
    #[error(
        "incident {incident} is not about `{typed}`{}",
        meant(attached, "`casebook incident show` with its id tells what it is about")
    )]
    NotAttached {
        /// Id of the incident.
        incident: String,
        /// As typed.
        typed: String,
        /// What it is about and may have been meant.
        attached: Vec<String>,
    },
    /// The issue has no such step.
    #[error(
        "issue `{issue}` has no step `{typed}`{}",
        meant(nearest, "`casebook incident show` with the incident's id shows all")
    )]
    NoSuchStep {
        /// Id of the issue.
        issue: String,
        /// As typed.
        typed: String,
        /// What may have been meant.
        nearest: Vec<String>,
    },
    /// The incident is not in a state for it, or something about it is missing.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is nothing to check.
    #[error("cannot read {}: there is no such folder", .0.display())]
    NoFolder(PathBuf),
    /// There is nothing to read.
    #[error("cannot read {}: there is no such file", clean_line(&.0.to_string_lossy()))]
    NoFile(PathBuf),
    /// A text was given in the place of a file.
    #[error("there is no such file; leave FILE out to paste a text, or pipe it in")]
    NotAFile,
    /// A folder was given in the place of a file.
    #[error("cannot read {}: it is a folder; name a file in it", clean_line(&.0.to_string_lossy()))]
    Folder(PathBuf),
    /// Standard input cannot be read.
    #[error("cannot read standard input: {0}")]
    Input(io::Error),
    /// A line of the file is no labelled error.
    #[error("cannot use {}: {error}", clean_line(&path.to_string_lossy()))]
    Labels {
        /// As it was given.
        path: PathBuf,
        /// Which line, and why.
        error: LabelError,
    },
    /// A line of a file of events is none.
    #[error("{0}; nothing was imported")]
    WrongLine(LineError),
    /// The store does not take the events of a file.
    #[error("{0}; nothing was imported")]
    NotImported(ImportError),
    /// A file of events is not text.
    #[error("line {0}: it is not UTF-8; export the events anew; nothing was imported")]
    NotUtf8(usize),
    /// A file of events is too large for the memory.
    #[error(
        "the file has {0} MiB or more: export fewer incidents into a file; nothing was imported"
    )]
    TooMuch(u64),
    /// Removing for good needs a yes.
    #[error("purging cannot be undone: {0}; add --yes to do it")]
    NotPurged(String),
    /// The draft cannot be kept.
    #[error(transparent)]
    NoDraft(#[from] DraftError),
    /// The file cannot be read.
    #[error("cannot read {}: {error}", clean_line(&path.to_string_lossy()))]
    Unreadable {
        /// As it was given.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// What is no text may hold anything.
    #[error("this is no text but binary data, and nothing in it can be redacted")]
    Binary,
    /// The clipboard gives no text.
    #[error(transparent)]
    NotPasted(#[from] PasteError),
    /// No clipboard took it.
    #[error("{0}")]
    NotCopied(String),
    /// The dashboard cannot be drawn.
    #[error(transparent)]
    NoTerminal(#[from] NoTerminal),
    /// Standard output does not take the answer.
    #[error("cannot write the answer: {0}")]
    Output(io::Error),
    /// There is no place for data.
    #[error(transparent)]
    Paths(#[from] PathsError),
    /// The store does not work.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CliError {
    /// Why a file cannot be read.
    pub(super) fn unreadable(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            // Windows does not say so.
            _ if path.is_dir() => Self::Folder(path),
            io::ErrorKind::NotFound => Self::NoFile(path),
            _ => Self::Unreadable { path, error },
        }
    }
}

impl Failure {
    /// One clean line.
    pub fn line(&self) -> String {
        clean_line(&self.to_string()).into_owned()
    }

    /// The same, with something that may be the reason.
    pub(super) fn noted(self, note: Option<String>) -> Self {
        match note {
            Some(note) => Self::Noted(Box::new(self), note),
            None => self,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Expected(error.into())
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Expected(refusal.into())
    }
}

impl From<PathsError> for Failure {
    fn from(error: PathsError) -> Self {
        Self::Expected(error.into())
    }
}

impl From<DraftError> for Failure {
    fn from(error: DraftError) -> Self {
        Self::Expected(error.into())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Unexpected(error.into())
    }
}

/// What was likely meant, or what to do where there is nothing to choose from.
pub(super) fn meant(nearest: &[String], otherwise: &str) -> String {
    match nearest {
        [] => format!("; {otherwise}"),
        [one] => format!("; did you mean {one}?"),
        [others @ .., last] => format!("; did you mean {} or {last}?", others.join(", ")),
    }
}
