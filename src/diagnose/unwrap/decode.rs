//! Bytes as they come from a file, a pipe or the clipboard.

use std::borrow::Cow;

/// The bytes as text: UTF-16 where a byte order mark says so, else UTF-8; what is neither becomes `U+FFFD`.
///
/// A byte order mark is not part of the text, so positions count from behind it.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf_16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf_16(rest, u16::from_be_bytes)),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        _ => String::from_utf8_lossy(bytes),
    }
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
    #[case::half_a_unit(b"\xff\xfeG\0r", "G\u{fffd}")]
    #[case::half_a_pair(b"\xff\xfe\x3d\xd8a\0", "\u{fffd}a")]
    #[case::windows_1252(b"f\xfcr", "f\u{fffd}r")]
    #[case::nothing(b"", "")]
    #[case::only_a_mark(b"\xff\xfe", "")]
    fn bytes_become_text_whatever_they_are(#[case] bytes: &[u8], #[case] text: &str) {
        assert_eq!(decode(bytes), text);
    }
}
