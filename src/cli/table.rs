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

/// What stands below a row begins so far to the right of it.
const INDENT: usize = 4;

/// Rows of cells, each with its style; all rows have the same number of cells.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Row>,
    /// The column that goes below.
    below: Option<usize>,
}

type Row = Vec<(Style, String)>;

impl Table {
    /// A table of which nothing is cut: where the terminal is too narrow, the cells of that column stand below their rows,
    /// wrapped.
    pub(super) fn with_below(column: usize) -> Self {
        Self { rows: Vec::new(), below: Some(column) }
    }

    /// Adds a row; a cell has one line.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = (Style, String)>) {
        let cells = cells.into_iter();
        self.rows
            .push(cells.map(|(style, text)| (style, clean_line(&text).into_owned())).collect());
    }

    /// Prints the rows, the last columns cut where the terminal is too narrow for all; the first is never cut.
    pub(super) fn print(&self, text: &mut Text) {
        let written = |row: &Row| -> Row {
            row.iter().map(|(style, cell)| (*style, text.written(cell).into_owned())).collect()
        };
        let mut rows: Vec<Row> = self.rows.iter().map(written).collect();
        let room = text.look().width.unwrap_or(usize::MAX);
        let mut widths = widths(&rows);
        match self.below {
            Some(column) if total(&widths) > room => {
                let below: Vec<_> = rows.iter_mut().map(|row| row.remove(column)).collect();
                print_apart(&rows, &below, room, text);
            }
            _ => {
                shrink(&mut widths, room);
                for row in &rows {
                    print_row(row, &widths, text);
                }
            }
        }
    }
}

fn print_row(row: &Row, widths: &[usize], text: &mut Text) {
    let mark = if text.look().ascii { "..." } else { "…" };
    let last = row.iter().rposition(|(_, cell)| !cell.is_empty()).unwrap_or_default();
    for (number, ((style, cell), &width)) in row.iter().zip(widths).enumerate() {
        let shown = cut(cell, width, mark);
        text.piece(*style, &shown);
        if number == last {
            break;
        }
        text.lines(&" ".repeat(width - shown.width() + GAP));
    }
    text.end();
}

/// Prints every row with its long cell below it.
fn print_apart(rows: &[Row], below: &[(Style, String)], room: usize, text: &mut Text) {
    let widths = widths(rows);
    for (row, (style, long)) in rows.iter().zip(below) {
        let first = row.first().map_or("", |(_, cell)| cell);
        let indent = first.len() - first.trim_start().len() + INDENT;
        if total(&widths) <= room {
            print_row(row, &widths, text);
        } else {
            print_flowing(row, indent, room, text);
        }
        print_paragraph(long, *style, indent, text);
    }
}

/// Prints a text wrapped, where the terminal is too narrow for it; every line begins so far to the right.
pub(super) fn print_paragraph(long: &str, style: Style, indent: usize, text: &mut Text) {
    let room = text.look().width.map_or(usize::MAX, |width| width.saturating_sub(indent));
    let long = clean_line(long);
    let lines = if long.width() <= room { vec![long.into_owned()] } else { wrapped(&long, room) };
    for line in lines {
        text.lines(&" ".repeat(indent)).piece(style, &line).end();
    }
}

/// Prints a row that has too much for one line: whole cells, as many in a line as there is room for.
fn print_flowing(row: &Row, indent: usize, room: usize, text: &mut Text) {
    let mut used = 0;
    for (style, cell) in row.iter().filter(|(_, cell)| !cell.is_empty()) {
        if used > 0 && used + GAP + cell.width() > room {
            text.end().lines(&" ".repeat(indent));
            used = indent;
        } else if used > 0 {
            text.lines(&" ".repeat(GAP));
            used += GAP;
        }
        text.piece(*style, cell);
        used += cell.width();
    }
    text.end();
}

/// Each column's, as wide as its widest cell.
fn widths(rows: &[Row]) -> Vec<usize> {
    let columns = rows.first().map_or(0, Vec::len);
    let widest = |column: usize| rows.iter().map(|row| row[column].1.width()).max();
    (0..columns).map(|column| widest(column).unwrap_or_default()).collect()
}

fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// Takes from the last columns what the room is too small for.
fn shrink(widths: &mut [usize], room: usize) {
    let mut excess = total(widths).saturating_sub(room);
    for width in widths.iter_mut().skip(1).rev() {
        let given = excess.min(width.saturating_sub(LEAST));
        *width -= given;
        excess -= given;
    }
}

/// Lines broken between words: a longer word keeps its line to itself, since half a code is none.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
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
        printed_as(Table::default(), Look { width, ascii: false })
    }

    fn printed_as(mut table: Table, look: Look) -> String {
        for cells in
            [["mfa-required", "Consent failed: MFA", ""], ["gdap", "短い", "Permission errors"]]
        {
            table.row(cells.map(|cell| (PLAIN, cell.to_owned())));
        }
        let mut text = Text::new(look);
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

    #[rstest::rstest]
    #[case::room_for_all(
        53,
        "mfa-required  Consent failed: MFA\ngdap          短い                 Permission errors\n"
    )]
    #[case::room_for_the_rest(
        31,
        "mfa-required\n    Consent failed: MFA\ngdap          Permission errors\n    短い\n"
    )]
    #[case::room_for_a_cell(
        19,
        "mfa-required\n    Consent failed:\n    MFA\ngdap\n    Permission errors\n    短い\n"
    )]
    #[case::room_for_nothing(
        1,
        "mfa-required\n    Consent\n    failed:\n    MFA\ngdap\n    Permission errors\n    短い\n"
    )]
    fn what_stands_below_is_wrapped_and_nothing_is_cut(#[case] width: usize, #[case] told: &str) {
        let look = Look { width: Some(width), ascii: false };
        assert_eq!(printed_as(Table::with_below(1), look), told);
    }

    #[test]
    fn the_wider_forms_of_ascii_are_counted() {
        let mut table = Table::default();
        table.row(["12345…", "x"].map(|cell| (PLAIN, cell.to_owned())));
        table.row(["1", "x"].map(|cell| (PLAIN, cell.to_owned())));
        let mut text = Text::new(Look { width: None, ascii: true });
        table.print(&mut text);
        assert_eq!(text.as_str(), "12345...  x\n1         x\n");
    }
}
