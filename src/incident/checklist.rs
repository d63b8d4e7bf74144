//! An issue's steps as one incident sees them: the pack's of today, and those that were there when it was attached.

use super::{Incident, Mark, StepState, event::AttachedStep};
use crate::issue::{FixId, Issue, IssueId, StepId};

/// The steps of one issue in one incident, in pack order; vanished steps follow the rest of their fix.
#[derive(Clone, Debug, PartialEq)]
pub struct Checklist<'a> {
    /// Every step, vanished ones too.
    pub steps: Vec<CheckStep<'a>>,
}

/// One step of a checklist.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckStep<'a> {
    /// Fix it belongs to.
    pub fix: &'a FixId,
    /// The step.
    pub id: &'a StepId,
    /// The pack's text, or for a vanished step the text of then.
    pub text: &'a str,
    /// Whether it stands under a condition.
    pub conditional: bool,
    /// Whether the pack no longer has it.
    pub gone: bool,
    /// What was recorded about it last.
    pub mark: Option<&'a Mark>,
}

/// How far the fixes that were entered have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Steps that are done, failed or skipped.
    pub settled: usize,
    /// Steps that count: all of the fixes entered, without those whose condition was denied.
    pub total: usize,
}

impl CheckStep<'_> {
    /// State of the step.
    pub fn state(&self) -> StepState {
        self.mark.map_or(StepState::Todo, |mark| mark.state)
    }

    /// Whether the step's condition was denied by skipping it.
    fn is_denied(&self) -> bool {
        self.conditional && self.state() == StepState::Skipped
    }
}

impl<'a> Checklist<'a> {
    /// Progress over the fixes that were entered: those with a settled step, and the first before any is.
    pub fn progress(&self) -> Progress {
        let settled = |step: &&CheckStep<'_>| step.state() != StepState::Todo;
        let mut entered: Vec<&FixId> =
            self.steps.iter().filter(settled).map(|step| step.fix).collect();
        if entered.is_empty() {
            entered.extend(self.steps.first().map(|step| step.fix));
        }
        self.count(|step| entered.contains(&step.fix))
    }

    /// Progress within one fix.
    pub fn progress_of(&self, fix: &FixId) -> Progress {
        self.count(|step| step.fix == fix)
    }

    fn count(&self, counts: impl Fn(&CheckStep<'_>) -> bool) -> Progress {
        let counted = || self.steps.iter().filter(|step| counts(step) && !step.is_denied());
        let settled = counted().filter(|step| step.state() != StepState::Todo).count();
        Progress {
            settled,
            total: counted().filter(|step| !step.gone || step.mark.is_some()).count(),
        }
    }

    /// The first step nobody dealt with.
    pub fn next(&self) -> Option<&CheckStep<'a>> {
        self.steps.iter().find(|step| !step.gone && step.state() == StepState::Todo)
    }
}

impl Incident {
    /// The issue's steps with what was recorded about them. `issue` is the pack's of today, `None` if it vanished.
    pub fn checklist<'a>(&'a self, id: &IssueId, issue: Option<&'a Issue>) -> Checklist<'a> {
        let mut steps: Vec<CheckStep<'a>> = Vec::new();
        for fix in issue.iter().flat_map(|issue| &issue.fixes) {
            steps.extend(fix.steps.iter().map(|step| CheckStep {
                fix: &fix.id,
                id: &step.id,
                text: &step.text,
                conditional: step.only_if.is_some(),
                gone: false,
                mark: self.mark(id, &step.id),
            }));
        }
        for vanished in self.attached(id).iter().flat_map(|attached| &attached.steps) {
            if !steps.iter().any(|step| *step.id == vanished.step) {
                let after = steps.iter().rposition(|step| *step.fix == vanished.fix);
                let at = after.map_or(steps.len(), |after| after + 1);
                steps.insert(at, self.gone(id, vanished));
            }
        }
        Checklist { steps }
    }

    fn gone<'a>(&'a self, issue: &IssueId, step: &'a AttachedStep) -> CheckStep<'a> {
        CheckStep {
            fix: &step.fix,
            id: &step.step,
            text: &step.text,
            conditional: step.conditional,
            gone: true,
            mark: self.mark(issue, &step.step),
        }
    }
}
