//! Whether something would change an incident.

use super::{Act, FixState, Incident, StepState};

impl Incident {
    /// Whether the act would change anything; repeating a state adds no event.
    pub fn would_change(&self, act: &Act) -> bool {
        match act {
            Act::Step { issue, step, state, reason, wait } => match self.mark(issue, step) {
                Some(mark) => mark.state != *state || mark.reason != *reason || mark.wait != *wait,
                None => *state != StepState::Todo,
            },
            Act::Looked { issue, step } => self.state(issue, step) == StepState::Waiting,
            Act::Fix { issue, fix, state, reason } => match self.fix(issue, fix) {
                Some(mark) => mark.state != *state || mark.reason != *reason,
                None => *state != FixState::Open,
            },
            Act::Edited { ticket, client, title } => {
                let corrected =
                    [(&self.ticket, ticket), (&self.client, client), (&self.title, title)];
                corrected.iter().any(|(text, new)| new.as_ref().is_some_and(|new| new != *text))
            }
            Act::Attached(attached) => self.attached(&attached.issue) != Some(attached),
            Act::Detached { issue, reason } => match self.ruled_out.get(issue) {
                // A reason may follow, or be corrected.
                Some(known) => reason.is_some() && known.reason != *reason,
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
