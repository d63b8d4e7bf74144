//! What somebody recorded, as it holds now.

use jiff::Timestamp;

use super::{
    act::{Cause, FixState, StepRef, StepState},
    id::EventId,
    wait::RunningWait,
};

/// What somebody recorded about a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The event that recorded it.
    pub event: EventId,
    /// What it says.
    pub state: StepState,
    /// Why, for a skipped or failed step.
    pub reason: Option<String>,
    /// Until when and for whom, for a waiting step.
    pub wait: Option<RunningWait>,
    /// When somebody looked since and it was not there yet.
    pub looked: Option<Timestamp>,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
}

/// What somebody found out about a fix.
#[derive(Clone, Debug, PartialEq)]
pub struct FixMark {
    /// What it says.
    pub state: FixState,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
}

/// Why an issue is not the one after all.
#[derive(Clone, Debug, PartialEq)]
pub struct RuledOut {
    /// Why; empty where nobody said.
    pub reason: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
}

/// How an incident ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    /// What ended it.
    pub cause: Cause,
    /// More about it.
    pub text: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
}

/// What somebody wrote down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comment<'a> {
    /// The step it is about; the whole incident without one.
    pub on: Option<&'a StepRef>,
    /// Any number of lines.
    pub text: &'a str,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: &'a str,
}
