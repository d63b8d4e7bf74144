//! The rules of all issues, and which of them a part of a text fulfils.

use std::{collections::HashMap, ops::Range};

use super::{
    clues::{Clues, Key},
    code::Codes,
    lexicon::{Lexicon, LexiconBuilder},
    signature::{Proof, Rule, Weight},
    stream::to_u32,
};
use crate::issue::{Issue, Strength};

/// A title of so many words is not in a text by chance.
const LONG_TITLE: usize = 6;
/// A shorter title says nothing.
const SHORTEST_TITLE: usize = 3;

/// Every rule, and what leads to it.
#[derive(Debug)]
pub(super) struct Rules {
    /// By issue.
    all: Vec<Rule>,
    /// For each issue, where its rules begin; the end after the last.
    starts: Vec<u32>,
    /// Which rules a code or phrase may prove.
    by_key: HashMap<Key, Box<[u32]>>,
    /// Rules without code and phrase.
    bare: Vec<u32>,
    /// All codes.
    pub(super) codes: Codes,
    /// All phrases.
    pub(super) lexicon: Lexicon,
}

impl Rules {
    /// Makes the signatures and titles of all issues ready.
    pub(super) fn new(issues: &[Issue]) -> Self {
        let (mut codes, mut phrases) = (Codes::default(), LexiconBuilder::default());
        let (mut rules, mut starts) = (Vec::new(), vec![0]);
        for (issue, number) in issues.iter().zip(0..) {
            let signatures = issue.signatures.iter();
            rules
                .extend(signatures.filter_map(|signature| {
                    Rule::new(number, signature, &mut codes, &mut phrases)
                }));
            rules.extend(title(issue, number, &mut phrases));
            starts.push(to_u32(rules.len()));
        }
        let lexicon = phrases.finish();
        let mut by_key: HashMap<Key, Vec<u32>> = HashMap::new();
        for (rule, number) in rules.iter().zip(0..) {
            for key in keys(rule) {
                by_key.entry(key).or_default().push(number);
            }
        }
        let bare = (0..).zip(&rules).filter(|(_, rule)| rule.is_bare()).map(|(number, _)| number);
        let bare = bare.collect();
        let by_key = by_key.into_iter().map(|(key, rules)| (key, rules.into())).collect();
        Self { all: rules, starts, by_key, bare, codes, lexicon }
    }

    /// The rules that a code or phrase may prove.
    pub(super) fn of_key(&self, key: Key) -> impl Iterator<Item = &Rule> {
        let numbers = self.by_key.get(&key).into_iter().flatten();
        numbers.map(|&number| &self.all[number as usize])
    }

    /// The rules of an issue.
    pub(super) fn of_issue(&self, issue: u32) -> &[Rule] {
        let [start, end] = [issue, issue + 1].map(|at| self.starts[at as usize] as usize);
        &self.all[start..end]
    }

    /// Every rule of at least such a weight that holds in a part of the text, by issue.
    pub(super) fn prove(
        &self,
        clues: &Clues<'_>,
        part: &Range<usize>,
        least: Weight,
    ) -> Vec<(u32, Proof)> {
        let mut keys: Vec<_> = clues.marks(part).iter().map(|mark| mark.key).collect();
        keys.sort_unstable();
        keys.dedup();
        let rules = keys.iter().filter_map(|key| self.by_key.get(key)).flatten();
        let mut rules: Vec<_> = rules.chain(&self.bare).copied().collect();
        rules.sort_unstable();
        rules.dedup();
        let rules = rules.into_iter().map(|number| &self.all[number as usize]);
        let proofs = rules
            .filter(|rule| rule.weight >= least)
            .filter_map(|rule| rule.prove(clues, part).map(|proof| (rule.issue, proof)));
        proofs.filter(|(_, proof)| proof.weight >= least).collect()
    }
}

fn keys(rule: &Rule) -> impl Iterator<Item = Key> {
    rule.codes().iter().map(|&code| Key::Code(code)).chain(rule.phrases().map(Key::Phrase))
}

/// Some titles are the error itself. Beside a strong signature, which says more exactly what is meant, one proves little.
fn title(issue: &Issue, number: u32, phrases: &mut LexiconBuilder) -> Option<Rule> {
    let phrase = phrases.add(&pattern(&issue.title))?;
    let mut strengths = issue.signatures.iter().map(|signature| signature.strength);
    let has_strong = strengths.any(|strength| strength == Strength::Strong);
    match phrases.words(phrase) {
        LONG_TITLE.. if !has_strong => Some(Rule::title(number, Weight::Inexact, phrase)),
        SHORTEST_TITLE.. => Some(Rule::title(number, Weight::Weak, phrase)),
        _ => None,
    }
}

/// A title as a phrase: what it leaves out or only stands for something is a gap.
fn pattern(title: &str) -> String {
    let title = title.replace('…', " * ").replace("...", " * ");
    let is_filler = |word: &&str| {
        let letters = word.trim_matches(|mark: char| !mark.is_alphanumeric());
        letters.len() > 2 && letters.chars().all(|letter| letter.eq_ignore_ascii_case(&'x'))
    };
    let mut pattern = String::new();
    let mut is_named = false;
    for word in title.split_whitespace() {
        is_named |= word.starts_with('[');
        pattern += if is_named || is_filler(&word) { "*" } else { word };
        pattern.push(' ');
        is_named &= !word.trim_end_matches(['.', ',']).ends_with(']');
    }
    pattern
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::dots("Failed… try later", "Failed * try later ")]
    #[case::placeholder("found in the tenant xxxxxx", "found in the tenant * ")]
    #[case::named("User [tenant name] is", "User * * is ")]
    fn what_a_title_leaves_out_is_a_gap(#[case] title: &str, #[case] expected: &str) {
        assert_eq!(pattern(title), expected);
    }
}
