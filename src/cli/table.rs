//! Aligned columns.

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::text::Text;
use crate::clean::clean_line;

/// Blanks between two columns.
const GAP: usize = 2;

/// A column that must give room keeps at least so much.
const LEAST: usize = 8;

/// Rows of cells, each with its style; all rows have the same number of cells.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<(Style, String)>>,
}

impl Table {
    /// Adds a row; a cell has one line.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = (Style, String)>) {
        let cells = cells.into_iter();
        self.rows
            .push(cells.map(|(style, text)| (style, clean_line(&text).into_owned())).collect());
    }

    /// Prints the rows, the last columns cut where the terminal is too narrow for all; the first is never cut.
    pub(super) fn print(&self, text: &mut Text) {
        let widths = self.widths(text.look().width);
        let mark = if text.look().ascii { "..." } else { "…" };
        for row in &self.rows {
            let last = row.iter().rposition(|(_, cell)| !cell.is_empty()).unwrap_or_default();
            for (number, ((style, cell), &width)) in row.iter().zip(&widths).enumerate() {
                let shown = cut(cell, width, mark);
                text.piece(*style, &shown);
                if number == last {
                    break;
                }
                text.lines(&" ".repeat(width - shown.width() + GAP));
            }
            text.end();
        }
    }

    fn widths(&self, room: Option<usize>) -> Vec<usize> {
        let columns = self.rows.first().map_or(0, Vec::len);
        let widest = |column: usize| self.rows.iter().map(move |row| row[column].1.width());
        let mut widths: Vec<_> =
            (0..columns).map(|at| widest(at).max().unwrap_or_default()).collect();
        let needed = widths.iter().sum::<usize>() + GAP * columns.saturating_sub(1);
        let mut excess = needed.saturating_sub(room.unwrap_or(usize::MAX));
        for width in widths.iter_mut().skip(1).rev() {
            let given = excess.min(width.saturating_sub(LEAST));
            *width -= given;
            excess -= given;
        }
        widths
    }
}

/// The beginning of a text that fits, with the mark where something is missing.
fn cut(text: &str, width: usize, mark: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used + mark.width() > width {
            break;
        }
        shown.push_str(grapheme);
    }
    shown.truncate(shown.trim_end().len());
    shown.push_str(mark);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::text::{Look, PLAIN};

    fn printed(width: Option<usize>) -> String {
        let mut table = Table::default();
        for cells in
            [["mfa-required", "Consent failed: MFA", ""], ["gdap", "短い", "Permission errors"]]
        {
            table.row(cells.map(|cell| (PLAIN, cell.to_owned())));
        }
        let mut text = Text::new(Look { width, ascii: false });
        table.print(&mut text);
        text.as_str().to_owned()
    }

    #[test]
    fn columns_are_aligned_and_no_line_ends_in_blanks() {
        assert_eq!(
            printed(None),
            "mfa-required  Consent failed: MFA\ngdap          短い                 Permission errors\n"
        );
    }

    #[test]
    fn a_narrow_terminal_cuts_the_last_columns_first() {
        assert_eq!(
            printed(Some(40)),
            "mfa-required  Consent failed:…\ngdap          短い              Permiss…\n"
        );
    }
}
