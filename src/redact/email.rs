//! Mail addresses and sign-in names of their shape.

use std::ops::Range;

use memchr::memchr_iter;

use super::{
    Class,
    finds::{By, Finds},
    scan,
    view::View,
};

/// Adds every mail address.
pub(super) fn find(view: &View<'_>, finds: &mut Finds) {
    for at in memchr_iter(b'@', view.text.as_bytes()) {
        if let Some(range) = address(&view.text, at) {
            finds.add(By::Shape, Class::Email, range);
        }
    }
}

/// The address around an `@`.
fn address(text: &str, at: usize) -> Option<Range<usize>> {
    const LOCAL: usize = 128;
    let bytes = text.as_bytes();
    // An apostrophe is part of a name, and a quote where it stands before one.
    let is_quote = |at: usize| bytes[at] == b'\'' && !scan::is_before(bytes, at, scan::is_word);
    let is_local = |byte: u8| scan::is_word(byte) || b"._+-#'".contains(&byte);
    let start = scan::back(bytes, at, LOCAL, is_local);
    let start = (start..at).rev().find(|&at| is_quote(at)).map_or(start, |quote| quote + 1);
    let start = start + text.get(start..at)?.find(char::is_alphanumeric)?;
    let end = domain_end(text, at + 1)?;
    Some(start..end)
}

/// Where the domain behind an `@` ends; a console may have wrapped it in the middle of a word.
fn domain_end(text: &str, start: usize) -> Option<usize> {
    const LONGEST: usize = 255;
    const INDENT: usize = 4;
    let bytes = text.as_bytes();
    let part = |start: usize| {
        let is_part = |byte: u8| scan::is_word(byte) || matches!(byte, b'.' | b'-');
        let part = text.get(start..scan::ahead(bytes, start, LONGEST, is_part))?;
        Some(part.trim_end_matches(|c: char| !c.is_alphanumeric()))
    };
    let domain = part(start)?;
    let end = start + domain.len();
    if is_domain(domain) {
        return Some(end);
    }
    let next = scan::ahead(bytes, end, INDENT, |byte| byte.is_ascii_whitespace());
    let is_wrapped = !domain.is_empty() && bytes[end..next].contains(&b'\n');
    let rest = part(next).filter(|_| is_wrapped)?;
    is_domain(&format!("{domain}{rest}")).then_some(next + rest.len())
}

/// Whether it has a dot, and letters after the last one.
fn is_domain(domain: &str) -> bool {
    let Some((names, top)) = domain.rsplit_once('.') else { return false };
    let is_top =
        top.chars().count() > 1 && top.chars().all(char::is_alphabetic) || top.starts_with("xn--");
    is_top && names.split('.').all(|name| !name.is_empty())
}
