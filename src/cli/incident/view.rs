//! What is told of incidents: the documented contract of `--json`, and what texts are made of.

mod print;

use jiff::Timestamp;
use serde::Serialize;

pub(super) use self::print::{clock, heading, on_whom, print, state};
use crate::{
    cli::{
        answer::Answer,
        failure::Failure,
        text::{Look, Text},
    },
    diagnose::{Confidence, extract::Extracted},
    incident::{
        Attached, Cause, CheckStep, Comment, Diagnosed, Due, FixMark, Incident, IncidentId,
        Progress, RuledOut, Since, State, StepState, Summary, Waiting, fix_title,
    },
    issue::{FixId, IssueId, StepId, WaitOn},
    pack::Packs,
};

/// An incident with all its steps.
#[derive(Debug, Serialize)]
pub(super) struct IncidentView<'a> {
    id: &'a IncidentId,
    ticket: &'a str,
    client: &'a str,
    title: &'a str,
    state: &'static str,
    opened_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
    closed: Option<ClosingView<'a>>,
    leader: Option<&'a IncidentId>,
    issues: Vec<IssueView<'a>>,
    ruled_out: Vec<RuledOutView<'a>>,
    failed_fixes: Vec<FailedFixView<'a>>,
    waits: Vec<WaitView>,
    comments: Vec<CommentView<'a>>,
    diagnoses: Vec<DiagnosisView<'a>>,
}

/// What a list tells of an incident.
#[derive(Debug, Serialize)]
pub(super) struct SummaryView<'a> {
    pub(super) id: &'a IncidentId,
    pub(super) ticket: &'a str,
    pub(super) client: &'a str,
    pub(super) title: &'a str,
    pub(super) state: &'static str,
    /// What is most urgent of what it waits for.
    pub(super) due: Option<Due>,
    pub(super) opened_at: Timestamp,
    pub(super) updated_at: Timestamp,
    closed: Option<ClosedView<'a>>,
    leader: Option<&'a IncidentId>,
    pub(super) issues: &'a [IssueId],
    settled: usize,
    total: usize,
    failed: usize,
    waits: Vec<WaitView>,
}

/// A step that waits.
#[derive(Debug, Serialize)]
pub(super) struct WaitView {
    pub(super) issue: IssueId,
    pub(super) step: StepId,
    since: Timestamp,
    looked_at: Option<Timestamp>,
    recheck_at: Option<Timestamp>,
    escalate_at: Option<Timestamp>,
    on: Option<WaitOn>,
    due: Option<Due>,
}

/// How an incident ended, as a list knows it.
#[derive(Debug, Serialize)]
struct ClosedView<'a> {
    cause: &'static str,
    issue: Option<&'a IssueId>,
    fix: Option<&'a FixId>,
    at: Timestamp,
}

/// How an incident ended, with all that was said about it.
#[derive(Debug, Serialize)]
struct ClosingView<'a> {
    #[serde(flatten)]
    how: ClosedView<'a>,
    text: Option<&'a str>,
    by: &'a str,
}

/// An issue in an incident.
#[derive(Debug, Serialize)]
struct IssueView<'a> {
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
struct StepView<'a> {
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
struct RuledOutView<'a> {
    id: &'a IssueId,
    title: &'a str,
    reason: Option<&'a str>,
    at: Timestamp,
    by: &'a str,
}

/// A fix that did not help.
#[derive(Debug, Serialize)]
struct FailedFixView<'a> {
    issue: &'a IssueId,
    fix: &'a FixId,
    title: String,
    reason: Option<&'a str>,
    at: Timestamp,
    by: &'a str,
}

/// What somebody wrote down.
#[derive(Debug, Serialize)]
struct CommentView<'a> {
    issue: Option<&'a IssueId>,
    step: Option<&'a StepId>,
    text: &'a str,
    at: Timestamp,
    by: &'a str,
}

/// A diagnosis that an incident keeps.
#[derive(Debug, Serialize)]
struct DiagnosisView<'a> {
    issue: &'a IssueId,
    confidence: Confidence,
    reason: &'a str,
    excerpt: &'a str,
    extracted: &'a Extracted,
}

impl<'a> IncidentView<'a> {
    pub(super) fn of(incident: &'a Incident, packs: &'a Packs) -> Self {
        let now = Timestamp::now();
        let summary = Summary::of(incident);
        let waits = incident.waits_by_urgency(now);
        let closed = incident.closing().map(|closing| ClosingView {
            how: ClosedView::of(&closing.cause, closing.at),
            text: closing.text.as_deref(),
            by: &closing.by,
        });
        let ruled_out = incident.ruled_out();
        let failed = incident.failed_fixes();
        Self {
            id: incident.id(),
            ticket: incident.ticket(),
            client: incident.client(),
            title: incident.title(),
            state: summary.as_ref().map_or(State::Open, |summary| summary.state).as_str(),
            opened_at: incident.opened_at(),
            updated_at: incident.updated_at(),
            closed,
            leader: incident.leader(),
            issues: incident.issues().map(|one| IssueView::of(one, incident, packs)).collect(),
            ruled_out: ruled_out.map(|(one, why)| RuledOutView::of(one, why, packs)).collect(),
            failed_fixes: failed
                .map(|(issue, fix, mark)| FailedFixView::of(issue, fix, mark, packs))
                .collect(),
            waits: waits.iter().map(|wait| WaitView::of(wait, now)).collect(),
            comments: incident.comments().map(CommentView::of).collect(),
            diagnoses: incident.diagnoses().map(DiagnosisView::of).collect(),
        }
    }
}

impl<'a> SummaryView<'a> {
    pub(super) fn of(summary: &'a Summary, now: Timestamp) -> Self {
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
    pub(super) fn of(wait: &Waiting, now: Timestamp) -> Self {
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
    fn of(cause: &'a Cause, at: Timestamp) -> Self {
        let (cause, issue, fix) = match cause {
            Cause::Fix { issue, fix } => ("fix", Some(issue), Some(fix)),
            Cause::Other => ("other", None, None),
            Cause::Itself => ("itself", None, None),
            Cause::Vendor => ("vendor", None, None),
        };
        Self { cause, issue, fix, at }
    }
}

impl<'a> IssueView<'a> {
    fn of(attached: &'a Attached, incident: &'a Incident, packs: &'a Packs) -> Self {
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
    fn of(step: &CheckStep<'a>) -> Self {
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
    fn of(attached: &'a Attached, why: &'a RuledOut, packs: &'a Packs) -> Self {
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
    fn of(issue: &'a IssueId, fix: &'a FixId, mark: &'a FixMark, packs: &Packs) -> Self {
        let title = fix_title(issue, fix, packs);
        let FixMark { reason, at, by, .. } = mark;
        Self { issue, fix, title, reason: reason.as_deref(), at: *at, by }
    }
}

impl<'a> CommentView<'a> {
    fn of(comment: Comment<'a>) -> Self {
        Self {
            issue: comment.on.map(|place| &place.issue),
            step: comment.on.map(|place| &place.step),
            text: comment.text,
            at: comment.at,
            by: comment.by,
        }
    }
}

impl<'a> DiagnosisView<'a> {
    fn of(diagnosed: &'a Diagnosed) -> Self {
        let Diagnosed { issue, confidence, reason, excerpt, extracted, .. } = diagnosed;
        Self { issue, confidence: *confidence, reason, excerpt, extracted }
    }
}

/// Title of an issue of today, or of when it was attached.
fn title<'a>(attached: &'a Attached, packs: &'a Packs) -> &'a str {
    packs.issue(&attached.issue).map_or(&attached.title, |issue| &issue.title)
}

/// The whole incident as an answer.
pub(super) fn answer(
    incident: &Incident,
    packs: &Packs,
    json: bool,
    look: Look,
) -> Result<Answer, Failure> {
    let text = if json {
        Text::json(&IncidentView::of(incident, packs))?
    } else {
        print(incident, packs, look)
    };
    Ok(Answer::new(text))
}
