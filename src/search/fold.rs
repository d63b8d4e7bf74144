//! Makes texts comparable: what people do not type on purpose, or cannot type at all, does not count.

use std::{iter, ops::Range};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

/// A text without case, accents, typography and runs of blanks.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

/// Appends the folded text.
pub(crate) fn fold_into(folded: &mut String, text: &str) {
    let mut rest = text;
    loop {
        let (printable, others) = rest.split_at(printable_len(rest.as_bytes()));
        push_printable(folded, printable);
        let mut others = others.chars();
        match others.next() {
            Some(character) if character.is_ascii() => push(folded, character),
            Some(character) => fold_wide(folded, character),
            None => return,
        }
        rest = others.as_str();
    }
}

/// How much of a text is printable ASCII, up to the first character that is not. Of most texts, that is all.
fn printable_len(text: &[u8]) -> usize {
    let is_printable = |byte: &&u8| matches!(byte, b' '..=b'~');
    // Counting needs no branch for each byte.
    let whole = |block: &&[u8]| block.iter().filter(is_printable).count() == block.len();
    let blocks: usize = text.chunks_exact(32).take_while(whole).map(<[u8]>::len).sum();
    blocks + text[blocks..].iter().take_while(is_printable).count()
}

/// Printable ASCII only loses its case and runs of blanks, which are rare.
fn push_printable(folded: &mut String, text: &str) {
    let text = if folded.ends_with(' ') { text.trim_start_matches(' ') } else { text };
    let pairs = text.as_bytes().iter().zip(text.as_bytes().iter().skip(1));
    if pairs.filter(|&pair| pair == (&b' ', &b' ')).count() > 0 {
        text.chars().for_each(|character| push(folded, character.to_ascii_lowercase()));
        return;
    }
    let start = folded.len();
    folded.push_str(text);
    folded[start..].make_ascii_lowercase();
}

/// A folded text that knows where it came from.
pub(super) struct Folded {
    /// The folded text.
    pub(super) text: String,
    /// Where each grapheme begins, folded and as it was, and the end of both.
    starts: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text grapheme by grapheme.
    pub(super) fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut starts = Vec::with_capacity(original.len() + 1);
        for (at, grapheme) in original.grapheme_indices(true) {
            starts.push((text.len(), at));
            fold_into(&mut text, grapheme);
        }
        starts.push((text.len(), original.len()));
        Self { text, starts }
    }

    /// The whole graphemes of the original that a range of the folded text came from.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.starts.partition_point(|&(folded, _)| folded <= range.start);
        let after = self.starts.partition_point(|&(folded, _)| folded < range.end);
        let original = |index: usize| self.starts.get(index).map_or(0, |&(_, original)| original);
        original(first.saturating_sub(1))..original(after)
    }
}

fn fold_wide(folded: &mut String, character: char) {
    if let Some(plain) = plain(character) {
        plain.chars().for_each(|character| push(folded, character));
        return;
    }
    let parts = iter::once(character).nfkd().flat_map(char::to_lowercase);
    for part in parts.filter(|&part| !is_combining_mark(part)) {
        match plain(part) {
            Some(plain) => plain.chars().for_each(|character| push(folded, character)),
            None => push(folded, part),
        }
    }
}

/// Runs of blanks and line breaks count as one blank; control characters as nothing.
fn push(folded: &mut String, character: char) {
    if character.is_whitespace() {
        if !folded.ends_with(' ') {
            folded.push(' ');
        }
    } else if !character.is_control() {
        folded.push(character);
    }
}

/// What stands for a character that Unicode's own decomposition leaves as it is, or takes for something else.
fn plain(character: char) -> Option<&'static str> {
    Some(match character {
        '‘' | '’' | '‚' | '‛' | '′' | '´' | 'ʼ' | '‹' | '›' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '\u{2010}'..='\u{2015}' | '−' => "-",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        // Soft hyphen, joiners, marks of direction, byte order mark: nobody sees them.
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::case("Request_BADRequest", "request_badrequest")]
    #[case::accents("Zürich, Ñandú, Ǻ, e\u{301}", "zurich, nandu, a, e")]
    #[case::quotes("“a” ‘b’ «c» d’e f´g", "\"a\" 'b' \"c\" d'e f'g")]
    #[case::dashes("a–b — c‑d −1", "a-b - c-d -1")]
    #[case::blanks("a\u{a0}b\r\n\t c", "a b c")]
    #[case::ligatures("ﬁle Straße Œuvre Łódź", "file strasse oeuvre lodz")]
    #[case::full_width("ＡＡＤＳＴＳ５００７６", "aadsts50076")]
    #[case::turkish("İstanbul ısı", "istanbul isi")]
    #[case::greek("Σίσυφος", "σισυφοσ")]
    #[case::unseen("a\u{ad}b\u{200b}c\u{feff}\u{7}", "abc")]
    fn what_people_do_not_type_on_purpose_does_not_count(
        #[case] text: &str,
        #[case] expected: &str,
    ) {
        assert_eq!(fold(text), expected);
    }

    #[rstest]
    #[case::ligature("oﬃce", "fi", "ﬃ")]
    #[case::accent("cafe\u{301}s", "es", "e\u{301}s")]
    #[case::sharp_s("Straße", "s", "S")]
    #[case::sharp_s_whole("Maß", "ss", "ß")]
    #[case::wide("在 テナント 在", "テ", "テ")]
    #[case::emoji("ok 👩‍💻 now", "now", "now")]
    #[case::unseen_inside("con\u{ad}sent", "consent", "con\u{ad}sent")]
    #[case::line_break("a \r\n b", "a b", "a \r\n b")]
    fn a_match_covers_whole_graphemes_of_the_original(
        #[case] original: &str,
        #[case] needle: &str,
        #[case] expected: &str,
    ) {
        let folded = Folded::new(original);
        let at = folded.text.find(&fold(needle)).unwrap();
        let range = folded.original(&(at..at + fold(needle).len()));
        assert_eq!(&original[range], expected);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folding_by_grapheme_is_folding_the_whole(text in any::<String>()) {
            prop_assert_eq!(Folded::new(&text).text, fold(&text));
        }
    }
}
