//! What must hold of a store, whatever is stored.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    incident::{Act, Attached, AttachedStep, Author, EventId, SessionId, State, StepState},
    issue::{IssueId, StepId},
};

fn issue() -> IssueId {
    "mfa".parse().unwrap()
}

fn event(number: u128, incident: u64, act: Act) -> Event {
    Event {
        id: EventId(Uuid::from_u128(number)),
        incident: IncidentId::from_bits(incident),
        lamport: 0,
        at: Timestamp::from_nanosecond(1_763_840_680_123_456_789 + i128::try_from(number).unwrap())
            .unwrap(),
        author: Author {
            name: "ann".into(),
            device: "desk".into(),
            session: SessionId(Uuid::from_u128(1)),
        },
        act,
    }
}

fn opened(number: u128, incident: u64) -> Event {
    let (ticket, client) = (format!("T-{incident}"), "Contoso".into());
    event(number, incident, Act::Opened { ticket, client })
}

fn tick(number: u128, incident: u64, step: &str) -> Event {
    mark(number, incident, step, StepState::Done)
}

fn mark(number: u128, incident: u64, step: &str, state: StepState) -> Event {
    event(number, incident, Act::mark(&issue(), &step.parse().unwrap(), state, None))
}

fn attached(number: u128, incident: u64, steps: &[&str]) -> Event {
    let step = |name: &&str| AttachedStep {
        fix: "first".parse().unwrap(),
        step: name.parse::<StepId>().unwrap(),
        text: format!("do {name}"),
        conditional: *name == "maybe",
    };
    let attached = Attached {
        issue: issue(),
        title: "MFA".into(),
        pack: "test".parse().unwrap(),
        version: "1".into(),
        steps: steps.iter().map(step).collect(),
    };
    event(number, incident, Act::Attached(attached))
}

fn lamports(events: &[Event]) -> Vec<u64> {
    events.iter().map(|event| event.lamport).collect()
}

#[test]
fn an_incident_reads_back_as_the_fold_of_what_was_appended() {
    let mut store = Store::in_memory().unwrap();
    let events = vec![opened(1, 7), attached(2, 7, &["a", "b"]), tick(3, 7, "a")];
    let stored = store.append(events.clone()).unwrap();
    let id = IncidentId::from_bits(7);
    let incident = store.incident(&id).unwrap().unwrap();
    assert_eq!(incident, Incident::from_events(id, stored.clone()));
    let unnumbered = stored.into_iter().map(|event| Event { lamport: 0, ..event });
    assert_eq!(unnumbered.collect::<Vec<_>>(), events);
}

#[test]
fn lamport_numbers_rise_over_all_incidents_of_the_store() {
    let mut store = Store::in_memory().unwrap();
    assert_eq!(lamports(&store.append(vec![opened(1, 7), opened(2, 8)]).unwrap()), [1, 2]);
    assert_eq!(lamports(&store.append(vec![tick(3, 7, "a")]).unwrap()), [3]);
}

#[test]
fn appending_the_same_events_again_stores_nothing_and_gives_back_what_is_there() {
    let mut store = Store::in_memory().unwrap();
    let first = store.append(vec![opened(1, 7), tick(2, 7, "a")]).unwrap();
    let again = store.append(vec![opened(1, 7), tick(2, 7, "a"), tick(3, 7, "b")]).unwrap();
    assert_eq!(again[..2], first);
    assert_eq!(lamports(&again), [1, 2, 3]);
}

#[test]
fn an_incident_without_events_is_not_there() {
    let store = Store::in_memory().unwrap();
    assert_eq!(store.incident(&IncidentId::from_bits(7)).unwrap(), None);
    assert_eq!(store.incidents().unwrap(), []);
}

#[test]
fn the_list_has_the_incident_with_the_latest_event_first_and_counts_its_steps() {
    let mut store = Store::in_memory().unwrap();
    let events = vec![opened(1, 7), attached(2, 7, &["a", "b"]), opened(3, 8), tick(4, 7, "a")];
    store.append(events.clone()).unwrap();
    let list = store.incidents().unwrap();
    let labels: Vec<_> = list.iter().map(Summary::label).collect();
    assert_eq!(labels, ["T-7 Contoso", "T-8 Contoso"]);
    assert_eq!(
        list[0],
        Summary {
            id: IncidentId::from_bits(7),
            ticket: "T-7".into(),
            client: "Contoso".into(),
            title: String::new(),
            state: State::Open,
            opened_at: events[0].at,
            updated_at: events[3].at,
            issues: vec![issue()],
            settled: 1,
            total: 2,
            failed: 0,
            waits: Vec::new(),
            ended: None,
            leader: None,
        }
    );
}

#[test]
fn the_list_tells_where_a_step_has_failed_until_it_is_taken_back() {
    let mut store = Store::in_memory().unwrap();
    let failed = mark(3, 7, "a", StepState::Failed);
    store.append(vec![opened(1, 7), attached(2, 7, &["a", "b"]), failed]).unwrap();
    assert_eq!(store.incidents().unwrap()[0].progress(), "1/2 !");
    store.append(vec![mark(4, 7, "a", StepState::Done)]).unwrap();
    assert_eq!(store.incidents().unwrap()[0].progress(), "1/2");
}

fn linked(number: u128, incident: u64, leader: u64) -> Event {
    event(number, incident, Act::Linked { leader: IncidentId::from_bits(leader) })
}

fn state_in(store: &Store, incident: u64, step: &str) -> StepState {
    let incident = store.incident(&IncidentId::from_bits(incident)).unwrap().unwrap();
    incident.state(&issue(), &step.parse().unwrap())
}

#[test]
fn what_is_done_for_an_incident_is_done_for_its_followers() {
    let mut store = Store::in_memory().unwrap();
    store.append(vec![opened(1, 7), attached(2, 7, &["a", "b"]), tick(3, 7, "a")]).unwrap();
    store.append(vec![opened(4, 8), attached(5, 8, &["a", "b"]), linked(6, 8, 7)]).unwrap();
    assert_eq!(state_in(&store, 8, "a"), StepState::Done, "what was done before the link");
    let ticked = vec![tick(7, 7, "b")];
    store.append(ticked.clone()).unwrap();
    store.append(ticked).unwrap();
    assert_eq!(state_in(&store, 8, "b"), StepState::Done);
    assert_eq!(store.incidents().unwrap()[1].settled, 2, "the list knows it too");
    let undone = Act::Undone { target: EventId(Uuid::from_u128(7)) };
    store.append(vec![event(8, 7, undone)]).unwrap();
    assert_eq!(state_in(&store, 8, "b"), StepState::Todo);
    let follower = store.incident(&IncidentId::from_bits(8)).unwrap().unwrap();
    assert_eq!(follower.events().len(), 6, "a repeated event is followed once");
    assert_eq!(follower.client(), "Contoso", "each has its own client");
}

#[test]
fn what_opens_a_linked_incident_counts_more_than_what_its_leader_did_before() {
    let mut store = Store::in_memory().unwrap();
    let waiting = mark(3, 7, "a", StepState::Waiting);
    store.append(vec![opened(1, 7), attached(2, 7, &["a", "b"]), waiting]).unwrap();
    let opening = vec![opened(4, 8), attached(5, 8, &["a", "b"]), linked(6, 8, 7), tick(7, 8, "a")];
    let stored = store.append(opening.clone()).unwrap();
    assert_eq!(state_in(&store, 8, "a"), StepState::Done);
    assert_eq!(store.append(opening).unwrap(), stored);
    store.append(vec![mark(8, 7, "a", StepState::Failed)]).unwrap();
    assert_eq!(state_in(&store, 8, "a"), StepState::Failed, "what it does later holds for both");
}

#[test]
fn who_follows_whom_holds_from_the_next_event_of_the_same_transaction_on() {
    let mut store = Store::in_memory().unwrap();
    store.append(vec![opened(1, 7), attached(2, 7, &["a", "b"])]).unwrap();
    let linked = vec![opened(3, 8), attached(4, 8, &["a", "b"]), linked(5, 8, 7), tick(6, 7, "a")];
    store.append(linked).unwrap();
    assert_eq!(state_in(&store, 8, "a"), StepState::Done);
    let closed = Act::Closed { cause: crate::incident::Cause::Itself, text: None };
    store.append(vec![event(7, 8, closed), tick(8, 7, "b")]).unwrap();
    assert_eq!(state_in(&store, 8, "b"), StepState::Todo);
}

#[test]
fn a_follower_is_no_older_than_itself() {
    let mut store = Store::in_memory().unwrap();
    store.append(vec![opened(1, 7), attached(2, 7, &["a"]), tick(3, 7, "a")]).unwrap();
    let begun = opened(4, 8);
    store.append(vec![begun.clone(), attached(5, 8, &["a"]), linked(6, 8, 7)]).unwrap();
    let list = store.incidents().unwrap();
    let follower = list.iter().find(|summary| summary.id == begun.incident).unwrap();
    assert_eq!(follower.opened_at, begun.at);
}

#[test]
fn a_closed_follower_follows_no_more() {
    let mut store = Store::in_memory().unwrap();
    let closed = Act::Closed { cause: crate::incident::Cause::Itself, text: None };
    store.append(vec![opened(1, 7), attached(2, 7, &["a"]), opened(3, 8)]).unwrap();
    store.append(vec![attached(4, 8, &["a"]), linked(5, 8, 7), event(6, 8, closed)]).unwrap();
    store.append(vec![tick(7, 7, "a")]).unwrap();
    assert_eq!(state_in(&store, 8, "a"), StepState::Todo);
}

#[rstest::rstest]
#[case::reopened(Act::Reopened)]
#[case::its_end_undone(Act::Undone { target: EventId(Uuid::from_u128(6)) })]
fn a_follower_that_goes_on_after_all_catches_up(#[case] act: Act) {
    let mut store = Store::in_memory().unwrap();
    let closed = Act::Closed { cause: crate::incident::Cause::Itself, text: None };
    store.append(vec![opened(1, 7), attached(2, 7, &["a"]), opened(3, 8)]).unwrap();
    store.append(vec![attached(4, 8, &["a"]), linked(5, 8, 7), event(6, 8, closed)]).unwrap();
    store.append(vec![tick(7, 7, "a")]).unwrap();
    store.append(vec![event(9, 8, act)]).unwrap();
    assert_eq!(state_in(&store, 8, "a"), StepState::Done);
}

#[rstest::rstest]
#[case("UPDATE event SET actor = 'eve'")]
#[case("DELETE FROM event")]
#[case("REPLACE INTO event SELECT * FROM event")]
#[case(
    "REPLACE INTO event SELECT NULL, id, incident, lamport, at, 'eve', device, session, kind, body FROM event"
)]
fn no_statement_changes_an_event(#[case] statement: &str) {
    let mut store = Store::in_memory().unwrap();
    let before = store.append(vec![opened(1, 7)]).unwrap();
    let error = store.connection.execute(statement, []).unwrap_err();
    assert!(error.to_string().contains("events are only appended"), "{error}");
    let incident = store.incident(&IncidentId::from_bits(7)).unwrap().unwrap();
    assert_eq!(incident.events(), before);
}

#[test]
fn rebuilding_repairs_a_list_that_disagrees_with_the_events() {
    let mut store = Store::in_memory().unwrap();
    store.append(vec![opened(1, 7), opened(2, 8)]).unwrap();
    let before = store.incidents().unwrap();
    store
        .connection
        .execute("UPDATE incident SET ticket = 'wrong' WHERE id LIKE '%7'", [])
        .unwrap();
    store.connection.execute("DELETE FROM incident WHERE id LIKE '%8'", []).unwrap();
    assert_ne!(store.incidents().unwrap(), before);
    store.rebuild().unwrap();
    assert_eq!(store.incidents().unwrap(), before);
}

#[test]
fn a_row_written_by_an_older_casebook_is_read_from_the_events_instead() {
    let mut store = Store::in_memory().unwrap();
    store.append(vec![opened(1, 7)]).unwrap();
    let before = store.incidents().unwrap();
    store.connection.execute("UPDATE incident SET ticket = 'stale', folded_by = 0", []).unwrap();
    assert_eq!(store.incidents().unwrap(), before);
}

#[test]
fn an_event_of_a_newer_casebook_is_kept_to_the_letter() {
    let mut store = Store::in_memory().unwrap();
    let body = serde_json::json!({ "to": "Ben", "deep": [1, { "x": null }] });
    let act = Act::Unknown { kind: "handed_over".into(), body };
    store.append(vec![opened(1, 7), event(2, 7, act.clone())]).unwrap();
    let incident = store.incident(&IncidentId::from_bits(7)).unwrap().unwrap();
    assert_eq!(incident.events()[1].act, act);
}

#[test]
fn an_event_that_casebook_cannot_have_written_is_reported_as_damage() {
    let mut store = Store::in_memory().unwrap();
    store.append(vec![opened(1, 7)]).unwrap();
    let id = IncidentId::from_bits(7);
    let broken = "INSERT INTO event SELECT 2, 'no-uuid', incident, 2, at, actor, device, session, kind, body FROM event";
    store.connection.execute(broken, []).unwrap();
    assert!(matches!(store.incident(&id), Err(StoreError::Damaged { .. })));
}

#[test]
fn a_full_store_says_so_and_takes_the_same_events_once_there_is_room() {
    let mut store = Store::in_memory().unwrap();
    store.connection.pragma_update_and_check(None, "max_page_count", 20, |_| Ok(())).unwrap();
    let long = |number| {
        let act = Act::Opened { ticket: "x".repeat(20_000), client: String::new() };
        event(number, 7, act)
    };
    let full = (1..).find_map(|number| store.append(vec![long(number)]).err().map(|e| (number, e)));
    let (number, error) = full.unwrap();
    assert!(matches!(error, StoreError::Full { .. }) && error.is_temporary(), "{error}");
    store.connection.pragma_update_and_check(None, "max_page_count", 2000, |_| Ok(())).unwrap();
    store.append(vec![long(number)]).unwrap();
    let incident = store.incident(&IncidentId::from_bits(7)).unwrap().unwrap();
    assert_eq!(incident.events().len() as u128, number);
}

fn any_event() -> impl Strategy<Value = (u64, Act)> {
    let step = || prop::sample::select(vec!["a", "b", "maybe"]);
    let state = prop::sample::select(StepState::ALL.to_vec());
    let target = || (0..30_u128).prop_map(|number| EventId(Uuid::from_u128(number)));
    let act = prop_oneof![
        ("\\PC{0,3}", "\\PC{0,3}").prop_map(|(ticket, client)| Act::Opened { ticket, client }),
        ("\\PC{0,3}", prop::option::of("\\PC{0,3}")).prop_map(|(ticket, client)| Act::Edited {
            ticket: Some(ticket),
            client,
            title: None
        }),
        Just(attached(0, 0, &["a", "b", "maybe"]).act),
        (step(), state)
            .prop_map(|(step, state)| { Act::mark(&issue(), &step.parse().unwrap(), state, None) }),
        target().prop_map(|target| Act::Undone { target }),
        target().prop_map(|target| Act::Redone { target }),
    ];
    (0..4_u64, act)
}

proptest! {
    #[test]
    fn the_list_is_what_the_events_tell_after_every_append(
        history in prop::collection::vec(prop::collection::vec(any_event(), 1..4), 1..10),
    ) {
        let mut store = Store::in_memory().unwrap();
        let mut numbers = 0..;
        for batch in history {
            let events = batch.into_iter().zip(&mut numbers);
            store.append(events.map(|((incident, act), number)| event(number, incident, act)).collect()).unwrap();
            prop_assert_eq!(store.incidents().unwrap(), summary::replay(&store.connection).unwrap());
        }
        let derived = store.incidents().unwrap();
        store.rebuild().unwrap();
        prop_assert_eq!(store.incidents().unwrap(), derived);
    }
}
