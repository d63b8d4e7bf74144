//! What was begun in one incident while another one is on its way from the store.

use casebook::tui::message::Effect;

use super::{
    busy::{Desk, GDAP, HOUR},
    session::Session,
};

/// T-2 Fabrikam is open, and T-1 Contoso of the same issue is not.
fn between_two() -> Session {
    let mut desk = Desk::new();
    desk.open("T-1", "Contoso", GDAP, 2 * HOUR).done(GDAP, 1, HOUR);
    desk.open("T-2", "Fabrikam", GDAP, HOUR).done(GDAP, 2, HOUR / 2);
    let mut session = desk.session();
    session.keys("-<Down>");
    assert_eq!(session.stored().ticket(), "T-2");
    session.effects();
    session
}

fn ticket(session: &Session) -> &str {
    session.app.work.open().map_or("", |incident| incident.ticket())
}

fn recorded(session: &mut Session) -> Vec<Effect> {
    let is_record = |effect: &Effect| matches!(effect, Effect::Record { .. });
    session.effects().into_iter().filter(is_record).collect()
}

/// Asks something while T-1 is on its way, and answers once it is there.
fn answered_too_late(asked: &str, answer: &str) -> Session {
    let mut session = between_two();
    session.store_waits = true;
    session.keys("-").keys(asked);
    assert!(session.app.overlay.is_some(), "{asked}: {}", session.screen());
    session.answer();
    assert_eq!(ticket(&session), "T-1", "{asked}");
    session.keys(answer);
    session
}

#[rstest::rstest]
#[case::failed("x", "broken<Enter>")]
#[case::skipped("s", "away<Enter>")]
#[case::in_vain("<Up><Up><Up>x", "still so<Enter>")]
#[case::ruled_out("D", "another one<Enter>")]
#[case::waits("w", "<Ctrl+U>2h<Enter>")]
#[case::corrected("t", "<Ctrl+U>T-9<Enter>")]
#[case::commented("a", "called<Ctrl+S>")]
#[case::what_helped("c<Up><Up><Up><Enter>", "a restart<Enter>")]
fn an_answer_about_another_incident_is_not_recorded_and_stays_a_draft(
    #[case] asked: &str,
    #[case] answer: &str,
) {
    let mut session = answered_too_late(asked, answer);
    assert_eq!(recorded(&mut session), [], "{asked}");
    assert_eq!(session.notice(), "Another incident is open by now; Esc keeps the draft.");
    session.keys("<Esc>-");
    assert_eq!(ticket(&session), "T-2");
    assert_eq!(recorded(&mut session), [], "{asked}");
}

#[test]
fn how_another_incident_ended_is_not_recorded() {
    let mut session = answered_too_late("c", "<Enter>");
    assert_eq!(recorded(&mut session), []);
    assert!(session.app.overlay.is_none());
    assert_eq!(session.notice(), "Another incident is open by now; nothing was done.");
}

#[test]
fn another_incident_is_not_reopened() {
    let mut session = between_two();
    session.keys("c<Enter>-c<Enter>");
    session.effects();
    session.store_waits = true;
    session.keys("-c").answer().keys("<Enter>");
    assert_eq!(recorded(&mut session), []);
}

#[test]
fn a_question_asked_without_an_incident_is_none_of_the_one_that_came_meanwhile() {
    let mut desk = Desk::new();
    desk.open("T-1", "Contoso", GDAP, HOUR);
    let mut session = desk.session();
    session.keys("forbidden gdap<Enter>");
    session.store_waits = true;
    session.keys("-").keys("x").answer().keys("broken<Enter>");
    assert_eq!(recorded(&mut session), []);
    assert_eq!(session.notice(), "Another incident is open by now; Esc keeps the draft.");
}

#[test]
fn the_times_of_a_wait_are_a_draft_of_the_incident_they_were_typed_for() {
    let mut session = answered_too_late("w", "<Ctrl+U>77m<Esc>");
    session.keys("-<Down>");
    let there = session.app.issues.detail.cursor().cloned();
    session.keys("w");
    assert!(session.screen().contains("77m"), "{there:?} {}", session.screen());
}
