//! HTTP statuses, where a text tells them as such: a number alone is only a number.

use std::sync::LazyLock;

use regex::Regex;

use super::{Fact, Found, pattern};

/// Ways to say it, one a line; each has the number as its only group.
const SHAPES: &[&str] = &[
    // HTTP/1.1 403 · HTTP 403 · http error: 400 · HTTP status code: 403
    r#"\bhttps?(?:/[0-9](?:\.[0-9])?)?(?:[ _-]?(?:status|error|response|code)){0,3}["'\s:=(]{1,4}([45][0-9]{2})\b"#,
    // status code 401 · StatusCode: 403 · "status": 403 · status code does not indicate success: 400
    r#"status(?:[-_ ]?code)?["']?(?: (?:is|was|of|does not indicate success))?["'\s:=(]{1,4}([45][0-9]{2})\b"#,
    // "code": 400 · code=401
    r#"code["']?\s{0,3}[:=]\s{0,3}["']?([45][0-9]{2})\b"#,
    // error code 403 · response code 403
    r"\b(?:error|response|return) code ([45][0-9]{2})\b",
    // 400 Bad Request · 400 (Bad Request) · (403) Forbidden · 403 - Forbidden · 401 Client Error
    r#"\b([45][0-9]{2})[)\]]?\s{0,2}[-:(\["']{0,2}\s{0,2}(?:bad request|unauthorized|payment required|forbidden|not found|method not allowed|not acceptable|request timeout|conflict|gone|precondition failed|unprocessable|locked|too many requests|internal server error|not implemented|bad gateway|service unavailable|gateway time-?out|client error|server error)\b"#,
    // Forbidden (403) · Bad Request: 400
    r"\b(?:bad request|unauthorized|forbidden|not found|conflict|too many requests|access denied|internal server error|bad gateway|service unavailable)\s{0,2}[-:,(\[]{0,2}\s{0,2}([45][0-9]{2})\b",
    // returned an error: (403) · Fehler zurückgegeben: (403) · [400] invalid_grant
    r":\s{1,2}\(([45][0-9]{2})\)",
    r"\[([45][0-9]{2})\]\s{1,2}[a-z]",
    // Error: 429 : … · Error 403: … · error is: 400 - …
    r"\berror(?: is)?[: ]{1,2}\(?([45][0-9]{2})\)?\s{0,2}[-:,;]",
    // returned 403 · responded with a 401
    r"\b(?:returned|responded with|failed with|received|answered)(?: an?)?(?: status)? ([45][0-9]{2})\b",
];

/// Finds the statuses of 400 and above.
pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!("(?i-u){}", SHAPES.join("|"))));
    for captures in PATTERN.captures_iter(text) {
        let Some(number) = captures.iter().skip(1).flatten().next() else { continue };
        if let Some(status) = number.as_str().parse().ok().filter(|&status| is_status(status)) {
            found.push(Found { range: number.range(), fact: Fact::HttpStatus(status) });
        }
    }
}

/// Those that servers send; 443 and 445 are ports.
const fn is_status(number: u16) -> bool {
    matches!(number, 400..=418 | 421..=426 | 428 | 429 | 431 | 440 | 449 | 451 | 500..=511)
}
