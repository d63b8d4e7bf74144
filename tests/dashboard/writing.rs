//! What technicians write: comments, tickets, clients, titles; and what is told of all that happened.

use casebook::{
    incident::{Act, Attached, Incident},
    issue::IssueId,
    tui::{
        document::Row,
        layout::Pane,
        message::{Effect, Message},
        overlay::Overlay,
    },
};
use insta::assert_snapshot;

use super::{
    journeys::{GDAP, at_first_step, with_incident},
    session::Session,
};

fn comments(session: &Session) -> Vec<(Option<String>, String)> {
    let stored = session.stored();
    let on = |on: &casebook::incident::StepRef| on.step.to_string();
    stored.comments().map(|one| (one.on.map(on), one.text.to_owned())).collect()
}

fn text(rows: &[Row]) -> String {
    let line = |row: &Row| row.line.iter().map(|piece| piece.text.as_str()).collect::<String>();
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The open incident's pane, on one line.
fn pane(session: &Session) -> String {
    words(&text(&session.app.issues.incident.document.rows))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

mod commenting {
    use super::*;

    #[test]
    fn a_comment_of_two_lines_stands_under_its_step_and_in_the_timeline() {
        let mut session = with_incident();
        session.keys("afirst line<Enter>second<Ctrl+S>");
        let expected = (Some("unpack-crate".to_owned()), "first line\nsecond".to_owned());
        assert_eq!(comments(&session), [expected]);
        let detail = text(&session.app.issues.detail.document.rows);
        assert!(detail.contains("ann 10:02: first line\n      second"), "{detail}");
        assert!(pane(&session).contains("Comment on \"Unpack"), "{}", pane(&session));
        session.keys("u");
        assert_eq!(comments(&session), []);
    }

    #[test]
    fn elsewhere_than_on_a_step_it_is_about_the_incident() {
        let mut session = with_incident();
        session.keys("<Home>acalled back<Alt+Enter>");
        assert_eq!(comments(&session), [(None, "called back".to_owned())]);
    }

    #[test]
    fn escape_keeps_the_text_as_a_draft_of_that_step() {
        let mut session = with_incident();
        session.keys("ahalf a thought<Esc>");
        assert!(session.notice().contains("draft"), "{}", session.notice());
        assert_eq!(comments(&session), []);
        session.keys("ja");
        assert!(!session.screen().contains("half a thought"), "{}", session.screen());
        session.keys("<Esc>ka<Ctrl+S>");
        assert_eq!(comments(&session)[0].1, "half a thought");
    }

    #[test]
    fn an_empty_comment_is_not_recorded() {
        let mut session = with_incident();
        session.keys("a  <Enter><Ctrl+S>");
        assert_eq!(session.notice(), "There is nothing to save yet.");
        assert_eq!(comments(&session), []);
    }

    #[test]
    fn secrets_are_replaced_before_they_are_drawn_or_recorded() {
        let mut session = with_incident();
        session.keys("a").paste("login\r\npassword: hunter2hunter2\u{1b}[31m\r\n");
        assert!(!session.screen().contains("hunter2"), "{}", session.screen());
        session.keys("api_key=abcdef0123456789abcdef<Ctrl+S>");
        let text = &comments(&session)[0].1;
        assert!(!text.contains("hunter2") && !text.contains("abcdef"), "{text}");
        assert!(text.starts_with("login\n") && !text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn the_own_editor_gets_the_text_and_what_it_returns_is_saved() {
        let mut session = with_incident();
        session.keys("abegun<Ctrl+E>");
        assert_eq!(session.effects(), [Effect::Edit("begun".into())]);
        session.tell(Message::Edited(Err("the editor vi could not be started".into())));
        assert!(session.screen().contains("begun"), "{}", session.screen());
        session.tell(Message::Edited(Ok("done\nelsewhere\n".into())));
        session.keys("<Ctrl+S>");
        assert_eq!(comments(&session)[0].1, "done\nelsewhere");
    }

    /// So many bytes, in words that are no secret.
    fn words_of(bytes: usize) -> String {
        let mut text = "word ".repeat(bytes / 5 + 1);
        text.truncate(bytes - 1);
        text + "."
    }

    #[test]
    fn a_comment_may_have_64_kib_and_one_byte_more_is_refused_and_stays() {
        let (longest, longer) = (words_of(64 << 10), words_of((64 << 10) + 1));
        let mut session = with_incident();
        session.keys("a").tell(Message::Edited(Ok(longer.clone()))).keys("<Ctrl+S>");
        assert_eq!(comments(&session), []);
        let said = "Not saved: it is longer than 64 KiB. Shorten it; Esc keeps the draft.";
        assert_eq!(session.notice(), said);
        session.keys("<Esc>a").effects();
        session.keys("<Ctrl+E>");
        assert_eq!(session.effects(), [Effect::Edit(longer)]);
        session.tell(Message::Edited(Ok(longest.clone()))).keys("<Ctrl+S>");
        assert!(comments(&session)[0].1 == longest, "{}", session.notice());
    }

    #[test]
    fn a_paste_that_no_comment_can_hold_is_refused_whole() {
        let mut session = with_incident();
        session.keys("abegun ").paste(&words_of(64 << 10));
        let said = "Nothing was pasted: the comment would be longer than 64 KiB.";
        assert_eq!(session.notice(), said);
        session.keys("<Ctrl+S>");
        assert_eq!(comments(&session)[0].1, "begun");
    }

    #[test]
    fn different_secrets_have_different_tokens_in_all_that_an_incident_says() {
        let mut session = with_incident();
        session.keys("apassword: Xyz-12345!<Ctrl+S>").keys("a");
        session.paste("password: Abc-98765!\n").paste("password: Klm-13579!\n");
        session.keys("<Ctrl+S>");
        session.keys("jxpassword: Uvw-24680!<Enter>");
        let said = |number: u8| format!("password: [secret-{number}]");
        let texts: Vec<_> = comments(&session).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, [said(1), format!("{}\n{}", said(2), said(3))]);
        let issue = GDAP.parse().unwrap();
        let stored = session.stored();
        let mark = stored.mark(&issue, &"run-form".parse().unwrap()).unwrap();
        assert_eq!(mark.reason, Some(said(4)));
    }

    #[test]
    fn another_incident_has_tokens_of_its_own() {
        let mut session = with_incident();
        session.keys("apassword: Xyz-12345!<Ctrl+S>");
        session.keys("/<Ctrl+U>50076<Enter>xpassword: Abc-98765!<Enter>");
        session.keys("<Down>T-2<Enter>");
        let stored = session.stored();
        assert_eq!(stored.ticket(), "T-2");
        let reason = stored.events().iter().find_map(|event| match &event.act {
            Act::Step { reason, .. } => reason.clone(),
            _ => None,
        });
        assert_eq!(reason.as_deref(), Some("password: [secret-1]"));
    }

    #[test]
    fn long_lines_wrap_and_the_cursor_stays_in_sight() {
        let mut session = with_incident();
        session.resize(60, 20).keys("a");
        for number in 0..40 {
            session.keys(&format!("word{number} "));
        }
        assert!(session.screen().contains("word39"), "{}", session.screen());
        session.keys("<Up><Up><Up><Up><Up><Up><Up><Up>");
        assert!(session.screen().contains("word0 "), "{}", session.screen());
    }

    #[test]
    fn without_an_incident_there_is_nothing_to_comment_on() {
        let mut session = at_first_step();
        session.keys("a");
        assert_eq!(session.notice(), "There is nothing to comment on: no incident is open.");
    }
}

mod naming {
    use super::*;

    fn client_of(session: &Session) -> String {
        session.stored().client().to_owned()
    }

    #[test]
    fn ticket_client_and_title_are_corrected_at_once() {
        let mut session = with_incident();
        session.keys("t<Ctrl+U>T-9<Tab><Ctrl+U>Fabrikam<Tab>No consent<Enter>");
        let stored = session.stored();
        let named = (stored.ticket(), stored.client(), stored.title());
        assert_eq!(named, ("T-9", "Fabrikam", "No consent"));
        assert!(pane(&session).starts_with("No consent"), "{}", pane(&session));
    }

    /// Another technician corrects the ticket of the open incident.
    fn corrected_by_bob(session: &mut Session, ticket: &str) {
        let mut event = session.stored().events().last().unwrap().clone();
        event.id.0 = uuid::Uuid::from_u128(999);
        event.act = Act::Edited { ticket: Some(ticket.into()), client: None, title: None };
        session.store.append(vec![event]).unwrap();
        let (incident, now) = (Box::new(session.stored()), session.app.clock.now);
        session.tell(Message::Incident { incident, now });
    }

    #[rstest::rstest]
    #[case::at_once("<Enter>")]
    #[case::by_a_draft("<Esc>t<Enter>")]
    fn what_a_colleague_corrected_meanwhile_is_not_taken_back(#[case] keys: &str) {
        let mut session = with_incident();
        session.keys("t<Tab><Ctrl+U>Fabrikam");
        corrected_by_bob(&mut session, "T-77");
        session.keys(keys);
        let stored = session.stored();
        assert_eq!((stored.ticket(), stored.client()), ("T-77", "Fabrikam"));
    }

    #[test]
    fn a_draft_begins_with_what_a_colleague_corrected_meanwhile() {
        let mut session = with_incident();
        session.keys("t<Tab><Ctrl+U>Fabrikam<Esc>");
        corrected_by_bob(&mut session, "T-77");
        session.keys("t");
        let screen = session.screen();
        assert!(screen.contains("T-77") && screen.contains("Fabrikam"), "{screen}");
    }

    #[test]
    fn a_known_client_is_completed_with_right_or_tab() {
        for key in ["<Right>", "<Tab>", "<End>"] {
            let mut session = Session::with_incidents(3);
            session.keys("50076<Enter>nT-9<Tab>fab");
            assert!(session.screen().contains("fabrikam"), "{}", session.screen());
            session.keys(key).keys("<Enter>");
            assert_eq!(client_of(&session), "Fabrikam", "{key}");
        }
    }

    #[test]
    fn a_client_that_only_resembles_is_named_behind_an_arrow() {
        let mut session = Session::with_incidents(3);
        session.keys("50076<Enter>nT-9<Tab>zurich");
        assert!(session.screen().contains("zurich  → Kontor Zürich"), "{}", session.screen());
        session.keys("<Tab><Enter>");
        assert_eq!(client_of(&session), "Kontor Zürich");
    }

    #[test]
    fn enter_takes_what_was_typed() {
        let mut session = Session::with_incidents(3);
        session.keys("50076<Enter>nT-9<Tab>Fab<Enter>");
        assert_eq!(client_of(&session), "Fab");
    }
}

mod told {
    use super::*;

    #[test]
    fn undone_events_stay_in_the_timeline_as_such() {
        let mut session = with_incident();
        session.keys("j u");
        let pane = pane(&session);
        assert!(pane.contains("(undone)"), "{pane}");
        assert!(pane.contains("Timeline all by ann"), "{pane}");
    }

    #[test]
    fn events_of_several_people_name_each() {
        let mut session = with_incident();
        let mut other = session.stored().events().last().unwrap().clone();
        other.id.0 = uuid::Uuid::from_u128(999);
        other.author.name = "bob".into();
        other.act = Act::Commented { on: None, text: "I was there too".into() };
        let mut incident: Incident = session.stored();
        incident.apply(other);
        let now = session.app.clock.now;
        session.tell(Message::Incident { incident: Box::new(incident), now });
        let pane = pane(&session);
        assert!(pane.contains("bob Comment: I was there too"), "{pane}");
        assert!(pane.contains("ann Opened"), "{pane}");
    }

    #[test]
    fn enter_on_a_wait_leads_to_its_step() {
        let mut session = with_incident();
        session.keys("jjw<Ctrl+U>2h<Enter>kk<Tab>");
        assert_eq!(session.app.issues.focus, Pane::Incident);
        session.keys("<Home><Enter>");
        assert!(session.app.is_at_wait(), "{}", session.screen());
    }

    /// The GDAP issue as it was attached from an older version of the pack.
    fn attached_before() -> Session {
        let session = with_incident();
        let mut events = session.stored().events().to_vec();
        for event in &mut events {
            let Act::Attached(Attached { steps, version, .. }) = &mut event.act else { continue };
            *version = "0.9.0".into();
            steps[1].text = "Run another form.".into();
            steps[2].step = "call-the-client".parse().unwrap();
            steps[2].text = "Call the client.".into();
        }
        let store = casebook::store::Store::in_memory().unwrap();
        let mut later = Session::over(store, 2);
        later.store.append(events).unwrap();
        later.tell(Message::Incidents(later.store.incidents().unwrap().into()));
        later.keys("-");
        later
    }

    #[test]
    fn steps_that_changed_in_the_pack_say_so_until_it_is_attached_anew() {
        let mut session = attached_before();
        let rows = |session: &Session| words(&text(&session.app.issues.detail.document.rows));
        let said = rows(&session);
        assert!(
            said.contains("The pack changed since this was attached: 1 new, 1 changed, 1 gone."),
            "{said}"
        );
        assert!(said.contains("Call the client. gone from the pack"), "{said}");
        session.keys("A");
        let issue: IssueId = GDAP.parse().unwrap();
        assert_ne!(session.stored().attached(&issue).unwrap().version, "0.9.0");
        assert!(!rows(&session).contains("The pack changed"), "{}", rows(&session));
        session.keys("A");
        assert!(session.notice().starts_with("It is attached to"), "{}", session.notice());
    }

    #[test]
    fn a_step_that_came_and_one_that_went() {
        let mut session = attached_before();
        for (size, screen) in session.at_three_widths() {
            assert_snapshot!(format!("changed-pack-{size}"), screen);
        }
    }
}

fn pictures(name: &str, session: &mut Session) {
    for (size, screen) in session.at_three_widths() {
        assert_snapshot!(format!("{name}-{size}"), screen);
    }
}

#[test]
fn a_comment_while_it_is_written() {
    let mut session = with_incident();
    session.keys(
        "aThe client says that consent worked last week.<Enter><Enter>Asked for the admin's name.",
    );
    assert!(matches!(session.app.overlay, Some(Overlay::Editor(_))));
    pictures("comment", &mut session);
}

#[test]
fn the_correction_of_an_incident() {
    let mut session = with_incident();
    session.keys("nT-2<Tab>Fabrikam Süd<Enter>t<Tab><Ctrl+U>con");
    pictures("edit", &mut session);
}

#[test]
fn a_timeline_of_several_acts() {
    let mut session = with_incident();
    session.keys("j u").keys("jw<Ctrl+U>2h<Down><Ctrl+U>2d<Enter>acalled<Ctrl+S>");
    session.keys("/<Ctrl+U>50076<Enter>A").keys("Dno MFA here<Enter>t<Tab><Tab>No consent<Enter>");
    for (size, screen) in [(160, 50), (100, 30), (60, 20)].map(|(width, height)| {
        session.app.issues.focus = Pane::Incident;
        session.resize(width, height);
        (format!("{width}x{height}"), session.screen())
    }) {
        assert_snapshot!(format!("timeline-{size}"), screen);
    }
}

#[test]
fn every_small_size_of_a_comment_draws() {
    let mut session = with_incident();
    session.keys("aone<Enter>two words");
    session.assert_every_small_size_draws();
}
