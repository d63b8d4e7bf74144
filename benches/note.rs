//! How long the notes of a long incident take: `cargo bench --bench note`.

#![expect(clippy::unwrap_used, reason = "a measurement may panic")]

mod support {
    pub(crate) mod figures;
    #[expect(dead_code, reason = "a note needs no store")]
    pub(crate) mod incidents;
    pub(crate) mod times;
}

use std::{iter, time::Duration};

use casebook::{
    builtin,
    clock::Clock,
    handover,
    incident::{Act, Incident, IncidentId, StepRef, StepState},
    issue::Issue,
    note::{Audience, Note},
    pack::Packs,
};
use jiff::{Timestamp, tz::TimeZone};

use self::support::{
    figures::{figure, note},
    incidents::event,
    times::{Times, timed},
};

const RUNS: usize = 50;

const EVENTS: usize = 500;

const LIMIT: Duration = Duration::from_millis(10);

fn main() {
    let (packs, _) = Packs::merge([builtin::pack()]);
    let incident = incident(&packs);
    let clock = Clock { now: Timestamp::now(), zone: TimeZone::UTC };
    for audience in Audience::ALL {
        let run = || Note::new(&incident, &packs, &clock, audience).to_text();
        let times: Times = (0..RUNS).map(|_| timed(run).1).collect();
        figure(&format!("note, {EVENTS} events, {audience}"), times.median(), LIMIT, times);
    }
    note("    characters of the line that hands it over", handover::encode(&incident).len());
}

/// An incident of ten issues whose steps were marked and commented over and over.
fn incident(packs: &Packs) -> Incident {
    let id = IncidentId::from_bits(7);
    let issues = &packs.issues()[..10];
    let opened = Act::Opened { ticket: "T-1".into(), client: "Contoso Ltd".into() };
    let attached = issues.iter().map(|issue| Act::attach(issue, "1"));
    let done = issues.iter().cycle().enumerate().flat_map(|(turn, issue)| worked_on(turn, issue));
    let acts = iter::once(opened).chain(attached).chain(done).take(EVENTS);
    let events = acts.zip(1..).map(|(act, lamport)| {
        let mut event = event(&id, act);
        event.lamport = lamport;
        event
    });
    Incident::from_events(id.clone(), events.collect::<Vec<_>>())
}

fn worked_on(turn: usize, issue: &Issue) -> [Act; 2] {
    let (_, step) = issue.steps().nth(turn / 10 % issue.steps().count()).unwrap();
    let on = Some(StepRef { issue: issue.id.clone(), step: step.id.clone() });
    let text = format!("Contoso said no for the {turn}th time:\nAADSTS50076 for ann@contoso.com");
    [
        Act::mark(&issue.id, &step.id, StepState::Failed, Some("refused by Contoso".into())),
        Act::Commented { on, text },
    ]
}
