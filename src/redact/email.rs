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
    const DOMAIN: usize = 255;
    let bytes = text.as_bytes();
    let is_local = |byte: u8| scan::is_word(byte) || b"._+-#'$!&^=".contains(&byte);
    let start = scan::back(bytes, at, LOCAL, is_local);
    // `user=bob@…` and `'bob@…`: a sign is part of an address only inside of it.
    let local = bytes[start..at]
        .iter()
        .rposition(|byte| b"='!&^$".contains(byte) && *byte != b'\'' || *byte == b'\'');
    let start = local.map_or(start, |sign| start + sign + 1);
    let start = start + text.get(start..at)?.find(char::is_alphanumeric)?;
    let end = scan::ahead(bytes, at + 1, DOMAIN, |byte| {
        scan::is_word(byte) || matches!(byte, b'.' | b'-')
    });
    let domain = text.get(at + 1..end)?;
    let domain = domain.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_domain = is_domain(domain);
    is_domain.then(|| start..at + 1 + domain.len())
}

/// Whether it has a dot, and letters after the last one.
fn is_domain(domain: &str) -> bool {
    let Some((names, top)) = domain.rsplit_once('.') else { return false };
    let is_top =
        top.chars().count() > 1 && top.chars().all(char::is_alphabetic) || top.starts_with("xn--");
    is_top && names.split('.').all(|name| !name.is_empty())
}
