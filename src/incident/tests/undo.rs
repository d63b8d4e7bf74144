//! What undo and redo take back and bring back.

use super::*;

#[test]
fn undoing_a_mark_brings_the_mark_before_it_back() {
    let incident =
        folded(&[(1, mark("a", StepState::Done)), (1, mark("a", StepState::Failed)), (1, undo(2))]);
    assert_eq!(incident.state(&id("mfa"), &step("a")), StepState::Done);
}

#[test]
fn redo_brings_the_undone_mark_back() {
    let incident = folded(&[(1, mark("a", StepState::Done)), (1, undo(1)), (1, redo(1))]);
    assert_eq!(incident.state(&id("mfa"), &step("a")), StepState::Done);
}

#[test]
fn undo_takes_the_sessions_own_newest_mark_before_anybody_elses() {
    let mut incident = folded(&[(1, mark("a", StepState::Done)), (2, mark("b", StepState::Done))]);
    assert_eq!(incident.undo_target(&session(1)).unwrap().lamport, 1);
    incident.apply(event(3, 1, undo(1)));
    assert_eq!(incident.undo_target(&session(1)).unwrap().lamport, 2);
    incident.apply(event(4, 1, undo(2)));
    assert_eq!(incident.undo_target(&session(1)), None);
}

#[test]
fn redo_goes_back_through_what_was_undone_until_something_new_is_done() {
    let mut incident = folded(&[
        (1, mark("a", StepState::Done)),
        (1, mark("b", StepState::Done)),
        (1, undo(2)),
        (1, undo(1)),
    ]);
    assert_eq!(incident.redo_target(&session(1)).unwrap().lamport, 1);
    incident.apply(event(5, 1, redo(1)));
    assert_eq!(incident.redo_target(&session(1)).unwrap().lamport, 2);
    incident.apply(event(6, 1, mark("c", StepState::Done)));
    assert_eq!(incident.redo_target(&session(1)), None);
}

#[test]
fn another_sessions_work_does_not_clear_what_can_be_redone() {
    let incident =
        folded(&[(1, mark("a", StepState::Done)), (1, undo(1)), (2, mark("b", StepState::Done))]);
    assert_eq!(incident.redo_target(&session(1)).unwrap().lamport, 1);
}

#[test]
fn undoing_a_comment_a_closing_or_a_correction_takes_it_back() {
    let edited = Act::Edited { ticket: None, client: Some("Fabrikam".into()), title: None };
    let mut incident = folded(&[
        (1, Act::Opened { ticket: String::new(), client: "Contoso".into() }),
        (1, Act::Commented { on: None, text: "called".into() }),
        (1, edited),
        (1, Act::Closed { cause: Cause::Itself, text: None }),
    ]);
    for number in 5..8 {
        let target = incident.undo_target(&session(1)).unwrap().id;
        incident.apply(event(number, 1, Act::Undone { target }));
    }
    assert_eq!(
        (incident.client(), incident.closing(), incident.comments().count()),
        ("Contoso", None, 0)
    );
    assert_eq!(incident.undo_target(&session(1)), None);
}

#[test]
fn what_an_incident_is_about_cannot_be_undone() {
    let incident = folded(&[(1, Act::Attached(attached(&["a"]))), (1, undo(1))]);
    assert_eq!(incident.issues().count(), 1);
}
