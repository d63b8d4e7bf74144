//! Times as people type them: `2h` from now, `14:20` today or tomorrow, `Tue 9:00`, `2026-11-24 9:00`.

use jiff::{
    Span, Timestamp, ToSpan,
    civil::{Date, Time, Weekday},
};

use super::Clock;
use crate::issue::duration;

/// What was typed is no time to wait for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// It has another form.
    #[error("{0:?} is no time: write 2h, 30m, 1d, 14:20 or Tue 9:00")]
    NoTime(String),
    /// It names a day, and is over.
    #[error("{0:?} has passed already")]
    Passed(String),
}

/// When a day that was named comes again.
enum Day {
    /// After so long.
    Again(Date, Span),
    /// Never.
    Once(Date),
}

impl Clock {
    /// The next moment that a typed text means: a length of time from now, or a local time to come.
    pub fn moment(&self, typed: &str) -> Result<Timestamp, MomentError> {
        let typed = typed.trim();
        let later = duration(typed).and_then(|time| self.now.checked_add(time).ok());
        match later {
            Some(later) => Ok(later),
            None => self.local_moment(typed),
        }
    }

    fn local_moment(&self, typed: &str) -> Result<Timestamp, MomentError> {
        let no_time = || MomentError::NoTime(typed.to_owned());
        let (day, time) = match typed.rsplit_once(char::is_whitespace) {
            Some((day, time)) => (self.named_day(day.trim_end()), time),
            None => (Some(Day::Again(self.day(self.now), 1.day())), typed),
        };
        let (day, time) = day.zip(time_of_day(time)).ok_or_else(no_time)?;
        let at =
            |date: Date| Some(date.to_datetime(time).to_zoned(self.zone.clone()).ok()?.timestamp());
        let to_come = |at: &Timestamp| *at > self.now;
        match day {
            Day::Once(date) => {
                at(date).filter(to_come).ok_or_else(|| MomentError::Passed(typed.to_owned()))
            }
            Day::Again(date, after) => at(date)
                .filter(to_come)
                .or_else(|| at(date.checked_add(after).ok()?))
                .ok_or_else(no_time),
        }
    }

    fn named_day(&self, name: &str) -> Option<Day> {
        if let Ok(date) = name.parse() {
            return Some(Day::Once(date));
        }
        let weekday = weekday(name)?;
        let today = self.day(self.now);
        let ahead = weekday.since(today.weekday());
        Some(Day::Again(today.checked_add(i64::from(ahead).days()).ok()?, 7.days()))
    }
}

/// `9:00`, `14:20`.
fn time_of_day(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hour) || !digits(minute) || minute.len() != 2 {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// A weekday by its name or the beginning of it.
fn weekday(name: &str) -> Option<Weekday> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let typed = name.to_lowercase();
    let found = NAMES.iter().find(|(name, _)| typed.len() >= 2 && name.starts_with(&typed));
    found.map(|(_, weekday)| *weekday)
}

#[cfg(test)]
mod tests {
    use super::*;

    use jiff::tz::TimeZone;

    /// Sunday, 12:00 in Berlin.
    fn clock() -> Clock {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        Clock { now: "2026-11-22T11:00:00Z".parse().unwrap(), zone }
    }

    #[rstest::rstest]
    #[case::span("2h", "2026-11-22T13:00:00Z")]
    #[case::blanks(" 90m ", "2026-11-22T12:30:00Z")]
    #[case::today("14:20", "2026-11-22T13:20:00Z")]
    #[case::over_today("9:00", "2026-11-23T08:00:00Z")]
    #[case::this_minute("12:00", "2026-11-23T11:00:00Z")]
    #[case::weekday("Tue 9:00", "2026-11-24T08:00:00Z")]
    #[case::whole_name("tuesday  9:00", "2026-11-24T08:00:00Z")]
    #[case::same_weekday_later("sun 14:00", "2026-11-22T13:00:00Z")]
    #[case::same_weekday_next_week("sun 9:00", "2026-11-29T08:00:00Z")]
    #[case::date("2026-12-01 08:05", "2026-12-01T07:05:00Z")]
    fn a_typed_time_is_the_next_of_that_name(#[case] typed: &str, #[case] expected: &str) {
        assert_eq!(clock().moment(typed), Ok(expected.parse().unwrap()));
    }

    #[test]
    fn an_hour_that_the_clock_leaves_out_is_the_one_after_it() {
        let clock = Clock { now: "2026-03-28T12:00:00Z".parse().unwrap(), ..clock() };
        // At 2:00 on that night it becomes 3:00.
        assert_eq!(clock.moment("2:30"), Ok("2026-03-29T01:30:00Z".parse().unwrap()));
    }

    #[rstest::rstest]
    fn nonsense_is_no_time(
        #[values(
            "",
            "soon",
            "2",
            "2 h",
            "0h",
            "25:00",
            "9:60",
            "9:5",
            "9",
            "t 9:00",
            "Tue",
            "Tue9:00",
            "+2:00",
            "99999999999d"
        )]
        typed: &str,
    ) {
        assert_eq!(clock().moment(typed), Err(MomentError::NoTime(typed.to_owned())));
    }

    #[test]
    fn a_date_that_is_over_is_told_as_such() {
        let typed = "2026-11-22 11:00";
        assert_eq!(clock().moment(typed), Err(MomentError::Passed(typed.to_owned())));
    }
}
