//! The events made of what somebody does on the command line.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    config::Config,
    incident::{Act, Event, IncidentId, SessionId},
    store::Scribe,
};

/// Events of one command: all at the same time, by the same author.
pub(super) fn events(
    config: &Config,
    incident: &IncidentId,
    at: Timestamp,
    acts: Vec<Act>,
) -> Vec<Event> {
    let author = config.author(SessionId(Uuid::now_v7()));
    Scribe::new(author).write(incident, at, acts)
}
