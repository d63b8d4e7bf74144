//! Finding an incident by what somebody typed or heard of its id.

use std::cmp::Reverse;

use crate::incident::IncidentId;

/// Fewest characters that name an incident.
const SHORTEST: usize = 3;

/// How many ids are offered where none is meant for certain.
const OFFERED: usize = 3;

/// What a typed id stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// One incident and no other.
    Found(IncidentId),
    /// Several incidents begin like this: the first three of them.
    Ambiguous(Vec<IncidentId>),
    /// No incident begins like this: the nearest three.
    Unknown(Vec<IncidentId>),
    /// Less than three characters, which name none.
    TooShort,
}

/// Looks an id or its beginning up among those there are.
pub(super) fn look_up(typed: &str, mut ids: Vec<IncidentId>) -> Lookup {
    let typed = normal(typed);
    if typed.chars().count() < SHORTEST {
        return Lookup::TooShort;
    }
    let mut matching: Vec<_> =
        ids.iter().filter(|id| id.as_str().starts_with(&typed)).cloned().collect();
    match matching.len() {
        1 => Lookup::Found(matching.remove(0)),
        2.. => {
            matching.sort();
            matching.truncate(OFFERED);
            Lookup::Ambiguous(matching)
        }
        0 => {
            ids.sort_by_cached_key(|id| (Reverse(likeness(&typed, id)), id.clone()));
            ids.truncate(OFFERED);
            Lookup::Unknown(ids)
        }
    }
}

/// Crockford's reading: case does not count, and letters that look like digits are those digits.
fn normal(typed: &str) -> String {
    let digit = |letter: char| match letter.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        letter => letter,
    };
    typed.trim().chars().map(digit).collect()
}

/// Characters in common at the start, then characters in common at the same place.
fn likeness(typed: &str, id: &IncidentId) -> (usize, usize) {
    let same = || typed.bytes().zip(id.as_str().bytes()).map(|(a, b)| a == b);
    (same().take_while(|same| *same).count(), same().filter(|same| *same).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(texts: &[&str]) -> Vec<IncidentId> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[rstest::rstest]
    #[case("7k3", Lookup::Found("7k3m9q2x".parse().unwrap()))]
    #[case("7k3m9q2x", Lookup::Found("7k3m9q2x".parse().unwrap()))]
    #[case(" 7K3M", Lookup::Found("7k3m9q2x".parse().unwrap()))]
    #[case("AOIL", Lookup::Found("a0112222".parse().unwrap()))]
    #[case("abc", Lookup::Ambiguous(ids(&["abc00000", "abc11111"])))]
    #[case("7k", Lookup::TooShort)]
    #[case("", Lookup::TooShort)]
    #[case("abd1", Lookup::Unknown(ids(&["abc11111", "abc00000", "a0112222"])))]
    #[case("7k3m9q2xx", Lookup::Unknown(ids(&["7k3m9q2x", "a0112222", "abc00000"])))]
    fn a_beginning_of_three_characters_is_enough_if_it_is_unique(
        #[case] typed: &str,
        #[case] expected: Lookup,
    ) {
        let ids = ids(&["abc11111", "7k3m9q2x", "abc00000", "a0112222"]);
        assert_eq!(look_up(typed, ids), expected);
    }
}
