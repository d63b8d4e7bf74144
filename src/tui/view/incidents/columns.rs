//! The columns of the incident list: which there is room for, and how a row fills them.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::{
    incident::{State, Summary},
    tui::{
        glyph::Glyphs,
        incidents::Told,
        text::{self, Line, Role, cut},
    },
};

/// From this width there are all columns.
const WIDE: usize = 118;

/// From this width there is room for the latest change.
const ROOMY: usize = 98;

/// From this width there is room for the issues and for long words.
const MEDIUM: usize = 74;

/// From this width there is room for the steps.
const SMALL: usize = 50;

/// Widths of the columns, in cells; a column without width is left out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Columns {
    name: usize,
    issues: usize,
    gauge: usize,
    steps: usize,
    state: usize,
    age: usize,
    latest: usize,
}

/// Cursor, mark of the state, mark of the open incident.
const MARKS: usize = 3;

/// Blanks before a column; the first needs fewer.
const GAP: usize = 2;

/// What stands in a row.
pub(super) struct Cells<'a> {
    pub(super) cursor: &'static str,
    pub(super) name: String,
    pub(super) issues: String,
    pub(super) age: String,
    pub(super) latest: String,
    pub(super) summary: &'a Summary,
    pub(super) told: Told,
    /// Whether it is the open incident.
    pub(super) open: bool,
}

impl Columns {
    /// The columns that a row of so many cells has room for. Ticket and client never go.
    pub(super) fn of(width: usize) -> Self {
        let mut columns = match width {
            WIDE.. => Self { gauge: 5, steps: 7, state: 24, age: 6, latest: 10, ..Self::default() },
            ROOMY.. => Self { steps: 7, state: 24, latest: 10, ..Self::default() },
            MEDIUM.. => Self { steps: 7, state: 24, ..Self::default() },
            SMALL.. => Self { steps: 7, state: 15, ..Self::default() },
            _ => Self { state: 15, ..Self::default() },
        };
        let Self { gauge, steps, state, age, latest, .. } = columns;
        let fixed = [gauge, steps, state, age, latest].into_iter().filter(|column| *column > 0);
        let fixed: usize = fixed.map(|column| column + GAP).sum();
        // A blank before the first column, and one after the last.
        let free = width.saturating_sub(MARKS + 2 + fixed);
        if width < MEDIUM {
            columns.name = free;
        } else {
            columns.name = (free * 11 / 20).min(32);
            columns.issues = free.saturating_sub(columns.name + GAP);
        }
        columns
    }

    /// The names of the columns.
    pub(super) fn head(&self) -> Line {
        let mut line = " ".repeat(MARKS);
        let names = [
            (self.name, "incident"),
            (self.issues, "issues"),
            (if self.gauge > 0 { self.gauge + GAP + self.steps } else { self.steps }, "steps"),
            (self.state, "state"),
            (self.age, "age"),
            (self.latest, "latest"),
        ];
        for (width, name) in names.into_iter().filter(|(width, _)| *width > 0) {
            line.push_str(&gap(name == "incident"));
            line.push_str(&fitted(name, width, ""));
        }
        vec![Role::Dim.piece(line)]
    }

    /// The row of an incident; `marks` tells what the filter has found in a text.
    pub(super) fn row(
        &self,
        cells: &Cells<'_>,
        glyphs: &Glyphs,
        marks: &dyn Fn(&str) -> Vec<Range<usize>>,
    ) -> Line {
        let Cells { summary, told, .. } = cells;
        let resolved = summary.state == State::Resolved;
        let shade = |role| if resolved { Role::Dim } else { role };
        let name = if cells.open { Role::Accent } else { shade(Role::Text) };
        let mut line = vec![
            Role::Text.piece(cells.cursor),
            told.role.piece(told.mark),
            name.piece(if cells.open { glyphs.incident } else { " " }),
        ];
        let mut started = false;
        let mut cell = |width: usize, text: &str, role: Role, searched: bool| {
            if width > 0 {
                let text = gap(!started) + &fitted(text, width, glyphs.ellipsis);
                started = true;
                let found = if searched { marks(&text) } else { Vec::new() };
                line.extend(text::mark(vec![role.piece(text)], &found));
            }
        };
        cell(self.name, &cells.name, name, true);
        cell(self.issues, &cells.issues, shade(Role::Text), true);
        let gauge = glyphs.gauge(summary.settled, summary.total, self.gauge);
        cell(self.gauge, &gauge, shade(Role::Good), false);
        let role = if summary.failed > 0 { Role::Bad } else { Role::Good };
        cell(self.steps, &summary.progress(), shade(role), false);
        cell(self.state, &self.state(cells, glyphs), told.role, false);
        cell(self.age, &cells.age, Role::Dim, false);
        cell(self.latest, &cells.latest, Role::Dim, false);
        line
    }

    /// Where it stands; where there is no column for the latest change, what has no time of its own tells that.
    fn state(&self, cells: &Cells<'_>, glyphs: &Glyphs) -> String {
        let Cells { told, summary, latest, .. } = cells;
        match (self.state, summary.state) {
            (..24, _) => told.short.clone(),
            (_, State::Open | State::Resolved) if self.latest == 0 => {
                format!("{} {} {latest}", told.short, glyphs.dot)
            }
            _ => told.long.clone(),
        }
    }
}

fn gap(is_first: bool) -> String {
    " ".repeat(if is_first { 1 } else { GAP })
}

fn fitted(text: &str, width: usize, ellipsis: &str) -> String {
    let text = cut(text, width, ellipsis);
    let fill = width.saturating_sub(text.width());
    text + &" ".repeat(fill)
}
