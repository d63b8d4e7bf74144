//! Hostile text in, text that is safe to draw, print and copy out.
//!
//! Pastes, packs, stored rows, environment and error texts pass through [`clean`] once where they enter and once where
//! they leave. What is taken out stays visible as a picture (`␛`) or as `U+FFFD`, so that nobody wonders where it went.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// Most code points that one drawn character may be made of; terminals choke on thousands of combining marks in a cell.
const MAX_MARKS: usize = 8;

/// Text without control and invisible formatting characters; `\n` and `\t` stay, other line ends become `\n`.
///
/// Cleaning twice changes nothing more.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return Cow::Borrowed(text);
    }
    match replace_characters(text) {
        Cow::Borrowed(text) => limit_graphemes(text),
        Cow::Owned(text) => match limit_graphemes(&text) {
            Cow::Borrowed(_) => Cow::Owned(text),
            Cow::Owned(limited) => Cow::Owned(limited),
        },
    }
}

/// [`clean`] for a place that has one line: line breaks and tabs become blanks.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    const BREAKS: [char; 5] = ['\n', '\r', '\t', '\u{2028}', '\u{2029}'];
    if !text.contains(BREAKS) {
        return clean(text);
    }
    // Before cleaning, as marks attach to a blank and not to a line break.
    let line = text.replace("\r\n", " ").replace(BREAKS, " ");
    Cow::Owned(clean(&line).into_owned())
}

/// Where the first character stands, in bytes, that has no place in a definition.
pub fn forbidden(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, c)| replacement(*c).is_some() || matches!(c, '\r'))
}

/// What a single character becomes; line ends and joiners depend on their neighbours and are looked at elsewhere.
fn replacement(c: char) -> Option<char> {
    match c {
        '\n' | '\t' | '\r' => None,
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)),
        '\x7f' => Some('␡'),
        '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => Some(char::REPLACEMENT_CHARACTER),
        _ => None,
    }
}

fn replace_characters(text: &str) -> Cow<'_, str> {
    let Some((start, _)) = forbidden(text) else { return Cow::Borrowed(text) };
    let (safe, rest) = text.split_at(start);
    let mut cleaned = String::with_capacity(text.len());
    cleaned.push_str(safe);
    let mut characters = rest.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => cleaned.push('\n'),
            c => cleaned.push(replacement(c).unwrap_or(c)),
        }
    }
    Cow::Owned(cleaned)
}

/// Replaces joiners that join nothing and the tail of characters with too many marks.
///
/// The tail gives way to a character to which nothing attaches, otherwise what follows could grow onto the rest of it
/// and a second pass would find more to do.
fn limit_graphemes(text: &str) -> Cow<'_, str> {
    let fits = |grapheme: &str| {
        !grapheme.starts_with(JOINERS) && grapheme.chars().nth(MAX_MARKS).is_none()
    };
    if text.is_ascii() || text.graphemes(true).all(fits) {
        return Cow::Borrowed(text);
    }
    let mut limited = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        let grapheme = match grapheme.strip_prefix(JOINERS) {
            Some(rest) => Cow::Owned(format!("{}{rest}", char::REPLACEMENT_CHARACTER)),
            None => Cow::Borrowed(grapheme),
        };
        if grapheme.chars().nth(MAX_MARKS).is_none() {
            limited.push_str(&grapheme);
        } else {
            limited.extend(grapheme.chars().take(MAX_MARKS - 1));
            limited.push(char::REPLACEMENT_CHARACTER);
        }
    }
    Cow::Owned(limited)
}

/// Invisible, but needed inside emoji and Persian words.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("AADSTS50076: error\n\tat line 2", "AADSTS50076: error\n\tat line 2")]
    #[case::windows_lines("a\r\nb\r\n", "a\nb\n")]
    #[case::old_mac_lines("a\rb\r\rc", "a\nb\n\nc")]
    #[case::unicode_lines("a\u{2028}b", "a\nb")]
    #[case::escape_sequence("\x1b[31mred\x07", "␛[31mred␇")]
    #[case::delete("a\x7f", "a␡")]
    #[case::c1("\u{9b}31m", "\u{fffd}31m")]
    #[case::bidi("\u{202e}txt.exe", "\u{fffd}txt.exe")]
    #[case::byte_order_mark("\u{feff}{}", "\u{fffd}{}")]
    #[case::tag_characters("a\u{e0041}", "a\u{fffd}")]
    #[case::emoji("👩‍💻 ok", "👩‍💻 ok")]
    #[case::persian("می‌خواهم", "می‌خواهم")]
    #[case::joiner_alone("\u{200d}a\n\u{200c}", "\u{fffd}a\n\u{fffd}")]
    #[case::accents("e\u{301}e\u{301}", "e\u{301}e\u{301}")]
    fn hostile_characters_become_visible(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(clean(text), expected);
    }

    #[test]
    fn thousands_of_marks_on_one_letter_are_cut() {
        let text = format!("e{}x", "\u{301}".repeat(5_000));
        let cleaned = clean(&text);
        assert_eq!(cleaned, format!("e{}\u{fffd}x", "\u{301}".repeat(6)));
    }

    #[test]
    fn clean_text_is_not_copied() {
        assert!(matches!(clean("Zugriff verweigert – 403"), Cow::Borrowed(_)));
        assert!(matches!(clean_line("Zugriff verweigert – 403"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_line_has_neither_breaks_nor_tabs() {
        assert_eq!(clean_line("a\tb\r\nc\rd\u{2028}e"), "a b c d e");
    }

    #[rstest]
    #[case("a\tb\nc", None)]
    #[case("ab\r\n", Some((2, '\r')))]
    #[case("ä\u{1b}[0m", Some((2, '\u{1b}')))]
    #[case("x\u{2066}", Some((1, '\u{2066}')))]
    #[case("👩‍💻", None)]
    fn the_first_character_that_a_definition_must_not_hold_is_found(
        #[case] text: &str,
        #[case] expected: Option<(usize, char)>,
    ) {
        assert_eq!(forbidden(text), expected);
    }

    /// Any characters, with those that matter here drawn often.
    fn hostile() -> impl Strategy<Value = String> {
        let special = "\r\n\t\u{1b}\u{7f}\u{85}\u{9b}\u{200b}\u{200c}\u{200d}\u{202e}\u{2028}\u{feff}\u{e0041}\u{301}\
                       \u{1100}\u{1161}\u{11a8}\u{600}\u{94d}\u{915}\u{1f1e6}\u{1f469}\u{1f3fd}\u{fe0f}";
        let special = prop::sample::select(special.chars().collect::<Vec<_>>());
        let character = prop_oneof![4 => special, 1 => any::<char>()];
        prop::collection::vec((character, 1..12_usize), 0..12).prop_map(|runs| {
            runs.into_iter().flat_map(|(c, count)| std::iter::repeat_n(c, count)).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn cleaning_twice_changes_nothing_more(text in hostile()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
            let line = clean_line(&text).into_owned();
            prop_assert_eq!(clean_line(&line), line.as_str());
        }

        #[test]
        fn nothing_forbidden_is_left(text in hostile()) {
            let cleaned = clean(&text);
            prop_assert_eq!(forbidden(&cleaned), None);
            prop_assert!(!cleaned.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')));
            prop_assert!(cleaned.graphemes(true).all(|grapheme| grapheme.chars().count() <= MAX_MARKS));
            prop_assert!(!clean_line(&text).chars().any(char::is_control));
        }
    }
}
