//! The people of a header: a list such as `"Smith, Bob" <bob@contoso.com>; Ann Lee`.

use std::ops::Range;

/// One of the people of a header.
pub(super) struct Entry {
    /// What may be the name, without quotes.
    pub(super) name: Range<usize>,
    /// Whether an address stands beside it.
    pub(super) has_address: bool,
}

/// The people of a header's value.
pub(super) fn entries(text: &str, value: &Range<usize>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut start = value.start;
    let mut is_quoted = false;
    for (at, byte) in text.as_bytes()[value.clone()].iter().enumerate() {
        let at = value.start + at;
        is_quoted ^= *byte == b'"';
        let is_end = match byte {
            b'\n' => true,
            b';' => !is_quoted,
            b',' => !is_quoted && is_whole(&text[start..at]),
            _ => false,
        };
        if is_end {
            add(text, start..at, &mut entries);
            (start, is_quoted) = (at + 1, false);
        }
    }
    add(text, start..value.end, &mut entries);
    entries
}

/// Whether a comma behind it is that of a list, and not the one of `Smith, Bob`.
fn is_whole(part: &str) -> bool {
    let part = part.trim();
    part.len() > 64 || part.ends_with(['>', ']']) || part.contains(['@', ' '])
}

/// Adds the names of an entry: the one that is shown, and what stands in brackets behind it.
fn add(text: &str, entry: Range<usize>, entries: &mut Vec<Entry>) {
    let all = &text[entry.clone()];
    let all = all.trim_start_matches(|c: char| c.is_whitespace() || c == '>' || c == '*');
    let mut start = entry.end - all.len();
    let shown = all.find('<').into_iter().chain(all.find("[mailto:")).min();
    let shown = &all[..shown.unwrap_or(all.len())];
    let has_address = all.contains('@') || all.contains("[email-");
    for part in until_label(shown).split_inclusive(['(', ')', '|']) {
        if !part.contains('@') {
            let name = trimmed(text, start..start + part.len());
            entries.push(Entry { name, has_address });
        }
        start += part.len();
    }
}

/// What stands before a label of something else: `Bob Smith Company: …`.
fn until_label(shown: &str) -> &str {
    let label = shown.find(':').map(|colon| &shown[..colon]);
    label.map_or(shown, |label| label.rsplit_once(' ').map_or("", |(before, _)| before))
}

/// The same without the signs around it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let is_sign = |c: char| c.is_whitespace() || "\"'`“”„‘’*,.(|)".contains(c);
    let part = &text[range.clone()];
    let end = range.start + part.trim_end_matches(is_sign).len();
    let start = end - text[range.start..end].trim_start_matches(is_sign).len();
    start..end
}
