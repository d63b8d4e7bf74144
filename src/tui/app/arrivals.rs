//! What store and packs tell: events on their way and on disk, the list of incidents, packs that were read.

use std::sync::Arc;

use super::App;
use crate::{
    incident::{Act, Event, Incident, Register},
    pack::Fault,
    tui::{
        library::Library,
        message::{Effect, Notice},
    },
};

impl App {
    pub(super) fn take_stamped(&mut self, events: Vec<Event>) -> Vec<Effect> {
        let opened = events.iter().find(|event| matches!(event.act, Act::Opened { .. }));
        let opened = opened.map(|event| event.incident.clone());
        let imported = events.iter().any(|event| event.author.session != *self.work.session());
        let fix = events.iter().find_map(|event| match &event.act {
            Act::Fix { issue, fix, state, .. } => Some((issue.clone(), fix.clone(), *state)),
            _ => None,
        });
        self.work.take_stamped(events);
        if imported {
            return self.go_on_with_imported(opened);
        }
        if let Some((issue, fix, state)) = fix {
            self.follow_fix(&issue, &fix, state);
        }
        let Some(id) = opened else { return Vec::new() };
        let label = self.work.open().map(Incident::label).unwrap_or_default();
        let elsewhere = self.told_of_open().map(|told| format!(" {told}")).unwrap_or_default();
        let said = format!("Opened incident {label}.{elsewhere}");
        let mut effects = self.tell_underway(Notice::good(said));
        effects.push(Effect::Watch(Some(id)));
        effects
    }

    pub(super) fn take_saved(&mut self, events: Vec<Event>) -> Vec<Effect> {
        let was_unsaved = self.work.unsaved.is_some();
        self.work.take_saved(events);
        if !self.work.is_saved() {
            return Vec::new();
        }
        if let Some(notice) = &mut self.notice {
            notice.is_pending = false;
        }
        if self.quitting {
            return vec![Effect::Quit { discard: false }];
        }
        if was_unsaved { self.tell(Notice::good("Everything is saved again.")) } else { Vec::new() }
    }

    pub(super) fn take_unsaved(&mut self, error: String) -> Vec<Effect> {
        let told = self.quitting.then(|| Notice::bad(format!("Still not saved: {error}")));
        self.quitting = false;
        self.work.unsaved = Some(error);
        self.notice = self
            .notice
            .take()
            .map(|notice| if notice.is_pending { notice.unsaved() } else { notice });
        told.map_or_else(Vec::new, |notice| self.tell(notice))
    }

    pub(super) fn take_incidents(&mut self, list: Register) -> Vec<Effect> {
        self.work.unread = None;
        self.work.list = list;
        let Some(label) = self.work.purged() else { return Vec::new() };
        let mut effects = self.set_aside();
        self.work.previous = None;
        effects.extend(self.tell(Notice::bad(format!("{label} was removed by another casebook."))));
        effects
    }

    pub(super) fn take_packs(&mut self, library: Arc<Library>, faults: &[Fault]) -> Vec<Effect> {
        self.library = library;
        self.faults.extend(faults.iter().map(ToString::to_string));
        self.issues.list.search(&self.library);
        if !self.issues.detail.is_following() && self.issues.from.is_none() {
            self.follow_selection();
        }
        self.diagnose_again()
    }
}
