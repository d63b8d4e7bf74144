//! What can have ended an incident, and what is to be taken back before it ends.

use super::{Cause, CheckStep, Incident, StepRef, StepState};
use crate::{
    issue::{FixId, IssueId, Step, StepId},
    pack::Packs,
};

/// A fix that can have ended an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Issue of the fix.
    pub issue: IssueId,
    /// Fix within the issue.
    pub fix: FixId,
    /// How likely it is the one.
    pub standing: Standing,
}

/// What is known of a fix that can have ended an incident; the likeliest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Something was done for it, or is waited for, and nothing of it failed.
    Entered,
    /// A step of it failed, or its steps were only left out.
    Doubtful,
    /// Nobody did anything for it.
    Untouched,
    /// Somebody said that it did not help.
    GivenUp,
}

impl Standing {
    /// Of a fix with these steps, of which there is at least one.
    fn of(steps: &[CheckStep<'_>]) -> Self {
        let any = |state| steps.iter().any(|step| step.state() == state);
        if steps[0].given_up {
            Self::GivenUp
        } else if any(StepState::Failed) {
            Self::Doubtful
        } else if any(StepState::Done) || any(StepState::Waiting) {
            Self::Entered
        } else if any(StepState::Skipped) {
            Self::Doubtful
        } else {
            Self::Untouched
        }
    }
}

impl Candidate {
    /// That fix as what ended the incident.
    pub fn cause(&self) -> Cause {
        Cause::Fix { issue: self.issue.clone(), fix: self.fix.clone() }
    }
}

impl Incident {
    /// Every fix of its issues, be it gone from the packs: the likeliest first, and in the order of the packs among them.
    pub fn candidates(&self, packs: &Packs) -> Vec<Candidate> {
        let of = |issue: &IssueId| {
            let checklist = self.checklist(issue, packs.issue(issue));
            let candidate = |steps: &[CheckStep<'_>]| Candidate {
                issue: issue.clone(),
                fix: steps[0].fix.clone(),
                standing: Standing::of(steps),
            };
            checklist.fixes().map(candidate).collect::<Vec<_>>()
        };
        let mut candidates: Vec<_> = self.issues().flat_map(|known| of(&known.issue)).collect();
        candidates.sort_by_key(|candidate| candidate.standing);
        candidates
    }

    /// Steps that take back what a step that was done gave, and that are not done themselves. What was given while an
    /// issue was looked into is given still when that issue is ruled out.
    pub fn left_to_take_back(&self, packs: &Packs) -> Vec<StepRef> {
        let ruled_out = self.ruled_out().map(|(attached, _)| attached);
        let issues = self.issues().chain(ruled_out);
        let issues = issues.filter_map(|attached| packs.issue(&attached.issue));
        let left = issues.flat_map(|issue| {
            let is_done = |step: &StepId| self.state(&issue.id, step) == StepState::Done;
            let is_left = move |step: &&Step| {
                step.cleanup.as_ref().is_some_and(is_done) && !is_done(&step.id)
            };
            let place = |step: &Step| StepRef { issue: issue.id.clone(), step: step.id.clone() };
            issue.steps().map(|(_, step)| step).filter(is_left).map(place)
        });
        left.collect()
    }

    /// Whether a fix is what ended it.
    pub fn was_ended_by(&self, issue: &IssueId, fix: &FixId) -> bool {
        let cause = self.closing().map(|closing| &closing.cause);
        matches!(cause, Some(Cause::Fix { issue: of, fix: helped }) if of == issue && helped == fix)
    }
}
