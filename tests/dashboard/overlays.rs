//! What lies over a screen: filtered by typing, moved through by pages, worked with the mouse, and never losing what
//! was typed.

use casebook::{
    incident::StepState,
    tui::{
        app::Screen,
        keymap::Context,
        message::{Effect, Message},
        overlay::Overlay,
    },
};
use crossterm::event::{MouseButton, MouseEventKind};

use super::{
    journeys::{at_first_step, shown, state, with_incident},
    session::Session,
};

/// A session with incidents T-1 to T-30 at clients of three names, none of them open, in front of a step.
fn with_many_incidents() -> Session {
    let mut session = Session::with_incidents(30);
    session.keys("50076<Enter>");
    session
}

fn is_open(session: &Session) -> bool {
    session.app.overlay.is_some()
}

/// The row with the cursor, without its border.
fn selected(session: &Session) -> String {
    let screen = session.screen();
    let row = screen.lines().find_map(|line| line.split_once("┃>"));
    let (_, row) = row.unwrap_or_else(|| panic!("no row is selected:\n{screen}"));
    row.split('┃').next().unwrap().trim_end_matches(['█', ' ']).to_owned()
}

mod filtering {
    use super::*;

    #[test]
    fn typing_finds_an_incident_to_switch_to() {
        let mut session = with_many_incidents();
        session.keys("ikontor 11<Enter>");
        assert_eq!(session.stored().ticket(), "T-11");
    }

    #[test]
    fn a_whole_ticket_comes_before_a_longer_one() {
        let mut session = with_many_incidents();
        session.keys("iT-3");
        assert!(selected(&session).starts_with("T-3 Contoso"), "{}", session.screen());
        assert!(session.screen().contains("2/30"), "{}", session.screen());
    }

    #[test]
    fn escape_first_shows_all_rows_again_and_then_closes() {
        let mut session = with_many_incidents();
        session.keys("ifabrikam");
        assert!(session.screen().contains("10/30"), "{}", session.screen());
        session.keys("<Esc>");
        assert!(session.screen().contains("30/30"), "{}", session.screen());
        session.keys("<Esc>");
        assert!(!is_open(&session));
    }

    #[test]
    fn where_nothing_is_found_enter_changes_nothing_and_says_so() {
        let mut session = with_many_incidents();
        for keys in ["iqqqzzz<Enter>", ":qqqzzz<Enter>", " <Down><Down>qqqzzz<Enter>"] {
            session.keys(keys);
            assert!(is_open(&session), "{keys}");
            assert_eq!(session.notice(), "Nothing of that name.");
            session.keys("<Esc><Esc>");
            assert!(!is_open(&session), "{keys}");
        }
        assert_eq!(session.effects(), []);
    }

    #[test]
    fn letters_that_are_keys_of_a_menu_stay_keys_until_another_begins_the_filter() {
        let mut session = at_first_step();
        session.keys("yj");
        let second = selected(&session);
        session.keys("k");
        assert_ne!(selected(&session), second);
        session.keys("whole j");
        assert!(session.screen().contains("whole j"), "{}", session.screen());
        session.keys("<Esc>j");
        assert_eq!(selected(&session), second);
        session.keys("q");
        assert!(!is_open(&session));
    }

    #[test]
    fn a_slash_filters_a_menu_by_words_that_begin_like_its_keys() {
        let mut session = at_first_step();
        session.keys("y/");
        assert_eq!(session.app.context(), Context::Filter);
        session.keys("jkq");
        assert!(session.screen().contains("jkq"), "{}", session.screen());
        assert!(is_open(&session));
    }

    #[test]
    fn the_value_that_was_filtered_for_is_copied() {
        let mut session = at_first_step();
        session.keys("yglobaladm<Enter>");
        let effects = session.effects();
        assert!(matches!(&effects[0], Effect::Copy { text, .. } if text == "GLOBALADMIN"));
    }

    #[test]
    fn a_row_of_that_name_comes_before_one_that_only_mentions_it() {
        let mut session = Session::new();
        session.keys("access denied 403<Enter>yperm");
        assert!(selected(&session).starts_with("fix 1: Give the"), "{}", session.screen());
        session.keys("<End>");
        assert!(selected(&session).starts_with("this step  Find"), "{}", session.screen());
    }

    #[test]
    fn a_question_with_a_few_answers_is_not_filtered() {
        let mut session = with_incident();
        session.disk_fails = Some("the disk is full".into());
        session.keys("j q");
        session.keys("anyway/");
        assert_eq!(session.app.context(), Context::Menu);
        assert_eq!(selected(&session).split("  ").next(), Some("Try again"));
    }

    #[test]
    fn a_paste_goes_into_the_filter() {
        let mut session = with_many_incidents();
        session.keys("i").paste("T-17\r\n").keys("<Enter>");
        assert_eq!(session.stored().ticket(), "T-17");
    }

    #[test]
    fn a_mark_finds_its_incident_by_typing() {
        let mut session = with_many_incidents();
        session.keys(" <Down><Down>T-12");
        assert!(!session.screen().contains("New incident"), "{}", session.screen());
        session.keys("<Enter>");
        assert_eq!(session.stored().ticket(), "T-12");
        assert_eq!(session.stored().issues().count(), 1);
    }

    #[test]
    fn with_an_incident_open_typing_at_once_finds_another() {
        let mut session = with_many_incidents();
        session.keys("iT-5<Enter>/<Ctrl+U>50076<Enter> ");
        assert!(selected(&session).starts_with("The open one: T-5"));
        session.keys("T-12");
        assert!(selected(&session).starts_with("T-12"), "{}", session.screen());
        session.keys("<Esc>");
        assert!(selected(&session).starts_with("The open one: T-5"));
    }

    #[test]
    fn accents_and_case_do_not_matter() {
        let mut session = with_many_incidents();
        session.keys("iZURICH 29<Enter>");
        assert_eq!(session.stored().ticket(), "T-29");
    }
}

mod moving {
    use super::*;

    #[test]
    fn a_page_is_what_is_seen() {
        let mut session = with_many_incidents();
        session.resize(80, 24).keys("i");
        assert!(selected(&session).starts_with("T-30"));
        session.keys("<PgDn>");
        assert!(selected(&session).starts_with("T-19"), "{}", session.screen());
        session.keys("<End>");
        assert!(selected(&session).starts_with("T-1 "), "{}", session.screen());
        session.keys("<PgUp>");
        assert!(selected(&session).starts_with("T-12"), "{}", session.screen());
        session.keys("<Home>");
        assert!(selected(&session).starts_with("T-30"));
    }

    #[test]
    fn pages_lead_through_the_incidents_of_the_prompt_too() {
        let mut session = with_many_incidents();
        session.resize(80, 24).keys(" <Down><Down>");
        assert!(selected(&session).starts_with("T-30"));
        session.keys("<PgDn><PgDn>");
        assert!(selected(&session).starts_with("T-4 "), "{}", session.screen());
        session.keys("<Home>");
        assert!(selected(&session).starts_with("New incident"));
    }

    #[test]
    fn up_and_down_lead_through_answers_and_fields_in_order() {
        let mut session = with_incident();
        session.keys("nT-2<Enter>/<Ctrl+U>50076<Enter> ");
        session.keys("<Down>9<Down>Northwind<Up>1<Down><Down>");
        assert!(selected(&session).starts_with("T-48211"), "{}", session.screen());
        session.keys("<Up><Up><Enter>");
        assert_eq!((session.stored().ticket(), session.stored().client()), ("91", "Northwind"));
    }

    #[test]
    fn the_window_stays_where_it_is_while_the_selection_moves_within() {
        let mut session = with_many_incidents();
        session.resize(80, 24).keys("i<End>");
        let first = |session: &Session| {
            session.screen().lines().find(|line| line.contains("┃ T-")).unwrap().to_owned()
        };
        let before = first(&session);
        session.keys("<Up><Up>");
        assert_eq!(first(&session), before);
    }
}

mod mouse {
    use super::*;

    #[test]
    fn a_click_selects_a_row_and_a_second_one_chooses_it() {
        let mut session = at_first_step();
        session.keys("y").click("issue id");
        assert!(selected(&session).starts_with("issue id"));
        assert_eq!(session.effects(), []);
        session.click("issue id");
        let effects = session.effects();
        assert!(matches!(&effects[0], Effect::Copy { text, .. } if text == shown(&session)));
    }

    #[test]
    fn the_row_that_is_selected_from_the_start_takes_one_click() {
        let mut session = with_many_incidents();
        session.keys("i").click(">T-30 Contoso");
        assert_eq!(session.stored().ticket(), "T-30");
    }

    #[test]
    fn a_click_in_a_scrolled_list_means_the_row_that_is_seen_there() {
        let mut session = with_many_incidents();
        session.resize(80, 24).keys("i<End>").click("T-9 ");
        assert!(selected(&session).starts_with("T-9 "), "{}", session.screen());
        session.click("T-9 ");
        assert_eq!(session.stored().ticket(), "T-9");
    }

    #[test]
    fn the_palette_takes_clicks() {
        let mut session = with_incident();
        session.keys(":undo").click("Redo what").click("Undo the last");
        session.click("Undo the last");
        assert_eq!(state(&session.stored(), "unpack-crate"), StepState::Todo);
    }

    #[test]
    fn a_click_on_a_field_of_the_prompt_leads_there() {
        let mut session = with_incident();
        session.keys("/<Ctrl+U>50076<Enter> ").click("  Client  ").keys("Fabrikam");
        session.click("  Ticket  ").keys("T-2<Enter>");
        assert_eq!((session.stored().ticket(), session.stored().client()), ("T-2", "Fabrikam"));
    }

    #[test]
    fn a_second_click_on_an_answer_of_the_prompt_records() {
        let mut session = with_many_incidents();
        session.keys(" ").click("T-28 Fabrikam");
        assert_eq!(session.effects(), []);
        session.click("T-28 Fabrikam");
        assert_eq!(session.stored().ticket(), "T-28");
    }

    #[test]
    fn the_wheel_moves_what_is_under_it() {
        let mut session = with_many_incidents();
        session.resize(80, 24).keys("i").wheel_down("T-29");
        assert!(selected(&session).starts_with("T-27"), "{}", session.screen());
        session.keys("<Esc>").resize(140, 40).keys("?");
        let before = session.screen();
        session.wheel_down("Move about");
        assert_ne!(session.screen(), before);
    }

    #[test]
    fn a_short_list_is_moved_through_row_by_row_and_not_around_its_end() {
        let mut session = at_first_step();
        session.keys("o");
        let rows = session.screen().matches("https://").count();
        session.wheel_down("Open in the browser");
        for _ in 0..rows + 3 {
            session.wheel_down("Open in the browser");
        }
        let last = selected(&session);
        session.keys("<End>");
        assert_eq!(selected(&session), last);
    }

    #[test]
    fn beside_a_prompt_the_wheel_scrolls_the_text_that_it_is_about() {
        let mut session = at_first_step();
        session.resize(140, 24).keys("s");
        let before = session.app.issues.detail.offset;
        session.mouse(MouseEventKind::ScrollUp, (120, 3));
        assert!(session.app.issues.detail.offset < before);
        let shown_before = shown(&session).to_owned();
        session.mouse(MouseEventKind::ScrollDown, (3, 4));
        assert_eq!(shown(&session), shown_before);
        assert!(is_open(&session));
    }

    #[test]
    fn a_click_beside_closes_what_holds_nothing_typed() {
        let beside = (0, 20);
        for keys in ["y", "i", ":und", "?", "s", "n", " ", "o"] {
            let mut session = with_many_incidents();
            session.keys(keys);
            assert!(is_open(&session), "{keys}");
            session.mouse(MouseEventKind::Down(MouseButton::Left), beside);
            assert!(!is_open(&session), "{keys}:\n{}", session.screen());
        }
    }

    #[test]
    fn a_click_beside_a_prompt_with_typed_text_does_nothing() {
        let beside = (0, 20);
        let mut session = with_incident();
        for keys in ["jsaway", "<Ctrl+U><Esc>nT-3", "<Ctrl+U><Esc>t9"] {
            session.keys(keys);
            let before = session.screen();
            session.mouse(MouseEventKind::Down(MouseButton::Left), beside);
            assert_eq!(session.screen(), before, "{keys}");
        }
    }

    #[test]
    fn a_click_on_a_screens_name_shows_it() {
        let mut session = with_incident();
        session.click("Incidents");
        assert_eq!(session.app.screen, Screen::Incidents);
        session.click("1 Issues");
        assert_eq!(session.app.screen, Screen::Issues);
        session.click("2 Incidents").click("casebook");
        assert_eq!(session.app.screen, Screen::Incidents);
    }

    #[test]
    fn a_click_on_the_incident_in_the_header_does_what_its_key_does() {
        let mut session = with_incident();
        session.keys("nT-2<Enter>").click("▸ T-2");
        assert!(session.screen().contains("Switch to an incident"), "{}", session.screen());
        session.keys("<Esc>i<End><Enter>");
        assert!(session.app.work.open().is_none());
        session.click("- resume T-2");
        assert_eq!(session.stored().ticket(), "T-2");
    }

    #[test]
    fn a_second_click_on_an_issue_opens_it_also_where_one_pane_is_shown() {
        let mut session = Session::new();
        session.resize(60, 20).keys("mfa").click("MFA has expired");
        assert_eq!(shown(&session), "mfa-has-expired");
        assert!(!session.screen().contains("Fix 1"));
        session.click("MFA has expired");
        assert!(session.screen().contains("Fix 1"), "{}", session.screen());
    }

    #[test]
    fn an_issue_of_the_open_incident_is_chosen_by_two_clicks() {
        let mut session = with_incident();
        session.keys("/<Ctrl+U>50076<Enter> <Enter>");
        session.resize(60, 20).keys("<Tab>");
        session.click("Consent failed: Forb").click("Consent failed: Forb");
        assert_eq!(shown(&session), super::super::journeys::GDAP);
    }

    #[test]
    fn a_click_on_the_mark_of_a_step_ticks_it_and_one_on_its_text_does_not() {
        let mut session = at_first_step();
        session.click("Unpack the Configure");
        assert!(!is_open(&session));
        session.click("· Unpack the Configure").keys("T-1<Enter>");
        assert_eq!(state(&session.stored(), "unpack-crate"), StepState::Done);
        session.click("Unpack the Configure");
        assert_eq!(state(&session.stored(), "unpack-crate"), StepState::Done);
        session.click("[x] Unpack");
        assert_eq!(state(&session.stored(), "unpack-crate"), StepState::Todo);
    }

    #[test]
    fn who_clicks_on_after_trying_again_is_not_thrown_out_later() {
        let mut session = with_incident();
        session.disk_fails = Some("the disk is full".into());
        session.keys("j q<Enter>");
        session.effects();
        session.click("2 Incidents");
        let pending = session.app.work.pending().to_vec();
        session.tell(Message::Saved(pending));
        assert!(!session.effects().contains(&Effect::Quit { discard: false }));
    }
}

mod drafts {
    use super::*;

    #[test]
    fn a_reason_that_was_not_used_stands_there_again_at_the_same_step_alone() {
        let mut session = with_incident();
        session.keys("jsclient is away<Esc>js");
        assert!(!session.screen().contains("client is away"), "{}", session.screen());
        session.keys("<Esc>ks");
        assert!(session.screen().contains("Reason  client is away"), "{}", session.screen());
    }

    #[test]
    fn it_stands_there_whether_the_step_is_skipped_or_failed() {
        let mut session = with_incident();
        session.keys("jsno licence<Esc>x");
        assert!(session.screen().contains("Reason  no licence"), "{}", session.screen());
    }

    #[test]
    fn it_is_gone_once_used_or_deleted() {
        let mut session = with_incident();
        session.keys("jsaway<Esc>s<Enter>");
        assert_eq!(state(&session.stored(), "run-form"), StepState::Skipped);
        session.keys("s");
        assert!(!session.screen().contains("Reason  away"), "{}", session.screen());
        session.keys("again<Esc>s<Ctrl+U><Esc>s");
        assert!(!session.screen().contains("Reason  again"), "{}", session.screen());
    }

    #[test]
    fn a_reason_given_for_one_client_never_stands_at_anothers() {
        let mut session = with_incident();
        session.keys("jsContoso has no licence<Esc>");
        session.keys("nT-2<Tab>Fabrikam<Enter>s");
        assert!(!session.screen().contains("has no licence"), "{}", session.screen());
    }

    #[test]
    fn a_reason_survives_calling_off_the_question_which_incident() {
        let mut session = at_first_step();
        session.keys("sgiven by phone<Enter><Esc>s");
        assert!(session.screen().contains("Reason  given by phone"), "{}", session.screen());
        session.keys("<Enter>T-1<Enter>");
        assert_eq!(state(&session.stored(), "unpack-crate"), StepState::Skipped);
    }

    #[test]
    fn a_correction_that_was_not_used_stands_there_again_for_its_incident() {
        let mut session = with_incident();
        session.keys("t<Ctrl+U>T-9<Esc>t<Enter>");
        assert_eq!(session.stored().ticket(), "T-9");
        session.keys("tXX<Esc>nT-2<Enter>t");
        assert!(!session.screen().contains("T-9XX"), "{}", session.screen());
    }

    #[test]
    fn whatever_takes_a_prompt_away_what_was_typed_is_kept() {
        for away in ["<F1><Esc>", "<Alt+2><Alt+1>"] {
            let mut session = with_incident();
            session.keys("jsclient is away").keys(away).keys("s");
            assert!(session.screen().contains("Reason  client is away"), "{away}");
            session.keys("<Esc>nT-7").keys(away).keys("n");
            assert!(session.screen().contains("Ticket  T-7"), "{away}:\n{}", session.screen());
        }
    }

    #[test]
    fn a_skip_without_a_reason_asks_on() {
        let mut session = with_incident();
        session.keys("js<Enter>");
        assert!(matches!(session.app.overlay, Some(Overlay::Reason(_))));
        assert_eq!(session.notice(), "A skipped step needs a reason; a word is enough.");
    }
}
