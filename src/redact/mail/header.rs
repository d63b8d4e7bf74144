//! Headers of mails, as programs and people quote them, in several languages, a line or many of them in one.

use std::ops::Range;

use crate::redact::{scan, words};

/// A header of a mail.
pub(super) struct Header {
    /// Where its name begins.
    pub(super) start: usize,
    /// What stands behind its colon, up to the next header or the end of the list.
    pub(super) value: Range<usize>,
    /// Whether people are its value; the others belong to mails alone.
    pub(super) names_people: bool,
    /// Whether it has a line of its own.
    pub(super) is_alone: bool,
}

/// Headers whose values are people, in lower case and in order.
const PEOPLE: &[&str] = &[
    "aan",
    "absender",
    "an",
    "bcc",
    "cc",
    "cci",
    "cco",
    "da",
    "de",
    "empfänger",
    "from",
    "kopie",
    "para",
    "reply-to",
    "sender",
    "to",
    "van",
    "von",
    "À",
    "à",
];

/// The same, of several words; compared with what stands before the colon.
const PEOPLE_PHRASES: &[&str] = &[
    "sent by",
    "on behalf of",
    "gesendet von",
    "im auftrag von",
    "antwort an",
    "envoyé par",
    "répondre à",
    "enviado por",
    "responder a",
];

/// Headers that stand beside them in mails and hardly anywhere else, in order.
const OTHERS: &[&str] = &[
    "asunto",
    "betreff",
    "enviado",
    "envoyé",
    "gesendet",
    "inviato",
    "objet",
    "oggetto",
    "onderwerp",
    "sent",
    "subject",
    "verzonden",
];

/// Longer than the longest name of a header.
const LONGEST: usize = 16;

/// Every header, in order.
pub(super) fn headers(text: &str) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    for colon in memchr::memchr_iter(b':', text.as_bytes()) {
        if let Some(header) = header(text, colon) {
            if let Some(last) = headers.last_mut() {
                last.value = value(text, last.value.start, header.start);
            }
            headers.push(header);
        }
    }
    if let Some(last) = headers.last_mut() {
        last.value = value(text, last.value.start, text.len());
    }
    headers
}

/// The header whose name ends at a colon; its value has no end yet.
fn header(text: &str, colon: usize) -> Option<Header> {
    let bytes = text.as_bytes();
    let end = name_end(bytes, colon);
    let is_part = |byte: u8| scan::is_word(byte) || byte == b'-';
    let word = scan::back(bytes, end, LONGEST, is_part);
    let name = text.get(word..end)?;
    let start = phrase_before(bytes, end).unwrap_or(word);
    let is_alone = opens_line(bytes, start);
    if name.is_empty() || !is_alone && !stands_between(bytes, start) {
        return None;
    }
    let names_people = start < word || words::is_one_of(name, PEOPLE);
    let value = colon + 1..colon + 1;
    (names_people || words::is_one_of(name, OTHERS)).then_some(Header {
        start,
        value,
        names_people,
        is_alone,
    })
}

/// Where the name before a colon ends: blanks, of French ones too, and the stars of bold print are no part of it.
fn name_end(bytes: &[u8], colon: usize) -> usize {
    const NOISE: [&[u8]; 3] = [b" ", b"*", "\u{a0}".as_bytes()];
    let mut before = &bytes[..colon];
    for _ in 0..3 {
        let shorter = NOISE.iter().find_map(|noise| before.strip_suffix(*noise));
        before = shorter.unwrap_or(before);
    }
    before.len()
}

/// Where the name of several words begins that ends there.
fn phrase_before(bytes: &[u8], end: usize) -> Option<usize> {
    let blank = scan::back(bytes, end, 4, |byte| byte != b' ');
    scan::is_before(bytes, blank, |byte| byte == b' ').then_some(())?;
    let phrase = PEOPLE_PHRASES.iter().find(|phrase| scan::ends_with(&bytes[..end], phrase))?;
    Some(end - phrase.len())
}

/// Whether nothing but marks of quoting and of bold print stands before it in its line.
fn opens_line(bytes: &[u8], start: usize) -> bool {
    const FAR: usize = 24;
    let mark = scan::back(bytes, start, FAR, |byte| b" \t>*|\"'".contains(&byte));
    mark == 0 || bytes[mark - 1] == b'\n'
}

/// Whether it follows on something else in its line, written as headers are.
fn stands_between(bytes: &[u8], start: usize) -> bool {
    let is_capital = bytes[start].is_ascii_uppercase() || bytes[start] == 0xC3;
    is_capital && scan::is_before(bytes, start, |byte| b" \t>*;\"".contains(&byte))
}

/// The value that begins there; lists go on in the next line behind a comma.
fn value(text: &str, start: usize, limit: usize) -> Range<usize> {
    const BLANKS: usize = 8;
    let bytes = &text.as_bytes()[..limit];
    let mut end = start;
    loop {
        end = memchr::memchr(b'\n', &bytes[end..]).map_or(limit, |line| end + line);
        let last = scan::back(bytes, end, BLANKS, |byte| byte.is_ascii_whitespace());
        let goes_on = scan::is_before(bytes, last, |byte| matches!(byte, b',' | b';'));
        if end == limit || !goes_on {
            return start..end.max(start);
        }
        end += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        assert!(PEOPLE.is_sorted());
        assert!(OTHERS.is_sorted());
    }
}
