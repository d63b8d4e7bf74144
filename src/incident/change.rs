//! Whether something would change an incident.

use super::{Act, FixState, Incident, StepState};

impl Incident {
    /// Whether the act would change anything; repeating a state adds no event.
    pub fn would_change(&self, act: &Act) -> bool {
        match act {
            Act::Step { issue, step, state, reason, wait } => match self.mark(issue, step) {
                Some(mark) => {
                    mark.state != *state
                        || mark.wait != *wait
                        || is_new(reason.as_ref(), mark.reason.as_ref())
                }
                None => *state != StepState::Todo,
            },
            Act::Looked { issue, step } => self.state(issue, step) == StepState::Waiting,
            Act::Fix { issue, fix, state, reason } => match self.fix(issue, fix) {
                Some(mark) => mark.state != *state || is_new(reason.as_ref(), mark.reason.as_ref()),
                None => *state != FixState::Open,
            },
            Act::Edited { ticket, client, title } => {
                let corrected =
                    [(&self.ticket, ticket), (&self.client, client), (&self.title, title)];
                corrected.iter().any(|(text, new)| new.as_ref().is_some_and(|new| new != *text))
            }
            Act::Attached(attached) => self.attached(&attached.issue) != Some(attached),
            Act::Detached { issue, reason } => match self.ruled_out.get(issue) {
                Some(known) => is_new(reason.as_ref(), known.reason.as_ref()),
                None => self.attached(issue).is_some(),
            },
            Act::Closed { cause, text } => self
                .closing
                .as_ref()
                .is_none_or(|closing| closing.cause != *cause || closing.text != *text),
            Act::Reopened => self.closing.is_some(),
            Act::Linked { leader } => self.leader.as_ref() != Some(leader),
            Act::Undone { target } => !self.undone.contains(target),
            Act::Redone { target } => self.undone.contains(target),
            Act::Diagnosed(diagnosed) => self.diagnoses().last() != Some(diagnosed),
            Act::Opened { .. } | Act::Commented { .. } | Act::Unknown { .. } => true,
        }
    }
}

/// A reason may follow, or be corrected; who repeats a state without one takes none away.
fn is_new(reason: Option<&String>, known: Option<&String>) -> bool {
    reason.is_some() && reason != known
}
