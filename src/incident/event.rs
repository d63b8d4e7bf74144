//! One thing that happened in an incident: what, when, by whom.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    act::Act,
    id::{EventId, IncidentId, SessionId},
};

/// Places in the order of folding from here on stand for none: the event is not stored yet, and comes behind all that are.
pub const PROVISIONAL: u64 = 1 << 62;

/// One thing that happened in an incident. Never changed once stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Unique in the world.
    pub id: EventId,
    /// Incident it belongs to.
    pub incident: IncidentId,
    /// Place in the order of folding, ties broken by the id; assigned while the event is stored.
    pub lamport: u64,
    /// When it happened, by the clock of the device.
    pub at: Timestamp,
    /// Who did it, where.
    pub author: Author,
    /// What happened.
    pub act: Act,
}

/// Who did something, where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Name from the configuration, else the system's user.
    pub name: String,
    /// Name of the machine.
    pub device: String,
    /// The run of the program.
    pub session: SessionId,
}

impl Event {
    /// Sorting by this gives the order of folding.
    pub fn order(&self) -> (u64, EventId) {
        (self.lamport, self.id)
    }

    /// All of it as one JSON object, times in RFC 3339.
    pub fn to_json(&self) -> Value {
        let (kind, body) = self.act.to_parts();
        json!({
            "id": self.id,
            "incident": self.incident,
            "lamport": self.lamport,
            "at": self.at,
            "actor": self.author.name,
            "device": self.author.device,
            "session": self.author.session,
            "kind": kind,
            "body": body,
        })
    }

    /// The event that [`Event::to_json`] made, of this version of casebook or of another.
    pub fn from_json(json: Value) -> Result<Self, serde_json::Error> {
        let Record { id, incident, lamport, at, actor, device, session, kind, body } =
            serde_json::from_value(json)?;
        let author = Author { name: actor, device, session };
        Ok(Self { id, incident, lamport, at, author, act: Act::from_parts(&kind, body) })
    }
}

/// An event as it stands in JSON.
#[derive(Deserialize)]
struct Record {
    id: EventId,
    incident: IncidentId,
    lamport: u64,
    at: Timestamp,
    actor: String,
    device: String,
    session: SessionId,
    kind: String,
    #[serde(default)]
    body: Value,
}
