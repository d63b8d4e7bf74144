//! Waiting for Microsoft, Rewst or the client, as technicians live it.

use casebook::{
    incident::{Act, RunningWait, StepState},
    issue::{IssueId, StepId, WaitOn},
    tui::{
        app::Screen,
        document::issue::Item,
        message::Effect,
        overlay::{Overlay, WaitField},
        text::Role,
    },
};
use insta::assert_snapshot;
use jiff::{Timestamp, ToSpan};

use super::session::Session;

/// An issue whose first fix ends with a wait of 2 to 48 hours for Microsoft.
const SCOPES: &str = "missing-scopes-graph-list";

fn issue() -> IssueId {
    SCOPES.parse().unwrap()
}

fn at(time: &str) -> Timestamp {
    format!("2026-11-{time}:00Z").parse().unwrap()
}

/// The steps that the pack gives a time to, in order.
fn waiting_steps(session: &Session) -> Vec<StepId> {
    let issue = session.app.library.packs.issue(&issue()).unwrap();
    let waits =
        issue.steps().filter(|(_, step)| step.wait.is_some_and(|wait| wait.latest.is_some()));
    waits.map(|(_, step)| step.id.clone()).collect()
}

/// In front of the step with the wait of 2 to 48 hours, with or without an incident.
fn at_step(session: &mut Session) -> StepId {
    let step = waiting_steps(session).last().unwrap().clone();
    session.keys("'missing <Ctrl+U>missing scopes<Enter>");
    assert_eq!(session.app.issues.detail.issue(), Some(&issue()));
    session.keys("E<Home>");
    for _ in 0..80 {
        if session.app.issues.detail.cursor() == Some(&Item::Step(step.clone())) {
            return step;
        }
        session.keys("<Down>");
    }
    panic!("{step} is not there:\n{}", session.screen());
}

/// The wait begun at 10:01 of a Sunday in an incident of Contoso.
fn begun() -> (Session, StepId) {
    let mut session = Session::new();
    let step = at_step(&mut session);
    session.keys("w<Enter>T-1<Tab>Contoso<Enter>");
    session.effects();
    (session, step)
}

fn stored_wait(session: &Session, step: &StepId) -> RunningWait {
    session.stored().mark(&issue(), step).unwrap().wait.clone().unwrap()
}

mod starting {
    use super::*;

    #[test]
    fn the_pack_proposes_the_times_and_enter_starts_the_wait() {
        let mut session = Session::new();
        let step = at_step(&mut session);
        session.keys(" T-1<Enter>u");
        session.effects();
        session.keys("w");
        let screen = session.screen();
        assert!(screen.contains("Look again 2h"), "{screen}");
        assert!(screen.contains("At latest  48h"), "{screen}");
        assert!(screen.contains("For whom   Microsoft"), "{screen}");
        assert!(screen.contains("re-check from 12:02, escalate after Tue 10:02"), "{screen}");
        assert_eq!(session.effects(), []);
        session.keys("<Enter>");
        let wait = RunningWait {
            earliest: Some(at("22T12:02")),
            latest: Some(at("24T10:02")),
            on: Some(WaitOn::Microsoft),
            ..RunningWait::default()
        };
        assert_eq!(stored_wait(&session, &step), wait);
        let screen = session.screen();
        assert!(screen.contains("[~] "), "{screen}");
        assert!(screen.contains("re-check from 12:02, escalate after Tue 10:02 · for"), "{screen}");
    }

    #[test]
    fn outside_an_incident_it_asks_which_one_and_records_everything_at_once() {
        let mut session = Session::new();
        let step = at_step(&mut session);
        session.keys("w<Enter>");
        assert!(matches!(session.app.overlay, Some(Overlay::Incident(_))));
        assert_eq!(session.effects(), []);
        session.keys("T-1<Enter>");
        let effects = session.effects();
        let Effect::Record { incident: None, acts } = &effects[0] else { panic!("{effects:?}") };
        assert!(matches!(&acts[2], Act::Step { state: StepState::Waiting, wait: Some(_), .. }));
        assert_eq!(session.stored().state(&issue(), &step), StepState::Waiting);
    }

    #[test]
    fn escape_starts_nothing_says_so_and_keeps_what_was_typed() {
        let mut session = Session::new();
        at_step(&mut session);
        session.keys("w<Ctrl+U>90m<Esc>");
        assert_eq!(session.notice(), "Nothing was recorded.");
        assert_eq!(session.effects(), []);
        session.keys("w");
        assert!(session.screen().contains("Look again 90m"), "{}", session.screen());
    }

    #[test]
    fn nonsense_is_told_in_the_prompt_and_starts_nothing() {
        for (keys, said, field) in [
            ("<Ctrl+U>soon", "\"soon\" is no time", WaitField::Earliest),
            ("<Tab><Ctrl+U>2 days", "\"2 days\" is no time", WaitField::Latest),
            ("<Ctrl+U>3d", "the latest time is before", WaitField::Latest),
        ] {
            let mut session = Session::new();
            at_step(&mut session);
            session.keys("w").keys(keys);
            assert!(session.screen().contains(said), "{}", session.screen());
            session.keys("<Tab><Enter>");
            let Some(Overlay::Wait(prompt)) = &session.app.overlay else { panic!("{keys}") };
            assert_eq!(prompt.focus, field, "{keys}");
            assert_eq!(session.effects(), []);
        }
    }

    #[test]
    fn times_of_day_and_whom_are_chosen_with_the_keyboard_alone() {
        let mut session = Session::new();
        let step = at_step(&mut session);
        session.keys("w<Ctrl+U>14:20<Down><Ctrl+U>Tue 9:00<Down><Right><Right><Enter>T-1<Enter>");
        let wait = RunningWait {
            earliest: Some(at("22T14:20")),
            latest: Some(at("24T09:00")),
            on: Some(WaitOn::Client),
            ..RunningWait::default()
        };
        assert_eq!(stored_wait(&session, &step), wait);
    }

    #[test]
    fn nobody_in_particular_can_be_waited_for_without_any_time() {
        let mut session = Session::new();
        let step = at_step(&mut session);
        session.keys("w<Ctrl+U><Down><Ctrl+U><Down>n<Enter>T-1<Enter>");
        assert_eq!(stored_wait(&session, &step), RunningWait::default());
        assert!(session.screen().contains("no time is set"), "{}", session.screen());
    }

    #[test]
    fn a_paste_never_leaves_the_prompt() {
        let mut session = Session::new();
        at_step(&mut session);
        session.keys("w<Ctrl+U>").paste("2\nh\n");
        assert_eq!(session.app.screen, Screen::Issues);
        session
            .keys("<Tab><Tab>")
            .paste("AADSTS50076: multi-factor authentication, and more of it.\n");
        assert_eq!(session.app.screen, Screen::Issues);
        assert!(matches!(session.app.overlay, Some(Overlay::Wait(_))));
    }
}

mod waiting {
    use super::*;

    #[test]
    fn looking_in_vain_is_noted_and_keeps_the_deadline() {
        let (mut session, step) = begun();
        let before = stored_wait(&session, &step);
        session.pass(3.hours()).keys("w");
        assert!(matches!(session.stored().events().last().unwrap().act, Act::Looked { .. }));
        assert_eq!(stored_wait(&session, &step), before);
        assert!(session.notice().starts_with("Looked, not yet: "), "{}", session.notice());
        assert!(session.screen().contains("looked 13:02"), "{}", session.screen());
    }

    #[test]
    fn space_on_a_waiting_step_marks_it_done() {
        let (mut session, step) = begun();
        session.keys(" ");
        assert_eq!(session.stored().state(&issue(), &step), StepState::Done);
    }

    #[test]
    fn what_is_due_appears_by_itself_on_every_screen() {
        let (mut session, _) = begun();
        assert_eq!(session.alarm, Some(at("22T12:00")));
        session.pass(1.hours());
        assert!(!session.screen().contains("due"), "{}", session.screen());
        session.pass(1.hours());
        assert_eq!(session.alarm, Some(at("24T10:00")));
        for screen in ["", "2", "p"] {
            session.keys(screen);
            let screen = session.screen();
            assert!(screen.lines().next().unwrap().contains("1 wait due   ▸ T-1"), "{screen}");
        }
        session.keys("1 ");
        assert!(!session.screen().contains("due"), "{}", session.screen());
        assert_eq!(session.alarm, None);
    }

    #[test]
    fn waits_of_incidents_that_are_not_open_are_due_too() {
        let (mut session, _) = begun();
        session.keys("i<End><Enter>").pass(3.hours());
        assert!(session.app.work.open().is_none());
        let screen = session.screen();
        assert!(screen.lines().next().unwrap().contains("1 wait due   - resume T-1"), "{screen}");
        session.resize(40, 20);
        assert!(
            session.screen().lines().next().unwrap().contains("1 wait due"),
            "{}",
            session.screen()
        );
    }

    #[test]
    fn a_wait_survives_the_end_of_the_program() {
        let (session, _) = begun();
        let mut later = Session::over(session.store, 20);
        assert!(later.screen().contains("1 wait due"), "{}", later.screen());
        later.keys("-");
        assert!(later.screen().contains("escalate after Tue 10:00"), "{}", later.screen());
    }

    #[test]
    fn the_sentence_is_the_first_thing_to_copy_of_a_waiting_step() {
        let (mut session, _) = begun();
        session.keys("y<Enter>");
        let effects = session.effects();
        let Effect::Copy { text, .. } = &effects[0] else { panic!("{effects:?}") };
        assert_eq!(text, "re-check from 12:00, escalate after Tue 10:00");
    }

    #[test]
    fn what_is_due_is_a_warning() {
        let (mut session, _) = begun();
        let role = |session: &Session| {
            let rows = &session.app.issues.detail.document.rows;
            let pieces = rows.iter().flat_map(|row| row.right.iter().chain(&row.line));
            let found = pieces.filter(|piece| piece.text.contains("re-check"));
            found.map(|piece| piece.look.role).collect::<Vec<_>>()
        };
        assert_eq!(role(&session), [Role::Pending, Role::Pending]);
        session.pass(2.hours());
        assert_eq!(role(&session), [Role::Warning, Role::Warning]);
    }

    #[test]
    fn after_the_latest_time_enter_goes_on_to_what_comes_next() {
        let (mut session, step) = begun();
        session.pass(49.hours());
        let screen = session.screen();
        assert!(screen.contains("Waited long enough; Enter goes on to "), "{screen}");
        session.keys("<Enter>");
        let pack = session.app.library.clone();
        let found = pack.packs.issue(&issue()).unwrap();
        let behind = found.steps().skip_while(|(_, one)| one.id != step).nth(1);
        let next = behind.or_else(|| found.steps().next()).unwrap().1.id.clone();
        assert_eq!(session.app.issues.detail.cursor(), Some(&Item::Step(next)));
    }
}

fn pictures(name: &str, session: &mut Session) {
    for (size, screen) in session.at_three_widths() {
        assert_snapshot!(format!("{name}-{size}"), screen);
    }
}

#[test]
fn the_question_how_long() {
    let mut session = Session::new();
    at_step(&mut session);
    session.keys("w");
    pictures("wait", &mut session);
}

#[test]
fn a_step_that_waits() {
    let (mut session, _) = begun();
    pictures("waiting", &mut session);
}

#[test]
fn a_wait_that_took_too_long() {
    let (mut session, _) = begun();
    session.pass(49.hours());
    pictures("escalate", &mut session);
}

#[test]
fn every_small_size_of_a_wait_draws() {
    let (mut session, _) = begun();
    session.pass(49.hours());
    session.assert_every_small_size_draws();
    session.keys("w u");
    session.keys("w");
    session.assert_every_small_size_draws();
}
