//! How incidents end, and go on after all.

use casebook::{
    incident::{Act, Cause, StepState},
    issue::IssueId,
    tui::{document::issue::Item, message::Effect, overlay::Overlay},
};
use insta::assert_snapshot;

use super::{
    journeys::{GDAP, state, with_incident},
    session::Session,
};

fn gdap() -> IssueId {
    GDAP.parse().unwrap()
}

/// The row with the cursor, without its border.
fn selected(session: &Session) -> String {
    let screen = session.screen();
    let row = screen.lines().find_map(|line| line.split_once("┃>"));
    let (_, row) = row.unwrap_or_else(|| panic!("no row is selected:\n{screen}"));
    row.split('┃').next().unwrap().trim().to_owned()
}

fn cause(session: &Session) -> Option<Cause> {
    session.stored().closing().map(|closing| closing.cause.clone())
}

/// An incident in which the temporary role was given and not taken back.
fn with_role_given() -> Session {
    let mut session = with_incident();
    for _ in 0..40 {
        let step = "temporary-globaladmin".parse().unwrap();
        if session.app.issues.detail.cursor() == Some(&Item::Step(step)) {
            session.keys(" ");
            return session;
        }
        session.keys("j");
    }
    panic!("the step is not there:\n{}", session.screen());
}

#[test]
fn the_fix_that_was_entered_is_the_first_that_can_have_helped() {
    let mut session = with_incident();
    session.keys("c");
    assert!(selected(&session).starts_with("\"Set up a GDAP relationship"), "{}", session.screen());
    session.keys("<Enter>");
    let fix = "gdap-relationship".parse().unwrap();
    assert_eq!(cause(&session), Some(Cause::Fix { issue: gdap(), fix }));
    assert!(session.screen().contains("▸ T-48211 Contoso  closed"), "{}", session.screen());
    assert!(session.screen().contains("Closed 10:02 by ann"), "{}", session.screen());
}

#[test]
fn other_ends_are_a_key_away() {
    for (keys, expected) in [("c<Up><Enter>", Cause::Vendor), ("c<Up><Up><Enter>", Cause::Itself)] {
        let mut session = with_incident();
        session.keys(keys);
        assert_eq!(cause(&session), Some(expected));
    }
}

#[test]
fn escape_closes_nothing() {
    let mut session = with_incident();
    session.keys("c<Esc>");
    assert_eq!(cause(&session), None);
    assert_eq!(session.effects(), []);
}

#[test]
fn closing_reminds_of_what_is_to_be_taken_back_and_leads_there() {
    let mut session = with_role_given();
    session.keys("c");
    assert!(selected(&session).starts_with("! First take back: "), "{}", session.screen());
    session.keys("<Enter>");
    assert_eq!(cause(&session), None);
    let library = session.app.library.clone();
    let issue = library.packs.issue(&gdap()).unwrap();
    let (_, cleanup) = issue.steps().find(|(_, step)| step.cleanup.is_some()).unwrap();
    assert_eq!(session.app.issues.detail.cursor(), Some(&Item::Step(cleanup.id.clone())));
    session.keys(" c");
    assert!(!session.screen().contains("First take back"), "{}", session.screen());
}

#[test]
fn what_helped_instead_is_asked_and_offered_as_a_fix_of_ones_own() {
    let mut session = with_incident();
    session.keys("c<Up><Up><Up><Enter><Enter>");
    assert!(session.screen().contains("Say in a few words what helped."), "{}", session.screen());
    session.keys("Restarted the sync at Contoso<Enter>");
    assert_eq!(cause(&session), Some(Cause::Other));
    let text = session.stored().closing().unwrap().text.clone();
    assert_eq!(text.as_deref(), Some("Restarted the sync at Contoso"));
    session.effects();
    session.keys("<Enter>");
    let effects = session.effects();
    let Effect::SaveFix(fix) = &effects[0] else { panic!("{effects:?}") };
    let file = fix.definition(1);
    assert!(file.contains(&format!("extends = \"{GDAP}\"")), "{file}");
    assert!(file.contains("Restarted the sync at [client]"), "{file}");
}

#[test]
fn nothing_is_marked_in_a_closed_incident() {
    let mut session = with_incident();
    session.keys("c<Enter>");
    let events = session.stored().events().len();
    for keys in ["j ", "x", "s", "w", "A", "D"] {
        session.keys(keys);
        assert_eq!(session.notice(), "T-48211 Contoso is closed; c reopens it.", "{keys}");
        assert!(session.app.overlay.is_none(), "{keys}");
    }
    assert_eq!(session.stored().events().len(), events);
}

#[test]
fn a_closed_incident_can_be_reopened_or_its_end_undone() {
    for keys in ["c<Enter>", "u"] {
        let mut session = with_incident();
        session.keys("c<Enter>").keys(keys);
        assert_eq!(cause(&session), None, "{keys}");
        session.keys("j ");
        assert_eq!(state(&session.stored(), "run-form"), StepState::Done);
    }
}

#[test]
fn a_closed_incident_is_offered_neither_for_marks_nor_to_switch_to() {
    let mut session = with_incident();
    session.keys("c<Enter>nT-2<Enter>");
    assert_eq!(session.stored().ticket(), "T-2");
    session.keys("i");
    assert!(!session.screen().contains("T-48211 Contoso  "), "{}", session.screen());
    session.keys("<Esc>/<Ctrl+U>50076<Enter> ");
    assert!(matches!(session.app.overlay, Some(Overlay::Incident(_))));
    let window = session.screen();
    let window: Vec<_> = window.lines().filter(|line| line.contains('┃')).collect();
    assert!(!window.join("\n").contains("T-48211"), "{}", session.screen());
}

#[test]
fn a_mark_in_an_incident_that_another_session_closed_is_refused() {
    let mut session = with_incident();
    let id = session.stored().id().clone();
    session.keys("i<End><Enter> <Down><Down><Down>");
    let mut closed = session.store.incident(&id).unwrap().unwrap().events().last().unwrap().clone();
    closed.id.0 = uuid::Uuid::from_u128(999);
    closed.lamport += 1;
    closed.act = Act::Closed { cause: Cause::Itself, text: None };
    session.store.append(vec![closed]).unwrap();
    session.effects();
    session.keys("<Enter>");
    assert_eq!(session.notice(), "T-48211 Contoso is closed: nothing was recorded in it.");
    let effects = session.effects();
    assert_eq!(effects, [Effect::Load(id.clone()), Effect::Watch(Some(id))]);
}

fn pictures(name: &str, session: &mut Session) {
    for (size, screen) in session.at_three_widths() {
        assert_snapshot!(format!("{name}-{size}"), screen);
    }
}

#[test]
fn the_question_how_it_ended() {
    let mut session = with_role_given();
    session.keys("c");
    pictures("close", &mut session);
}

#[test]
fn the_offer_to_keep_what_helped() {
    let mut session = with_incident();
    session.keys("c<Up><Up><Up><Enter>A restart of the sync<Enter>");
    pictures("own-fix", &mut session);
}

#[test]
fn a_closed_incident() {
    let mut session = with_incident();
    session.keys("c<Enter>");
    pictures("closed", &mut session);
    session.keys("c");
    pictures("reopen", &mut session);
}
