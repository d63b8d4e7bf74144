//! Incidents that were asked for: to be opened, or to have something recorded in them.

use super::App;
use crate::{
    incident::{Act, Incident, IncidentId, Summary, keep_secrets_out},
    tui::{
        message::{Effect, Notice},
        work::{Awaited, Outgoing, Purpose},
    },
};

impl App {
    /// Records in an incident that is not open, once it is known what it says already, and opens it.
    pub(super) fn record_elsewhere(
        &mut self,
        id: &IncidentId,
        label: &str,
        acts: Vec<Act>,
    ) -> Vec<Effect> {
        let said = self.said_of(marking(&acts), label);
        let outgoing = Outgoing { id: id.clone(), label: label.to_owned(), acts };
        self.work.outgoing.push(outgoing);
        self.work.awaited = Some(Awaited { id: id.clone(), purpose: Purpose::Mark });
        let mut effects = self.tell_underway(said);
        effects.extend([Effect::Load(id.clone()), Effect::Watch(Some(id.clone()))]);
        effects
    }

    pub(super) fn take_incident(&mut self, incident: Incident) -> Vec<Effect> {
        self.work.unread = None;
        let id = incident.id().clone();
        let mut effects = Vec::new();
        for outgoing in self.work.take_outgoing(&id) {
            effects.extend(self.deliver(outgoing, &incident));
        }
        if !self.work.take_incident(incident) {
            return effects;
        }
        let awaited = self.work.awaited.take_if(|awaited| awaited.id == id);
        let Some(Awaited { purpose, .. }) = awaited else { return effects };
        effects.extend(match purpose {
            Purpose::Mark => Vec::new(),
            Purpose::Continue(events) => self.take_in(events),
            Purpose::Resume(step) => {
                // Keys that are typed into what lies over the screen must not become commands.
                let overlay = self.overlay.take();
                self.show_work(step);
                self.overlay = overlay;
                let label = self.work.open().map(Incident::label).unwrap_or_default();
                self.tell(Notice::plain(format!("Back at {label}.")))
            }
        });
        effects
    }

    /// Records what was to be recorded in an incident, as far as it says something new.
    fn deliver(&mut self, outgoing: Outgoing, incident: &Incident) -> Vec<Effect> {
        let Outgoing { id, label, mut acts } = outgoing;
        if incident.closing().is_some() {
            let said = format!("{label} is closed: nothing was recorded in it.");
            return self.tell(Notice::bad(said));
        }
        keep_secrets_out(&mut acts, Some(incident), &self.tokens);
        acts.retain(|act| incident.would_change(act));
        if acts.is_empty() {
            return self.tell(Notice::plain(format!("{label} says so already.")));
        }
        let said = self.said_of(marking(&acts), &label);
        let mut effects = self.tell_underway(said);
        effects.push(Effect::Record { incident: Some(id), acts });
        effects
    }

    /// An incident that was asked for was purged. One that is not stored yet is no news.
    pub(super) fn take_gone(&mut self, id: &IncidentId) -> Vec<Effect> {
        let awaited = self.work.awaited.take_if(|awaited| awaited.id == *id);
        if let Some(outgoing) = self.work.take_outgoing(id).pop() {
            let Outgoing { label, .. } = outgoing;
            let said = format!("{label} was removed by another casebook: nothing was recorded.");
            return self.tell(Notice::bad(said));
        }
        match awaited.map(|awaited| awaited.purpose) {
            None | Some(Purpose::Mark) => Vec::new(),
            // All of it is new.
            Some(Purpose::Continue(events)) => vec![Effect::Import(events)],
            Some(Purpose::Resume(_)) => {
                let known = self.work.list.iter().find(|summary| summary.id == *id);
                let label = known.map_or_else(|| id.to_string(), Summary::label);
                self.tell(Notice::bad(format!("{label} was removed by another casebook.")))
            }
        }
    }

    /// Records what waits for its incident, for the program ends: no time is left to look what that says already.
    pub fn record_outgoing(&mut self) -> Vec<Effect> {
        let outgoing = std::mem::take(&mut self.work.outgoing).into_iter();
        let record = |Outgoing { id, mut acts, .. }: Outgoing| {
            keep_secrets_out(&mut acts, None, &self.tokens);
            Effect::Record { incident: Some(id), acts }
        };
        outgoing.map(record).collect()
    }
}

/// What of several acts is to be told.
fn marking(acts: &[Act]) -> Option<&Act> {
    acts.iter().find(|act| matches!(act, Act::Step { .. } | Act::Fix { .. }))
}
