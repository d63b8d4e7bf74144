//! What all incidents tell together: the Dashboard screen, and the incidents behind each figure.

use insta::assert_snapshot;

use super::{
    busy::{DAY, Desk, MFA, busy},
    session::Session,
};

fn pictures(name: &str, session: &mut Session) {
    for (size, screen) in session.at_three_widths() {
        assert_snapshot!(format!("{name}-{size}"), screen);
    }
}

/// The row with the cursor.
fn cursor(session: &Session) -> String {
    let screen = session.screen();
    let row = screen.lines().find(|line| line.contains("┃>"));
    row.unwrap_or_else(|| panic!("no cursor:\n{screen}")).to_owned()
}

#[test]
fn a_morning_on_which_something_spreads() {
    let mut session = busy();
    session.keys("<Alt+3>");
    pictures("overview", &mut session);
}

#[test]
fn nothing_to_count_yet() {
    let mut session = Session::new();
    session.keys("<Alt+3>");
    pictures("no-overview", &mut session);
}

#[test]
fn the_overview_in_plain_ascii() {
    let mut session = busy();
    session.app.glyphs = casebook::tui::glyph::Glyphs::of(true);
    session.keys("<Alt+3>").resize(100, 30);
    let screen = session.screen().replace("Zürich", "");
    assert_snapshot!("overview-ascii", screen);
    assert!(screen.is_ascii(), "{screen}");
}

#[test]
fn a_day_of_the_columns_shows_its_incidents() {
    let mut session = busy();
    session.keys("<Alt+3><End>");
    assert!(cursor(&session).contains("today: 5"), "{}", session.screen());
    session.keys("<Left><Left>");
    assert!(cursor(&session).contains("Fri 2026-11-20: 2"), "{}", session.screen());
    session.keys("<Enter>");
    let screen = session.screen();
    assert!(screen.contains("[all 2]") && screen.contains("opened on 2026-11-20"), "{screen}");
    assert!(screen.contains("T-48188") && screen.contains("T-48190"), "{screen}");
}

#[test]
fn each_figure_leads_to_as_many_incidents_as_it_says() {
    let mut session = busy();
    session.keys("<Alt+3>");
    for (text, behind) in [
        ("Due  ", "[due 2]"),
        ("Waiting, 2 of them due", "[waiting 3]"),
        ("Open  ", "[open 5]"),
        ("Consent failed: Forbidden (GDAP): 3 clients today", "[all 3]"),
        ("Unsupported token: GDAP not set up ", "[all 3]"),
    ] {
        session.keys("<End>").click(text).keys("<Enter>");
        assert!(session.screen().contains(behind), "{text}:\n{}", session.screen());
        session.keys("<Esc>");
        assert!(session.screen().contains("Incidents per day"), "{}", session.screen());
    }
}

#[test]
fn a_due_wait_leads_to_its_step() {
    let mut session = busy();
    session.keys("<Alt+3><Down>");
    assert!(cursor(&session).contains("T-48160"), "{}", session.screen());
    session.keys("<Enter>");
    assert_eq!(session.app.work.open().unwrap().ticket(), "T-48160");
    assert!(session.screen().contains("┃>  [~]"), "{}", session.screen());
    // Also once another step was marked, and from the list.
    for keys in ["<Alt+3><Enter>", "<Alt+2><Enter>", "<Alt+2>-"] {
        session.keys("<Down> ").keys(keys);
        assert!(session.screen().contains("┃>  [~]"), "{}", session.screen());
    }
}

#[test]
fn the_cursor_stays_with_its_incident_while_the_list_changes() {
    let mut session = busy();
    session.keys("<Alt+3><Down><Down>");
    let before = cursor(&session);
    let mut desk = Desk::over(std::mem::replace(&mut session.store, Desk::new().store));
    let mut case = desk.open("T-1", "Adatum", MFA, 8 * DAY);
    case.wait(MFA, "set-up-mfa", 7 * DAY, None, Some(6 * DAY));
    let list = desk.store.incidents().unwrap();
    session.tell(casebook::tui::message::Message::Incidents(list.into()));
    // The other half beside it has moved.
    assert_eq!(cursor(&session)[..70], before[..70]);
    assert!(session.screen().contains("! T-1 Adatum"), "{}", session.screen());
}

#[test]
fn every_small_size_of_the_overview_draws() {
    let mut session = busy();
    session.keys("<Alt+3><End>").assert_every_small_size_draws();
}

#[test]
fn what_the_client_had_and_who_else_has_it_is_told_wherever_the_issue_is() {
    let spread = "2 more clients today: check the MSP";
    let mut session = busy();
    session.resize(160, 50).keys("<Alt+2>/T-48211<Enter><PgUp>");
    let screen = session.screen();
    // In the detail's head, and below the issue in the incident's pane.
    assert_eq!(screen.matches(spread).count(), 2, "{screen}");
    assert_eq!(screen.matches("Contoso had this on 2026-11-02:").count(), 2, "{screen}");
    let raw = "Delegated admin consent creation failed\nForbidden: the relationship is missing\n";
    session.paste(raw);
    let screen = session.screen();
    assert_eq!(screen.matches(spread).count(), 1, "{screen}");
    assert_snapshot!("told-elsewhere", screen);
}

#[test]
fn a_new_incident_tells_at_once_that_others_have_it_today() {
    let mut session = busy();
    session.keys("forbidden gdap<Enter>nT-9<Tab>Adatum<Enter>");
    assert_eq!(
        session.notice(),
        "Opened incident T-9 Adatum. 3 more clients today: check the MSP level first"
    );
}
