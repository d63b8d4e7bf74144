//! Raw text from a file, standard input or the clipboard.

use std::{
    fs::File,
    io::{self, IsTerminal, Read},
    path::{Path, PathBuf},
};

use uuid::Uuid;

use super::{args::SourceArgs, failure::CliError, finish};
use crate::{
    clipboard::{self, Env},
    diagnose::unwrap::decode,
    redact::Tokens,
};

/// How standard input is ended by hand.
const END: &str = if cfg!(windows) { "Ctrl+Z and Enter" } else { "Ctrl+D" };

/// Longest text that is read, in bytes; the rest is not looked at.
const LONGEST: u64 = 256 << 20;

/// A raw text.
pub(super) struct Raw {
    pub(super) text: String,
    /// What is to be known about it.
    pub(super) note: Option<String>,
}

/// Reads the text that the arguments name; a person at the keyboard is first told how to end it.
pub(super) fn read(source: &SourceArgs) -> Result<Raw, CliError> {
    if source.clipboard {
        let text = clipboard::paste(&Env::from_process())?;
        return Ok(Raw { text, note: None });
    }
    let mut bytes = Vec::new();
    let file = source.file.as_deref().filter(|path| *path != Path::new("-"));
    let read = match file {
        Some(path) => File::open(path).and_then(|file| read_all(file, &mut bytes)),
        None => read_stdin(&mut bytes),
    };
    let name = || file.map_or_else(|| PathBuf::from("standard input"), Path::to_owned);
    read.map_err(|error| CliError::Unreadable { path: name(), error })?;
    let is_cut = bytes.len() as u64 == LONGEST;
    let note = is_cut.then(|| format!("only the first {} MiB were read", LONGEST >> 20));
    Ok(Raw { text: decode(&bytes).into_owned(), note })
}

/// Tokens that mean nothing outside of this answer.
pub(super) fn tokens() -> Tokens {
    Tokens::new(Uuid::new_v4().into_bytes())
}

fn read_stdin(bytes: &mut Vec<u8>) -> io::Result<()> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        finish::tell(&format!("paste the error, then press {END}"));
    }
    read_all(stdin.lock(), bytes)
}

fn read_all(source: impl Read, bytes: &mut Vec<u8>) -> io::Result<()> {
    source.take(LONGEST).read_to_end(bytes).map(|_| ())
}
