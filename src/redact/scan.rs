//! Small steps through bytes; none of them goes further than it is told.

/// Where the run of such bytes begins that ends at `at`; at most `far` bytes back.
pub(super) fn back(bytes: &[u8], at: usize, far: usize, is_part: impl Fn(u8) -> bool) -> usize {
    let before = &bytes[at.saturating_sub(far)..at];
    at - before.iter().rev().take_while(|&&byte| is_part(byte)).count()
}

/// Where the run of such bytes ends that begins at `at`; at most `far` bytes on.
pub(super) fn ahead(bytes: &[u8], at: usize, far: usize, is_part: impl Fn(u8) -> bool) -> usize {
    let after = &bytes[at.min(bytes.len())..bytes.len().min(at.saturating_add(far))];
    at + after.iter().take_while(|&&byte| is_part(byte)).count()
}

/// Whether the byte before a place is such a one; at the start of the text it is not.
pub(super) fn is_before(bytes: &[u8], at: usize, is: impl Fn(u8) -> bool) -> bool {
    at.checked_sub(1).is_some_and(|last| is(bytes[last]))
}

/// Whether the byte at a place is such a one; at the end of the text it is not.
pub(super) fn is_at(bytes: &[u8], at: usize, is: impl Fn(u8) -> bool) -> bool {
    bytes.get(at).is_some_and(|&byte| is(byte))
}

/// Letter or digit of any language.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// Part of what base64, in either alphabet, is made of.
pub(super) fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'=')
}

/// Whether the text ends with the word in any case of ASCII letters.
pub(super) fn ends_with(bytes: &[u8], word: &str) -> bool {
    let tail = bytes.len().checked_sub(word.len()).map(|start| &bytes[start..]);
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(word.as_bytes()))
}

/// Whether letters of both cases, or letters and digits, are in it.
pub(super) fn is_mixed(run: &[u8]) -> bool {
    kinds(run) > 1
}

/// How many of capital letters, small letters and digits are in it.
pub(super) fn kinds(run: &[u8]) -> usize {
    let kinds = [u8::is_ascii_uppercase, u8::is_ascii_lowercase, u8::is_ascii_digit];
    kinds.iter().filter(|kind| run.iter().any(kind)).count()
}
