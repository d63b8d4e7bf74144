//! Which events of an incident still matter.

use std::collections::{BTreeSet, HashSet};

use super::subject::{Subject, subjects};
use crate::{
    incident::{Act, Diagnosed, Event, EventId, Incident},
    issue::IssueId,
};

/// The events without which the incident would be another, in the order of folding. What was undone and what a later
/// event replaces is left out; that it was undone stays, for those who know it.
pub(super) fn events(incident: &Incident) -> impl Iterator<Item = Event> {
    let kept = kept(incident);
    let matters = move |event: &&Event| match &event.act {
        // That it holds again matters only together with it.
        Act::Redone { target } => kept.contains(&event.id) && kept.contains(target),
        _ => kept.contains(&event.id),
    };
    incident.standing().filter(matters).map(without_hashes)
}

fn kept(incident: &Incident) -> HashSet<EventId> {
    let first = first_attached(incident);
    let mut decided: BTreeSet<Subject> = BTreeSet::new();
    let mut kept = HashSet::new();
    for event in incident.standing().rev() {
        let subjects = subjects(&event.act);
        let stands_alone = subjects.is_empty();
        // Not `any`, which would stop at the first.
        let new = subjects.into_iter().filter(|subject| decided.insert(subject.clone())).count();
        if stands_alone || new > 0 || first.contains(&event.id) {
            kept.insert(event.id);
        }
    }
    kept
}

/// Where each issue was attached first, which gives the issues their order.
fn first_attached(incident: &Incident) -> HashSet<EventId> {
    let mut seen: BTreeSet<&IssueId> = BTreeSet::new();
    let mut first = HashSet::new();
    for event in incident.standing() {
        if let Act::Attached(attached) = &event.act
            && seen.insert(&attached.issue)
        {
            first.insert(event.id);
        }
    }
    first
}

/// The event as it is, but for hashes of values, which mean nothing elsewhere.
fn without_hashes(event: &Event) -> Event {
    match &event.act {
        Act::Diagnosed(diagnosed) => {
            let tokens = diagnosed.tokens.without_values();
            let act = Act::Diagnosed(Box::new(Diagnosed { tokens, ..(**diagnosed).clone() }));
            Event { act, ..event.clone() }
        }
        _ => event.clone(),
    }
}
