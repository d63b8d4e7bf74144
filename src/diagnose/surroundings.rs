//! Which parts of a long text are worth comparing word by word.

use std::{iter, ops::Range};

use super::clues::Clues;

/// A text of this length is read whole, and of a longer one no more than this.
const READ: usize = 4096;

/// What makes a line sound like an error.
const SOUNDS: [&str; 12] = [
    "error",
    "fail",
    "denied",
    "exception",
    "invalid",
    "forbidden",
    "unauthorized",
    "refused",
    "expired",
    "blocked",
    "missing",
    "unable",
];

/// The surroundings of the first evidence; without any, the lines that sound like errors; without these, the beginning.
pub(super) fn telling(
    clues: &Clues<'_>,
    part: &Range<usize>,
    evidence: Option<&Range<usize>>,
) -> Vec<Range<usize>> {
    let within = |start: usize, end: usize| {
        let start = clues.floor(start.max(part.start));
        iter::once(start..clues.floor(end.min(part.end)).max(start)).collect()
    };
    if part.len() <= READ {
        return within(part.start, part.end);
    }
    if let Some(evidence) = evidence {
        return within(evidence.start.saturating_sub(READ / 4), evidence.start + READ * 3 / 4);
    }
    let lines = loud_lines(clues, part);
    if lines.is_empty() { within(part.start, part.start + READ) } else { lines }
}

fn loud_lines(clues: &Clues<'_>, part: &Range<usize>) -> Vec<Range<usize>> {
    let lines = clues.lines(part).filter(|line| sounds_like_error(&clues.text[line.clone()]));
    let cut = |line: Range<usize>| line.start..clues.floor(line.end.min(line.start + READ));
    let mut left = READ;
    lines
        .map(cut)
        .take_while(|line| {
            let has_room = left > 0;
            left = left.saturating_sub(line.len());
            has_room
        })
        .collect()
}

fn sounds_like_error(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    SOUNDS.iter().any(|sound| lower.contains(sound))
}
