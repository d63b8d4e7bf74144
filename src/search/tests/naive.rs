//! Searching as it is defined: every word is looked for in every issue. What the index finds is compared with it.

use std::cmp::Reverse;

use fuzzy_matcher::skim::SkimMatcherV2;

use super::super::{
    Hit, Query, Rank, Results, fold,
    places::{self, Place},
    query::{self, Word},
};
use crate::issue::Issue;

/// The folded texts of an issue.
struct Texts<'a> {
    issue: &'a Issue,
    number: usize,
    /// Title, short and aliases, one a line.
    names: String,
    /// The others, one a line.
    body: String,
}

/// How a needle stands somewhere; less is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    WholeWordOfTitle,
    WordStartOfTitle,
    WholeWordOfAlias,
    WordStartOfAlias,
    InsideName,
    Body,
}

/// The hits of a query, which words it leaves out included.
pub(super) fn search(issues: &[Issue], query: &Query) -> Results {
    let texts: Vec<_> = issues.iter().enumerate().map(|(n, issue)| Texts::new(n, issue)).collect();
    let all = without(&texts, query, None);
    if !all.hits.is_empty() || query.wanted.len() < 2 {
        return all;
    }
    let fewer = query.wanted.iter().map(|word| (word.place, without(&texts, query, Some(word))));
    let found = fewer.filter(|(_, results)| !results.hits.is_empty());
    let best = found
        .min_by_key(|(place, results)| (results.hits[0].rank, results.hits.len(), Reverse(*place)));
    best.map_or(all, |(_, results)| results)
}

fn without(texts: &[Texts<'_>], query: &Query, dropped: Option<&Word>) -> Results {
    let dropped_place = dropped.map(|word| word.place);
    let words = query.wanted.iter().filter(|word| Some(word.place) != dropped_place);
    let words: Vec<_> = words.collect();
    let unwanted = |texts: &Texts| query.unwanted.iter().any(|word| texts.has(&word.text));
    let texts: Vec<_> = texts.iter().filter(|texts| !unwanted(texts)).collect();
    let (literal, others): (Vec<_>, Vec<_>) =
        texts.into_iter().partition(|texts| words.iter().all(|word| texts.has(&word.text)));
    let mut hits = literal_hits(literal, &words);
    let similar_from = hits.len();
    hits.extend(similar_hits(others, &words));
    Results { hits, similar_from, dropped: dropped.map(|word| word.typed.clone()) }
}

fn literal_hits(mut texts: Vec<&Texts<'_>>, words: &[&Word]) -> Vec<Hit> {
    if !words.is_empty() {
        texts.sort_by_cached_key(|texts| texts.order(words));
    }
    texts.into_iter().map(|texts| texts.hit(texts.rank(words))).collect()
}

/// No small pack has so many of them that some are not scored.
fn similar_hits(texts: Vec<&Texts<'_>>, words: &[&Word]) -> Vec<Hit> {
    let spreads = texts.into_iter().filter_map(|texts| {
        let spreads: Option<Vec<_>> = words.iter().map(|word| texts.spread(word)).collect();
        Some((spreads?.into_iter().sum::<usize>(), texts))
    });
    let mut similar: Vec<_> = spreads.collect();
    similar.sort_by_key(|(spread, _)| *spread);
    // A matcher keeps something of what it has scored: the same ones have to come before.
    let matcher = SkimMatcherV2::default();
    similar.sort_by_cached_key(|(_, texts)| {
        let letters = words.iter().filter_map(|word| word.letters.as_ref());
        Reverse(letters.map(|letters| letters.score(&matcher, &texts.names)).sum::<i64>())
    });
    similar.into_iter().map(|(_, texts)| texts.hit(Rank::Similar)).collect()
}

impl<'a> Texts<'a> {
    fn new(number: usize, issue: &'a Issue) -> Self {
        let (mut names, mut body) = (String::new(), String::new());
        places::visit(issue, &mut |place, text| {
            let is_name = matches!(place, Place::Title | Place::Short | Place::Alias(_));
            let texts = if is_name { &mut names } else { &mut body };
            texts.extend([fold::fold(text).as_str(), "\n"]);
        });
        Self { issue, number, names, body }
    }

    fn hit(&self, rank: Rank) -> Hit {
        Hit { issue: self.number, rank }
    }

    fn has(&self, needle: &str) -> bool {
        self.names.contains(needle) || self.body.contains(needle)
    }

    fn rank(&self, words: &[&Word]) -> Rank {
        let phrase = query::phrase(words.iter().copied());
        if words.iter().any(|word| self.has_code(&word.text)) {
            Rank::Code
        } else if phrase.is_some_and(|phrase| self.has(&phrase)) {
            Rank::Phrase
        } else {
            Rank::Words
        }
    }

    fn has_code(&self, word: &str) -> bool {
        let mut codes = self.issue.signatures.iter().flat_map(|signature| &signature.codes);
        codes.any(|code| {
            let code = fold::fold(code);
            let number = code.strip_prefix("aadsts").filter(|number| !number.is_empty());
            code == word || number == Some(word)
        })
    }

    /// Rank, worst tier, sum of the tiers, bytes before, length of the title, number.
    fn order(&self, words: &[&Word]) -> (Rank, Tier, usize, usize, usize, usize) {
        let rank = self.rank(words);
        let phrase = query::phrase(words.iter().copied()).filter(|_| rank == Rank::Phrase);
        let needles = match &phrase {
            Some(phrase) => vec![phrase.as_str()],
            None => words.iter().map(|word| word.text.as_str()).collect(),
        };
        let spots: Vec<_> = needles.into_iter().map(|needle| self.spot(needle)).collect();
        let worst = spots.iter().map(|(tier, _)| *tier).max().unwrap();
        let tiers = spots.iter().map(|(tier, _)| *tier as usize).sum();
        let before = spots.iter().map(|(_, before)| before).sum();
        (rank, worst, tiers, before, self.names.lines().next().unwrap().len(), self.number)
    }

    /// The best spot of a needle that stands somewhere, with the bytes before it.
    fn spot(&self, needle: &str) -> (Tier, usize) {
        let places = self.names.char_indices().map(|(at, _)| at);
        let places = places.filter(|&at| self.names[at..].starts_with(needle));
        let names = places.map(|at| (self.tier(at, at + needle.len()), at));
        names.min().unwrap_or_else(|| (Tier::Body, self.body.find(needle).unwrap()))
    }

    fn tier(&self, start: usize, end: usize) -> Tier {
        let is_letter = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii();
        let in_title = self.names[..start].matches('\n').count() < 2;
        let inside = self.names[..start].ends_with(is_letter);
        match (inside, self.names[end..].starts_with(is_letter), in_title) {
            (true, ..) => Tier::InsideName,
            (_, false, true) => Tier::WholeWordOfTitle,
            (_, true, true) => Tier::WordStartOfTitle,
            (_, false, false) => Tier::WholeWordOfAlias,
            (_, true, false) => Tier::WordStartOfAlias,
        }
    }

    /// How many other characters stand between the letters of a word; none where it stands literally.
    fn spread(&self, word: &Word) -> Option<usize> {
        if self.has(&word.text) {
            return Some(0);
        }
        word.letters.as_ref()?;
        let letters: Vec<_> = word.text.chars().collect();
        let longest = 2 * letters.len() + 2;
        let spread = |line: Vec<char>| {
            let ends = (1..=line.len()).filter(|&end| line[end - 1] == letters[letters.len() - 1]);
            let spans = ends.filter_map(|end| shortest(&line[..end], &letters));
            spans.filter(|&span| span <= longest).map(|span| span - letters.len()).next()
        };
        self.names.lines().find_map(|line| spread(line.chars().collect()))
    }
}

/// How many of the last characters hold all letters in order.
fn shortest(line: &[char], letters: &[char]) -> Option<usize> {
    (1..=line.len()).find(|span| {
        let mut rest = line[line.len() - span..].iter();
        letters.iter().all(|letter| rest.any(|character| character == letter))
    })
}
