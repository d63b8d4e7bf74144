//! The diagnosis of real errors by the pack that ships.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::LazyLock;

use casebook::{
    builtin,
    diagnose::{
        Diagnosis, Matchers, check_examples,
        yardstick::{self, Measured, Share},
    },
    pack::Packs,
};
use proptest::prelude::*;
use rstest::rstest;

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::merge([builtin::pack()]).0);
static MATCHERS: LazyLock<Matchers> = LazyLock::new(|| Matchers::new(&PACKS));

fn diagnose(raw: &str) -> Diagnosis {
    MATCHERS.diagnose(&PACKS, raw)
}

fn measured(lines: &str) -> Measured {
    yardstick::measure(&PACKS, &MATCHERS, &yardstick::read(lines).unwrap())
}

fn percent(Share { right, of }: Share) -> usize {
    right * 100 / of
}

#[rstest]
#[case::collected(include_str!("data/errors.jsonl"))]
#[case::of_our_own(include_str!("data/errors-own.jsonl"))]
fn real_errors_are_found_and_foreign_ones_are_not(#[case] lines: &str) {
    let measured = measured(lines);
    assert!(percent(measured.first) >= 95, "{measured:?}");
    assert!(percent(measured.among_three) >= 98, "{measured:?}");
    assert!(percent(measured.negative) >= 95, "{measured:?}");
}

#[test]
fn every_example_of_the_built_in_pack_is_found_by_its_issue() {
    assert_eq!(check_examples(&PACKS, &MATCHERS), []);
}

#[test]
fn every_issue_of_the_built_in_pack_is_found_by_its_title() {
    for issue in PACKS.issues() {
        let groups = diagnose(&issue.title).groups;
        let place = groups[0].matches.iter().position(|found| found.issue == issue.id);
        assert!(place.is_some_and(|place| place < 3), "{}: {groups:#?}", issue.id);
    }
}

#[rstest]
#[case::empty("")]
#[case::blanks(" \n\t\r\n ")]
#[case::binary("\0\u{1}\u{7f}\u{fffd}\u{fffd}")]
#[case::marks("{}[]\"'\\")]
fn a_text_without_words_tells_of_no_error(#[case] raw: &str) {
    assert_eq!(diagnose(raw).groups, []);
}

#[rstest]
#[case::one_line_of_5_mb("a".repeat(5_000_000))]
#[case::words_of_5_mb("token ".repeat(900_000))]
#[case::braces("{".repeat(1_000_000))]
#[case::backslashes("\\".repeat(1_000_000))]
#[case::codes((0..200_000).map(|number| format!("AADSTS{number}")).collect::<Vec<_>>().join(" "))]
#[case::one_error_again_and_again("AADSTS50076: you must use multi-factor authentication\n\n".repeat(20_000))]
#[case::controls(('\0'..'\u{3000}').collect::<String>().repeat(20))]
fn hostile_texts_get_an_answer(#[case] raw: String) {
    let diagnosis = diagnose(&raw);
    assert_eq!(diagnosis.shortened.is_some(), raw.len() > 2 << 20);
    assert!(diagnosis.groups.len() <= 32);
}

proptest! {
    #[test]
    fn any_text_gets_an_answer_whose_evidence_lies_in_it(
        parts in prop::collection::vec(prop_oneof![any::<String>(), line()], 0..6),
    ) {
        let raw = parts.concat();
        let diagnosis = diagnose(&raw);
        for group in &diagnosis.groups {
            prop_assert!(raw.get(group.range.clone()).is_some());
            let evidence = group.matches.iter().flat_map(|found| &found.evidence);
            for evidence in evidence {
                prop_assert!(raw.get(evidence.range.clone()).is_some(), "{evidence:?}");
            }
        }
    }
}

/// A piece of a real error, cut anywhere.
fn line() -> impl Strategy<Value = String> {
    let lines: Vec<_> = include_str!("data/errors.jsonl").lines().collect();
    let line = prop::sample::select(lines);
    (line, any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(line, a, b)| {
        let characters: Vec<char> = line.chars().collect();
        let (a, b) = (a.index(characters.len()), b.index(characters.len()));
        characters[a.min(b)..a.max(b)].iter().collect()
    })
}
