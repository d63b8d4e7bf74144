//! Times for people: local, and as short as they can be without being ambiguous.

mod moment;

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

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
