//! The search box in the border of the list, and the issues below it.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::Widget,
};
use unicode_width::UnicodeWidthStr;

use super::Canvas;
use crate::{
    issue::Issue,
    tui::{
        action::Action,
        issues::list::Row,
        keymap::Context,
        layout::{self, Pane},
        text::{self, Line, Role, cut_line, width},
        wrap::wrap,
    },
};

pub(super) fn draw(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let focused = canvas.has_focus(Pane::Search) || canvas.has_focus(Pane::List);
    let list = &canvas.app.issues.list;
    let total = canvas.app.library.packs.issues().len();
    let count = vec![Role::Dim.piece(format!(" {}/{total} ", list.count))];
    let block = canvas.block(&search_box(canvas, area), focused);
    block.title(canvas.line(&count).right_aligned()).render(area, buffer);
    let rows = layout::list_rows(area);
    if list.rows.is_empty() {
        draw_nothing(canvas, rows, buffer);
        return;
    }
    let shown = list.rows.iter().enumerate().skip(list.offset);
    for ((place, row), at) in shown.zip(rows.rows()) {
        draw_row(canvas, row, place == list.selected, at, buffer);
    }
    canvas.scroll_mark(area, list.offset, list.rows.len(), usize::from(rows.height), buffer);
}

/// Columns of the search box: the border's, without corners and count.
pub(super) fn box_width(area: Rect) -> usize {
    usize::from(area.width).saturating_sub(13).max(4)
}

fn search_box(canvas: Canvas<'_>, area: Rect) -> Line {
    let field = &canvas.app.issues.list.field;
    if field.text().is_empty() && !canvas.has_focus(Pane::Search) {
        let key = canvas.app.keymap.key(Context::List, Action::Search);
        let key = key.map(|key| key.to_string()).unwrap_or_default();
        return vec![Role::Dim.piece(" "), Role::Key.piece(key), Role::Dim.piece(" search ")];
    }
    if field.text().is_empty() {
        let invitation =
            if box_width(area) < 25 { "type to search" } else { "type, or paste an error" };
        return vec![Role::Dim.piece(format!("  {invitation} "))];
    }
    let columns = box_width(area);
    let shown = if canvas.has_focus(Pane::Search) {
        tail(field.visible(columns).0, field.text(), columns, canvas.app.glyphs.ellipsis)
    } else {
        text::cut(field.text(), columns, canvas.app.glyphs.ellipsis)
    };
    vec![Role::Text.piece(format!(" {shown} "))]
}

/// The part of a long text around the cursor; what is cut off before it is shown by an ellipsis in its first column.
pub(super) fn tail(visible: &str, whole: &str, columns: usize, ellipsis: &str) -> String {
    let shown = text::cut(visible, columns, "");
    let mut rest = shown.chars();
    match rest.next() {
        Some(_) if visible.len() < whole.len() => format!("{ellipsis}{}", rest.as_str()),
        _ => shown,
    }
}

/// Where the terminal's cursor stands in the search box, if the keys go there.
pub(super) fn cursor(canvas: Canvas<'_>, area: Rect) -> Option<Position> {
    if !canvas.has_focus(Pane::Search) || area.is_empty() {
        return None;
    }
    let (_, column) = canvas.app.issues.list.field.visible(box_width(area));
    let x = area.x + 2 + u16::try_from(column.min(box_width(area))).ok()?;
    Some(Position::new(x.min(area.right().saturating_sub(1)), area.y))
}

fn draw_row(canvas: Canvas<'_>, row: &Row, selected: bool, area: Rect, buffer: &mut Buffer) {
    let glyphs = canvas.app.glyphs;
    let packs = &canvas.app.library.packs;
    let rule = |title: &str| {
        let title = format!("{} {title} ", glyphs.rule);
        let rest = usize::from(area.width).saturating_sub(title.width());
        vec![Role::Dim.piece(title + &glyphs.rule.repeat(rest))]
    };
    let (left, right) = match row {
        Row::Section(id) => {
            let title = packs.section(id).map_or(id.as_str(), |section| section.title.as_str());
            let cursor = if selected { glyphs.cursor } else { " " };
            (vec![Role::Heading.piece(format!("{cursor}{title}")).strong()], Line::new())
        }
        Row::Heading(title) => {
            (vec![Role::Heading.piece(format!(" {title}")).strong()], Line::new())
        }
        Row::Without(word) => (rule(&format!("without \"{word}\"")), Line::new()),
        Row::Similar => (rule("similar"), Line::new()),
        Row::Issue { place, similar } => match packs.issues().get(*place) {
            Some(issue) => issue_row(canvas, issue, *similar, selected, usize::from(area.width)),
            None => return,
        },
    };
    canvas.row(&cut_line(left, usize::from(area.width), glyphs.ellipsis), &right, area, buffer);
    if selected {
        let focused = canvas.has_focus(Pane::Search) || canvas.has_focus(Pane::List);
        buffer.set_style(area, canvas.theme.selection(focused));
    }
}

/// Cursor, mark of an attached issue, short title; the section dim at the end while searching.
fn issue_row(
    canvas: Canvas<'_>,
    issue: &Issue,
    similar: bool,
    selected: bool,
    columns: usize,
) -> (Line, Line) {
    let app = canvas.app;
    let query = &app.issues.list.query;
    let marks = if similar { query.similar_marks(&issue.short) } else { query.marks(&issue.short) };
    let attached = app.work.open_for(&issue.id).is_some();
    let cursor = if selected { app.glyphs.cursor } else { " " };
    let mut left = vec![
        Role::Text.piece(cursor),
        Role::Accent.piece(if attached { app.glyphs.attached } else { " " }),
    ];
    left.extend(text::mark(vec![Role::Text.piece(&issue.short)], &marks));
    let room = columns.saturating_sub(width(&left) + 2);
    let right = if query.is_empty() { Line::new() } else { section(canvas, issue, room) };
    (left, right)
}

/// What an issue's section is called, as far as there is room for whole words.
fn section(canvas: Canvas<'_>, issue: &Issue, room: usize) -> Line {
    let section = canvas.app.library.packs.section(&issue.section);
    let title = section.map_or(issue.section.as_str(), |section| section.title.as_str());
    vec![Role::Dim.piece(text::cut_after_word(title, room, canvas.app.glyphs.ellipsis))]
}

fn draw_nothing(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    let text = if canvas.app.library.packs.issues().is_empty() {
        "There are no issues: casebook doctor says which packs were read."
    } else {
        "Nothing found. Try fewer words, or a code such as 50076."
    };
    let area = area.inner(ratatui::layout::Margin::new(1, 1));
    let columns = usize::from(area.width).max(1);
    for (line, at) in wrap(&[Role::Dim.piece(text)], columns).iter().zip(area.rows()) {
        canvas.line(line).render(at, buffer);
    }
}
