//! Secrets that are known by their length: long base64, groups of digits, hashes.

use std::ops::Range;

use crate::redact::{
    Class,
    finds::{By, Finds},
    scan,
};

/// Adds every run of characters that nothing but a key is.
pub(super) fn find(text: &str, finds: &mut Finds) {
    long_runs(text, finds);
    groups(text, finds);
    hash_pairs(text, finds);
}

/// Base64 of 160 characters and more.
fn long_runs(text: &str, finds: &mut Finds) {
    const LEAST: usize = 160;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at + LEAST <= bytes.len() {
        // What cannot be the end of a run long enough is jumped over.
        let last = at + LEAST - 1;
        let start = scan::back(bytes, last + 1, LEAST, scan::is_base64);
        if start > at {
            at = start;
            continue;
        }
        let end = scan::ahead(bytes, last, usize::MAX, scan::is_base64);
        if is_dense(&bytes[at..end]) {
            finds.add(By::Secrecy, Class::Secret, at..end);
        }
        at = end + 1;
    }
}

/// Whether a run is data and not a path, a rule or a word: few signs, and letters of both cases.
fn is_dense(run: &[u8]) -> bool {
    let signs = run.iter().filter(|byte| !byte.is_ascii_alphanumeric()).count();
    signs * 12 <= run.len() && scan::is_mixed(run)
}

/// Recovery keys of `BitLocker` and product keys: groups of the same length.
fn groups(text: &str, finds: &mut Finds) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in memchr::memchr_iter(b'-', bytes) {
        if at < done {
            continue;
        }
        let digits = group(bytes, at, 8, 6, |byte| byte.is_ascii_digit());
        let letters =
            || group(bytes, at, 5, 5, |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let Some(range) = digits.or_else(letters) else { continue };
        done = range.end;
        if bytes[range.clone()].iter().any(u8::is_ascii_digit) {
            finds.add(By::Secrecy, Class::Secret, range);
        }
    }
}

/// So many groups of that length with hyphens between them, whose first hyphen stands there.
fn group(
    bytes: &[u8],
    hyphen: usize,
    count: usize,
    length: usize,
    is_part: impl Fn(u8) -> bool,
) -> Option<Range<usize>> {
    let start = hyphen.checked_sub(length)?;
    let end = start + count * (length + 1) - 1;
    let is_edge = |byte: u8| scan::is_word(byte) || byte == b'-';
    let fits = |(index, &byte): (usize, &u8)| {
        if index % (length + 1) == length { byte == b'-' } else { is_part(byte) }
    };
    let run = bytes.get(start..end)?;
    let is_alone = !scan::is_before(bytes, start, is_edge) && !scan::is_at(bytes, end, is_edge);
    (is_alone && run.iter().enumerate().all(fits)).then_some(start..end)
}

/// Two hashes of Windows, `LM:NT`.
fn hash_pairs(text: &str, finds: &mut Finds) {
    const LENGTH: usize = 32;
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b':', bytes) {
        let is_hex = |byte: u8| byte.is_ascii_hexdigit();
        let start = scan::back(bytes, at, LENGTH + 1, is_hex);
        if at - start != LENGTH {
            continue;
        }
        let end = scan::ahead(bytes, at + 1, LENGTH + 1, is_hex);
        if end - at == LENGTH + 1 {
            finds.add(By::Secrecy, Class::Secret, start..end);
        }
    }
}
