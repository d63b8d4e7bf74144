//! Bytes as a line that survives a ticket system, and back: `casebook:1 1f0c92ab.1840.lVRtc9…`.
//!
//! A check sum and the number of characters stand before the characters, which tells where they end whatever follows, and
//! whether some are missing. What is not one of the characters (line breaks, blanks, `>`) counts as nothing.

use std::hash::Hasher;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use memchr::memmem;
use miniz_oxide::{
    deflate::compress_to_vec,
    inflate::{TINFLStatus, decompress_to_vec_with_limit},
};
use siphasher::sip::SipHasher13;

use super::{HandoverError, MOST_BYTES};

/// Begins every line, before its version.
const NAME: &str = "casebook:";

/// The form that is written.
const VERSION: &str = "1";

/// How hard deflate tries: 0 to 10.
const EFFORT: u8 = 9;

/// So many characters in a row after a version look like more than a sentence about casebook.
const LOOKS_PACKED: usize = 40;

/// Bytes as a line.
pub(super) fn pack(bytes: &[u8]) -> String {
    let packed = URL_SAFE_NO_PAD.encode(compress_to_vec(bytes, EFFORT));
    format!("{NAME}{VERSION} {:08x}.{}.{packed}", check_sum(&packed), packed.len())
}

/// The bytes of every line in a text.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Result<Vec<u8>, HandoverError>> {
    let places = memmem::find_iter(text.as_bytes(), NAME);
    places.filter_map(|place| line_at(&text[place + NAME.len()..]))
}

/// What follows the name, if it is a line.
fn line_at(text: &str) -> Option<Result<Vec<u8>, HandoverError>> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (version, rest) = text.split_at(digits);
    if version.is_empty() || !rest.starts_with(|c: char| !is_packed(c)) {
        return None;
    }
    if version != VERSION {
        let follows = rest.chars().skip_while(|c| c.is_whitespace()).take(LOOKS_PACKED);
        let is_line = follows.filter(|c| is_packed(*c)).count() == LOOKS_PACKED;
        return is_line.then(|| Err(HandoverError::Newer(format!("{NAME}{version}"))));
    }
    let mut characters = rest.chars().filter(|c| is_packed(*c));
    let mut until_dot = |most: usize| {
        let word: String = characters.by_ref().take(most + 1).take_while(|c| *c != '.').collect();
        (word.len() <= most).then_some(word)
    };
    let sum = until_dot(8).filter(|sum| sum.len() == 8)?;
    let sum = u32::from_str_radix(&sum, 16).ok()?;
    let whole: usize = until_dot(8)?.parse().ok()?;
    Some(unpack(characters.filter(|c| *c != '.'), sum, whole))
}

fn unpack(
    characters: impl Iterator<Item = char>,
    sum: u32,
    whole: usize,
) -> Result<Vec<u8>, HandoverError> {
    // Base 64 makes four characters of three bytes.
    if whole / 4 * 3 > MOST_BYTES {
        return Err(HandoverError::TooLarge);
    }
    let packed: String = characters.take(whole).collect();
    if packed.len() < whole {
        return Err(HandoverError::CutOff { there: packed.len(), whole });
    }
    if check_sum(&packed) != sum {
        return Err(HandoverError::Changed);
    }
    let compressed = URL_SAFE_NO_PAD.decode(packed).map_err(|_| HandoverError::Changed)?;
    decompress_to_vec_with_limit(&compressed, MOST_BYTES).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => HandoverError::TooLarge,
        _ => HandoverError::Changed,
    })
}

/// Whether a character means something in a line.
fn is_packed(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// Against accidents, not against people: who can write a line can write another.
fn check_sum(packed: &str) -> u32 {
    let mut hasher = SipHasher13::new();
    hasher.write(packed.as_bytes());
    let [a, b, c, d, ..] = hasher.finish().to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}
