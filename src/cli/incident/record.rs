//! The events made of what somebody does on the command line.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    config::Config,
    incident::{Act, Event, EventId, IncidentId, SessionId},
};

/// Events of one command: all at the same time, by the same author.
pub(super) fn events(
    config: &Config,
    incident: &IncidentId,
    at: Timestamp,
    acts: Vec<Act>,
) -> Vec<Event> {
    let author = config.author(SessionId(Uuid::now_v7()));
    let event = |act| Event {
        id: EventId(Uuid::now_v7()),
        incident: incident.clone(),
        // Assigned by the store.
        lamport: 0,
        at,
        author: author.clone(),
        act,
    };
    acts.into_iter().map(event).collect()
}
