use jiff::{SignedDuration, tz::TimeZone};
use proptest::prelude::*;

use super::*;
use crate::incident::{IncidentId, RunningWait};

const NOON: &str = "2026-11-22T12:00:00Z";

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn clock_at(now: Timestamp) -> Clock {
    Clock { now, zone: TimeZone::fixed(jiff::tz::offset(1)) }
}

fn issue(text: &str) -> IssueId {
    text.parse().unwrap()
}

fn minutes(count: i64) -> SignedDuration {
    SignedDuration::from_mins(count)
}

fn summary(number: u64, client: &str, issues: &[&str], opened_at: Timestamp) -> Summary {
    Summary {
        id: IncidentId::from_bits(number),
        ticket: String::new(),
        client: client.to_owned(),
        title: String::new(),
        state: State::Open,
        opened_at,
        updated_at: opened_at,
        issues: issues.iter().map(|id| issue(id)).collect(),
        settled: 0,
        total: 1,
        failed: 0,
        waits: Vec::new(),
        ended: None,
        leader: None,
    }
}

fn waiting(
    mut summary: Summary,
    earliest: Option<Timestamp>,
    latest: Option<Timestamp>,
) -> Summary {
    summary.state = State::Waiting;
    summary.waits.push(Waiting {
        issue: issue("mfa"),
        step: "wait".parse().unwrap(),
        since: summary.opened_at,
        looked: None,
        wait: RunningWait { earliest, latest, ..RunningWait::default() },
    });
    summary
}

#[test]
fn what_is_to_be_escalated_comes_before_what_is_to_be_looked_at_and_the_longest_due_first() {
    let noon = at(NOON);
    let opened = noon - minutes(600);
    let due = |number, earliest: i64, latest: i64| {
        let wait = summary(number, "Contoso", &["mfa"], opened);
        waiting(wait, Some(noon - minutes(earliest)), Some(noon - minutes(latest)))
    };
    let list = [due(1, 10, -60), due(2, 90, 5), due(3, 30, -60), due(4, 90, 50), due(5, -1, -60)];
    let figures = Figures::of(&list, &clock_at(noon), 7);
    let told: Vec<_> = figures.due.iter().map(|due| (due.place, due.due, due.since)).collect();
    let since = |ago| noon - minutes(ago);
    assert_eq!(
        told,
        [
            (3, Due::Escalate, since(50)),
            (1, Due::Escalate, since(5)),
            (2, Due::Recheck, since(30)),
            (0, Due::Recheck, since(10)),
        ]
    );
    assert_eq!((figures.counts.due, figures.counts.waiting), (4, 5));
}

#[test]
fn an_issue_spreads_where_several_clients_have_it_since_today() {
    // The reader's day began at 23:00 in UTC.
    let [today, yesterday] = [at("2026-11-21T23:00:00Z"), at("2026-11-21T22:59:59Z")];
    let list = [
        summary(1, "Contoso", &["mfa", "consent"], today),
        summary(2, "contoso ", &["mfa"], today),
        summary(3, "Fabrikam", &["mfa", "token"], today),
        summary(4, "", &["consent"], today),
        summary(5, "Kontor", &["consent", "token"], yesterday),
        summary(6, "Adatum", &["token"], today),
        summary(7, "Litware", &["mfa"], today),
    ];
    let figures = Figures::of(&list, &clock_at(at(NOON)), 7);
    assert_eq!(
        figures.spread,
        [
            Spread { issue: issue("mfa"), places: vec![0, 2, 6] },
            Spread { issue: issue("token"), places: vec![2, 5] },
        ]
    );
}

#[test]
fn issues_are_frequent_by_the_incidents_of_the_days_that_are_counted() {
    let noon = at(NOON);
    let list = [
        summary(1, "Contoso", &["mfa", "mfa"], noon),
        summary(2, "Contoso", &["consent"], noon - minutes(24 * 60)),
        summary(3, "", &["consent"], noon - minutes(48 * 60)),
        summary(4, "", &["mfa", "token"], noon - minutes(72 * 60)),
    ];
    let figures = Figures::of(&list, &clock_at(noon), 3);
    assert_eq!(figures.frequent, [(issue("consent"), 2), (issue("mfa"), 1)]);
    let days: Vec<_> = figures.days.iter().map(|(day, count)| (day.day(), *count)).collect();
    assert_eq!(days, [(20, 1), (21, 1), (22, 1)]);
}

#[test]
fn figures_hold_until_a_wait_asks_for_something_else_and_no_longer_than_the_day() {
    let noon = at(NOON);
    let one = summary(1, "Contoso", &["mfa"], noon);
    let alone = Figures::of(std::slice::from_ref(&one), &clock_at(noon), 1);
    assert_eq!(alone.holds, noon..at("2026-11-22T23:00:00Z"));
    let waits = waiting(one, Some(noon - minutes(5)), Some(noon + minutes(5)));
    let figures = Figures::of(&[waits], &clock_at(noon), 1);
    assert_eq!(figures.holds, noon..noon + minutes(5));
}

fn summaries() -> impl Strategy<Value = Vec<Summary>> {
    let time = 0..5 * 24 * 60_i64;
    let wait = prop::option::of((-200..200_i64, 0..300_i64));
    let one =
        (0..4_usize, prop::sample::subsequence(vec!["a", "b", "c"], 0..3), time, wait, 0..3_u8);
    prop::collection::vec(one, 0..40).prop_map(|list| {
        let made =
            list.into_iter().zip(0..).map(|((client, issues, ago, wait, closed), number)| {
                let client = ["", "Contoso", " contoso", "Fabrikam"][client];
                let noon = at(NOON);
                let mut summary = summary(number, client, &issues, noon - minutes(ago));
                if let Some((earliest, more)) = wait {
                    let earliest = noon + minutes(earliest);
                    summary = waiting(summary, Some(earliest), Some(earliest + minutes(more)));
                } else if closed == 0 {
                    summary.state = State::Resolved;
                }
                summary
            });
        made.collect()
    })
}

proptest! {
    #[test]
    fn figures_are_what_counting_by_hand_gives(list in summaries()) {
        let clock = clock_at(at(NOON));
        let figures = Figures::of(&list, &clock, 3);
        let Counts { all, open, waiting, due, resolved } = figures.counts;
        prop_assert_eq!((all, open + waiting + resolved), (list.len(), list.len()));
        let is_due = |summary: &&Summary| summary.due(clock.now).is_some();
        prop_assert_eq!(due, list.iter().filter(is_due).count());
        for (day, count) in &figures.days {
            let of_day = list.iter().filter(|summary| clock.day(summary.opened_at) == *day);
            prop_assert_eq!(*count, of_day.count());
        }
        for name in ["a", "b", "c"].map(issue) {
            let with_it = || list.iter().filter(|summary| summary.issues.contains(&name));
            let today = with_it().filter(|summary| clock.is_today(summary.opened_at));
            let clients: BTreeSet<_> = today.filter_map(Summary::client_key).collect();
            let told = figures.spread.iter().find(|spread| spread.issue == name);
            let told = told.map_or(0, |spread| spread.places.len());
            prop_assert_eq!(told, if clients.len() > 1 { clients.len() } else { 0 });
            let first = figures.days[0].0;
            let recent = with_it().filter(|summary| clock.day(summary.opened_at) >= first).count();
            let told = figures.frequent.iter().find(|(issue, _)| *issue == name);
            prop_assert_eq!(told.map_or(0, |(_, count)| *count), recent);
        }
    }

    #[test]
    fn nothing_changes_while_figures_hold(list in summaries(), share in 0..1000_i64) {
        let now = at(NOON);
        let mut figures = Figures::of(&list, &clock_at(now), 3);
        let holds = figures.holds.end.duration_since(now).as_secs();
        let later = clock_at(now + SignedDuration::from_secs((holds - 1).max(0) * share / 1000));
        let then = Figures::of(&list, &later, 3);
        figures.holds.start = later.now;
        prop_assert_eq!(figures, then);
    }
}
