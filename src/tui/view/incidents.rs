//! The Incidents screen: a filter box in the border, what narrows the list, and every incident that is left in a row.

mod columns;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::Widget,
};

use self::columns::Columns;
use super::{
    Canvas,
    list::{box_width, tail},
};
use crate::{
    incident::{Incident, Summary},
    tui::{
        action::Action,
        incidents::{Row, Told, Which, age},
        keymap::Context,
        layout,
        text::{self, Line, Role, cut_line},
        wrap::wrap,
    },
};

pub(super) fn draw(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    let app = canvas.app;
    let screen = &app.incidents;
    let count = format!(" {}/{} ", screen.count(), app.work.list.len());
    let count = vec![Role::Dim.piece(count)];
    let block = canvas.block(&filter_box(canvas, area), app.overlay.is_none());
    block.title(canvas.line(&count).right_aligned()).render(area, buffer);
    let rows = layout::table_rows(area);
    if screen.rows.is_empty() {
        if !app.work.list.is_empty() {
            draw_narrowing(canvas, layout::table_head(area), buffer);
        }
        draw_nothing(canvas, rows, buffer);
        return;
    }
    let columns = Columns::of(usize::from(rows.width));
    let mut head = layout::table_head(area).rows();
    if let Some(at) = head.next() {
        draw_narrowing(canvas, at, buffer);
    }
    if let Some(at) = head.next() {
        canvas.line(&columns.head()).render(at, buffer);
    }
    let selected = screen.row(&app.work.list);
    let shown = screen.rows.iter().enumerate().skip(screen.offset);
    for ((number, row), at) in shown.zip(rows.rows()) {
        let line = match row {
            Row::Similar => similar_rule(canvas, usize::from(at.width)),
            Row::Incident { place, similar } => match app.work.list.get(*place) {
                Some(one) => incident(canvas, &columns, one, *similar, number == selected),
                None => continue,
            },
        };
        canvas.line(&line).render(at, buffer);
        if number == selected {
            buffer.set_style(at, canvas.theme.selection(app.overlay.is_none()));
        }
    }
    let seen = usize::from(rows.height);
    canvas.scroll_mark(area, screen.offset, screen.rows.len(), seen, buffer);
}

/// Where the terminal's cursor stands in the filter box, if the keys go there.
pub(super) fn cursor(canvas: Canvas<'_>, area: Rect) -> Option<Position> {
    let screen = &canvas.app.incidents;
    let columns = box_width(area);
    let (_, column) = screen.field.visible(columns);
    let x = area.x + 2 + u16::try_from(column.min(columns)).ok()?;
    let x = x.min(area.right().saturating_sub(1));
    screen.typing.then(|| Position::new(x, area.y))
}

fn filter_box(canvas: Canvas<'_>, area: Rect) -> Line {
    let screen = &canvas.app.incidents;
    let text = screen.field.text();
    if text.is_empty() && screen.typing {
        return vec![Role::Dim.piece("  type ticket, client or issue ")];
    }
    if text.is_empty() {
        let key = canvas.app.keymap.key(Context::Incidents, Action::Filter);
        let key = key.map(|key| format!("{key} ")).unwrap_or_default();
        let title = Role::Title.piece(" Incidents ");
        return vec![title, Role::Key.piece(key), Role::Dim.piece("filter ")];
    }
    let ellipsis = canvas.app.glyphs.ellipsis;
    let columns = box_width(area);
    let shown = if screen.typing {
        tail(screen.field.visible(columns).0, text, columns, ellipsis)
    } else {
        text::cut(text, columns, ellipsis)
    };
    vec![Role::Text.piece(format!(" {shown} "))]
}

/// How many there are of each state, the chosen one in brackets, and what else narrows the list.
fn draw_narrowing(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    let screen = &canvas.app.incidents;
    let mut line = vec![Role::Text.piece(" ")];
    for which in Which::ALL {
        let told = format!("{} {}", which.as_str(), which.of(&screen.counts));
        if which == screen.only.which {
            line.push(Role::Focus.piece(format!("[{told}]")).strong());
        } else {
            line.push(Role::Dim.piece(format!(" {told} ")));
        }
    }
    for told in narrowed(canvas) {
        line.push(Role::Dim.piece(format!(" {} ", canvas.app.glyphs.dot)));
        line.push(Role::Accent.piece(told).strong());
    }
    let line = cut_line(line, usize::from(area.width), canvas.app.glyphs.ellipsis);
    canvas.line(&line).render(area, buffer);
}

/// What narrows the list besides the state.
fn narrowed(canvas: Canvas<'_>) -> impl Iterator<Item = String> {
    let only = &canvas.app.incidents.only;
    let client = only.client.as_ref().map(|(_, client)| client.clone());
    let issue =
        only.issue.as_ref().map(|issue| canvas.app.library.shorts(std::slice::from_ref(issue)));
    client.into_iter().chain(issue).chain(only.when.map(crate::tui::incidents::When::words))
}

fn similar_rule(canvas: Canvas<'_>, width: usize) -> Line {
    let rule = canvas.app.glyphs.rule;
    let title = format!("{rule} similar ");
    let rest = width.saturating_sub(title.chars().count());
    vec![Role::Dim.piece(title + &rule.repeat(rest))]
}

fn incident(
    canvas: Canvas<'_>,
    columns: &Columns,
    summary: &Summary,
    similar: bool,
    selected: bool,
) -> Line {
    let app = canvas.app;
    let told = Told::of(summary, &app.library.packs, &app.clock, app.glyphs.good);
    let open = app.work.open().map(Incident::id) == Some(&summary.id);
    let cells = columns::Cells {
        cursor: if selected { app.glyphs.cursor } else { " " },
        name: summary.label(),
        issues: app.library.shorts(&summary.issues),
        age: age(summary.opened_at, app.clock.now),
        latest: app.clock.short(summary.updated_at),
        summary,
        told,
        open,
    };
    let query = &app.incidents.query;
    let marks = |text: &str| if similar { query.similar_marks(text) } else { query.marks(text) };
    columns.row(&cells, app.glyphs, &marks)
}

fn draw_nothing(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    let key = |action| canvas.app.keymap.key(Context::Incidents, action);
    let key = |action| key(action).map(|key| key.to_string()).unwrap_or_default();
    let said = if canvas.app.work.list.is_empty() {
        vec![
            Role::Dim.piece("No incidents yet. "),
            Role::Key.piece(key(Action::Issues)),
            Role::Dim.piece(" shows the issues; "),
            Role::Key.piece(key(Action::Tick)),
            Role::Dim.piece(" on a step there opens an incident."),
        ]
    } else {
        vec![
            Role::Dim.piece("No incident is like that. "),
            Role::Key.piece(key(Action::Back)),
            Role::Dim.piece(" shows more of them again."),
        ]
    };
    let area = area.inner(ratatui::layout::Margin::new(1, 0));
    let columns = usize::from(area.width).max(1);
    for (line, at) in wrap(&said, columns).iter().zip(area.rows()) {
        canvas.line(line).render(at, buffer);
    }
}
