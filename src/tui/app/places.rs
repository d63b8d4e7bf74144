//! Where the keys go, and where everything stands on the screen.

use super::{App, Screen};
use crate::tui::{
    keymap::Context,
    layout::{self, Areas, Needs, Pane},
    overlay::{Overlay, Pager, PagerKind},
};

impl App {
    /// Where the keys go.
    pub fn context(&self) -> Context {
        match &self.overlay {
            Some(Overlay::Pager(Pager { kind: PagerKind::Note(_), .. })) => Context::Note,
            Some(Overlay::Pager(_)) => Context::Pager,
            Some(Overlay::Editor(_)) => Context::Editor,
            Some(Overlay::Menu(menu)) if menu.is_filtering() => Context::Filter,
            Some(Overlay::Menu(_)) => Context::Menu,
            Some(Overlay::Incident(prompt)) if prompt.is_filtering() => Context::Filter,
            Some(Overlay::Incident(_) | Overlay::Reason(_) | Overlay::Wait(_)) => Context::Prompt,
            None => self.context_without_overlay(),
        }
    }

    fn context_without_overlay(&self) -> Context {
        match (self.screen, self.issues.focus) {
            (Screen::Incidents, _) if self.incidents.typing => Context::Filter,
            (Screen::Incidents, _) => Context::Incidents,
            (Screen::Dashboard, _) => Context::Dashboard,
            (Screen::Diagnosis, _) => Context::Diagnosis,
            (Screen::Issues, Pane::Search) if self.issues.list.field.text().is_empty() => {
                Context::EmptySearch
            }
            (Screen::Issues, Pane::Search) => Context::Search,
            (Screen::Issues, Pane::List) => Context::List,
            (Screen::Issues, Pane::Detail) => Context::Detail,
            (Screen::Issues, Pane::Incident) => Context::Incident,
        }
    }

    /// Where everything stands on the screen.
    pub fn areas(&self) -> Areas {
        let needs = Needs {
            focus: self.issues.focus,
            incident: self.work.open().is_some(),
            banner: u16::try_from(self.banner().len()).unwrap_or(0),
            footer: self.footer().height(),
        };
        layout::areas(self.size.0, self.size.1, needs)
    }

    /// Where the keys went before the palette was opened.
    pub fn context_below(&self) -> Context {
        match self.context_without_overlay() {
            // What is typed there hides most keys; the list's are the same without that.
            Context::Search | Context::EmptySearch => Context::List,
            Context::Filter => Context::Incidents,
            other => other,
        }
    }
}
