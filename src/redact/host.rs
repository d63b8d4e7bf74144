//! Names of domains and machines: `contoso.com`, `dc01.contoso.local`, `contoso.sharepoint.com`.

use std::ops::Range;

use super::{
    Class,
    finds::{By, Finds},
    microsoft::{self, Owner},
    scan,
    view::View,
    words,
};

/// Ends of names that are domains wherever they stand; in order.
const TOPS: &[&str] = &[
    "at",
    "au",
    "be",
    "biz",
    "br",
    "ca",
    "ch",
    "cloud",
    "cn",
    "com",
    "corp",
    "cz",
    "de",
    "dk",
    "edu",
    "es",
    "eu",
    "fi",
    "fr",
    "gov",
    "ie",
    "info",
    "internal",
    "intra",
    "it",
    "jp",
    "lan",
    "lcl",
    "local",
    "localdomain",
    "mil",
    "mx",
    "net",
    "nl",
    "no",
    "nz",
    "org",
    "pt",
    "se",
    "uk",
    "us",
    "za",
];

/// Ends of names that only Microsoft's domains have of those that are known.
const MICROSOFT_TOPS: &[&str] = &["io", "microsoft"];

/// Second names below a country: `contoso.co.uk` is a domain and no machine.
const SECONDS: &[&str] = &["ac", "co", "com", "edu", "gov", "net", "org"];

/// Adds every host that is a customer's.
pub(super) fn find(view: &View<'_>, finds: &mut Finds) {
    let text = &*view.text;
    let mut done = 0;
    for dot in memchr::memchr_iter(b'.', text.as_bytes()) {
        if dot < done {
            continue;
        }
        let range = name(text.as_bytes(), dot);
        let (class, range) =
            unwrapped(text, &range).unwrap_or_else(|| (classify(text, range.clone()), range));
        done = range.end.max(dot + 1);
        if let Some(class) = class {
            finds.add(By::Shape, class, range);
        }
    }
}

/// The dotted name whose first dot stands there.
fn name(bytes: &[u8], dot: usize) -> Range<usize> {
    const LONGEST: usize = 255;
    let is_part = |byte: u8| scan::is_word(byte) || matches!(byte, b'-' | b'_');
    let start = scan::back(bytes, dot, 64, is_part);
    let end = scan::ahead(bytes, dot, LONGEST, |byte| is_part(byte) || byte == b'.');
    let tail = bytes[start..end].iter().rev().take_while(|&&byte| !scan::is_word(byte)).count();
    start..(end - tail).max(start)
}

/// The name with what a console wrapped to the next line, where only both together are known.
fn unwrapped(text: &str, range: &Range<usize>) -> Option<Found> {
    let bytes = text.as_bytes();
    let rest =
        range.end..range.end + scan::ahead(bytes, range.end, 1, |byte| byte == b'.') - range.end;
    let next = scan::ahead(bytes, rest.end, 6, |byte| byte.is_ascii_whitespace());
    if !bytes[rest.end..next].contains(&b'\n') {
        return None;
    }
    let end = scan::ahead(bytes, next, 64, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')
    });
    (end > next).then_some(())?;
    let name: String = text.get(range.start..end)?.split_ascii_whitespace().collect();
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    match microsoft::owner(&name) {
        Owner::Tenant => Some((Some(Class::Tenant), range.start..end)),
        Owner::Resource => Some((Some(Class::Host), range.start..end)),
        Owner::Public => Some((None, range.start..end)),
        Owner::Other => None,
    }
}

/// A name with its class; none where it is nobody's.
type Found = (Option<Class>, Range<usize>);

fn classify(text: &str, range: Range<usize>) -> Option<Class> {
    let bytes = text.as_bytes();
    let name = text.get(range.clone())?;
    let (_, top) = name.rsplit_once('.')?;
    let is_url = bytes[..range.start].ends_with(b"//")
        || scan::is_before(bytes, range.start, |byte| byte == b'@');
    let is_known = words::is_one_of(top, TOPS);
    if !is_known && !is_url && !words::is_one_of(top, MICROSOFT_TOPS) {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let has_gap = lower.starts_with('.') || lower.contains("..");
    if has_gap || !top.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let is_written = name == lower
        || !name.contains(|c: char| c.is_ascii_lowercase())
        || top.eq_ignore_ascii_case("com");
    let is_host = is_known && is_written && !is_member(bytes, &range) || is_url && top.len() > 1;
    match microsoft::owner(&lower) {
        Owner::Tenant => Some(Class::Tenant),
        Owner::Resource => Some(Class::Host),
        Owner::Other if is_host => Some(class(&lower)),
        Owner::Other | Owner::Public => None,
    }
}

/// Whether it is rather a member of something in code, or a file: `foo.com(`, `\\contoso.com.log`.
fn is_member(bytes: &[u8], range: &Range<usize>) -> bool {
    scan::is_at(bytes, range.end, |byte| byte == b'(')
        || scan::is_before(bytes, range.start, |byte| matches!(byte, b'$' | b'.'))
}

/// A domain, or a machine in it.
fn class(name: &str) -> Class {
    let mut labels = name.rsplit('.');
    let (top, second) = (labels.next().unwrap_or_default(), labels.next().unwrap_or_default());
    let is_short = match (labels.next(), labels.next()) {
        (None, _) => true,
        (Some(_), None) => top.len() == 2 && SECONDS.contains(&second),
        _ => false,
    };
    if is_short { Class::Domain } else { Class::Host }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_names_are_in_order() {
        assert!(TOPS.is_sorted());
    }
}
