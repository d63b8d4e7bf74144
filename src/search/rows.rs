//! Finds rows of a list by a query: each row has a text of its own, and texts that it shares with others.

use super::{
    fold::fold,
    query::{Query, Word},
};

/// The rows that a query finds, in the order of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowHits {
    /// Places of those that have every word literally.
    pub literal: Vec<usize>,
    /// Places of those of which a text merely resembles a word.
    pub similar: Vec<usize>,
}

/// What rows are found by.
#[derive(Clone, Debug)]
pub struct RowTexts<'a, S> {
    /// The text of each row, folded; what its first line holds is only found literally.
    pub own: &'a [String],
    /// Texts that rows share, as they are, with the places of these rows.
    pub shared: S,
}

/// How a row has a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Has {
    Not,
    Similarly,
    Literally,
}

impl Query {
    /// The rows that have every wanted word and no unwanted one.
    pub fn rows<'a, S>(&self, texts: &RowTexts<'_, S>) -> RowHits
    where
        S: Iterator<Item = (&'a str, &'a [usize])> + Clone,
    {
        let mut has = vec![Has::Literally; texts.own.len()];
        for word in &self.wanted {
            let of_word = word.in_rows(texts);
            has.iter_mut().zip(of_word).for_each(|(has, of_word)| *has = of_word.min(*has));
        }
        for word in &self.unwanted {
            let of_word = word.in_rows(texts);
            let with_it = has.iter_mut().zip(of_word).filter(|(_, has)| *has == Has::Literally);
            with_it.for_each(|(has, _)| *has = Has::Not);
        }
        let places = |wanted: Has| (0..has.len()).filter(|at| has[*at] == wanted).collect();
        RowHits { literal: places(Has::Literally), similar: places(Has::Similarly) }
    }
}

impl Word {
    /// How each row has the word.
    fn in_rows<'a, S>(&self, texts: &RowTexts<'_, S>) -> Vec<Has>
    where
        S: Iterator<Item = (&'a str, &'a [usize])> + Clone,
    {
        let mut has = vec![Has::Not; texts.own.len()];
        for (text, places) in texts.shared.clone() {
            let in_text = self.in_text(&fold(text), "");
            for place in places.iter().filter(|_| in_text > Has::Not) {
                has[*place] = has[*place].max(in_text);
            }
        }
        for (has, text) in has.iter_mut().zip(texts.own).filter(|(has, _)| **has < Has::Literally) {
            let (_, loosely) = text.split_once('\n').unwrap_or((text, ""));
            *has = self.in_text(loosely, text).max(*has);
        }
        has
    }

    /// How the word stands in a text, or literally in another one.
    fn in_text(&self, text: &str, literally: &str) -> Has {
        let stands = |text: &str| self.finder.find(text.as_bytes()).is_some();
        let resembles =
            |line: &str| self.letters.as_ref().is_some_and(|letters| letters.resembles(line));
        if stands(literally) || stands(text) {
            Has::Literally
        } else if text.split('\n').any(resembles) {
            Has::Similarly
        } else {
            Has::Not
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: [&str; 5] = [
        "t-20 7k3m9q2x\nfabrikam\n",
        "t-12 abc\nzurich ag\nmailbox gone",
        "t-2 abc\ncontoso\n",
        "t-3 fbr\nfabrikam\n",
        "t-4 abc\ncafe du parc\n",
    ];

    #[rstest::rstest]
    #[case::nothing_typed("", &[0, 1, 2, 3, 4], &[])]
    #[case::part_of_a_ticket("t-2", &[0, 2], &[])]
    #[case::id("7K3M", &[0], &[])]
    #[case::words_in_any_order("fabrikam t-3", &[3], &[])]
    #[case::letters_left_out("fbrkm", &[], &[0, 3])]
    #[case::literally_before_similarly("fbr", &[3], &[0])]
    #[case::similar_only_in_names("tk3", &[], &[])]
    #[case::accents("Zürich", &[1], &[])]
    #[case::a_title("mailbox", &[1], &[])]
    #[case::not_across_lines("agmail", &[], &[])]
    #[case::without("t- !fabrikam", &[1, 2, 4], &[])]
    #[case::shared("consent", &[2, 4], &[])]
    #[case::shared_and_own("contoso forbidden", &[2], &[])]
    #[case::shared_similarly("cnsent", &[], &[2, 4])]
    #[case::nowhere("xyz", &[], &[])]
    fn rows_are_found_by_what_they_have_and_what_they_share(
        #[case] query: &str,
        #[case] literal: &[usize],
        #[case] similar: &[usize],
    ) {
        let own = OWN.map(str::to_owned);
        let shared = [("Consent failed: Forbidden", [2, 4].as_slice()), ("MFA", &[0])];
        let texts = RowTexts { own: &own, shared: shared.into_iter() };
        let found = Query::parse(query).rows(&texts);
        assert_eq!((found.literal, found.similar), (literal.to_vec(), similar.to_vec()));
    }
}
