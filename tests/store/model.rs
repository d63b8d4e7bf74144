//! Random histories, against a model that folds the exported lines in the simplest way.
//!
//! `PROPTEST_CASES=10000 cargo test --release --test store -- model` is the full run.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
};

use casebook::{
    incident::{
        Act, Attached, AttachedStep, Author, Cause, Event, EventId, FixState, Incident, IncidentId,
        RunningWait, SessionId, State, StepState, Summary,
    },
    store::{Lines, Store},
};
use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;
use serde_json::Value;
use uuid::Uuid;

const STEPS: [&str; 3] = ["a", "b", "c"];
const INCIDENTS: u64 = 3;

/// What somebody does at one of two machines.
#[derive(Clone, Debug)]
enum Deed {
    Open,
    Mark(usize, StepState),
    Wait(usize),
    Look(usize),
    Comment(String),
    Fix(FixState),
    Close,
    Reopen,
    Edit(String),
    RuleOut,
    Attach,
    /// Follows that incident from now on.
    Follow(u64),
    Undo,
    Redo,
    /// Exports everything and imports it at the other machine.
    Send,
}

/// Where, in which incident and by whom.
#[derive(Clone, Debug)]
struct Turn {
    machine: usize,
    incident: u64,
    session: u128,
    deed: Deed,
}

fn turn() -> impl Strategy<Value = Turn> {
    let step = || 0..STEPS.len();
    let state = prop::sample::select(vec![StepState::Todo, StepState::Done, StepState::Failed]);
    let fix = prop::sample::select(vec![FixState::Open, FixState::Failed]);
    let deed = prop_oneof![
        2 => Just(Deed::Open),
        6 => (step(), state).prop_map(|(step, state)| Deed::Mark(step, state)),
        3 => step().prop_map(Deed::Wait),
        2 => step().prop_map(Deed::Look),
        2 => "[a-z ä€👍]{0,4}".prop_map(Deed::Comment),
        2 => fix.prop_map(Deed::Fix),
        1 => Just(Deed::Close),
        1 => Just(Deed::Reopen),
        1 => "[a-z ä€👍]{0,4}".prop_map(Deed::Edit),
        1 => Just(Deed::RuleOut),
        1 => Just(Deed::Attach),
        2 => (0..INCIDENTS).prop_map(Deed::Follow),
        4 => Just(Deed::Undo),
        3 => Just(Deed::Redo),
        2 => Just(Deed::Send),
    ];
    (0..2_usize, 0..INCIDENTS, 1..3_u128, deed)
        .prop_map(|(machine, incident, session, deed)| Turn { machine, incident, session, deed })
}

/// Two machines, what must be in their stores, and a clock that all share.
struct World {
    stores: [Store; 2],
    expected: [BTreeSet<EventId>; 2],
    clock: u32,
}

impl World {
    fn new() -> Self {
        let stores = [(); 2].map(|()| Store::in_memory().unwrap());
        Self { stores, expected: Default::default(), clock: 0 }
    }

    fn play(&mut self, turn: &Turn) {
        if matches!(turn.deed, Deed::Send) {
            return self.send(turn.machine);
        }
        let id = IncidentId::from_bits(turn.incident);
        let known = self.stores[turn.machine].incident(&id).unwrap();
        let incident = known.unwrap_or_else(|| Incident::new(id.clone()));
        let session = SessionId(Uuid::from_u128(turn.session));
        let Some(act) = act(&turn.deed, &incident, &session) else { return };
        self.clock += 1;
        let event = Event {
            id: EventId(Uuid::from_u128(u128::from(self.clock) << 64)),
            incident: id,
            lamport: 0,
            at: Timestamp::UNIX_EPOCH + i64::from(self.clock).minutes(),
            author: Author { name: "ann".into(), device: "desk".into(), session },
            act,
        };
        self.expect(turn.machine, &event);
        self.stores[turn.machine].append(vec![event]).unwrap();
    }

    /// The event, and one for each follower that goes on; a new follower and one that was closed catch up.
    fn expect(&mut self, machine: usize, event: &Event) {
        let store = &self.stores[machine];
        let mut expected = vec![event.id];
        let leader = match &event.act {
            Act::Linked { leader } => Some(leader.clone()),
            Act::Reopened | Act::Undone { .. } => {
                let incident = store.incident(&event.incident).unwrap();
                let leader = incident.and_then(|incident| incident.leader().cloned());
                leader.filter(|leader| *leader != event.incident)
            }
            _ => None,
        };
        if let Some(leader) = &leader {
            let so_far = store.incident(leader).unwrap();
            let so_far = so_far.iter().flat_map(Incident::events).chain([event]);
            let of_leader = so_far.filter(|of| of.incident == *leader);
            let caught_up = of_leader.filter_map(|of| of.for_follower(&event.incident));
            expected.extend(caught_up.map(|event| event.id));
        }
        for incident in store.incidents().unwrap() {
            let leader = incident.leader.as_ref() == Some(&event.incident);
            if leader && incident.id != event.incident && incident.state != State::Resolved {
                expected.extend(event.for_follower(&incident.id).map(|event| event.id));
            }
        }
        self.expected[machine].extend(expected);
    }

    /// What is sent also holds for followers that only the receiver has.
    fn send(&mut self, from: usize) {
        let [one, other] = &mut self.stores;
        let (sender, to) = if from == 0 { (one, other) } else { (other, one) };
        let exported = sender.export(&[]).unwrap();
        let lines = Lines::read(&exported.join("\n")).unwrap();
        let sent: Vec<_> = sender.incidents().unwrap().into_iter().map(|row| row.id).collect();
        let mut expected = self.expected[1 - from].clone();
        let is_alone = |row: &Summary| row.state != State::Resolved && !sent.contains(&row.id);
        for follower in to.incidents().unwrap().into_iter().filter(is_alone) {
            let leader = follower.leader.filter(|leader| *leader != follower.id);
            let leader = leader.and_then(|leader| sender.incident(&leader).unwrap());
            let events = leader.iter().flat_map(Incident::events);
            let new = events.filter(|event| !expected.contains(&event.id));
            let mirrored: Vec<_> =
                new.filter_map(|event| event.for_follower(&follower.id)).collect();
            expected.extend(mirrored.iter().map(|event| event.id));
        }
        self.expected[1 - from] = &expected | &self.expected[from];
        to.import(&lines).unwrap();
        let again = to.import(&lines).unwrap();
        assert_eq!((again.new, again.known), (0, exported.len()));
    }

    fn check(&mut self) {
        for (store, expected) in self.stores.iter_mut().zip(&self.expected) {
            let exported: Vec<Value> = store
                .export(&[])
                .unwrap()
                .iter()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect();
            let ids: BTreeSet<_> = exported
                .iter()
                .map(|line| EventId(line["id"].as_str().unwrap().parse().unwrap()))
                .collect();
            assert_eq!(ids, *expected);
            for number in 0..INCIDENTS {
                let id = IncidentId::from_bits(number);
                let model = Model::of(&exported, id.as_str());
                let incident = store.incident(&id).unwrap();
                assert_eq!(model, Model::seen(incident.as_ref()));
            }
            let list = store.incidents().unwrap();
            let folded = list.iter().map(|row| store.incident(&row.id).unwrap().unwrap());
            assert_eq!(
                list,
                folded.filter_map(|incident| Summary::of(&incident)).collect::<Vec<_>>()
            );
            store.rebuild().unwrap();
            assert_eq!(store.incidents().unwrap(), list);
        }
    }
}

/// What is recorded for a deed, as casebook would do it; nothing where it does not apply.
fn act(deed: &Deed, incident: &Incident, session: &SessionId) -> Option<Act> {
    let (issue, fix) = ("mfa".parse().unwrap(), "renew".parse().unwrap());
    let step = |place: &usize| STEPS[*place].parse().unwrap();
    let act = match deed {
        Deed::Open => Act::Opened { ticket: "T-1".into(), client: "Contoso".into() },
        Deed::Mark(place, state) => Act::mark(&issue, &step(place), *state, None),
        Deed::Wait(place) => Act::wait(&issue, &step(place), RunningWait::default()),
        Deed::Look(place) => Act::Looked { issue, step: step(place) },
        Deed::Comment(text) => Act::Commented { on: None, text: text.clone() },
        Deed::Fix(state) => Act::Fix { issue, fix, state: *state, reason: None },
        Deed::Close => Act::Closed { cause: Cause::Itself, text: None },
        Deed::Reopen => Act::Reopened,
        Deed::Edit(client) => {
            Act::Edited { ticket: None, client: Some(client.clone()), title: None }
        }
        Deed::RuleOut => Act::Detached { issue, reason: None },
        Deed::Attach => Act::Attached(Attached {
            issue,
            title: "MFA".into(),
            pack: "test".parse().unwrap(),
            version: "1".into(),
            steps: STEPS.map(attached_step).to_vec(),
        }),
        Deed::Follow(leader) => Act::Linked { leader: IncidentId::from_bits(*leader) },
        Deed::Undo => Act::Undone { target: undo(incident, session)? },
        Deed::Redo => Act::Redone { target: incident.redo_target(session)?.id },
        Deed::Send => return None,
    };
    incident.would_change(&act).then_some(act)
}

fn attached_step(step: &str) -> AttachedStep {
    let (fix, step) = ("renew".parse().unwrap(), step.parse().unwrap());
    AttachedStep { fix, step, text: "do it".into(), conditional: false }
}

/// The session's own newest deed comes first.
fn undo(incident: &Incident, session: &SessionId) -> Option<EventId> {
    let target = incident.undo_target(session)?;
    let own = |event: &&Event| event.author.session == *session && event.act.can_be_undone();
    let newest_own = incident.standing().rfind(own);
    assert!(newest_own.is_none_or(|newest| newest.id == target.id));
    Some(target.id)
}

/// What is told of an incident, in the simplest words.
#[derive(Debug, Default, PartialEq)]
struct Model {
    client: String,
    comments: Vec<String>,
    steps: BTreeMap<String, String>,
    failed: bool,
    closed: bool,
    attached: bool,
    waits: usize,
    leader: Option<String>,
}

impl Model {
    /// Folds lines of an export, which stand in their order.
    fn of(lines: &[Value], incident: &str) -> Self {
        let lines: Vec<_> = lines.iter().filter(|line| line["incident"] == incident).collect();
        let mut undone = BTreeSet::new();
        for line in &lines {
            let target = line["body"]["target"].as_str().unwrap_or_default();
            match line["kind"].as_str().unwrap() {
                "undone" => _ = undone.insert(target),
                "redone" => _ = undone.remove(target),
                _ => {}
            }
        }
        let stands = |line: &&&Value| {
            let is_lasting =
                ["opened", "attached", "linked"].contains(&line["kind"].as_str().unwrap());
            is_lasting || !undone.contains(line["id"].as_str().unwrap())
        };
        let mut model = Self::default();
        lines.iter().filter(stands).for_each(|line| model.fold(line));
        let waiting = model.steps.values().filter(|state| *state == "waiting").count();
        let goes_on = model.attached && !model.closed && !model.failed;
        model.waits = if goes_on { waiting } else { 0 };
        model.steps.retain(|_, state| state != "todo");
        model
    }

    fn fold(&mut self, line: &Value) {
        let text = |name: &str| line["body"][name].as_str().map(str::to_owned);
        match line["kind"].as_str().unwrap() {
            "opened" => self.client = text("client").unwrap(),
            "edited" => self.client = text("client").unwrap_or(self.client.clone()),
            "commented" => self.comments.extend(text("text")),
            "step" => _ = self.steps.insert(text("step").unwrap(), text("state").unwrap()),
            "fix" => self.failed = text("state").unwrap() == "failed",
            "closed" => self.closed = true,
            "reopened" => self.closed = false,
            "attached" => self.attached = true,
            "detached" => self.attached = false,
            "linked" => self.leader = text("leader"),
            "looked" | "undone" | "redone" => {}
            other => panic!("{other}"),
        }
    }

    /// The same as casebook tells it.
    fn seen(incident: Option<&Incident>) -> Self {
        let Some(incident) = incident else { return Self::default() };
        let (issue, fix) = ("mfa".parse().unwrap(), "renew".parse().unwrap());
        let state = |step: &str| incident.state(&issue, &step.parse().unwrap());
        let steps = STEPS.map(|step| (step.to_owned(), state(step).as_str().to_owned()));
        Self {
            client: incident.client().to_owned(),
            comments: incident.comments().map(|comment| comment.text.to_owned()).collect(),
            steps: steps.into_iter().filter(|(_, state)| state != "todo").collect(),
            failed: incident.failed_fix(&issue, &fix).is_some(),
            closed: incident.closing().is_some(),
            attached: incident.attached(&issue).is_some(),
            waits: incident.waits().count(),
            leader: incident.leader().map(ToString::to_string),
        }
    }
}

fn cases() -> u32 {
    env::var("PROPTEST_CASES").map_or(150, |cases| cases.parse().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_on_two_machines_is_told_as_the_events_tell_it(
        turns in prop::collection::vec(turn(), 1..50),
    ) {
        let mut world = World::new();
        for turn in &turns {
            world.play(turn);
        }
        world.check();
    }
}
