//! What must hold of every line: the incident that comes out is the one that went in.

use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    diagnose::{Confidence, extract::Extracted},
    incident::{
        Attached, AttachedStep, Author, Cause, Diagnosed, EventId, FixState, IncidentId, Mark,
        RunningWait, SessionId, StepRef, StepState,
    },
    issue::{IssueId, StepId},
    redact::{Options, Tokens, redact},
};

const ISSUES: [&str; 2] = ["mfa", "gdap"];
const STEPS: [&str; 3] = ["a", "b", "c"];

fn issue(name: &str) -> IssueId {
    name.parse().unwrap()
}

fn step(name: &str) -> StepId {
    name.parse().unwrap()
}

fn event(number: u64, act: Act) -> Event {
    let second = i64::try_from(number).unwrap();
    Event {
        id: EventId(Uuid::from_u128(u128::from(number))),
        incident: IncidentId::from_bits(7),
        lamport: number,
        at: Timestamp::from_second(second).unwrap(),
        author: Author {
            name: "ann".into(),
            device: "desk".into(),
            session: SessionId(Uuid::from_u128(1)),
        },
        act,
    }
}

fn folded(acts: impl IntoIterator<Item = Act>) -> Incident {
    let opened = Act::Opened { ticket: "T-1".into(), client: "Contoso".into() };
    let acts = [opened].into_iter().chain(acts);
    let events = acts.zip(1..).map(|(act, number)| event(number, act));
    Incident::from_events(IncidentId::from_bits(7), events)
}

/// The incident as a second machine has it after taking in the line of the first.
fn taken_in(known: Option<Incident>, line: &str) -> Incident {
    let events = find_in(line).unwrap().unwrap();
    let id = events[0].incident.clone();
    let known = known.unwrap_or_else(|| Incident::new(id.clone()));
    let mut stored = known.events().to_vec();
    let first = stored.len() as u64 + 1;
    let news = news(&known, events).into_iter().zip(first..);
    stored.extend(news.map(|(event, lamport)| Event { lamport, ..event }));
    Incident::from_events(id, stored)
}

/// Everything that people see of an incident.
fn derived(incident: &Incident) -> impl PartialEq + std::fmt::Debug + use<> {
    let marks: Vec<_> = ISSUES
        .iter()
        .flat_map(|name| STEPS.iter().map(move |place| (issue(name), step(place))))
        .map(|(issue, step)| incident.mark(&issue, &step).cloned())
        // An open step is an open step, whether somebody said so or nobody said anything.
        .map(|mark: Option<Mark>| mark.filter(|mark| mark.state != StepState::Todo))
        .collect();
    let fixes: Vec<_> = ISSUES
        .iter()
        .map(|name| incident.failed_fix(&issue(name), &"first".parse().unwrap()).cloned())
        .collect();
    let attached: Vec<_> = incident.issues().cloned().collect();
    let ruled_out: Vec<_> =
        incident.ruled_out().map(|(attached, why)| (attached.clone(), why.clone())).collect();
    let comments: Vec<_> = incident.comments().map(|comment| format!("{comment:?}")).collect();
    let mut waits: Vec<_> = incident.waits().collect();
    waits.sort_by(|a, b| (&a.issue, &a.step).cmp(&(&b.issue, &b.step)));
    let diagnosed = incident.diagnoses().map(|one| one.excerpt.clone()).collect::<Vec<_>>();
    let names = [incident.ticket(), incident.client(), incident.title()].map(str::to_owned);
    let end = (incident.closing().cloned(), incident.leader().cloned(), diagnosed);
    (marks, fixes, attached, ruled_out, comments, waits, names, end)
}

fn attached(name: &str, steps: &[&str]) -> Act {
    Act::Attached(Attached {
        issue: issue(name),
        title: name.to_uppercase(),
        pack: "test".parse().unwrap(),
        version: "1".into(),
        steps: steps
            .iter()
            .map(|name| AttachedStep {
                fix: "first".parse().unwrap(),
                step: step(name),
                text: format!("do {name}"),
                conditional: false,
            })
            .collect(),
    })
}

fn diagnosed() -> Act {
    let mut tokens = Tokens::new([7; 16]);
    let excerpt = redact("ann@contoso.com: AADSTS50076", &mut tokens, &Options::default()).text;
    Act::Diagnosed(Box::new(Diagnosed {
        issue: issue("mfa"),
        confidence: Confidence::Certain,
        reason: "AADSTS50076".into(),
        excerpt,
        extracted: Extracted::default(),
        replaced: Vec::new(),
        tokens: tokens.memory().clone(),
    }))
}

fn any_act() -> impl Strategy<Value = Act> {
    let name = || prop::sample::select(ISSUES.to_vec());
    let place = || (name(), prop::sample::select(STEPS.to_vec()));
    let target = || (1..30_u64).prop_map(|number| EventId(Uuid::from_u128(u128::from(number))));
    let state = prop::sample::select(StepState::ALL.to_vec());
    let text = || prop::option::of("[a-z]{0,3}");
    prop_oneof![
        4 => (place(), state, text()).prop_map(|((name, place), state, reason)| {
            Act::mark(&issue(name), &step(place), state, reason)
        }),
        2 => place().prop_map(|(name, place)| {
            let wait = RunningWait { earliest: Some(Timestamp::UNIX_EPOCH), ..RunningWait::default() };
            Act::wait(&issue(name), &step(place), wait)
        }),
        1 => place().prop_map(|(name, place)| Act::Looked { issue: issue(name), step: step(place) }),
        1 => (text(), text(), text()).prop_map(|(ticket, client, title)| Act::Edited { ticket, client, title }),
        2 => (name(), prop::sample::subsequence(STEPS.to_vec(), 1..3))
            .prop_map(|(name, steps)| attached(name, &steps)),
        1 => (name(), text()).prop_map(|(name, reason)| Act::Detached { issue: issue(name), reason }),
        1 => (name(), prop::bool::ANY).prop_map(|(name, failed)| Act::Fix {
            issue: issue(name),
            fix: "first".parse().unwrap(),
            state: if failed { FixState::Failed } else { FixState::Open },
            reason: None,
        }),
        1 => (prop::option::of(place()), "[a-z]{1,3}\n[a-z]").prop_map(|(on, text)| {
            let on = on.map(|(name, place)| StepRef { issue: issue(name), step: step(place) });
            Act::Commented { on, text }
        }),
        1 => Just(Act::Closed { cause: Cause::Itself, text: None }),
        1 => Just(Act::Reopened),
        1 => Just(diagnosed()),
        1 => Just(Act::Linked { leader: IncidentId::from_bits(9) }),
        2 => target().prop_map(|target| Act::Undone { target }),
        1 => target().prop_map(|target| Act::Redone { target }),
    ]
}

proptest! {
    #[test]
    fn the_incident_that_comes_out_is_the_one_that_went_in(
        acts in prop::collection::vec(any_act(), 0..30),
    ) {
        let incident = folded(acts);
        let other = taken_in(None, &encode(&incident));
        prop_assert_eq!(derived(&other), derived(&incident));
    }

    #[test]
    fn taking_a_line_in_again_or_where_the_incident_is_known_changes_nothing(
        acts in prop::collection::vec(any_act(), 0..30),
    ) {
        let incident = folded(acts);
        let line = encode(&incident);
        let other = taken_in(None, &line);
        prop_assert_eq!(news(&other, find_in(&line).unwrap().unwrap()), []);
        prop_assert_eq!(news(&incident, find_in(&line).unwrap().unwrap()), []);
    }

    #[test]
    fn a_second_line_brings_what_happened_since_the_first(
        acts in prop::collection::vec(any_act(), 0..30),
        first in 0..30_usize,
    ) {
        let whole = folded(acts.clone());
        let known = taken_in(None, &encode(&folded(acts.into_iter().take(first))));
        prop_assert_eq!(derived(&taken_in(Some(known), &encode(&whole))), derived(&whole));
    }

    #[test]
    fn a_line_survives_wrapping_and_quoting(
        width in 12..90_usize,
        prefix in prop::sample::select(vec!["", "> ", "> > ", "   ", "\t", ">"]),
        newline in prop::sample::select(vec!["\n", "\r\n", " \n"]),
    ) {
        let incident = folded([attached("mfa", &STEPS), diagnosed()]);
        let line = encode(&incident);
        let wrapped: Vec<_> =
            line.as_bytes().chunks(width).map(|part| String::from_utf8_lossy(part)).collect();
        let text = format!(
            "Hello,{newline}{prefix}casebook: see below{newline}{prefix}{}{newline}{prefix}Regards{newline}Ann",
            wrapped.join(&format!("{newline}{prefix}")),
        );
        prop_assert_eq!(find_in(&text), find_in(&line));
        prop_assert!(find_in(&line).unwrap().is_ok());
    }

    #[test]
    fn a_line_that_is_cut_off_is_told_as_cut_off(part in 0.2..0.99_f64) {
        let line = encode(&folded([attached("mfa", &STEPS)]));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a part of it")]
        let length = (line.len() as f64 * part) as usize;
        let found = find_in(&line[..length]).unwrap();
        prop_assert!(matches!(found, Err(HandoverError::CutOff { .. })), "{:?}", found);
    }

    #[test]
    fn a_line_with_one_other_character_is_told_as_changed(at in any::<prop::sample::Index>()) {
        let line = encode(&folded([attached("mfa", &STEPS)]));
        let packed = line.rfind('.').unwrap() + 1;
        let at = packed + at.index(line.len() - packed);
        let other = if line.as_bytes()[at] == b'A' { "B" } else { "A" };
        let changed = format!("{}{other}{}", &line[..at], &line[at + 1..]);
        prop_assert_eq!(find_in(&changed), Some(Err(HandoverError::Changed)));
    }

    #[test]
    fn no_text_is_too_strange(text in "(casebook:1? ?|[0-9a-f]{8}\\.|9{1,9}\\.|\\PC{0,20})*") {
        let _ = find_in(&text);
    }
}

#[test]
fn what_is_older_than_what_is_known_changes_nothing() {
    let mut mine = folded([attached("mfa", &STEPS)]);
    let line = {
        let mut theirs = mine.clone();
        theirs.apply(event(10, Act::mark(&issue("mfa"), &step("a"), StepState::Failed, None)));
        theirs.apply(event(12, Act::mark(&issue("mfa"), &step("b"), StepState::Failed, None)));
        encode(&theirs)
    };
    mine.apply(event(11, Act::mark(&issue("mfa"), &step("a"), StepState::Done, None)));
    let mine = taken_in(Some(mine), &line);
    assert_eq!(mine.state(&issue("mfa"), &step("a")), StepState::Done);
    assert_eq!(mine.state(&issue("mfa"), &step("b")), StepState::Failed);
}

#[test]
fn a_line_holds_no_hash_and_its_tokens_are_not_given_again() {
    let other = taken_in(None, &encode(&folded([diagnosed()])));
    let mut tokens = Tokens::resume([9; 16], other.tokens());
    let again = redact("bob@fabrikam.com", &mut tokens, &Options::default());
    assert_eq!(again.text, "[email-2]");
    assert_ne!(other.tokens(), folded([diagnosed()]).tokens());
}

#[test]
fn of_several_lines_the_newest_counts() {
    let older = folded([attached("mfa", &STEPS)]);
    let mut newer = older.clone();
    newer.apply(event(20, Act::mark(&issue("mfa"), &step("a"), StepState::Done, None)));
    for lines in [[&newer, &older], [&older, &newer]] {
        let text = lines.map(encode).join("\n\nnote of yesterday\n");
        assert_eq!(find_in(&text), find_in(&encode(&newer)));
    }
    let text = format!("casebook:1 00000000.4.AAAA\n{}", encode(&older));
    assert_eq!(find_in(&text), find_in(&encode(&older)));
}

#[rstest::rstest]
#[case::nothing("a ticket of the casebook")]
#[case::a_sentence("casebook:1 is the form of the line")]
#[case::another_word("casebook:12345678.4.AAAA")]
fn a_text_without_a_line_has_none(#[case] text: &str) {
    assert_eq!(find_in(text), None);
}

#[test]
fn a_line_of_a_newer_form_is_told_as_such() {
    let text = format!("casebook:2 {}", "x".repeat(60));
    let error = find_in(&text).unwrap().unwrap_err();
    assert_eq!(error, HandoverError::Newer("casebook:2".into()));
}

#[test]
fn what_grows_without_end_is_not_taken_in() {
    let bomb = line::pack(&vec![b' '; MOST_BYTES + 1]);
    assert!(bomb.len() < 10_000);
    assert_eq!(find_in(&bomb), Some(Err(HandoverError::TooLarge)));
    assert_eq!(find_in("casebook:1 00000000.99999999.AAAA"), Some(Err(HandoverError::TooLarge)));
    let many = vec![event(1, Act::Reopened).to_json(); MOST_EVENTS + 1];
    let many = line::pack(Value::from(many).to_string().as_bytes());
    assert_eq!(find_in(&many), Some(Err(HandoverError::TooLarge)));
}

#[rstest::rstest]
#[case::no_json(b"hello".to_vec())]
#[case::no_events(b"[]".to_vec())]
#[case::no_beginning(Value::from(vec![event(1, Act::Reopened).to_json()]).to_string().into_bytes())]
#[case::deep(b"[".repeat(100_000))]
fn what_is_no_incident_is_told_as_such(#[case] bytes: Vec<u8>) {
    let error = find_in(&line::pack(&bytes)).unwrap().unwrap_err();
    assert!(matches!(error, HandoverError::NoIncident(_)), "{error}");
}

#[test]
fn hostile_texts_come_out_clean() {
    let ticket = "T\u{1b}[31m\n1".to_owned();
    let client = "C\u{202e}".to_owned();
    let events = [
        event(1, Act::Opened { ticket, client }),
        event(2, Act::Commented { on: None, text: "one\u{9b}\ntwo".into() }),
    ];
    let json = Value::from(events.map(|event| event.to_json()).to_vec()).to_string();
    let events = find_in(&line::pack(json.as_bytes())).unwrap().unwrap();
    let incident = Incident::from_events(events[0].incident.clone(), events);
    assert_eq!((incident.ticket(), incident.client()), ("T␛[31m 1", "C\u{fffd}"));
    assert_eq!(incident.comments().next().unwrap().text, "one\u{fffd}\ntwo");
}
