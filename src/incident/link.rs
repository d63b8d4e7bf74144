//! Incidents that follow another one: what is done for the leader holds in each follower too.
//!
//! A follower gets an event of its own for every event of the leader, so that it stays whole without it: in its note,
//! exported, or when the link ends. The event's id is made from the leader's event and the follower, so that it is the
//! same whoever makes it and however often.

use std::hash::Hasher;

use siphasher::sip128::{Hasher128, SipHasher13};
use uuid::Builder;

use super::{Act, Event, EventId, IncidentId};

impl Event {
    /// What the event means for a follower of its incident; `None` for what each incident has for itself.
    pub fn for_follower(&self, follower: &IncidentId) -> Option<Self> {
        let mut act = match &self.act {
            Act::Step { .. } | Act::Looked { .. } | Act::Fix { .. } => self.act.clone(),
            Act::Undone { target } => Act::Undone { target: target.for_follower(follower) },
            Act::Redone { target } => Act::Redone { target: target.for_follower(follower) },
            _ => return None,
        };
        if let Some(reason) = act.free_text() {
            // The words are about another client, whose name the notes of the follower would not know.
            *reason = format!("as in incident {}", self.incident);
        }
        let (id, incident) = (self.id.for_follower(follower), follower.clone());
        Some(Self { id, incident, act, ..self.clone() })
    }
}

impl EventId {
    /// Whether it was made of a leader's event, which needs no clock and no chance: UUIDs of version 8.
    pub(crate) fn is_of_follower(&self) -> bool {
        self.0.get_version_num() == 8
    }

    fn for_follower(self, follower: &IncidentId) -> Self {
        let mut hasher = SipHasher13::new();
        hasher.write(self.0.as_bytes());
        hasher.write(follower.as_str().as_bytes());
        Self(Builder::from_custom_bytes(hasher.finish128().as_bytes()).into_uuid())
    }
}
