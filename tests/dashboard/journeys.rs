//! What technicians do with the dashboard, as keys in, screen and effects out.

use super::session::Session;
use casebook::{
    clipboard::Origin,
    incident::{Act, Incident, StepState},
    issue::{IssueId, StepId},
    store::Store,
    tui::{
        app::Screen,
        document::issue::Item,
        issues::Shown,
        layout::Pane,
        message::{Effect, Message},
        overlay::Overlay,
    },
};

pub(crate) const GDAP: &str = "consent-failed-forbidden-gdap-needed";

fn issue(id: &str) -> IssueId {
    id.parse().unwrap()
}

fn step(id: &str) -> StepId {
    id.parse().unwrap()
}

pub(crate) fn shown(session: &Session) -> &str {
    session.app.issues.detail.issue().map_or("", IssueId::as_str)
}

pub(crate) fn state(incident: &Incident, name: &str) -> StepState {
    incident.state(&issue(GDAP), &step(name))
}

/// A session at the first step of the GDAP issue.
pub(crate) fn at_first_step() -> Session {
    let mut session = Session::new();
    session.keys("consent forbidden configuration<Enter>");
    assert_eq!(shown(&session), GDAP);
    session
}

/// A session with an incident of the GDAP issue, its first step done.
pub(crate) fn with_incident() -> Session {
    let mut session = at_first_step();
    session.keys(" T-48211<Tab>Contoso<Enter>");
    session.effects();
    session
}

mod searching {
    use super::*;

    #[test]
    fn typing_selects_the_best_hit_and_shows_it() {
        let mut session = Session::new();
        session.keys("50076");
        assert_eq!(shown(&session), "must-use-mfa");
        assert!(session.screen().contains("┏ 50076 "), "{}", session.screen());
    }

    #[test]
    fn once_moved_the_selection_follows_its_issue_while_it_is_found() {
        let mut session = Session::new();
        session.keys("consent<Down><Down>");
        let chosen = shown(&session).to_owned();
        session.keys(
            " failed<Backspace><Backspace><Backspace><Backspace><Backspace><Backspace><Backspace>",
        );
        assert_eq!(shown(&session), chosen);
    }

    #[test]
    fn a_query_after_resuming_selects_its_best_hit() {
        let mut session = with_incident();
        session.keys("i<End><Enter>-/<Ctrl+U>50076");
        assert_eq!(shown(&session), "must-use-mfa");
    }

    #[test]
    fn a_hit_in_folded_text_unfolds_it_until_the_query_goes() {
        let mut session = Session::new();
        session.keys("'audit");
        assert_eq!(shown(&session), "access-denied-403");
        assert!(session.screen().contains("no audit trail"), "{}", session.screen());
        session.keys("<Esc>");
        session.keys("access denied 403");
        assert!(!session.screen().contains("no audit trail"), "{}", session.screen());
    }

    #[test]
    fn escape_empties_the_search_box_and_never_leaves_the_program() {
        let mut session = Session::new();
        session.keys("mfa<Esc><Esc><Esc>");
        assert_eq!(session.app.issues.list.field.text(), "");
        assert_eq!(session.effects(), []);
        assert_eq!(session.notice(), "Ctrl+C quits.");
    }

    #[test]
    fn nothing_found_says_what_to_try() {
        let mut session = Session::new();
        session.keys("qqqqzzzz");
        assert!(session.screen().contains("Nothing found"), "{}", session.screen());
    }

    #[test]
    fn a_word_too_many_is_left_out_and_named() {
        let mut session = Session::new();
        session.keys("mfa expired qqqzzz");
        assert_eq!(shown(&session), "mfa-has-expired");
        assert!(session.screen().contains("without \"qqqzzz\""), "{}", session.screen());
    }

    #[test]
    fn a_section_without_issues_still_shows_its_introduction() {
        let mut session = Session::new();
        session.keys("<Tab><Home>");
        session
            .app
            .issues
            .list
            .select(&Shown::Section("authorization-issues".parse().unwrap()), &session.app.library);
        session.keys("<Down><Up>");
        assert_eq!(
            session.app.issues.detail.shown(),
            Some(&Shown::Section("authorization-issues".parse().unwrap()))
        );
        assert!(session.screen().contains("correct account"), "{}", session.screen());
    }
}

mod reading {
    use super::*;

    #[test]
    fn enter_folds_and_unfolds_the_block_under_the_cursor() {
        let mut session = at_first_step();
        session.keys("<Home>");
        assert!(session.screen().contains("While consenting"), "{}", session.screen());
        session.keys("<Enter>");
        assert!(!session.screen().contains("While consenting"), "{}", session.screen());
        session.keys("<Enter>");
        assert!(session.screen().contains("While consenting"), "{}", session.screen());
    }

    #[test]
    fn left_folds_the_block_around_the_cursor_and_then_goes_to_the_list() {
        let mut session = at_first_step();
        session.keys("<Left>");
        assert_eq!(
            session.app.issues.detail.cursor(),
            Some(&Item::Fix("gdap-relationship".parse().unwrap()))
        );
        session.keys("<Left>");
        assert_eq!(session.app.issues.focus, Pane::List);
    }

    #[test]
    fn a_look_alike_is_followed_by_enter_and_left_by_escape() {
        let mut session = at_first_step();
        session.keys("<Home>j");
        session.keys("j<Enter>");
        assert_eq!(shown(&session), "consent-failed-must-use-mfa");
        session.keys("<Esc>");
        assert_eq!(shown(&session), GDAP);
        assert_eq!(session.app.issues.detail.cursor(), Some(&Item::LookAlike(0)));
    }

    #[test]
    fn moving_down_scrolls_through_a_long_block_before_it_leaves_it() {
        let mut session = at_first_step();
        session.resize(80, 11);
        session.keys("<Home>");
        let mut seen = String::new();
        for _ in 0..80 {
            seen.push_str(&session.screen());
            session.keys("j");
        }
        for text in ["While consenting", "guest user", "Unpack the", "take GLOBALADMIN away"] {
            assert!(seen.contains(text), "{text} was never on the screen");
        }
    }

    #[test]
    fn what_an_issue_is_also_called_repeats_none_of_its_codes() {
        let mut session = Session::new();
        session.keys("mfa has expired<Enter><End>");
        let screen = session.screen();
        assert!(screen.contains("codes: AADSTS50078, UserStrongAuthExpired"), "{screen}");
        assert!(screen.contains("also: ") && !screen.contains("aadsts50078"), "{screen}");
    }

    #[test]
    fn a_small_screen_shows_one_pane_at_a_time() {
        let mut session = Session::new();
        session.resize(60, 20).keys("consent forbidden configuration");
        assert!(!session.screen().contains("Unpack"), "{}", session.screen());
        session.keys("<Enter>");
        assert!(session.screen().contains("Unpack"), "{}", session.screen());
        session.keys("<Esc>");
        assert!(!session.screen().contains("Unpack"), "{}", session.screen());
    }

    #[test]
    fn resizing_keeps_the_cursor_in_sight() {
        let mut session = at_first_step();
        session.keys("<End>");
        let cursor = session.app.issues.detail.cursor().cloned();
        for (width, height) in [(60, 20), (100, 12), (160, 50), (45, 10)] {
            session.resize(width, height);
            assert_eq!(session.app.issues.detail.cursor(), cursor.as_ref());
            let pane = &session.app.issues.detail;
            let lines = pane.document.lines_of(pane.cursor().unwrap()).unwrap();
            let inside = usize::from(session.app.areas().detail.height).saturating_sub(2);
            assert!((pane.offset..pane.offset + inside).contains(&lines.start), "{width}x{height}");
        }
    }
}

mod ticking {
    use super::*;

    #[test]
    fn the_first_tick_asks_and_enter_records_everything_in_one_transaction() {
        let mut session = at_first_step();
        session.keys(" ");
        assert!(matches!(session.app.overlay, Some(Overlay::Incident(_))));
        assert_eq!(session.effects(), []);
        session.keys("T-48211<Tab>Contoso<Enter>");
        let effects = session.effects();
        let Effect::Record { incident: None, acts } = &effects[0] else { panic!("{effects:?}") };
        assert!(
            matches!(&acts[0], Act::Opened { ticket, client } if ticket == "T-48211" && client == "Contoso")
        );
        assert!(matches!(&acts[1], Act::Attached(attached) if attached.issue == issue(GDAP)));
        assert_eq!(acts[2], Act::mark(&issue(GDAP), &step("unpack-crate"), StepState::Done, None));
        assert_eq!(state(&session.stored(), "unpack-crate"), StepState::Done);
        assert!(session.screen().contains("▸ T-48211 Contoso  1/10"), "{}", session.screen());
    }

    #[test]
    fn escape_at_the_prompt_records_nothing_says_so_and_keeps_what_was_typed() {
        let mut session = at_first_step();
        session.keys(" T-1<Esc>");
        assert_eq!(session.effects(), []);
        assert_eq!(session.notice(), "Nothing was recorded.");
        assert_eq!(session.store.incidents().unwrap(), []);
        session.keys(" <Enter>");
        assert_eq!(session.stored().ticket(), "T-1");
    }

    #[test]
    fn two_incidents_of_one_issue_share_no_tick() {
        let mut session = with_incident();
        session.keys("n");
        session.keys("T-2<Enter>");
        assert_eq!(session.stored().ticket(), "T-2");
        assert_eq!(state(&session.stored(), "unpack-crate"), StepState::Todo);
    }

    #[test]
    fn space_takes_a_tick_back_and_repeats_add_no_event() {
        let mut session = with_incident();
        session.keys(" ");
        assert_eq!(state(&session.stored(), "unpack-crate"), StepState::Todo);
        let events = session.stored().events().len();
        session.keys("jx<Enter>x<Enter>");
        assert_eq!(session.stored().events().len(), events + 1);
    }

    #[test]
    fn tick_down_tick_marks_two_steps_at_every_size() {
        for (width, height) in [(80, 24), (60, 20), (140, 40), (100, 12)] {
            let mut session = Session::new();
            session.resize(width, height);
            session.keys("consent forbidden configuration<Enter> T-1<Tab>Contoso<Enter><Down> ");
            let stored = session.stored();
            let done = |name| state(&stored, name) == StepState::Done;
            assert!(done("unpack-crate") && done("run-form"), "{width}x{height}");
        }
    }

    #[test]
    fn a_tick_moves_no_text_under_the_eyes() {
        let mut session = with_incident();
        let text_of = |session: &Session| {
            let rows = &session.app.issues.detail.document.rows;
            let is_step = |row: &&casebook::tui::document::Row| row.item.is_some();
            rows.iter().filter(is_step).count()
        };
        session.keys("jjjjj");
        let before = text_of(&session);
        session.keys(" ");
        assert_eq!(text_of(&session), before);
    }

    #[test]
    fn enter_shows_the_fix_from_its_heading_on() {
        let mut session = Session::new();
        session.resize(80, 24).keys("consent forbidden configuration<Enter>");
        let screen = session.screen();
        let line = |text: &str| screen.lines().position(|line| line.contains(text)).unwrap();
        assert!(line("Fix 1: Set up a GDAP") < line("Unpack the"), "{screen}");
        assert!(screen.contains("With the form"), "{screen}");
    }

    #[test]
    fn a_skip_needs_a_reason_and_shows_it() {
        let mut session = with_incident();
        session.keys("js<Enter>");
        assert_eq!(state(&session.stored(), "run-form"), StepState::Todo);
        assert!(session.screen().contains("A skipped step needs a reason"), "{}", session.screen());
        session.keys("done by Ann<Enter>");
        assert_eq!(state(&session.stored(), "run-form"), StepState::Skipped);
        assert!(session.screen().contains("skipped: done by Ann"), "{}", session.screen());
    }

    #[test]
    fn undo_and_redo_go_back_and_forth_and_name_the_step() {
        let mut session = with_incident();
        session.keys("j u");
        assert_eq!(state(&session.stored(), "run-form"), StepState::Todo);
        assert!(session.notice().starts_with("Undone: With the form"), "{}", session.notice());
        session.keys("U");
        assert_eq!(state(&session.stored(), "run-form"), StepState::Done);
    }

    #[test]
    fn undo_of_anothers_mark_names_whose_it_is() {
        let session = with_incident();
        let id = session.stored().id().clone();
        let mut other = Session::over(Store::in_memory().unwrap(), 2);
        let first = session.stored();
        other.store.append(first.events().to_vec()).unwrap();
        other.tell(Message::Incidents(other.store.incidents().unwrap().into()));
        other.keys("-");
        assert_eq!(other.stored().id(), &id);
        other.keys("u");
        assert!(
            other.notice().starts_with("Undone ann's mark of 10:01: Unpack"),
            "{}",
            other.notice()
        );
    }

    #[test]
    fn ticking_in_a_list_says_how_to_get_to_a_step() {
        let mut session = Session::new();
        session.keys("<Tab> ");
        assert_eq!(session.notice(), "Go to a step first: Enter leads to the next one.");
    }

    #[test]
    fn what_cannot_be_saved_is_shown_as_such_and_kept() {
        let mut session = with_incident();
        session.disk_fails = Some("the disk is full".into());
        session.keys("j ");
        let screen = session.screen();
        assert!(screen.contains("NOT SAVED (1): the disk is full"), "{screen}");
        assert!(screen.contains("unsaved"), "{screen}");
        session.keys("q");
        assert!(session.screen().contains("Quit and write them to a file"), "{}", session.screen());
        session.disk_fails = None;
        session.keys("<Enter>");
        assert_eq!(state(&session.stored(), "run-form"), StepState::Done);
        assert_eq!(session.effects().last(), Some(&Effect::Quit { discard: false }));
    }
}

mod saving {
    use super::*;

    fn unsaved() -> Session {
        let mut session = with_incident();
        session.disk_fails = Some("the disk is full".into());
        session.keys("j ");
        session.keys("j ");
        session.effects();
        session
    }

    /// The line at the bottom, without the keys.
    fn footer(session: &Session) -> String {
        let screen = session.screen();
        screen.lines().last().unwrap().split("   ").next().unwrap().trim().to_owned()
    }

    #[test]
    fn nothing_says_that_a_mark_worked_before_it_is_on_disk() {
        let marks = [
            ("j ", "· Done: With", "✓ Done: With"),
            ("u", "· Undone: Unpack", "✓ Undone: Unpack"),
            ("jx<Enter>", "· Failed: With", "· Failed: With"),
            ("jsaway<Enter>", "· Skipped: With", "· Skipped: With"),
            ("t9<Enter>", "· Ticket and client corrected", "✓ Ticket and client corrected"),
            ("nT-2<Enter>", "· Opened incident T-2", "✓ Opened incident T-2"),
        ];
        for (keys, before, after) in marks {
            let mut session = with_incident();
            session.disk_waits = true;
            session.keys(keys);
            assert!(footer(&session).starts_with(before), "{keys}: {}", footer(&session));
            let pending = session.app.work.pending().to_vec();
            session.tell(Message::Saved(pending));
            assert!(footer(&session).starts_with(after), "{keys}: {}", footer(&session));
        }
    }

    #[test]
    fn a_mark_that_the_disk_does_not_take_is_told_as_such() {
        for (keys, said) in [("j ", "Done: With"), ("jx<Enter>", "Failed: With")] {
            let mut session = with_incident();
            session.disk_fails = Some("the disk is full".into());
            session.keys(keys);
            let expected = format!("· Not saved yet - {said}");
            assert!(footer(&session).starts_with(&expected), "{}", footer(&session));
            session.keys("jj ");
            assert!(footer(&session).starts_with("· Not saved yet - "), "{}", footer(&session));
        }
    }

    #[test]
    fn trying_again_quits_only_once_everything_is_saved() {
        let mut session = unsaved();
        assert_eq!(session.app.work.pending().len(), 2);
        session.keys("q<Enter>");
        assert!(session.notice().starts_with("Still not saved"), "{}", session.notice());
        session.disk_fails = None;
        session.keys("q<Enter>");
        assert_eq!(session.effects().last(), Some(&Effect::Quit { discard: false }));
        assert!(session.app.work.pending().is_empty());
    }

    #[test]
    fn half_saved_work_is_not_called_saved() {
        let mut session = unsaved();
        let first = session.app.work.pending()[0].clone();
        session.tell(Message::Saved(vec![first]));
        assert!(session.screen().contains("NOT SAVED (1)"), "{}", session.screen());
    }

    #[test]
    fn who_goes_on_working_after_trying_again_is_not_thrown_out_later() {
        let mut session = unsaved();
        session.keys("q<Enter>k");
        let pending = session.app.work.pending().to_vec();
        session.tell(Message::Saved(pending));
        assert!(!session.effects().contains(&Effect::Quit { discard: false }));
        assert_eq!(session.notice(), "Everything is saved again.");
    }

    #[test]
    fn a_store_that_cannot_be_read_is_said_until_it_can() {
        let mut session = Session::new();
        session.tell(Message::StoreFailed("the store is damaged: restore a backup".into()));
        let told = "STORE: the store is damaged: restore a backup";
        assert!(session.screen().contains(told), "{}", session.screen());
        session.keys("<Tab>!");
        assert!(session.screen().contains("┏ Faults"), "{}", session.screen());
        session.keys("<Esc>").tell(Message::Incidents(Vec::new().into()));
        assert!(!session.screen().contains("STORE:"), "{}", session.screen());
    }

    #[test]
    fn a_screen_too_small_to_see_is_too_small_to_tick() {
        let mut session = with_incident();
        session.keys("j").resize(30, 8);
        for key in ["<Tab>", "<End>", "<Down>", "<PgDn>", " ", "x", "<Enter>", "G", "2"] {
            session.keys(key);
        }
        assert_eq!(
            session
                .effects()
                .iter()
                .filter(|effect| matches!(effect, Effect::Record { .. }))
                .count(),
            0
        );
        session.resize(140, 40).keys(" ");
        assert_eq!(state(&session.stored(), "run-form"), StepState::Done);
    }

    #[test]
    fn the_incident_pane_scrolls_to_both_ends_and_no_further() {
        let mut session = with_incident();
        session.resize(60, 12).keys("<Tab>");
        assert_eq!(session.app.issues.focus, Pane::Incident);
        session.keys("<End><Down><Down><PgDn>");
        let end = session.screen();
        assert!(end.contains("Opened"), "{end}");
        session.keys("<Home>");
        assert!(session.screen().contains("Ticket"), "{}", session.screen());
    }
}

mod incidents {
    use super::*;

    #[test]
    fn an_incident_that_arrives_too_late_does_not_push_itself_in() {
        let mut session = with_incident();
        let late = session.stored();
        session.keys("i<End><Enter>");
        let now = session.app.clock.now;
        session.tell(Message::Incident { incident: Box::new(late), now });
        assert!(session.app.work.open().is_none());
    }

    #[test]
    fn a_tick_that_an_incident_has_already_adds_no_event() {
        let mut session = with_incident();
        let events = session.stored().events().len();
        session.keys("i<End><Enter> <Down><Down><Down><Enter>");
        assert_eq!(session.stored().events().len(), events);
        assert_eq!(session.notice(), "T-48211 Contoso says so already.");
    }

    #[test]
    fn after_a_restart_minus_brings_incident_issue_and_step_back() {
        let mut session = with_incident();
        session.keys("j ");
        let Session { store, .. } = session;
        let mut later = Session::over(store, 2);
        assert!(later.screen().contains("- resume T-48211 Contoso"), "{}", later.screen());
        later.keys("-");
        assert_eq!(shown(&later), GDAP);
        assert_eq!(later.app.issues.detail.cursor(), Some(&Item::Step(step("run-form"))));
        assert_eq!(state(&later.stored(), "unpack-crate"), StepState::Done);
        assert_eq!(state(&later.stored(), "run-form"), StepState::Done);
    }

    #[test]
    fn minus_again_goes_back_to_the_incident_before() {
        let mut session = with_incident();
        session.keys("nT-2<Enter>");
        session.keys("-");
        assert_eq!(session.stored().ticket(), "T-48211");
        session.keys("-");
        assert_eq!(session.stored().ticket(), "T-2");
    }

    #[test]
    fn the_menu_switches_and_sets_aside() {
        let mut session = with_incident();
        session.keys("nT-2<Enter>");
        session.keys("i<Enter>");
        assert_eq!(session.stored().ticket(), "T-48211");
        session.keys("i<End><Enter>");
        assert!(session.app.work.open().is_none());
        session.keys("i<Enter>");
        assert_eq!(session.stored().ticket(), "T-2");
    }

    #[test]
    fn a_tick_on_another_issue_offers_the_open_incident_first() {
        let mut session = with_incident();
        session.keys("/<Ctrl+U>50076<Enter> <Enter>");
        let stored = session.stored();
        assert_eq!(stored.ticket(), "T-48211");
        assert_eq!(stored.issues().count(), 2);
        assert_eq!(session.store.incidents().unwrap().len(), 1);
    }

    #[test]
    fn a_tick_can_go_to_an_incident_that_is_not_open() {
        let mut session = with_incident();
        session.keys("i<Enter>");
        session.keys("/<Ctrl+U>50076<Enter>");
        session.keys(" <Down><Down><Enter>");
        assert_eq!(session.store.incidents().unwrap().len(), 1);
        assert_eq!(session.stored().issues().count(), 2);
    }

    #[test]
    fn ticket_and_client_can_be_corrected() {
        let mut session = with_incident();
        session.keys("t<Ctrl+U>T-9<Enter>");
        assert_eq!((session.stored().ticket(), session.stored().client()), ("T-9", "Contoso"));
    }

    #[test]
    fn the_incidents_screen_lists_and_resumes() {
        let mut session = with_incident();
        session.keys("nT-2<Enter>");
        session.keys("2");
        assert_eq!(session.app.screen, Screen::Incidents);
        session.keys("j<Enter>");
        assert_eq!(session.app.screen, Screen::Issues);
        assert_eq!(session.stored().ticket(), "T-48211");
    }

    #[test]
    fn another_sessions_tick_appears_and_leaves_cursor_folds_and_text_alone() {
        let mut session = with_incident();
        session.keys("jj/<Ctrl+U>forb");
        let before = (
            session.app.issues.detail.cursor().cloned(),
            session.app.issues.list.field.text().to_owned(),
        );
        let mut incident = session.stored();
        let mut event = incident.events().last().unwrap().clone();
        event.id.0 = uuid::Uuid::from_u128(999);
        event.lamport += 1;
        event.act = Act::mark(&issue(GDAP), &step("check-roles"), StepState::Done, None);
        incident.apply(event);
        let now = session.app.clock.now;
        session.tell(Message::Incident { incident: Box::new(incident), now });
        assert_eq!(
            session.app.work.open().map(|open| state(open, "check-roles")),
            Some(StepState::Done)
        );
        let after = (
            session.app.issues.detail.cursor().cloned(),
            session.app.issues.list.field.text().to_owned(),
        );
        assert_eq!(after, before);
    }
}

mod taking {
    use super::*;

    fn copied(session: &mut Session) -> String {
        let effects = session.effects();
        match effects.as_slice() {
            [Effect::Copy { text, origin: Origin::Pack }] => text.clone(),
            other => panic!("no copy: {other:?}"),
        }
    }

    #[test]
    fn a_value_of_the_step_is_the_first_thing_to_copy() {
        let mut session = at_first_step();
        session.keys("y<Enter>");
        assert_eq!(copied(&mut session), "Configure New GDAP Relationship");
        assert!(session.notice().starts_with("Copied (31 B)."), "{}", session.notice());
    }

    #[test]
    fn the_twelve_roles_are_copied_as_one_list() {
        let mut session = at_first_step();
        session.keys("jjjjy<Enter>");
        let text = copied(&mut session);
        assert_eq!(text.lines().count(), 12, "{text}");
        assert!(text.starts_with("Application Administrator\n"));
    }

    #[test]
    fn a_whole_fix_is_copied_as_a_numbered_list() {
        let mut session = at_first_step();
        session.keys("yjj<Enter>");
        let text = copied(&mut session);
        assert!(text.contains("1. Unpack the Configure New GDAP Relationship Crate."), "{text}");
    }

    #[test]
    fn the_last_copy_can_be_shown_and_filed() {
        let mut session = at_first_step();
        session.keys("y<Enter>S");
        assert!(session.screen().contains("┏ The last copy"), "{}", session.screen());
        session.keys("<Esc>");
        session.effects();
        session.keys("F");
        assert_eq!(
            session.effects(),
            [Effect::File { text: "Configure New GDAP Relationship".into(), origin: Origin::Pack }]
        );
    }

    #[test]
    fn a_link_is_opened_only_when_it_was_chosen() {
        let mut session = at_first_step();
        session.keys("jjjjo");
        assert_eq!(session.effects(), []);
        session.keys("<Enter>");
        let effects = session.effects();
        assert!(
            matches!(&effects[0], Effect::Browse(url) if url.starts_with("https://docs.rewst.help/")),
            "{effects:?}"
        );
    }
}

mod pasting {
    use super::*;

    #[test]
    fn a_short_paste_is_a_query_as_it_is() {
        let mut session = Session::new();
        session.paste("device object");
        assert_eq!(session.app.issues.list.field.text(), "device object");
    }

    #[test]
    fn a_paste_into_a_prompt_becomes_one_line() {
        let mut session = at_first_step();
        session.keys(" ").paste("T-1\r\nurgent").keys("<Enter>");
        assert_eq!(session.stored().ticket(), "T-1 urgent");
    }

    #[test]
    fn a_short_paste_is_inserted_at_the_cursor_of_the_search_box() {
        let mut session = Session::new();
        session.keys("expired<Ctrl+A>").paste("mfa ").paste("has");
        assert_eq!(session.app.issues.list.field.text(), "mfahasexpired");
    }

    #[test]
    fn control_characters_in_a_paste_never_reach_the_screen() {
        let mut session = Session::new();
        session.paste("mfa\u{1b}[31m\u{202e}\u{7}");
        assert!(!session.screen().chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'));
    }
}

mod commands {
    use super::*;

    #[test]
    fn the_palette_finds_a_command_by_typing_and_runs_it() {
        let mut session = with_incident();
        session.keys(":redo<Esc><Esc>:undo mark<Enter>");
        assert_eq!(state(&session.stored(), "unpack-crate"), StepState::Todo);
    }

    #[test]
    fn a_command_that_makes_no_sense_says_why() {
        let mut session = Session::new();
        session.keys("<Tab>u");
        assert_eq!(session.notice(), "There is nothing to undo: no incident is open.");
    }

    #[test]
    fn ctrl_c_asks_again_while_there_is_text_or_a_fresh_copy() {
        let mut session = Session::new();
        session.keys("mfa<Ctrl+C>");
        assert_eq!(session.effects(), []);
        session.keys("<Ctrl+C>");
        assert_eq!(session.effects(), [Effect::Quit { discard: false }]);
    }

    #[test]
    fn ctrl_c_right_after_a_copy_does_not_quit_at_once() {
        let mut session = at_first_step();
        session.keys("y<Enter>");
        session.effects();
        session.keys("<Ctrl+C>");
        assert_eq!(session.effects(), []);
    }

    #[test]
    fn q_quits_outside_text_and_is_a_letter_in_it() {
        let mut session = Session::new();
        session.keys("q");
        assert_eq!(session.app.issues.list.field.text(), "q");
        session.keys("<Tab>q");
        assert_eq!(session.effects(), [Effect::Quit { discard: false }]);
    }

    #[test]
    fn help_scrolls_to_its_end_and_no_further() {
        let mut session = Session::new();
        session.resize(80, 24).keys("<F1><End>");
        let end = session.screen();
        session.keys("jjjj");
        assert_eq!(session.screen(), end);
        session.keys("k");
        assert_ne!(session.screen(), end);
    }
}
