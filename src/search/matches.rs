//! Which issues have which words of a query.

use std::{cmp::Reverse, iter};

use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem::Finder;

use super::{
    Hit, Index, Query, Rank, Results, grams::Set, order::Order, query::Word, similar::Letters,
    spot::Spot,
};

/// So many similar hits are put in order by their score; what follows is beyond anybody's patience.
const SCORED: usize = 128;

/// How the issues have the words, as far as anybody asked.
struct Matches<'a> {
    index: &'a Index,
    /// The rarest come first.
    wanted: Vec<Column<'a>>,
    unwanted: Vec<Column<'a>>,
}

/// A word, and how the issues have it, as far as anybody asked.
struct Column<'a> {
    index: &'a Index,
    word: &'a Word,
    /// The issues that may hold it literally.
    candidates: Set,
    /// For each issue, how it has it.
    matches: Vec<Match>,
}

/// How an issue has a word.
#[derive(Clone, Copy, Debug)]
enum Match {
    /// Not literally in its names; nobody asked for more yet.
    Unknown,
    Missing,
    /// Literally.
    Literal(Spot),
    /// In its names, with so many other characters in between.
    Loose(u8),
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
        let column = |word: &'a Word| Column::new(index, word);
        let mut wanted: Vec<_> = query.wanted.iter().map(column).collect();
        wanted.sort_by_cached_key(|column| column.candidates.len());
        Self { index, wanted, unwanted: query.unwanted.iter().map(column).collect() }
    }

    /// Asks about every issue until it misses more words than allowed.
    fn issues_that_miss_at_most(&mut self, allowed: usize) -> Vec<usize> {
        let issues = 0..self.index.len();
        let fits = |issue: &usize| {
            self.misses_at_most(*issue, allowed)
                && self.unwanted.iter().all(|column| column.literal(*issue).is_none())
        };
        issues.filter(fits).collect()
    }

    fn misses_at_most(&mut self, issue: usize, mut allowed: usize) -> bool {
        for column in &mut self.wanted {
            match (column.ask(issue), allowed) {
                (Match::Missing, 0) => return false,
                (Match::Missing, _) => allowed -= 1,
                _ => {}
            }
        }
        true
    }

    /// The columns of the wanted words, without one.
    fn columns(&self, dropped: Option<usize>) -> impl Iterator<Item = &Column<'a>> + Clone {
        let kept = move |(number, _): &(usize, _)| Some(*number) != dropped;
        self.wanted.iter().enumerate().filter(kept).map(|(_, column)| column)
    }

    /// How an issue has the wanted words, without one.
    fn row(&self, issue: usize, dropped: Option<usize>) -> impl Iterator<Item = Match> + Clone {
        self.columns(dropped).map(move |column| column.matches[issue])
    }

    /// The best of the results without one of the words.
    fn with_one_word_fewer(&self, issues: &[usize]) -> Option<Results> {
        let all = 0..self.wanted.len();
        let all = all.map(|dropped| (dropped, self.results(issues, Some(dropped))));
        let found = all.filter(|(_, results)| !results.hits.is_empty());
        // Of equal ones, what was typed last is left out: it may not be finished.
        let order = |(dropped, results): &(usize, Results)| {
            (results.hits[0].rank, results.hits.len(), Reverse(self.wanted[*dropped].word.place))
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
        let dropped = dropped.map(|dropped| self.wanted[dropped].word.typed.clone());
        Results { hits, similar_from, dropped }
    }

    fn literal_hits(&self, issues: &[usize], dropped: Option<usize>) -> Vec<Hit> {
        if self.wanted.is_empty() {
            return issues.iter().map(|&issue| Hit { issue, rank: Rank::Words }).collect();
        }
        let has_code = self.with_codes(dropped);
        let phrase = Phrase::new(self.index, self.columns(dropped).map(|column| column.word));
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
        Order::new(rank, issue, self.index.title_len(issue), spots)
    }

    /// For every issue, whether one of the words is a code of it.
    fn with_codes(&self, dropped: Option<usize>) -> Vec<bool> {
        let mut has_code = vec![false; self.index.len()];
        for column in self.columns(dropped) {
            for &issue in self.index.with_code(&column.word.text) {
                has_code[issue] = true;
            }
        }
        has_code
    }

    fn similar_hits(&self, mut issues: Vec<usize>, dropped: Option<usize>) -> Vec<Hit> {
        issues.sort_by_cached_key(|&issue| -> usize {
            let spread = |found| if let Match::Loose(spread) = found { spread } else { 0 };
            self.row(issue, dropped).map(spread).map(usize::from).sum()
        });
        let matcher = SkimMatcherV2::default();
        let scored = issues.len().min(SCORED);
        issues[..scored].sort_by_cached_key(|&issue| {
            let names = self.index.names(issue);
            let letters = self.columns(dropped).filter_map(|column| column.word.letters.as_ref());
            Reverse(letters.map(|letters| letters.score(&matcher, names.text)).sum::<i64>())
        });
        issues.into_iter().map(|issue| Hit { issue, rank: Rank::Similar }).collect()
    }
}

impl<'a> Column<'a> {
    fn new(index: &'a Index, word: &'a Word) -> Self {
        let in_names = index.spots_in_names(&word.finder).into_iter();
        let matches = in_names.map(|spot| spot.map_or(Match::Unknown, Match::Literal)).collect();
        Self { index, word, candidates: index.candidates(&word.text), matches }
    }

    fn ask(&mut self, issue: usize) -> Match {
        if let Match::Unknown = self.matches[issue] {
            let literal = self.literal(issue).map(Match::Literal);
            self.matches[issue] = literal.unwrap_or_else(|| self.loose(issue));
        }
        self.matches[issue]
    }

    fn literal(&self, issue: usize) -> Option<Spot> {
        match self.matches[issue] {
            Match::Literal(spot) => Some(spot),
            Match::Unknown if self.candidates.contains(issue) => {
                Spot::in_body(&self.word.finder, self.index.body(issue))
            }
            Match::Unknown | Match::Missing | Match::Loose(_) => None,
        }
    }

    fn loose(&self, issue: usize) -> Match {
        let spread = |letters: &Letters| letters.spread(self.index.names(issue));
        self.word.letters.as_ref().and_then(spread).map_or(Match::Missing, Match::Loose)
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
        if !self.candidates.contains(issue) {
            return None;
        }
        let names = index.names(issue);
        let in_body = || Spot::in_body(&self.finder, index.body(issue));
        let spot = names.find(&self.finder).or_else(in_body)?;
        Some(Order::new(Rank::Phrase, issue, index.title_len(issue), iter::once(spot)))
    }
}
