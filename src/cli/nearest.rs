//! What was likely meant by an id that does not exist.

use std::cmp::Reverse;

/// How many are offered.
const OFFERED: usize = 3;

/// Longest text that is compared letter by letter.
const MAX_TEXT: usize = 200;

/// The three ids most like a text, best first: those that contain it, then those with the fewest letters changed.
pub(super) fn nearest<'i>(ids: impl Iterator<Item = &'i str>, text: &str) -> Vec<String> {
    let text: String = text.trim().to_lowercase().chars().take(MAX_TEXT).collect();
    let distance = |id: &str| {
        let contains = !text.is_empty() && id.contains(&text);
        let likeness = strsim::normalized_damerau_levenshtein(id, &text);
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1000")]
        let likeness = (likeness * 1000.0) as i64;
        Reverse((contains, likeness))
    };
    let mut ids: Vec<_> = ids.collect();
    ids.sort_by_cached_key(|id| (distance(id), *id));
    ids.into_iter().take(OFFERED).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_contains_the_text_comes_before_what_is_merely_like_it() {
        let ids = ["consent", "mfa-required", "consent-failed-mfa", "mfb"];
        assert_eq!(nearest(ids.into_iter(), "MFA"), ["mfa-required", "consent-failed-mfa", "mfb"]);
    }
}
