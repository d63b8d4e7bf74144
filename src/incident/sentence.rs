//! Events and their parts in words that people use.

use super::{Act, Cause, Due, Event, EventId, FixState, Incident, StepState, Waiting};
use crate::{
    clock::Clock,
    issue::{FixId, IssueId, StepId},
    markdown,
    pack::Packs,
};

/// What happened, in a few words.
pub fn sentence(event: &Event, incident: &Incident, packs: &Packs) -> String {
    match &event.act {
        Act::Opened { .. } => "Opened".to_owned(),
        Act::Edited { ticket, client, title } => edited(ticket, client, title),
        Act::Attached(attached) => {
            format!("Attached: {}", issue_name(&attached.issue, incident, packs))
        }
        Act::Detached { issue, reason } => {
            format!("Ruled out: {}{}", issue_name(issue, incident, packs), because(reason))
        }
        Act::Diagnosed(diagnosed) => format!("Diagnosed: {}", diagnosed.reason),
        Act::Step { .. } => step_sentence(event, incident, packs),
        Act::Looked { issue, step } => {
            format!("Looked, not yet: {}", step_text(issue, step, incident, packs))
        }
        Act::Fix { issue, fix, state, reason } => {
            let word = match state {
                FixState::Open => "Open again",
                FixState::Failed => "Did not help",
            };
            format!("{word}: {}{}", fix_title(issue, fix, packs), because(reason))
        }
        Act::Commented { on: None, text } => format!("Comment: {text}"),
        Act::Commented { on: Some(place), text } => {
            let step = step_text(&place.issue, &place.step, incident, packs);
            format!("Comment on \"{}\": {text}", step.trim_end_matches('.'))
        }
        Act::Closed { cause, text } => {
            format!("Closed: {}{}", cause_words(cause, packs), because(text))
        }
        Act::Reopened => "Reopened".to_owned(),
        Act::Linked { leader } => format!("Linked to {leader}, whose steps it follows"),
        Act::Undone { target } => format!("Undone: {}", target_sentence(*target, incident, packs)),
        Act::Redone { target } => format!("Redone: {}", target_sentence(*target, incident, packs)),
        Act::Unknown { kind, .. } => format!("Recorded by a newer casebook: {kind}"),
    }
}

fn target_sentence(target: EventId, incident: &Incident, packs: &Packs) -> String {
    let target = incident.events().iter().find(|event| event.id == target);
    // Undone and redone events are not followed: one from outside could name itself.
    let target = target.filter(|event| event.act.can_be_undone());
    target.map_or_else(
        || "an unknown event".to_owned(),
        |event| undoable_sentence(event, incident, packs),
    )
}

/// An event as undo names it: a step with what it was marked as, `Check the roles (done)`, and anything else as it is
/// told.
pub fn undoable_sentence(event: &Event, incident: &Incident, packs: &Packs) -> String {
    match &event.act {
        Act::Step { issue, step, state, .. } => {
            let text = step_text(issue, step, incident, packs);
            format!("{} ({})", text.trim_end_matches('.'), state.as_str())
        }
        _ => sentence(event, incident, packs),
    }
}

fn step_sentence(event: &Event, incident: &Incident, packs: &Packs) -> String {
    let Act::Step { issue, step, state, reason, .. } = &event.act else {
        return "an unknown event".to_owned();
    };
    let text = step_text(issue, step, incident, packs);
    format!("{}: {text}{}", state_word(*state), because(reason))
}

fn because(reason: &Option<String>) -> String {
    reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default()
}

fn edited(ticket: &Option<String>, client: &Option<String>, title: &Option<String>) -> String {
    let named = [("ticket", ticket), ("client", client), ("title", title)];
    let named: Vec<_> = named
        .iter()
        .filter_map(|(name, text)| Some(format!("{name} {}", or_none(text.as_ref()?))))
        .collect();
    format!("Corrected: {}", named.join(", "))
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}

/// What a wait asks for and when: `re-check from 14:20, escalate after Tue 12:20`.
pub fn wait_words(waiting: &Waiting, clock: &Clock) -> String {
    let latest = waiting.wait.latest;
    let recheck = waiting.recheck_at().filter(|at| latest.is_none_or(|latest| *at < latest));
    let recheck = recheck.map(|at| format!("re-check from {}", clock.short(at)));
    let latest = latest.map(|at| format!("escalate after {}", clock.short(at)));
    match (recheck, latest) {
        (Some(recheck), Some(latest)) => format!("{recheck}, {latest}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "no time is set".to_owned(),
    }
}

/// What a wait asks for next, in two words: `re-check 14:20`.
pub fn wait_in_short(waiting: &Waiting, clock: &Clock) -> String {
    match (waiting.due(clock.now), waiting.recheck_at(), waiting.wait.latest) {
        (Some(Due::Escalate), ..) => "escalate".to_owned(),
        (_, Some(at), _) => format!("re-check {}", clock.short(at)),
        (_, None, Some(at)) => format!("until {}", clock.short(at)),
        (_, None, None) => "waiting".to_owned(),
    }
}

/// What ended an incident.
pub fn cause_words(cause: &Cause, packs: &Packs) -> String {
    match cause {
        Cause::Fix { issue, fix } => format!("\"{}\" helped", fix_title(issue, fix, packs)),
        Cause::Other => "something else helped".to_owned(),
        Cause::Itself => "it went away by itself".to_owned(),
        Cause::Vendor => "the vendor solved it".to_owned(),
    }
}

/// Title of a fix, or its id where the pack no longer has it.
pub fn fix_title(issue: &IssueId, fix: &FixId, packs: &Packs) -> String {
    let found = packs.issue(issue).and_then(|issue| issue.fix(fix));
    found.map_or_else(|| fix.to_string(), |fix| markdown::plain(&fix.title))
}

/// Short name of an issue, or its title of then where the packs no longer have it.
pub fn issue_name(issue: &IssueId, incident: &Incident, packs: &Packs) -> String {
    let today = packs.issue(issue).map(|issue| issue.short.clone());
    let then = || incident.ever_attached(issue).map(|attached| attached.title.clone());
    today.or_else(then).unwrap_or_else(|| issue.to_string())
}

/// What marking a step means, as the beginning of a sentence.
pub fn state_word(state: StepState) -> &'static str {
    match state {
        StepState::Todo => "Open again",
        StepState::Waiting => "Waiting",
        StepState::Done => "Done",
        StepState::Failed => "Failed",
        StepState::Skipped => "Skipped",
    }
}

/// Text of a step without its Markdown, from the pack or from when the issue was attached.
pub fn step_text(issue: &IssueId, step: &StepId, incident: &Incident, packs: &Packs) -> String {
    let today = packs.issue(issue).and_then(|issue| issue.step(step)).map(|(_, step)| &step.text);
    let then = || {
        let attached = incident.ever_attached(issue)?;
        attached.steps.iter().find(|attached| attached.step == *step).map(|attached| &attached.text)
    };
    today.or_else(then).map_or_else(|| step.to_string(), |text| markdown::plain(text))
}
