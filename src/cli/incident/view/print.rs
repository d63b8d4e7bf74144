//! An incident as text.

use anstyle::Style;
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    cli::{
        table::{Table, print_paragraph},
        text::{BAD, BOLD, DIM, GOOD, Look, PLAIN, Text},
    },
    clock::Clock,
    incident::{
        CheckStep, Checklist, Comment, Incident, Since, State, StepState, Summary, Waiting,
        cause_words, fix_title, issue_name, wait_words,
    },
    issue::{FixId, IssueId},
    markdown,
    pack::Packs,
};

/// Which of the cells of a step is its text.
const TEXT: usize = 1;

/// How far to the right comments begin.
const INDENT: usize = 2;

/// The whole incident.
pub(in crate::cli::incident) fn print(incident: &Incident, packs: &Packs, look: Look) -> Text {
    let mut text = Text::new(look);
    heading(incident, &mut text);
    if !incident.title().is_empty() {
        print_paragraph(incident.title(), PLAIN, 0, &mut text);
    }
    let times = [("opened", incident.opened_at()), ("changed", incident.updated_at())];
    let times = times.into_iter().filter_map(|(what, at)| Some(format!("{what} {}", local(at?))));
    text.piece(DIM, &times.collect::<Vec<_>>().join(", ")).end();
    print_facts(incident, packs, &mut text);
    for attached in incident.issues() {
        print_issue(&attached.issue, incident, packs, &mut text);
    }
    print_comments(incident, &mut text);
    text
}

/// What an incident is called, its state and progress, in a line.
pub(in crate::cli::incident) fn heading(incident: &Incident, text: &mut Text) {
    let Some(summary) = Summary::of(incident) else { return };
    let names: Vec<_> = [incident.ticket(), incident.client()]
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect();
    let mut table = Table::with_below(1);
    table.row([
        (BOLD, format!("{} {}", summary.id, names.join(" "))),
        (PLAIN, state(&summary, Timestamp::now()).to_owned()),
        (PLAIN, summary.progress()),
    ]);
    table.print(text);
}

/// State of an incident; of one that waits, whether that is due.
pub(in crate::cli::incident) fn state(summary: &Summary, now: Timestamp) -> &'static str {
    match (summary.state, summary.due(now)) {
        (State::Waiting, Some(_)) => "due",
        (state, _) => state.as_str(),
    }
}

/// The present and the place of whoever reads.
pub(in crate::cli::incident) fn clock() -> Clock {
    Clock { now: Timestamp::now(), zone: TimeZone::system() }
}

/// What a wait asks for, when, and of whom: `re-check from 14:20, escalate after Tue 12:20, for Microsoft`.
pub(in crate::cli::incident) fn on_whom(wait: &Waiting, clock: &Clock) -> String {
    let whom = wait.wait.on.map(|on| format!(", for {}", on.name())).unwrap_or_default();
    wait_words(wait, clock) + &whom
}

fn local(at: Timestamp) -> String {
    clock().full(at)
}

/// What is known of it beside its steps, a line each.
fn print_facts(incident: &Incident, packs: &Packs, text: &mut Text) {
    let mut table = Table::with_below(1);
    let mut fact = |name: &str, what: String| table.row([(DIM, name.to_owned()), (PLAIN, what)]);
    if let Some(closing) = incident.closing() {
        let (cause, at) = (cause_words(&closing.cause, packs), local(closing.at));
        let said = closing.text.as_ref().map(|said| format!(" ({said})")).unwrap_or_default();
        fact("closed", format!("{at} {}: {cause}{said}", closing.by));
    }
    if let Some(leader) = incident.leader() {
        fact("follows", leader.to_string());
    }
    let clock = clock();
    for wait in incident.waits_by_urgency(clock.now) {
        fact("waits", format!("{}/{}: {}", wait.issue, wait.step, on_whom(&wait, &clock)));
    }
    for diagnosis in incident.diagnoses() {
        fact("diagnosed", format!("{}: {}", diagnosis.issue, diagnosis.reason));
    }
    for (attached, why) in incident.ruled_out() {
        let name = issue_name(&attached.issue, incident, packs);
        let reason = because(why.reason.as_deref());
        let when = format!("{} {}", local(why.at), why.by);
        fact("ruled out", format!("{name} ({}){reason}, {when}", attached.issue));
    }
    table.print(text);
}

fn because(reason: Option<&str>) -> String {
    reason.map(|reason| format!(": {reason}")).unwrap_or_default()
}

fn print_issue(id: &IssueId, incident: &Incident, packs: &Packs, text: &mut Text) {
    let issue = packs.issue(id);
    let title = issue.map(|issue| issue.title.clone());
    let title = title.unwrap_or_else(|| issue_name(id, incident, packs));
    let checklist = incident.checklist(id, issue);
    let progress = checklist.progress().in_short(checklist.failed());
    print_paragraph(&title, BOLD, 0, text.end());
    text.piece(DIM, &format!("issue {id}  {progress}")).end();
    print_steps(id, &checklist, incident, packs, text);
}

/// The steps, under their fixes.
fn print_steps(
    issue: &IssueId,
    checklist: &Checklist<'_>,
    incident: &Incident,
    packs: &Packs,
    text: &mut Text,
) {
    for steps in checklist.fixes() {
        let fix = steps[0].fix;
        let mut table = Table::with_below(2);
        let (title, in_vain) = (fix_title(issue, fix, packs), in_vain(incident, issue, fix));
        table.row([(PLAIN, title), (DIM, format!("fix {fix}")), (BAD, in_vain)]);
        table.print(text);
        let mut table = Table::with_below(TEXT);
        for step in steps {
            table.row(cells(step));
        }
        table.print(text);
    }
}

fn in_vain(incident: &Incident, issue: &IssueId, fix: &FixId) -> String {
    let told = incident.failed_fix(issue, fix).map(|mark| {
        let reason = because(mark.reason.as_deref());
        format!("did not help{reason}, {} {}", local(mark.at), mark.by)
    });
    told.unwrap_or_default()
}

fn cells(step: &CheckStep<'_>) -> [(Style, String); 3] {
    let style = match step.state() {
        StepState::Todo | StepState::Waiting => PLAIN,
        StepState::Done => GOOD,
        StepState::Failed => BAD,
        StepState::Skipped => DIM,
    };
    let since = match step.since {
        Since::Same => "",
        Since::New => "(new in the pack) ",
        Since::Changed => "(changed in the pack) ",
        Since::Gone => "(gone from the pack) ",
    };
    let reason = step.mark.and_then(|mark| mark.reason.as_deref());
    let reason = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
    let when = step.mark.map(|mark| format!("{} {}", local(mark.at), mark.by));
    [
        (style, format!("  {} {}", step.state().check_box(), step.id)),
        (PLAIN, format!("{since}{}{reason}", markdown::plain(step.text))),
        (DIM, when.unwrap_or_default()),
    ]
}

fn print_comments(incident: &Incident, text: &mut Text) {
    if incident.comments().next().is_some() {
        text.end().piece(BOLD, "Comments").end();
    }
    for Comment { on, text: said, at, by } in incident.comments() {
        let place = on.map(|place| format!("  {}/{}", place.issue, place.step));
        text.piece(DIM, &format!("{} {by}{}", local(at), place.unwrap_or_default())).end();
        said.lines().for_each(|line| print_paragraph(line, PLAIN, INDENT, text));
    }
}

#[cfg(test)]
mod tests;
