//! Runs of encoded bytes (`%c3%bc`, `=C3=BC`, `\xc3\xbc`), which are UTF-8 as a rule.

use super::layer::Rewrite;

/// Replaces a run of encoded bytes by what they spell; each of them takes `width` bytes of the text.
///
/// What `stray` does not know stays encoded: it is asked about the bytes that are not UTF-8.
pub(super) fn replace(
    rewrite: &mut Rewrite<'_>,
    start: usize,
    width: usize,
    bytes: &[u8],
    stray: fn(u8) -> Option<char>,
) {
    let mut at = start;
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            let end = at + width * character.len_utf8();
            rewrite.replace_by(at..end, character);
            at = end;
        }
        for &byte in chunk.invalid() {
            if let Some(character) = stray(byte) {
                rewrite.replace_by(at..at + width, character);
            }
            at += width;
        }
    }
}

/// The byte that two hexadecimal digits at the beginning of a text stand for.
pub(super) fn hex_byte(digits: &[u8]) -> Option<u8> {
    u8::try_from(hex(digits.get(..2)?)?).ok()
}

/// The number that hexadecimal digits stand for; nothing where one is not a digit.
pub(super) fn hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |number, &digit| {
        Some(number.checked_mul(16)? + char::from(digit).to_digit(16)?)
    })
}
