//! What was likely meant by an id that does not exist.

use strsim::normalized_damerau_levenshtein as likeness;

/// How many are offered.
const OFFERED: usize = 3;

/// Least likeness, of 1, at which an id, or a word of one, may be what was meant.
const LIKELY: f64 = 0.7;

/// Longest text that is compared letter by letter.
const MAX_TEXT: usize = 200;

/// At most three ids that may be what was meant, best first: those that contain it, then those that are like it as a
/// whole, at their beginning or in their words. None where nothing is like it.
pub(super) fn nearest<'i>(ids: impl Iterator<Item = &'i str>, text: &str) -> Vec<String> {
    let text: String = text.trim().to_lowercase().chars().take(MAX_TEXT).collect();
    if text.is_empty() {
        return Vec::new();
    }
    let mut likely: Vec<_> = ids.filter_map(|id| Some((score(id, &text)?, id))).collect();
    likely.sort_by(|(a, first), (b, second)| b.total_cmp(a).then_with(|| first.cmp(second)));
    likely.into_iter().take(OFFERED).map(|(_, id)| id.to_owned()).collect()
}

/// How likely an id is the one that was meant, if it is likely at all.
fn score(id: &str, text: &str) -> Option<f64> {
    let contains = text.len() > 1 && (id.starts_with(text) || id.contains(&format!("-{text}")));
    let beginning: String = id.chars().take(text.chars().count()).collect();
    let whole = likeness(&joined(id), &joined(text));
    let alike = whole.max(likeness(&beginning, text)).max(word_likeness(id, text));
    (contains || alike >= LIKELY).then(|| f64::from(u8::from(contains)) + alike + whole)
}

/// Without what stands between the words.
fn joined(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How much of a text is found among the words of an id, of 1; a word that is like none of them counts nothing.
fn word_likeness(id: &str, text: &str) -> f64 {
    let best = |word: &str| id.split('-').map(|other| likeness(other, word)).fold(0.0, f64::max);
    let weight = |word: &str| f64::from(u32::try_from(word.chars().count()).unwrap_or(u32::MAX));
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut found, mut of) = (0.0, 0.0);
    for word in words {
        of += weight(word);
        found += weight(word) * Some(best(word)).filter(|best| *best >= LIKELY).unwrap_or(0.0);
    }
    if of > 0.0 { found / of } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{builtin, pack::Packs};

    fn meant(text: &str) -> Vec<String> {
        let (packs, _) = Packs::merge([builtin::pack()]);
        nearest(packs.issues().iter().map(|issue| issue.id.as_str()), text)
    }

    #[test]
    fn what_contains_the_text_comes_before_what_is_merely_like_it() {
        let ids = ["consent", "mfa-required", "consent-failed-mfa", "mffa"];
        assert_eq!(nearest(ids.into_iter(), "MFA"), ["mfa-required", "consent-failed-mfa", "mffa"]);
    }

    #[rstest::rstest]
    #[case::a_letter_missing("mfa-has-expird", "mfa-has-expired")]
    #[case::two_letters_swapped("access-deinde-403", "access-denied-403")]
    #[case::a_word_missing("token-expired", "token-has-expired")]
    #[case::no_dashes("mfahasexpired", "mfa-has-expired")]
    #[case::blanks("access denied", "access-denied-403")]
    #[case::another_number("acces-denied-404", "access-denied-403")]
    #[case::the_beginning("user-was", "user-was-not-found")]
    #[case::a_mistyped_word("unsupprted", "request-badrequest-unsupported-token")]
    fn a_near_miss_is_offered_what_was_meant_first(#[case] text: &str, #[case] id: &str) {
        assert_eq!(meant(text).first().map(String::as_str), Some(id), "{:?}", meant(text));
    }

    #[rstest::rstest]
    fn nothing_unrelated_is_offered(
        #[values(
            "foobar",
            "foo",
            "x",
            "",
            "printer",
            "widget",
            "retry",
            "aadsts99999",
            "\u{fffd}"
        )]
        text: &str,
    ) {
        assert_eq!(meant(text), [""; 0]);
    }

    #[test]
    fn a_word_in_common_with_an_otherwise_different_id_is_too_little() {
        assert_eq!(meant("acess-denied"), ["access-denied-403"]);
    }

    #[test]
    fn an_id_without_words_is_compared_from_its_beginning() {
        let ids = ["abc11111", "7k3m9q2x", "abc00000", "a0112222"];
        assert_eq!(nearest(ids.into_iter(), "abd1"), ["abc11111"]);
        assert_eq!(nearest(ids.into_iter(), "7k3mm9q2x"), ["7k3m9q2x"]);
        assert_eq!(nearest(ids.into_iter(), "zzz"), [""; 0]);
    }
}
