//! The note over the whole screen, and going on with an incident that its last line hands over.

use casebook::{
    clipboard::{How, Origin, Report},
    incident::{Incident, StepState},
    note::Audience,
    store::Store,
    tui::{
        app::Screen,
        keymap::Context,
        message::{Effect, Message},
        overlay::{Overlay, Pager, PagerKind},
    },
};

use super::{
    journeys::{shown, with_incident},
    session::Session,
};

/// An incident of two done steps, its note shown.
fn at_note() -> Session {
    let mut session = with_incident();
    session.keys("<Down> Y").effects();
    session
}

fn audience(session: &Session) -> Option<Audience> {
    match &session.app.overlay {
        Some(Overlay::Pager(Pager { kind: PagerKind::Note(audience), .. })) => Some(*audience),
        _ => None,
    }
}

/// The text that was ordered to be copied last.
fn copied(session: &mut Session) -> String {
    let copied = session.effects().into_iter().rev().find_map(|effect| match effect {
        Effect::Copy { text, origin: Origin::Incident } => Some(text),
        _ => None,
    });
    copied.expect("a text of an incident is copied")
}

/// The internal note of the open incident.
fn note(session: &mut Session) -> String {
    session.keys("YY<Esc>");
    copied(session)
}

/// A session on another machine.
fn elsewhere() -> Session {
    let mut session = Session::over(Store::in_memory().unwrap(), 5);
    session.effects();
    session
}

#[test]
fn the_note_is_drawn_at_every_width() {
    let mut session = at_note();
    for (size, screen) in session.at_three_widths() {
        insta::assert_snapshot!(format!("note-{size}"), screen);
    }
    session.keys("<Tab><Tab>");
    for (size, screen) in session.at_three_widths() {
        insta::assert_snapshot!(format!("note-client-{size}"), screen);
    }
    session.assert_every_small_size_draws();
}

#[test]
fn tab_turns_to_the_next_reader_and_shift_tab_back() {
    let mut session = at_note();
    assert_eq!(session.app.context(), Context::Note);
    assert_eq!(audience(&session), Some(Audience::Internal));
    let turns =
        [("<Tab>", Audience::Vendor), ("<Tab>", Audience::Client), ("<BackTab>", Audience::Vendor)];
    for (keys, expected) in turns {
        session.keys(keys);
        assert_eq!(audience(&session), Some(expected));
    }
    session.keys("<Esc>");
    assert!(session.app.overlay.is_none());
}

#[test]
fn the_key_that_shows_the_note_copies_it_and_leaves_it_there() {
    let mut session = at_note();
    session.keys("Y");
    let text = copied(&mut session);
    assert!(text.starts_with("T-48211 Contoso\n\nIncident "), "{text}");
    assert!(text.contains("\ncasebook:1 "), "{text}");
    assert!(session.notice().contains("Copied"), "{}", session.notice());
    session.keys("<BackTab>Y");
    let text = copied(&mut session);
    assert!(
        text.starts_with("Ticket T-48211\n\nWhat we found:\n") && !text.contains("casebook"),
        "{text}"
    );
    assert_eq!(audience(&session), Some(Audience::Client));
}

#[test]
fn after_a_copy_nobody_confirms_the_note_says_which_keys_help_from_there() {
    let mut session = at_note();
    session.keys("Y");
    let how = How::Unconfirmed { remote: false, saved: None };
    session.tell(Message::Copied(Report { how, bytes: 900 }));
    let said = "Sent to your terminal. Paste empty? q, then S shows, F files it.";
    assert_eq!(session.notice(), said);
    session.effects();
    session.keys("qF");
    assert!(matches!(session.effects()[..], [Effect::File { .. }]));
}

#[test]
fn the_note_scrolls_and_begins_anew_for_another_reader() {
    let mut session = at_note();
    session.resize(60, 14);
    let beginning = session.screen();
    session.keys("<PgDn>");
    assert_ne!(session.screen(), beginning);
    session.keys("<End><Home>");
    assert_eq!(session.screen(), beginning);
    session.keys("<PgDn><Tab>");
    assert!(session.screen().contains("Support request"), "{}", session.screen());
}

#[test]
fn without_an_incident_there_is_no_note() {
    let mut session = Session::new();
    session.keys("50076<Enter>Y");
    assert_eq!(session.notice(), "A note is made of an incident: 2 shows them, open one.");
    assert!(session.app.overlay.is_none());
}

#[test]
fn among_the_incidents_the_note_is_of_the_selected_one_or_none() {
    let mut session = Session::with_incidents(3);
    session.keys("<Alt+2><Enter><Alt+2><Down>Y");
    assert!(session.notice().ends_with("Enter opens this one."), "{}", session.notice());
    session.keys("<Up>Y");
    assert_eq!(audience(&session), Some(Audience::Internal));
}

#[test]
fn the_palette_finds_the_note() {
    let mut session = with_incident();
    session.keys(":note for the ticket<Enter>");
    assert_eq!(audience(&session), Some(Audience::Internal));
}

#[test]
fn a_pasted_note_goes_on_elsewhere_where_it_stood() {
    let mut here = with_incident();
    here.keys("<Down> <Down>x role missing<Enter>");
    let expected = here.stored();
    let pasted = format!("Ticket T-48211, updated:\r\n{}\r\nRegards, Ann", note(&mut here));

    let mut there = elsewhere();
    there.paste(&pasted);
    let screen = there.screen();
    assert!(screen.contains("Continue T-48211 Contoso here (3 of "), "{screen}");
    assert!(screen.contains("Diagnose the text"), "{screen}");
    there.keys("<Enter>");

    assert_eq!(there.notice(), "T-48211 Contoso goes on here.");
    assert_eq!(there.app.screen, Screen::Issues);
    let stored = there.stored();
    assert_eq!(ids(&stored), ids(&expected));
    assert_eq!(stored.events(), there.app.work.open().unwrap().events());
    assert_eq!(shown(&there), shown(&here));
    there.keys(" ").keys("u");
    assert_eq!(there.app.work.pending(), []);
}

#[test]
fn the_text_can_be_diagnosed_all_the_same() {
    let mut here = with_incident();
    let pasted = format!("AADSTS50076\n{}", note(&mut here));
    let mut there = elsewhere();
    there.paste(&pasted).keys("<Down><Enter>");
    assert_eq!(there.app.screen, Screen::Diagnosis);
    assert!(there.app.diagnosis.shown().is_some());
    assert!(there.store.incidents().unwrap().is_empty());
}

#[test]
fn continuing_twice_or_where_it_comes_from_changes_nothing() {
    let mut here = with_incident();
    let pasted = note(&mut here);
    let before = here.stored();
    here.paste(&pasted).keys("<Enter>");
    assert_eq!(here.stored(), before);
    assert_eq!(here.notice(), "T-48211 Contoso is here already, with all of it.");

    let mut there = elsewhere();
    there.paste(&pasted).keys("<Enter>");
    let once = there.stored();
    there.paste(&pasted).keys("<Enter>");
    assert_eq!(there.stored(), once);
    // Also where another incident is open by then.
    let mut again = Session::over(there.store, 6);
    again.paste(&pasted).keys("<Enter>");
    assert_eq!(again.stored(), once);
}

#[test]
fn a_handed_back_incident_brings_what_was_done_meanwhile() {
    let mut here = with_incident();
    let mut there = elsewhere();
    there.paste(&note(&mut here)).keys("<Enter>");
    there.keys("<Down><Down> ");
    let back = note(&mut there);
    let done = ids(&there.stored()).len();
    here.paste(&back).keys("<Enter>");
    assert_eq!(here.notice(), "T-48211 Contoso goes on here.");
    assert_eq!(ids(&here.stored()).len(), done);
    let marks = |session: &Session| {
        let incident = session.stored();
        let attached = incident.issues().next().unwrap().clone();
        attached
            .steps
            .iter()
            .map(|step| incident.state(&attached.issue, &step.step))
            .collect::<Vec<StepState>>()
    };
    assert_eq!(marks(&here), marks(&there));
}

#[test]
fn a_line_that_was_cut_off_is_told_and_the_text_is_diagnosed() {
    let mut here = with_incident();
    let pasted = note(&mut here);
    let mut there = elsewhere();
    there.paste(&pasted[..pasted.len() - 40]);
    assert!(there.notice().contains("cut off"), "{}", there.notice());
    assert_eq!(there.app.screen, Screen::Diagnosis);
    assert!(there.app.overlay.is_none());
}

#[test]
fn what_the_disk_does_not_take_of_it_is_kept_and_told() {
    let mut here = with_incident();
    let pasted = note(&mut here);
    let mut there = elsewhere();
    there.disk_fails = Some("the disk is full".into());
    there.paste(&pasted).keys("<Enter>");
    assert_eq!(there.app.work.pending().len(), ids(&here.stored()).len());
    assert!(there.notice().starts_with("Not saved yet"), "{}", there.notice());
}

fn ids(incident: &Incident) -> Vec<String> {
    incident.events().iter().map(|event| event.id.to_string()).collect()
}
