//! The screen of all incidents.

use super::session::Session;

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
fn a_failed_step_is_seen_wherever_incidents_are_listed() {
    let mut session = super::journeys::with_incident();
    session.keys("jx<Enter>nT-2<Enter>2");
    let row = |session: &Session, name: &str| {
        let screen = session.screen();
        screen.lines().rfind(|line| line.contains(name)).unwrap().to_owned()
    };
    assert!(row(&session, "T-48211 Contoso").contains("  2/10 !   "), "{}", session.screen());
    assert!(row(&session, "T-2 ").contains(" 0/10   "), "{}", session.screen());
    session.keys("i");
    assert!(row(&session, "T-48211 Contoso").contains("  2/10 !  "), "{}", session.screen());
}

#[test]
fn incidents_that_arrive_later_get_a_cursor_too() {
    let later = Session::with_incidents(2);
    let mut session = Session::new();
    session.keys("<Alt+2>");
    let list = later.store.incidents().unwrap();
    session.tell(casebook::tui::message::Message::Incidents(list));
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
    assert!(selected(&session).contains("T-22"), "{}", session.screen());
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
    assert!(session.screen().contains("T-29 "), "{}", session.screen());
    session.resize(80, 50);
    assert!(session.screen().contains("T-40 "), "{}", session.screen());
}
