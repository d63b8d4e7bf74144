//! How events become an incident.

use std::collections::HashSet;

use jiff::Timestamp;

use super::{
    Attached, Closing, Event, EventId, FixMark, Incident, IncidentId, Mark, RuledOut,
    act::{Act, StepRef},
};
use crate::issue::{IssueId, StepId};

impl Incident {
    /// The fold of events in any order; those of another incident are left out, repeats count once.
    pub fn from_events(id: IncidentId, events: impl IntoIterator<Item = Event>) -> Self {
        let mut events: Vec<_> = events.into_iter().filter(|event| event.incident == id).collect();
        events.sort_by_key(Event::order);
        let mut seen = HashSet::new();
        events.retain(|event| seen.insert(event.id));
        Self::folded(id, events)
    }

    /// Takes in one event. Applying it twice changes nothing, and the order of applying does not matter.
    pub fn apply(&mut self, event: Event) {
        if event.incident != self.id || self.events.iter().rev().any(|known| known.id == event.id) {
            return;
        }
        let at = self.events.partition_point(|known| known.order() < event.order());
        let is_newest = at == self.events.len();
        let takes_back = matches!(event.act, Act::Undone { .. } | Act::Redone { .. });
        if is_newest && !takes_back && !self.undone.contains(&event.id) {
            self.fold(&event);
            self.events.push(event);
        } else {
            let mut events = std::mem::take(&mut self.events);
            events.insert(at, event);
            *self = Self::folded(self.id.clone(), events);
        }
    }

    /// The fold of events in their order, each there once.
    fn folded(id: IncidentId, events: Vec<Event>) -> Self {
        let mut incident = Self::new(id);
        incident.undone = undone(&events);
        for event in &events {
            if !incident.undone.contains(&event.id) {
                incident.fold(event);
            }
        }
        incident.events = events;
        incident
    }

    /// Lets an event that holds take its effect.
    fn fold(&mut self, event: &Event) {
        let (at, by) = (event.at, event.author.name.clone());
        match &event.act {
            Act::Opened { ticket, client } => self.call([Some(ticket), Some(client), None]),
            Act::Edited { ticket, client, title } => {
                self.call([ticket, client, title].map(Option::as_ref));
            }
            Act::Attached(attached) => self.attach(attached),
            Act::Detached { issue, reason } => {
                let ruled_out = RuledOut { reason: reason.clone(), at, by };
                self.ruled_out.insert(issue.clone(), ruled_out);
            }
            Act::Step { issue, step, state, reason, wait } => {
                let (event, reason, wait) = (event.id, reason.clone(), wait.clone());
                let mark = Mark { event, state: *state, reason, wait, looked: None, at, by };
                self.marks.insert(StepRef { issue: issue.clone(), step: step.clone() }, mark);
            }
            Act::Looked { issue, step } => self.look(issue, step, at),
            Act::Fix { issue, fix, state, reason } => {
                let mark = FixMark { state: *state, reason: reason.clone(), at, by };
                self.fixes.insert((issue.clone(), fix.clone()), mark);
            }
            Act::Closed { cause, text } => {
                let (cause, text) = (cause.clone(), text.clone());
                self.closing = Some(Closing { cause, text, at, by });
            }
            Act::Reopened => self.closing = None,
            Act::Linked { leader } => self.leader = Some(leader.clone()),
            Act::Commented { .. }
            | Act::Diagnosed(_)
            | Act::Undone { .. }
            | Act::Redone { .. }
            | Act::Unknown { .. } => {}
        }
    }

    /// Ticket, client and title, as far as they are told.
    fn call(&mut self, names: [Option<&String>; 3]) {
        for (known, name) in
            [&mut self.ticket, &mut self.client, &mut self.title].into_iter().zip(names)
        {
            if let Some(name) = name {
                known.clone_from(name);
            }
        }
    }

    fn attach(&mut self, attached: &Attached) {
        self.ruled_out.remove(&attached.issue);
        match self.attached.iter_mut().find(|known| known.issue == attached.issue) {
            Some(known) => known.clone_from(attached),
            None => self.attached.push(attached.clone()),
        }
    }

    fn look(&mut self, issue: &IssueId, step: &StepId, at: Timestamp) {
        let place = StepRef { issue: issue.clone(), step: step.clone() };
        if let Some(mark) = self.marks.get_mut(&place) {
            mark.looked = Some(at);
        }
    }
}

/// The events that were undone and not brought back since, and that can be undone at all.
fn undone(events: &[Event]) -> HashSet<EventId> {
    let mut undone = HashSet::new();
    for event in events {
        match &event.act {
            Act::Undone { target } => undone.insert(*target),
            Act::Redone { target } => undone.remove(target),
            _ => false,
        };
    }
    if !undone.is_empty() {
        for event in events.iter().filter(|event| !event.act.can_be_undone()) {
            undone.remove(&event.id);
        }
    }
    undone
}
