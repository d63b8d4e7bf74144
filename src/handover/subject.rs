//! What an act decides, so that a later act about the same takes its place.

use crate::{
    incident::{Act, EventId, StepRef},
    issue::{FixId, IssueId},
};

/// Something of which the latest act holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// That there is an incident.
    Beginning,
    /// The ticket.
    Ticket,
    /// The client.
    Client,
    /// The title.
    Title,
    /// Whether an issue belongs to it.
    Issue(IssueId),
    /// What an issue was like when it was attached.
    Attached(IssueId),
    /// The mark of a step.
    Step(StepRef),
    /// The latest look at a step that waits; a new mark begins without one.
    Look(StepRef),
    /// Whether a fix may still help.
    Fix(IssueId, FixId),
    /// Whether it ended.
    Closing,
    /// Whose steps it follows.
    Leader,
    /// Whether an event holds.
    Holding(EventId),
}

/// Everything that an act decides; nothing for what stands beside what was there before.
pub(super) fn subjects(act: &Act) -> Vec<Subject> {
    match act {
        Act::Opened { .. } => vec![Subject::Beginning, Subject::Ticket, Subject::Client],
        Act::Edited { ticket, client, title } => {
            let edited =
                [(ticket, Subject::Ticket), (client, Subject::Client), (title, Subject::Title)];
            edited
                .into_iter()
                .filter_map(|(text, subject)| text.as_ref().map(|_| subject))
                .collect()
        }
        Act::Attached(attached) => {
            let issue = &attached.issue;
            vec![Subject::Issue(issue.clone()), Subject::Attached(issue.clone())]
        }
        Act::Detached { issue, .. } => vec![Subject::Issue(issue.clone())],
        Act::Step { issue, step, .. } => {
            let place = StepRef { issue: issue.clone(), step: step.clone() };
            vec![Subject::Step(place.clone()), Subject::Look(place)]
        }
        Act::Looked { issue, step } => {
            vec![Subject::Look(StepRef { issue: issue.clone(), step: step.clone() })]
        }
        Act::Fix { issue, fix, .. } => vec![Subject::Fix(issue.clone(), fix.clone())],
        Act::Closed { .. } | Act::Reopened => vec![Subject::Closing],
        Act::Linked { .. } => vec![Subject::Leader],
        Act::Undone { target } | Act::Redone { target } => vec![Subject::Holding(*target)],
        Act::Diagnosed(_) | Act::Commented { .. } | Act::Unknown { .. } => Vec::new(),
    }
}
