//! What there is to read over a screen: every key, the last copy, every fault.

use super::App;
use crate::tui::{
    action::{Action, Group},
    keymap::Table,
    layout,
    overlay::{Overlay, PagerKind},
    text::{self, Line, Role},
    wrap::wrap,
};

/// Columns for the keys of an action in the help.
const KEYS: usize = 22;

/// What lies over a screen names its own keys in the footer.
const ELSEWHERE: [Table; 6] =
    [Table::Pager, Table::Menu, Table::Prompt, Table::Editor, Table::Filter, Table::Note];

impl App {
    /// The lines of the open pager, wrapped for its window; none where none is open.
    pub fn pager_lines(&self) -> Vec<Line> {
        let Some(Overlay::Pager(pager)) = &self.overlay else { return Vec::new() };
        let width = match pager.kind {
            PagerKind::Note(_) => layout::text_area(self.areas().body).width,
            _ => layout::text_area(layout::overlay(self.areas().body)).width,
        };
        let width = usize::from(width).max(1);
        let lines = match pager.kind {
            PagerKind::Help => return self.help(width),
            PagerKind::Note(_) => return self.note_lines(width),
            PagerKind::LastCopy => plain(self.last_copy.as_ref().map_or("", |copy| &copy.text)),
            PagerKind::Faults => self.troubles().flat_map(|trouble| plain(trouble)).collect(),
        };
        lines.iter().flat_map(|line| wrap(line, width)).collect()
    }

    /// Every action with its keys, from the live keymap.
    fn help(&self, width: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for group in Group::ALL {
            lines.push(vec![Role::Heading.piece(group.title()).strong()]);
            let actions = Action::ALL.iter().filter(|action| action.group() == group);
            lines.extend(actions.flat_map(|action| self.help_on(*action, width)));
            lines.push(Line::new());
        }
        lines
    }

    /// The keys of an action beside what it does.
    fn help_on(&self, action: Action, width: usize) -> Vec<Line> {
        let (overlaid, mut chords): (Vec<_>, Vec<_>) =
            self.keymap.chords(action).partition(|(table, _)| ELSEWHERE.contains(table));
        if chords.is_empty() {
            chords = overlaid;
        }
        let mut keys: Vec<String> = Vec::new();
        for (_, chord) in chords {
            let key = chord.to_string();
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let keys = if keys.is_empty() { "palette".to_owned() } else { keys.join(" ") };
        let beside = width.saturating_sub(KEYS + 3).max(1);
        let mut keys = wrap(&[Role::Key.piece(keys)], KEYS).into_iter();
        let mut help = wrap(&[Role::Text.piece(action.help())], beside).into_iter();
        let mut lines = Vec::new();
        loop {
            let (left, right) = (keys.next(), help.next());
            if left.is_none() && right.is_none() {
                return lines;
            }
            let left = left.unwrap_or_default();
            let gap = KEYS.saturating_sub(text::width(&left)) + 1;
            let indent = Role::Text.piece("  ");
            let gap = Role::Text.piece(" ".repeat(gap));
            lines.push([vec![indent], left, vec![gap], right.unwrap_or_default()].concat());
        }
    }
}

fn plain(text: &str) -> Vec<Line> {
    text.lines().map(|line| vec![Role::Text.piece(line)]).collect()
}
