//! The redacted text as it is drawn: clean, wrapped, with what speaks for the selected match highlighted.
//!
//! Of a long text only a window around the evidence is laid out, and a new selection moves marks without wrapping anew.

use std::{borrow::Cow, ops::Range};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::{
    clean::clean_line,
    tui::text::{Line, Role, floor},
};

/// Most bytes of a text that are laid out.
pub const WINDOW: usize = 256 * 1024;

/// Lines that are kept in sight above the evidence.
const ABOVE: usize = 3;

/// What a tab is drawn as.
const TAB: &str = "    ";

/// The redacted text in a pane.
#[derive(Clone, Debug, Default)]
pub struct TextPane {
    /// First row that is shown.
    pub offset: usize,
    /// Which text it is.
    number: Option<u64>,
    /// What of the text is laid out, in bytes, and how long all of it is.
    window: Range<usize>,
    total: usize,
    drawn: String,
    /// Where each line begins: in the text, and as it is drawn.
    lines: Vec<(usize, usize)>,
    /// What stands in each row; in `drawn`, for a pane of that width.
    rows: Vec<Range<usize>>,
    width: usize,
    /// What is highlighted; in `drawn`, in order and apart.
    marks: Vec<Range<usize>>,
    /// A place in `drawn` that is to be brought into sight.
    wanted: Option<usize>,
}

impl TextPane {
    /// Shows the text of that number with its evidence, the best first; without any, what begins at `start`.
    pub(super) fn show(
        &mut self,
        number: u64,
        text: &str,
        evidence: &[Range<usize>],
        start: usize,
    ) {
        let best = evidence.first().cloned().unwrap_or(start..start);
        let is_inside = self.window.start <= best.start && best.end <= self.window.end;
        if self.number != Some(number) || !is_inside {
            self.number = Some(number);
            self.cut(text, &best);
        }
        let place = |at: usize| self.place(text, at.clamp(self.window.start, self.window.end));
        let marks = evidence.iter().map(|range| place(range.start)..place(range.end));
        let wanted = place(best.start);
        self.marks = apart(marks.collect());
        self.wanted = Some(wanted);
    }

    /// What of the text is laid out, in bytes, if it is not all of it.
    pub fn part(&self) -> Option<(Range<usize>, usize)> {
        (self.window.len() < self.total).then(|| (self.window.clone(), self.total))
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Wraps for a pane of that size, where that is needed, and brings into sight what is to be seen.
    pub fn settle(&mut self, width: usize, height: usize) {
        if self.rows.is_empty() || self.width != width {
            let seen = self.rows.get(self.offset).map(|row| row.start);
            self.width = width;
            self.rows = wrapped(&self.drawn, width.max(1));
            self.offset = seen.map_or(0, |place| self.row_of(place));
        }
        if let Some(place) = self.wanted.take() {
            let row = self.row_of(place);
            let is_seen = (self.offset..self.offset + height).contains(&row);
            if !is_seen {
                self.offset = row.saturating_sub(ABOVE.min(height / 2));
            }
        }
        self.scroll(0, height);
    }

    /// Scrolls by so many rows, within the text.
    pub fn scroll(&mut self, by: isize, height: usize) {
        let last = self.rows.len().saturating_sub(height);
        self.offset = self.offset.saturating_add_signed(by).min(last);
    }

    /// The rows from the first that is shown on.
    pub fn seen(&self) -> impl Iterator<Item = Line> {
        self.rows.iter().skip(self.offset).map(|row| self.line(row))
    }

    fn line(&self, row: &Range<usize>) -> Line {
        let first = self.marks.partition_point(|mark| mark.end <= row.start);
        let marks = self.marks[first..].iter().take_while(|mark| mark.start < row.end);
        let mut line = Line::new();
        let mut at = row.start;
        for mark in marks {
            let (start, end) = (mark.start.max(row.start), mark.end.min(row.end));
            line.push(Role::Text.piece(&self.drawn[at..start]));
            line.push(Role::Evidence.piece(&self.drawn[start..end]));
            at = end;
        }
        line.push(Role::Text.piece(&self.drawn[at..row.end]));
        line.retain(|piece| !piece.text.is_empty());
        line
    }

    fn row_of(&self, place: usize) -> usize {
        self.rows.partition_point(|row| row.start <= place).saturating_sub(1)
    }

    /// Takes a window of the text around a part of it.
    fn cut(&mut self, text: &str, around: &Range<usize>) {
        let start = around.start.saturating_sub(WINDOW / 2).min(text.len().saturating_sub(WINDOW));
        let start = floor(text, start);
        let end = floor(text, start + WINDOW);
        (self.window, self.total) = (start..end, text.len());
        self.drawn = String::with_capacity(end - start);
        self.lines.clear();
        self.rows.clear();
        self.offset = 0;
        let mut at = start;
        for line in text[start..end].split('\n') {
            if !self.lines.is_empty() {
                self.drawn.push('\n');
            }
            self.lines.push((at, self.drawn.len()));
            self.drawn.push_str(&drawable(line));
            at += line.len() + 1;
        }
    }

    /// Where a place of the text is drawn.
    fn place(&self, text: &str, at: usize) -> usize {
        let next = self.lines.partition_point(|(start, _)| *start <= at);
        let Some(&(start, drawn)) = next.checked_sub(1).and_then(|line| self.lines.get(line))
        else {
            return 0;
        };
        let end = self.lines.get(next).map_or(self.drawn.len(), |(_, next)| next - 1);
        let before = drawable(&text[start..floor(text, at)]).len();
        floor(&self.drawn, (drawn + before).min(end))
    }
}

/// A line without what must not be drawn.
fn drawable(line: &str) -> Cow<'_, str> {
    if line.contains('\t') {
        return Cow::Owned(clean_line(&line.replace('\t', TAB)).into_owned());
    }
    clean_line(line)
}

/// Ranges in order, those that touch as one.
fn apart(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// The rows of a text in a pane of that width. Every blank is kept but the one at which a row ends.
fn wrapped(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, width, &mut rows);
        start += line.len() + 1;
    }
    rows
}

fn wrap_line(line: &str, start: usize, width: usize, rows: &mut Vec<Range<usize>>) {
    if line.is_ascii() && line.len() <= width {
        rows.push(start..start + line.len());
        return;
    }
    // The row so far: where it begins, its columns, and where its last blank ends.
    let (mut from, mut used, mut blank) = (0, 0, 0);
    for (at, grapheme) in line.grapheme_indices(true) {
        let columns = grapheme.width();
        if grapheme == " " && used >= width {
            rows.push(start + from..start + at);
            (from, used, blank) = (at + 1, 0, at + 1);
            continue;
        }
        while used + columns > width && at > from {
            let to = if blank > from { blank } else { at };
            rows.push(start + from..start + to);
            from = to;
            used = line[from..at].width();
        }
        used += columns;
        if grapheme == " " {
            blank = at + 1;
        }
    }
    rows.push(start + from..start + line.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn pane(text: &str, evidence: &[(usize, usize)], width: usize) -> TextPane {
        let evidence: Vec<_> = evidence.iter().map(|(start, end)| *start..*end).collect();
        let mut pane = TextPane::default();
        pane.show(1, text, &evidence, 0);
        pane.settle(width, 10);
        pane
    }

    /// What is highlighted, row by row.
    fn highlighted(pane: &TextPane) -> Vec<String> {
        let pieces = pane.seen().flatten().filter(|piece| piece.look.role == Role::Evidence);
        pieces.map(|piece| piece.text).collect()
    }

    #[test]
    fn evidence_is_highlighted_where_it_is_drawn() {
        let text = "\u{1b}\tä: code 50076\nnext";
        let at = text.find("50076").unwrap();
        assert_eq!(highlighted(&pane(text, &[(at, at + 5)], 40)), ["50076"]);
    }

    #[test]
    fn evidence_runs_over_the_end_of_a_row() {
        let text = "one two three\nfour";
        assert_eq!(highlighted(&pane(text, &[(4, 18)], 8)), ["two ", "three", "four"]);
    }

    #[test]
    fn pieces_of_evidence_that_overlap_are_one() {
        assert_eq!(highlighted(&pane("abcdef", &[(1, 3), (2, 5), (5, 6)], 40)), ["bcdef"]);
    }

    #[test]
    fn the_window_holds_the_best_evidence_and_no_more_than_it_may() {
        let text = "ä".repeat(WINDOW) + "here" + &"ö".repeat(WINDOW);
        let at = 2 * WINDOW;
        let pane = pane(&text, &[(at, at + 4), (0, 2)], 80);
        let (part, total) = pane.part().unwrap();
        assert!(part.contains(&at) && part.len() <= WINDOW && total == text.len(), "{part:?}");
        assert!(highlighted(&pane).contains(&"here".to_owned()));
    }

    #[test]
    fn a_narrower_pane_shows_what_the_wider_one_did() {
        let text = (0..200).map(|line| format!("line {line} of many words")).collect::<Vec<_>>();
        let text = text.join("\n");
        let at = text.find("line 120").unwrap();
        let mut pane = pane(&text, &[(at, at + 8)], 40);
        pane.settle(12, 10);
        assert!(highlighted(&pane).starts_with(&["line 120".to_owned()]));
    }

    proptest! {
        #[test]
        fn no_row_is_too_wide_and_no_text_is_lost(
            text in "[a-z日é\u{301} \n]{0,80}",
            width in 2..30_usize,
        ) {
            let rows = wrapped(&text, width);
            prop_assert!(rows.iter().all(|row| text[row.clone()].width() <= width));
            let kept: String = rows.iter().map(|row| &text[row.clone()]).collect();
            let squeeze = |text: &str| text.replace([' ', '\n'], "");
            prop_assert_eq!(squeeze(&kept), squeeze(&text));
        }

        #[test]
        fn places_of_any_text_can_be_highlighted(
            text in "\\PC{0,40}[\r\n\t\u{1b}\u{200d}\u{301}é]{0,9}\\PC{0,40}",
            places in prop::collection::vec((0..200_usize, 0..200_usize), 0..4),
        ) {
            let range = |(start, end): &(usize, usize)| {
                let start = floor(&text, *start);
                (start, floor(&text, *end).max(start))
            };
            let evidence: Vec<_> = places.iter().map(range).collect();
            let pane = pane(&text, &evidence, 20);
            prop_assert!(pane.seen().count() > 0);
        }
    }
}
