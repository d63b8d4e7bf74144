//! A store in which a lot has happened.

use std::path::Path;

use casebook::{
    builtin,
    incident::{Act, Author, Event, EventId, IncidentId, SessionId, StepState},
    issue::Issue,
    pack::Packs,
    store::Store,
};
use jiff::Timestamp;
use uuid::Uuid;

/// Incidents of a store that has been used for a year or two.
pub(crate) const MANY: usize = 1_000;

/// Marks of each of them.
const STEPS: usize = 8;

/// Makes a store of [`MANY`] incidents with about ten events each.
pub(crate) fn fill(path: &Path) -> Store {
    filled(path, MANY, STEPS)
}

/// Makes a store of so many incidents, each with so many marks after it was opened with an issue.
pub(crate) fn filled(path: &Path, incidents: usize, marks: usize) -> Store {
    let (packs, _) = Packs::merge([builtin::pack()]);
    let mut store = Store::open(path).unwrap();
    let acts = packs.issues().iter().cycle().take(incidents).enumerate();
    store
        .append(acts.flat_map(|(number, issue)| incident(number, issue, marks)).collect())
        .unwrap();
    store
}

/// An event of an incident, now.
pub(crate) fn event(incident: &IncidentId, act: Act) -> Event {
    Event {
        id: EventId(Uuid::now_v7()),
        incident: incident.clone(),
        lamport: 0,
        at: Timestamp::now(),
        author: Author {
            name: "ann".into(),
            device: "desk".into(),
            session: SessionId(Uuid::nil()),
        },
        act,
    }
}

fn incident(number: usize, issue: &Issue, marks: usize) -> Vec<Event> {
    let id = IncidentId::from_bits(number as u64);
    let opened =
        Act::Opened { ticket: format!("T-{}", 48_000 + number), client: "Contoso".to_owned() };
    // An issue has fewer steps: they are marked, unmarked and marked again.
    let states = [StepState::Done, StepState::Todo].into_iter().cycle();
    let rounds = states.flat_map(|state| issue.steps().map(move |(_, step)| (step, state)));
    let marks = rounds.take(marks).map(|(step, state)| Act::mark(&issue.id, &step.id, state, None));
    let acts = [opened, Act::attach(issue, "1")].into_iter().chain(marks);
    acts.map(|act| event(&id, act)).collect()
}
