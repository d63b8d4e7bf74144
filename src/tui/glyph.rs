//! Marks that carry meaning beside or without colour, in Unicode and in plain ASCII.

use crate::diagnose::Confidence;

/// A set of marks, each of the width named in its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// A block that is unfolded; one column.
    pub unfolded: &'static str,
    /// A block that is folded; one column.
    pub folded: &'static str,
    /// Before the row or item that is selected; one column.
    pub cursor: &'static str,
    /// An item of a list; one column.
    pub bullet: &'static str,
    /// A step outside any incident; one column.
    pub step: &'static str,
    /// Where text was cut; one column.
    pub ellipsis: &'static str,
    /// Between facts on one line; one column.
    pub dot: &'static str,
    /// The settled part of a gauge; one column.
    pub full: &'static str,
    /// The open part of a gauge; one column.
    pub empty: &'static str,
    /// The lowest part of a column that stands for a number, ever fuller; one column each.
    pub levels: &'static [&'static str],
    /// A rule; one column.
    pub rule: &'static str,
    /// The open incident; one column.
    pub incident: &'static str,
    /// Belongs to the open incident; one column.
    pub attached: &'static str,
    /// What something is taken for; one column or two.
    pub becomes: &'static str,
    /// Up and down, as keys.
    pub arrows: &'static str,
    /// It worked; one column.
    pub good: &'static str,
    /// It did not work; one column.
    pub bad: &'static str,
    /// It deserves care; one column.
    pub warning: &'static str,
    /// It is nearly as good; one column.
    pub likely: &'static str,
    /// It is open whether; one column.
    pub possible: &'static str,
}

/// For terminals with a Unicode font, every mark of one column there.
pub const UNICODE: Glyphs = Glyphs {
    unfolded: "▾",
    folded: "▸",
    cursor: ">",
    bullet: "•",
    step: "·",
    ellipsis: "…",
    dot: "·",
    full: "▓",
    empty: "░",
    levels: &["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    rule: "─",
    incident: "▸",
    attached: "•",
    becomes: "→",
    arrows: "↑↓",
    good: "✓",
    bad: "✗",
    warning: "!",
    likely: "≈",
    possible: "?",
};

/// For everything else.
pub const ASCII: Glyphs = Glyphs {
    unfolded: "-",
    folded: "+",
    cursor: ">",
    bullet: "*",
    step: ".",
    ellipsis: "~",
    dot: "-",
    full: "#",
    empty: ".",
    levels: &[".", "#"],
    rule: "-",
    incident: ">",
    attached: "*",
    becomes: "->",
    arrows: "Up/Down",
    good: "+",
    bad: "x",
    warning: "!",
    likely: "~",
    possible: "?",
};

impl Glyphs {
    /// The set for a setting.
    pub const fn of(ascii: bool) -> &'static Self {
        if ascii { &ASCII } else { &UNICODE }
    }

    /// A text of casebook's own with no more than this set's quotes and ellipses.
    pub fn plain(&self, text: String) -> String {
        match self.ellipsis {
            "…" => text,
            _ => text.replace(['“', '”'], "\"").replace('…', "..."),
        }
    }

    /// The mark before the word for how sure one can be.
    pub const fn confidence(&self, confidence: Confidence) -> &'static str {
        match confidence {
            Confidence::Certain => self.good,
            Confidence::Likely => self.likely,
            Confidence::Possible => self.possible,
        }
    }

    /// Columns that stand for numbers, side by side, in so many lines from the top; only nothing is blank.
    pub fn columns(&self, numbers: &[usize], lines: usize, gap: &str) -> Vec<String> {
        let most = numbers.iter().copied().max().unwrap_or(0).max(1);
        let full = self.levels.len();
        let cell = |number: usize, below: usize| {
            let height = (number * lines * full).div_ceil(most);
            let level = height.saturating_sub(below * full).min(full);
            let level = level.checked_sub(1).and_then(|level| self.levels.get(level));
            level.copied().unwrap_or(" ")
        };
        let line = |below| numbers.iter().map(|number| cell(*number, below)).collect::<Vec<_>>();
        (0..lines).rev().map(|below| line(below).join(gap)).collect()
    }

    /// A gauge of so many columns; it is full only when everything is settled.
    pub fn gauge(&self, settled: usize, total: usize, columns: usize) -> String {
        let full = (settled * columns).checked_div(total).unwrap_or(0);
        let full = if settled > 0 { full.max(1) } else { full };
        self.full.repeat(full) + &self.empty.repeat(columns.saturating_sub(full))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    fn marks_that_begin_lines_of_one_pane_differ(#[values(false, true)] ascii: bool) {
        let marks = Glyphs::of(ascii);
        let marks = [marks.unfolded, marks.folded, marks.cursor, marks.step, marks.bullet];
        assert_eq!(marks.iter().collect::<std::collections::HashSet<_>>().len(), marks.len());
    }

    #[test]
    fn columns_are_as_high_as_their_numbers_and_blank_only_for_none() {
        let numbers = [0, 1, 4, 8];
        assert_eq!(ASCII.columns(&numbers, 2, ""), ["   #", " .##"]);
        assert_eq!(UNICODE.columns(&numbers, 2, " "), ["      █", "  ▂ █ █"]);
        assert_eq!(UNICODE.columns(&[0, 0], 1, ""), ["  "]);
    }

    #[rstest::rstest]
    #[case(0, 4, "....")]
    #[case(1, 9, "#...")]
    #[case(2, 4, "##..")]
    #[case(8, 9, "###.")]
    #[case(9, 9, "####")]
    #[case(0, 0, "....")]
    fn a_gauge_is_full_only_at_the_end_and_empty_only_at_the_start(
        #[case] settled: usize,
        #[case] total: usize,
        #[case] expected: &str,
    ) {
        assert_eq!(ASCII.gauge(settled, total, 4), expected);
    }
}
