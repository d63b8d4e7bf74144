//! Which issues have which words of a query.

use std::{cmp::Reverse, iter};

use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem::Finder;

use super::{
    Hit, Index, Query, Rank, Results,
    grams::Set,
    order::{Order, Spot},
    query::Word,
};

/// So many similar hits are put in order by their score; what follows is beyond anybody's patience.
const SCORED: usize = 128;

/// How the issues have the wanted words, as far as anybody asked.
struct Matches<'a> {
    index: &'a Index,
    /// The words, and which issues may hold them. The rarest come first.
    words: Vec<(&'a Word, Set)>,
    unwanted: Vec<(&'a Word, Set)>,
    /// One row an issue, one column a word.
    table: Vec<Match>,
}

/// How an issue has a word.
#[derive(Clone, Copy, Debug)]
enum Match {
    /// Nobody asked yet.
    Unknown,
    Missing,
    /// Literally.
    Literal(Spot),
    /// In its names, with so many other characters in between.
    Loose(usize),
}

impl Index {
    /// The issues that have every wanted word and no unwanted one. Where there is none, the best with one word fewer.
    pub fn search(&self, query: &Query) -> Results {
        let mut matches = Matches::new(self, query);
        let issues = matches.issues_that_miss_at_most(0);
        let results = matches.results(&issues, None);
        if !results.hits.is_empty() || query.wanted.len() < 2 {
            return results;
        }
        let issues = matches.issues_that_miss_at_most(1);
        matches.with_one_word_fewer(&issues).unwrap_or(results)
    }
}

impl<'a> Matches<'a> {
    fn new(index: &'a Index, query: &'a Query) -> Self {
        let with_candidates = |word: &'a Word| (word, index.candidates(&word.text));
        let mut words: Vec<_> = query.wanted.iter().map(with_candidates).collect();
        words.sort_by_cached_key(|(_, candidates)| candidates.len());
        let unwanted = query.unwanted.iter().map(with_candidates).collect();
        let table = vec![Match::Unknown; index.len() * words.len()];
        Self { index, words, unwanted, table }
    }

    /// Asks about every issue until it misses more words than allowed.
    fn issues_that_miss_at_most(&mut self, allowed: usize) -> Vec<usize> {
        let issues = 0..self.index.len();
        let unwanted = |matches: &Self, issue| {
            matches.unwanted.iter().any(|word| matches.literal(issue, word).is_some())
        };
        issues
            .filter(|&issue| self.misses_at_most(issue, allowed) && !unwanted(self, issue))
            .collect()
    }

    fn misses_at_most(&mut self, issue: usize, mut allowed: usize) -> bool {
        for word in 0..self.words.len() {
            match (self.ask(issue, word), allowed) {
                (Match::Missing, 0) => return false,
                (Match::Missing, _) => allowed -= 1,
                _ => {}
            }
        }
        true
    }

    fn ask(&mut self, issue: usize, number: usize) -> Match {
        let cell = issue * self.words.len() + number;
        if let Match::Unknown = self.table[cell] {
            let word = &self.words[number];
            let literal = self.literal(issue, word).map(Match::Literal);
            self.table[cell] = literal.unwrap_or_else(|| self.loose(issue, word.0));
        }
        self.table[cell]
    }

    fn literal(&self, issue: usize, (word, candidates): &(&Word, Set)) -> Option<Spot> {
        let (names, body) = (self.index.names(issue), self.index.body(issue));
        candidates.contains(issue).then(|| Spot::find(&word.finder, names, body)).flatten()
    }

    fn loose(&self, issue: usize, word: &Word) -> Match {
        let names = self.index.names(issue);
        let letters = word.letters.as_ref().filter(|letters| letters.are_in(names.characters));
        let spread = letters.and_then(|letters| letters.spread(names.text));
        spread.map_or(Match::Missing, Match::Loose)
    }

    /// The words, without one.
    fn numbers(&self, dropped: Option<usize>) -> impl Iterator<Item = usize> + Clone + use<> {
        (0..self.words.len()).filter(move |&word| Some(word) != dropped)
    }

    /// How an issue has the words, without one.
    fn row(&self, issue: usize, dropped: Option<usize>) -> impl Iterator<Item = Match> + Clone {
        let start = issue * self.words.len();
        self.numbers(dropped).map(move |word| self.table[start + word])
    }

    /// The best of the results without one of the words.
    fn with_one_word_fewer(&self, issues: &[usize]) -> Option<Results> {
        let all = self.numbers(None).map(|dropped| (dropped, self.results(issues, Some(dropped))));
        let found = all.filter(|(_, results)| !results.hits.is_empty());
        // Of equal ones, what was typed last is left out: it may not be finished.
        let order = |(dropped, results): &(usize, Results)| {
            (results.hits[0].rank, results.hits.len(), Reverse(self.words[*dropped].0.place))
        };
        found.min_by_key(order).map(|(_, results)| results)
    }

    /// The hits among these issues, if they need not have one of the words.
    fn results(&self, issues: &[usize], dropped: Option<usize>) -> Results {
        let (mut literal, mut similar) = (Vec::new(), Vec::new());
        for &issue in issues {
            let mut row = self.row(issue, dropped);
            if row.clone().all(|found| matches!(found, Match::Literal(_))) {
                literal.push(issue);
            } else if row.all(|found| matches!(found, Match::Literal(_) | Match::Loose(_))) {
                similar.push(issue);
            }
        }
        let mut hits = self.literal_hits(&literal, dropped);
        let similar_from = hits.len();
        hits.extend(self.similar_hits(similar, dropped));
        let dropped = dropped.map(|dropped| self.words[dropped].0.typed.clone());
        Results { hits, similar_from, dropped }
    }

    fn literal_hits(&self, issues: &[usize], dropped: Option<usize>) -> Vec<Hit> {
        if self.words.is_empty() {
            return issues.iter().map(|&issue| Hit { issue, rank: Rank::Words }).collect();
        }
        let has_code = self.with_codes(dropped);
        let phrase = Phrase::new(self.index, self.numbers(dropped).map(|word| self.words[word].0));
        let order = |&issue: &usize| {
            let by_words = |rank| self.order_by_words(rank, issue, dropped);
            if has_code[issue] {
                return by_words(Rank::Code);
            }
            let by_phrase = phrase.as_ref().and_then(|phrase| phrase.order(self.index, issue));
            by_phrase.unwrap_or_else(|| by_words(Rank::Words))
        };
        let mut orders: Vec<_> = issues.iter().map(order).collect();
        orders.sort_unstable();
        orders.into_iter().map(Order::hit).collect()
    }

    fn order_by_words(&self, rank: Rank, issue: usize, dropped: Option<usize>) -> Order {
        let spots = self.row(issue, dropped).filter_map(|found| match found {
            Match::Literal(spot) => Some(spot),
            Match::Unknown | Match::Missing | Match::Loose(_) => None,
        });
        Order::new(rank, issue, self.index.names(issue), spots)
    }

    /// For every issue, whether one of the words is a code of it.
    fn with_codes(&self, dropped: Option<usize>) -> Vec<bool> {
        let mut has_code = vec![false; self.index.len()];
        for word in self.numbers(dropped) {
            for &issue in self.index.with_code(&self.words[word].0.text) {
                has_code[issue] = true;
            }
        }
        has_code
    }

    fn similar_hits(&self, mut issues: Vec<usize>, dropped: Option<usize>) -> Vec<Hit> {
        issues.sort_by_cached_key(|&issue| -> usize {
            let spread = |found| if let Match::Loose(spread) = found { spread } else { 0 };
            self.row(issue, dropped).map(spread).sum()
        });
        let matcher = SkimMatcherV2::default();
        let scored = issues.len().min(SCORED);
        issues[..scored].sort_by_cached_key(|&issue| {
            let names = self.index.names(issue);
            let letters =
                self.numbers(dropped).filter_map(|word| self.words[word].0.letters.as_ref());
            Reverse(letters.map(|letters| letters.score(&matcher, names.text)).sum::<i64>())
        });
        issues.into_iter().map(|issue| Hit { issue, rank: Rank::Similar }).collect()
    }
}

/// The words side by side, as typed.
struct Phrase {
    finder: Finder<'static>,
    candidates: Set,
}

impl Phrase {
    /// The phrase of two or more words; of one it would say no more than the word does.
    fn new<'a>(index: &Index, words: impl Iterator<Item = &'a Word>) -> Option<Self> {
        let text = super::query::phrase(words)?;
        Some(Self { candidates: index.candidates(&text), finder: Finder::new(&text).into_owned() })
    }

    fn order(&self, index: &Index, issue: usize) -> Option<Order> {
        let (names, body) = (index.names(issue), index.body(issue));
        let spot =
            self.candidates.contains(issue).then(|| Spot::find(&self.finder, names, body))??;
        Some(Order::new(Rank::Phrase, issue, names, iter::once(spot)))
    }
}
