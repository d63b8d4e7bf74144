//! OSC 52, the escape sequence that hands a text to the terminal's clipboard.

use crossterm::{Command, clipboard::CopyToClipboard};

/// Longest text that terminals take: 100,000 bytes of sequence in hterm, and nobody answers when it was too much.
const LIMIT: usize = 74_994;
/// Largest piece inside one device control string; GNU screen spills from 768 bytes on over the screen.
const CHUNK: usize = 240;

/// How the sequence is wrapped on its way to the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// As it is.
    Plain,
    /// In device control strings of 240 bytes, which GNU screen hands through.
    Screen,
}

/// The bytes for the terminal; none where the text is too long, as nothing is ever cut short.
pub(super) fn sequence(text: &str, form: Form) -> Option<Vec<u8>> {
    if text.len() > LIMIT {
        return None;
    }
    let mut sequence = String::new();
    CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence).ok()?;
    let sequence = ended_by_bell(&sequence);
    Some(match form {
        Form::Plain => sequence.into_bytes(),
        Form::Screen => in_control_strings(&sequence),
    })
}

/// `ESC \` would end the device control string around the sequence; and BEL, a byte less, lets [`LIMIT`] fit.
fn ended_by_bell(sequence: &str) -> String {
    [sequence.trim_end_matches("\x1b\\"), "\x07"].concat()
}

fn in_control_strings(sequence: &str) -> Vec<u8> {
    sequence
        .as_bytes()
        .chunks(CHUNK)
        .flat_map(|chunk| [b"\x1bP", chunk, b"\x1b\\"].concat())
        .collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn a_short_text_is_one_sequence_of_base64() {
        assert_eq!(sequence("Zürich\n", Form::Plain).unwrap(), b"\x1b]52;c;WsO8cmljaAo=\x07");
    }

    #[rstest]
    #[case(Form::Plain)]
    #[case(Form::Screen)]
    fn a_text_over_the_limit_is_refused_and_never_cut(#[case] form: Form) {
        assert!(sequence(&"a".repeat(LIMIT), form).is_some());
        assert_eq!(sequence(&"a".repeat(LIMIT + 1), form), None);
    }

    #[test]
    fn the_longest_text_makes_a_sequence_of_a_hundred_thousand_bytes_at_most() {
        assert!(sequence(&"a".repeat(LIMIT), Form::Plain).unwrap().len() <= 100_000);
    }

    #[test]
    fn screen_gets_pieces_that_join_to_the_sequence_and_are_too_short_to_spill() {
        let bytes = sequence(&"a".repeat(2000), Form::Screen).unwrap();
        let text = String::from_utf8(bytes).unwrap();

        let pieces: Vec<_> = text
            .split_terminator("\x1b\\")
            .map(|piece| piece.strip_prefix("\x1bP").unwrap())
            .collect();

        assert!(pieces.len() > 10);
        assert!(pieces.iter().all(|piece| piece.len() <= CHUNK));
        let plain = String::from_utf8(sequence(&"a".repeat(2000), Form::Plain).unwrap()).unwrap();
        assert_eq!(pieces.concat(), plain);
    }
}
