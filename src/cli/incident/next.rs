//! What is to be done next in an incident.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    incident::{Due, Incident, Waiting, step_text},
    issue::{IssueId, StepId},
    pack::Packs,
};

/// What is to be done next in an incident.
#[derive(Debug, Serialize)]
pub(super) struct Next {
    pub(super) act: NextAct,
    /// The step that it is about; none where the incident is to be closed.
    #[serde(flatten)]
    pub(super) step: Option<NextStep>,
    /// When it is due, or since when. A step that nobody waits for is due at no time.
    pub(super) at: Option<Timestamp>,
    /// Where to go on after a wait that took long enough.
    pub(super) then: Option<NextStep>,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum NextAct {
    /// It was waited long enough: ask, or go on.
    Escalate,
    /// Look whether it is there.
    Recheck,
    /// Nothing, before a time comes.
    Wait,
    /// The step.
    Step,
    /// Nothing is left: close the incident.
    Close,
}

/// A step that is to be done.
#[derive(Debug, Serialize)]
pub(super) struct NextStep {
    pub(super) issue: IssueId,
    pub(super) step: StepId,
    /// Without its Markdown.
    pub(super) text: String,
}

impl Next {
    /// What is to be done next; none once the incident is closed.
    pub(super) fn of(incident: &Incident, packs: &Packs, now: Timestamp) -> Option<Self> {
        if incident.closing().is_some() {
            return None;
        }
        Some(match incident.waits_by_urgency(now).first() {
            Some(wait) => Self::after(wait, incident, packs, now),
            None => Self::open_step(incident, packs),
        })
    }

    /// Whether a wait asks for it.
    pub(super) fn is_due(&self) -> bool {
        matches!(self.act, NextAct::Escalate | NextAct::Recheck)
    }

    fn after(wait: &Waiting, incident: &Incident, packs: &Packs, now: Timestamp) -> Self {
        let (act, at) = match wait.due(now) {
            Some(Due::Escalate) => (NextAct::Escalate, wait.wait.latest),
            Some(Due::Recheck) => (NextAct::Recheck, wait.recheck_at()),
            None => (NextAct::Wait, wait.due_at()),
        };
        let checklist = incident.checklist(&wait.issue, packs.issue(&wait.issue));
        let then = checklist.next_after(&wait.step).filter(|_| act == NextAct::Escalate);
        let step = |id: &StepId| NextStep::of(&wait.issue, id, incident, packs);
        Self { act, step: Some(step(&wait.step)), at, then: then.map(|then| step(then.id)) }
    }

    fn open_step(incident: &Incident, packs: &Packs) -> Self {
        let step = incident.issues().find_map(|attached| {
            let checklist = incident.checklist(&attached.issue, packs.issue(&attached.issue));
            let next = checklist.next()?.id.clone();
            Some(NextStep::of(&attached.issue, &next, incident, packs))
        });
        let act = if step.is_some() { NextAct::Step } else { NextAct::Close };
        Self { act, step, at: None, then: None }
    }
}

impl NextStep {
    fn of(issue: &IssueId, step: &StepId, incident: &Incident, packs: &Packs) -> Self {
        let text = step_text(issue, step, incident, packs);
        Self { issue: issue.clone(), step: step.clone(), text }
    }
}
