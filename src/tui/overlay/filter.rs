//! Narrows a list by what is typed over it.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::search::fold::fold;

/// How well a text has a word: literally before similarly, as a whole before a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    literal: i64,
    score: i64,
}

/// Places of the texts that have every word of a query, the best first; without a word all of them as they are.
pub(super) fn best(query: &str, texts: impl Iterator<Item = String>) -> Vec<usize> {
    let query = fold(query);
    let words: Vec<&str> = query.split_whitespace().collect();
    let matcher = SkimMatcherV2::default();
    let fits = texts.enumerate().filter_map(|(place, text)| {
        let text = fold(&text);
        let all = words.iter().map(|word| fit(&matcher, &text, word));
        all.sum::<Option<Fit>>().map(|fit| (fit, place))
    });
    let mut found: Vec<_> = fits.collect();
    found.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    found.into_iter().map(|(_, place)| place).collect()
}

fn fit(matcher: &SkimMatcherV2, text: &str, word: &str) -> Option<Fit> {
    if text.split_whitespace().any(|other| other == word) {
        return Some(Fit { literal: 2, score: 0 });
    }
    if text.contains(word) {
        return Some(Fit { literal: 1, score: 0 });
    }
    // A ticket's number is right or wrong; another that resembles it is another ticket.
    if word.contains(char::is_numeric) {
        return None;
    }
    let (score, indices) = matcher.fuzzy_indices(text, word)?;
    let span = indices.last()? - indices.first()? + 1;
    (span <= 2 * word.chars().count() + 2).then_some(Fit { literal: 0, score })
}

impl std::iter::Sum for Fit {
    fn sum<I: Iterator<Item = Self>>(fits: I) -> Self {
        fits.fold(Self::default(), |sum, fit| Self {
            literal: sum.literal + fit.literal,
            score: sum.score + fit.score,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INCIDENTS: [&str; 5] =
        ["T-20 Fabrikam", "T-12 Zürich AG", "T-2 Contoso", "T-3 Fabrikam", "T-4 Café du Parc"];

    #[rstest::rstest]
    #[case::nothing_typed("", &[0, 1, 2, 3, 4])]
    #[case::whole_word_first("t-2", &[2, 0])]
    #[case::newest_first_among_equals("fabrikam", &[0, 3])]
    #[case::words_in_any_order("fabrikam 3", &[3])]
    #[case::letters_left_out("fbrkm", &[0, 3])]
    #[case::accents("zurich", &[1])]
    #[case::too_far_apart("tou", &[])]
    #[case::another_number("13", &[])]
    fn rows_are_found_by_their_words(#[case] query: &str, #[case] expected: &[usize]) {
        assert_eq!(best(query, INCIDENTS.iter().map(ToString::to_string)), expected);
    }
}
