//! The top line: screens, and the open incident or the one that can be resumed.

use super::{App, Screen};
use crate::{
    incident::Incident,
    tui::{
        action::Action,
        keymap::Context,
        text::{Line, Role, cut_line, width},
    },
};

/// From this width the top line has room for the program's name besides the screens' and the incident.
const ROOM_FOR_NAME: u16 = 100;

/// From this width it has room for the names of all screens.
const ROOM_FOR_SCREENS: u16 = 72;

/// The top line.
#[derive(Clone, Debug)]
pub struct Header {
    /// The program's name.
    pub name: Line,
    /// The screens in order, with their keys.
    pub tabs: Vec<(Screen, Line)>,
    /// The open incident with its progress, or which one can be resumed, at the right end.
    pub incident: Line,
}

/// A part of the top line that stands for an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeaderPart {
    Screen(Screen),
    Incident,
}

impl App {
    /// The top line.
    pub fn header(&self) -> Header {
        let screens = [
            (Screen::Issues, Action::Issues, "Issues"),
            (Screen::Incidents, Action::Incidents, "Incidents"),
            (Screen::Dashboard, Action::Dashboard, "Dashboard"),
            (Screen::Diagnosis, Action::Diagnose, "Diagnose"),
        ];
        let name = if self.size.0 < ROOM_FOR_NAME { "" } else { " casebook " };
        let mut header = Header {
            name: vec![Role::Title.piece(name).strong()],
            tabs: screens
                .map(|(screen, action, name)| (screen, self.tab(screen, action, name)))
                .into(),
            incident: Line::new(),
        };
        let room = usize::from(self.size.0).saturating_sub(header.left_width() + 2);
        header.incident = cut_line(self.incident_in_short(), room, self.glyphs.ellipsis);
        header
    }

    /// What stands at a column of the top line.
    pub(super) fn header_part(&self, column: u16) -> Option<HeaderPart> {
        let header = self.header();
        let column = usize::from(column);
        let incident = usize::from(self.size.0).saturating_sub(width(&header.incident));
        if column >= incident && !header.incident.is_empty() {
            return Some(HeaderPart::Incident);
        }
        let mut start = width(&header.name);
        header.tabs.iter().find_map(|(screen, tab)| {
            let within = (start..start + width(tab)).contains(&column);
            start += width(tab);
            within.then_some(HeaderPart::Screen(*screen))
        })
    }

    fn tab(&self, screen: Screen, action: Action, name: &str) -> Line {
        let key = self.keymap.key(Context::List, action);
        let key = key.map(|key| format!(" {key} ")).unwrap_or_default();
        let shown = self.screen == screen;
        let name = if shown || self.size.0 >= ROOM_FOR_SCREENS { name } else { "" };
        let name = if shown { Role::Focus.piece(name).strong() } else { Role::Dim.piece(name) };
        vec![Role::Key.piece(key), name, Role::Text.piece(" ")]
    }

    fn incident_in_short(&self) -> Line {
        if let Some(open) = self.work.open() {
            let (settled, total) = self.progress(open);
            let mark = self.glyphs.incident;
            return vec![
                Role::Accent.piece(format!("{mark} {}", open.label())).strong(),
                Role::Good.piece(format!("  {settled}/{total} ")),
            ];
        }
        let Some(summary) = self.resumable() else { return Line::new() };
        let key = self.keymap.key(Context::List, Action::Resume);
        let name = summary.label();
        vec![
            Role::Key.piece(key.map(|key| key.to_string()).unwrap_or_default()),
            Role::Dim.piece(format!(" resume {name} ")),
        ]
    }

    /// Over all attached issues.
    fn progress(&self, incident: &Incident) -> (usize, usize) {
        let packs = &self.library.packs;
        let each = incident.issues().map(|attached| {
            let issue = packs.issue(&attached.issue);
            let progress = incident.checklist(&attached.issue, issue).progress();
            (progress.settled, progress.total)
        });
        each.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }
}

impl Header {
    fn left_width(&self) -> usize {
        width(&self.name) + self.tabs.iter().map(|(_, tab)| width(tab)).sum::<usize>()
    }
}
