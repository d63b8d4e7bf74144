//! Notes as pictures over an incident that went through a lot, and what must hold of the notes of any incident.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt;

use casebook::{
    builtin,
    clock::Clock,
    diagnose::{Matchers, Shown},
    incident::{
        Act, Author, Cause, Diagnosed, Event, EventId, FixState, Incident, IncidentId, RunningWait,
        SessionId, StepRef, StepState,
    },
    issue::{Issue, IssueId, StepId, WaitOn},
    note::{Audience, Block, Note, Section},
    pack::Packs,
    redact::{Options, Tokens},
};
use jiff::{
    Timestamp,
    tz::{TimeZone, offset},
};
use proptest::prelude::*;
use uuid::Uuid;

const RAW: &str = "\
08:58:10 sign-in of ann@contoso.com at Contoso Ltd
{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50076: Due to a configuration change made by your \
administrator, or because you moved to a new location, you must use multi-factor authentication to access \
'00000003-0000-0000-c000-000000000000'.\",\"tenant\":\"contoso.onmicrosoft.com\"}
Trace ID: 5ec5d6a2-1b3f-4c1e-9a3e-0f2d5b7c1a00
Correlation ID: 8f14e45f-ceea-467f-a9a5-6e1f0c7d2b11
Timestamp: 2026-11-20 08:58:12Z
HTTP status: 401";

const WAITING: &str = "missing-scopes-graph-list";
const RULED_OUT: &str = "must-use-mfa";

fn packs() -> Packs {
    Packs::merge([builtin::pack()]).0
}

fn issue<'a>(packs: &'a Packs, name: &str) -> &'a Issue {
    packs.issue(&id(name)).unwrap()
}

fn id(name: &str) -> IssueId {
    name.parse().unwrap()
}

fn step(name: &str) -> StepId {
    name.parse().unwrap()
}

fn clock(now: &str) -> Clock {
    Clock { now: now.parse().unwrap(), zone: TimeZone::fixed(offset(1)) }
}

/// An incident, told act by act.
struct Story {
    incident: Incident,
    packs: Packs,
    number: u64,
}

impl Story {
    fn new(ticket: &str, client: &str) -> Self {
        let incident = Incident::new(IncidentId::from_bits(7));
        let mut story = Self { incident, packs: packs(), number: 0 };
        let opened = Act::Opened { ticket: ticket.into(), client: client.into() };
        story.tell("2026-11-20T09:02:00Z", "Ann Meyer", opened);
        story
    }

    fn tell(&mut self, at: &str, by: &str, act: Act) -> &mut Self {
        self.number += 1;
        self.incident.apply(Event {
            id: EventId(Uuid::from_u128(u128::from(self.number))),
            incident: self.incident.id().clone(),
            lamport: self.number,
            at: at.parse().unwrap(),
            author: Author {
                name: by.into(),
                device: "desk".into(),
                session: SessionId(Uuid::from_u128(1)),
            },
            act,
        });
        self
    }

    fn attach(&mut self, at: &str, name: &str) -> &mut Self {
        let act = Act::attach(issue(&self.packs, name), "1.0.0");
        self.tell(at, "Ann Meyer", act)
    }

    fn note(&self, now: &str, audience: Audience) -> Note {
        let mut note = Note::new(&self.incident, &self.packs, &clock(now), audience);
        // What it holds has tests of its own.
        note.handover = note.handover.map(|line| line[..11].to_owned() + "…");
        note
    }
}

fn mark(name: &str, place: &str, state: StepState, reason: Option<&str>) -> Act {
    Act::mark(&id(name), &step(place), state, reason.map(str::to_owned))
}

fn comment(on: Option<(&str, &str)>, text: &str) -> Act {
    let on = on.map(|(name, place)| StepRef { issue: id(name), step: step(place) });
    Act::Commented { on, text: text.into() }
}

/// What an incident keeps of a pasted error.
fn diagnosed(packs: &Packs, client: &str) -> Act {
    let diagnosis = Matchers::new(packs).diagnose(packs, RAW);
    let mut tokens = Tokens::new([7; 16]);
    let options = Options { client: Some(client.into()), ..Options::default() };
    let shown = Shown::new(diagnosis, RAW, &mut tokens, &options);
    let (_, group, found) = shown.matches()[0];
    Act::Diagnosed(Box::new(Diagnosed::of(&shown, group, found, &tokens)))
}

/// Two issues, of which one was the wrong one; a fix that did not help; a wait with a look in vain; comments.
fn rich() -> Story {
    let mut story = Story::new("T-48211", "Contoso Ltd");
    let wait = RunningWait {
        earliest: Some("2026-11-22T12:20:00Z".parse().unwrap()),
        latest: Some("2026-11-24T10:20:00Z".parse().unwrap()),
        on: Some(WaitOn::Microsoft),
        ..RunningWait::default()
    };
    // The name of the client was not known while this was pasted.
    let diagnosed = diagnosed(&story.packs, "");
    story
        .attach("2026-11-20T09:02:00Z", RULED_OUT)
        .tell("2026-11-20T09:02:00Z", "Ann Meyer", diagnosed)
        .tell(
            "2026-11-20T09:10:00Z",
            "Ann Meyer",
            mark(RULED_OUT, "check-mfa-settings", StepState::Done, None),
        )
        .tell(
            "2026-11-20T09:15:00Z",
            "Ann Meyer",
            mark(RULED_OUT, "check-ca-policies", StepState::Failed, Some("no policy names us")),
        )
        .tell(
            "2026-11-20T09:20:00Z",
            "Ann Meyer",
            Act::Detached {
                issue: id(RULED_OUT),
                reason: Some("MFA is fine, scopes are missing".into()),
            },
        )
        .attach("2026-11-20T09:20:00Z", WAITING)
        .tell(
            "2026-11-20T09:30:00Z",
            "Ann Meyer",
            mark(WAITING, "wait-for-sync", StepState::Done, None),
        )
        .tell(
            "2026-11-20T09:31:00Z",
            "Ann Meyer",
            Act::Fix {
                issue: id(WAITING),
                fix: "let-microsoft-sync".parse().unwrap(),
                state: FixState::Failed,
                reason: Some("still 12 scopes".into()),
            },
        )
        .tell(
            "2026-11-21T08:00:00Z",
            "bob",
            mark(WAITING, "uninstall-integration", StepState::Skipped, Some("done last week")),
        )
        .tell(
            "2026-11-21T08:00:00Z",
            "bob",
            mark(WAITING, "install-integration", StepState::Skipped, Some("done last week")),
        )
        .tell(
            "2026-11-21T08:05:00Z",
            "bob",
            mark(WAITING, "check-service-account-roles", StepState::Done, None),
        )
        .tell(
            "2026-11-21T08:06:00Z",
            "bob",
            comment(
                Some((WAITING, "check-service-account-roles")),
                "Roles as listed:\n- Global admin\n- none of Contoso's own",
            ),
        )
        .tell(
            "2026-11-21T08:07:00Z",
            "bob",
            mark(WAITING, "check-service-account-groups", StepState::Done, None),
        )
        .tell("2026-11-21T08:20:00Z", "bob", mark(WAITING, "reauthorise", StepState::Done, None))
        .tell("2026-11-22T10:20:00Z", "bob", Act::wait(&id(WAITING), &step("let-it-sit"), wait))
        .tell(
            "2026-11-22T12:30:00Z",
            "Ann Meyer",
            Act::Looked { issue: id(WAITING), step: step("let-it-sit") },
        )
        .tell(
            "2026-11-22T12:31:00Z",
            "Ann Meyer",
            comment(
                None,
                "Jane (jane@contoso.com) called.\nBob will look again at contoso tomorrow.",
            ),
        );
    story
}

fn closed() -> Story {
    let mut story = rich();
    story
        .tell("2026-11-23T07:55:00Z", "bob", mark(WAITING, "let-it-sit", StepState::Done, None))
        .tell("2026-11-23T08:00:00Z", "bob", mark(WAITING, "check-scopes", StepState::Done, None))
        .tell(
            "2026-11-23T08:02:00Z",
            "bob",
            Act::Closed {
                cause: Cause::Fix { issue: id(WAITING), fix: "reauthorise".parse().unwrap() },
                text: Some("147 scopes now.\nBob told Jane.".into()),
            },
        );
    story
}

const WHILE_WAITING: &str = "2026-11-22T12:45:00Z";
const AFTERWARDS: &str = "2026-11-23T09:00:00Z";

#[test]
fn notes_of_an_incident_that_waits() {
    for audience in Audience::ALL {
        let text = rich().note(WHILE_WAITING, audience).to_text();
        insta::assert_snapshot!(format!("waiting-{audience}"), text);
    }
}

#[test]
fn notes_of_a_closed_incident() {
    for audience in Audience::ALL {
        insta::assert_snapshot!(
            format!("closed-{audience}"),
            closed().note(AFTERWARDS, audience).to_text()
        );
    }
}

#[test]
fn notes_of_an_incident_in_which_nothing_was_done_yet() {
    let mut story = Story::new("", "");
    story.attach("2026-11-20T09:02:00Z", WAITING);
    for audience in Audience::ALL {
        let text = story.note("2026-11-20T09:03:00Z", audience).to_text();
        insta::assert_snapshot!(format!("new-{audience}"), text);
    }
}

#[test]
fn a_note_as_markdown_and_json_says_the_same() {
    let note = rich().note(WHILE_WAITING, Audience::Internal);
    insta::assert_snapshot!("waiting-internal-markdown", note.to_markdown());
    insta::assert_snapshot!(
        "waiting-client-json",
        rich().note(WHILE_WAITING, Audience::Client).to_json().unwrap()
    );
}

#[test]
fn nothing_that_was_typed_or_pasted_becomes_a_mark_in_markdown() {
    let mut story = rich();
    let hostile = "![x](http://evil) <b>@all</b>\n# big\n1. one\n- two\n`";
    story.tell("2026-11-22T12:40:00Z", "bob", comment(None, hostile));
    let mut note = story.note(WHILE_WAITING, Audience::Internal);
    let pasted = vec![Block::Quote { text: "````\n# out".into() }];
    note.sections.push(Section { title: Some("x".into()), blocks: pasted });
    let markdown = note.to_markdown();
    let (_, told) = markdown.split_once("Comments").unwrap();
    assert!(told.contains(r"\!\[x\]\(http://evil\) \<b\>\@all\</b\>"), "{told}");
    for line in [r"  \# big", r"  1\. one", r"  \- two", r"  \`"] {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert!(markdown.contains("\n`````text\n````\n# out\n`````\n"), "{markdown}");
}

#[test]
fn a_wait_that_is_over_is_told_as_over() {
    let at = |now: &str, audience| rich().note(now, audience).to_text();
    let later = "2026-11-22T15:00:00Z";
    assert!(
        at(later, Audience::Internal).contains("re-check due since"),
        "{}",
        at(later, Audience::Internal)
    );
    assert!(at(later, Audience::Client).contains("about to look again"));
    let too_late = "2026-11-24T12:00:00Z";
    assert!(at(too_late, Audience::Internal).contains("to be escalated since 2026-11-24 11:20"));
    assert!(at(too_late, Audience::Client).contains("take the next step now"));
}

#[test]
fn a_fix_that_is_not_finished_is_not_told_as_done() {
    let mut story = Story::new("T-1", "Contoso");
    story.attach("2026-11-20T09:02:00Z", RULED_OUT);
    let first = mark(RULED_OUT, "check-mfa-settings", StepState::Done, None);
    story.tell("2026-11-20T09:10:00Z", "bob", first);
    let text = story.note(AFTERWARDS, Audience::Client).to_text();
    assert!(!text.contains("was corrected"), "{text}");
    assert!(text.contains("have gone through 1 of 5 steps."), "{text}");
}

#[test]
fn after_a_check_that_failed_the_client_is_not_told_that_it_is_checked() {
    let mut story = Story::new("T-1", "Contoso");
    story.attach("2026-11-20T09:02:00Z", "access-denied-403");
    let steps = story.packs.issue(&id("access-denied-403")).unwrap().fixes[0].steps.clone();
    for step in &steps {
        let state = if step == steps.last().unwrap() { StepState::Failed } else { StepState::Done };
        let mark = Act::mark(&id("access-denied-403"), &step.id, state, None);
        story.tell("2026-11-20T09:10:00Z", "bob", mark);
    }
    let text = story.note(AFTERWARDS, Audience::Client).to_text();
    assert!(text.contains("has not solved it. We are looking further into it."), "{text}");
}

#[test]
fn what_is_no_longer_waited_for_is_told_as_over() {
    let mut story = Story::new("T-1", "Contoso");
    let wait = Act::wait(&id(RULED_OUT), &step("check-mfa-settings"), RunningWait::default());
    story
        .attach("2026-11-20T09:02:00Z", RULED_OUT)
        .attach("2026-11-20T09:02:00Z", WAITING)
        .tell("2026-11-20T09:10:00Z", "bob", wait)
        .tell("2026-11-20T09:20:00Z", "bob", Act::Detached { issue: id(RULED_OUT), reason: None });
    for audience in [Audience::Internal, Audience::Vendor] {
        let text = story.note(AFTERWARDS, audience).to_text();
        assert!(text.contains("- waited: Check the MFA settings"), "{text}");
    }
}

#[test]
fn comments_stay_out_of_the_vendors_note() {
    let mut story = Story::new("T-1", "Contoso");
    story.attach("2026-11-20T09:02:00Z", RULED_OUT);
    let empty = story.note(AFTERWARDS, Audience::Vendor);
    let on = Some((RULED_OUT, "check-mfa-settings"));
    story.tell("2026-11-20T09:10:00Z", "bob", comment(on, "Jane Roe reads it to me")).tell(
        "2026-11-20T09:10:00Z",
        "bob",
        comment(None, "call Jane Roe back"),
    );
    assert_eq!(story.note(AFTERWARDS, Audience::Vendor), empty);
}

#[test]
fn times_on_both_sides_of_a_clock_change_have_the_offset_that_the_note_names() {
    let mut story = Story::new("T-1", "Contoso");
    story.attach("2026-10-24T09:02:00Z", RULED_OUT);
    let done = mark(RULED_OUT, "check-mfa-settings", StepState::Done, None);
    story.tell("2026-10-24T09:02:00Z", "bob", done);
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    let clock = Clock { now: "2026-10-26T09:00:00Z".parse().unwrap(), zone };
    let note = Note::new(&story.incident, &story.packs, &clock, Audience::Internal).to_text();
    assert!(note.contains("Times are UTC+01:00."), "{note}");
    assert!(note.contains("(2026-10-24 10:02, bob)"), "{note}");
}

/// A client's name in texts of all kinds.
fn any_client() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Contoso Ltd",
        "Kontor Zürich",
        "ACME",
        "Fabrikam & Söhne GmbH",
        "xyz",
    ])
}

fn any_act(client: &'static str) -> impl Strategy<Value = Act> {
    let packs = packs();
    let names =
        || prop::sample::select(vec![WAITING, RULED_OUT, "access-denied-403", "gone-issue"]);
    let steps = || {
        prop::sample::select(vec![
            "check-mfa-settings",
            "let-it-sit",
            "reauthorise",
            "retry-call",
            "gone",
        ])
    };
    let state = prop::sample::select(StepState::ALL.to_vec());
    let text = move || {
        let upper = client.to_uppercase();
        prop_oneof![
            Just(None),
            Just(Some(format!("asked {client}\nand {upper}"))),
            Just(Some("AADSTS50076 3f2504e0-4f89-11d3-9a0c-0305e82c3301".to_owned())),
            "\\PC{0,12}".prop_map(Some),
        ]
    };
    let attach =
        [WAITING, RULED_OUT, "access-denied-403"].map(|name| Act::attach(issue(&packs, name), "1"));
    let diagnosed = diagnosed(&packs, "");
    let fix = prop::sample::select(vec!["reauthorise", "check-mfa-and-ca", "gone"]);
    let cause = prop_oneof![
        Just(Cause::Other),
        Just(Cause::Itself),
        Just(Cause::Vendor),
        (names(), fix.clone())
            .prop_map(|(name, fix)| Cause::Fix { issue: id(name), fix: fix.parse().unwrap() }),
    ];
    prop_oneof![
        4 => prop::sample::select(attach.to_vec()),
        6 => (names(), steps(), state, text()).prop_map(|(name, place, state, reason)| {
            Act::mark(&id(name), &step(place), state, reason)
        }),
        2 => (names(), steps(), prop::option::of(0..90_i64), prop::option::of(0..90_i64)).prop_map(
            |(name, place, earliest, latest)| {
                let at = |day: i64| Timestamp::from_second(1_795_000_000 + day * 3600).unwrap();
                let wait = RunningWait {
                    earliest: earliest.map(at),
                    latest: latest.map(at),
                    on: Some(WaitOn::Client),
                    ..RunningWait::default()
                };
                Act::wait(&id(name), &step(place), wait)
            },
        ),
        1 => (names(), steps()).prop_map(|(name, place)| Act::Looked { issue: id(name), step: step(place) }),
        1 => (names(), text()).prop_map(|(name, reason)| Act::Detached { issue: id(name), reason }),
        2 => (names(), fix, text()).prop_map(|(name, fix, reason)| Act::Fix {
            issue: id(name),
            fix: fix.parse().unwrap(),
            state: FixState::Failed,
            reason,
        }),
        2 => (prop::option::of((names(), steps())), text()).prop_map(|(on, text)| {
            comment(on, &text.unwrap_or_default())
        }),
        1 => (cause, text()).prop_map(|(cause, text)| Act::Closed { cause, text }),
        1 => Just(Act::Reopened),
        1 => Just(diagnosed),
        1 => text().prop_map(|title| Act::Edited { ticket: None, client: None, title }),
        1 => (1..20_u128).prop_map(|number| Act::Undone { target: EventId(Uuid::from_u128(number)) }),
    ]
}

fn any_story() -> impl Strategy<Value = (Story, &'static str)> {
    any_client().prop_flat_map(|client| {
        prop::collection::vec(any_act(client), 0..20).prop_map(move |acts| {
            let mut story = Story::new("T-1", client);
            for act in acts {
                story.tell("2026-11-20T09:02:00Z", client, act);
            }
            (story, client)
        })
    })
}

impl fmt::Debug for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.incident.events().fmt(f)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_note_for_a_vendor_never_names_the_client((story, client) in any_story()) {
        let note = story.note(AFTERWARDS, Audience::Vendor);
        let told = [note.to_text(), note.to_markdown(), note.to_json().unwrap()];
        let name = client.to_lowercase();
        for told in told {
            prop_assert!(!told.to_lowercase().contains(&name), "{told}");
        }
    }

    #[test]
    fn the_note_for_the_client_has_no_code_and_no_id((story, _) in any_story()) {
        let told = story.note(AFTERWARDS, Audience::Client).to_text();
        prop_assert!(!told.contains("AADSTS") && !told.contains("3f2504e0"), "{told}");
        prop_assert!(!story.incident.issues().any(|attached| told.contains(attached.issue.as_str())));
        prop_assert!(!told.contains(story.incident.id().as_str()));
    }

    #[test]
    fn no_note_has_an_empty_part((story, _) in any_story()) {
        for audience in Audience::ALL {
            let note = story.note(AFTERWARDS, audience);
            prop_assert!(note.sections.iter().all(|section| !section.blocks.is_empty()));
            prop_assert!(!note.to_text().contains("\n\n\n"), "{}", note.to_text());
        }
    }
}
