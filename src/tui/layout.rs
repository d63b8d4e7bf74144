//! Where everything stands on a screen of a given size. Pure, so that state and drawing agree without talking.

use ratatui::layout::Rect;

/// Below this nothing useful fits; one plain line says so.
pub const SMALLEST: (u16, u16) = (40, 10);

/// From this width list and detail stand side by side.
const TWO_PANES: u16 = 80;

/// From this width the open incident has a pane of its own.
const THREE_PANES: u16 = 120;

/// A list is never wider: the longest short title, marks and border, and a section's name.
const WIDEST_LIST: u16 = 52;

/// The incident's pane is never wider.
const WIDEST_INCIDENT: u16 = 48;

/// A window that asks something is never wider.
const WIDEST_WINDOW: u16 = 76;

/// A part of the Issues screen that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The search box over the list.
    #[default]
    Search,
    /// The list of issues.
    List,
    /// The issue.
    Detail,
    /// The open incident.
    Incident,
}

/// The parts of a screen; a pane that is not shown has no area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Top line.
    pub header: Rect,
    /// What must not be overlooked: faults of packs, unsaved work. Empty where there is nothing.
    pub banner: Rect,
    /// All between header and footer.
    pub body: Rect,
    /// List of issues with its border; its top line is the search box.
    pub list: Rect,
    /// The issue, with its border.
    pub detail: Rect,
    /// The open incident, with its border.
    pub incident: Rect,
    /// Bottom line, and above it a notice too long for that.
    pub footer: Rect,
}

/// What decides the areas besides the size.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needs {
    /// Pane with the focus: the one that is shown where only one fits.
    pub focus: Pane,
    /// Whether an incident is open.
    pub incident: bool,
    /// Lines of the banner.
    pub banner: u16,
    /// Lines of the footer.
    pub footer: u16,
}

/// The list and the text of the Diagnose screen: side by side, or the one with the focus.
pub fn halves(body: Rect, reading: bool) -> (Rect, Rect) {
    match reading {
        _ if body.width >= TWO_PANES => split_columns(body, body.width / 2),
        true => (Rect::default(), body),
        false => (body, Rect::default()),
    }
}

/// Whether a screen is too small to show anything useful.
pub fn is_too_small(width: u16, height: u16) -> bool {
    width < SMALLEST.0 || height < SMALLEST.1
}

/// The areas of a screen.
pub fn areas(width: u16, height: u16, needs: Needs) -> Areas {
    let screen = Rect::new(0, 0, width, height);
    let (header, rest) = split_rows(screen, 1);
    let (banner, rest) = split_rows(rest, needs.banner);
    let (body, footer) = split_rows(rest, rest.height.saturating_sub(needs.footer));
    let mut areas = Areas { header, banner, body, footer, ..Areas::default() };
    if needs.incident && width >= THREE_PANES {
        let incident = (width * 26 / 100).min(WIDEST_INCIDENT);
        let (list, rest) = split_columns(body, (width * 28 / 100).min(WIDEST_LIST));
        areas.list = list;
        (areas.detail, areas.incident) = split_columns(rest, rest.width - incident);
    } else if needs.focus == Pane::Incident && needs.incident {
        areas.incident = body;
    } else if width >= TWO_PANES {
        (areas.list, areas.detail) = split_columns(body, (width * 2 / 5).min(WIDEST_LIST));
    } else {
        *areas.only(needs.focus) = body;
    }
    areas
}

/// The first so many rows, and the rest. Plain arithmetic: ratatui's constraint solver takes longer than all the rest
/// of a frame.
pub fn split_rows(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    (Rect { height: rows, ..area }, Rect { y: area.y + rows, height: area.height - rows, ..area })
}

fn split_columns(area: Rect, columns: u16) -> (Rect, Rect) {
    let columns = columns.min(area.width);
    (
        Rect { width: columns, ..area },
        Rect { x: area.x + columns, width: area.width - columns, ..area },
    )
}

impl Areas {
    fn only(&mut self, focus: Pane) -> &mut Rect {
        match focus {
            Pane::Search | Pane::List => &mut self.list,
            Pane::Detail => &mut self.detail,
            Pane::Incident => &mut self.incident,
        }
    }

    /// The pane that a cell belongs to.
    pub fn pane_at(&self, column: u16, row: u16) -> Option<Pane> {
        let at = |area: Rect| area.contains((column, row).into());
        match () {
            () if at(self.list) && row == self.list.y => Some(Pane::Search),
            () if at(self.list) => Some(Pane::List),
            () if at(self.detail) => Some(Pane::Detail),
            () if at(self.incident) => Some(Pane::Incident),
            () => None,
        }
    }
}

/// The part of a bordered pane that holds its content.
pub fn inside(pane: Rect) -> Rect {
    pane.inner(ratatui::layout::Margin::new(1, 1))
}

/// Where content stands inside a bordered pane of text: a column of air on both sides.
pub fn text_area(pane: Rect) -> Rect {
    pane.inner(ratatui::layout::Margin::new(2, 1))
}

/// The bordered pane of text whose content, or a part of it from top to bottom, stands there.
pub fn pane_around(text: Rect) -> Rect {
    text.outer(ratatui::layout::Margin::new(2, 1))
}

/// Rows of issues in the list's pane, below the search box in its border.
pub fn list_rows(pane: Rect) -> Rect {
    inside(pane)
}

/// Lines above the rows of a table: what narrows it, and the names of the columns.
const TABLE_HEAD: u16 = 2;

/// Rows of a screen that is one table: inside its border, below the head.
pub fn table_rows(body: Rect) -> Rect {
    split_rows(inside(body), TABLE_HEAD).1
}

/// The two lines above the rows of a table.
pub fn table_head(body: Rect) -> Rect {
    split_rows(inside(body), TABLE_HEAD).0
}

/// The two halves of the dashboard: side by side, or all of it in the first.
pub fn dashboard(body: Rect) -> [Rect; 2] {
    match body.width {
        THREE_PANES.. => split_columns(body, body.width / 2).into(),
        _ => [body, Rect::default()],
    }
}

/// A window of so many lines over a screen, with its border.
pub fn window(body: Rect, lines: usize) -> Rect {
    let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2).min(body.height);
    let width = WIDEST_WINDOW.min(body.width);
    Rect {
        x: body.x + (body.width - width) / 2,
        y: body.y + (body.height - height) / 3,
        width,
        height,
    }
}

/// The window of text to read over a screen, with its border.
pub fn overlay(body: Rect) -> Rect {
    let margin = if body.width > 100 { 8 } else { 1 };
    body.inner(ratatui::layout::Margin::new(margin, u16::from(body.height > 12)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: u16, focus: Pane, incident: bool) -> (bool, bool, bool) {
        let areas = areas(width, 30, Needs { focus, incident, banner: 0, footer: 1 });
        (!areas.list.is_empty(), !areas.detail.is_empty(), !areas.incident.is_empty())
    }

    #[rstest::rstest]
    #[case(160, Pane::List, true, (true, true, true))]
    #[case(160, Pane::List, false, (true, true, false))]
    #[case(119, Pane::List, true, (true, true, false))]
    #[case(100, Pane::Incident, true, (false, false, true))]
    #[case(79, Pane::Search, true, (true, false, false))]
    #[case(79, Pane::Detail, false, (false, true, false))]
    #[case(60, Pane::Incident, true, (false, false, true))]
    fn the_width_decides_how_many_panes_are_shown(
        #[case] width: u16,
        #[case] focus: Pane,
        #[case] incident: bool,
        #[case] expected: (bool, bool, bool),
    ) {
        assert_eq!(shown(width, focus, incident), expected);
    }

    #[test]
    fn areas_never_leave_the_screen() {
        for (width, height) in
            (0..=60).flat_map(|width| (0..=30).map(move |height| (width, height)))
        {
            let screen = Rect::new(0, 0, width, height);
            for focus in [Pane::List, Pane::Detail, Pane::Incident] {
                let needs = Needs { focus, incident: true, banner: 1, footer: 2 };
                let areas = areas(width, height, needs);
                for area in [
                    areas.header,
                    areas.banner,
                    areas.list,
                    areas.detail,
                    areas.incident,
                    areas.footer,
                ] {
                    assert_eq!(
                        area.intersection(screen).area(),
                        area.area(),
                        "{width}x{height} {area:?}"
                    );
                }
            }
        }
    }
}
