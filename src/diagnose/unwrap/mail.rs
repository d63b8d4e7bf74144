//! Marks in front of the lines of quoted mail, and the bars that tools draw down the left side of a message.

use memchr::memchr3;

use super::layer::{Rewrite, Rewritten};

/// Takes `> `, `>> `, `| ` and the like from the beginning of every line.
pub(super) fn undo(text: &str) -> Option<Rewritten> {
    // The last one is the first byte of every bar that is not ASCII.
    memchr3(b'>', b'|', 0xe2, text.as_bytes())?;
    let mut rewrite = Rewrite::new(text);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let marks = marks(line);
        if marks > 0 {
            rewrite.drop(start..start + marks);
        }
        start += line.len();
    }
    rewrite.finish()
}

/// Length of all marks that a line begins with, and of the one blank behind each.
fn marks(line: &str) -> usize {
    let mut rest = line;
    while let Some(behind) = behind_mark(rest) {
        rest = behind.strip_prefix(' ').unwrap_or(behind);
    }
    line.len() - rest.len()
}

fn behind_mark(line: &str) -> Option<&str> {
    let indented = line.trim_start_matches([' ', '\t']);
    match indented.strip_prefix('>') {
        Some(behind) => (line.len() - indented.len() < 4).then_some(behind),
        None => indented
            .strip_prefix(['|', '│', '┃', '╷', '╵'])
            .filter(|behind| behind.is_empty() || behind.starts_with([' ', '\n'])),
    }
}
