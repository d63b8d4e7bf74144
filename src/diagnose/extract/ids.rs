//! Ids that support asks for, and the time of the error. Each counts only behind its label.

use std::sync::LazyLock;

use jiff::{Timestamp, fmt::rfc2822};
use regex::Regex;

use super::{Fact, Found, pattern};

/// Finds labelled ids and times.
pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    ids(text, found);
    times(text, found);
}

fn ids(text: &str, found: &mut Vec<Found>) {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        let label = r"(?:(trace)|(correlation(?:[-_ ]?request)?)|((?:client|original)[-_ ]?request)|(request|operation|activity)|(app|client|application(?: \(client\))?))[-_ ]{0,2}id(?:key|entifier)?(?: for this request| \(for customer support\))?";
        let application = r"application(?: with (?:id|identifier))?";
        let guid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
        pattern(&format!(r#"(?i-u)(?:{label}|({application}))["'\s:=\[({{<>]{{1,12}}({guid})\b"#))
    });
    const FACTS: [fn(String) -> Fact; 6] = [
        Fact::TraceId,
        Fact::CorrelationId,
        Fact::ClientRequestId,
        Fact::RequestId,
        Fact::AppId,
        Fact::AppId,
    ];
    for captures in PATTERN.captures_iter(text) {
        let fact =
            captures.iter().skip(1).zip(FACTS).find_map(|(label, fact)| label.and(Some(fact)));
        let id = captures.get(FACTS.len() + 1).filter(|id| id.as_str() != NO_ID);
        if let (Some(fact), Some(id)) = (fact, id) {
            found.push(Found { range: id.range(), fact: fact(id.as_str().to_owned()) });
        }
    }
}

/// What services send where they have none.
const NO_ID: &str = "00000000-0000-0000-0000-000000000000";

fn times(text: &str, found: &mut Vec<Found>) {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        let iso = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})? ?(?:Z\b|UTC\b|[+-][0-9]{2}:?[0-9]{2}\b)?";
        let header = "[a-z]{3}, [0-9]{1,2} [a-z]{3} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT";
        pattern(&format!(
            r#"(?i-u)(?:(time ?stamp)|\b(?:date(?:time)?|time))["'\s:=\[]{{1,8}}(?:({iso})|({header}))"#
        ))
    });
    for captures in PATTERN.captures_iter(text) {
        let iso = captures.get(2).map(|time| (time, from_iso(time.as_str())));
        let header = || captures.get(3).map(|time| (time, from_header(time.as_str())));
        if let Some((time, Some(instant))) = iso.or_else(header) {
            let fact = if captures.get(1).is_some() { Fact::Timestamp } else { Fact::Date };
            found.push(Found { range: time.range(), fact: fact(instant.to_string()) });
        }
    }
}

/// Microsoft's times are UTC, also where they do not say so.
fn from_iso(text: &str) -> Option<Timestamp> {
    let time = text.trim_ascii_end().trim_end_matches("UTC").trim_ascii_end();
    let has_zone = time.ends_with(['Z', 'z']) || time[19.min(time.len())..].contains(['+', '-']);
    format!("{time}{}", if has_zone { "" } else { "Z" }).parse().ok()
}

fn from_header(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}
