//! What is told of an incident.

use anstyle::Style;
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

use crate::{
    cli::{
        answer::Answer,
        failure::Failure,
        table::Table,
        text::{BAD, BOLD, DIM, GOOD, Look, PLAIN, Text},
    },
    diagnose::{Confidence, extract::Extracted},
    incident::{CheckStep, Diagnosed, Incident, IncidentId, Progress, State, StepState, Summary},
    issue::{FixId, IssueId, StepId},
    markdown,
    pack::Packs,
};

/// Which of the [`cells`] is the text of a step.
const TEXT: usize = 1;

/// An incident with all its steps.
#[derive(Debug, Serialize)]
pub(super) struct IncidentView<'a> {
    pub(super) id: &'a IncidentId,
    pub(super) ticket: &'a str,
    pub(super) client: &'a str,
    pub(super) state: &'static str,
    pub(super) opened_at: Option<Timestamp>,
    pub(super) updated_at: Option<Timestamp>,
    pub(super) issues: Vec<IssueView<'a>>,
    diagnoses: Vec<DiagnosisView<'a>>,
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

/// An issue in an incident.
#[derive(Debug, Serialize)]
pub(super) struct IssueView<'a> {
    pub(super) id: &'a IssueId,
    title: &'a str,
    /// Steps that are settled, of those that count.
    settled: usize,
    total: usize,
    steps: Vec<StepView<'a>>,
}

/// A step in an incident.
#[derive(Debug, Serialize)]
struct StepView<'a> {
    fix: &'a FixId,
    id: &'a StepId,
    text: &'a str,
    state: StepState,
    gone: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
}

impl<'a> IncidentView<'a> {
    pub(super) fn of(incident: &'a Incident, packs: &'a Packs) -> Self {
        let issue = |attached: &'a crate::incident::Attached| {
            let issue = packs.issue(&attached.issue);
            let checklist = incident.checklist(&attached.issue, issue);
            let Progress { settled, total } = checklist.progress();
            IssueView {
                id: &attached.issue,
                title: issue.map_or(&attached.title, |issue| &issue.title),
                settled,
                total,
                steps: checklist.steps.iter().map(StepView::of).collect(),
            }
        };
        Self {
            id: incident.id(),
            ticket: incident.ticket(),
            client: incident.client(),
            state: Summary::of(incident).map_or(State::Open, |summary| summary.state).as_str(),
            opened_at: incident.opened_at(),
            updated_at: incident.updated_at(),
            issues: incident.issues().map(issue).collect(),
            diagnoses: incident.diagnoses().map(DiagnosisView::of).collect(),
        }
    }

    /// Settled and counted steps of all issues.
    pub(super) fn progress(&self) -> String {
        let settled: usize = self.issues.iter().map(|issue| issue.settled).sum();
        let total: usize = self.issues.iter().map(|issue| issue.total).sum();
        format!("{settled}/{total}")
    }
}

impl<'a> DiagnosisView<'a> {
    fn of(diagnosed: &'a Diagnosed) -> Self {
        let Diagnosed { issue, confidence, reason, excerpt, extracted, .. } = diagnosed;
        Self { issue, confidence: *confidence, reason, excerpt, extracted }
    }
}

impl<'a> StepView<'a> {
    fn of(step: &CheckStep<'a>) -> Self {
        Self {
            fix: step.fix,
            id: step.id,
            text: step.text,
            state: step.state(),
            gone: step.is_gone(),
            reason: step.mark.and_then(|mark| mark.reason.as_deref()),
            at: step.mark.map(|mark| mark.at),
            by: step.mark.map(|mark| mark.by.as_str()),
        }
    }
}

/// The whole incident as an answer.
pub(super) fn answer(
    incident: &Incident,
    packs: &Packs,
    json: bool,
    look: Look,
) -> Result<Answer, Failure> {
    let view = IncidentView::of(incident, packs);
    Ok(Answer::new(if json { Text::json(&view)? } else { print(&view, packs, look) }))
}

/// A time as people read it, in their time zone.
pub(super) fn local(at: Option<Timestamp>) -> String {
    let zoned = at.map(|at| at.to_zoned(TimeZone::system()));
    zoned.map(|zoned| zoned.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
}

fn print(view: &IncidentView<'_>, packs: &Packs, look: Look) -> Text {
    let mut text = Text::new(look);
    let names: Vec<_> =
        [view.ticket, view.client].into_iter().filter(|name| !name.is_empty()).collect();
    text.piece(BOLD, &format!("{} {}", view.id, names.join(" ")));
    text.piece(PLAIN, &format!("  {}  {}", view.state, view.progress())).end();
    let times = format!("opened {}, changed {}", local(view.opened_at), local(view.updated_at));
    text.piece(DIM, &times).end();
    for diagnosis in &view.diagnoses {
        text.piece(PLAIN, &format!("diagnosed as {}: {}", diagnosis.issue, diagnosis.reason)).end();
    }
    for issue in &view.issues {
        text.end().piece(BOLD, issue.title).end();
        text.piece(DIM, &format!("issue {}  {}/{}", issue.id, issue.settled, issue.total)).end();
        print_steps(issue, packs, &mut text);
    }
    text
}

/// The steps, under the title of their fix where the pack still has it.
fn print_steps(issue: &IssueView<'_>, packs: &Packs, text: &mut Text) {
    for steps in issue.steps.chunk_by(|a, b| a.fix == b.fix) {
        let fix = steps[0].fix;
        let title = packs.issue(issue.id).and_then(|issue| issue.fix(fix)).map(|fix| &fix.title);
        text.piece(PLAIN, title.map_or(fix.as_str(), |title| title)).end();
        let mut table = Table::with_below(TEXT);
        for step in steps {
            table.row(cells(step));
        }
        table.print(text);
    }
}

fn cells(step: &StepView<'_>) -> [(Style, String); 3] {
    let (style, mark) = match step.state {
        StepState::Todo => (PLAIN, "[ ]"),
        StepState::Waiting => (PLAIN, "[~]"),
        StepState::Done => (GOOD, "[x]"),
        StepState::Failed => (BAD, "[!]"),
        StepState::Skipped => (DIM, "[-]"),
    };
    let gone = if step.gone { "(gone from the pack) " } else { "" };
    let reason = step.reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
    let when = step.by.map(|by| format!("{} {by}", local(step.at))).unwrap_or_default();
    [
        (style, format!("  {mark} {}", step.id)),
        (PLAIN, format!("{gone}{}{reason}", markdown::plain(step.text))),
        (DIM, when),
    ]
}

#[cfg(test)]
mod tests {
    use anstream::adapter::strip_str;
    use unicode_width::UnicodeWidthStr;
    use uuid::Uuid;

    use super::*;
    use crate::{
        builtin,
        incident::{Act, Author, Event, EventId, SessionId},
    };

    /// An incident of whose first issue every step is done.
    fn worked_on(packs: &Packs) -> Incident {
        let issue =
            packs.issues().iter().find(|issue| issue.id.as_str() == "access-denied-403").unwrap();
        let done = |step: &StepId| Act::Step {
            issue: issue.id.clone(),
            step: step.clone(),
            state: StepState::Done,
            reason: None,
        };
        let steps = issue.steps().map(|(_, step)| done(&step.id));
        let mut incident = Incident::new(IncidentId::from_bits(1));
        for (number, act) in (1..).zip([Act::attach(issue, "1")].into_iter().chain(steps)) {
            incident.apply(Event {
                id: EventId(Uuid::from_u128(u128::from(number))),
                incident: incident.id().clone(),
                lamport: number,
                at: Timestamp::UNIX_EPOCH,
                author: Author {
                    name: "ann".into(),
                    device: "desk".into(),
                    session: SessionId(Uuid::nil()),
                },
                act,
            });
        }
        incident
    }

    #[test]
    fn a_narrow_terminal_has_every_step_with_its_text_and_its_time() {
        let (packs, _) = Packs::merge([builtin::pack()]);
        let incident = worked_on(&packs);
        let view = IncidentView::of(&incident, &packs);
        let told = |width| {
            let text = print(&view, &packs, Look { width, ascii: false });
            strip_str(text.as_str()).to_string()
        };

        let (narrow, wide) = (told(Some(80)), told(None));

        let time = format!("  {} ann", local(Some(Timestamp::UNIX_EPOCH)));
        assert_eq!(
            narrow.lines().filter(|line| line.ends_with(&time)).count(),
            incident.events().len() - 1,
            "{narrow}"
        );
        let words = |text: &str| {
            let mut words: Vec<_> = text.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        assert_eq!(words(&narrow), words(&wide), "{narrow}");
        assert!(narrow.lines().all(|line| line.width() <= 80), "{narrow}");
    }
}
