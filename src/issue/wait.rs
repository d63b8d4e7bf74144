//! Waits and vendors in words that people use.

use std::time::Duration;

use super::{Vendor, Wait, WaitOn};

/// The length of time of a whole number and `m`, `h` or `d`, as definitions and people write it.
pub fn duration(text: &str) -> Option<Duration> {
    let (number, seconds) = match text.split_at_checked(text.len().checked_sub(1)?)? {
        (number, "m") => (number, 60),
        (number, "h") => (number, 60 * 60),
        (number, "d") => (number, 24 * 60 * 60),
        _ => return None,
    };
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let number: u32 = number.parse().ok().filter(|number| digits && *number > 0)?;
    Some(Duration::from_secs(u64::from(number) * seconds))
}

/// The shortest text that [`duration`] reads as that time, to the minute.
pub fn duration_in_short(time: Duration) -> String {
    let minutes = time.as_secs() / 60;
    match minutes {
        _ if minutes.is_multiple_of(24 * 60) && minutes > 48 * 60 => {
            format!("{}d", minutes / (24 * 60))
        }
        _ if minutes.is_multiple_of(60) => format!("{}h", minutes / 60),
        _ => format!("{minutes}m"),
    }
}

impl Wait {
    /// How long: `2 to 48 hours`, `up to 3 days`; nothing where nobody knows.
    pub fn span(&self) -> Option<String> {
        match (self.earliest.map(in_unit), self.latest.map(in_unit)) {
            (None, None) => None,
            (Some(earliest), None) => Some(format!("at least {}", told(earliest))),
            (None, Some(latest)) => Some(format!("up to {}", told(latest))),
            (Some(earliest), Some(latest)) if earliest == latest => Some(told(latest)),
            (Some(earliest), Some(latest)) if earliest.1 == latest.1 => {
                Some(format!("{} to {}", earliest.0, told(latest)))
            }
            (Some(earliest), Some(latest)) => {
                Some(format!("{} to {}", told(earliest), told(latest)))
            }
        }
    }
}

impl WaitOn {
    /// Who is waited for, as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Microsoft => "Microsoft",
            Self::Rewst => "Rewst",
            Self::Client => "the client",
        }
    }
}

impl Vendor {
    /// The vendor, as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rewst => "Rewst",
            Self::Microsoft => "Microsoft",
        }
    }
}

/// In the largest unit that gives a whole number, but hours up to two days, as people say.
fn in_unit(time: Duration) -> (u64, &'static str) {
    let minutes = time.as_secs() / 60;
    match minutes {
        _ if minutes.is_multiple_of(24 * 60) && minutes > 48 * 60 => (minutes / (24 * 60), "day"),
        _ if minutes.is_multiple_of(60) => (minutes / 60, "hour"),
        _ => (minutes, "minute"),
    }
}

fn told((number, unit): (u64, &str)) -> String {
    if number == 1 { format!("1 {unit}") } else { format!("{number} {unit}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case(Some(2), Some(48), Some("2 to 48 hours"))]
    #[case(Some(24), Some(72), Some("24 hours to 3 days"))]
    #[case(Some(2), Some(2), Some("2 hours"))]
    #[case(None, Some(72), Some("up to 3 days"))]
    #[case(Some(1), None, Some("at least 1 hour"))]
    #[case(None, None, None)]
    fn a_wait_is_told_in_units_people_use(
        #[case] earliest: Option<u64>,
        #[case] latest: Option<u64>,
        #[case] expected: Option<&str>,
    ) {
        let hours = |hours: u64| Duration::from_secs(hours * 3600);
        let wait = Wait {
            earliest: earliest.map(hours),
            latest: latest.map(hours),
            on: WaitOn::Microsoft,
        };
        assert_eq!(wait.span().as_deref(), expected);
    }

    #[rstest::rstest]
    #[case("90m", Some(5_400))]
    #[case("2h", Some(7_200))]
    #[case("3d", Some(259_200))]
    #[case("", None)]
    #[case("h", None)]
    #[case("0h", None)]
    #[case("+2h", None)]
    #[case("1.5h", None)]
    #[case("2 h", None)]
    #[case("2ä", None)]
    #[case("99999999999d", None)]
    fn a_duration_is_a_whole_number_and_a_unit(#[case] text: &str, #[case] seconds: Option<u64>) {
        assert_eq!(duration(text).map(|time| time.as_secs()), seconds);
    }

    #[rstest::rstest]
    #[case("90m")]
    #[case("48h")]
    #[case("3d")]
    fn a_duration_in_short_is_what_was_read(#[case] text: &str) {
        assert_eq!(duration_in_short(duration(text).unwrap()), text);
    }
}
