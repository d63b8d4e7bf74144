//! Characters that nobody types on purpose: line ends, blanks, quotes and dashes in their many shapes, colours of a
//! terminal, and what is not seen at all.

use super::layer::{Rewrite, Rewritten};

/// Makes line ends `\n`, blanks, quotes and dashes plain, and drops what is not seen.
pub(super) fn undo(text: &str) -> Option<Rewritten> {
    let mut rewrite = Rewrite::new(text);
    let mut at = 0;
    while let Some(found) = text.as_bytes()[at..].iter().position(|&byte| !is_plain(byte)) {
        let start = at + found;
        let rest = &text[start..];
        let Some(character) = rest.chars().next() else { break };
        let (length, with) = match character {
            '\r' if rest.starts_with("\r\n") => (2, Some("\n")),
            '\u{1b}' | '\u{9b}' => (escape_sequence(rest), Some("")),
            _ => (character.len_utf8(), plain(character)),
        };
        at = start + length;
        match with {
            Some(with) => rewrite.replace(start..at, with),
            None => {
                if let Some(ascii) = full_width(character) {
                    rewrite.replace_by(start..at, ascii);
                }
            }
        }
    }
    rewrite.finish()
}

const fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n' | b'\t')
}

/// What stands for a character, if it does not stand for itself.
fn plain(character: char) -> Option<&'static str> {
    Some(match character {
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            " "
        }
        '‘' | '’' | '‚' | '‛' | '′' | '´' | 'ʼ' | '‹' | '›' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '\u{2010}'..='\u{2015}' | '−' => "-",
        // Among them the zero bytes of UTF-16 that was read as UTF-8.
        '\0'..='\x1f'
        | '\x7f'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe0e}'
        | '\u{fe0f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => "",
        _ => return None,
    })
}

/// The ASCII character of a full-width one, as Japanese keyboards type them.
fn full_width(character: char) -> Option<char> {
    matches!(character, '！'..='～')
        .then(|| char::from_u32(u32::from(character) - u32::from('！') + u32::from('!')))
        .flatten()
}

/// Longest title or link that a terminal's sequence may set; anything longer is text behind a stray escape.
const LONGEST_SEQUENCE: usize = 2_048;

/// Length of the terminal's sequence that a text begins with; its first character alone if it is none.
fn escape_sequence(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes {
        [0x1b, b'[', ..] => control_sequence(bytes, 2).unwrap_or(1),
        [0xc2, 0x9b, ..] => control_sequence(bytes, 2).unwrap_or(2),
        [0x1b, b']' | b'P' | b'_' | b'^', ..] => string_sequence(bytes).unwrap_or(1),
        [0x1b, b'(' | b')', b'0' | b'A' | b'B', ..] => 3,
        _ => 1,
    }
}

fn control_sequence(bytes: &[u8], introducer: usize) -> Option<usize> {
    let parameters =
        bytes[introducer..].iter().take(64).take_while(|byte| matches!(byte, 0x20..=0x3f)).count();
    let last = introducer + parameters;
    bytes.get(last).is_some_and(|byte| matches!(byte, 0x40..=0x7e)).then_some(last + 1)
}

/// Such a sequence ends with a bell or with `ESC \`.
fn string_sequence(bytes: &[u8]) -> Option<usize> {
    let window = &bytes[2..bytes.len().min(LONGEST_SEQUENCE)];
    let end = window.iter().position(|byte| matches!(byte, 0x07 | 0x1b | b'\n'))?;
    match window[end..] {
        [0x07, ..] => Some(end + 3),
        [0x1b, b'\\', ..] => Some(end + 4),
        _ => None,
    }
}
