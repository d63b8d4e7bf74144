//! An issue's steps as one incident sees them: the pack's of today, and those that were there when it was attached.

use super::{
    Incident, Mark, StepState,
    act::{Attached, AttachedStep},
};
use crate::issue::{FixId, Issue, IssueId, Step, StepId};

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
    /// What became of it in the pack since its issue was attached.
    pub since: Since,
    /// Whether its fix did not help, so that nobody will do it any more.
    pub given_up: bool,
    /// What was recorded about it last.
    pub mark: Option<&'a Mark>,
}

/// What became of a step in the pack since its issue was attached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Since {
    /// Nothing.
    #[default]
    Same,
    /// It came.
    New,
    /// It says something else.
    Changed,
    /// The pack no longer has it.
    Gone,
}

/// How far the fixes that were entered have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Steps that are done, failed or skipped.
    pub settled: usize,
    /// Steps that count: all of the fixes entered, without those whose condition was denied.
    pub total: usize,
}

impl Progress {
    /// `3/10`, and a mark where steps have failed.
    pub fn in_short(self, failed: usize) -> String {
        let mark = if failed > 0 { " !" } else { "" };
        format!("{}/{}{mark}", self.settled, self.total)
    }
}

impl CheckStep<'_> {
    /// State of the step.
    pub fn state(&self) -> StepState {
        self.mark.map_or(StepState::Todo, |mark| mark.state)
    }

    /// Whether the pack no longer has it.
    pub fn is_gone(&self) -> bool {
        self.since == Since::Gone
    }

    /// Whether somebody may still do it.
    fn is_open(&self) -> bool {
        !self.is_gone() && !self.given_up && self.state() == StepState::Todo
    }

    /// Whether somebody has dealt with it: it was done, failed or skipped.
    fn is_settled(&self) -> bool {
        !matches!(self.state(), StepState::Todo | StepState::Waiting)
    }

    /// Whether the step's condition was denied by skipping it.
    fn is_denied(&self) -> bool {
        self.conditional && self.state() == StepState::Skipped
    }
}

impl<'a> Checklist<'a> {
    /// The steps of each fix; no fix is without any.
    pub fn fixes(&self) -> impl Iterator<Item = &[CheckStep<'a>]> {
        self.steps.chunk_by(|step, next| step.fix == next.fix)
    }

    /// Progress over the fixes that were entered: those with a marked step, those that did not help, and the next one
    /// while nothing else is left.
    pub fn progress(&self) -> Progress {
        let touched = |step: &&CheckStep<'_>| step.state() != StepState::Todo || step.given_up;
        let mut entered: Vec<&FixId> =
            self.steps.iter().filter(touched).map(|step| step.fix).collect();
        // Where the fixes so far did not help, the next one is begun.
        let next = self.steps.iter().find(|step| !step.given_up).map(|step| step.fix);
        if self.steps.iter().all(|step| step.given_up || !entered.contains(&step.fix)) {
            entered.extend(next);
        }
        self.count(|step| entered.contains(&step.fix))
    }

    /// Progress within one fix.
    pub fn progress_of(&self, fix: &FixId) -> Progress {
        self.count(|step| step.fix == fix)
    }

    fn count(&self, counts: impl Fn(&CheckStep<'_>) -> bool) -> Progress {
        let counted = || self.steps.iter().filter(|step| counts(step) && !step.is_denied());
        let settled = counted().filter(|step| step.is_settled()).count();
        let open = |step: &&CheckStep<'_>| !step.is_gone() && !step.given_up;
        let total = counted().filter(|step| open(step) || step.mark.is_some()).count();
        Progress { settled, total }
    }

    /// The first step that nobody dealt with, in a fix that may still help.
    pub fn next(&self) -> Option<&CheckStep<'a>> {
        self.steps.iter().find(|step| step.is_open())
    }

    /// The step to go on with where one was waited for in vain: the first open one after it, else the first of all.
    pub fn next_after(&self, step: &StepId) -> Option<&CheckStep<'a>> {
        let mut behind = self.steps.iter().skip_while(|one| one.id != step).skip(1);
        behind.find(|one| one.is_open()).or_else(|| self.next())
    }

    /// Steps that were tried and did not work.
    pub fn failed(&self) -> usize {
        self.steps.iter().filter(|step| step.state() == StepState::Failed).count()
    }
}

impl Incident {
    /// The issue's steps with what was recorded about them. `issue` is the pack's of today, `None` if it vanished.
    pub fn checklist<'a>(&'a self, id: &IssueId, issue: Option<&'a Issue>) -> Checklist<'a> {
        let then = self.ever_attached(id);
        let mut steps: Vec<CheckStep<'a>> = Vec::new();
        for fix in issue.iter().flat_map(|issue| &issue.fixes) {
            let given_up = self.failed_fix(id, &fix.id).is_some();
            steps.extend(fix.steps.iter().map(|step| CheckStep {
                fix: &fix.id,
                id: &step.id,
                text: &step.text,
                conditional: step.only_if.is_some(),
                since: then.map_or(Since::Same, |then| since(then, step)),
                given_up,
                mark: self.mark(id, &step.id),
            }));
        }
        for vanished in then.iter().flat_map(|attached| &attached.steps) {
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
            since: Since::Gone,
            given_up: self.failed_fix(issue, &step.fix).is_some(),
            mark: self.mark(issue, &step.step),
        }
    }
}

/// What became of a step of today's pack since then.
fn since(then: &Attached, step: &Step) -> Since {
    match then.steps.iter().find(|known| known.step == step.id) {
        None => Since::New,
        Some(known) if known.text != step.text => Since::Changed,
        Some(_) => Since::Same,
    }
}
