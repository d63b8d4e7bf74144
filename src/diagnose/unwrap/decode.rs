//! Bytes as they come from a file, a pipe or the clipboard.

use std::borrow::Cow;

/// Bytes that are looked at to know UTF-16 without a byte order mark.
const PROBE: usize = 512;

/// The bytes as text: UTF-16 where a byte order mark or its zeros say so, else UTF-8; what is neither becomes `U+FFFD`.
///
/// A byte order mark is not part of the text, so positions count from behind it.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf_16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf_16(rest, u16::from_be_bytes)),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        _ if has_zeros(bytes, 1) => Cow::Owned(utf_16(bytes, u16::from_le_bytes)),
        _ if has_zeros(bytes, 0) => Cow::Owned(utf_16(bytes, u16::from_be_bytes)),
        _ => String::from_utf8_lossy(bytes),
    }
}

/// Whether the beginning is Latin letters of two bytes each, of which that one is zero and the other is not.
fn has_zeros(bytes: &[u8], which: usize) -> bool {
    let (pairs, _) = bytes[..bytes.len().min(PROBE)].as_chunks::<2>();
    let latin = pairs.iter().filter(|pair| pair[which] == 0 && pair[1 - which] != 0).count();
    !pairs.is_empty() && latin * 10 >= pairs.len() * 9
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, half) = bytes.as_chunks();
    let units = pairs.iter().copied().map(unit);
    let characters = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    characters.chain((!half.is_empty()).then_some(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::utf_8(b"AADSTS50076", "AADSTS50076")]
    #[case::utf_8_with_a_mark(b"\xef\xbb\xbfAADSTS50076", "AADSTS50076")]
    #[case::little_endian(b"\xff\xfeG\0r\0\xfc\0\xdf\0e\0", "Gr\u{fc}\u{df}e")]
    #[case::big_endian(b"\xfe\xff\0G\0r\0\xfc", "Gr\u{fc}")]
    #[case::little_endian_without_a_mark(b"A\0A\0D\0S\0T\0S\0", "AADSTS")]
    #[case::big_endian_without_a_mark(b"\0A\0A\0D\0S\0T\0S", "AADSTS")]
    #[case::half_a_unit(b"\xff\xfeG\0r", "G\u{fffd}")]
    #[case::half_a_pair(b"\xff\xfe\x3d\xd8a\0", "\u{fffd}a")]
    #[case::windows_1252(b"f\xfcr", "f\u{fffd}r")]
    #[case::nothing(b"", "")]
    #[case::only_a_mark(b"\xff\xfe", "")]
    fn bytes_become_text_whatever_they_are(#[case] bytes: &[u8], #[case] text: &str) {
        assert_eq!(decode(bytes), text);
    }
}
