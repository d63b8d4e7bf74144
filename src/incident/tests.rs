//! What must hold of an incident: how it goes on, waits and ends.

mod acts;
mod checklist;
mod ending;
mod properties;
mod secrets;
mod undo;

use uuid::Uuid;

use super::*;
use crate::issue::PackId;

fn id(text: &str) -> IssueId {
    text.parse().unwrap()
}

fn step(text: &str) -> StepId {
    text.parse().unwrap()
}

fn incident() -> Incident {
    Incident::new(IncidentId::from_bits(7))
}

fn event(number: u64, session: u128, act: Act) -> Event {
    Event {
        id: EventId(Uuid::from_u128(u128::from(number))),
        incident: IncidentId::from_bits(7),
        lamport: number,
        at: Timestamp::from_second(i64::try_from(number).unwrap()).unwrap(),
        author: Author {
            name: "ann".into(),
            device: "desk".into(),
            session: SessionId(Uuid::from_u128(session)),
        },
        act,
    }
}

fn mark(text: &str, state: StepState) -> Act {
    Act::mark(&id("mfa"), &step(text), state, None)
}

fn undo(number: u64) -> Act {
    Act::Undone { target: EventId(Uuid::from_u128(u128::from(number))) }
}

fn redo(number: u64) -> Act {
    Act::Redone { target: EventId(Uuid::from_u128(u128::from(number))) }
}

fn session(number: u128) -> SessionId {
    SessionId(Uuid::from_u128(number))
}

fn folded(acts: &[(u128, Act)]) -> Incident {
    let events =
        acts.iter().zip(1..).map(|((session, act), number)| event(number, *session, act.clone()));
    Incident::from_events(IncidentId::from_bits(7), events)
}

fn failed_fix() -> Act {
    let (issue, fix) = (id("mfa"), "first".parse().unwrap());
    Act::Fix { issue, fix, state: FixState::Failed, reason: Some("same error".into()) }
}

fn attached(steps: &[&str]) -> Attached {
    Attached {
        issue: id("mfa"),
        title: "MFA".into(),
        pack: "test".parse::<PackId>().unwrap(),
        version: "1".into(),
        steps: steps
            .iter()
            .map(|name| AttachedStep {
                fix: "first".parse().unwrap(),
                step: step(name),
                text: format!("do {name}"),
                conditional: *name == "maybe",
            })
            .collect(),
    }
}

#[test]
fn repeating_a_state_would_change_nothing() {
    let incident = folded(&[(1, mark("a", StepState::Done))]);
    assert!(!incident.would_change(&mark("a", StepState::Done)));
    assert!(!incident.would_change(&mark("b", StepState::Todo)));
    assert!(incident.would_change(&mark("a", StepState::Todo)));
}

#[test]
fn an_incident_was_opened_when_its_own_first_event_happened_and_not_its_leaders() {
    let own = event(5, 1, Act::Opened { ticket: "T-1".into(), client: "Contoso".into() });
    let of_leader = event(2, 1, mark("a", StepState::Done)).for_follower(&own.incident).unwrap();
    let mirrored = Event { lamport: 6, ..of_leader };
    let id = IncidentId::from_bits(7);
    let incident = Incident::from_events(id.clone(), [own.clone(), mirrored.clone()]);
    assert_eq!(incident.opened_at(), Some(own.at));
    // A part of it: its beginning is elsewhere.
    let later = event(9, 1, mark("b", StepState::Done));
    let part = Incident::from_events(id.clone(), [mirrored.clone(), later.clone()]);
    assert_eq!(part.opened_at(), Some(later.at));
    assert_eq!(Incident::from_events(id, [mirrored.clone()]).opened_at(), Some(mirrored.at));
}

#[test]
fn a_look_at_a_wait_keeps_its_deadline() {
    let latest = Timestamp::from_second(500).unwrap();
    let wait = RunningWait { latest: Some(latest), ..RunningWait::default() };
    let incident = folded(&[
        (1, Act::Attached(attached(&["a"]))),
        (1, Act::wait(&id("mfa"), &step("a"), wait)),
        (1, Act::Looked { issue: id("mfa"), step: step("a") }),
    ]);
    let waits: Vec<_> = incident.waits().collect();
    assert_eq!(waits.len(), 1);
    assert_eq!(
        (waits[0].looked, waits[0].wait.latest),
        (Timestamp::from_second(3).ok(), Some(latest))
    );
    assert_eq!(Summary::of(&incident).unwrap().state, State::Waiting);
}

#[test]
fn a_step_that_is_done_waits_no_more() {
    let incident = folded(&[
        (1, Act::Attached(attached(&["a"]))),
        (1, Act::wait(&id("mfa"), &step("a"), RunningWait::default())),
        (1, mark("a", StepState::Done)),
    ]);
    assert_eq!(incident.waits().count(), 0);
}

#[test]
fn a_fix_that_did_not_help_is_waited_for_no_more() {
    let mut incident = folded(&[
        (1, Act::Attached(attached(&["a"]))),
        (1, Act::wait(&id("mfa"), &step("a"), RunningWait::default())),
        (1, failed_fix()),
    ]);
    assert_eq!(incident.waits().count(), 0);
    incident.apply(event(4, 1, undo(3)));
    assert_eq!(incident.waits().count(), 1);
}

#[test]
fn a_reason_can_follow_and_is_not_lost_by_repeating_the_state() {
    let failed = |reason: Option<&str>| {
        Act::mark(&id("mfa"), &step("a"), StepState::Failed, reason.map(str::to_owned))
    };
    let in_vain = |reason: Option<&str>| Act::Fix {
        issue: id("mfa"),
        fix: "first".parse().unwrap(),
        state: FixState::Failed,
        reason: reason.map(str::to_owned),
    };
    let incident = folded(&[(1, failed(Some("no Duo"))), (1, in_vain(Some("same error")))]);
    assert!(!incident.would_change(&failed(None)));
    assert!(!incident.would_change(&in_vain(None)));
    assert!(incident.would_change(&failed(Some("no licence"))));
    assert!(incident.would_change(&in_vain(Some("another error"))));
    assert!(!incident.would_change(&in_vain(Some("same error"))));
}

#[test]
fn a_wait_that_ends_another_time_is_another_one() {
    let wait = |latest| {
        Act::wait(&id("mfa"), &step("a"), RunningWait { latest, ..RunningWait::default() })
    };
    let incident = folded(&[(1, wait(Some(Timestamp::UNIX_EPOCH)))]);
    assert!(!incident.would_change(&wait(Some(Timestamp::UNIX_EPOCH))));
    assert!(incident.would_change(&wait(None)));
}

#[test]
fn the_reason_for_ruling_an_issue_out_can_follow_and_is_not_lost_by_repeating() {
    let ruled_out =
        |reason: Option<&str>| Act::Detached { issue: id("mfa"), reason: reason.map(Into::into) };
    let mut incident = folded(&[(1, Act::Attached(attached(&["a"]))), (1, ruled_out(None))]);
    assert!(!incident.would_change(&ruled_out(None)));
    assert!(incident.would_change(&ruled_out(Some("no Duo here"))));
    incident.apply(event(3, 1, ruled_out(Some("no Duo here"))));
    assert!(!incident.would_change(&ruled_out(Some("no Duo here"))));
    assert!(!incident.would_change(&ruled_out(None)));
}

#[test]
fn an_issue_that_was_ruled_out_is_remembered_with_its_reason_and_can_come_back() {
    let reason = Some("no Duo here".to_owned());
    let mut incident = folded(&[
        (1, Act::Attached(attached(&["a"]))),
        (1, mark("a", StepState::Done)),
        (1, Act::Detached { issue: id("mfa"), reason: reason.clone() }),
    ]);
    assert_eq!((incident.issues().count(), incident.attached(&id("mfa"))), (0, None));
    assert_eq!(incident.ruled_out().next().unwrap().1.reason, reason);
    assert_eq!(incident.state(&id("mfa"), &step("a")), StepState::Done);
    incident.apply(event(4, 1, Act::Attached(attached(&["a"]))));
    assert_eq!((incident.issues().count(), incident.ruled_out().count()), (1, 0));
}

#[test]
fn what_was_not_done_of_a_fix_that_did_not_help_counts_no_more_and_is_not_next() {
    let mut other = attached(&["a", "b"]).steps;
    other.extend(
        attached(&["c"])
            .steps
            .into_iter()
            .map(|step| AttachedStep { fix: "second".parse().unwrap(), ..step }),
    );
    let attached = Attached { steps: other, ..attached(&[]) };
    let mut incident = folded(&[(1, Act::Attached(attached)), (1, mark("a", StepState::Done))]);
    let of_then = |incident: &Incident| {
        let mut checklist = incident.checklist(&id("mfa"), None);
        checklist.steps.iter_mut().for_each(|step| step.since = Since::Same);
        let next = checklist.next().map(|step| step.id.to_string());
        (checklist.progress(), next)
    };
    assert_eq!(of_then(&incident), (Progress { settled: 1, total: 2 }, Some("b".to_owned())));
    incident.apply(event(3, 1, failed_fix()));
    assert_eq!(of_then(&incident), (Progress { settled: 1, total: 2 }, Some("c".to_owned())));
    incident.apply(event(4, 1, undo(3)));
    assert_eq!(of_then(&incident), (Progress { settled: 1, total: 2 }, Some("b".to_owned())));
}

#[test]
fn a_closed_incident_waits_for_nothing_and_a_reopened_one_goes_on() {
    let closed = Act::Closed { cause: Cause::Vendor, text: None };
    let mut incident = folded(&[
        (1, Act::Attached(attached(&["a"]))),
        (1, Act::wait(&id("mfa"), &step("a"), RunningWait::default())),
        (1, closed),
    ]);
    let state = |incident: &Incident| Summary::of(incident).unwrap().state;
    assert_eq!((state(&incident), incident.waits().count()), (State::Resolved, 0));
    incident.apply(event(4, 1, Act::Reopened));
    assert_eq!((state(&incident), incident.waits().count()), (State::Waiting, 1));
}

#[test]
fn an_incident_id_reads_back_and_has_no_letter_that_is_misheard() {
    let id = IncidentId::from_bits(u64::MAX);
    assert_eq!(id.as_str(), "zzzzzzzz");
    assert_eq!(id.as_str().parse(), Ok(id));
    assert_eq!("oilu0000".parse::<IncidentId>(), Err(IncidentIdError));
}
