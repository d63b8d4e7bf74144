//! Names of people in mail headers, `From: "Bob Smith" <bob@contoso.com>`, and before addresses anywhere else.

mod entry;
mod header;
mod name;

use std::ops::Range;

use self::header::Header;
use super::{
    Class,
    finds::{By, Finds},
    scan,
    view::View,
};

/// Adds the names that people are shown by.
pub(super) fn find(view: &View<'_>, finds: &mut Finds) {
    let text = &*view.text;
    let mut add = |range| finds.add(By::Name, Class::User, range);
    let headers = header::headers(text);
    for mail in headers.chunk_by(|one, next| is_continued(text, one, next)) {
        let is_sure = mail.iter().any(|header| is_proof(text, header));
        for header in mail.iter().filter(|header| header.names_people) {
            people(text, header, is_sure, &mut add);
        }
    }
    before_addresses(text, &mut add);
    after_addresses(text, &mut add);
    in_sentences(text, &mut add);
}

/// Whether a header follows on another: only marks of quoting lie between them.
fn is_continued(text: &str, one: &Header, next: &Header) -> bool {
    let between = text.get(one.value.end..next.start).unwrap_or_default();
    between.len() < 32
        && between.bytes().all(|byte| byte.is_ascii_whitespace() || b">*|".contains(&byte))
}

/// Whether a header can be that of a mail alone: one of its subject or with an address.
fn is_proof(text: &str, header: &Header) -> bool {
    let value = &text[header.value.clone()];
    !header.names_people || value.contains('@') || value.contains("[email-")
}

fn people(text: &str, header: &Header, is_sure: bool, add: &mut impl FnMut(Range<usize>)) {
    for entry in entry::entries(text, &header.value) {
        let shown = &text[entry.name.clone()];
        let is_person = match (entry.has_address, is_sure) {
            (true, _) => name::is_shown(shown),
            (false, true) => name::is_listed(shown),
            (false, false) => header.is_alone && name::is_full(shown),
        };
        if is_person {
            add(entry.name);
        }
    }
}

/// Names of which an address tells that they are ones: `"Bob Smith" <bob@contoso.com>`.
fn before_addresses(text: &str, add: &mut impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    for open in memchr::memchr_iter(b'<', bytes).filter(|&open| is_address(bytes, open)) {
        let end = open - usize::from(scan::is_before(bytes, open, |byte| byte == b' '));
        let range = quoted(text, end).unwrap_or_else(|| name::capitals_before(text, end));
        if name::is_shown(&text[range.clone()]) {
            add(range);
        }
    }
}

/// Names in brackets behind an address, alone or before something else: `bob@contoso.com (Bob Smith, Contoso)`.
fn after_addresses(text: &str, add: &mut impl FnMut(Range<usize>)) {
    const LONGEST: usize = 64;
    let bytes = text.as_bytes();
    for open in memchr::memmem::find_iter(bytes, " (").filter(|&open| is_address_end(bytes, open)) {
        let start = open + " (".len();
        let ends = |byte: u8| b"),;<".contains(&byte);
        let end = scan::ahead(bytes, start, LONGEST, |byte| !ends(byte) && byte != b'\n');
        if scan::is_at(bytes, end, ends) && name::is_full(&text[start..end]) {
            add(start..end);
        }
    }
}

/// Names in the sentences that programs put above and below what they quote.
fn in_sentences(text: &str, add: &mut impl FnMut(Range<usize>)) {
    const LONGEST: usize = 64;
    const AFTER: &[(&str, &[&str])] = &[
        ("Gesendet von ", &[" am ", " um "]),
        ("Sent by ", &[" on ", " at "]),
        (" schrieb ", &[":"]),
    ];
    const BEFORE: &[&str] = &[" wrote:", " schrieb:", " a écrit"];
    let mut add = |range: Range<usize>| {
        if name::is_full(&text[range.clone()]) {
            add(range);
        }
    };
    for (mark, ends) in AFTER {
        for at in memchr::memmem::find_iter(text.as_bytes(), mark) {
            let start = at + mark.len();
            let line = scan::ahead(text.as_bytes(), start, LONGEST, |byte| byte != b'\n');
            let line = &text.as_bytes()[start..line];
            let end = ends.iter().filter_map(|end| memchr::memmem::find(line, end.as_bytes()));
            end.min().into_iter().for_each(|end| add(start..start + end));
        }
    }
    for mark in BEFORE {
        let ends = memchr::memmem::find_iter(text.as_bytes(), mark);
        ends.for_each(|end| add(name::capitals_before(text, end)));
    }
}

/// Whether a mail address, or its token, stands in the angle brackets that open there.
fn is_address(bytes: &[u8], open: usize) -> bool {
    const LONGEST: usize = 128;
    let end = scan::ahead(bytes, open + 1, LONGEST, |byte| {
        byte.is_ascii_graphic() && !b"<>\"".contains(&byte) || byte >= 0x80
    });
    let inside = &bytes[open + 1..end];
    scan::is_at(bytes, end, |byte| byte == b'>')
        && (inside.starts_with(b"[email-") || inside.iter().skip(1).any(|&byte| byte == b'@'))
}

/// Whether a mail address, or its token, ends there.
fn is_address_end(bytes: &[u8], end: usize) -> bool {
    const LONGEST: usize = 128;
    let start = scan::back(bytes, end, LONGEST, |byte| byte.is_ascii_graphic() || byte >= 0x80);
    let word = &bytes[start..end];
    word.ends_with(b"]") && memchr::memmem::find(word, b"[email-").is_some()
        || word.iter().skip(1).any(|&byte| byte == b'@')
}

/// What stands in the quotes that close there.
fn quoted(text: &str, end: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 64;
    let bytes = text.as_bytes();
    let quote = *bytes[..end].last().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let start = scan::back(bytes, end - 1, LONGEST, |byte| byte != quote && byte != b'\n');
    let is_opened = scan::is_before(bytes, start, |byte| byte == quote);
    is_opened.then(|| start..end - 1)
}
