//! What can happen in an incident.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    diagnosed::Diagnosed,
    id::{EventId, IncidentId},
    wait::RunningWait,
};
use crate::{
    issue::{FixId, Issue, IssueId, PackId, StepId},
    pack::Packs,
};

/// Longest comment, in bytes: it is read whole with every look at its incident.
pub const LONGEST_COMMENT: usize = 64 << 10;

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
    /// Ticket, client or title were corrected; `None` leaves one as it was.
    Edited {
        /// The corrected ticket.
        ticket: Option<String>,
        /// The corrected client.
        client: Option<String>,
        /// The corrected title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
    },
    /// An issue was taken into the incident.
    Attached(Attached),
    /// An issue turned out not to be the one; what was done for it stays.
    Detached {
        /// The issue.
        issue: IssueId,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
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
        /// Until when and for whom, for a waiting step.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wait: Option<RunningWait>,
    },
    /// Somebody looked at what is waited for, and it is not there yet.
    Looked {
        /// Issue of the step.
        issue: IssueId,
        /// Step within the issue.
        step: StepId,
    },
    /// It was found out whether a fix helps.
    Fix {
        /// Issue of the fix.
        issue: IssueId,
        /// Fix within the issue.
        fix: FixId,
        /// Its state from now on.
        state: FixState,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Somebody wrote something down.
    Commented {
        /// The step it is about; the whole incident without one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<StepRef>,
        /// Any number of lines, without secrets.
        text: String,
    },
    /// The incident ended.
    Closed {
        /// What ended it.
        #[serde(flatten)]
        cause: Cause,
        /// More about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// The incident goes on after it was closed.
    Reopened,
    /// From now on what is done for another incident holds in this one too.
    Linked {
        /// The other incident.
        leader: IncidentId,
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
    /// It was begun, and something has to happen elsewhere.
    Waiting,
    /// It was done.
    Done,
    /// It was tried and did not work.
    Failed,
    /// It does not apply or was left out, with a reason.
    Skipped,
}

/// A step of an issue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StepRef {
    /// The issue.
    pub issue: IssueId,
    /// The step within it.
    pub step: StepId,
}

/// Whether a fix may still help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FixState {
    /// It may.
    Open,
    /// It did not.
    Failed,
}

/// What ended an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "lowercase")]
pub enum Cause {
    /// A fix of the pack.
    Fix {
        /// Issue of the fix.
        issue: IssueId,
        /// Fix within the issue.
        fix: FixId,
    },
    /// Something that the pack does not know.
    Other,
    /// Nothing that anybody did.
    Itself,
    /// The vendor.
    Vendor,
}

impl StepState {
    /// Every state, in the order of the command line's help.
    pub const ALL: [Self; 5] = [Self::Todo, Self::Waiting, Self::Done, Self::Failed, Self::Skipped];

    /// The word in JSON and on the screen.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }

    /// The box before a step; three columns, and readable without colour.
    pub const fn check_box(self) -> &'static str {
        match self {
            Self::Todo => "[ ]",
            Self::Waiting => "[~]",
            Self::Done => "[x]",
            Self::Failed => "[!]",
            Self::Skipped => "[-]",
        }
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

    /// The same of an issue as its pack has it today.
    pub fn attach_from(packs: &Packs, issue: &Issue) -> Self {
        Self::attach(issue, packs.pack(&issue.pack).map_or("", |pack| &pack.version))
    }

    /// Marking a step.
    pub fn mark(issue: &IssueId, step: &StepId, state: StepState, reason: Option<String>) -> Self {
        Self::Step { issue: issue.clone(), step: step.clone(), state, reason, wait: None }
    }

    /// Starting a wait on a step.
    pub fn wait(issue: &IssueId, step: &StepId, wait: RunningWait) -> Self {
        let (issue, step) = (issue.clone(), step.clone());
        Self::Step { issue, step, state: StepState::Waiting, reason: None, wait: Some(wait) }
    }

    /// What a technician wrote in words of their own, except for what an incident is called.
    pub fn written(&self) -> Option<&str> {
        match self {
            Self::Step { reason: text, .. }
            | Self::Fix { reason: text, .. }
            | Self::Detached { reason: text, .. }
            | Self::Closed { text, .. } => text.as_deref(),
            Self::Commented { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The same, to be changed before it is recorded.
    pub fn free_text(&mut self) -> Option<&mut String> {
        match self {
            Self::Step { reason: text, .. }
            | Self::Fix { reason: text, .. }
            | Self::Detached { reason: text, .. }
            | Self::Closed { text, .. } => text.as_mut(),
            Self::Commented { text, .. } => Some(text),
            Self::Opened { .. }
            | Self::Edited { .. }
            | Self::Attached(_)
            | Self::Diagnosed(_)
            | Self::Looked { .. }
            | Self::Reopened
            | Self::Linked { .. }
            | Self::Undone { .. }
            | Self::Redone { .. }
            | Self::Unknown { .. } => None,
        }
    }

    /// Whether somebody may want it back; what an incident is about stays as it is.
    pub fn can_be_undone(&self) -> bool {
        match self {
            Self::Edited { .. }
            | Self::Detached { .. }
            | Self::Step { .. }
            | Self::Looked { .. }
            | Self::Fix { .. }
            | Self::Commented { .. }
            | Self::Closed { .. }
            | Self::Reopened => true,
            Self::Opened { .. }
            | Self::Attached(_)
            | Self::Diagnosed(_)
            | Self::Linked { .. }
            | Self::Undone { .. }
            | Self::Redone { .. }
            | Self::Unknown { .. } => false,
        }
    }
}
