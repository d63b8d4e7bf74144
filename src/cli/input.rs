//! Raw text from a file, standard input or the clipboard.

use std::{
    fs::File,
    io::{self, IsTerminal, Read},
    path::Path,
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

/// Characters that are looked at to tell a text from something else.
const PROBE: usize = 16 << 10;

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
    match source.file.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => read_file(path, &mut bytes)?,
        None => read_stdin("paste the error", &mut bytes).map_err(CliError::Input)?,
    }
    Ok(Raw::of(&bytes))
}

/// Reads standard input; a person at the keyboard is first told what to do.
pub(super) fn stdin(what_to_do: &str) -> Result<Raw, CliError> {
    let mut bytes = Vec::new();
    read_stdin(what_to_do, &mut bytes).map_err(CliError::Input)?;
    Ok(Raw::of(&bytes))
}

/// Reads an export whole, or not at all.
pub(super) fn read_export(path: &Path) -> Result<String, CliError> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        read_stdin("paste the events", &mut bytes).map_err(CliError::Input)?;
    } else {
        read_file(path, &mut bytes)?;
    }
    if bytes.len() as u64 == LONGEST {
        return Err(CliError::TooMuch(LONGEST >> 20));
    }
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    match str::from_utf8(&bytes) {
        // Characters that were lost would be stored so.
        Err(error) if !is_utf16 => {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            Err(CliError::NotUtf8(line))
        }
        _ => Ok(decode(&bytes).into_owned()),
    }
}

/// Tokens that mean nothing outside of this answer.
pub(super) fn tokens() -> Tokens {
    Tokens::new(Uuid::new_v4().into_bytes())
}

impl Raw {
    fn of(bytes: &[u8]) -> Self {
        let is_cut = bytes.len() as u64 == LONGEST;
        let note = is_cut.then(|| format!("only the first {} MiB were read", LONGEST >> 20));
        Self { text: decode(bytes).into_owned(), note }
    }

    /// Whether there is nothing to read in it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether it looks like a program or a picture: more than one character in ten is none.
    pub(super) fn is_binary(&self) -> bool {
        let is_odd = |c: &char| {
            *c == char::REPLACEMENT_CHARACTER
                || c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{1b}')
        };
        let odd = self.text.chars().take(PROBE).filter(is_odd).count();
        odd * 10 > self.text.chars().take(PROBE).count()
    }
}

fn read_file(path: &Path, bytes: &mut Vec<u8>) -> Result<(), CliError> {
    let read = File::open(path).and_then(|file| read_all(file, bytes));
    read.map_err(|error| match error.kind() {
        // Whoever gives the error instead of a file shall not see it repeated.
        io::ErrorKind::NotFound if is_sentence(path) => CliError::NotAFile,
        _ => CliError::unreadable(path, error),
    })
}

fn is_sentence(path: &Path) -> bool {
    path.to_string_lossy().contains(char::is_whitespace)
}

fn read_stdin(what_to_do: &str, bytes: &mut Vec<u8>) -> io::Result<()> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        finish::tell(&format!("{what_to_do}, then press {END}"));
    }
    read_all(stdin.lock(), bytes)
}

fn read_all(source: impl Read, bytes: &mut Vec<u8>) -> io::Result<()> {
    source.take(LONGEST).read_to_end(bytes).map(|_| ())
}
