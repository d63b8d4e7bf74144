//! Who does something on the command line, where, and the events made of it.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    clean::clean_line,
    config::Config,
    incident::{Act, Author, Event, EventId, IncidentId, SessionId},
};

/// Events of one command: all at the same time, by the same author.
pub(super) fn events(config: &Config, incident: &IncidentId, acts: Vec<Act>) -> Vec<Event> {
    let author = author(config);
    let at = Timestamp::now();
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

fn author(config: &Config) -> Author {
    Author {
        name: clean_line(&config.author()).into_owned(),
        device: clean_line(&device()).into_owned(),
        session: SessionId(Uuid::now_v7()),
    }
}

fn device() -> String {
    #[cfg(unix)]
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    #[cfg(not(unix))]
    let name = std::env::var("COMPUTERNAME").unwrap_or_default();
    name
}
