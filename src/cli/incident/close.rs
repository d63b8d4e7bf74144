//! `casebook incident close`

use super::{
    Refusal,
    change::{Change, line},
    target::{self, FixOf},
};
use crate::{
    cli::{answer::Answer, args::CloseArgs, context::Context, failure::Failure, text::Look},
    incident::{Act, Cause, FixState, Incident, State, StepState},
    markdown,
    pack::Packs,
};

/// Closes an incident, and reminds of what is still to be taken back and of incidents that follow it.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &CloseArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let mut change = Change::of(context, &args.of.incident)?;
    let cause = cause(change.incident(), packs, args.fixed_by.as_deref())?;
    let text = line(args.text.as_deref()).or_else(|| known_text(change.incident(), &cause));
    if cause == Cause::Other && text.is_none() {
        return Err(Refusal::NoText.into());
    }
    let helps_after_all = helps_after_all(change.incident(), &cause);
    change.record(helps_after_all.into_iter().chain([Act::Closed { cause, text }]))?;
    change.note(left_to_take_back(change.incident(), packs));
    let followers = followers(&change)?;
    change.note(followers);
    change.answer(packs, args.of.json, look)
}

/// What ended the incident: as typed, else as it was said before, else the only fix for which anything was done.
fn cause(incident: &Incident, packs: &Packs, typed: Option<&str>) -> Result<Cause, Refusal> {
    let fixes = target::fixes(incident, packs);
    let fix = match typed.map(str::trim) {
        Some("other") => return Ok(Cause::Other),
        Some("itself") => return Ok(Cause::Itself),
        Some("vendor") => return Ok(Cause::Vendor),
        Some(typed) => target::fix(incident, &fixes, typed)?,
        None => match (incident.closing(), &entered(&fixes)[..]) {
            (Some(closing), _) => return Ok(closing.cause.clone()),
            (None, [one]) => (*one).clone(),
            (None, _) => return Err(Refusal::NoCause(choices(&fixes))),
        },
    };
    Ok(Cause::Fix { issue: fix.issue, fix: fix.fix })
}

fn entered(fixes: &[FixOf]) -> Vec<&FixOf> {
    fixes.iter().filter(|fix| fix.is_entered).collect()
}

/// What can be typed, the likeliest first.
fn choices(fixes: &[FixOf]) -> Vec<String> {
    let others = fixes.iter().filter(|fix| !fix.is_entered);
    let names = entered(fixes).into_iter().chain(others).map(|fix| fix.name_among(fixes));
    names.chain(["other", "itself", "vendor"].map(str::to_owned)).collect()
}

/// Closing once more with the same cause keeps what was said about it.
fn known_text(incident: &Incident, cause: &Cause) -> Option<String> {
    let known = incident.closing().filter(|closing| closing.cause == *cause);
    known.and_then(|closing| closing.text.clone())
}

/// A fix that helped is none that did not help.
fn helps_after_all(incident: &Incident, cause: &Cause) -> Option<Act> {
    let Cause::Fix { issue, fix } = cause else { return None };
    incident.failed_fix(issue, fix)?;
    let (issue, fix) = (issue.clone(), fix.clone());
    Some(Act::Fix { issue, fix, state: FixState::Open, reason: None })
}

/// Steps that take back what a step that was done gave, and that nobody has dealt with, of issues ruled out too.
fn left_to_take_back(incident: &Incident, packs: &Packs) -> Vec<String> {
    let ruled_out = incident.ruled_out().map(|(attached, _)| attached);
    let issues = incident.issues().chain(ruled_out);
    let issues = issues.filter_map(|attached| packs.issue(&attached.issue));
    issues
        .flat_map(|issue| {
            let state = |step| incident.state(&issue.id, step);
            let is_left = move |state| !matches!(state, StepState::Done | StepState::Skipped);
            let gave = move |step| state(step) == StepState::Done;
            let left = issue.steps().map(|(_, step)| step).filter(move |step| {
                step.cleanup.as_ref().is_some_and(gave) && is_left(state(&step.id))
            });
            left.map(|step| {
                let text = markdown::plain(&step.text);
                format!("still to be taken back: {}/{}: {text}", issue.id, step.id)
            })
        })
        .collect()
}

/// Incidents that follow the one that is closed stay open.
fn followers(change: &Change<'_>) -> Result<Option<String>, Failure> {
    let id = change.incident().id();
    let summaries = change.store().incidents()?;
    let following = summaries
        .iter()
        .filter(|other| other.leader.as_ref() == Some(id) && other.state != State::Resolved);
    let names: Vec<_> = following.map(|other| format!("{} {}", other.id, other.label())).collect();
    Ok((!names.is_empty()).then(|| format!("these follow it and stay open: {}", names.join(", "))))
}
