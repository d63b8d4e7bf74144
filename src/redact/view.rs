//! A text as it was meant: escapes of JSON, URLs and HTML undone, with the way back to what stands there.

use std::{borrow::Cow, ops::Range};

use memchr::memchr3_iter;

/// A text without its escapes, as often as they were applied.
///
/// Backslashes are both escapes and parts of paths, so this is a guess that leans towards paths.
pub(super) struct View<'a> {
    /// What is meant.
    pub(super) text: Cow<'a, str>,
    units: Vec<Unit>,
}

/// An escape: what it means, and where it stands.
struct Unit {
    meant: Range<usize>,
    written: Range<usize>,
}

/// What an escape means, and how many bytes it takes.
type Escape = (char, usize);

impl<'a> View<'a> {
    /// Undoes the escapes of a text.
    pub(super) fn new(text: &'a str) -> Self {
        let mut view = Self { text: Cow::Borrowed(text), units: Vec::new() };
        let mut meant = String::new();
        let mut done = 0;
        for at in memchr3_iter(b'\\', b'%', b'&', text.as_bytes()) {
            if at < done {
                continue;
            }
            if let Some((character, length)) = escape(text, at) {
                meant.push_str(&text[done..at]);
                let start = meant.len();
                meant.push(character);
                done = at + length;
                view.units.push(Unit { meant: start..meant.len(), written: at..done });
            } else if text[at..].starts_with("\\\\") {
                // The beginning of a network path: its second backslash is no escape.
                meant.push_str(&text[done..at + 2]);
                done = at + 2;
            }
        }
        if !view.units.is_empty() {
            meant.push_str(&text[done..]);
            view.text = Cow::Owned(meant);
        }
        view
    }

    /// Where what is meant stands in the text, whole escapes at both ends.
    pub(super) fn written(&self, meant: &Range<usize>) -> Range<usize> {
        self.start(meant.start)..self.end(meant.end)
    }

    /// How deep inside of strings a quote stands: the backslashes before it.
    pub(super) fn depth(&self, meant: usize) -> usize {
        let unit = self.units.binary_search_by_key(&meant, |unit| unit.meant.start);
        unit.map_or(0, |unit| self.units[unit].written.len() - 1)
    }

    fn start(&self, meant: usize) -> usize {
        let next = self.units.partition_point(|unit| unit.meant.end <= meant);
        match self.units.get(next) {
            Some(unit) if unit.meant.start <= meant => unit.written.start,
            _ => self.after(next, meant),
        }
    }

    fn end(&self, meant: usize) -> usize {
        let next = self.units.partition_point(|unit| unit.meant.start < meant);
        match next.checked_sub(1).map(|last| &self.units[last]) {
            Some(unit) if meant <= unit.meant.end => unit.written.end,
            _ => self.after(next, meant),
        }
    }

    /// A place before the unit of that index and outside of the one before it.
    fn after(&self, index: usize, meant: usize) -> usize {
        let last = index.checked_sub(1).map(|last| &self.units[last]);
        last.map_or(meant, |unit| unit.written.end + meant - unit.meant.end)
    }
}

fn escape(text: &str, at: usize) -> Option<Escape> {
    match text.as_bytes()[at] {
        b'\\' => backslashes(text, at),
        b'%' => percent(&text.as_bytes()[at..]),
        _ => entity(&text[at..]),
    }
}

/// Any number of backslashes before a quote, a letter that means a line break, or something else.
fn backslashes(text: &str, at: usize) -> Option<Escape> {
    let rest = &text.as_bytes()[at..];
    let run = rest.iter().take_while(|&&byte| byte == b'\\').count();
    match rest.get(run) {
        Some(&quote @ (b'"' | b'\'' | b'/')) => Some((char::from(quote), run + 1)),
        Some(b'u') if unicode(&rest[run + 1..]).is_some() => {
            unicode(&rest[run + 1..]).map(|character| (character, run + 5))
        }
        Some(&letter @ (b'n' | b'r' | b't')) if is_break(text, at, at + run) => {
            Some((if letter == b't' { '\t' } else { '\n' }, run + 1))
        }
        _ if run == 1 => None,
        _ if is_word_start(&text[..at]) => (run > 2).then_some(('\\', run - 1)),
        _ => Some(('\\', run)),
    }
}

fn unicode(digits: &[u8]) -> Option<char> {
    let digits = str::from_utf8(digits.get(..4)?).ok()?;
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

/// Whether the letter after backslashes means a break: in `C:\Users\nora` and `CONTOSO\nora` it does not.
fn is_break(text: &str, start: usize, letter: usize) -> bool {
    let next = text.as_bytes().get(letter + 1);
    if !next
        .is_some_and(|byte| byte.is_ascii_lowercase() || matches!(byte, b'0'..=b'9' | b'_' | b'.'))
    {
        return true;
    }
    let word = word_before(text.as_bytes(), start);
    let is_path = word.windows(2).any(|pair| pair == b":\\") || word.starts_with(b"\\\\");
    let is_domain = word.len() > 1
        && word.iter().all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'-'))
        && word[0].is_ascii_uppercase();
    word.ends_with(b"\\r") || !is_path && !is_domain
}

/// What stands before a place up to a blank or a quote, as far as a path reaches.
fn word_before(text: &[u8], at: usize) -> &[u8] {
    const LONGEST: usize = 128;
    let before = &text[at.saturating_sub(LONGEST)..at];
    let is_edge = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`');
    let start = before.iter().rposition(is_edge).map_or(0, |edge| edge + 1);
    &before[start..]
}

fn is_word_start(before: &str) -> bool {
    let edge = |c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '(' | '=' | ',' | '<' | '[' | '“' | '‘')
    };
    before.chars().next_back().is_none_or(edge)
}

/// `%3a`, `%253a`, `%C3%BC`; only what can be part of a value.
fn percent(rest: &[u8]) -> Option<Escape> {
    const LAYERS: usize = 8;
    let layers = rest[1..].chunks_exact(2).take(LAYERS).take_while(|pair| *pair == b"25").count();
    let digits = 1 + 2 * layers;
    let first = hex_pair(&rest[digits..])?;
    if first.is_ascii() {
        let is_useful = matches!(first, b' '..=b'~' | b'\n' | b'\r' | b'\t');
        return is_useful.then(|| (char::from(first), digits + 2));
    }
    let length = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [first; 4];
    for (index, byte) in bytes[..length].iter_mut().enumerate().skip(1) {
        let triple = rest.get(digits + 2 + (index - 1) * 3..)?;
        *byte = hex_pair(triple.strip_prefix(b"%")?)?;
    }
    let character = str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    Some((character, digits + 2 + (length - 1) * 3))
}

fn hex_pair(digits: &[u8]) -> Option<u8> {
    let digit = |index: usize| char::from(*digits.get(index)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

/// `&quot;`, `&amp;quot;`.
fn entity(rest: &str) -> Option<Escape> {
    const LAYERS: usize = 8;
    const ENTITIES: &[(&str, char)] = &[
        ("quot;", '"'),
        ("apos;", '\''),
        ("lt;", '<'),
        ("gt;", '>'),
        ("nbsp;", ' '),
        ("#34;", '"'),
        ("#39;", '\''),
        ("#x27;", '\''),
        ("#64;", '@'),
        ("#x40;", '@'),
    ];
    const AMP: &str = "amp;";
    let bytes = rest.as_bytes()[1..].chunks_exact(AMP.len());
    let layers = bytes.take(LAYERS).take_while(|chunk| *chunk == AMP.as_bytes()).count();
    let name = 1 + layers * AMP.len();
    let known = ENTITIES.iter().find(|(entity, _)| rest[name..].starts_with(entity));
    match known {
        Some((entity, character)) => Some((*character, name + entity.len())),
        None => (layers > 0).then_some(('&', name)),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::json(r#"{\"a\":\"b\\nC\"}"#, "{\"a\":\"b\nC\"}")]
    #[case::json_in_json_in_json(r#"\\\\\\\"a\\\\\\\""#, "\"a\"")]
    #[case::windows_lines(r"a.\r\nb", "a.\n\nb")]
    #[case::url("a%3ab%253Ac%20%C3%BC", "a:b:c ü")]
    #[case::no_url("100% of %USERPROFILE% %zz %", "100% of %USERPROFILE% %zz %")]
    #[case::html("&quot;a&amp;quot; &lt;b&gt; &amp; &amp;amp; & &x;", "\"a\" <b> & & & &x;")]
    #[case::unicode(r"\u0027\u00fc\ud83d", r"'ü\ud83d")]
    #[case::path(r"C:\Users\nora\temp", r"C:\Users\nora\temp")]
    #[case::path_in_json(r"C:\\Users\\nora\\temp", r"C:\Users\nora\temp")]
    #[case::network_path(r"\\host\x", r"\\host\x")]
    #[case::network_path_in_json(r#""\\\\host\\x""#, r#""\\host\x""#)]
    #[case::account(r"CONTOSO\nora", r"CONTOSO\nora")]
    fn escapes_are_undone(#[case] written: &str, #[case] meant: &str) {
        assert_eq!(View::new(written).text, meant);
    }

    #[test]
    fn what_is_meant_is_found_where_it_is_written() {
        let text = r#"x%20\"bob%40contoso.com\" y"#;
        let view = View::new(text);
        let written = |meant: &str| {
            let start = view.text.find(meant).unwrap();
            &text[view.written(&(start..start + meant.len()))]
        };
        assert_eq!(written("bob@contoso.com"), "bob%40contoso.com");
        assert_eq!(written("\"bob"), r#"\"bob"#);
        assert_eq!(written("@"), "%40");
        assert_eq!(written("x"), "x");
        assert_eq!(written(" y"), " y");
    }
}
