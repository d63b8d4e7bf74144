//! Times for people: local, and as short as they can be without being ambiguous.

use jiff::{Timestamp, tz::TimeZone};

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
}
