//! Times, waits and states in the words of notes.

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    clock::Clock,
    incident::{Due, StepState, Waiting},
};

/// How a note tells times. A note is read on other days than it is written on: each time names its day.
#[derive(Clone, Debug)]
pub(super) struct Times {
    clock: Clock,
    format: &'static str,
}

impl Times {
    /// `2026-11-22 14:02`, where the reader is. What [`Times::zone`] says holds for all of them, be they from the other side
    /// of a clock change.
    pub(super) fn local(clock: &Clock) -> Self {
        let zone = clock.zone.to_offset(clock.now).to_time_zone();
        Self { clock: Clock { zone, ..clock.clone() }, format: "%Y-%m-%d %H:%M" }
    }

    /// `Sun 22 Nov 2026, 14:02`, where the reader is.
    pub(super) fn for_clients(clock: &Clock) -> Self {
        Self { clock: clock.clone(), format: "%a %-d %b %Y, %H:%M" }
    }

    /// `2026-11-22 13:02 UTC`.
    pub(super) fn utc(clock: &Clock) -> Self {
        let clock = Clock { zone: TimeZone::UTC, ..clock.clone() };
        Self { clock, format: "%Y-%m-%d %H:%M UTC" }
    }

    pub(super) fn at(&self, at: Timestamp) -> String {
        at.to_zoned(self.clock.zone.clone()).strftime(self.format).to_string()
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now
    }

    /// `UTC+01:00`: what the times are.
    pub(super) fn zone(&self) -> String {
        let offset = self.clock.now.to_zoned(self.clock.zone.clone()).strftime("%:z").to_string();
        if offset == "+00:00" { "UTC".to_owned() } else { format!("UTC{offset}") }
    }

    /// What a wait asks for and when: `for Microsoft, re-check from …, escalate after …`.
    pub(super) fn wait(&self, wait: &Waiting) -> String {
        let whom = wait.wait.on.map(|on| format!("for {}", on.name()));
        let (recheck, latest) = (wait.recheck_at(), wait.wait.latest);
        let due = wait.due(self.now());
        let recheck = recheck.filter(|at| Some(*at) != latest).map(|at| match due {
            Some(Due::Recheck) => format!("re-check due since {}", self.at(at)),
            Some(Due::Escalate) => format!("re-check was due at {}", self.at(at)),
            None => format!("re-check from {}", self.at(at)),
        });
        let latest = latest.map(|at| match due {
            Some(Due::Escalate) => format!("to be escalated since {}", self.at(at)),
            _ => format!("escalate after {}", self.at(at)),
        });
        let since = format!("since {}", self.at(wait.since));
        let parts = [whom, Some(since), recheck, latest];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// State of a step, as it stands before its text.
pub(super) const fn state(state: StepState) -> &'static str {
    match state {
        StepState::Todo => "not yet",
        StepState::Waiting => "waiting",
        StepState::Done => "done",
        StepState::Failed => "failed",
        StepState::Skipped => "skipped",
    }
}

/// `1 step`, `2 steps`.
pub(super) fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// The text with a capital letter and a full stop, as a sentence has them.
pub(super) fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(char::to_uppercase);
    let mut sentence: String = first.into_iter().flatten().chain(characters).collect();
    if sentence.ends_with(char::is_alphanumeric) || sentence.ends_with(['"', ')', ']']) {
        sentence.push('.');
    }
    sentence
}
