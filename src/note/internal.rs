//! The note for colleagues: everything, and the line from which one of them goes on.

use super::{Audience, Block, Item, Note, Section, hide, tried::Teller, words, words::Times};
use crate::{
    clock::Clock,
    handover,
    incident::{
        Attached, Incident, State, StepState, Summary, Waiting, cause_words, fix_title, issue_name,
        step_text,
    },
    issue::IssueId,
    pack::Packs,
};

pub(super) fn note(incident: &Incident, packs: &Packs, clock: &Clock) -> Note {
    let times = Times::local(clock);
    let teller =
        Teller { incident, packs, times, audience: Audience::Internal, voice: &str::to_owned };
    let mut sections = vec![
        Section::first(about(&teller)),
        Section::new("Error", teller.errors(|text| hide::client_in_paste(text, incident))),
    ];
    sections.extend(tried(&teller));
    sections.push(Section::new("Ruled out", ruled_out(&teller)));
    sections.push(Section::new("Waiting", waiting(&teller)));
    sections.push(Section::new("Next", next(&teller)));
    sections.push(Section::new("Comments", teller.other_comments()));
    sections.push(Section::new("Closed", closed(&teller)));
    let title = Some(incident.title()).filter(|title| !title.is_empty());
    let label = match (incident.ticket(), incident.client()) {
        ("", "") => "An incident without a ticket".to_owned(),
        _ => incident.label(),
    };
    Note {
        audience: Audience::Internal,
        incident: Some(incident.id().clone()),
        heading: title.map_or_else(|| label.clone(), |title| format!("{label}: {title}")),
        sections,
        handover: Some(handover::encode(incident)),
    }
}

/// Which incident it is and where it stands.
fn about(teller: &Teller<'_>) -> Vec<Block> {
    let incident = teller.incident;
    let first = incident.events().first();
    let by = first.map(|event| format!(" by {}", event.author.name)).unwrap_or_default();
    let opened = incident.opened_at().map(|at| format!(", opened {}{by}", teller.times.at(at)));
    let id = format!("Incident {}{}.", incident.id(), opened.unwrap_or_default());
    let names: Vec<_> = incident
        .issues()
        .map(|attached| issue_name(&attached.issue, incident, teller.packs))
        .collect();
    let issues = match names.as_slice() {
        [] => "No issue is attached.".to_owned(),
        [name] => format!("Issue: {name}"),
        names => format!("Issues: {}", names.join("; ")),
    };
    let follows =
        incident.leader().map(|leader| format!("It follows the steps of incident {leader}."));
    let lines = [
        Some(id),
        Some(issues),
        Some(standing(incident)),
        follows,
        Some(format!("Times are {}.", teller.times.zone())),
    ];
    lines.into_iter().flatten().map(Block::paragraph).collect()
}

fn standing(incident: &Incident) -> String {
    let Some(summary) = Summary::of(incident) else { return "Nothing is known of it.".to_owned() };
    let state = match summary.state {
        State::Open => "Open",
        State::Waiting => "Waiting",
        State::Resolved => "Closed",
    };
    match summary.total {
        0 => format!("{state}."),
        total => {
            format!("{state}; {} of {} settled.", summary.settled, words::counted(total, "step"))
        }
    }
}

/// A section for each issue of which something was tried.
fn tried(teller: &Teller<'_>) -> Vec<Section> {
    let section = |attached: &Attached| {
        let blocks = teller.tried(attached);
        let name = issue_name(&attached.issue, teller.incident, teller.packs);
        (!blocks.is_empty()).then(|| Section::new(format!("Tried for {name}"), blocks))
    };
    let sections: Vec<_> = teller.incident.issues().filter_map(section).collect();
    let is_over = teller.incident.closing().is_some();
    if sections.is_empty() && !is_over && teller.incident.ruled_out().next().is_none() {
        return vec![Section::new("Tried", vec![Block::paragraph("Nothing so far.")])];
    }
    sections
}

fn ruled_out(teller: &Teller<'_>) -> Vec<Block> {
    let told = |(attached, why): (&Attached, &crate::incident::RuledOut)| {
        let item = Item {
            state: None,
            text: issue_name(&attached.issue, teller.incident, teller.packs),
            at: Some(why.at),
            by: Some(why.by.clone()),
            lines: why.reason.iter().map(|reason| format!("Reason: {reason}")).collect(),
            when: teller.when(why.at, &why.by),
        };
        let steps = teller.tried(attached);
        [Block::Item(item)].into_iter().chain(steps).collect::<Vec<_>>()
    };
    teller.incident.ruled_out().flat_map(told).collect()
}

fn waiting(teller: &Teller<'_>) -> Vec<Block> {
    let told = |wait: &Waiting| {
        let looked = wait.looked.map(|at| format!("Looked at {}: not yet.", teller.times.at(at)));
        let until = words::sentence(&teller.times.wait(wait));
        let item = Item {
            state: Some(StepState::Waiting),
            text: step_text(&wait.issue, &wait.step, teller.incident, teller.packs),
            at: Some(wait.since),
            by: None,
            lines: [until].into_iter().chain(looked).collect(),
            when: String::new(),
        };
        Block::Item(item)
    };
    teller.incident.waits_by_urgency(teller.times.now()).iter().map(told).collect()
}

/// The next step of each issue; of several issues with its name.
fn next(teller: &Teller<'_>) -> Vec<Block> {
    let incident = teller.incident;
    if incident.closing().is_some() {
        return Vec::new();
    }
    let several = incident.issues().nth(1).is_some();
    let steps: Vec<_> = incident
        .issues()
        .filter_map(|attached| next_step(teller, &attached.issue, several))
        .map(Block::Item)
        .collect();
    match (steps.is_empty(), incident.issues().next().is_some(), incident.waits().next().is_some())
    {
        (false, ..) => steps,
        (true, false, _) => vec![Block::paragraph("Find out which issue it is.")],
        (true, true, true) => vec![Block::paragraph("Nothing but the wait is left.")],
        (true, true, false) => {
            vec![Block::paragraph("No step is left: close it, or attach another issue.")]
        }
    }
}

fn next_step(teller: &Teller<'_>, issue: &IssueId, several: bool) -> Option<Item> {
    let checklist = teller.checklist(issue);
    let step = checklist.next()?;
    let name = issue_name(issue, teller.incident, teller.packs);
    let name = if several { format!("{name}: ") } else { String::new() };
    let text = step_text(issue, step.id, teller.incident, teller.packs).replace('\n', " ");
    let waits = teller.incident.waits_by_urgency(teller.times.now());
    let wait = waits.into_iter().find(|wait| wait.issue == *issue);
    let after = wait.map(|wait| match wait.due_at() {
        Some(at) if at > teller.times.now() => {
            format!("Once the wait is over; it is due {}.", teller.times.at(at))
        }
        Some(_) => "Once the wait is over; it is due now.".to_owned(),
        None => "Once the wait is over.".to_owned(),
    });
    let fix = teller.packs.issue(issue).and_then(|issue| issue.fix(step.fix));
    let is_new = checklist.steps.iter().all(|other| other.fix != step.fix || other.mark.is_none());
    let begins = fix.filter(|_| is_new).map(|fix| {
        let when = fix.when.as_ref().map(|when| format!(", when: {when}"));
        let only_if = fix.only_if.as_ref().map(|only_if| format!(", only if: {only_if}"));
        let condition = when.or(only_if).unwrap_or_default();
        words::sentence(&format!(
            "begins \"{}\"{condition}",
            fix_title(issue, &fix.id, teller.packs)
        ))
    });
    let lines = begins.into_iter().chain(after).collect();
    Some(Item { text: format!("{name}{text}"), lines, ..Item::default() })
}

fn closed(teller: &Teller<'_>) -> Vec<Block> {
    let Some(closing) = teller.incident.closing() else { return Vec::new() };
    let cause = words::sentence(&cause_words(&closing.cause, teller.packs));
    let cause = cause.trim_end_matches('.');
    let when = teller.when(closing.at, &closing.by);
    let text = closing.text.iter().map(|text| Block::paragraph(text.trim()));
    [Block::paragraph(format!("{cause} ({when})."))].into_iter().chain(text).collect()
}
