//! What must hold of every incident, whatever the order of its events.

use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::issue::{Issue, PackId, WaitOn};

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

#[test]
fn undoing_a_mark_brings_the_mark_before_it_back() {
    let incident =
        folded(&[(1, mark("a", StepState::Done)), (1, mark("a", StepState::Failed)), (1, undo(2))]);
    assert_eq!(incident.state(&id("mfa"), &step("a")), StepState::Done);
}

#[test]
fn redo_brings_the_undone_mark_back() {
    let incident = folded(&[(1, mark("a", StepState::Done)), (1, undo(1)), (1, redo(1))]);
    assert_eq!(incident.state(&id("mfa"), &step("a")), StepState::Done);
}

#[test]
fn undo_takes_the_sessions_own_newest_mark_before_anybody_elses() {
    let mut incident = folded(&[(1, mark("a", StepState::Done)), (2, mark("b", StepState::Done))]);
    assert_eq!(incident.undo_target(&session(1)).unwrap().lamport, 1);
    incident.apply(event(3, 1, undo(1)));
    assert_eq!(incident.undo_target(&session(1)).unwrap().lamport, 2);
    incident.apply(event(4, 1, undo(2)));
    assert_eq!(incident.undo_target(&session(1)), None);
}

#[test]
fn redo_goes_back_through_what_was_undone_until_something_new_is_done() {
    let mut incident = folded(&[
        (1, mark("a", StepState::Done)),
        (1, mark("b", StepState::Done)),
        (1, undo(2)),
        (1, undo(1)),
    ]);
    assert_eq!(incident.redo_target(&session(1)).unwrap().lamport, 1);
    incident.apply(event(5, 1, redo(1)));
    assert_eq!(incident.redo_target(&session(1)).unwrap().lamport, 2);
    incident.apply(event(6, 1, mark("c", StepState::Done)));
    assert_eq!(incident.redo_target(&session(1)), None);
}

#[test]
fn another_sessions_work_does_not_clear_what_can_be_redone() {
    let incident =
        folded(&[(1, mark("a", StepState::Done)), (1, undo(1)), (2, mark("b", StepState::Done))]);
    assert_eq!(incident.redo_target(&session(1)).unwrap().lamport, 1);
}

#[test]
fn repeating_a_state_would_change_nothing() {
    let incident = folded(&[(1, mark("a", StepState::Done))]);
    assert!(!incident.would_change(&mark("a", StepState::Done)));
    assert!(!incident.would_change(&mark("b", StepState::Todo)));
    assert!(incident.would_change(&mark("a", StepState::Todo)));
}

#[test]
fn an_act_of_a_newer_casebook_survives_storing_unchanged() {
    let body = json!({ "from": "2026-11-22T10:00:00Z", "deep": [1, { "x": null }] });
    let act = Act::from_parts("handed_over", body.clone());
    assert_eq!(act, Act::Unknown { kind: "handed_over".into(), body: body.clone() });
    assert_eq!(act.to_parts(), ("handed_over".to_owned(), body));
}

#[test]
fn a_state_of_a_newer_casebook_is_kept_as_unknown() {
    let body = json!({ "issue": "mfa", "step": "a", "state": "delegated" });
    assert_eq!(Act::from_parts("step", body.clone()), Act::Unknown { kind: "step".into(), body });
}

#[rstest::rstest]
#[case(Act::Opened { ticket: "T-1".into(), client: "Contoso".into() })]
#[case(Act::Edited { ticket: Some("T-2".into()), client: None, title: None })]
#[case(Act::Edited { ticket: None, client: None, title: Some("Sign-in".into()) })]
#[case(Act::mark(&id("mfa"), &step("a"), StepState::Skipped, Some("no Duo".into())))]
#[case(Act::Detached { issue: id("mfa"), reason: Some("no Duo".into()) })]
#[case(Act::wait(&id("mfa"), &step("a"), RunningWait { earliest: Some(Timestamp::UNIX_EPOCH), latest: None, on: Some(WaitOn::Microsoft) }))]
#[case(Act::Looked { issue: id("mfa"), step: step("a") })]
#[case(Act::Fix { issue: id("mfa"), fix: "first".parse().unwrap(), state: FixState::Failed, reason: None })]
#[case(Act::Commented { on: None, text: "two\nlines".into() })]
#[case(Act::Commented { on: Some(StepRef { issue: id("mfa"), step: step("a") }), text: "one".into() })]
#[case(Act::Closed { cause: Cause::Fix { issue: id("mfa"), fix: "first".parse().unwrap() }, text: None })]
#[case(Act::Closed { cause: Cause::Other, text: Some("restarted".into()) })]
#[case(Act::Closed { cause: Cause::Itself, text: None })]
#[case(Act::Reopened)]
#[case(Act::Linked { leader: IncidentId::from_bits(9) })]
#[case(undo(9))]
#[case(redo(9))]
#[case(Act::Attached(attached(&["a"])))]
fn every_act_survives_storing(#[case] act: Act) {
    let (kind, body) = act.to_parts();
    assert_eq!(Act::from_parts(&kind, body), act);
}

fn failed_fix() -> Act {
    let (issue, fix) = (id("mfa"), "first".parse().unwrap());
    Act::Fix { issue, fix, state: FixState::Failed, reason: Some("same error".into()) }
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
fn undoing_a_comment_a_closing_or_a_correction_takes_it_back() {
    let edited = Act::Edited { ticket: None, client: Some("Fabrikam".into()), title: None };
    let mut incident = folded(&[
        (1, Act::Opened { ticket: String::new(), client: "Contoso".into() }),
        (1, Act::Commented { on: None, text: "called".into() }),
        (1, edited),
        (1, Act::Closed { cause: Cause::Itself, text: None }),
    ]);
    for number in 5..8 {
        let target = incident.undo_target(&session(1)).unwrap().id;
        incident.apply(event(number, 1, Act::Undone { target }));
    }
    assert_eq!(
        (incident.client(), incident.closing(), incident.comments().count()),
        ("Contoso", None, 0)
    );
    assert_eq!(incident.undo_target(&session(1)), None);
}

#[test]
fn what_an_incident_is_about_cannot_be_undone() {
    let incident = folded(&[(1, Act::Attached(attached(&["a"]))), (1, undo(1))]);
    assert_eq!(incident.issues().count(), 1);
}

#[rstest::rstest]
#[case("do a", Since::Same)]
#[case("do it otherwise", Since::Changed)]
fn a_step_tells_what_became_of_it_since_its_issue_was_attached(
    #[case] text: &str,
    #[case] since: Since,
) {
    let incident = folded(&[(1, Act::Attached(attached(&["a"])))]);
    let step = |id: &str, text: &str| json!({ "id": id, "text": text, "copy": [], "link": [] });
    let fix = json!({
        "id": "first", "title": "t", "done": "d", "level": "msp", "step": [step("a", text), step("b", "new")],
    });
    let issue = json!({
        "id": "mfa", "pack": "test", "section": "all", "title": "t", "short": "s", "summary": "s", "client": "c",
        "services": [], "phase": [], "aliases": [], "examples": [], "not_examples": [], "signature": [],
        "detail": [], "fix": [fix], "tell_apart": [],
    });
    let issue: Issue = serde_json::from_value(issue).unwrap();
    let checklist = incident.checklist(&id("mfa"), Some(&issue));
    let found: Vec<_> = checklist.steps.iter().map(|step| step.since).collect();
    assert_eq!(found, [since, Since::New]);
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
fn steps_of_an_issue_that_vanished_from_the_pack_are_still_listed_as_gone() {
    let incident =
        folded(&[(1, Act::Attached(attached(&["a", "b"]))), (1, mark("b", StepState::Done))]);
    let checklist = incident.checklist(&id("mfa"), None);
    let rows: Vec<_> = checklist
        .steps
        .iter()
        .map(|step| (step.id.as_str(), step.state(), step.is_gone()))
        .collect();
    assert_eq!(rows, [("a", StepState::Todo, true), ("b", StepState::Done, true)]);
}

#[test]
fn a_step_whose_condition_was_denied_does_not_count() {
    let incident = folded(&[
        (1, Act::Attached(attached(&["a", "maybe"]))),
        (1, mark("a", StepState::Done)),
        (1, mark("maybe", StepState::Skipped)),
    ]);
    let progress = incident.checklist(&id("mfa"), None).progress();
    assert_eq!(progress, Progress { settled: 1, total: 1 });
}

#[test]
fn an_incident_id_reads_back_and_has_no_letter_that_is_misheard() {
    let id = IncidentId::from_bits(u64::MAX);
    assert_eq!(id.as_str(), "zzzzzzzz");
    assert_eq!(id.as_str().parse(), Ok(id));
    assert_eq!("oilu0000".parse::<IncidentId>(), Err(IncidentIdError));
}

fn any_act() -> impl Strategy<Value = Act> {
    let state = prop::sample::select(StepState::ALL.to_vec());
    let name = prop::sample::select(vec!["a", "b", "c"]);
    prop_oneof![
        (name, state).prop_map(|(name, state)| mark(name, state)),
        (1..20_u64).prop_map(undo),
        (1..20_u64).prop_map(redo),
        ("[a-z]{0,3}", "[a-z]{0,3}").prop_map(|(ticket, client)| Act::Opened { ticket, client }),
        Just(Act::Attached(attached(&["a", "b"]))),
        Just(Act::Detached { issue: id("mfa"), reason: None }),
        Just(Act::Looked { issue: id("mfa"), step: step("a") }),
        Just(Act::wait(&id("mfa"), &step("a"), RunningWait::default())),
        prop::sample::select(vec![FixState::Open, FixState::Failed]).prop_map(|state| Act::Fix {
            issue: id("mfa"),
            fix: "first".parse().unwrap(),
            state,
            reason: None,
        }),
        Just(Act::Closed { cause: Cause::Itself, text: None }),
        Just(Act::Reopened),
    ]
}

proptest! {
    #[test]
    fn the_order_of_applying_and_repeats_do_not_matter(
        acts in prop::collection::vec((1..3_u128, any_act()), 1..20),
        seed in any::<usize>(),
    ) {
        let expected = folded(&acts);
        let mut events = expected.events().to_vec();
        let length = events.len();
        for index in 0..length {
            events.swap(index, seed.wrapping_mul(index + 1) % length);
        }
        let mut shuffled = incident();
        for event in events.iter().chain(events.iter().take(3)) {
            shuffled.apply(event.clone());
        }
        prop_assert_eq!(shuffled, expected);
    }

    #[test]
    fn undo_then_redo_changes_no_state(acts in prop::collection::vec((1..3_u128, any_act()), 1..20)) {
        let before = folded(&acts);
        let mut after = before.clone();
        if let Some(target) = before.undo_target(&session(1)).map(|event| event.id) {
            after.apply(event(50, 1, Act::Undone { target }));
            after.apply(event(51, 1, Act::Redone { target }));
        }
        for name in ["a", "b", "c"] {
            prop_assert_eq!(before.state(&id("mfa"), &step(name)), after.state(&id("mfa"), &step(name)));
        }
    }
}
