//! What narrows the list of incidents besides what is typed.

use std::ops::Range;

use jiff::{Timestamp, civil::Date};

use crate::{
    clock::Clock,
    incident::{ClientKey, Register, State, Summary, figures::Counts},
    issue::IssueId,
};

/// What narrows the list of incidents besides what is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Only {
    /// Incidents of a state.
    pub which: Which,
    /// Incidents of a client, and how to call it.
    pub client: Option<(ClientKey, String)>,
    /// Incidents with an issue.
    pub issue: Option<IssueId>,
    /// Incidents opened within a time.
    pub when: Option<When>,
}

/// A state of incidents to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Which {
    /// Any.
    #[default]
    All,
    /// A wait asks for something.
    Due,
    /// A wait runs.
    Waiting,
    /// Somebody works on it.
    Open,
    /// It was closed.
    Resolved,
}

/// When an incident was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// On the reader's present day.
    Today,
    /// On one of so many days up to today.
    Days(u16),
    /// Before these days.
    Before(u16),
    /// On a day.
    On(Date),
}

impl Only {
    /// Whether the incident at a place is one of the client, the issue and the time; of whichever state.
    pub fn admits(&self, list: &Register, place: usize, opened: Option<&Range<Timestamp>>) -> bool {
        let Self { client, issue, .. } = self;
        client.as_ref().is_none_or(|(client, _)| list.client(place) == Some(client))
            && issue.as_ref().is_none_or(|issue| list[place].issues.contains(issue))
            && opened.is_none_or(|opened| opened.contains(&list[place].opened_at))
    }
}

impl Which {
    /// Every state, in the order in which they are gone through.
    pub const ALL: [Self; 5] = [Self::All, Self::Due, Self::Waiting, Self::Open, Self::Resolved];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Due => "due",
            Self::Waiting => "waiting",
            Self::Open => "open",
            Self::Resolved => "resolved",
        }
    }

    /// The one after it; after the last, the first.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|which| *which == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// How many incidents are of it.
    pub const fn of(self, counts: &Counts) -> usize {
        match self {
            Self::All => counts.all,
            Self::Due => counts.due,
            Self::Waiting => counts.waiting,
            Self::Open => counts.open,
            Self::Resolved => counts.resolved,
        }
    }

    /// Whether an incident is of it.
    pub fn admits(self, summary: &Summary, now: Timestamp) -> bool {
        match self {
            Self::All => true,
            Self::Due => summary.due(now).is_some(),
            Self::Waiting => summary.state == State::Waiting,
            Self::Open => summary.state == State::Open,
            Self::Resolved => summary.state == State::Resolved,
        }
    }
}

impl When {
    /// The times that are gone through one after the other, and after the last none.
    const CYCLE: [Self; 4] = [Self::Today, Self::Days(7), Self::Before(7), Self::Before(30)];

    /// The time after that one.
    pub fn next(when: Option<Self>) -> Option<Self> {
        let at = when.and_then(|when| Self::CYCLE.iter().position(|known| *known == when));
        Self::CYCLE.get(at.map_or(0, |at| at + 1)).copied()
    }

    /// From its first moment until before the last.
    pub fn range(self, clock: &Clock) -> Range<Timestamp> {
        let today = clock.hours_of_today();
        let first_of = |days: u16| clock.start_of(clock.days_ago(days.saturating_sub(1)));
        match self {
            Self::Today => today,
            Self::Days(days) => first_of(days)..today.end,
            Self::Before(days) => Timestamp::MIN..first_of(days),
            Self::On(day) => {
                let end = day.tomorrow().map_or(Timestamp::MAX, |next| clock.start_of(next));
                clock.start_of(day)..end
            }
        }
    }

    /// What is said of the incidents.
    pub fn words(self) -> String {
        match self {
            Self::Today => "opened today".to_owned(),
            Self::Days(days) => format!("opened in {days} days"),
            Self::Before(days) => format!("older than {days} days"),
            Self::On(day) => format!("opened on {day}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn every_state_and_every_age_comes_round_again() {
        let all: Vec<_> =
            std::iter::successors(Some(Which::All), |which| Some(which.next())).take(6).collect();
        assert_eq!(all[..5], Which::ALL);
        assert_eq!(all[5], Which::All);
        let ages = std::iter::successors(When::next(None), |when| When::next(Some(*when)));
        assert_eq!(ages.count(), When::CYCLE.len());
        assert_eq!(When::next(Some(When::Days(28))), Some(When::Today));
    }

    #[rstest::rstest]
    #[case(When::Today, "2026-11-22T00:00:00Z", true)]
    #[case(When::Today, "2026-11-21T23:59:59Z", false)]
    #[case(When::Days(7), "2026-11-16T00:00:00Z", true)]
    #[case(When::Days(7), "2026-11-15T23:59:59Z", false)]
    #[case(When::Before(7), "2026-11-15T23:59:59Z", true)]
    #[case(When::Before(7), "2026-11-16T00:00:00Z", false)]
    #[case(When::On(jiff::civil::date(2026, 11, 20)), "2026-11-20T23:59:59Z", true)]
    #[case(When::On(jiff::civil::date(2026, 11, 20)), "2026-11-21T00:00:00Z", false)]
    fn an_age_is_told_in_whole_days_of_the_reader(
        #[case] when: When,
        #[case] opened: &str,
        #[case] expected: bool,
    ) {
        let clock = Clock { now: "2026-11-22T15:00:00Z".parse().unwrap(), zone: TimeZone::UTC };
        assert_eq!(when.range(&clock).contains(&opened.parse().unwrap()), expected);
    }
}
