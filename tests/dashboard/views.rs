//! Whole screens as pictures, and every small size without a panic.
//!
//! Where colour or weight carries meaning, a map of styles stands beside the text.

use casebook::{
    clipboard::{How, Report},
    tui::message::{Message, Notice},
};
use insta::assert_snapshot;

use super::session::Session;

/// An incident with one step done, one failed, one skipped, and a second incident behind it.
fn at_work() -> Session {
    let mut session = Session::new();
    session.keys("consent forbidden configuration<Enter> T-48211<Tab>Contoso<Enter>");
    session.keys("jx<Enter>js client is away<Enter>j");
    session
}

fn pictures(name: &str, session: &mut Session) {
    for (size, screen) in session.at_three_widths() {
        assert_snapshot!(format!("{name}-{size}"), screen);
    }
}

#[test]
fn the_first_frame() {
    pictures("start", &mut Session::new());
}

#[test]
fn literal_and_similar_hits_of_a_query() {
    let mut session = Session::new();
    session.keys("exchange");
    pictures("query", &mut session);
}

#[test]
fn an_issue_outside_any_incident() {
    let mut session = Session::new();
    session.keys("mfa required 401<Enter>");
    pictures("issue", &mut session);
}

#[test]
fn an_issue_at_work() {
    pictures("at-work", &mut at_work());
}

#[test]
fn the_open_incident_alone_on_a_narrow_screen() {
    let mut session = at_work();
    session.keys("<Tab>").resize(60, 20);
    assert_snapshot!("incident-60x20", session.screen());
}

#[test]
fn the_question_which_incident() {
    let mut session = at_work();
    session.keys("/<Ctrl+U>50076<Enter> ");
    pictures("which-incident", &mut session);
}

#[test]
fn the_question_why_a_step_is_skipped() {
    let mut session = at_work();
    session.keys("s");
    pictures("reason", &mut session);
}

#[test]
fn what_can_be_copied() {
    let mut session = at_work();
    session.keys("y");
    pictures("copy", &mut session);
}

#[test]
fn the_question_which_of_many_incidents() {
    let mut session = Session::with_incidents(30);
    session.keys("50076<Enter> T-31");
    pictures("which-of-many", &mut session);
}

#[test]
fn incidents_to_switch_to() {
    let mut session = Session::with_incidents(30);
    session.keys("<Tab>ifabr<End>");
    pictures("switch", &mut session);
}

#[test]
fn every_key() {
    let mut session = Session::new();
    session.keys("<F1>");
    pictures("help", &mut session);
}

#[test]
fn the_palette() {
    let mut session = at_work();
    session.keys(":inc");
    pictures("palette", &mut session);
}

#[test]
fn a_window_shows_that_its_list_goes_on() {
    let mut session = at_work();
    for ticket in 0..20 {
        session.keys(&format!("nT-{ticket}<Tab>Fabrikam<Enter>"));
    }
    session.keys("/<Ctrl+U>50076<Enter>").resize(80, 24);
    for keys in [":", " ", "i"] {
        session.keys(keys);
        let screen = session.screen();
        // The right border of a window of 76 columns in the middle.
        assert!(screen.lines().any(|line| line.chars().nth(77) == Some('█')), "{keys}:\n{screen}");
        session.keys("<Esc>");
    }
}

#[test]
fn all_incidents() {
    let mut session = at_work();
    session.keys("nT-2<Tab>Fabrikam<Enter>2");
    pictures("incidents", &mut session);
}

#[test]
fn no_incidents_yet() {
    let mut session = Session::new();
    session.keys("<Alt+2>");
    pictures("no-incidents", &mut session);
}

#[test]
fn nothing_found() {
    let mut session = Session::new();
    session.keys("qqqqzzzz");
    pictures("nothing-found", &mut session);
}

#[test]
fn work_that_is_not_saved() {
    let mut session = at_work();
    session.disk_fails = Some("the disk is full; free some space, casebook tries again".into());
    session.keys(" q");
    pictures("not-saved", &mut session);
}

/// The last lines of the screen.
fn bottom(session: &Session, count: usize) -> Vec<String> {
    let screen = session.screen();
    let lines: Vec<_> = screen.lines().map(|line| line.trim().to_owned()).collect();
    lines[lines.len() - count..].to_vec()
}

#[test]
fn a_notice_too_long_for_the_keys_line_is_read_whole_above_it() {
    let mut session = at_work();
    session.resize(80, 24).tell(Message::Told(Notice::bad(
        "cannot write to /home/ann/.local/state/casebook/copies: No space left on device (os error \
         28); free some space and copy again",
    )));
    assert_eq!(
        bottom(&session, 4),
        [
            "└──────────────────────────────┘┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛",
            "✗ cannot write to /home/ann/.local/state/casebook/copies: No space left on",
            "device (os error 28); free some space and copy again",
            "Space tick  x failed  s skip  w wait  y copy  Y note  a comment  ? help",
        ]
    );
}

#[rstest::rstest]
#[case(How::Unconfirmed { remote: true, saved: None }, 1)]
#[case(How::Tmux { remote: false }, 2)]
#[case(How::Tmux { remote: true }, 2)]
fn where_a_copy_went_and_what_to_do_is_read_whole(#[case] how: How, #[case] lines: usize) {
    let mut session = at_work();
    session.resize(80, 24).tell(Message::Copied(Report { how, bytes: 1234 }));
    let told = bottom(&session, lines).join(" ");
    assert!(told.contains("S shows, F files it."), "{}", session.screen());
}

#[test]
fn what_a_mark_was_put_on_is_cut_because_it_is_on_the_screen() {
    let mut session = at_work();
    session.resize(80, 24).keys(" ");
    let [above, keys] = &bottom(&session, 2)[..] else { panic!("two lines") };
    assert!(above.ends_with('┛'), "{}", session.screen());
    assert!(keys.starts_with("✓ Done: Follow the second link"), "{keys}");
    assert!(keys.contains("… ? help"), "{keys}");
}

#[test]
fn a_section() {
    let mut session = Session::new();
    session.keys("<Tab><Home>");
    pictures("section", &mut session);
}

#[test]
fn plain_ascii() {
    let mut session = at_work();
    session.app.glyphs = casebook::tui::glyph::Glyphs::of(true);
    session.resize(100, 30);
    let screen = session.screen();
    assert_snapshot!("ascii-100x30", screen);
    let frame = screen.replace('…', "").replace(['‘', '’'], "");
    assert!(frame.is_ascii(), "{frame}");
}

#[test]
fn every_small_size_on_every_screen_draws() {
    let mut screens = vec![
        ("", Session::new()),
        ("", at_work()),
        ("2", at_work()),
        ("<Tab>", at_work()),
        ("y", at_work()),
        ("s", at_work()),
        (":", at_work()),
        ("?", at_work()),
        ("i", at_work()),
        ("<Tab>ifabr", Session::with_incidents(30)),
        ("50076<Enter> <Down><Down>T<PgDn>", Session::with_incidents(30)),
        ("t", at_work()),
        ("n", at_work()),
    ];
    for (keys, session) in &mut screens {
        session.keys(keys);
        session.assert_every_small_size_draws();
    }
}
