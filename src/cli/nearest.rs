//! What was likely meant by an id that does not exist.

use std::cmp::Reverse;

use strsim::normalized_damerau_levenshtein as likeness;

/// How many are offered.
const OFFERED: usize = 3;

/// Longest text that is compared letter by letter.
const MAX_TEXT: usize = 200;

/// The three ids most like a text, best first: those that contain it, then those whose words are most like its words.
pub(super) fn nearest<'i>(ids: impl Iterator<Item = &'i str>, text: &str) -> Vec<String> {
    let text: String = text.trim().to_lowercase().chars().take(MAX_TEXT).collect();
    let score = |id: &str| {
        let contains = !text.is_empty() && id.contains(&text);
        let alike = word_likeness(id, &text) + likeness(id, &text);
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 2000")]
        let alike = (alike * 1000.0) as i64;
        Reverse((contains, alike))
    };
    let mut ids: Vec<_> = ids.collect();
    ids.sort_by_cached_key(|id| (score(id), *id));
    ids.into_iter().take(OFFERED).map(str::to_owned).collect()
}

/// How well the words of a text are found in an id, of 1.
fn word_likeness(id: &str, text: &str) -> f64 {
    let best = |word: &str| id.split('-').map(|other| likeness(other, word)).fold(0.0, f64::max);
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let count = u32::try_from(words().count().max(1)).unwrap_or(u32::MAX);
    words().map(best).sum::<f64>() / f64::from(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_contains_the_text_comes_before_what_is_merely_like_it() {
        let ids = ["consent", "mfa-required", "consent-failed-mfa", "mfb"];
        assert_eq!(nearest(ids.into_iter(), "MFA"), ["mfa-required", "consent-failed-mfa", "mfb"]);
    }

    #[test]
    fn a_mistyped_word_finds_the_ids_that_have_it() {
        let ids = ["token-has-expired", "request-unsupported-token", "unsupported-context"];
        assert_eq!(
            nearest(ids.into_iter(), "unsupprted")[..2],
            ["unsupported-context", "request-unsupported-token"]
        );
    }
}
