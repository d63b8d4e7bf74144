//! One occurrence of one or more issues at one client.
//!
//! An [`Incident`] is the fold of its [`Event`]s: [`Incident::apply`] is its only mutation. Nothing is ever changed
//! or taken away; undo and redo are events too, which name the event they are about.

mod checklist;
mod diagnosed;
mod event;
mod id;

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;

pub use self::{
    checklist::{CheckStep, Checklist, Progress},
    diagnosed::Diagnosed,
    event::{Act, Attached, AttachedStep, Author, Event, StepState},
    id::{EventId, IncidentId, IncidentIdError, SessionId},
};
use crate::{
    issue::{IssueId, StepId},
    redact::Memory,
};

/// One occurrence at one client, as its events tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    id: IncidentId,
    ticket: String,
    client: String,
    attached: Vec<Attached>,
    marks: BTreeMap<(IssueId, StepId), Vec<Mark>>,
    undone: HashSet<EventId>,
    events: Vec<Event>,
}

/// What somebody recorded about a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The event that recorded it.
    pub event: EventId,
    /// What it says.
    pub state: StepState,
    /// Why, for a skipped or failed step.
    pub reason: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
}

impl Incident {
    /// An incident of which nothing is known yet.
    pub fn new(id: IncidentId) -> Self {
        Self {
            id,
            ticket: String::new(),
            client: String::new(),
            attached: Vec::new(),
            marks: BTreeMap::new(),
            undone: HashSet::new(),
            events: Vec::new(),
        }
    }

    /// The fold of events in any order; those of another incident are left out.
    pub fn from_events(id: IncidentId, events: impl IntoIterator<Item = Event>) -> Self {
        let mut events: Vec<_> = events.into_iter().collect();
        events.sort_by_key(Event::order);
        let mut incident = Self::new(id);
        for event in events {
            incident.apply(event);
        }
        incident
    }

    /// Takes in one event. Applying it twice changes nothing, and the order of applying does not matter.
    pub fn apply(&mut self, event: Event) {
        if event.incident != self.id || self.events.iter().rev().any(|known| known.id == event.id) {
            return;
        }
        let at = self.events.partition_point(|known| known.order() < event.order());
        if at == self.events.len() {
            self.fold(&event);
            self.events.push(event);
        } else {
            let mut events = std::mem::take(&mut self.events);
            events.insert(at, event);
            *self = Self::new(self.id.clone());
            for event in &events {
                self.fold(event);
            }
            self.events = events;
        }
    }

    fn fold(&mut self, event: &Event) {
        match &event.act {
            Act::Opened { ticket, client } => {
                self.ticket.clone_from(ticket);
                self.client.clone_from(client);
            }
            Act::Edited { ticket, client } => {
                if let Some(ticket) = ticket {
                    self.ticket.clone_from(ticket);
                }
                if let Some(client) = client {
                    self.client.clone_from(client);
                }
            }
            Act::Attached(attached) => {
                match self.attached.iter_mut().find(|known| known.issue == attached.issue) {
                    Some(known) => *known = attached.clone(),
                    None => self.attached.push(attached.clone()),
                }
            }
            Act::Step { issue, step, state, reason } => {
                self.marks.entry((issue.clone(), step.clone())).or_default().push(Mark {
                    event: event.id,
                    state: *state,
                    reason: reason.clone(),
                    at: event.at,
                    by: event.author.name.clone(),
                });
            }
            Act::Undone { target } => {
                self.undone.insert(*target);
            }
            Act::Redone { target } => {
                self.undone.remove(target);
            }
            Act::Diagnosed(_) | Act::Unknown { .. } => {}
        }
    }

    /// Name of the incident.
    pub fn id(&self) -> &IncidentId {
        &self.id
    }

    /// Ticket as typed; may be empty.
    pub fn ticket(&self) -> &str {
        &self.ticket
    }

    /// Client as typed; may be empty.
    pub fn client(&self) -> &str {
        &self.client
    }

    /// How people call it: ticket and client, or the id where both are empty.
    pub fn label(&self) -> String {
        label(&self.ticket, &self.client, &self.id)
    }

    /// Issues that belong to it, in the order they were attached.
    pub fn issues(&self) -> impl Iterator<Item = &Attached> {
        self.attached.iter()
    }

    /// What was attached for an issue.
    pub fn attached(&self, issue: &IssueId) -> Option<&Attached> {
        self.attached.iter().find(|attached| attached.issue == *issue)
    }

    /// What was diagnosed in it, the oldest first.
    pub fn diagnoses(&self) -> impl Iterator<Item = &Diagnosed> {
        self.events.iter().filter_map(|event| match &event.act {
            Act::Diagnosed(diagnosed) => Some(&**diagnosed),
            _ => None,
        })
    }

    /// Which tokens stand for which values in it, by hash.
    pub fn tokens(&self) -> Memory {
        let known = self.diagnoses().last();
        known.map(|diagnosed| diagnosed.tokens.clone()).unwrap_or_default()
    }

    /// Every event, in the order of folding.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Time of the first event.
    pub fn opened_at(&self) -> Option<Timestamp> {
        self.events.iter().map(|event| event.at).min()
    }

    /// Time of the latest event.
    pub fn updated_at(&self) -> Option<Timestamp> {
        self.events.iter().map(|event| event.at).max()
    }

    /// The mark that holds for a step: its newest that is not undone. `None` for a step nobody touched.
    pub fn mark(&self, issue: &IssueId, step: &StepId) -> Option<&Mark> {
        let marks = self.marks.get(&(issue.clone(), step.clone()))?;
        marks.iter().rev().find(|mark| !self.undone.contains(&mark.event))
    }

    /// State of a step.
    pub fn state(&self, issue: &IssueId, step: &StepId) -> StepState {
        self.mark(issue, step).map_or(StepState::Todo, |mark| mark.state)
    }

    /// The issue and step that were marked last, to resume there.
    pub fn last_touched(&self) -> Option<(&IssueId, &StepId)> {
        self.events.iter().rev().find_map(|event| match &event.act {
            Act::Step { issue, step, .. } => Some((issue, step)),
            _ => None,
        })
    }

    /// Whether the act would change anything; repeating a state adds no event.
    pub fn would_change(&self, act: &Act) -> bool {
        match act {
            Act::Step { issue, step, state, reason } => match self.mark(issue, step) {
                Some(mark) => mark.state != *state || mark.reason != *reason,
                None => *state != StepState::Todo,
            },
            Act::Edited { ticket, client } => {
                ticket.as_ref().is_some_and(|ticket| *ticket != self.ticket)
                    || client.as_ref().is_some_and(|client| *client != self.client)
            }
            Act::Attached(attached) => self.attached(&attached.issue) != Some(attached),
            Act::Undone { target } => !self.undone.contains(target),
            Act::Redone { target } => self.undone.contains(target),
            Act::Diagnosed(diagnosed) => self.diagnoses().last() != Some(diagnosed),
            Act::Opened { .. } | Act::Unknown { .. } => true,
        }
    }

    /// The event that undo takes back: the session's newest, else the incident's newest.
    pub fn undo_target(&self, session: &SessionId) -> Option<&Event> {
        let mut active = self.events.iter().rev().filter(|event| self.is_active(event));
        let newest = active.clone().next();
        active.find(|event| event.author.session == *session).or(newest)
    }

    /// The event that redo brings back: the one that the session undid last, until the session does something new.
    pub fn redo_target(&self, session: &SessionId) -> Option<&Event> {
        let own = self.events.iter().rev().filter(|event| event.author.session == *session);
        for event in own {
            match &event.act {
                Act::Undone { target } if self.undone.contains(target) => {
                    return self.events.iter().find(|event| event.id == *target);
                }
                Act::Undone { .. } | Act::Redone { .. } => {}
                _ if self.undone.contains(&event.id) => {}
                _ => return None,
            }
        }
        None
    }

    fn is_active(&self, event: &Event) -> bool {
        matches!(event.act, Act::Step { .. }) && !self.undone.contains(&event.id)
    }
}

/// How people call an incident: ticket and client, or the id where both are empty.
pub fn label(ticket: &str, client: &str, id: &IncidentId) -> String {
    match (ticket.is_empty(), client.is_empty()) {
        (true, true) => id.to_string(),
        (false, true) => ticket.to_owned(),
        (true, false) => client.to_owned(),
        (false, false) => format!("{ticket} {client}"),
    }
}

#[cfg(test)]
mod tests;
