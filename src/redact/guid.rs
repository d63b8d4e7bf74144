//! GUIDs, except those that support asks for and those that are the same everywhere.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;
use memchr::memchr_iter;

use super::{
    Class,
    finds::{By, Finds},
    microsoft, scan,
    view::View,
};

/// Labels of ids that say nothing about a customer and much to support; letters alone.
const KEPT: &[&str] = &[
    "traceid",
    "correlationid",
    "correlationvector",
    "requestid",
    "requestguid",
    "activityid",
    "operationid",
    "diagnosticid",
    "invocationid",
    "conversationid",
    "spanid",
    "errorid",
    "eventid",
    "correlation",
];

/// Labels of ids that are a customer's.
const OWNED: &[&str] = &[
    "tenant",
    "directory",
    "user",
    "account",
    "object",
    "principal",
    "application",
    "appid",
    "clientid",
    "resource",
    "subscription",
    "device",
    "group",
    "organization",
    "customerid",
    "mailbox",
    "site",
    "secretid",
];

/// A GUID of a text.
struct Guid {
    range: Range<usize>,
    value: u128,
}

/// Adds every GUID that is a customer's.
pub(super) fn find(view: &View<'_>, finds: &mut Finds) {
    let text = &*view.text;
    let guids = guids(text);
    let mut kept = HashSet::new();
    let mut last = 0;
    for guid in &guids {
        if is_kept(&text.as_bytes()[last..guid.range.start]) {
            kept.insert(guid.value);
        }
        last = guid.range.end;
    }
    for guid in guids {
        if !kept.contains(&guid.value) && !microsoft::is_known(guid.value) {
            finds.add(By::Shape, Class::Guid, guid.range);
        }
    }
}

fn guids(text: &str) -> Vec<Guid> {
    let bytes = text.as_bytes();
    let mut guids: Vec<Guid> = Vec::new();
    for hyphen in memchr_iter(b'-', bytes) {
        let done = guids.last().map_or(0, |guid| guid.range.end);
        if let Some(guid) = guid(bytes, done, hyphen) {
            guids.push(guid);
        }
    }
    guids
}

/// The GUID whose first hyphen stands there.
fn guid(bytes: &[u8], from: usize, hyphen: usize) -> Option<Guid> {
    let start = first_group(bytes, from, hyphen)?;
    let mut value = 0;
    let mut at = start;
    for (index, length) in [8, 4, 4, 4, 12].into_iter().enumerate() {
        if index > 0 {
            at = skip_break(bytes, at);
            (bytes.get(at) == Some(&b'-')).then_some(())?;
            at += 1;
        }
        for _ in 0..length {
            at = skip_break(bytes, at);
            let digit = char::from(*bytes.get(at)?).to_digit(16)?;
            value = value << 4 | u128::from(digit);
            at += 1;
        }
    }
    let is_alone = !scan::is_at(bytes, at, scan::is_word);
    is_alone.then_some(Guid { range: start..at, value })
}

/// Where eight hexadecimal digits before a hyphen begin, be there a line break between them.
fn first_group(bytes: &[u8], from: usize, hyphen: usize) -> Option<usize> {
    let mut at = hyphen;
    let mut digits = 0;
    while digits < 8 {
        let last = at.checked_sub(1).filter(|&last| last >= from)?;
        match bytes[last] {
            byte if byte.is_ascii_hexdigit() => digits += 1,
            b'\n' | b'\r' if digits > 0 => {}
            _ => return None,
        }
        at = last;
    }
    (!scan::is_before(bytes, at, scan::is_word)).then_some(at)
}

/// Skips the line break of a console, and the blanks and quote marks that follow it.
fn skip_break(bytes: &[u8], at: usize) -> usize {
    const INDENT: usize = 8;
    if !scan::is_at(bytes, at, |byte| matches!(byte, b'\n' | b'\r' | b' ')) {
        return at;
    }
    scan::ahead(bytes, at, INDENT, |byte| matches!(byte, b'\n' | b'\r' | b' ' | b'>' | b'|'))
}

/// Whether the words before a GUID, up to the GUID before it, label it as one that support asks for.
fn is_kept(before: &[u8]) -> bool {
    const FAR: usize = 48;
    let mut letters = [0; FAR];
    let mut count = 0;
    let window = &before[before.len().saturating_sub(FAR)..];
    for letter in window.iter().filter(|byte| byte.is_ascii_alphabetic()) {
        letters[count] = letter.to_ascii_lowercase();
        count += 1;
    }
    let Some(finder) = &*LABEL_FINDER else { return false };
    let last = finder.find_overlapping_iter(&letters[..count]).max_by_key(|label| {
        let is_owned = label.pattern().as_usize() >= KEPT.len();
        (label.start(), is_owned)
    });
    last.is_some_and(|label| label.pattern().as_usize() < KEPT.len())
}

/// Labels that support asks for, and behind them those of customers.
static LABEL_FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(KEPT.iter().chain(OWNED)).ok());
