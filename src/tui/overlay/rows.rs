//! The rows of a window: which is selected, and which are seen.

use std::ops::Range;

/// The rows of a window: which is selected, and which are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Place of the selected one.
    pub selected: usize,
    /// First line that is shown.
    pub offset: usize,
}

impl Rows {
    /// Moves the selection by so many of `count` rows, stopping at both ends.
    pub fn step(&mut self, by: isize, count: usize) {
        self.selected = self.selected.saturating_add_signed(by).min(count.saturating_sub(1));
    }

    /// Moves the selection by one of `count` rows; a step beyond an end leads to the other.
    pub fn turn(&mut self, down: bool, count: usize) {
        let last = count.saturating_sub(1);
        self.selected = match (down, self.selected) {
            (true, selected) if selected >= last => 0,
            (true, selected) => selected + 1,
            (false, 0) => last,
            (false, selected) => selected - 1,
        };
    }

    /// Keeps the lines of the selected row within a window of that height, and the window full.
    pub fn settle(&mut self, selected: &Range<usize>, total: usize, height: usize) {
        let lowest = selected.end.saturating_sub(height).min(selected.start);
        let kept = self.offset.clamp(lowest, selected.start);
        self.offset = kept.min(total.saturating_sub(height).max(lowest));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case::already_seen(3, 5..6, 4, 3)]
    #[case::above(7, 5..6, 4, 5)]
    #[case::below(0, 9..10, 4, 6)]
    #[case::several_lines(0, 9..12, 4, 8)]
    #[case::taller_than_before(25, 28..29, 10, 20)]
    #[case::all_of_it(25, 28..29, 40, 0)]
    fn a_window_moves_as_little_as_it_can_and_stays_full(
        #[case] offset: usize,
        #[case] selected: Range<usize>,
        #[case] height: usize,
        #[case] expected: usize,
    ) {
        let mut rows = Rows { selected: 0, offset };
        rows.settle(&selected, 30, height);
        assert_eq!(rows.offset, expected);
    }
}
