//! Which host refused, and whether it is Microsoft's.

use std::sync::LazyLock;

use regex::Regex;

use super::{Fact, Found, pattern};
use crate::microsoft;

/// Finds hosts in URLs and headers, Microsoft's also alone, and services that are called by name.
pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    hosts(text, found);
    services(text, found);
}

fn hosts(text: &str, found: &mut Vec<Found>) {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(|&byte| is_part(byte)).map(|part| at + part)
    {
        at = start + bytes[start..].iter().take_while(|&&byte| is_part(byte)).count();
        let word = text[start..at].trim_end_matches(['.', '-']);
        if word.len() > LONGEST_HOST {
            continue;
        }
        let named = is_behind_scheme(&bytes[..start]) || is_behind_header(&bytes[..start]);
        let alone = || is_subdomain(word) && !after_sign(&bytes[..start]) && is_microsoft(word);
        if named && is_name(word) || alone() {
            let name = word.to_ascii_lowercase();
            let microsoft = is_microsoft(word);
            found.push(Found {
                range: start..start + word.len(),
                fact: Fact::Host { name, microsoft },
            });
        }
    }
}

/// Longest name in DNS.
const LONGEST_HOST: usize = 253;

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// `live.com` alone is where an account is from, and not a host.
fn is_subdomain(word: &str) -> bool {
    word.bytes().filter(|&byte| byte == b'.').count() > 1
}

/// Whether the word goes on with something: a mail address, a name.
fn after_sign(before: &[u8]) -> bool {
    matches!(before, [.., b'@' | b'_'])
}

fn is_behind_scheme(before: &[u8]) -> bool {
    let Some(scheme) = before.strip_suffix(b"://") else { return false };
    let name = scheme.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).take(5).count();
    let name = &scheme[scheme.len() - name..];
    [&b"https"[..], b"http", b"wss"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn is_behind_header(before: &[u8]) -> bool {
    let before = before.strip_suffix(b" ").unwrap_or(before);
    if !before.ends_with(b":") {
        return false;
    }
    let label = &before[before.len().saturating_sub(5)..];
    label.eq_ignore_ascii_case(b"host:")
        && before.len().checked_sub(6).is_none_or(|at| !before[at].is_ascii_alphanumeric())
}

/// Whether a host belongs to a service of Microsoft's cloud, in any of its clouds; pages to read do not count.
pub fn is_microsoft(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    microsoft::is_service(&host) && !microsoft::is_in(&host, PAGES)
}

/// Where errors send their readers, and names that are not hosts at all; in order.
const PAGES: &[&str] = &[
    "answers.microsoft.com",
    "docs.microsoft.com",
    "go.microsoft.com",
    "learn.microsoft.com",
    "schemas.microsoft.com",
    "support.microsoft.com",
    "techcommunity.microsoft.com",
];

fn services(text: &str, found: &mut Vec<Found>) {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i-u)\b(?:(exchange ?online|exo)|(partner ?cent(?:er|re))|((?:microsoft|ms) ?graph|graph api)|(azure active directory|azure ?ad|microsoft entra|entra id)|(microsoft intune|intune))",
        )
    });
    const NAMES: [&str; 5] = [
        "Exchange Online",
        "Partner Center",
        "Microsoft Graph",
        "Microsoft Entra ID",
        "Microsoft Intune",
    ];
    for captures in PATTERN.captures_iter(text) {
        let service =
            captures.iter().skip(1).zip(NAMES).find_map(|(part, name)| Some((part?, name)));
        if let Some((part, name)) = service {
            found.push(Found { range: part.range(), fact: Fact::Service(name) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_in_order() {
        assert!(PAGES.is_sorted());
    }
}
