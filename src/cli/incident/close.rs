//! `casebook incident close`

use super::{
    Refusal,
    change::{Change, line},
    target,
};
use crate::{
    cli::{answer::Answer, args::CloseArgs, context::Context, failure::Failure, text::Look},
    incident::{Act, Candidate, Cause, Incident, Standing, StepRef, Summary, followers, step_text},
    note,
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
    let act = Act::Closed { cause, text };
    change.record([act.clone()])?;
    change.note(still_to_take_back(change.incident(), packs));
    close_followers(&mut change, &act, args.followers)?;
    change.answer(packs, args.of.json, look)
}

/// What ended the incident: as typed, else as it was said before, else the only fix that was entered and in which no step failed.
fn cause(incident: &Incident, packs: &Packs, typed: Option<&str>) -> Result<Cause, Refusal> {
    let fixes = incident.candidates(packs);
    match typed.map(str::trim) {
        Some("other") => return Ok(Cause::Other),
        Some("itself") => return Ok(Cause::Itself),
        Some("vendor") => return Ok(Cause::Vendor),
        Some(typed) => return target::fix(incident, &fixes, typed).map(Candidate::cause),
        None => {}
    }
    let entered: Vec<_> = fixes.iter().filter(|fix| fix.standing == Standing::Entered).collect();
    match (incident.closing(), &entered[..]) {
        (Some(closing), _) => Ok(closing.cause.clone()),
        (None, [one]) => Ok(one.cause()),
        (None, _) => Err(Refusal::NoCause(choices(&fixes))),
    }
}

/// What can be typed, the likeliest first.
fn choices(fixes: &[Candidate]) -> Vec<String> {
    let names = fixes.iter().map(|fix| target::name_among(fix, fixes));
    names.chain(["other", "itself", "vendor"].map(str::to_owned)).collect()
}

/// Closing once more with the same cause keeps what was said about it.
fn known_text(incident: &Incident, cause: &Cause) -> Option<String> {
    let known = incident.closing().filter(|closing| closing.cause == *cause);
    known.and_then(|closing| closing.text.clone())
}

fn still_to_take_back(incident: &Incident, packs: &Packs) -> Vec<String> {
    let told = |place: StepRef| {
        let text = step_text(&place.issue, &place.step, incident, packs);
        format!("still to be taken back: {}/{}: {text}", place.issue, place.step)
    };
    incident.left_to_take_back(packs).into_iter().map(told).collect()
}

/// The same without words about the client.
fn for_other_clients(act: &Act, leader: &Incident) -> Act {
    let mut act = act.clone();
    if let Some(text) = act.free_text() {
        *text = note::for_anybody(text, leader);
    }
    act
}

/// Closes the incidents that follow it if that is wanted, else tells which go on.
fn close_followers(change: &mut Change<'_>, act: &Act, is_wanted: bool) -> Result<(), Failure> {
    let list = change.store().incidents()?;
    let followers: Vec<_> = followers(&list, change.incident().id()).collect();
    if followers.is_empty() {
        return Ok(());
    }
    let name = |follower: &&Summary| format!("{} {}", follower.id, follower.label());
    let names = followers.iter().map(name).collect::<Vec<_>>().join(", ");
    let told = if is_wanted {
        let ids: Vec<_> = followers.iter().map(|follower| follower.id.clone()).collect();
        change.record_in(&ids, &for_other_clients(act, change.incident()))?;
        format!("closed as well, each with its own note: {names}")
    } else {
        format!("these follow it and stay open, unless you add --followers: {names}")
    };
    change.note([told]);
    Ok(())
}
