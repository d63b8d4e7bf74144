//! The incidents as this session knows them: the list, the open one, and what is not on disk yet.

use std::{borrow::Cow, collections::HashSet};

use crate::{
    incident::{
        Act, Event, EventId, Incident, IncidentId, Mark, Register, SessionId, StepRef, Summary,
        Waiting,
    },
    issue::IssueId,
};

/// The incidents as this session knows them.
#[derive(Clone, Debug)]
pub struct Work {
    /// Every incident of the store, newest first.
    pub list: Register,
    /// Why events could not be stored; `None` while all is well.
    pub unsaved: Option<String>,
    /// Why the store could not be read; `None` while all is well.
    pub unread: Option<String>,
    /// The incident that was open before the open one.
    pub previous: Option<IncidentId>,
    /// The incident that was asked for and is on its way.
    pub awaited: Option<Awaited>,
    /// What is to be recorded in incidents that are not here yet, whatever is opened meanwhile.
    pub outgoing: Vec<Outgoing>,
    session: SessionId,
    open: Option<Open>,
    pending: Vec<Event>,
}

/// An incident that is on its way, to become the open one.
#[derive(Clone, Debug)]
pub struct Awaited {
    /// The incident.
    pub id: IncidentId,
    /// What for.
    pub purpose: Purpose,
}

/// What an incident is opened for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// To show that step, or where there is none the one that was marked last.
    Resume(Option<StepRef>),
    /// To see what is recorded in it; what is shown stays.
    Mark,
    /// To take in the news of what another technician did in it.
    Continue(Vec<Event>),
}

/// What is to be recorded in an incident once it is known what that says already.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// The incident.
    pub id: IncidentId,
    /// How people call it.
    pub label: String,
    /// At least one, in order.
    pub acts: Vec<Act>,
}

/// The open incident, with and without what is not on disk yet.
#[derive(Clone, Debug)]
struct Open {
    saved: Incident,
    shown: Incident,
}

impl Work {
    /// Nothing known yet.
    pub fn new(session: SessionId) -> Self {
        Self {
            list: Register::default(),
            unsaved: None,
            unread: None,
            previous: None,
            awaited: None,
            outgoing: Vec::new(),
            session,
            open: None,
            pending: Vec::new(),
        }
    }

    /// The open incident, pending events included.
    pub fn open(&self) -> Option<&Incident> {
        self.open.as_ref().map(|open| &open.shown)
    }

    /// The open incident, if the issue is attached to it.
    pub fn open_for(&self, issue: &IssueId) -> Option<&Incident> {
        self.open().filter(|incident| incident.attached(issue).is_some())
    }

    /// The session that undo prefers.
    pub fn session(&self) -> &SessionId {
        &self.session
    }

    /// Events that are not on disk yet, oldest first.
    pub fn pending(&self) -> &[Event] {
        &self.pending
    }

    /// Whether an event is not on disk yet.
    pub fn is_pending(&self, id: &EventId) -> bool {
        self.pending.iter().any(|event| event.id == *id)
    }

    /// Whether what holds for a step is not on disk yet.
    pub fn is_pending_mark(&self, mark: &Mark) -> bool {
        self.is_pending(&mark.event)
    }

    /// Whether all that was confirmed is on disk.
    pub fn is_saved(&self) -> bool {
        self.pending.is_empty() && self.outgoing.is_empty()
    }

    /// Takes out what waits for an incident.
    pub fn take_outgoing(&mut self, id: &IncidentId) -> Vec<Outgoing> {
        self.outgoing.extract_if(.., |outgoing| outgoing.id == *id).collect()
    }

    /// Every client by its newest spelling, the newest first.
    pub fn clients(&self) -> Vec<String> {
        let mut seen = HashSet::new();
        let named =
            self.list.iter().filter(|one| one.client_key().is_some_and(|key| seen.insert(key)));
        named.map(|one| one.client.trim().to_owned()).collect()
    }

    /// Everything that is waited for: in the open incident as it is shown, in the others as they are on disk.
    pub fn waits(&self) -> impl Iterator<Item = Cow<'_, Waiting>> {
        let open = self.open();
        let others = self.list.iter().filter(move |one| Some(&one.id) != open.map(Incident::id));
        let others = others.flat_map(|summary| summary.waits.iter().map(Cow::Borrowed));
        open.into_iter().flat_map(Incident::waits).map(Cow::Owned).chain(others)
    }

    /// The incident that resume goes to: the one before the open one, else the newest that is not open.
    pub fn resumable(&self) -> Option<&Summary> {
        let open = self.open().map(Incident::id);
        let previous = self.previous.as_ref().filter(|id| Some(*id) != open);
        let wanted = |summary: &&Summary| {
            let is_wanted = match previous {
                Some(id) => summary.id == *id,
                None => summary.ended.is_none(),
            };
            is_wanted && Some(&summary.id) != open
        };
        self.list.iter().find(wanted)
    }

    /// Takes in events that are on their way to the store. A new incident becomes the open one.
    pub fn take_stamped(&mut self, events: Vec<Event>) {
        let Some(first) = events.first() else { return };
        let incident = first.incident.clone();
        let is_new = events.iter().any(|event| matches!(event.act, Act::Opened { .. }));
        self.pending.extend(events);
        if is_new {
            self.awaited = None;
            self.set_open(Incident::new(incident));
        } else {
            self.refresh();
        }
    }

    /// Takes in events as they are on disk.
    pub fn take_saved(&mut self, events: Vec<Event>) {
        let saved: HashSet<EventId> = events.iter().map(|event| event.id).collect();
        self.pending.retain(|event| !saved.contains(&event.id));
        if self.pending.is_empty() {
            self.unsaved = None;
        }
        if let Some(open) = &mut self.open {
            for event in events {
                open.saved.apply(event);
            }
        }
        self.refresh();
    }

    /// Takes in an incident as it is on disk, which becomes the open one if it was asked for. One that is neither open
    /// nor asked for was overtaken by the user and is left alone: false.
    pub fn take_incident(&mut self, incident: Incident) -> bool {
        let wanted = self.awaited.as_ref().map(|awaited| &awaited.id) == Some(incident.id());
        if !wanted && self.open().map(Incident::id) != Some(incident.id()) {
            return false;
        }
        let known: HashSet<EventId> = incident.events().iter().map(|event| event.id).collect();
        self.pending.retain(|event| !known.contains(&event.id));
        self.set_open(incident);
        true
    }

    /// The label of the open incident, if all of it was on disk and the list does not have it any more.
    pub fn purged(&self) -> Option<String> {
        let saved = &self.open.as_ref()?.saved;
        let is_gone = !saved.events().is_empty()
            && self.list.iter().all(|summary| summary.id != *saved.id())
            && self.pending.iter().all(|event| event.incident != *saved.id());
        is_gone.then(|| saved.label())
    }

    /// Closes nothing, only looks away.
    pub fn set_aside(&mut self) {
        self.awaited = None;
        self.previous =
            self.open.take().map(|open| open.saved.id().clone()).or(self.previous.take());
    }

    fn set_open(&mut self, incident: Incident) {
        let before = self.open().map(Incident::id).filter(|id| *id != incident.id()).cloned();
        self.previous = before.or(self.previous.take());
        self.open = Some(Open { shown: incident.clone(), saved: incident });
        self.refresh();
    }

    fn refresh(&mut self) {
        if let Some(open) = &mut self.open {
            open.shown = open.saved.clone();
            for event in &self.pending {
                open.shown.apply(event.clone());
            }
        }
    }
}
