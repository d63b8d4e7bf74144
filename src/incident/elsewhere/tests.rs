use jiff::tz::TimeZone;

use super::*;
use crate::incident::Cause;

fn clock() -> Clock {
    Clock { now: at("2026-11-22T15:00:00Z"), zone: TimeZone::UTC }
}

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn id(number: u64) -> IncidentId {
    IncidentId::from_bits(number)
}

fn issue(text: &str) -> IssueId {
    text.parse().unwrap()
}

/// An incident with the issue `mfa`.
fn summary(number: u64, client: &str, opened_at: &str) -> Summary {
    Summary {
        id: id(number),
        ticket: format!("T-{number}"),
        client: client.to_owned(),
        title: String::new(),
        state: State::Open,
        opened_at: at(opened_at),
        updated_at: at(opened_at),
        issues: vec![issue("mfa")],
        settled: 0,
        total: 3,
        failed: 0,
        waits: Vec::new(),
        ended: None,
        leader: None,
    }
}

fn closed(mut summary: Summary, cause: Cause, at_time: &str) -> Summary {
    summary.state = State::Resolved;
    summary.ended = Some((cause, at(at_time)));
    summary
}

fn following(mut summary: Summary, leader: u64) -> Summary {
    summary.leader = Some(id(leader));
    summary
}

fn told(list: Vec<Summary>, here: &Here<'_>) -> Vec<String> {
    let register = Register::from(list);
    register.elsewhere(&issue("mfa"), here, &clock()).sentences(&Packs::default(), &clock())
}

const TODAY: &str = "2026-11-22T08:00:00Z";
const YESTERDAY: &str = "2026-11-21T20:00:00Z";

#[test]
fn a_client_that_had_the_issue_is_told_when_what_helped_and_how_long_it_took() {
    let helped = Cause::Fix { issue: issue("mfa"), fix: "reinstall".parse().unwrap() };
    let before = summary(1, " contoso", "2026-10-02T09:00:00Z");
    let list = vec![summary(2, "Contoso", TODAY), closed(before, helped, "2026-10-02T12:00:00Z")];
    let own = id(2);
    let here = Here { incident: Some((&own, at(TODAY))), client: "Contoso" };
    assert_eq!(told(list, &here), ["Contoso had this on 2026-10-02: \"reinstall\" helped, 3 h"]);
}

#[test]
fn of_several_times_the_last_is_told_with_how_many_there_were() {
    let list = vec![
        closed(summary(1, "Contoso", "2026-09-01T09:00:00Z"), Cause::Other, TODAY),
        closed(
            summary(2, "Contoso", "2026-10-02T09:00:00Z"),
            Cause::Itself,
            "2026-10-02T09:30:00Z",
        ),
    ];
    assert_eq!(
        told(list, &Here { incident: None, client: "Contoso" }),
        ["Contoso had this 2 times, last on 2026-10-02: it went away by itself, 30 min"]
    );
}

#[test]
fn what_came_after_the_incident_is_no_history_of_it() {
    let list = vec![summary(1, "Contoso", YESTERDAY), summary(2, "Contoso", TODAY)];
    let own = id(1);
    let here = Here { incident: Some((&own, at(YESTERDAY))), client: "Contoso" };
    assert_eq!(told(list, &here), [""; 0]);
}

#[test]
fn an_earlier_incident_that_goes_on_is_named() {
    let list = vec![summary(1, "Contoso", YESTERDAY)];
    assert_eq!(
        told(list, &Here { incident: None, client: "Contoso" }),
        ["Contoso had this on 2026-11-21: T-1 Contoso is still open"]
    );
}

#[rstest::rstest]
#[case::nobody_else(&["Contoso", "contoso "], "Contoso", None)]
#[case::one(&["Contoso", "Fabrikam"], "Contoso", Some("1 more client today: check the MSP level first"))]
#[case::each_once(
    &["Contoso", "Fabrikam", " FABRIKAM", "Kontor"],
    "Contoso",
    Some("2 more clients today: check the MSP level first")
)]
#[case::empty_ones_are_nobody(&["", " ", "Contoso"], "Contoso", None)]
#[case::without_a_client_of_its_own(
    &["Contoso", "Fabrikam", ""],
    "",
    Some("2 clients have this today: check the MSP level first")
)]
#[case::just_one_is_no_spread(&["Contoso"], "", None)]
fn other_clients_of_today_are_counted_once_each(
    #[case] clients: &[&str],
    #[case] own: &str,
    #[case] expected: Option<&str>,
) {
    let list: Vec<_> =
        clients.iter().zip(1..).map(|(client, number)| summary(number, client, TODAY)).collect();
    let register = Register::from(list);
    let all = register.elsewhere(&issue("mfa"), &Here { incident: None, client: own }, &clock());
    assert_eq!(all.spread().as_deref(), expected);
}

#[test]
fn clients_of_yesterday_and_of_other_issues_do_not_count() {
    let mut other = summary(2, "Fabrikam", TODAY);
    other.issues = vec![issue("consent")];
    let list = vec![summary(1, "Kontor", YESTERDAY), other];
    assert_eq!(told(list, &Here { incident: None, client: "Contoso" }), [""; 0]);
}

#[test]
fn the_incident_never_counts_itself_though_its_client_was_corrected_meanwhile() {
    let list = vec![summary(1, "Fabrikam", TODAY)];
    let own = id(1);
    let here = Here { incident: Some((&own, at(TODAY))), client: "Contoso" };
    assert_eq!(told(list, &here), [""; 0]);
}

#[test]
fn a_new_incident_could_follow_whoever_leads_those_that_go_on() {
    let list = vec![
        following(summary(4, "Kontor", TODAY), 2),
        following(summary(3, "Fabrikam", TODAY), 1),
        summary(2, "Contoso", TODAY),
        closed(summary(1, "Adatum", TODAY), Cause::Vendor, TODAY),
    ];
    let register = Register::from(list);
    let leaders: Vec<_> =
        register.leaders(&issue("mfa")).iter().map(|leader| leader.ticket.as_str()).collect();
    assert_eq!(leaders, ["T-2", "T-3"], "a leader that was closed leads no more");
    assert!(register.leaders(&issue("consent")).is_empty());
}

#[test]
fn followers_are_those_that_go_on() {
    let list = vec![
        following(summary(4, "Kontor", TODAY), 1),
        closed(following(summary(3, "Fabrikam", TODAY), 1), Cause::Vendor, TODAY),
        following(summary(2, "Contoso", TODAY), 9),
        following(summary(1, "Adatum", TODAY), 1),
    ];
    let leader = id(1);
    let found: Vec<_> = followers(&list, &leader).map(|one| one.ticket.as_str()).collect();
    assert_eq!(found, ["T-4"]);
}
