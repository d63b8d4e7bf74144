//! Fixes that do not help, and issues that turn out not to be the one.

use casebook::{
    incident::{Act, FixState, StepState},
    issue::{FixId, IssueId},
    tui::{document::issue::Item, message::Effect, overlay::Overlay},
};
use insta::assert_snapshot;

use super::{
    journeys::{GDAP, at_first_step, shown, state, with_incident},
    session::Session,
};

fn gdap() -> IssueId {
    GDAP.parse().unwrap()
}

fn fixes(session: &Session) -> Vec<FixId> {
    let issue = session.app.library.packs.issue(&gdap()).unwrap();
    issue.fixes.iter().map(|fix| fix.id.clone()).collect()
}

fn is_failed(session: &Session, fix: &FixId) -> bool {
    session.stored().failed_fix(&gdap(), fix).is_some()
}

/// The first fix of the GDAP issue did not help at Contoso.
fn failed() -> Session {
    let mut session = with_incident();
    session.keys("<Left><Right>xstill forbidden<Enter>");
    session.effects();
    session
}

#[test]
fn a_fix_that_did_not_help_folds_and_the_next_begins() {
    let mut session = with_incident();
    let fixes = fixes(&session);
    session.keys("<Left><Right>x");
    assert!(session.screen().contains("This fix did not help"), "{}", session.screen());
    session.keys("still forbidden<Enter>");
    assert!(is_failed(&session, &fixes[0]));
    let screen = session.screen();
    assert!(screen.contains("▸ Fix 1"), "{screen}");
    assert!(screen.contains("did not help: still forbidden"), "{screen}");
    assert!(screen.contains("▾ Fix 2"), "{screen}");
    assert!(screen.contains("[ ] Check that the user"), "{screen}");
    let issue = session.app.library.packs.issue(&gdap()).unwrap();
    let next = issue.fixes[1].steps[0].id.clone();
    assert_eq!(session.app.issues.detail.cursor(), Some(&Item::Step(next)));
}

#[test]
fn failing_once_more_without_a_reason_adds_no_event_and_keeps_the_reason() {
    let mut session = with_incident();
    session.keys("jxno licence<Enter>").keys("x");
    let before = session.stored();
    session.keys("<Enter>");
    assert_eq!(session.stored(), before);
    assert_eq!(session.notice(), "Nothing was changed.");
    session.keys("xa licence, no role<Enter>");
    let stored = session.stored();
    let mark = stored.mark(&gdap(), &"run-form".parse().unwrap()).unwrap();
    assert_eq!(mark.reason.as_deref(), Some("a licence, no role"));
}

#[test]
fn what_did_not_help_is_folded_in_a_later_run_too() {
    let session = failed();
    let mut later = Session::over(session.store, 2);
    later.keys("-");
    let screen = later.screen();
    assert!(screen.contains("▸ Fix 1") && screen.contains("▾ Fix 2"), "{screen}");
    assert!(screen.contains("did not help: still forbidden"), "{screen}");
}

#[test]
fn x_again_and_undo_give_a_fix_another_chance() {
    for keys in ["<Home>", "u"] {
        let mut session = failed();
        let fixes = fixes(&session);
        session.keys(keys);
        while keys == "<Home>"
            && session.app.issues.detail.cursor() != Some(&Item::Fix(fixes[0].clone()))
        {
            session.keys("j");
        }
        if keys == "<Home>" {
            session.keys("x");
        }
        assert!(!is_failed(&session, &fixes[0]), "{keys}");
        assert!(session.screen().contains("▾ Fix 1"), "{}", session.screen());
        assert_eq!(session.app.issues.detail.cursor(), Some(&Item::Fix(fixes[0].clone())));
        assert_eq!(state(&session.stored(), "unpack-crate"), StepState::Done);
    }
}

#[test]
fn a_fix_that_did_not_help_is_the_last_that_can_have_helped() {
    let mut session = failed();
    session.keys("c");
    let screen = session.screen();
    let line = |text: &str| screen.lines().position(|line| line.contains(text)).unwrap();
    assert!(line("\"Rule out the other") < line("\"Set up a GDAP"), "{screen}");
}

#[test]
fn outside_an_incident_it_asks_which_one() {
    let mut session = at_first_step();
    session.keys("<Left>x<Enter>");
    assert!(matches!(session.app.overlay, Some(Overlay::Incident(_))));
    session.keys("T-1<Enter>");
    let effects = session.effects();
    let Effect::Record { incident: None, acts } = &effects[0] else { panic!("{effects:?}") };
    assert!(matches!(&acts[2], Act::Fix { state: FixState::Failed, reason: None, .. }));
    assert!(session.screen().contains("▾ Fix 2"), "{}", session.screen());
}

#[test]
fn an_issue_that_is_ruled_out_keeps_its_marks_for_when_it_comes_back() {
    let mut session = with_incident();
    session.keys("D");
    session.keys("other tenant<Enter>");
    assert_eq!(session.stored().issues().count(), 0);
    let screen = session.screen();
    assert!(screen.contains("Ruled out"), "{screen}");
    assert!(screen.contains("other tenant"), "{screen}");
    assert!(!screen.contains("[x]"), "{screen}");
    session.keys("A");
    assert_eq!(shown(&session), GDAP);
    assert_eq!(state(&session.stored(), "unpack-crate"), StepState::Done);
    assert!(session.screen().contains("[x] Unpack"), "{}", session.screen());
    session.keys("D<Enter>u");
    assert_eq!(session.stored().issues().count(), 1);
}

#[test]
fn only_an_issue_of_the_open_incident_can_be_ruled_out() {
    let mut session = at_first_step();
    session.keys("D");
    assert_eq!(session.notice(), "Only an issue of the open incident can be ruled out.");
}

#[test]
fn a_secret_in_a_reason_is_not_recorded() {
    let mut session = with_incident();
    session.keys("jxpassword: hunter2hunter2<Enter>");
    let stored = session.stored();
    let reason =
        stored.mark(&gdap(), &"run-form".parse().unwrap()).unwrap().reason.clone().unwrap();
    assert!(!reason.contains("hunter2") && reason.contains("[secret-"), "{reason}");
    assert!(!session.screen().contains("hunter2"), "{}", session.screen());
}

fn pictures(name: &str, session: &mut Session) {
    for (size, screen) in session.at_three_widths() {
        assert_snapshot!(format!("{name}-{size}"), screen);
    }
}

#[test]
fn a_fix_that_did_not_help() {
    pictures("in-vain", &mut failed());
}

#[test]
fn the_question_why_a_fix_did_not_help() {
    let mut session = with_incident();
    session.keys("<Left><Right>x");
    pictures("why-in-vain", &mut session);
}
