//! What is told of incidents: the documented contract of `--json`, and what texts are made of.

mod checklist;
mod print;
mod row;

use jiff::Timestamp;
use serde::Serialize;

use self::{
    checklist::{FailedFixView, IssueView, RuledOutView},
    row::ClosedView,
};
pub(super) use self::{
    print::{clock, heading, on_whom, print, state},
    row::{SummaryView, WaitView},
};
use crate::{
    cli::{
        answer::Answer,
        failure::Failure,
        text::{Look, Text},
    },
    diagnose::{Confidence, extract::Extracted},
    incident::{Comment, Diagnosed, Incident, IncidentId, State, Summary},
    issue::{IssueId, StepId},
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

/// How an incident ended, with all that was said about it.
#[derive(Debug, Serialize)]
struct ClosingView<'a> {
    #[serde(flatten)]
    how: ClosedView<'a>,
    text: Option<&'a str>,
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
