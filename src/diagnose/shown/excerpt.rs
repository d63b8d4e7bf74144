//! The lines of a text that matter.

use std::{collections::BTreeSet, ops::Range};

use crate::clean::clean;

/// Lines that are kept before and after each piece of evidence.
const CONTEXT: usize = 6;

/// Most lines of an excerpt, and most characters of one.
const MOST_LINES: usize = 40;
const MOST_CHARACTERS: usize = 1000;

/// Stands where lines, or parts of one, were left out.
const GAP: &str = "…";

/// The clean lines around the ranges of a text, those of the first ranges where they are too many.
pub(super) fn around(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> String {
    let starts = line_starts(text);
    let line_of = |at: usize| starts.partition_point(|&start| start <= at).saturating_sub(1);
    let mut lines = BTreeSet::new();
    for range in ranges {
        let (first, last) = (line_of(range.start), line_of(range.end.max(range.start)));
        for line in first.saturating_sub(CONTEXT)..=(last + CONTEXT).min(starts.len() - 1) {
            if lines.len() < MOST_LINES {
                lines.insert(line);
            }
        }
    }
    let mut excerpt = String::new();
    let mut next = 0;
    for line in lines {
        if line > next {
            excerpt.push_str(GAP);
            excerpt.push('\n');
        }
        let end = starts.get(line + 1).copied().unwrap_or(text.len());
        push_line(&mut excerpt, text[starts[line]..end].trim_end());
        next = line + 1;
    }
    excerpt
}

/// Never empty.
fn line_starts(text: &str) -> Vec<usize> {
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

fn push_line(excerpt: &mut String, line: &str) {
    let line = clean(line);
    match line.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => {
            excerpt.push_str(&line[..end]);
            excerpt.push_str(GAP);
        }
        None => excerpt.push_str(&line),
    }
    excerpt.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(lines: usize) -> String {
        (0..lines).map(|line| format!("line {line}\n")).collect::<Vec<_>>().concat()
    }

    fn at(text: &str, piece: &str) -> Range<usize> {
        let start = text.find(piece).unwrap();
        start..start + piece.len()
    }

    #[test]
    fn some_lines_stay_on_either_side_and_gaps_are_marked() {
        let text = numbered(50);
        let excerpt = around(&text, [at(&text, "line 8"), at(&text, "line 40")].into_iter());
        let lines = |range: std::ops::RangeInclusive<u32>| {
            range.map(|line| format!("line {line}\n")).collect::<Vec<_>>().concat()
        };
        assert_eq!(excerpt, format!("…\n{}…\n{}", lines(2..=14), lines(34..=46)));
    }

    #[test]
    fn an_excerpt_never_is_the_whole_of_a_long_log() {
        let text = numbered(10_000);
        let all = (0..text.len()).step_by(100).map(|at| at..at + 1);
        assert_eq!(around(&text, all).lines().filter(|line| *line != GAP).count(), MOST_LINES);
    }

    #[test]
    fn a_long_line_is_cut_and_what_is_hidden_in_it_is_gone() {
        let text = format!("\u{1b}[31m{}", "ä".repeat(10_000));
        let excerpt = around(&text, std::iter::once(0..1));
        assert!(excerpt.chars().count() <= MOST_CHARACTERS + 2);
        assert_eq!(crate::clean::forbidden(excerpt.trim_end()), None);
    }
}
