//! Which issues have which words of a query.

use std::{cmp::Reverse, iter};

use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem::Finder;

use super::{
    Hit, Index, Query, Rank, Results,
    index::letters,
    order::{Order, Spot},
    query::Word,
    similar,
};

/// So many similar hits are put in order by their score; what follows is beyond anybody's patience.
const SCORED: usize = 256;

/// How every issue has every wanted word.
struct Matches<'a> {
    index: &'a Index,
    query: &'a Query,
    /// Whether an issue has none of the unwanted words.
    admitted: Vec<bool>,
    /// One row a wanted word, one column an issue.
    table: Vec<Vec<Match>>,
}

/// How an issue has a word.
#[derive(Clone, Copy, Debug)]
enum Match {
    Missing,
    /// First at that byte of its texts.
    Literal(usize),
    /// In its names, spread over so many characters.
    Loose(usize),
}

/// The words side by side.
struct Phrase {
    finder: Finder<'static>,
    /// Where in its texts each issue first has it.
    first: Vec<Option<usize>>,
}

impl Index {
    /// The issues that have every wanted word and no unwanted one. Where there is none, the best with one word fewer.
    pub fn search(&self, query: &Query) -> Results {
        let mut matches = Matches::new(self, query);
        matches.loosen(0);
        let words: Vec<_> = (0..query.wanted.len()).collect();
        let results = matches.results(&words);
        if !results.hits.is_empty() || words.len() < 2 {
            return results;
        }
        matches.loosen(1);
        matches.with_one_word_fewer().unwrap_or(results)
    }
}

impl<'a> Matches<'a> {
    fn new(index: &'a Index, query: &'a Query) -> Self {
        let mut admitted = vec![true; index.len()];
        for (issue, _) in query.unwanted.iter().flat_map(|word| index.find(&word.finder)) {
            admitted[issue] = false;
        }
        let literal = |word: &Word| {
            let mut row = vec![Match::Missing; index.len()];
            index.find(&word.finder).for_each(|(issue, at)| row[issue] = Match::Literal(at));
            row
        };
        let table = query.wanted.iter().map(literal).collect();
        Self { index, query, admitted, table }
    }

    fn issues(&self) -> impl Iterator<Item = usize> + use<'_> {
        (0..self.index.len()).filter(|&issue| self.admitted[issue])
    }

    /// Looks for what resembles the missing words, but no further in an issue that misses more than so many.
    fn loosen(&mut self, allowed: usize) {
        let wanted = &self.query.wanted;
        let letters: Vec<_> = wanted.iter().map(|word| letters(&word.text)).collect();
        for issue in 0..self.index.len() {
            let mut misses = if self.admitted[issue] { 0 } else { usize::MAX };
            for (number, word) in wanted.iter().enumerate() {
                if misses > allowed {
                    break;
                }
                let found = &mut self.table[number][issue];
                if matches!(found, Match::Missing) {
                    *found = loose(self.index, issue, word, letters[number]);
                    misses += usize::from(matches!(found, Match::Missing));
                }
            }
        }
    }

    /// The issues that have these words.
    fn results(&self, words: &[usize]) -> Results {
        let (mut literal, mut similar) = (Vec::new(), Vec::new());
        for issue in self.issues() {
            let mut all = words.iter().map(|&word| self.table[word][issue]);
            if all.clone().all(|found| matches!(found, Match::Literal(_))) {
                literal.push(issue);
            } else if !all.any(|found| matches!(found, Match::Missing)) {
                similar.push(issue);
            }
        }
        let mut hits = self.literal_hits(&literal, words);
        let similar_from = hits.len();
        hits.extend(self.similar_hits(similar, words));
        Results { hits, similar_from, dropped: None }
    }

    /// The results without the word whose absence brings the best ones.
    fn with_one_word_fewer(&self) -> Option<Results> {
        let words = 0..self.table.len();
        // Of equal ones the first, which lacks the word typed last: that word may not be finished.
        let fewer = words.clone().rev().map(|dropped| Results {
            dropped: Some(self.query.wanted[dropped].typed.clone()),
            ..self.results(&words.clone().filter(|&word| word != dropped).collect::<Vec<_>>())
        });
        let found = fewer.filter(|results| !results.hits.is_empty());
        found.min_by_key(|results| (results.hits[0].rank, results.hits.len()))
    }

    fn literal_hits(&self, issues: &[usize], words: &[usize]) -> Vec<Hit> {
        if words.is_empty() {
            return issues.iter().map(|&issue| Hit { issue, rank: Rank::Words }).collect();
        }
        let has_code = self.with_codes(words);
        let phrase = self.query.phrase(words).map(|finder| self.phrase(finder));
        let order = |&issue: &usize| {
            if has_code[issue] {
                self.order_by_words(Rank::Code, issue, words)
            } else {
                let by_phrase =
                    phrase.as_ref().and_then(|phrase| self.order_by_phrase(issue, phrase));
                by_phrase.unwrap_or_else(|| self.order_by_words(Rank::Words, issue, words))
            }
        };
        let mut orders: Vec<_> = issues.iter().map(order).collect();
        orders.sort_unstable();
        orders.into_iter().map(Order::hit).collect()
    }

    fn order_by_words(&self, rank: Rank, issue: usize, words: &[usize]) -> Order {
        let names = self.index.names(issue);
        let spots = words.iter().filter_map(|&word| match self.table[word][issue] {
            Match::Literal(at) => Some(Spot::best(names, &self.query.wanted[word].finder, at)),
            Match::Missing | Match::Loose(_) => None,
        });
        Order::new(rank, issue, names, spots)
    }

    fn order_by_phrase(&self, issue: usize, phrase: &Phrase) -> Option<Order> {
        let names = self.index.names(issue);
        let spot = Spot::best(names, &phrase.finder, phrase.first[issue]?);
        Some(Order::new(Rank::Phrase, issue, names, iter::once(spot)))
    }

    fn phrase(&self, finder: Finder<'static>) -> Phrase {
        let mut first = vec![None; self.index.len()];
        self.index.find(&finder).for_each(|(issue, at)| first[issue] = Some(at));
        Phrase { finder, first }
    }

    /// For every issue, whether one of the words is a code of it.
    fn with_codes(&self, words: &[usize]) -> Vec<bool> {
        let mut has_code = vec![false; self.index.len()];
        for &word in words {
            for &issue in self.index.with_code(&self.query.wanted[word].text) {
                has_code[issue] = true;
            }
        }
        has_code
    }

    fn similar_hits(&self, mut issues: Vec<usize>, words: &[usize]) -> Vec<Hit> {
        let spread = |&issue: &usize| -> usize {
            let found = words.iter().map(|&word| self.table[word][issue]);
            found.map(|found| if let Match::Loose(spread) = found { spread } else { 0 }).sum()
        };
        issues.sort_by_cached_key(spread);
        let matcher = SkimMatcherV2::default();
        let score = |&issue: &usize| {
            let names = self.index.names(issue);
            let words = words.iter().map(|&word| &self.query.wanted[word].text);
            Reverse(words.map(|word| similar::score(&matcher, names, word)).sum::<i64>())
        };
        let scored = issues.len().min(SCORED);
        issues[..scored].sort_by_cached_key(score);
        issues.into_iter().map(|issue| Hit { issue, rank: Rank::Similar }).collect()
    }
}

fn loose(index: &Index, issue: usize, word: &Word, letters: u64) -> Match {
    if !word.loose || !index.has_letters(issue, letters) {
        return Match::Missing;
    }
    match similar::window(index.names(issue), &word.text) {
        Some(window) => Match::Loose(window.span - word.text.chars().count()),
        None => Match::Missing,
    }
}
