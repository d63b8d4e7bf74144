//! Quoted-printable, as mail is stored: `=3D` for a character, `=` at the end of a line that goes on.

use memchr::memchr;

use super::{
    encoded,
    layer::{Rewrite, Rewritten},
};

/// Joins lines and decodes characters, in a text that is quoted-printable throughout.
pub(super) fn undo(text: &str) -> Option<Rewritten> {
    if !is_quoted_printable(text) {
        return None;
    }
    let bytes = text.as_bytes();
    let mut rewrite = Rewrite::new(text);
    let mut at = 0;
    while let Some(found) = memchr(b'=', &bytes[at..]) {
        at += found;
        if bytes.get(at + 1) == Some(&b'\n') {
            rewrite.drop(at..at + 2);
            at += 2;
            continue;
        }
        let run: Vec<u8> = bytes[at..].chunks(3).map_while(encoded_byte).collect();
        encoded::replace(&mut rewrite, at, 3, &run, |_| None);
        at += (3 * run.len()).max(1);
    }
    rewrite.finish()
}

/// Upper case only, so that `key=ab` of a query is not taken for a byte.
fn encoded_byte(text: &[u8]) -> Option<u8> {
    match text {
        [b'=', digits @ ..] if !digits.iter().any(u8::is_ascii_lowercase) => {
            encoded::hex_byte(digits)
        }
        _ => None,
    }
}

/// Lines are cut at 76 columns and the sign `=` itself is always encoded. One sign alone proves nothing: base64 ends
/// with `=`, and a query has `=20` in it.
fn is_quoted_printable(text: &str) -> bool {
    let soft_breaks =
        || text.split('\n').filter(|line| line.ends_with('=') && matches!(line.len(), 60..=76));
    match soft_breaks().take(2).count() {
        0 => false,
        1 => ["=3D", "=20", "=C2", "=C3", "=E2"].iter().any(|sign| text.contains(sign)),
        _ => soft_breaks().all(|line| line.trim_end_matches('=').contains(' ')),
    }
}
