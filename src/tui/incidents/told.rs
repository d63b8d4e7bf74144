//! Where an incident stands, in words as short as the room for them.

use jiff::Timestamp;

use crate::{
    clock::Clock,
    incident::{Due, State, Summary, cause_words, figures::most_urgent},
    pack::Packs,
    tui::text::Role,
};

/// Where an incident stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// One character that says it without colour.
    pub mark: &'static str,
    /// With times and causes.
    pub long: String,
    /// In at most 15 columns.
    pub short: String,
    /// How it is drawn.
    pub role: Role,
}

impl Told {
    /// Where an incident stands at that time.
    pub fn of(summary: &Summary, packs: &Packs, clock: &Clock, good: &'static str) -> Self {
        let told = |mark, long: String, short: &str, role| Self {
            mark,
            long,
            short: short.to_owned(),
            role,
        };
        if let Some((cause, _)) = &summary.ended {
            return told(good, cause_words(cause, packs), "resolved", Role::Dim);
        }
        match (summary.state, most_urgent(summary, clock.now)) {
            (_, Some((due, since, _))) => {
                let word = word(due);
                let long = format!("{word} since {}", clock.short(since));
                told("!", long, word, Role::Warning)
            }
            (State::Waiting, None) => {
                let long = next(summary, clock).unwrap_or_else(|| "waiting".to_owned());
                let at = next_time(summary).map(|(_, at)| format!("wait {}", clock.short(at)));
                told("~", long, &at.unwrap_or_else(|| "waiting".to_owned()), Role::Pending)
            }
            (State::Resolved, None) => told(good, "resolved".to_owned(), "resolved", Role::Dim),
            (State::Open, None) => told(" ", "open".to_owned(), "open", Role::Text),
        }
    }
}

/// The imperative for what a wait asks for.
pub fn word(due: Due) -> &'static str {
    match due {
        Due::Escalate => "escalate",
        Due::Recheck => "re-check",
    }
}

/// `re-check 14:20`: what its waits ask for next, and when.
fn next(summary: &Summary, clock: &Clock) -> Option<String> {
    let (due, at) = next_time(summary)?;
    Some(format!("{} {}", word(due), clock.short(at)))
}

fn next_time(summary: &Summary) -> Option<(Due, Timestamp)> {
    let times = summary.waits.iter().filter_map(|wait| match wait.recheck_at() {
        Some(at) if Some(at) != wait.wait.latest => Some((at, Due::Recheck)),
        _ => wait.wait.latest.map(|at| (at, Due::Escalate)),
    });
    times.min_by_key(|(at, _)| *at).map(|(at, due)| (due, at))
}

/// How old something is, in its largest unit: `3 d`, `5 h`, `12 min`, `now`.
pub fn age(since: Timestamp, now: Timestamp) -> String {
    let minutes = now.duration_since(since).as_mins().max(0);
    match (minutes / (24 * 60), minutes / 60) {
        (0, 0) if minutes == 0 => "now".to_owned(),
        (0, 0) => format!("{minutes} min"),
        (0, hours) => format!("{hours} h"),
        (days, _) => format!("{days} d"),
    }
}
