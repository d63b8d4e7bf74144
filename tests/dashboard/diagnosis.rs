//! The Diagnose screen: from a paste to the issue that it is.

use super::session::Session;
use casebook::{
    clipboard::{How, Origin, Report},
    incident::{Act, Incident},
    tui::{
        app::Screen,
        document::issue::Item,
        message::{Effect, Message},
    },
};
use insta::assert_snapshot;

/// Proves one issue.
const MFA: &str = "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50076: Due to a configuration change made by \
your administrator, or because you moved to a new location, you must use multi-factor authentication to access \
'00000003-0000-0000-c000-000000000000'.\r\nTrace ID: 0b5a3f1e-7e1c-4d8c-9d70-0c1b6e1d2a00\r\nCorrelation ID: \
5c1a2f8e-93d4-47a5-8f1b-2d6e4c9b7a11\r\nTimestamp: 2026-11-20 09:14:33Z\",\"username\":\"nora@contoso.com\", \
\"ip\":\"203.0.113.7\", \"password\":\"hunter2-hunter2\"}";

/// Proves another.
const TOKEN: &str = "{\"error\":{\"code\":\"Request_BadRequest\",\r\n\"message\":\"Unsupported token. Unable to \
initialize the authorization context.\"}}";

/// Nothing that is known.
const UNKNOWN: &str = "Widget sync failed for nora@contoso.com\r\nAADSTS9999991: The moon is in the wrong house.\r\n\
Trace ID: 0b5a3f1e-7e1c-4d8c-9d70-0c1b6e1d2a00";

/// May be either of two.
const ALIKE: &str = "Sign-in failed for nora@contoso.com\r\nAADSTS50076: Due to a configuration change made by your \
administrator, you must use multi-factor authentication. AADSTS50078: Presented multi-factor authentication has expired \
due to policies configured by your administrator, you must refresh your multi-factor authentication.\r\nCorrelation ID: \
5c1a2f8e-93d4-47a5-8f1b-2d6e4c9b7a11";

fn pasted(text: &str) -> Session {
    let mut session = Session::new();
    session.paste(text);
    session
}

fn two_errors() -> String {
    format!("2026-11-20 09:14 first job\r\n{MFA}\r\n\r\n2026-11-20 09:20 second job\r\n{TOKEN}")
}

fn issue(session: &Session) -> &str {
    session.app.diagnosis.selected_match().map_or("", |found| found.issue.as_str())
}

fn detail(session: &Session) -> &str {
    session.app.issues.detail.issue().map_or("", |issue| issue.as_str())
}

#[test]
fn names_of_what_was_extracted_stand_apart_from_their_values() {
    let ids = "request-id: 0b7d3f0e-6c0e-4c57-9a53-5a4f6f1f7c11\r\nclient-request-id: \
               3d0a5b1c-8f4e-4f8b-b1f8-0f3f3a9f2d77";
    let session = pasted(&format!("{TOKEN}\r\n{ids}"));
    for told in ["client request id  3d0a5b1c-", "request id         0b7d3f0e-"] {
        assert!(session.screen().contains(told), "{}", session.screen());
    }
}

/// The text that was copied last, all of it redacted.
fn copied(session: &mut Session) -> String {
    copied_as(session, Origin::Incident)
}

fn copied_as(session: &mut Session, expected: Origin) -> String {
    let copied = session.effects().into_iter().rev().find_map(|effect| match effect {
        Effect::Copy { text, origin } => Some((text, origin)),
        _ => None,
    });
    let (text, origin) = copied.expect("something of the paste was copied");
    assert_eq!(origin, expected);
    text
}

mod pasting {
    use super::*;

    #[test]
    fn an_error_shows_its_issue_with_the_reason_and_enter_opens_it() {
        let mut session = pasted(MFA);
        assert_eq!((session.app.screen, issue(&session)), (Screen::Diagnosis, "must-use-mfa"));
        let screen = session.screen();
        assert!(screen.contains("✓ certain") && screen.contains("AADSTS50076, "), "{screen}");

        session.keys("<Enter>");
        assert_eq!((session.app.screen, detail(&session)), (Screen::Issues, "must-use-mfa"));
        assert!(matches!(session.app.issues.detail.cursor(), Some(Item::Step(_))));
        session.keys("<Esc>");
        assert_eq!((session.app.screen, issue(&session)), (Screen::Diagnosis, "must-use-mfa"));
    }

    #[test]
    fn the_last_diagnosis_stays_until_the_next_one() {
        let mut session = pasted(MFA);
        session.keys("1<Tab>p");
        assert_eq!((session.app.screen, issue(&session)), (Screen::Diagnosis, "must-use-mfa"));
        session.keys("<Esc>/typed<Alt+p>");
        assert_eq!((session.app.screen, issue(&session)), (Screen::Diagnosis, "must-use-mfa"));
        session.paste(TOKEN);
        assert_eq!(issue(&session), "request-badrequest-unsupported-token");
    }

    #[test]
    fn going_elsewhere_on_the_issues_screen_forgets_where_one_came_from() {
        let mut session = pasted(MFA);
        session.keys("<Enter><Tab><Tab>");
        session.keys("/<Tab>j<Esc>");
        assert_eq!(session.app.screen, Screen::Issues);
    }

    #[test]
    fn of_two_errors_each_has_its_number_and_the_first_is_selected() {
        let mut session = pasted(&two_errors());
        let screen = session.screen();
        assert!(screen.contains("Error 1 of 2") && screen.contains("Error 2 of 2"), "{screen}");
        assert_eq!(issue(&session), "must-use-mfa");
        session.keys("<End>");
        let place = session.app.diagnosis.selected_place().unwrap();
        assert_eq!(place.group, 1);
    }

    #[test]
    fn where_only_the_second_error_is_known_it_is_selected() {
        let session = pasted(&format!("{UNKNOWN}\r\n\r\n2026-11-20 09:20 second job\r\n{MFA}"));
        assert_eq!(issue(&session), "must-use-mfa", "{}", session.screen());
    }

    #[test]
    fn an_unknown_error_is_said_to_be_unknown_and_its_code_is_looked_up() {
        let mut session = pasted(UNKNOWN);
        let screen = session.screen();
        assert!(screen.contains("No known issue") && !screen.contains("certain"), "{screen}");
        session.effects();
        session.keys("o");
        let url = "https://login.microsoftonline.com/error?code=9999991";
        assert_eq!(session.effects(), [Effect::Browse(url.into())]);
    }

    #[test]
    fn an_unknown_error_becomes_a_draft_without_customer_data() {
        let mut session = pasted(UNKNOWN);
        session.effects();
        session.keys("d");
        let effects = session.effects();
        let [Effect::SaveDraft(draft)] = effects.as_slice() else { panic!("{effects:?}") };
        let definition = draft.definition(1);
        assert!(
            definition.contains("AADSTS9999991") && !definition.contains("nora"),
            "{definition}"
        );
    }

    #[test]
    fn a_line_of_sixty_characters_is_a_query_and_one_of_sixty_one_an_error() {
        let mut session = pasted(&"x".repeat(60));
        assert_eq!(session.app.screen, Screen::Issues);
        assert_eq!(session.app.issues.list.field.text().len(), 60);
        session.paste(&"x".repeat(61));
        assert_eq!(session.app.screen, Screen::Diagnosis);
    }

    #[test]
    fn a_short_paste_outside_the_search_box_is_diagnosed() {
        let mut session = Session::new();
        session.keys("<Tab>").paste("AADSTS50076");
        assert_eq!((session.app.screen, issue(&session)), (Screen::Diagnosis, "must-use-mfa"));
        session.keys("2").paste("AADSTS50078");
        assert_eq!((session.app.screen, issue(&session)), (Screen::Diagnosis, "mfa-has-expired"));
    }

    #[test]
    fn a_long_paste_into_a_prompt_stays_there() {
        let mut session = pasted(MFA);
        session
            .keys("n")
            .paste("T-1\r\nurgent, and told at length to whoever wants to read all of it")
            .keys("<Enter>");
        assert!(
            session.stored().ticket().starts_with("T-1 urgent"),
            "{}",
            session.stored().ticket()
        );
    }

    #[test]
    fn a_paste_over_the_help_puts_it_away() {
        let mut session = Session::new();
        session.keys("<F1>").paste(MFA);
        assert!(session.app.overlay.is_none() && session.app.screen == Screen::Diagnosis);
    }

    #[test]
    fn the_clipboard_is_diagnosed_or_told_why_not() {
        let mut session = Session::new();
        session.keys("<Tab>P");
        assert_eq!(session.notice(), "Nothing was diagnosed: there is no text in the clipboard.");
        assert_eq!(session.app.diagnosis.waiting(), None);
        session.clipboard = Ok("AADSTS50076".into());
        session.keys("P");
        assert_eq!(issue(&session), "must-use-mfa");
    }

    #[test]
    fn while_it_is_diagnosed_the_screen_says_so_and_the_newest_paste_counts() {
        let mut session = Session::new();
        session.diagnosis_waits = true;
        session.paste(TOKEN);
        assert!(session.screen().contains("Diagnosing …"), "{}", session.screen());
        session.paste(MFA);
        session.diagnose();
        assert_eq!(issue(&session), "must-use-mfa");
        session.diagnosis_waits = true;
        session.paste(TOKEN);
        assert!(session.screen().contains("Diagnosing …"), "{}", session.screen());
        assert_eq!(issue(&session), "must-use-mfa");
    }

    #[test]
    fn words_are_asked_for_where_there_are_none() {
        let session = pasted("---\r\n***\r\n---");
        assert!(session.screen().contains("There are no words"), "{}", session.screen());
    }
}

mod incidents {
    use super::*;

    #[test]
    fn an_incident_opened_from_it_keeps_what_matters_of_it_once() {
        let mut session = pasted(MFA);
        session.keys("nT-1<Tab>Contoso<Enter>");
        assert_eq!((session.app.screen, detail(&session)), (Screen::Issues, "must-use-mfa"));
        let stored = session.stored();
        let kept = stored.diagnoses().next().expect("the diagnosis is kept");
        assert_eq!(kept.issue.as_str(), "must-use-mfa");
        assert!(kept.excerpt.contains("AADSTS50076") && !kept.excerpt.contains("nora"), "{kept:?}");

        session.keys("<Esc>nT-2<Enter>");
        assert_eq!(session.stored().diagnoses().count(), 0);
    }

    #[test]
    fn it_goes_into_the_incident_that_a_tick_opens_later() {
        let mut session = pasted(MFA);
        session.keys("<Enter> T-1<Enter>");
        let stored = session.stored();
        assert_eq!(stored.diagnoses().count(), 1);
        assert!(stored.events().iter().any(|event| matches!(event.act, Act::Step { .. })));
    }

    #[test]
    fn an_incident_of_another_issue_does_not_get_it() {
        let mut session = pasted(MFA);
        session.keys("1/<Ctrl+U>access denied 403<Enter>nT-1<Enter>");
        assert_eq!(session.stored().diagnoses().count(), 0);
    }

    #[test]
    fn the_name_of_the_client_is_not_in_what_is_kept() {
        let mut session = pasted(
            "Tailspin could not sign in\r\nAADSTS50076: must use multi-factor authentication",
        );
        session.keys("nT-1<Tab>Tailspin<Enter>");
        let stored = session.stored();
        let kept = stored.diagnoses().next().unwrap();
        assert!(
            kept.excerpt.contains("[client]") && !kept.excerpt.contains("Tailspin"),
            "{kept:?}"
        );
    }

    #[test]
    fn a_value_has_the_same_token_in_every_diagnosis_of_an_incident() {
        let mut session = pasted("AADSTS50076 for ada@contoso.com\r\nand for nora@contoso.com");
        session.keys("nT-1<Enter>");
        session.paste("AADSTS50078 for nora@contoso.com\r\n");
        assert!(session.screen().contains("AADSTS50078 for [email-2]"), "{}", session.screen());
        session.keys("A");
        assert_eq!(session.stored().diagnoses().count(), 2);
    }

    #[test]
    fn an_incident_opened_beside_another_has_tokens_of_its_own() {
        let mut session = pasted("AADSTS50076 for ada@contoso.com\r\nand for nora@contoso.com");
        session.keys("nT-1<Enter>");
        let first = session.stored();
        session.paste("AADSTS50078 for nora@contoso.com, in [email-7]\r\n");
        session.keys("nT-2<Enter>");

        let stored = session.stored();
        assert_ne!(stored.id(), first.id());
        let kept = stored.diagnoses().next().unwrap();
        assert!(kept.excerpt.contains("for [email-8], in [email-7]"), "{}", kept.excerpt);
        let hashes = |incident: &Incident| {
            serde_json::to_value(incident.tokens()).unwrap()["email"]["known"]
                .as_object()
                .unwrap()
                .len()
        };
        assert_eq!((hashes(&first), hashes(&stored)), (2, 1));

        session.paste("AADSTS50076 for eve@contoso.com\r\nand for nora@contoso.com");
        let screen = session.screen();
        assert!(screen.contains("for [email-9]") && screen.contains("for [email-8]"), "{screen}");
    }

    #[test]
    fn escape_in_the_prompt_records_nothing() {
        let mut session = pasted(MFA);
        session.effects();
        session.keys("n<Esc>");
        assert_eq!((session.effects(), session.app.screen), (Vec::new(), Screen::Diagnosis));
    }

    #[test]
    fn steps_of_a_hidden_issue_cannot_be_ticked() {
        let mut session = pasted(MFA);
        session.keys("<Enter>p ");
        assert!(session.app.overlay.is_none(), "{}", session.screen());
    }
}

mod redacting {
    use super::*;

    #[test]
    fn nothing_of_a_customer_is_on_the_screen_and_all_that_was_replaced_is_counted() {
        let session = pasted(MFA);
        let screen = session.screen();
        assert!(screen.contains("replaced: 1 secret, 1 email, 1 ip"), "{screen}");
        for value in ["nora@", "203.0.113.7", "hunter2"] {
            assert!(!screen.contains(value), "{screen}");
        }
        assert!(!format!("{:?}", session.app).contains("hunter2"));
    }

    #[test]
    fn a_class_is_kept_for_one_copy_and_no_longer() {
        let mut session = pasted(MFA);
        session.keys("Rj<Enter>");
        assert!(session.screen().contains("[ ] 1 email"), "{}", session.screen());
        session.keys("<Esc>");
        let screen = session.screen();
        assert!(screen.contains("the next copy keeps 1 email"), "{screen}");
        assert!(!screen.contains("nora@"), "{screen}");
        session.keys("y<Enter>");
        let text = copied_as(&mut session, Origin::Bare);
        assert!(text.contains("nora@contoso.com") && text.contains("[ip-1]"), "{text}");
        assert!(!text.contains("hunter2"), "{text}");

        session.keys("y<Enter>");
        assert!(copied(&mut session).contains("[email-1]"));
        assert!(!session.screen().contains("the next copy keeps"), "{}", session.screen());
    }

    #[test]
    fn a_class_can_be_hidden_again_and_secrets_always_are() {
        let mut session = pasted(MFA);
        session.keys("R<Enter>j<Enter><Enter><Esc>y<Enter>");
        let text = copied(&mut session);
        assert!(text.contains("[email-1]") && text.contains("[secret-1]"), "{text}");
    }

    #[test]
    fn another_paste_hides_everything_again() {
        let mut session = pasted(MFA);
        session.keys("Rj<Enter><Esc>").paste(MFA).keys("y<Enter>");
        assert!(copied(&mut session).contains("[email-1]"));
    }

    #[test]
    fn a_copy_waits_until_its_text_is_ready() {
        let mut session = pasted(MFA);
        session.diagnosis_waits = true;
        session.keys("Rj<Enter><Esc>y");
        assert!(session.notice().starts_with("One moment"), "{}", session.notice());
        session.diagnose();
        session.keys("y<Enter>");
        assert!(copied_as(&mut session, Origin::Bare).contains("nora@contoso.com"));
    }

    #[test]
    fn a_copy_that_keeps_something_can_be_shown_and_not_filed() {
        let mut session = pasted(MFA);
        session.keys("Rj<Enter><Esc>y<Enter>");
        session.effects();
        session.keys("F");
        assert_eq!(session.effects(), []);
        let told = "Customer data was kept in the last copy: no file may hold it.";
        assert_eq!(session.notice(), told);
        session.keys("S");
        assert!(session.screen().contains("nora@contoso.com"), "{}", session.screen());

        session.keys("<Esc>");
        let how = How::Unconfirmed { remote: true, saved: None };
        session.tell(Message::Copied(Report { how, bytes: 3 }));
        assert!(session.notice().ends_with(" S shows."), "{}", session.notice());

        session.keys("y<Enter>");
        session.effects();
        session.keys("F");
        let effects = session.effects();
        assert!(
            matches!(effects.as_slice(), [Effect::File { origin: Origin::Incident, .. }]),
            "{effects:?}"
        );
    }

    #[test]
    fn where_nothing_was_replaced_nothing_can_be_kept() {
        let mut session = pasted(TOKEN);
        session.keys("R");
        assert_eq!(session.notice(), "Nothing was replaced in this text.");
    }

    #[test]
    fn what_support_asks_for_is_copied_at_once_or_by_itself() {
        let mut session = pasted(MFA);
        session.keys("yjj<Enter>");
        let all = copied(&mut session);
        assert!(all.contains("correlation id: 5c1a2f8e-93d4-47a5-8f1b-2d6e4c9b7a11\n"), "{all}");
        assert!(all.contains("time: 2026-11-20T09:14:33Z"), "{all}");
        session.keys("yjjj<Enter>");
        assert_eq!(copied(&mut session), "0b5a3f1e-7e1c-4d8c-9d70-0c1b6e1d2a00");
        session.keys("yj<Enter>");
        assert!(copied(&mut session).starts_with("AADSTS50076\n"));
    }
}

mod text {
    use super::*;

    /// An error behind megabytes of a log.
    fn long() -> String {
        "a line of a log that says nothing\r\n".repeat(20_000)
            + MFA
            + &"\r\nanother line".repeat(20_000)
    }

    #[test]
    fn the_evidence_is_in_sight_wherever_it_stands() {
        let mut session = pasted(&long());
        assert_eq!(issue(&session), "must-use-mfa");
        assert!(session.screen().contains("AADSTS50076: Due"), "{}", session.screen());
        session.resize(60, 20).keys("<Tab>");
        assert!(session.screen().contains("Due to a configuration"), "{}", session.screen());
    }

    #[test]
    fn of_a_long_text_no_more_than_a_window_is_laid_out() {
        let session = pasted(&long());
        let (part, total) = session.app.diagnosis.text.part().unwrap();
        assert!(part.len() <= 256 * 1024 && total > 900_000, "{part:?} of {total}");
    }

    #[test]
    fn it_scrolls_from_the_list_and_by_itself() {
        let mut session = pasted(&long());
        let before = session.screen();
        session.keys("J");
        let scrolled = session.screen();
        assert_ne!(scrolled, before);
        session.keys("K");
        assert_eq!(session.screen(), before);
        session.keys("<Tab>j");
        assert_eq!(session.app.diagnosis.text.offset, {
            let mut other = pasted(&long());
            other.keys("J");
            other.app.diagnosis.text.offset
        });
    }

    #[test]
    fn selecting_another_issue_highlights_what_speaks_for_it() {
        let mut session =
            pasted(&(MFA.to_owned() + &"\r\nfiller".repeat(200) + "\r\n\r\n" + TOKEN));
        session.keys("<End>");
        assert!(session.screen().contains("Unsupported token."), "{}", session.screen());
    }

    #[test]
    fn hostile_text_is_drawn_as_text() {
        let line = "\u{1b}[31m\u{202e}AADSTS50076\u{7}\t\u{9b}".to_owned() + &"x".repeat(1 << 20);
        let mut session = pasted(&line);
        for keys in ["", "<Tab>", "<End>", "<Home>"] {
            let screen = session.keys(keys).screen();
            let is_hostile = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
            assert!(!screen.contains(is_hostile), "{screen}");
        }
    }
}

mod mouse {
    use super::*;

    #[test]
    fn a_click_selects_and_a_second_one_opens() {
        let mut session = pasted(MFA);
        session.click("MFA has expired");
        assert_eq!((session.app.screen, issue(&session)), (Screen::Diagnosis, "mfa-has-expired"));
        session.click("MFA has expired");
        assert_eq!((session.app.screen, detail(&session)), (Screen::Issues, "mfa-has-expired"));
    }

    #[test]
    fn the_wheel_scrolls_the_text_under_it_and_the_header_leads_back() {
        let mut session = pasted(&(MFA.to_owned() + &"\r\nfiller".repeat(200)));
        session.wheel_down("filler");
        assert_eq!(session.app.diagnosis.text.offset, 3);
        session.click("Issues").click("Diagnose");
        assert_eq!(session.app.screen, Screen::Diagnosis);
    }
}

mod pictures {
    use super::*;

    fn pictures(name: &str, session: &mut Session) {
        for (size, screen) in session.at_three_widths() {
            assert_snapshot!(format!("{name}-{size}"), screen);
        }
    }

    #[test]
    fn a_certain_match() {
        pictures("certain", &mut pasted(MFA));
    }

    #[test]
    fn look_alikes() {
        pictures("look-alikes", &mut pasted(ALIKE));
    }

    #[test]
    fn two_errors_of_one_paste() {
        pictures("two-errors", &mut pasted(&two_errors()));
    }

    #[test]
    fn an_unknown_error() {
        pictures("unknown", &mut pasted(UNKNOWN));
    }

    #[test]
    fn nothing_diagnosed_yet() {
        let mut session = Session::new();
        session.keys("<Tab>p");
        pictures("nothing-diagnosed", &mut session);
    }

    #[test]
    fn what_a_copy_hides() {
        let mut session = pasted(MFA);
        session.keys("Rj<Enter>");
        pictures("redaction", &mut session);
    }

    #[test]
    fn what_can_be_copied_of_it() {
        let mut session = pasted(MFA);
        session.keys("y");
        pictures("copy-of-paste", &mut session);
    }

    #[test]
    fn the_text_alone_on_a_narrow_screen() {
        let mut session = pasted(MFA);
        session.keys("<Tab>").resize(60, 20);
        assert_snapshot!("text-60x20", session.screen());
    }

    #[test]
    fn plain_ascii() {
        let mut session = pasted(ALIKE);
        session.app.glyphs = casebook::tui::glyph::Glyphs::of(true);
        session.resize(100, 30);
        assert_snapshot!("diagnosis-ascii-100x30", session.screen());
    }

    #[test]
    fn every_small_size_draws() {
        let screens =
            [(MFA, ""), (MFA, "<Tab>"), (MFA, "R"), (MFA, "y"), (UNKNOWN, ""), ("", "<Tab>p")];
        for (text, keys) in screens {
            let mut session = pasted(text);
            session.keys(keys);
            session.assert_every_small_size_draws();
        }
    }
}
