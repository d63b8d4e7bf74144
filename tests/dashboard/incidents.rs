//! The screen of all incidents.

use casebook::tui::{app::Screen, keymap::Context, message::Effect};
use insta::assert_snapshot;

use super::{busy::busy, session::Session};

/// The row with the cursor.
fn selected(session: &Session) -> String {
    let screen = session.screen();
    let row = screen.lines().find(|line| line.starts_with("┃>"));
    row.unwrap_or_else(|| panic!("no row is selected:\n{screen}")).to_owned()
}

#[test]
fn the_newest_is_selected_at_first_and_visibly_so() {
    let mut session = Session::with_incidents(3);
    session.keys("<Alt+2>");
    assert!(selected(&session).contains("T-3 Contoso"), "{}", session.screen());
}

#[test]
fn the_open_one_is_selected_where_there_is_one() {
    let mut session = Session::with_incidents(3);
    session.keys("<Tab>iT-2<Enter>2");
    assert!(selected(&session).contains("▸ T-2 Kontor"), "{}", session.screen());
}

#[test]
fn nothing_is_done_to_the_open_incident_while_another_is_selected() {
    let mut session = super::journeys::with_incident();
    session.keys("nT-2<Enter>2<Down><Enter>2<Up>");
    for key in ["c", "t", "a", "u"] {
        session.effects();
        session.keys(key);
        assert!(session.notice().ends_with("Enter opens this one."), "{key}: {}", session.notice());
        assert!(session.app.overlay.is_none(), "{key}");
        let recorded = session.effects();
        let is_record = |effect: &Effect| matches!(effect, Effect::Record { .. });
        assert!(!recorded.iter().any(is_record), "{key}: {recorded:?}");
    }
    session.keys("<Down>c");
    assert!(session.app.overlay.is_some(), "{}", session.screen());
}

#[test]
fn escape_goes_back_to_the_screen_that_an_incident_was_opened_from() {
    let mut session = super::journeys::with_incident();
    session.keys("2<Enter>");
    assert_eq!(session.app.screen, Screen::Issues);
    session.keys("<Esc>");
    assert_eq!(session.app.screen, Screen::Incidents);
    session.keys("<Enter>/<Ctrl+U>50076<Enter><Esc>");
    assert_eq!(session.app.screen, Screen::Issues, "another issue was not opened from there");
}

#[test]
fn what_was_told_on_one_screen_is_not_told_on_another() {
    let mut session = Session::with_incidents(3);
    session.keys("<Alt+2><Enter>");
    assert!(session.notice().starts_with("Back at"), "{}", session.notice());
    session.keys("<Alt+3>");
    assert!(session.app.notice.is_none());
}

#[test]
fn where_every_incident_is_closed_it_is_told_where_they_are() {
    let mut session = super::journeys::with_incident();
    session.keys("c<Enter>");
    let mut later = Session::new();
    let list = session.store.incidents().unwrap();
    later.tell(casebook::tui::message::Message::Incidents(list.into()));
    later.keys("<Tab>-");
    assert_eq!(later.notice(), "Every incident is closed; 2 shows them.");
}

#[test]
fn a_failed_step_is_seen_wherever_incidents_are_listed() {
    let mut session = super::journeys::with_incident();
    session.keys("jx<Enter>nT-2<Enter>2");
    let row = |session: &Session, name: &str| {
        let screen = session.screen();
        screen.lines().rfind(|line| line.contains(name)).unwrap().to_owned()
    };
    assert!(row(&session, "T-48211 Contoso").contains("  2/10 !   "), "{}", session.screen());
    assert!(row(&session, "T-2 ").contains("  0/10   "), "{}", session.screen());
    session.keys("i");
    assert!(row(&session, "T-48211 Contoso").contains("  2/10 !  "), "{}", session.screen());
}

#[test]
fn incidents_that_arrive_later_get_a_cursor_too() {
    let later = Session::with_incidents(2);
    let mut session = Session::new();
    session.keys("<Alt+2>");
    let list = later.store.incidents().unwrap();
    session.tell(casebook::tui::message::Message::Incidents(list.into()));
    assert!(selected(&session).contains("T-2"), "{}", session.screen());
}

#[test]
fn more_than_a_screenful_scrolls_and_shows_how_far() {
    let mut session = Session::with_incidents(40);
    session.resize(80, 24).keys("<Alt+2>");
    let bar = |session: &Session| -> Vec<usize> {
        let screen = session.screen();
        let marked = |(row, line): (usize, &str)| line.ends_with('█').then_some(row);
        screen.lines().enumerate().filter_map(marked).collect()
    };
    let at_top = bar(&session);
    assert_eq!(at_top.first(), Some(&2), "{}", session.screen());
    session.keys("<PgDn>");
    assert!(selected(&session).contains("T-23"), "{}", session.screen());
    session.keys("<End>");
    assert!(selected(&session).contains("T-1 "), "{}", session.screen());
    assert_eq!(bar(&session).last(), Some(&21), "{}", session.screen());
    assert!(!session.screen().contains("T-22 "));
    session.keys("<Home>");
    assert_eq!(bar(&session), at_top);
}

#[test]
fn a_taller_screen_is_filled() {
    let mut session = Session::with_incidents(40);
    session.resize(80, 24).keys("<Alt+2><End>").resize(80, 34);
    assert!(session.screen().contains("T-28 "), "{}", session.screen());
    session.resize(80, 50);
    assert!(session.screen().contains("T-40 "), "{}", session.screen());
}

/// Tickets of the rows, from the top.
fn tickets(session: &Session) -> Vec<String> {
    let screen = session.screen();
    let tickets = screen.lines().filter_map(|line| {
        let at = line.starts_with('┃').then(|| line.find("T-48")).flatten()?;
        line[at..].split_whitespace().next()
    });
    tickets.map(str::to_owned).collect()
}

#[test]
fn a_morning_on_which_something_spreads() {
    let mut session = busy();
    session.keys("<Alt+2>");
    for (size, screen) in session.at_three_widths() {
        assert_snapshot!(format!("all-incidents-{size}"), screen);
    }
}

#[test]
fn what_is_due_comes_first_and_what_was_closed_last() {
    let mut session = busy();
    session.keys("<Alt+2>");
    let tickets = tickets(&session);
    assert_eq!(tickets[..4], ["T-48160", "T-48188", "T-48214", "T-48213"]);
    assert_eq!(tickets[8..], ["T-48155", "T-48144", "T-48140", "T-48102"]);
}

#[test]
fn typing_filters_by_ticket_client_and_issue_and_esc_goes_back_step_by_step() {
    let mut session = busy();
    session.keys("<Alt+2>/kontor gdap");
    assert_eq!(tickets(&session), ["T-48160", "T-48213"]);
    session.keys("<Ctrl+U>48188");
    assert_eq!(tickets(&session), ["T-48188"]);
    session.keys("<Ctrl+U>fbrkam");
    assert_eq!(tickets(&session), ["T-48212", "T-48204", "T-48155"]);
    assert!(session.screen().contains("─ similar ─"), "{}", session.screen());
    for (size, screen) in session.at_three_widths() {
        assert_snapshot!(format!("filtered-incidents-{size}"), screen);
    }
    session.keys("<Esc>");
    assert_eq!((tickets(&session).len(), session.app.context()), (12, Context::Filter));
    session.keys("<Esc>");
    assert_eq!(session.app.context(), Context::Incidents);
    session.keys("<Esc>");
    assert_eq!(session.app.screen, Screen::Issues);
}

#[test]
fn the_filter_stays_while_keys_work_on_what_it_found() {
    let mut session = busy();
    session.keys("<Alt+2>/fabrikam<Tab>f");
    assert_eq!(session.app.context(), Context::Incidents);
    assert!(session.screen().contains("[due 0]"), "{}", session.screen());
    session.keys("f");
    assert_eq!(tickets(&session), ["T-48204"]);
    session.keys("<Esc><Esc>");
    assert_eq!(tickets(&session).len(), 12);
}

#[test]
fn states_ages_and_clients_narrow_the_list_and_its_counts_are_true() {
    let mut session = busy();
    session.keys("<Alt+2>");
    let line = |session: &Session| session.screen().lines().nth(2).unwrap().to_owned();
    assert!(
        line(&session).contains("[all 12] due 2  waiting 3  open 5  resolved 4"),
        "{}",
        session.screen()
    );
    session.keys("f");
    assert_eq!(tickets(&session), ["T-48160", "T-48188"]);
    session.keys("fff");
    assert!(line(&session).contains("[resolved 4]"), "{}", session.screen());
    session.keys("fdd");
    assert!(line(&session).contains("[all 8]"), "{}", session.screen());
    assert!(line(&session).contains("opened in 7 days"), "{}", session.screen());
    session.keys("dd");
    assert_eq!(tickets(&session), [""; 0], "{}", session.screen());
    session.keys("d<Down>=");
    assert!(line(&session).contains("[all 2]"), "{}", session.screen());
    assert_eq!(tickets(&session), ["T-48188", "T-48140"]);
    session.keys("=");
    assert_eq!(tickets(&session).len(), 12);
}

#[test]
fn an_incident_without_a_client_narrows_nothing() {
    let mut session = busy();
    session.keys("<Alt+2>/48214<Tab>=");
    assert_eq!(session.notice(), "This incident has no client.");
    session.keys("<Alt+1><Tab>:only<Enter>");
    assert_eq!(session.notice(), "This works on the Incidents screen.");
}

#[test]
fn nothing_left_names_the_key_that_shows_more() {
    let mut session = busy();
    session.keys("<Alt+2>/zzzz");
    for (size, screen) in session.at_three_widths() {
        assert_snapshot!(format!("no-such-incident-{size}"), screen);
    }
    session.keys("<Enter>");
    assert_eq!(session.notice(), "There is no incident here.");
}

#[test]
fn enter_and_resume_go_on_with_the_selected_one() {
    for keys in ["<Enter>", "-"] {
        let mut session = busy();
        session.keys("<Alt+2><Down>");
        assert!(session.screen().lines().next().unwrap().contains("- resume T-48188 Litware"));
        session.keys(keys);
        assert_eq!(session.app.work.open().unwrap().ticket(), "T-48188");
        assert_eq!(session.app.screen, Screen::Issues);
    }
}

#[test]
fn the_selection_stays_with_its_incident_while_the_list_changes() {
    let mut session = busy();
    session.keys("<Alt+2><Down><Down><Down>");
    let before = selected(&session);
    let mut later = session.store.incidents().unwrap();
    later.reverse();
    session.tell(casebook::tui::message::Message::Incidents(later.into()));
    assert_eq!(selected(&session), before);
}

#[test]
fn the_rule_between_what_matches_and_what_is_similar_is_no_row() {
    let mut session = busy();
    session.keys("<Alt+2>/contoso<Ctrl+U>litwre");
    assert!(selected(&session).contains("Litware"), "{}", session.screen());
    session.keys("<Up><Up><Home>");
    assert!(selected(&session).contains("Litware"), "{}", session.screen());
}

#[test]
fn every_small_size_of_the_filtered_list_draws() {
    let mut session = busy();
    session.keys("<Alt+2>/fabrkam").assert_every_small_size_draws();
}
