//! Waits: a step was begun, and something has to happen elsewhere before it can go on.
//!
//! Every time here is absolute. A clock that is set back makes a wait due later, one that is set forward earlier; no
//! wait is ever lost by it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{act::StepRef, mark::Mark};
use crate::issue::{IssueId, StepId, Wait, WaitOn};

/// What is waited for since a wait was started.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunningWait {
    /// Not worth a look before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<Timestamp>,
    /// Waited long enough from then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Timestamp>,
    /// Who is waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<WaitOn>,
    /// When it was started, where that was before it was recorded like this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// When somebody had looked last before it was recorded like this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked: Option<Timestamp>,
}

/// A step that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Issue of the step.
    pub issue: IssueId,
    /// The step.
    pub step: StepId,
    /// When the wait was started.
    pub since: Timestamp,
    /// When somebody looked last and it was not there yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked: Option<Timestamp>,
    /// Until when and for whom; since when is told above.
    #[serde(flatten)]
    pub wait: RunningWait,
}

/// What a wait asks for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Due {
    /// It was waited long enough: escalate, or go on to the next step.
    Escalate,
    /// It may be there: look again.
    Recheck,
}

/// How urgent a wait is: what is less comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// It asks for that, since then: what is to be escalated before what is to be looked at, the longest due first.
    Due(Due, Timestamp),
    /// It asks for nothing before then.
    Later(Timestamp),
    /// Nobody knows when it will ask for anything. It was started then.
    Unknown(Timestamp),
}

impl Due {
    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Escalate => "escalate",
            Self::Recheck => "recheck",
        }
    }
}

impl RunningWait {
    /// What the pack proposes, begun now. A span that leaves time itself is as good as none.
    pub fn begun(wait: &Wait, now: Timestamp) -> Self {
        let after = |span: std::time::Duration| now.checked_add(span).ok();
        Self {
            earliest: wait.earliest.and_then(after),
            latest: wait.latest.and_then(after),
            on: Some(wait.on),
            ..Self::default()
        }
    }
}

impl From<Waiting> for RunningWait {
    /// The same wait, to be recorded anew without beginning anew.
    fn from(waiting: Waiting) -> Self {
        let Waiting { since, looked, wait, .. } = waiting;
        Self { since: Some(since), looked, ..wait }
    }
}

impl Waiting {
    /// The wait of a step that is marked like this.
    pub fn of(place: &StepRef, mark: &Mark) -> Self {
        let mut wait = mark.wait.clone().unwrap_or_default();
        let (since, looked) = (wait.since.take(), wait.looked.take());
        Self {
            issue: place.issue.clone(),
            step: place.step.clone(),
            since: since.unwrap_or(mark.at),
            looked: mark.looked.or(looked),
            wait,
        }
    }

    /// When it is worth looking again: at the earliest time, and after a look in vain after the same span once more,
    /// though never later than the latest time. `None` where nobody knows.
    pub fn recheck_at(&self) -> Option<Timestamp> {
        let earliest = self.wait.earliest?;
        let again = self.looked.filter(|looked| *looked >= earliest).and_then(|looked| {
            let span = earliest.duration_since(self.since).max(SignedDuration::ZERO);
            looked.checked_add(span).ok()
        });
        let at = again.unwrap_or(earliest);
        Some(self.wait.latest.map_or(at, |latest| at.min(latest)))
    }

    /// When it asks for something next, or since when it does. `None` where nobody knows.
    pub fn due_at(&self) -> Option<Timestamp> {
        self.recheck_at().or(self.wait.latest)
    }

    /// What it asks for now, and since when.
    pub fn due_since(&self, now: Timestamp) -> Option<(Due, Timestamp)> {
        let due = self.due(now)?;
        let since = match due {
            Due::Escalate => self.wait.latest?,
            Due::Recheck => self.recheck_at()?,
        };
        Some((due, since))
    }

    /// How urgent it is.
    pub fn urgency(&self, now: Timestamp) -> Urgency {
        match (self.due_since(now), self.due_at()) {
            (Some((due, since)), _) => Urgency::Due(due, since),
            (None, Some(at)) => Urgency::Later(at),
            (None, None) => Urgency::Unknown(self.since),
        }
    }

    /// When it asks for something that it does not ask for yet; `None` where nothing is to come.
    pub fn next_due(&self, now: Timestamp) -> Option<Timestamp> {
        [self.recheck_at(), self.wait.latest].into_iter().flatten().filter(|at| *at > now).min()
    }

    /// What it asks for now; nothing while it only has to be waited for.
    pub fn due(&self, now: Timestamp) -> Option<Due> {
        let reached = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
        if reached(self.wait.latest) {
            Some(Due::Escalate)
        } else if reached(self.recheck_at()) {
            Some(Due::Recheck)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> Timestamp {
        format!("2026-11-22T{time}:00Z").parse().unwrap()
    }

    fn waiting(earliest: Option<&str>, latest: Option<&str>, looked: Option<&str>) -> Waiting {
        Waiting {
            issue: "mfa".parse().unwrap(),
            step: "wait".parse().unwrap(),
            since: at("09:00"),
            looked: looked.map(at),
            wait: RunningWait {
                earliest: earliest.map(at),
                latest: latest.map(at),
                ..RunningWait::default()
            },
        }
    }

    #[rstest::rstest]
    #[case(None, None, None, "23:00", None)]
    #[case(Some("11:00"), None, None, "10:59", None)]
    #[case(Some("11:00"), None, None, "11:00", Some(Due::Recheck))]
    #[case(Some("11:00"), Some("15:00"), None, "15:00", Some(Due::Escalate))]
    #[case(None, Some("15:00"), None, "14:59", None)]
    #[case(None, Some("15:00"), None, "15:00", Some(Due::Escalate))]
    // Looked in vain at 11:30, two hours are waited again.
    #[case(Some("11:00"), Some("15:00"), Some("11:30"), "13:29", None)]
    #[case(Some("11:00"), Some("15:00"), Some("11:30"), "13:30", Some(Due::Recheck))]
    #[case(Some("11:00"), Some("15:00"), Some("14:30"), "14:59", None)]
    // A look before the earliest time changes nothing.
    #[case(Some("11:00"), Some("15:00"), Some("10:00"), "11:00", Some(Due::Recheck))]
    fn a_wait_is_due_at_its_earliest_and_its_latest_time_and_again_some_time_after_a_look(
        #[case] earliest: Option<&str>,
        #[case] latest: Option<&str>,
        #[case] looked: Option<&str>,
        #[case] now: &str,
        #[case] expected: Option<Due>,
    ) {
        assert_eq!(waiting(earliest, latest, looked).due(at(now)), expected);
    }

    #[rstest::rstest]
    #[case::not_yet_looked(Some("11:00"), None, None, Some("11:00"))]
    #[case::looked_too_early(Some("11:00"), None, Some("10:59"), Some("11:00"))]
    #[case::looked_in_time(Some("11:00"), None, Some("11:00"), Some("13:00"))]
    #[case::looked_late(Some("11:00"), None, Some("20:00"), Some("22:00"))]
    #[case::no_later_than_the_end(Some("11:00"), Some("13:00"), Some("11:30"), Some("13:00"))]
    #[case::the_end_alone(None, Some("13:00"), Some("11:30"), None)]
    // No span is known that could pass again.
    #[case::begun_after_its_earliest_time(Some("08:00"), None, Some("09:30"), Some("09:30"))]
    fn a_look_in_vain_is_repeated_after_the_span_that_was_waited_before_it_was_worth_one(
        #[case] earliest: Option<&str>,
        #[case] latest: Option<&str>,
        #[case] looked: Option<&str>,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(waiting(earliest, latest, looked).recheck_at(), expected.map(at));
    }

    #[test]
    fn the_longest_to_be_escalated_is_the_most_urgent_and_what_has_no_time_the_least() {
        let in_order = [
            waiting(Some("09:50"), Some("10:00"), None),
            waiting(Some("09:10"), Some("10:10"), None),
            waiting(None, Some("10:20"), None),
            waiting(Some("09:30"), None, None),
            waiting(Some("09:40"), Some("20:00"), None),
            waiting(Some("13:00"), Some("14:00"), None),
            waiting(None, Some("13:30"), None),
            waiting(None, None, None),
        ];
        assert!(in_order.is_sorted_by_key(|wait| wait.urgency(at("12:00"))));
    }

    #[test]
    fn a_clock_that_was_set_back_behind_the_start_only_defers_the_wait() {
        let waiting = waiting(Some("11:00"), Some("15:00"), None);
        assert_eq!(waiting.due(at("03:00")), None);
        assert_eq!(waiting.due_at(), Some(at("11:00")));
    }

    #[test]
    fn a_span_without_end_is_as_good_as_none() {
        let wait = Wait {
            earliest: Some(std::time::Duration::from_secs(7200)),
            latest: Some(std::time::Duration::MAX),
            on: WaitOn::Microsoft,
        };
        let begun = RunningWait::begun(&wait, at("09:00"));
        assert_eq!((begun.earliest, begun.latest), (Some(at("11:00")), None));
    }
}
