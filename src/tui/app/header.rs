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
    /// How many waits are due; nothing while none is.
    pub due: Line,
    /// The open incident with its progress, or which one can be resumed, at the right end.
    pub incident: Line,
}

/// A part of the top line that stands for an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeaderPart {
    Screen(Screen),
    Due,
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
            due: Line::new(),
            incident: Line::new(),
        };
        let room = usize::from(self.size.0).saturating_sub(header.left_width() + 2);
        header.due = self.due_in_short(room);
        let room = room.saturating_sub(width(&header.due));
        header.incident = self.incident_in_short(room);
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
        let due = incident - width(&header.due);
        if column >= due && !header.due.is_empty() {
            return Some(HeaderPart::Due);
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

    /// What is due comes before whose incident is open.
    fn due_in_short(&self, room: usize) -> Line {
        let text = match self.due() {
            0 => return Line::new(),
            1 => "1 wait due".to_owned(),
            count => format!("{count} waits due"),
        };
        let fits = text.len() + "   ".len() <= room;
        let text = if fits { text } else { format!("{} due", self.due()) };
        let due = vec![Role::Warning.piece(format!("{text}   ")).strong()];
        cut_line(due, room, self.glyphs.ellipsis)
    }

    fn incident_in_short(&self, room: usize) -> Line {
        let ellipsis = self.glyphs.ellipsis;
        if let Some(open) = self.work.open() {
            let (settled, total) = self.progress(open);
            let mark = self.glyphs.incident;
            let name = vec![Role::Accent.piece(format!("{mark} {}", open.label())).strong()];
            if open.closing().is_some() {
                let closed = Role::Warning.piece("  closed ");
                let name = cut_line(name, room.saturating_sub(closed.width()), ellipsis);
                return cut_line([name, vec![closed]].concat(), room, ellipsis);
            }
            let progress = Role::Good.piece(format!("  {settled}/{total} "));
            let name = cut_line(name, room.saturating_sub(progress.width()), ellipsis);
            return cut_line([name, vec![progress]].concat(), room, ellipsis);
        }
        let Some(summary) = self.resumable() else { return Line::new() };
        let key = self.keymap.key(Context::List, Action::Resume);
        let name = summary.label();
        let line = vec![
            Role::Key.piece(key.map(|key| key.to_string()).unwrap_or_default()),
            Role::Dim.piece(format!(" resume {name} ")),
        ];
        cut_line(line, room, ellipsis)
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
