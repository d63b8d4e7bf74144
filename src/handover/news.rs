//! Which events of a line say something new where the incident is known.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;

use super::subject::{Subject, subjects};
use crate::incident::{Act, Event, EventId, Incident};

/// What is neither known nor older than what is known about the same.
pub fn news(known: &Incident, events: Vec<Event>) -> Vec<Event> {
    let ids: HashSet<EventId> = known.events().iter().map(|event| event.id).collect();
    let unknown = events.into_iter().filter(|event| !ids.contains(&event.id)).collect();
    let takes_back = |act: &Act| matches!(act, Act::Undone { .. } | Act::Redone { .. });
    let (taking_back, telling): (Vec<_>, Vec<_>) =
        Vec::into_iter(unknown).partition(|event| takes_back(&event.act));
    let mut news = newer(known, taking_back);
    // What was undone elsewhere no longer stands in the way.
    let mut after = known.clone();
    let stored = |event: &Event| Event { lamport: u64::MAX, ..event.clone() };
    news.iter().map(stored).for_each(|event| after.apply(event));
    news.extend(newer(&after, telling));
    news.sort_by_key(Event::order);
    news
}

fn newer(known: &Incident, events: Vec<Event>) -> Vec<Event> {
    let mut latest: BTreeMap<Subject, Timestamp> = BTreeMap::new();
    for event in known.standing() {
        for subject in subjects(&event.act) {
            let at = latest.entry(subject).or_insert(event.at);
            *at = event.at.max(*at);
        }
    }
    let is_older = |event: &Event| {
        subjects(&event.act)
            .iter()
            .any(|subject| latest.get(subject).is_some_and(|at| event.at < *at))
    };
    events.into_iter().filter(|event| !is_older(event)).collect()
}
