//! Narrows a list by what is typed over it.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::search::{fold::fold, similar::widest};

/// What a row is found by.
pub(super) struct Row {
    /// What it is called.
    pub(super) name: String,
    /// What else belongs to it.
    pub(super) rest: String,
}

/// How well a row has a word: in its name before elsewhere, literally before similarly, as a whole before a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    literal: i64,
    score: i64,
}

/// Places of the rows that have every word of a query, the best first; without a word all of them as they are.
pub(super) fn best(query: &str, rows: impl Iterator<Item = Row>) -> Vec<usize> {
    let query = fold(query);
    let words: Vec<&str> = query.split_whitespace().collect();
    let matcher = SkimMatcherV2::default();
    let fits = rows.enumerate().filter_map(|(place, row)| {
        let row = Row { name: fold(&row.name), rest: fold(&row.rest) };
        let all = words.iter().map(|word| fit(&matcher, &row, word));
        all.sum::<Option<Fit>>().map(|fit| (fit, place))
    });
    let mut found: Vec<_> = fits.collect();
    found.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    found.into_iter().map(|(_, place)| place).collect()
}

fn fit(matcher: &SkimMatcherV2, row: &Row, word: &str) -> Option<Fit> {
    for (text, more) in [(&row.name, 2), (&row.rest, 0)] {
        if text.split_whitespace().any(|other| other == word) {
            return Some(Fit { literal: more + 2, score: 0 });
        }
        if text.contains(word) {
            return Some(Fit { literal: more + 1, score: 0 });
        }
    }
    // A ticket's number is right or wrong; another that resembles it is another ticket.
    if word.contains(char::is_numeric) {
        return None;
    }
    [&row.name, &row.rest].into_iter().find_map(|text| similar(matcher, text, word))
}

fn similar(matcher: &SkimMatcherV2, text: &str, word: &str) -> Option<Fit> {
    let (score, indices) = matcher.fuzzy_indices(text, word)?;
    let span = indices.last()? - indices.first()? + 1;
    (span <= widest(word.chars().count())).then_some(Fit { literal: 0, score })
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
    #[case::just_close_enough("fkm", &[0, 3])]
    #[case::another_number("13", &[])]
    #[case::name_before_the_rest("parc", &[4, 2])]
    fn rows_are_found_by_their_words(#[case] query: &str, #[case] expected: &[usize]) {
        let row = |(place, name): (usize, &&str)| Row {
            name: (*name).to_owned(),
            rest: if place == 2 { "Parc".to_owned() } else { String::new() },
        };
        assert_eq!(best(query, INCIDENTS.iter().enumerate().map(row)), expected);
    }
}
