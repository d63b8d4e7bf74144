//! What all incidents tell together: what is due, what spreads, what is frequent, how much there was each day.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
};

use jiff::{Timestamp, civil::Date};

use super::{ClientKey, Due, State, Summary, Waiting};
use crate::{clock::Clock, issue::IssueId};

/// What all incidents tell together at one time. Incidents are named by their places in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// How many there are of each state.
    pub counts: Counts,
    /// Waits that ask for something: what is to be escalated before what is to be looked at, and what asks for the
    /// longest time first.
    pub due: Vec<DueWait>,
    /// Issues that more than one client has since today, that of the most clients first.
    pub spread: Vec<Spread>,
    /// Issues of the incidents opened in these days, the most frequent first, and of how many.
    pub frequent: Vec<(IssueId, usize)>,
    /// The days up to today, the oldest first, and how many incidents were opened on each.
    pub days: Vec<(Date, usize)>,
    /// While the list stays the same, all this holds from its first moment until before the last.
    pub holds: Range<Timestamp>,
}

/// How many incidents there are of each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub all: usize,
    /// Somebody works on them.
    pub open: usize,
    /// A wait runs.
    pub waiting: usize,
    /// Of those that wait, a wait asks for something.
    pub due: usize,
    /// They were closed.
    pub resolved: usize,
}

/// A wait that asks for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueWait {
    /// Place of its incident.
    pub place: usize,
    /// The wait.
    pub wait: Waiting,
    /// What it asks for.
    pub due: Due,
    /// Since when.
    pub since: Timestamp,
}

/// An issue that more than one client has since today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The issue.
    pub issue: IssueId,
    /// Places of incidents opened today, one of each client.
    pub places: Vec<usize>,
}

impl Figures {
    /// The figures of a list, over so many days up to today.
    pub fn of(list: &[Summary], clock: &Clock, days: u16) -> Self {
        let mut tally = Tally::new(clock, days);
        for (place, summary) in list.iter().enumerate() {
            tally.count(place, summary);
        }
        tally.told()
    }
}

impl Default for Figures {
    /// The figures of no incident, which never hold.
    fn default() -> Self {
        let holds = Timestamp::MIN..Timestamp::MIN;
        let (due, spread, frequent, days) = Default::default();
        Self { counts: Counts::default(), due, spread, frequent, days, holds }
    }
}

impl Counts {
    /// Counts one incident more.
    pub fn count(&mut self, summary: &Summary, now: Timestamp) {
        self.all += 1;
        match summary.state {
            State::Open => self.open += 1,
            State::Waiting => self.waiting += 1,
            State::Resolved => self.resolved += 1,
        }
        self.due += usize::from(summary.due(now).is_some());
    }
}

/// What was counted so far.
struct Tally<'a> {
    now: Timestamp,
    today: Range<Timestamp>,
    window: Window,
    counts: Counts,
    due: Vec<DueWait>,
    frequent: HashMap<&'a IssueId, usize>,
    /// Of each issue and client, an incident that was opened today.
    of_today: BTreeMap<&'a IssueId, BTreeMap<ClientKey, usize>>,
    until: Timestamp,
}

impl<'a> Tally<'a> {
    fn new(clock: &Clock, days: u16) -> Self {
        let today = clock.hours_of_today();
        Self {
            now: clock.now,
            window: Window::new(clock, days),
            counts: Counts::default(),
            due: Vec::new(),
            frequent: HashMap::new(),
            of_today: BTreeMap::new(),
            until: today.end,
            today,
        }
    }

    fn count(&mut self, place: usize, summary: &'a Summary) {
        self.counts.count(summary, self.now);
        self.due.extend(due_waits(place, summary, self.now));
        self.until = next_change(summary, self.now).map_or(self.until, |at| self.until.min(at));
        if self.window.count(summary.opened_at) {
            for issue in summary.issues.iter().collect::<BTreeSet<_>>() {
                *self.frequent.entry(issue).or_default() += 1;
            }
        }
        if self.today.contains(&summary.opened_at) {
            self.count_today(place, summary);
        }
    }

    fn count_today(&mut self, place: usize, summary: &'a Summary) {
        let Some(client) = summary.client_key() else { return };
        for issue in &summary.issues {
            let clients = self.of_today.entry(issue).or_default();
            clients.entry(client.clone()).or_insert(place);
        }
    }

    fn told(mut self) -> Figures {
        self.due.sort_by_key(|due| (due.wait.urgency(self.now), due.place));
        Figures {
            counts: self.counts,
            due: self.due,
            spread: spread(self.of_today),
            frequent: most_frequent(self.frequent),
            days: self.window.days,
            holds: self.now..self.until,
        }
    }
}

/// The days that are counted, and where each begins.
struct Window {
    days: Vec<(Date, usize)>,
    starts: Vec<Timestamp>,
    end: Timestamp,
}

impl Window {
    fn new(clock: &Clock, days: u16) -> Self {
        let days: Vec<_> = (0..days).rev().map(|ago| (clock.days_ago(ago), 0)).collect();
        let starts = days.iter().map(|(day, _)| clock.start_of(*day)).collect();
        Self { days, starts, end: clock.hours_of_today().end }
    }

    /// Counts a time, if it lies in one of the days.
    fn count(&mut self, at: Timestamp) -> bool {
        let after = self.starts.partition_point(|start| *start <= at);
        let day = after.checked_sub(1).filter(|_| at < self.end);
        let day = day.and_then(|day| self.days.get_mut(day));
        day.map(|(_, count)| *count += 1).is_some()
    }
}

fn due_waits(place: usize, summary: &Summary, now: Timestamp) -> impl Iterator<Item = DueWait> {
    summary.waits.iter().filter_map(move |wait| {
        let (due, since) = wait.due_since(now)?;
        Some(DueWait { place, wait: wait.clone(), due, since })
    })
}

/// The most urgent of the waits of an incident that are due, what it asks for and since when.
pub fn most_urgent(summary: &Summary, now: Timestamp) -> Option<(Due, Timestamp, &Waiting)> {
    let wait = summary.most_urgent(now)?;
    let (due, since) = wait.due_since(now)?;
    Some((due, since, wait))
}

/// When a wait of the incident next asks for something else than now.
pub fn next_change(summary: &Summary, now: Timestamp) -> Option<Timestamp> {
    summary.waits.iter().filter_map(|wait| wait.next_due(now)).min()
}

fn spread(of_today: BTreeMap<&IssueId, BTreeMap<ClientKey, usize>>) -> Vec<Spread> {
    let several = of_today.into_iter().filter(|(_, clients)| clients.len() > 1);
    let mut spread: Vec<_> = several
        .map(|(issue, clients)| {
            let mut places: Vec<_> = clients.into_values().collect();
            places.sort_unstable();
            Spread { issue: issue.clone(), places }
        })
        .collect();
    spread.sort_by_key(|spread| std::cmp::Reverse(spread.places.len()));
    spread
}

fn most_frequent(counts: HashMap<&IssueId, usize>) -> Vec<(IssueId, usize)> {
    let mut frequent: Vec<_> =
        counts.into_iter().map(|(issue, count)| (issue.clone(), count)).collect();
    frequent.sort_by(|(a, more), (b, less)| less.cmp(more).then_with(|| a.cmp(b)));
    frequent
}

#[cfg(test)]
mod tests;
