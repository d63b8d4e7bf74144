//! Values behind labels: where they begin and end, with and without quotes.

use std::ops::Range;

use super::{label::Sign, view::View};

/// How much of a value is looked at to tell what it is; [`Value::whole`] has all of it.
const LOOK: usize = 256;

/// A value that something is said of.
pub(super) struct Value {
    /// Where, without quotes.
    pub(super) range: Range<usize>,
    /// Whether quotes stand around it.
    pub(super) is_quoted: bool,
}

impl Value {
    /// The value to its end, however long.
    pub(super) fn whole(&self, text: &str, sign: Sign) -> Range<usize> {
        let is_cut = !self.is_quoted && self.range.len() >= LOOK / 2;
        let end = if is_cut {
            word_end(text, self.range.start, usize::MAX, sign)
        } else {
            self.range.end
        };
        self.range.start..end
    }
}

/// The value that begins behind a sign, after blanks and a quote.
pub(super) fn value(view: &View<'_>, start: usize, sign: Sign) -> Option<Value> {
    let text = &*view.text;
    let rest = text.get(start..)?;
    let blanks = rest.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'*')).count();
    let start = start + blanks;
    let first = text[start..].chars().next()?;
    let Some(closing) = closing(first) else {
        return Some(Value { range: start..word_end(text, start, LOOK, sign), is_quoted: false });
    };
    let inside = start + first.len_utf8();
    let end = closing_at(view, inside, closing, view.depth(start));
    let is_quoted = end.is_some();
    Some(Value {
        range: inside..end.unwrap_or_else(|| word_end(text, inside, LOOK, sign)),
        is_quoted,
    })
}

/// The quote that closes what a quote opens.
fn closing(opening: char) -> Option<char> {
    Some(match opening {
        '"' | '\'' | '`' => opening,
        '“' | '”' | '„' => '”',
        '‘' | '’' => '’',
        '«' => '»',
        _ => return None,
    })
}

/// Where a quoted value ends; a quote deeper inside of strings than the opening one does not end it.
fn closing_at(view: &View<'_>, start: usize, closing: char, depth: usize) -> Option<usize> {
    let rest = view.text[start..].char_indices().take_while(|&(at, c)| c != '\n' && at < LOOK);
    rest.filter(|&(_, c)| c == closing)
        .map(|(at, _)| start + at)
        .find(|&at| view.depth(at) <= depth)
}

/// Where a value without quotes ends.
fn word_end(text: &str, start: usize, look: usize, sign: Sign) -> usize {
    let rest = &text.as_bytes()[start..text.len().min(start.saturating_add(look))];
    let is_end = |(at, byte): (usize, &u8)| match byte {
        b'"' | b'<' | b'>' => true,
        b'\'' | b'`' => sign != Sign::Colon || is_boundary(&rest[at + 1..]),
        b',' | b';' | b'&' | b'|' => is_boundary(&rest[at + 1..]),
        byte => byte.is_ascii_whitespace(),
    };
    let end = rest.iter().enumerate().position(|(at, byte)| is_end((at, byte)));
    let end = end.unwrap_or(rest.len());
    let word = &rest[..end];
    let tail = word.iter().rev().take_while(|byte| b".,)]}'\\:".contains(byte));
    let end = start + end - tail.count();
    (start..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(start)
}

/// Whether punctuation before this ends a value: nothing follows, or the next label.
fn is_boundary(rest: &[u8]) -> bool {
    const FAR: usize = 40;
    let name = rest
        .iter()
        .take(FAR)
        .take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' ')
        })
        .count();
    let is_label = name > 0 && matches!(rest.get(name), Some(b'=' | b':'));
    is_label
        || rest.first().is_none_or(|byte| {
            !byte.is_ascii_graphic() || matches!(byte, b'"' | b'\'' | b'}' | b')' | b']' | b',')
        })
}
