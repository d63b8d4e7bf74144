//! URL-encoding: `%3a`, and `+` for a blank where a query or a form says so.

use memchr::memchr2;

use super::{
    encoded,
    layer::{Rewrite, Rewritten},
};

/// Decodes every word that is URL-encoded.
pub(super) fn undo(text: &str) -> Option<Rewritten> {
    let bytes = text.as_bytes();
    let mut rewrite = Rewrite::new(text);
    let mut behind = 0;
    while let Some(found) = memchr2(b'%', b'+', &bytes[behind..]) {
        let sign = behind + found;
        let start = bytes[behind..sign]
            .iter()
            .rposition(|&byte| is_edge(byte))
            .map_or(behind, |edge| behind + edge + 1);
        let end = bytes[sign..]
            .iter()
            .position(|&byte| is_edge(byte))
            .map_or(bytes.len(), |edge| sign + edge);
        undo_word(&mut rewrite, start, &bytes[start..end]);
        behind = end;
    }
    rewrite.finish()
}

/// What cannot stand in a URL.
const fn is_edge(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'"' | b'<' | b'>' | b'`')
}

fn undo_word(rewrite: &mut Rewrite<'_>, start: usize, word: &[u8]) {
    let query = word.iter().position(|&byte| byte == b'=').unwrap_or(0);
    let blanks = plus_is_blank(word, query);
    let mut at = 0;
    while let Some(found) = memchr2(b'%', b'+', &word[at..]) {
        at += found;
        if word[at] == b'+' {
            if blanks && at > query {
                rewrite.replace_by(start + at..start + at + 1, ' ');
            }
            at += 1;
        } else {
            let run: Vec<u8> = word[at..].chunks(3).map_while(encoded_byte).collect();
            encoded::replace(rewrite, start + at, 3, &run, |_| None);
            at += (3 * run.len()).max(1);
        }
    }
}

fn encoded_byte(text: &[u8]) -> Option<u8> {
    text.strip_prefix(b"%").and_then(encoded::hex_byte)
}

/// A mail address and a sum keep their `+`: it is a blank beside other encoded characters, between the pairs of a
/// query, and where it parts several words of one value.
fn plus_is_blank(word: &[u8], query: usize) -> bool {
    let encoded = || word.windows(3).any(|part| encoded_byte(part).is_some());
    let pairs = || query > 0 && word.iter().any(|byte| matches!(byte, b'&' | b'?'));
    let between_words = |part: &&[u8]| matches!(part, [before, b'+', after] if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric());
    let words = || query > 0 && word[query..].windows(3).filter(between_words).nth(2).is_some();
    word.contains(&b'+') && (encoded() || pairs() || words())
}
