//! Events of what somebody does, before they are stored.

use jiff::Timestamp;
use uuid::Uuid;

use crate::incident::{Act, Author, Event, EventId, IncidentId, PROVISIONAL};

/// Writes down what somebody does in one run of the program.
#[derive(Debug)]
pub struct Scribe {
    author: Author,
    /// Rises with every event, so that those not yet stored stay in their order behind all others.
    provisional: u64,
}

impl Scribe {
    /// Begins with nothing written down.
    pub fn new(author: Author) -> Self {
        Self { author, provisional: PROVISIONAL }
    }

    /// A name that no other incident has.
    pub fn new_incident() -> IncidentId {
        IncidentId::from_bits(Uuid::now_v7().as_u64_pair().1)
    }

    /// What is done at one time in an incident, as events; the store gives them their places.
    pub fn write(&mut self, incident: &IncidentId, at: Timestamp, acts: Vec<Act>) -> Vec<Event> {
        let event = |act| Event {
            id: EventId(Uuid::now_v7()),
            incident: incident.clone(),
            lamport: self.next(),
            at,
            author: self.author.clone(),
            act,
        };
        acts.into_iter().map(event).collect()
    }

    /// Puts events from elsewhere behind all others; they keep everything but their places.
    pub fn place(&mut self, events: &mut [Event]) {
        for event in events {
            event.lamport = self.next();
        }
    }

    fn next(&mut self) -> u64 {
        self.provisional += 1;
        self.provisional
    }
}
