//! What can happen in an incident.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    diagnosed::Diagnosed,
    id::{EventId, IncidentId, SessionId},
};
use crate::issue::{FixId, Issue, IssueId, PackId, StepId};

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

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Act {
    /// The incident began.
    Opened {
        /// Ticket as typed.
        ticket: String,
        /// Client as typed.
        client: String,
    },
    /// Ticket or client were corrected; `None` leaves one as it was.
    Edited {
        /// The corrected ticket.
        ticket: Option<String>,
        /// The corrected client.
        client: Option<String>,
    },
    /// An issue was taken into the incident.
    Attached(Attached),
    /// A raw error was diagnosed.
    Diagnosed(Box<Diagnosed>),
    /// A step was marked.
    Step {
        /// Issue of the step.
        issue: IssueId,
        /// Step within the issue.
        step: StepId,
        /// Its state from now on.
        state: StepState,
        /// Why, for a skipped or failed step.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// An earlier event no longer holds.
    Undone {
        /// That event.
        target: EventId,
    },
    /// An undone event holds again.
    Redone {
        /// That event.
        target: EventId,
    },
    /// Something that a newer casebook recorded: kept, and shown as such.
    #[serde(untagged)]
    Unknown {
        /// Its kind.
        kind: String,
        /// Its body, untouched.
        #[serde(default)]
        body: Value,
    },
}

/// What an issue was like when it was attached, so that steps which vanish from the pack are still known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// The issue.
    pub issue: IssueId,
    /// Its title then.
    pub title: String,
    /// Pack it came from.
    pub pack: PackId,
    /// Version of the pack.
    pub version: String,
    /// Its steps in pack order.
    pub steps: Vec<AttachedStep>,
}

/// What a step was like when its issue was attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedStep {
    /// Fix it belonged to.
    pub fix: FixId,
    /// The step.
    pub step: StepId,
    /// Its text then.
    pub text: String,
    /// Whether it stood under a condition, so that skipping it denies the condition.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub conditional: bool,
}

/// State of a step in an incident.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StepState {
    /// Nobody did it yet.
    #[default]
    Todo,
    /// It was done.
    Done,
    /// It was tried and did not work.
    Failed,
    /// It does not apply or was left out, with a reason.
    Skipped,
}

impl StepState {
    /// Every state, in the order of the command line's help.
    pub const ALL: [Self; 4] = [Self::Todo, Self::Done, Self::Failed, Self::Skipped];

    /// The word in JSON and on the screen.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
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
}

impl Act {
    /// Kind and body as stored.
    pub fn to_parts(&self) -> (String, Value) {
        let mut whole = json!(self);
        let body = whole["body"].take();
        (whole["kind"].as_str().unwrap_or_default().to_owned(), body)
    }

    /// The act stored as kind and body. A kind or a body of a newer version becomes [`Act::Unknown`].
    pub fn from_parts(kind: &str, body: Value) -> Self {
        serde_json::from_value(json!({ "kind": kind, "body": &body }))
            .unwrap_or_else(|_| Self::Unknown { kind: kind.to_owned(), body })
    }

    /// Taking an issue of a pack of that version into an incident.
    pub fn attach(issue: &Issue, version: &str) -> Self {
        let steps = issue.steps().map(|(fix, step)| AttachedStep {
            fix: fix.id.clone(),
            step: step.id.clone(),
            text: step.text.clone(),
            conditional: step.only_if.is_some(),
        });
        Self::Attached(Attached {
            issue: issue.id.clone(),
            title: issue.title.clone(),
            pack: issue.pack.clone(),
            version: version.to_owned(),
            steps: steps.collect(),
        })
    }

    /// Marking a step.
    pub fn mark(issue: &IssueId, step: &StepId, state: StepState, reason: Option<String>) -> Self {
        Self::Step { issue: issue.clone(), step: step.clone(), state, reason }
    }
}
