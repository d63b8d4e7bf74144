//! What was begun in one incident while another one is on its way from the store.

use casebook::{
    incident::{Act, Cause, StepState},
    tui::{message::Effect, overlay::Overlay},
};

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

/// A mark for T-1, which is not open, is confirmed and the store has not answered yet.
fn marked_elsewhere() -> Session {
    let mut desk = Desk::new();
    desk.open("T-1", "Contoso", GDAP, 2 * HOUR);
    desk.open("T-2", "Fabrikam", GDAP, HOUR);
    desk.open("T-3", "Litware", "must-use-mfa", HOUR / 2);
    let mut session = desk.session();
    session.keys("-/<Ctrl+U>forbidden gdap<Enter>x");
    assert_eq!(ticket(&session), "T-3");
    session.store_waits = true;
    session.keys("the password is: Xyz-12345!<Enter>");
    assert!(matches!(session.app.overlay, Some(Overlay::Incident(_))), "{}", session.screen());
    session.keys("<Down><Down><Down><Down>T-1<Enter>");
    assert!(session.app.overlay.is_none(), "{}", session.screen());
    session
}

fn first_state(session: &Session, ticket: &str) -> StepState {
    let list = session.store.incidents().unwrap();
    let id = &list.iter().find(|summary| summary.ticket == ticket).unwrap().id;
    let incident = session.store.incident(id).unwrap().unwrap();
    let issue = session.app.library.packs.issue(&GDAP.parse().unwrap()).unwrap();
    let (_, step) = issue.steps().next().unwrap();
    incident.state(&issue.id, &step.id)
}

#[rstest::rstest]
#[case::nothing("")]
#[case::set_aside("i<End><Enter>")]
#[case::resumed("iT-2<Enter>")]
#[case::another_opened("nT-9<Enter>")]
fn a_mark_for_another_incident_is_recorded_whatever_is_opened_meanwhile(#[case] meanwhile: &str) {
    let mut session = marked_elsewhere();
    session.keys(meanwhile).answer();
    assert_eq!(first_state(&session, "T-1"), StepState::Failed, "{}", session.screen());
    let wanted = match meanwhile {
        "" => "T-1",
        "iT-2<Enter>" => "T-2",
        "nT-9<Enter>" => "T-9",
        _ => "",
    };
    assert_eq!(ticket(&session), wanted);
}

#[test]
fn a_mark_for_another_incident_shows_as_pending_until_it_is_on_disk() {
    let mut session = marked_elsewhere();
    assert!(session.app.notice.as_ref().unwrap().is_pending, "{:?}", session.app.notice);
    assert!(session.notice().starts_with("T-1 Contoso: Failed: "), "{}", session.notice());
    session.answer();
    assert!(!session.app.notice.as_ref().unwrap().is_pending, "{:?}", session.app.notice);
    assert!(session.notice().starts_with("T-1 Contoso: Failed: "), "{}", session.notice());
}

#[test]
fn a_mark_for_another_incident_is_recorded_before_the_program_ends() {
    let mut session = marked_elsewhere();
    session.effects();
    session.keys("q");
    assert_eq!(first_state(&session, "T-1"), StepState::Failed);
    let effects = session.effects();
    assert!(matches!(effects.first(), Some(Effect::Record { .. })), "{effects:?}");
    assert_eq!(effects.last(), Some(&Effect::Quit { discard: false }));
}

#[test]
fn a_mark_for_an_incident_that_was_purged_meanwhile_is_told_as_not_recorded() {
    let mut session = marked_elsewhere();
    let list = session.store.incidents().unwrap();
    let id = list.iter().find(|summary| summary.ticket == "T-1").unwrap().id.clone();
    let plan = session.store.plan_purge(&id, std::path::Path::new("/nowhere")).unwrap();
    session.store.purge(&plan).unwrap();
    session.effects();
    session.answer();
    assert_eq!(recorded(&mut session), []);
    let said = "T-1 Contoso was removed by another casebook: nothing was recorded.";
    assert_eq!(session.notice(), said);
}

#[test]
fn an_incident_that_was_purged_before_it_could_be_opened_is_told() {
    let mut session = between_two();
    session.store_waits = true;
    session.keys("-");
    let list = session.store.incidents().unwrap();
    let id = list.iter().find(|summary| summary.ticket == "T-1").unwrap().id.clone();
    let plan = session.store.plan_purge(&id, std::path::Path::new("/nowhere")).unwrap();
    session.store.purge(&plan).unwrap();
    session.answer();
    assert_eq!(session.notice(), "T-1 Contoso was removed by another casebook.");
    assert_eq!(ticket(&session), "T-2");
}

#[test]
fn a_mark_for_an_incident_that_was_closed_meanwhile_is_told_as_not_recorded() {
    let mut session = marked_elsewhere();
    let list = session.store.incidents().unwrap();
    let id = list.iter().find(|summary| summary.ticket == "T-1").unwrap().id.clone();
    let mut closed = session.store.incident(&id).unwrap().unwrap().events()[0].clone();
    closed.id.0 = uuid::Uuid::from_u128(999);
    closed.act = Act::Closed { cause: Cause::Itself, text: None };
    session.store.append(vec![closed]).unwrap();
    session.effects();
    session.keys("i<End><Enter>").answer();
    assert_eq!(recorded(&mut session), []);
    assert_eq!(session.notice(), "T-1 Contoso is closed: nothing was recorded in it.");
}
