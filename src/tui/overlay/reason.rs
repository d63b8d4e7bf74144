//! The question for a reason: of a skip, a failure, a fix in vain, an issue ruled out; and for what helped instead.

use crate::{
    incident::{Act, Cause, FixState, IncidentId, StepRef, StepState},
    issue::{FixId, IssueId},
    tui::field::Field,
};

/// A question that is answered with a line of text.
#[derive(Clone, Debug)]
pub struct Reason {
    /// The open incident; none while a new one is to be asked for.
    pub incident: Option<IncidentId>,
    /// What is asked.
    pub question: Question,
    /// What it is asked about, in words.
    pub text: String,
    /// The answer.
    pub field: Field,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// What happened when a step failed.
    WhyFailed(StepRef),
    /// Why a step is skipped.
    WhySkipped(StepRef),
    /// What shows that a fix did not help.
    WhyInVain(IssueId, FixId),
    /// Why an issue is not the one.
    WhyRuledOut(IssueId),
    /// What helped, where no fix of the pack did.
    WhatHelped,
}

/// What an answer is about, in one client's incident: it must not stand at another's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The open incident; none while a new one is to be asked for.
    pub incident: Option<IncidentId>,
    /// What in it.
    pub topic: Topic,
}

/// A part of an incident that something can be said about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// A step.
    Step(StepRef),
    /// A fix.
    Fix(IssueId, FixId),
    /// An attached issue.
    Issue(IssueId),
    /// All of it.
    Incident,
}

impl Reason {
    /// What the answer is about.
    pub fn subject(&self) -> Subject {
        Subject { incident: self.incident.clone(), topic: self.question.topic() }
    }
}

impl Question {
    /// What it is about.
    pub fn topic(&self) -> Topic {
        match self {
            Self::WhyFailed(step) | Self::WhySkipped(step) => Topic::Step(step.clone()),
            Self::WhyInVain(issue, fix) => Topic::Fix(issue.clone(), fix.clone()),
            Self::WhyRuledOut(issue) => Topic::Issue(issue.clone()),
            Self::WhatHelped => Topic::Incident,
        }
    }

    /// What to say where it needs an answer and got none.
    pub const fn needs_answer(&self) -> Option<&'static str> {
        match self {
            Self::WhySkipped(_) => Some("A skipped step needs a reason; a word is enough."),
            Self::WhatHelped => Some("Say in a few words what helped."),
            Self::WhyFailed(_) | Self::WhyInVain(..) | Self::WhyRuledOut(_) => None,
        }
    }

    /// What its answer records.
    pub fn act(&self, answer: Option<String>) -> Act {
        let mark =
            |step: &StepRef, state, reason| Act::mark(&step.issue, &step.step, state, reason);
        match self {
            Self::WhyFailed(step) => mark(step, StepState::Failed, answer),
            Self::WhySkipped(step) => mark(step, StepState::Skipped, answer),
            Self::WhyInVain(issue, fix) => Act::Fix {
                issue: issue.clone(),
                fix: fix.clone(),
                state: FixState::Failed,
                reason: answer,
            },
            Self::WhyRuledOut(issue) => Act::Detached { issue: issue.clone(), reason: answer },
            Self::WhatHelped => Act::Closed { cause: Cause::Other, text: answer },
        }
    }
}

impl Topic {
    /// What an act is about, if it can need a reason.
    pub fn of(act: &Act) -> Option<Self> {
        match act {
            Act::Step { issue, step, .. } => {
                Some(Self::Step(StepRef { issue: issue.clone(), step: step.clone() }))
            }
            Act::Fix { issue, fix, .. } => Some(Self::Fix(issue.clone(), fix.clone())),
            Act::Detached { issue, .. } => Some(Self::Issue(issue.clone())),
            Act::Closed { .. } => Some(Self::Incident),
            _ => None,
        }
    }
}
