//! What is told of the issues of an incident: their steps, fixes that did not help, and issues that were ruled out.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    incident::{
        Attached, CheckStep, FixMark, Incident, Progress, RuledOut, Since, StepState, fix_title,
    },
    issue::{FixId, IssueId, StepId},
    pack::Packs,
};

/// An issue in an incident.
#[derive(Debug, Serialize)]
pub(super) struct IssueView<'a> {
    id: &'a IssueId,
    title: &'a str,
    /// Steps that are settled, of those that count.
    settled: usize,
    total: usize,
    /// Steps that failed, of the settled ones.
    failed: usize,
    steps: Vec<StepView<'a>>,
}

/// A step in an incident.
#[derive(Debug, Serialize)]
pub(super) struct StepView<'a> {
    fix: &'a FixId,
    id: &'a StepId,
    text: &'a str,
    state: StepState,
    /// What became of it in the pack since its issue was attached.
    change: Option<&'static str>,
    gone: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
}

/// An issue that turned out not to be the one.
#[derive(Debug, Serialize)]
pub(super) struct RuledOutView<'a> {
    id: &'a IssueId,
    title: &'a str,
    reason: Option<&'a str>,
    at: Timestamp,
    by: &'a str,
}

/// A fix that did not help.
#[derive(Debug, Serialize)]
pub(super) struct FailedFixView<'a> {
    issue: &'a IssueId,
    fix: &'a FixId,
    title: String,
    reason: Option<&'a str>,
    at: Timestamp,
    by: &'a str,
}

impl<'a> IssueView<'a> {
    pub(super) fn of(attached: &'a Attached, incident: &'a Incident, packs: &'a Packs) -> Self {
        let issue = packs.issue(&attached.issue);
        let checklist = incident.checklist(&attached.issue, issue);
        let Progress { settled, total } = checklist.progress();
        Self {
            id: &attached.issue,
            title: title(attached, packs),
            settled,
            total,
            failed: checklist.failed(),
            steps: checklist.steps.iter().map(StepView::of).collect(),
        }
    }
}

impl<'a> StepView<'a> {
    pub(super) fn of(step: &CheckStep<'a>) -> Self {
        let change = match step.since {
            Since::Same => None,
            Since::New => Some("new"),
            Since::Changed => Some("changed"),
            Since::Gone => Some("gone"),
        };
        Self {
            fix: step.fix,
            id: step.id,
            text: step.text,
            state: step.state(),
            change,
            gone: step.is_gone(),
            reason: step.mark.and_then(|mark| mark.reason.as_deref()),
            at: step.mark.map(|mark| mark.at),
            by: step.mark.map(|mark| mark.by.as_str()),
        }
    }
}

impl<'a> RuledOutView<'a> {
    pub(super) fn of(attached: &'a Attached, why: &'a RuledOut, packs: &'a Packs) -> Self {
        Self {
            id: &attached.issue,
            title: title(attached, packs),
            reason: why.reason.as_deref(),
            at: why.at,
            by: &why.by,
        }
    }
}

impl<'a> FailedFixView<'a> {
    pub(super) fn of(issue: &'a IssueId, fix: &'a FixId, mark: &'a FixMark, packs: &Packs) -> Self {
        let title = fix_title(issue, fix, packs);
        let FixMark { reason, at, by, .. } = mark;
        Self { issue, fix, title, reason: reason.as_deref(), at: *at, by }
    }
}

/// Title of an issue of today, or of when it was attached.
fn title<'a>(attached: &'a Attached, packs: &'a Packs) -> &'a str {
    packs.issue(&attached.issue).map_or(&attached.title, |issue| &issue.title)
}
