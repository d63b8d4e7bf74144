//! What a list tells of incidents: those themselves, and what they wait for.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    incident::{Cause, Due, IncidentId, Summary, Waiting},
    issue::{FixId, IssueId, StepId, WaitOn},
};

/// What a list tells of an incident.
#[derive(Debug, Serialize)]
pub(in crate::cli::incident) struct SummaryView<'a> {
    pub(in crate::cli::incident) id: &'a IncidentId,
    pub(in crate::cli::incident) ticket: &'a str,
    pub(in crate::cli::incident) client: &'a str,
    pub(in crate::cli::incident) title: &'a str,
    pub(in crate::cli::incident) state: &'static str,
    /// What is most urgent of what it waits for.
    pub(in crate::cli::incident) due: Option<Due>,
    pub(in crate::cli::incident) opened_at: Timestamp,
    pub(in crate::cli::incident) updated_at: Timestamp,
    closed: Option<ClosedView<'a>>,
    leader: Option<&'a IncidentId>,
    pub(in crate::cli::incident) issues: &'a [IssueId],
    settled: usize,
    total: usize,
    failed: usize,
    waits: Vec<WaitView>,
}

/// A step that waits.
#[derive(Debug, Serialize)]
pub(in crate::cli::incident) struct WaitView {
    pub(in crate::cli::incident) issue: IssueId,
    pub(in crate::cli::incident) step: StepId,
    since: Timestamp,
    looked_at: Option<Timestamp>,
    recheck_at: Option<Timestamp>,
    escalate_at: Option<Timestamp>,
    on: Option<WaitOn>,
    due: Option<Due>,
}

/// How an incident ended, as a list knows it.
#[derive(Debug, Serialize)]
pub(super) struct ClosedView<'a> {
    cause: &'static str,
    issue: Option<&'a IssueId>,
    fix: Option<&'a FixId>,
    at: Timestamp,
}

impl<'a> SummaryView<'a> {
    pub(in crate::cli::incident) fn of(summary: &'a Summary, now: Timestamp) -> Self {
        let mut waits: Vec<_> = summary.waits.iter().collect();
        waits.sort_by_key(|wait| wait.urgency(now));
        Self {
            id: &summary.id,
            ticket: &summary.ticket,
            client: &summary.client,
            title: &summary.title,
            state: summary.state.as_str(),
            due: summary.due(now),
            opened_at: summary.opened_at,
            updated_at: summary.updated_at,
            closed: summary.ended.as_ref().map(|(cause, at)| ClosedView::of(cause, *at)),
            leader: summary.leader.as_ref(),
            issues: &summary.issues,
            settled: summary.settled,
            total: summary.total,
            failed: summary.failed,
            waits: waits.into_iter().map(|wait| WaitView::of(wait, now)).collect(),
        }
    }
}

impl WaitView {
    pub(in crate::cli::incident) fn of(wait: &Waiting, now: Timestamp) -> Self {
        Self {
            issue: wait.issue.clone(),
            step: wait.step.clone(),
            since: wait.since,
            looked_at: wait.looked,
            recheck_at: wait.recheck_at(),
            escalate_at: wait.wait.latest,
            on: wait.wait.on,
            due: wait.due(now),
        }
    }
}

impl<'a> ClosedView<'a> {
    pub(super) fn of(cause: &'a Cause, at: Timestamp) -> Self {
        let (cause, issue, fix) = match cause {
            Cause::Fix { issue, fix } => ("fix", Some(issue), Some(fix)),
            Cause::Other => ("other", None, None),
            Cause::Itself => ("itself", None, None),
            Cause::Vendor => ("vendor", None, None),
        };
        Self { cause, issue, fix, at }
    }
}
