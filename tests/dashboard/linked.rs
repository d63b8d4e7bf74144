//! Incidents that follow another one.

use casebook::incident::{Act, StepState};
use insta::assert_snapshot;

use super::{
    busy::{Desk, GDAP, HOUR},
    session::Session,
};

/// An incident at Contoso with two steps done, its issue in front of the technician.
fn elsewhere() -> Session {
    let mut desk = Desk::new();
    desk.open("T-48211", "Contoso", GDAP, 2 * HOUR).done(GDAP, 2, HOUR);
    let mut session = desk.session();
    session.keys("forbidden gdap<Enter>");
    session
}

fn states(session: &Session) -> Vec<StepState> {
    let incident = session.stored();
    let issue = session.app.library.packs.issue(&GDAP.parse().unwrap()).unwrap();
    issue.steps().take(3).map(|(_, step)| incident.state(&issue.id, &step.id)).collect()
}

#[test]
fn a_new_incident_follows_nobody_unless_that_is_chosen() {
    let mut session = elsewhere();
    session.keys("nT-2<Tab>Fabrikam<Enter>");
    assert_eq!(session.stored().leader(), None);
    assert_eq!(states(&session)[0], StepState::Todo);
}

#[test]
fn a_linked_incident_begins_where_its_leader_is_and_goes_on_with_it() {
    let mut session = elsewhere();
    session.keys("nT-2<Tab>Fabrikam<Tab> ");
    for (size, screen) in session.at_three_widths() {
        assert_snapshot!(format!("linked-prompt-{size}"), screen);
    }
    session.resize(140, 40).keys("<Enter>");
    assert_eq!(states(&session), [StepState::Done, StepState::Done, StepState::Todo]);
    let linked = session.stored();
    let acts = linked.events().iter().map(|event| &event.act);
    assert_eq!(acts.filter(|act| matches!(act, Act::Linked { .. })).count(), 1);
    assert!(session.screen().contains("Follows T-48211 Contoso"), "{}", session.screen());
    // Back to the leader: it names who follows it, and its next step counts for both.
    session.keys("-");
    assert!(session.screen().contains("Leads   T-2 Fabrikam"), "{}", session.screen());
    session.keys("<Down> -");
    assert_eq!(states(&session)[2], StepState::Done, "{}", session.screen());
}

#[test]
fn who_links_to_a_follower_follows_its_leader() {
    let mut session = elsewhere();
    session.keys("nT-2<Tab>Fabrikam<Tab> <Enter>");
    let leader = session.stored().leader().cloned();
    session.keys("nT-3<Tab>Kontor<Tab>");
    assert!(session.screen().contains("[ ] linked to T-48211 Contoso: follows"));
    session.keys(" <Enter>");
    assert_eq!(session.stored().leader().cloned(), leader);
    assert!(leader.is_some());
}

#[test]
fn of_several_each_can_be_followed_or_none() {
    let mut desk = Desk::new();
    desk.open("T-1", "Contoso", GDAP, 2 * HOUR);
    desk.open("T-2", "Fabrikam", GDAP, HOUR);
    let mut session = desk.session();
    session.keys("forbidden gdap<Enter>n<Tab><Tab> ");
    assert!(
        session.screen().contains("[x] linked to T-2 Fabrikam (1 of 2)"),
        "{}",
        session.screen()
    );
    session.keys(" ");
    assert!(
        session.screen().contains("[x] linked to T-1 Contoso (2 of 2)"),
        "{}",
        session.screen()
    );
    session.keys(" ").click("linked to");
    assert!(session.screen().contains("[x] linked to T-2 Fabrikam"), "{}", session.screen());
    session.keys(" <Enter>");
    assert!(session.stored().leader().is_some());
}

#[test]
fn an_issue_that_is_open_nowhere_offers_no_link() {
    let mut session = elsewhere();
    session.keys("/<Ctrl+U>50076<Enter>n");
    assert!(!session.screen().contains("linked to"), "{}", session.screen());
}

/// The leader open again, with one follower.
fn leading() -> Session {
    let mut session = elsewhere();
    session.keys("nT-2<Tab>Fabrikam<Tab> <Enter>-");
    session
}

fn closed(session: &Session) -> Vec<bool> {
    let mut list = session.store.incidents().unwrap();
    list.sort_by(|a, b| a.ticket.cmp(&b.ticket));
    list.iter().map(|summary| summary.ended.is_some()).collect()
}

#[test]
fn closing_an_incident_offers_to_close_those_that_follow_it() {
    let mut session = leading();
    session.keys("c<Enter>");
    let screen = session.screen();
    assert!(screen.contains("Closed. One incident follows it."), "{screen}");
    assert!(screen.contains("T-2 Fabrikam"), "{screen}");
    assert_eq!(closed(&session), [false, true], "only the leader is closed so far");
    session.keys("<Enter>");
    assert_eq!(closed(&session), [true, true]);
    let list = session.store.incidents().unwrap();
    let causes: Vec<_> = list.iter().map(|summary| summary.ended.clone().unwrap().0).collect();
    assert_eq!(causes[0], causes[1], "both ended by the same");
}

#[test]
fn followers_stay_open_where_that_is_wanted() {
    let mut session = leading();
    session.keys("c<Enter><Down><Enter>");
    assert_eq!(closed(&session), [false, true]);
}

#[test]
fn what_helped_all_can_be_kept_as_a_fix_afterwards() {
    let mut session = leading();
    session.keys("c<Up><Up><Up><Enter>restarted the service<Enter><Enter>");
    assert_eq!(closed(&session), [true, true]);
    let screen = session.screen();
    assert!(screen.contains("Keep what helped as a fix for the next time?"), "{screen}");
}

#[test]
fn what_helped_the_leader_alone_can_be_kept_as_a_fix_too() {
    let mut session = leading();
    session.keys("c<Up><Up><Up><Enter>restarted the service<Enter><Down><Enter>");
    assert_eq!(closed(&session), [false, true]);
    let screen = session.screen();
    assert!(screen.contains("Keep what helped as a fix for the next time?"), "{screen}");
}
