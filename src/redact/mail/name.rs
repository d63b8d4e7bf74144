//! What looks like the name of a person.

use std::ops::Range;

use crate::redact::words;

/// Senders that are programs and services; in order.
const NOBODY: &[&str] = &[
    "azure",
    "defender",
    "entra",
    "exchange",
    "extern",
    "external",
    "github",
    "google",
    "intune",
    "microsoft",
    "office",
    "onedrive",
    "outlook",
    "rewst",
    "sharepoint",
    "teams",
    "windows",
];

/// Small words inside of names.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la",
    "le", "of", "ter", "van", "vom", "von", "y", "zu", "zum", "zur",
];

/// Whether it can be the name beside an address.
pub(super) fn is_shown(name: &str) -> bool {
    const LONGEST: usize = 64;
    const MOST_WORDS: usize = 6;
    let is_nobody = || {
        let first = name.split_whitespace().next().unwrap_or_default();
        words::is_one_of(first, NOBODY) || name.split_whitespace().all(words::is_common)
    };
    name.len() <= LONGEST
        && name.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
        && !name.contains([':', '=', '@', '<', '/'])
        && name.split_whitespace().nth(MOST_WORDS).is_none()
        && !words::is_placeholder(name)
        && !is_nobody()
}

/// Whether it can be a name in a mail's header: no time, and no sentence.
pub(super) fn is_listed(name: &str) -> bool {
    let is_short = || name.split_whitespace().nth(2).is_none() && !words::is_prose(name);
    let is_written = is_capital(name) || is_short();
    is_written && !name.starts_with(|c: char| c.is_ascii_digit()) && is_shown(name)
}

/// Whether nothing but a name is written like it: `Bob Smith`.
pub(super) fn is_full(name: &str) -> bool {
    const MOST: usize = 4;
    let count = name.split_whitespace().take(MOST + 1).count();
    (2..=MOST).contains(&count)
        && is_capital(name)
        && !name.split_whitespace().any(words::is_common)
        && is_shown(name)
}

/// The capitalised words that end there, which may be none.
pub(super) fn capitals_before(text: &str, end: usize) -> Range<usize> {
    const MOST: usize = 5;
    const FAR: usize = 64;
    let from = (end.saturating_sub(FAR)..=end).find(|&at| text.is_char_boundary(at));
    let mut start = end;
    for word in text[from.unwrap_or(end)..end].rsplit(' ').take(MOST) {
        let blank = usize::from(start < end);
        let name = word.strip_suffix(',').filter(|_| blank > 0).unwrap_or(word);
        let inside = name.rsplit(|c| !is_letter(c)).next().unwrap_or_default();
        if !is_capital(inside) || matches!(inside, "AM" | "PM") {
            break;
        }
        start -= blank + word.len() - (name.len() - inside.len());
        if inside.len() < word.len() {
            break;
        }
    }
    let name = &text[start..end];
    let known = name.split_inclusive(' ').take_while(|word| {
        words::is_common(word.trim_end()) || PARTICLES.contains(&word.trim_end())
    });
    start + known.map(str::len).sum::<usize>()..end
}

/// Whether every word is written as those of names are.
fn is_capital(name: &str) -> bool {
    let mut parts = name.split_whitespace().peekable();
    parts.peek().is_some()
        && parts.all(|word| {
            let word = word.trim_end_matches(',');
            let is_name = word.starts_with(char::is_uppercase) && word.chars().all(is_letter);
            is_name || PARTICLES.contains(&word)
        })
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders_are_in_order() {
        assert!(NOBODY.is_sorted());
    }
}
