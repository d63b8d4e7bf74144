//! The note for the client: what was wrong, what was done and where it stands, without internals.

use std::collections::HashSet;

use super::{Audience, Block, Note, Section, words, words::Times};
use crate::{
    clock::Clock,
    incident::{Attached, Cause, Due, Incident, StepState, Summary, Waiting},
    issue::{Fix, Issue, WaitOn},
    pack::Packs,
};

/// What became of a fix, as far as a client is concerned.
enum Outcome {
    /// It was done as a whole.
    Done,
    /// It was done as a whole and changed nothing.
    InVain,
    /// It was given up on the way.
    GivenUp,
    /// It was not begun, or is not finished yet.
    Unfinished,
}

pub(super) fn note(incident: &Incident, packs: &Packs, clock: &Clock) -> Note {
    let times = Times::for_clients(clock);
    let opened = incident.opened_at().map(|at| times.at(at));
    let heading = match (incident.ticket(), opened) {
        ("", Some(opened)) => format!("Your report of {opened}"),
        ("", None) => String::new(),
        (ticket, _) => format!("Ticket {ticket}"),
    };
    let found = if incident.closing().is_some() { "What was wrong" } else { "What we found" };
    let sections = vec![
        Section::new(found, wrong(incident, packs)),
        Section::new("What was done", done(incident, packs)),
        Section::new("Where it stands", standing(incident, &times)),
    ];
    Note { audience: Audience::Client, incident: None, heading, sections, handover: None }
}

fn wrong(incident: &Incident, packs: &Packs) -> Vec<Block> {
    let mut texts: Vec<&str> = Vec::new();
    for issue in incident.issues().filter_map(|attached| packs.issue(&attached.issue)) {
        if !texts.contains(&issue.client.as_str()) {
            texts.push(&issue.client);
        }
    }
    texts.into_iter().map(Block::paragraph).collect()
}

/// What was done in the order of the issues; what helped comes last.
fn done(incident: &Incident, packs: &Packs) -> Vec<Block> {
    let issues = incident.issues().chain(incident.ruled_out().map(|(attached, _)| attached));
    let mut texts: Vec<String> = Vec::new();
    let mut given_up = 0;
    for (attached, issue) in
        issues.filter_map(|attached| Some((attached, packs.issue(&attached.issue)?)))
    {
        for fix in &issue.fixes {
            match outcome(incident, attached, issue, fix) {
                Outcome::Done => texts.push(fix.done.clone()),
                Outcome::InVain => texts.push(format!("{} This did not solve it.", fix.done)),
                Outcome::GivenUp => given_up += 1,
                Outcome::Unfinished => {}
            }
        }
    }
    let helped = helped(incident, packs).map(|fix| fix.done.clone());
    texts.retain(|text| Some(text) != helped.as_ref());
    texts.extend(match given_up {
        0 => None,
        1 => Some("Another approach was tried without success.".to_owned()),
        more => Some(format!("{more} other approaches were tried without success.")),
    });
    texts.extend(helped);
    let mut seen = HashSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    texts.into_iter().map(Block::item).collect()
}

fn outcome(incident: &Incident, attached: &Attached, issue: &Issue, fix: &Fix) -> Outcome {
    let checklist = incident.checklist(&attached.issue, Some(issue));
    let steps = || checklist.steps.iter().filter(|step| *step.fix == fix.id && !step.is_gone());
    let is_open = |state| matches!(state, StepState::Todo | StepState::Waiting | StepState::Failed);
    let is_done = steps().any(|step| step.state() == StepState::Done)
        && !steps().any(|step| is_open(step.state()));
    match (is_done, incident.failed_fix(&attached.issue, &fix.id).is_some()) {
        (true, false) => Outcome::Done,
        (true, true) => Outcome::InVain,
        (false, true) => Outcome::GivenUp,
        (false, false) => Outcome::Unfinished,
    }
}

/// The fix with which the incident was closed.
fn helped<'a>(incident: &Incident, packs: &'a Packs) -> Option<&'a Fix> {
    match &incident.closing()?.cause {
        Cause::Fix { issue, fix } => packs.issue(issue)?.fix(fix),
        Cause::Other | Cause::Itself | Cause::Vendor => None,
    }
}

fn standing(incident: &Incident, times: &Times) -> Vec<Block> {
    if let Some(closing) = incident.closing() {
        let at = times.at(closing.at);
        let said = match closing.cause {
            Cause::Fix { .. } | Cause::Other => format!("Solved on {at}."),
            Cause::Itself => format!("It works again without further changes; closed on {at}."),
            Cause::Vendor => format!("The provider of the service has solved it; closed on {at}."),
        };
        return vec![Block::paragraph(said)];
    }
    let waits = incident.waits_by_urgency(times.now());
    if waits.is_empty() {
        return vec![Block::paragraph(working(incident))];
    }
    let mut told: Vec<String> = Vec::new();
    for said in waits.iter().map(|wait| waiting(wait, times)) {
        if !told.contains(&said) {
            told.push(said);
        }
    }
    told.into_iter().map(Block::paragraph).collect()
}

/// How far the work has come.
fn working(incident: &Incident) -> String {
    match Summary::of(incident).filter(|summary| summary.settled > 0) {
        None => "We are looking into it.".to_owned(),
        Some(Summary { settled, total, failed, .. }) if settled == total && failed > 0 => {
            "What was done so far has not solved it. We are looking further into it.".to_owned()
        }
        Some(Summary { settled, total, .. }) if settled == total => {
            "We are checking the result.".to_owned()
        }
        Some(Summary { settled, total, .. }) => {
            let steps = words::counted(total, "step");
            format!("We are working on it and have gone through {settled} of {steps}.")
        }
    }
}

fn waiting(wait: &Waiting, times: &Times) -> String {
    let whom = match wait.wait.on {
        Some(WaitOn::Client) => " for you",
        Some(WaitOn::Microsoft) => " for Microsoft",
        Some(WaitOn::Rewst) => " for Rewst",
        None => "",
    };
    let said = if whom.is_empty() {
        "We are waiting for a change to take effect".to_owned()
    } else {
        format!("We are waiting{whom}")
    };
    let latest = wait.wait.latest;
    let recheck = wait.recheck_at().filter(|at| Some(*at) != latest);
    let then = match wait.due(times.now()) {
        Some(Due::Escalate) => Some("and take the next step now".to_owned()),
        Some(Due::Recheck) => Some("and are about to look again".to_owned()),
        None => recheck.map(|at| format!("and look again from {}", times.at(at))),
    };
    let then = then.map(|then| format!(" {then}")).unwrap_or_default();
    let latest = latest
        .filter(|at| *at > times.now())
        .map(|at| format!(" If nothing has changed by {}, we take the next step.", times.at(at)));
    format!("{said}{then}.{}", latest.unwrap_or_default())
}
