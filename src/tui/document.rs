//! A scrolling pane's content: wrapped lines, and which of them belong to which item under the cursor.
//!
//! A document is laid out for one width whenever what it shows has changed; drawing it is only a matter of taking the
//! visible lines.

pub mod dashboard;
pub mod diagnosis;
pub mod incident;
pub mod issue;
pub mod section;

use std::ops::Range;

use super::{
    glyph::Glyphs,
    text::{self, Line, Role},
    wrap::wrap,
};
use crate::{
    markdown::{self, Block, BlockKind, Marker},
    search::Query,
};

/// Blanks that keep what stands at the right from the text before it.
const GAP: usize = 2;

/// Wrapped lines and the items among them.
#[derive(Clone, Debug, PartialEq)]
pub struct Document<I> {
    /// Every line, folded blocks without their content.
    pub rows: Vec<Row>,
    items: Vec<(I, Range<usize>)>,
}

/// One line of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// What stands at the left.
    pub line: Line,
    /// What stands at the right border.
    pub right: Line,
    /// The item it belongs to, by its place among the items.
    pub item: Option<usize>,
}

impl<I> Default for Document<I> {
    fn default() -> Self {
        Self { rows: Vec::new(), items: Vec::new() }
    }
}

impl<I: Clone + PartialEq> Document<I> {
    /// The items in order.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = &I> {
        self.items.iter().map(|(item, _)| item)
    }

    /// Place of an item among the items.
    pub fn place(&self, item: &I) -> Option<usize> {
        self.items.iter().position(|(known, _)| known == item)
    }

    /// The item at a place; past the end, the last.
    pub fn item(&self, place: usize) -> Option<&I> {
        self.items.get(place).or(self.items.last()).map(|(item, _)| item)
    }

    /// Lines of an item.
    pub fn lines_of(&self, item: &I) -> Option<Range<usize>> {
        self.items.iter().find(|(known, _)| known == item).map(|(_, rows)| rows.clone())
    }

    /// The item that a line belongs to.
    pub fn item_at(&self, row: usize) -> Option<&I> {
        let place = self.rows.get(row)?.item?;
        self.items.get(place).map(|(item, _)| item)
    }

    /// The first line from which on every line from there fits into a pane of that height.
    pub fn last_offset(&self, height: usize) -> usize {
        self.rows.len().saturating_sub(height)
    }

    /// The offset nearest to the given one at which a pane of that height shows the item, its first line at least.
    pub fn reveal(&self, item: &I, offset: usize, height: usize) -> usize {
        let Some(rows) = self.lines_of(item) else { return offset };
        let lowest = rows.end.saturating_sub(height).min(rows.start);
        offset.clamp(lowest, rows.start.max(lowest))
    }
}

/// A document while it is laid out.
pub struct Page<'a, I> {
    /// What is laid out so far.
    pub document: Document<I>,
    /// Columns of the pane.
    pub width: usize,
    /// Marks to use.
    pub glyphs: &'static Glyphs,
    query: &'a Query,
    current: Option<usize>,
}

impl<'a, I: Clone + PartialEq> Page<'a, I> {
    /// An empty page; what the query matches is marked.
    pub fn new(width: usize, glyphs: &'static Glyphs, query: &'a Query) -> Self {
        Self { document: Document::default(), width, glyphs, query, current: None }
    }

    /// Lays out what belongs to an item.
    pub fn item(&mut self, item: I, content: impl FnOnce(&mut Self)) {
        let start = self.document.rows.len();
        self.current = Some(self.document.items.len());
        self.document.items.push((item, start..start));
        content(self);
        if let Some(place) = self.current.take() {
            self.document.items[place].1.end = self.document.rows.len();
        }
    }

    /// Lays out what belongs to no item.
    pub fn blank(&mut self) {
        let is_blank = |row: &Row| row.line.is_empty() && row.right.is_empty();
        if self.document.rows.last().is_some_and(|row| !is_blank(row)) {
            self.document.rows.push(Row::default());
        }
    }

    /// Text after a prefix, which further lines are indented by; `right` stands at the end of the last line, or of one
    /// of its own where there is no room. So it takes no columns from the text, and the text stays where it is when
    /// something comes to stand beside it.
    pub fn text(&mut self, prefix: Line, text: Line, right: Line) {
        let indent = text::width(&prefix);
        let columns = self.width.saturating_sub(indent).max(1);
        let mut prefix = Some(prefix);
        for wrapped in wrap(&self.marked(text), columns) {
            let mut line =
                prefix.take().unwrap_or_else(|| vec![Role::Text.piece(" ".repeat(indent))]);
            line.extend(wrapped);
            self.row(line, Line::new());
        }
        self.at_right(right);
    }

    fn at_right(&mut self, right: Line) {
        if right.is_empty() {
            return;
        }
        let needed = text::width(&right) + GAP;
        match self.document.rows.last_mut() {
            Some(row) if row.right.is_empty() && text::width(&row.line) + needed <= self.width => {
                row.right = right;
            }
            _ => self.row(Line::new(), right),
        }
    }

    fn row(&mut self, line: Line, right: Line) {
        self.document.rows.push(Row { line, right, item: self.current });
    }

    fn marked(&self, text: Line) -> Line {
        if self.query.is_empty() {
            return text;
        }
        let whole: String = text.iter().map(|piece| piece.text.as_str()).collect();
        text::mark(text, &self.query.marks(&whole))
    }

    /// One line of plain text in a role after an indent.
    pub fn note(&mut self, indent: usize, text: impl Into<String>, role: Role) {
        self.text(vec![Role::Text.piece(" ".repeat(indent))], vec![role.piece(text)], Line::new());
    }

    /// A label, and Markdown of one paragraph after it.
    pub fn labelled(&mut self, indent: usize, label: &str, markdown: &str, role: Role) {
        let prefix = vec![Role::Text.piece(" ".repeat(indent))];
        let mut text = vec![role.piece(format!("{label} "))];
        text.extend(text::from_inlines(&markdown::inline(markdown), role));
        self.text(prefix, text, Line::new());
    }

    /// A Markdown body.
    pub fn markdown(&mut self, indent: usize, body: &str) {
        for (index, block) in markdown::blocks(body).iter().enumerate() {
            if index > 0 && block.marker.is_none() && block.indent == 0 {
                self.gap();
            }
            self.block(indent, block);
        }
    }

    fn gap(&mut self) {
        self.row(Line::new(), Line::new());
    }

    fn block(&mut self, indent: usize, block: &Block) {
        let marker = match block.marker {
            None => String::new(),
            Some(Marker::Bullet) => format!("{} ", self.glyphs.bullet),
            Some(Marker::Number(number)) => format!("{number}. "),
        };
        let outer =
            if block.marker.is_some() { block.indent.saturating_sub(1) } else { block.indent };
        let prefix = format!("{}{marker}", " ".repeat(indent + 2 * outer));
        let (role, strong) = match block.kind {
            BlockKind::Paragraph => (Role::Text, false),
            BlockKind::Heading => (Role::Heading, true),
            BlockKind::Code => (Role::Code, false),
        };
        let mut content = text::from_inlines(&block.content, role);
        for piece in &mut content {
            piece.look.strong |= strong;
        }
        self.text(vec![Role::Dim.piece(prefix)], content, Line::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(rows: usize, items: &[(char, Range<usize>)]) -> Document<char> {
        Document { rows: vec![Row::default(); rows], items: items.to_vec() }
    }

    #[rstest::rstest]
    #[case('b', 0, 4, 2)]
    #[case('b', 9, 4, 5)]
    #[case('b', 3, 9, 3)]
    #[case('c', 0, 4, 7)]
    fn revealing_moves_as_little_as_it_can_and_never_hides_the_first_line(
        #[case] item: char,
        #[case] offset: usize,
        #[case] height: usize,
        #[case] expected: usize,
    ) {
        let document = document(20, &[('a', 0..5), ('b', 5..6), ('c', 7..19)]);
        assert_eq!(document.reveal(&item, offset, height), expected);
    }

    #[rstest::rstest]
    #[case::one_line("one two", &[("> one two", "10:02")])]
    #[case::the_last_line("one two three four", &[("> one two three", ""), ("  four", "10:02")])]
    #[case::a_full_line("one two three", &[("> one two three", ""), ("", "10:02")])]
    #[case::a_blank_too_few("one twos", &[("> one twos", "10:02")])]
    #[case::a_column_too_few("one three", &[("> one three", ""), ("", "10:02")])]
    fn what_stands_at_the_right_takes_no_columns_from_the_text(
        #[case] text: &str,
        #[case] expected: &[(&str, &str)],
    ) {
        let query = Query::default();
        let mut page = Page::<()>::new(17, Glyphs::of(true), &query);
        let line = |text: &str| vec![Role::Text.piece(text)];
        page.text(line("> "), line(text), line("10:02"));
        let told = |line: &Line| line.iter().map(|piece| piece.text.as_str()).collect::<String>();
        let rows = page.document.rows.iter().map(|row| (told(&row.line), told(&row.right)));
        let expected = expected.iter().map(|(left, right)| ((*left).into(), (*right).into()));
        assert!(rows.eq(expected), "{:?}", page.document.rows);
    }
}
