//! Accounts as Windows and Exchange write them: `DOMAIN\user`, `S-1-5-21-…`, `/o=…/cn=…`, `CN=…,DC=…`.

use std::ops::Range;

use super::{
    Class,
    finds::{By, Finds},
    scan,
    view::View,
    words,
};

/// Stand before a backslash and are no domain.
const NO_DOMAIN: &[&str] = &[
    "NT AUTHORITY",
    "AUTHORITY",
    "BUILTIN",
    "HKLM",
    "HKCU",
    "HKCR",
    "HKU",
    "HKCC",
    "HKEY",
    "REGISTRY",
    "SOFTWARE",
    "SYSTEM",
    "MACHINE",
    "NT",
    "SERVICE",
    "IIS",
    "APPPOOL",
    "WINDOWS",
    "MICROSOFT",
    "ERROR",
    "WARNING",
    "WARN",
    "INFO",
    "DEBUG",
    "FATAL",
    "ROOT",
    "CERT",
    "WSMAN",
    "HTTP",
    "JSON",
    "OK",
];

/// Adds every account and directory name.
pub(super) fn find(view: &View<'_>, finds: &mut Finds) {
    let text = &*view.text;
    sids(text, finds);
    for at in memchr::memchr_iter(b'\\', text.as_bytes()) {
        if let Some(range) = domain_user(text, at) {
            finds.add(By::Shape, Class::User, range);
        }
    }
    legacy_names(text, finds);
    distinguished_names(text, finds);
}

fn sids(text: &str, finds: &mut Finds) {
    let bytes = text.as_bytes();
    for at in memchr::memmem::find_iter(bytes, "S-1-") {
        let end = scan::ahead(bytes, at, 192, |byte| {
            byte.is_ascii_digit() || matches!(byte, b'-' | b'S')
        });
        let is_account =
            ["S-1-5-21-", "S-1-12-1-"].iter().any(|sid| bytes[at..end].starts_with(sid.as_bytes()));
        if is_account && !scan::is_before(bytes, at, scan::is_word) {
            let end = end - usize::from(scan::is_before(bytes, end, |byte| byte == b'-'));
            finds.add(By::Shape, Class::Sid, at..end);
        }
    }
}

/// The account around a backslash, unless it is part of a path.
fn domain_user(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = scan::back(bytes, at, 64, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')
    });
    let end = scan::ahead(bytes, at + 1, 64, |byte| {
        scan::is_word(byte) || matches!(byte, b'-' | b'.' | b'_' | b'$')
    });
    let domain = text.get(start..at)?;
    let user = text.get(at + 1..end)?.trim_end_matches(['.', '-']);
    let end = at + 1 + user.len();
    let is_path = |byte: u8| matches!(byte, b'\\' | b'/' | b':' | b'%' | b'$' | b'*');
    if scan::is_before(bytes, start, is_path)
        || scan::is_at(bytes, end, is_path)
        || !user.contains(char::is_alphanumeric)
    {
        return None;
    }
    let is_quoted =
        scan::is_before(bytes, start, |byte| byte == b'\'') && bytes.get(end) == Some(&b'\'');
    let is_known = NO_DOMAIN.iter().any(|known| domain.eq_ignore_ascii_case(known));
    (!is_known && !words::is_file(user) && (is_quoted && !domain.is_empty() || is_domain(domain)))
        .then_some(start..end)
}

/// Whether a word is written as domains of Windows are.
fn is_domain(name: &str) -> bool {
    let is_upper = name.len() > 1
        && name.len() <= 15
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
    is_upper || name.eq_ignore_ascii_case("azuread")
}

/// `/o=ExchangeLabs/ou=…/cn=Recipients/cn=…`.
fn legacy_names(text: &str, finds: &mut Finds) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in memchr::memmem::find_iter(bytes, "=") {
        let is_start = scan::ends_with(&bytes[..at], "/o");
        if at < done || !is_start {
            continue;
        }
        let end = scan::ahead(bytes, at, 512, |byte| {
            !byte.is_ascii_control() && !b"\"'<>|;,".contains(&byte)
        });
        done = end;
        if let Some(range) = text
            .get(at - 2..end)
            .filter(|name| name.to_ascii_lowercase().contains("/cn="))
            .map(|name| at - 2..at - 2 + name.trim_end().len())
        {
            finds.add(By::Shape, Class::User, range);
        }
    }
}

/// `CN=Bob,OU=Users,DC=contoso,DC=com`.
fn distinguished_names(text: &str, finds: &mut Finds) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in memchr::memchr_iter(b'=', bytes) {
        let Some(start) = attribute(bytes, at) else { continue };
        if start < done {
            continue;
        }
        let (end, parts) = rdns(bytes, start);
        done = end;
        let Some(name) = text.get(start..end) else { continue };
        let is_theirs = ["O=Microsoft", "O=DigiCert"].iter().any(|vendor| name.contains(vendor));
        if parts > 1 && !is_theirs {
            let class =
                if name[..2].eq_ignore_ascii_case("dc") { Class::Domain } else { Class::User };
            finds.add(By::Shape, class, start..end);
        }
    }
}

/// Where the attribute of a distinguished name begins that ends before that sign.
fn attribute(bytes: &[u8], at: usize) -> Option<usize> {
    const NAMES: &[&str] = &["CN", "OU", "DC", "UID", "O", "L", "ST", "C", "E"];
    let start = scan::back(bytes, at, 4, |byte| byte.is_ascii_alphabetic());
    let is_name = NAMES.iter().any(|name| bytes[start..at].eq_ignore_ascii_case(name.as_bytes()));
    let is_inside =
        scan::is_before(bytes, start, |byte| scan::is_word(byte) || b"/_-.?&;".contains(&byte));
    (is_name && !is_inside).then_some(start)
}

/// Where a distinguished name ends, and of how many parts it is.
fn rdns(bytes: &[u8], start: usize) -> (usize, usize) {
    let (mut at, mut parts) = (start, 0);
    loop {
        let name = scan::ahead(bytes, at, 4, |byte| byte.is_ascii_alphabetic());
        if bytes.get(name) != Some(&b'=') || attribute(bytes, name) != Some(at) {
            let end = scan::back(bytes, at, 3, |byte| matches!(byte, b',' | b' '));
            return (end.max(start), parts);
        }
        parts += 1;
        let value = scan::ahead(bytes, name + 1, 128, |byte| {
            !byte.is_ascii_control() && !b",\"'<>;|".contains(&byte)
        });
        if bytes.get(value) != Some(&b',') {
            return (value, parts);
        }
        at = scan::ahead(bytes, value + 1, 1, |byte| byte == b' ');
    }
}
