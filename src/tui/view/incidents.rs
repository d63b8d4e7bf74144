//! The Incidents screen: every incident in a row.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};
use unicode_width::UnicodeWidthStr;

use super::Canvas;
use crate::{
    incident::{Incident, Summary},
    tui::{
        layout,
        text::{Line, Role, cut},
        wrap::wrap,
    },
};

pub(super) fn draw(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    let app = canvas.app;
    let list = &app.work.list;
    let title = vec![Role::Title.piece(format!(" Incidents ({}) ", list.len()))];
    canvas.block(&title, app.overlay.is_none()).render(area, buffer);
    let rows = layout::table_rows(area);
    if list.is_empty() {
        draw_nothing(canvas, rows, buffer);
        return;
    }
    let names = list.iter().map(|summary| summary.label().width());
    let columns = Columns::of(usize::from(rows.width), names.max().unwrap_or(0));
    let head = Rect { y: rows.y.saturating_sub(1), height: 1, ..rows };
    let line = columns.line("", ["incident", "issues", "steps", "latest"], canvas);
    canvas.line(&vec![Role::Dim.piece(line)]).render(head, buffer);
    let selected = app.incidents.place(list);
    for ((place, summary), at) in
        list.iter().enumerate().skip(app.incidents.offset).zip(rows.rows())
    {
        canvas.line(&row(canvas, &columns, summary, place == selected)).render(at, buffer);
        if place == selected {
            buffer.set_style(at, canvas.theme.selection(app.overlay.is_none()));
        }
    }
    canvas.scroll_mark(area, app.incidents.offset, list.len(), usize::from(rows.height), buffer);
}

/// Widths of the columns, in cells.
struct Columns {
    name: usize,
    issues: usize,
}

impl Columns {
    /// Marks and a blank 3, steps 7, latest 10, and two blanks between the cells; a name has what it needs, up to half of
    /// the rest.
    fn of(width: usize, longest_name: usize) -> Self {
        let free = width.saturating_sub(3 + 7 + 10 + 3 * 2);
        let name = longest_name.max("incident".len()).min(free / 2);
        Self { name, issues: free - name }
    }

    fn line(&self, marks: &str, cells: [&str; 4], canvas: Canvas<'_>) -> String {
        let widths = [self.name, self.issues, 7, 10];
        let fit = |(cell, width): (&str, usize)| {
            let cell = cut(cell, width, canvas.app.glyphs.ellipsis);
            let fill = width.saturating_sub(cell.width());
            cell + &" ".repeat(fill)
        };
        let cells: Vec<_> = cells.into_iter().zip(widths).map(fit).collect();
        format!("{marks:<2} {}", cells.join("  "))
    }
}

fn row(canvas: Canvas<'_>, columns: &Columns, summary: &Summary, selected: bool) -> Line {
    let app = canvas.app;
    let open = app.work.open().map(Incident::id) == Some(&summary.id);
    let cursor = if selected { app.glyphs.cursor } else { " " };
    let marks = format!("{cursor}{}", if open { app.glyphs.incident } else { "" });
    let cells: [&str; 4] = [
        &summary.label(),
        &app.library.shorts(&summary.issues),
        &summary.progress(),
        &app.clock.short(summary.updated_at),
    ];
    let role = if open { Role::Accent } else { Role::Text };
    vec![role.piece(columns.line(&marks, cells, canvas))]
}

fn draw_nothing(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    let text = "No incidents yet. Go to an issue and tick a step: that opens one.";
    let columns = usize::from(area.width).max(1);
    for (line, at) in wrap(&[Role::Dim.piece(text)], columns).iter().zip(area.rows()) {
        canvas.line(line).render(at, buffer);
    }
}
