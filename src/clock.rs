//! Times for people: local, and as short as they can be without being ambiguous.

mod moment;

use std::ops::Range;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};

pub use self::moment::MomentError;

/// The present and the place, both told from outside.
#[derive(Clone, Debug)]
pub struct Clock {
    /// The present, as of the last message that told it.
    pub now: Timestamp,
    /// Where the reader is.
    pub zone: TimeZone,
}

impl Clock {
    /// `14:02` today, `Tue 14:02` within six days, the day otherwise.
    pub fn short(&self, at: Timestamp) -> String {
        let at = at.to_zoned(self.zone.clone());
        let today = self.now.to_zoned(self.zone.clone()).date();
        let days = (today - at.date()).get_days();
        let format = match days {
            0 => "%H:%M",
            -6..=6 => "%a %H:%M",
            _ => "%Y-%m-%d",
        };
        at.strftime(format).to_string()
    }

    /// `2026-11-22 14:02`.
    pub fn full(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// Whether a time lies in the reader's present day.
    pub fn is_today(&self, at: Timestamp) -> bool {
        self.day(at) == self.day(self.now)
    }

    /// The reader's day of a time.
    pub fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// The reader's present day.
    pub fn today(&self) -> Date {
        self.day(self.now)
    }

    /// When the reader's day begins: at midnight, or where a clock change leaves that out, after it.
    pub fn start_of(&self, day: Date) -> Timestamp {
        // Only the first and last days of the calendar have no beginning everywhere.
        day.to_zoned(self.zone.clone()).map_or(Timestamp::MIN, |start| start.timestamp())
    }

    /// The reader's day so many days ago.
    pub fn days_ago(&self, days: u16) -> Date {
        let today = self.today();
        today.checked_sub(i32::from(days).days()).unwrap_or(Date::MIN)
    }

    /// From the beginning of the reader's present day to that of the next one.
    pub fn hours_of_today(&self) -> Range<Timestamp> {
        let tomorrow = self.today().tomorrow();
        self.start_of(self.today())..tomorrow.map_or(Timestamp::MAX, |day| self.start_of(day))
    }
}

/// How long something took or lasts, in the two largest units: `3 d 4 h`, `2 h 5 min`, `under a minute`.
pub fn span(time: SignedDuration) -> String {
    let minutes = time.as_mins().max(0);
    let (days, hours, minutes) = (minutes / (24 * 60), minutes / 60 % 24, minutes % 60);
    let two = |large: i64, large_unit: &str, small: i64, small_unit: &str| match small {
        0 => format!("{large} {large_unit}"),
        _ => format!("{large} {large_unit} {small} {small_unit}"),
    };
    match (days, hours, minutes) {
        (0, 0, 0) => "under a minute".to_owned(),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) => two(hours, "h", minutes, "min"),
        (days, hours, _) => two(days, "d", hours, "h"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("2026-11-22T08:05:00Z", "09:05")]
    #[case("2026-11-21T23:30:00Z", "00:30")]
    #[case("2026-11-21T22:30:00Z", "Sat 23:30")]
    #[case("2026-11-10T12:00:00Z", "2026-11-10")]
    fn a_time_is_local_and_names_the_day_only_where_it_is_not_today(
        #[case] at: &str,
        #[case] expected: &str,
    ) {
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        let clock = Clock { now: "2026-11-22T12:00:00Z".parse().unwrap(), zone };
        assert_eq!(clock.short(at.parse().unwrap()), expected);
    }

    #[rstest::rstest]
    #[case::winter("2026-11-22T12:00:00Z", "2026-11-21T23:00:00Z", "2026-11-22T23:00:00Z")]
    #[case::clock_set_forward(
        "2026-03-29T12:00:00Z",
        "2026-03-28T23:00:00Z",
        "2026-03-29T22:00:00Z"
    )]
    #[case::clock_set_back("2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    fn a_day_is_the_readers_with_as_many_hours_as_it_has(
        #[case] now: &str,
        #[case] start: &str,
        #[case] end: &str,
    ) {
        let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        let clock = Clock { now: now.parse().unwrap(), zone };
        assert_eq!(clock.hours_of_today(), start.parse().unwrap()..end.parse().unwrap());
    }

    #[rstest::rstest]
    #[case(0, "under a minute")]
    #[case(-5, "under a minute")]
    #[case(59, "59 min")]
    #[case(60, "1 h")]
    #[case(125, "2 h 5 min")]
    #[case(24 * 60 + 30, "1 d")]
    #[case(76 * 60, "3 d 4 h")]
    fn a_span_is_told_in_its_two_largest_units(#[case] minutes: i64, #[case] expected: &str) {
        assert_eq!(span(SignedDuration::from_mins(minutes)), expected);
    }
}
