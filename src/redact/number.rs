//! Numbers of phones and payment cards.

use std::ops::Range;

use super::{
    Class,
    finds::{By, Finds},
    scan,
    view::View,
};

/// Adds every phone number that is written as one, and every card number whose check digit is right.
pub(super) fn find(view: &View<'_>, finds: &mut Finds) {
    let bytes = view.text.as_bytes();
    let mut at = 0;
    while let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + digit;
        let end = scan::ahead(bytes, start, usize::MAX, |byte| byte.is_ascii_digit());
        at = end;
        if let Some((class, range)) = number(bytes, start..end) {
            at = range.end;
            finds.add(By::Shape, class, range);
        }
    }
}

type Found = (Class, Range<usize>);

/// The number that a run of digits begins, told by the sign before the run and by its length.
fn number(bytes: &[u8], run: Range<usize>) -> Option<Found> {
    let is_after_sign = scan::is_before(bytes, run.start, |byte| matches!(byte, b'+' | b'('));
    let international = || is_after_sign.then(|| international(bytes, run.start))?;
    let phone = match run.len() {
        3 => international().or_else(|| american(bytes, run.start)),
        _ => international(),
    };
    match run.len() {
        _ if phone.is_some() => phone.map(|range| (Class::Phone, range)),
        4 | 14.. => card(bytes, run.start),
        _ => None,
    }
}

/// `+49 (30) 1234-567`: 8 to 15 digits after a plus.
fn international(bytes: &[u8], digit: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 26;
    let start = scan::back(bytes, digit, 2, |byte| matches!(byte, b'+' | b'('));
    let is_inside = |byte: u8| scan::is_word(byte) || matches!(byte, b'+' | b'/' | b'_');
    if bytes.get(start) != Some(&b'+')
        || bytes[digit] == b'0'
        || scan::is_before(bytes, start, is_inside)
    {
        return None;
    }
    let is_part = |byte: u8| byte.is_ascii_digit() || b" -.()/".contains(&byte);
    let end = scan::ahead(bytes, digit, LONGEST, is_part);
    let last = bytes[digit..end].iter().rposition(u8::is_ascii_digit)?;
    let digits = bytes[digit..=digit + last].iter().filter(|byte| byte.is_ascii_digit()).count();
    let end = digit + last + 1;
    let is_alone = !scan::is_at(bytes, end, scan::is_word);
    (is_alone && (8..=15).contains(&digits)).then_some(start..end)
}

/// `(555) 010-0199`, `555-010-0199`, `555.010.0199`.
fn american(bytes: &[u8], digit: usize) -> Option<Range<usize>> {
    let is_bracketed = scan::is_before(bytes, digit, |byte| byte == b'(');
    let shape: &[u8] = if is_bracketed { b"ddd) ddd-dddd" } else { b"ddd-ddd-dddd" };
    let run = bytes.get(digit..digit + shape.len())?;
    let mut signs = shape.iter().zip(run);
    let fits = signs.all(|(shape, byte)| match shape {
        b'd' => byte.is_ascii_digit(),
        b'-' => matches!(byte, b'-' | b'.' | b' '),
        shape => shape == byte,
    });
    let start = digit - usize::from(is_bracketed);
    let is_edge = |byte: u8| scan::is_word(byte) || matches!(byte, b'-' | b'.' | b'_');
    let is_alone = !scan::is_before(bytes, start, is_edge)
        && !scan::is_at(bytes, digit + shape.len(), |byte| scan::is_word(byte) || byte == b'-');
    let is_number = matches!(bytes[digit], b'2'..=b'9');
    (fits && is_alone && is_number).then_some(start..digit + shape.len())
}

/// 14 to 19 digits, alone or in groups of four, as issuers give them out.
fn card(bytes: &[u8], start: usize) -> Option<Found> {
    const LONGEST: usize = 24;
    if scan::is_before(bytes, start, |byte| {
        scan::is_word(byte) || matches!(byte, b'-' | b'.' | b'_' | b'+')
    }) {
        return None;
    }
    let separator = bytes.get(start + 4).copied().filter(|byte| matches!(byte, b' ' | b'-'));
    let is_part = |byte: u8| byte.is_ascii_digit() || Some(byte) == separator;
    let end = scan::ahead(bytes, start, LONGEST, is_part);
    let end = start + bytes[start..end].iter().rposition(u8::is_ascii_digit)? + 1;
    if scan::is_at(bytes, end, |byte| scan::is_word(byte) || matches!(byte, b'-' | b'.')) {
        return None;
    }
    let digits: Vec<u8> = bytes[start..end]
        .iter()
        .filter(|byte| byte.is_ascii_digit())
        .map(|digit| digit - b'0')
        .collect();
    (is_issued(&digits) && has_check_digit(&digits)).then_some((Class::Card, start..end))
}

fn is_issued(digits: &[u8]) -> bool {
    let first = |count: usize| {
        digits.iter().take(count).fold(0, |number, &digit| number * 10 + u32::from(digit))
    };
    match digits.len() {
        14 => matches!(first(2), 36 | 38) || matches!(first(3), 300..=305),
        15 => matches!(first(2), 34 | 37),
        16 => {
            digits[0] == 4
                || matches!(first(2), 51..=55 | 65)
                || matches!(first(4), 2221..=2720 | 6011 | 3528..=3589)
        }
        _ => false,
    }
}

/// Luhn's check.
fn has_check_digit(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, &digit)| match u32::from(digit) * (1 + u32::from(index % 2 == 1)) {
            double @ 10.. => double - 9,
            digit => digit,
        })
        .sum();
    sum.is_multiple_of(10)
}
