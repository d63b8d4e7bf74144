//! The note for a vendor's support: what they ask for, in UTC, without names.

use super::{Audience, Block, Item, Note, Section, hide::Hide, tried::Teller, words, words::Times};
use crate::{
    clock::Clock,
    incident::{
        Attached, Cause, CheckStep, Incident, StepState, Waiting, fix_title, issue_name, step_text,
    },
    issue::IssueId,
    pack::Packs,
};

pub(super) fn note(incident: &Incident, packs: &Packs, clock: &Clock) -> Note {
    let hide = Hide::of(incident);
    let voice = |text: &str| hide.all(text);
    let times = Times::utc(clock);
    let teller = Teller { incident, packs, times, audience: Audience::Vendor, voice: &voice };
    let sections = vec![
        Section::first(about(&teller)),
        Section::new("Error", teller.errors(str::to_owned)),
        Section::new("What we tried", tried(&teller)),
        Section::new("What we did not try", untried(&teller)),
        Section::new("What we wait for", waiting(&teller)),
        Section::new("Result", result(&teller)),
    ];
    let mut note = Note {
        audience: Audience::Vendor,
        incident: None,
        heading: heading(&teller),
        sections,
        handover: None,
    };
    note.map_texts(|text| hide.client(text));
    note
}

/// The code of the error below, else the guide's name of the issue, as that is what support may know it by.
fn heading(teller: &Teller<'_>) -> String {
    /// A longer title is a whole error message.
    const LONGEST: usize = 80;
    let title = |attached: &Attached| {
        let issue = teller.packs.issue(&attached.issue);
        let title = issue.map_or(&attached.title, |issue| &issue.title);
        match issue.filter(|_| title.chars().count() > LONGEST) {
            Some(issue) => issue.short.clone(),
            None => title.clone(),
        }
    };
    let code = teller.incident.diagnoses().last();
    let code = code.and_then(|diagnosed| diagnosed.extracted.codes.first().cloned());
    let about = code.or_else(|| teller.incident.issues().next().map(title));
    about.map_or_else(|| "Support request".to_owned(), |about| format!("Support request: {about}"))
}

fn about(teller: &Teller<'_>) -> Vec<Block> {
    let incident = teller.incident;
    let ticket = match incident.ticket() {
        "" => incident.id().to_string(),
        ticket => (teller.voice)(ticket),
    };
    let first = incident.opened_at().map(|at| format!("First seen: {}", teller.times.at(at)));
    let lines = [
        Some(format!("Our reference: {ticket}")),
        first,
        Some("All times are UTC.".to_owned()),
        Some(
            "Words in brackets, as in [client], stand for names that we keep to ourselves."
                .to_owned(),
        ),
    ];
    lines.into_iter().flatten().map(Block::paragraph).collect()
}

/// All issues that were worked on, be they ruled out since.
fn issues(incident: &Incident) -> impl Iterator<Item = &Attached> {
    incident.issues().chain(incident.ruled_out().map(|(attached, _)| attached))
}

/// What was tried, of several issues below their names.
fn tried(teller: &Teller<'_>) -> Vec<Block> {
    let is_one_of_many = issues(teller.incident).nth(1).is_some();
    let told = |attached: &Attached| {
        let tried = teller.tried(attached);
        let name = (is_one_of_many && !tried.is_empty()).then(|| heading_of(teller, attached));
        name.map(Block::paragraph).into_iter().chain(tried).collect::<Vec<_>>()
    };
    let blocks: Vec<_> = issues(teller.incident).flat_map(told).collect();
    if blocks.is_empty() { vec![Block::paragraph("Nothing so far.")] } else { blocks }
}

/// The issue's name, and why it is not the one after all.
fn heading_of(teller: &Teller<'_>, attached: &Attached) -> String {
    let name = issue_name(&attached.issue, teller.incident, teller.packs);
    let ruled_out = teller.incident.ruled_out().find(|(ruled_out, _)| *ruled_out == attached);
    let Some((_, why)) = ruled_out else { return format!("{name}:") };
    let reason = why.reason.as_ref().map(|reason| format!(": {}", (teller.voice)(reason)));
    let when = teller.when(why.at, &why.by);
    format!("{name}, ruled out ({when}){}", reason.unwrap_or_default())
}

/// Steps that were left out, those still open in fixes that were begun, and the fixes that were not begun.
fn untried(teller: &Teller<'_>) -> Vec<Block> {
    let told = |attached: &Attached| {
        let issue = &attached.issue;
        let checklist = teller.checklist(issue);
        checklist.fixes().flat_map(|steps| untried_of(teller, issue, steps)).collect::<Vec<_>>()
    };
    if teller.incident.closing().is_some() {
        return Vec::new();
    }
    teller.incident.issues().flat_map(told).map(Block::Item).collect()
}

fn untried_of(teller: &Teller<'_>, issue: &IssueId, steps: &[CheckStep<'_>]) -> Vec<Item> {
    let steps: Vec<_> = steps.iter().filter(|step| !step.is_gone()).collect();
    let Some(first) = steps.first() else { return Vec::new() };
    let is_begun = steps.iter().any(|step| step.state() != StepState::Todo) || first.given_up;
    if !is_begun {
        let title = fix_title(issue, first.fix, teller.packs);
        return vec![Item { text: format!("Fix \"{title}\": not begun"), ..Item::default() }];
    }
    let left_out = |step: &&&CheckStep<'_>| match step.state() {
        StepState::Todo => !step.given_up,
        StepState::Skipped => true,
        StepState::Waiting | StepState::Done | StepState::Failed => false,
    };
    steps.iter().filter(left_out).map(|step| untried_step(teller, issue, step)).collect()
}

fn untried_step(teller: &Teller<'_>, issue: &IssueId, step: &CheckStep<'_>) -> Item {
    let reason = step.mark.and_then(|mark| mark.reason.as_ref());
    Item {
        state: Some(step.state()),
        text: step_text(issue, step.id, teller.incident, teller.packs).replace('\n', " "),
        lines: reason
            .map(|reason| format!("Reason: {}", (teller.voice)(reason)))
            .into_iter()
            .collect(),
        ..Item::default()
    }
}

fn waiting(teller: &Teller<'_>) -> Vec<Block> {
    let told = |wait: &Waiting| {
        let text = step_text(&wait.issue, &wait.step, teller.incident, teller.packs);
        let until = words::sentence(&teller.times.wait(wait));
        Block::Item(Item { text, lines: vec![until], ..Item::default() })
    };
    teller.incident.waits_by_urgency(teller.times.now()).iter().map(told).collect()
}

fn result(teller: &Teller<'_>) -> Vec<Block> {
    let Some(closing) = teller.incident.closing() else { return Vec::new() };
    let at = teller.times.at(closing.at);
    let said = match &closing.cause {
        Cause::Fix { issue, fix } => {
            let name = issue_name(issue, teller.incident, teller.packs);
            format!("Solved on {at} by \"{}\" ({name}).", fix_title(issue, fix, teller.packs))
        }
        Cause::Other => match &closing.text {
            Some(text) => {
                format!("Solved on {at} by something else: {}", (teller.voice)(text.trim()))
            }
            None => format!("Solved on {at} by something else."),
        },
        Cause::Itself => format!("It went away by itself; closed on {at}."),
        Cause::Vendor => format!("Solved by the vendor; closed on {at}."),
    };
    vec![Block::paragraph(said)]
}
