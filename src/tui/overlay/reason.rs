//! The question why a step is skipped or failed.

use crate::{
    incident::{IncidentId, StepState},
    issue::{IssueId, StepId},
    tui::field::Field,
};

/// Why a step is skipped or failed.
#[derive(Clone, Debug)]
pub struct Reason {
    /// Whose step it is.
    pub subject: Subject,
    /// Its text, for the title.
    pub text: String,
    /// What it becomes.
    pub state: StepState,
    /// The reason.
    pub field: Field,
}

/// A step of one client's incident: what is said of it must not stand at another's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The open incident; none while a new one is to be asked for.
    pub incident: Option<IncidentId>,
    /// Issue of the step.
    pub issue: IssueId,
    /// The step.
    pub step: StepId,
}
