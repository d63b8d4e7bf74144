//! The matching rules, on made-up issues.

use std::borrow::Cow;

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::pack::{Source, read};

const PACK: &str = "id = 'p'\ntitle = 'P'\nversion = '1'\n[[service]]\nid = 'graph'\ntitle = 'G'\n\
                    [[section]]\nid = 's'\ntitle = 'S'\n";

/// A pack of issues: id, and what follows the required keys.
fn pack(issues: &[(&str, &str)]) -> (Packs, Matchers) {
    let source = |path: &str, text: String| Source {
        path: path.to_owned(),
        bytes: Ok(Cow::Owned(text.into_bytes())),
    };
    let files = issues.iter().map(|(id, rest)| {
        let (keys, tables) = rest.split_at(rest.find("[[").unwrap_or(rest.len()));
        let title = if keys.contains("title =") {
            String::new()
        } else {
            format!("title = 'Title {id}'\n")
        };
        let head = format!(
            "{title}short = '{id}'\nsummary = 'One.'\nclient = 'One.'\nservices = ['graph']\n"
        );
        let fix = "\n[[fix]]\nid = 'f'\ntitle = 'F'\ndone = 'Done.'\nlevel = 'msp'\n\
                   [[fix.step]]\nid = 's'\ntext = 'Do.'\n";
        source(&format!("s/{id}.toml"), format!("{head}{keys}\n{tables}{fix}"))
    });
    let read = read("p", &source("pack.toml", PACK.to_owned()), files);
    let (packs, faults) = Packs::merge([read]);
    assert_eq!(faults, []);
    let matchers = Matchers::new(&packs);
    (packs, matchers)
}

fn signature(rest: &str) -> String {
    format!("[[signature]]\nstrength = 'strong'\n{rest}\n")
}

/// Of each error, the issues: id and confidence.
fn told(issues: &[(&str, &str)], text: &str) -> Vec<Vec<String>> {
    let (packs, matchers) = pack(issues);
    let diagnosis = matchers.diagnose(&packs, text);
    let told = |found: &Match| format!("{} {}", found.issue, found.confidence.as_str());
    let groups = diagnosis.groups.iter();
    groups.map(|group| group.matches.iter().map(told).collect()).collect()
}

/// How sure the diagnosis is of an issue with this signature.
fn sure(signature: &str, text: &str) -> Option<Confidence> {
    let (packs, matchers) = pack(&[("a", signature)]);
    let diagnosis = matchers.diagnose(&packs, text);
    diagnosis.groups.into_iter().flat_map(|group| group.matches).map(|found| found.confidence).max()
}

#[rstest]
#[case::code("codes = ['X_Y']", "failed: X_Y!", true)]
#[case::any_of_the_codes("codes = ['Q', 'X_Y']", "failed: X_Y!", true)]
#[case::code_inside_another("codes = ['X_Y']", "failed: X_YZ", false)]
#[case::all_phrases("phrases = ['one two', 'three']", "one, two and three", true)]
#[case::a_phrase_missing("phrases = ['one two', 'three']", "one, two and four", false)]
#[case::code_and_phrase("codes = ['X_Y']\nphrases = ['one']", "X_Y one", true)]
#[case::code_without_phrase("codes = ['X_Y']\nphrases = ['one']", "X_Y two", false)]
#[case::any_of_several("any = ['one', 'two']", "it is two", true)]
#[case::none_of_any("any = ['one', 'two']", "it is three", false)]
#[case::none_absent("codes = ['X_Y']\nnone = ['two']", "X_Y one", true)]
#[case::none_present("codes = ['X_Y']\nnone = ['two']", "X_Y two", false)]
#[case::none_far_away("codes = ['X_Y']\nnone = ['two']", &format!("X_Y{}two", "\n.\n-".repeat(3000)), true)]
#[case::parts_in_two_lines("codes = ['X_Y']\nphrases = ['one']", "X_Y\n\n  one", true)]
#[case::parts_far_apart("codes = ['X_Y']\nphrases = ['one']", &format!("X_Y{}one", " .\n ".repeat(3000)), false)]
fn a_signature_holds_with_all_its_keys(
    #[case] keys: &str,
    #[case] text: &str,
    #[case] expected: bool,
) {
    assert_eq!(sure(&signature(keys), text) == Some(Confidence::Certain), expected);
}

#[test]
fn parts_of_a_signature_are_not_joined_from_distant_entries_of_a_log() {
    let keys = signature("codes = ['X_Y']\nphrases = ['one']");
    let log = |between: usize| {
        let entry = "2026-11-20 09:12:44 INFO\n".repeat(between);
        format!("2026-11-20 09:12:44 X_Y\n{entry}2026-11-20 09:12:44 one\n")
    };
    assert_eq!(sure(&keys, &log(1)), Some(Confidence::Certain));
    assert_eq!(sure(&keys, &log(8)), None);
}

#[rstest]
#[case::whole(
    "[[signature]]\nstrength = 'strong'\nphrases = ['a b c d e f']",
    Some(Confidence::Certain)
)]
#[case::inexact(
    "[[signature]]\nstrength = 'strong'\nphrases = ['a b X d e f']",
    Some(Confidence::Likely)
)]
#[case::weak("[[signature]]\nphrases = ['a b c d e f']", Some(Confidence::Possible))]
#[case::weak_inexact("[[signature]]\nphrases = ['a b X d e f']", Some(Confidence::Possible))]
#[case::long_title("title = 'A b c: D e f!'", Some(Confidence::Likely))]
#[case::short_title("title = 'A b c'", Some(Confidence::Possible))]
#[case::long_title_beside_a_strong_signature(
    "title = 'A b c: D e f!'\n[[signature]]\nstrength = 'strong'\nphrases = ['g']",
    Some(Confidence::Possible)
)]
#[case::words_in_common("title = 'Consented tenants'", Some(Confidence::Possible))]
#[case::nothing_in_common("title = 'Other'", None)]
fn confidence_follows_what_speaks_for_it(
    #[case] issue: &str,
    #[case] expected: Option<Confidence>,
) {
    assert_eq!(sure(issue, "it says: a b c d e f, the tenant must consent"), expected);
}

const CODE: &str = "[[signature]]\nstrength = 'strong'\ncodes = ['X_Y']\n";

#[test]
fn a_signature_that_another_issue_shares_is_only_likely() {
    let found = told(&[("a", CODE), ("b", CODE)], "X_Y");
    assert_eq!(found, [["a likely", "b likely"]]);
}

#[test]
fn a_look_alike_with_all_of_the_evidence_takes_the_certainty_away() {
    let alike = |other: &str| format!("[[tell_apart]]\nissue = '{other}'\nwhen = 'It is.'\n");
    let a = format!("{CODE}{}[[signature]]\nphrases = ['one two']\n{}", "", alike("b"));
    let b = format!("[[signature]]\ncodes = ['X_Y']\n{}", alike("a"));
    let issues = [("a", a.as_str()), ("b", b.as_str())];
    assert_eq!(told(&issues, "X_Y"), [["a likely", "b possible"]]);
    assert_eq!(told(&issues, "X_Y one two"), [["a certain", "b possible"]]);
}

#[test]
fn look_alikes_of_equal_confidence_stand_side_by_side() {
    let alike = |other: &str| format!("{CODE}[[tell_apart]]\nissue = '{other}'\nsame = true\n");
    let issues = [("a", alike("c")), ("b", CODE.to_owned()), ("c", alike("a"))];
    let issues: Vec<_> = issues.iter().map(|(id, rest)| (*id, rest.as_str())).collect();
    assert_eq!(told(&issues, "X_Y"), [["a likely", "c likely", "b likely"]]);
}

#[rstest]
#[case::its_own_code("AADSTS50001: one two three", Confidence::Certain)]
#[case::no_code("one two three", Confidence::Certain)]
#[case::the_code_of_another_error("AADSTS50999: one two three", Confidence::Possible)]
fn an_aadsts_code_says_more_than_words(#[case] text: &str, #[case] expected: Confidence) {
    let issue = format!(
        "{}{}",
        signature("codes = ['AADSTS50001']"),
        signature("phrases = ['one two three']")
    );
    assert_eq!(sure(&issue, text), Some(expected));
}

#[rstest]
#[case::microsoft("one two three at https://graph.microsoft.com/v1.0", Confidence::Certain)]
#[case::foreign("one two three at https://api.stripe.com/v1", Confidence::Possible)]
#[case::both(
    "one two three at https://api.stripe.com via https://graph.microsoft.com",
    Confidence::Certain
)]
fn words_from_another_vendor_prove_nothing(#[case] text: &str, #[case] expected: Confidence) {
    assert_eq!(sure(&signature("phrases = ['one two three']"), text), Some(expected));
}

#[rstest]
#[case::status("codes = ['X_Y']\nhttp = [403]", "X_Y, HTTP status 403", true)]
#[case::another_status("codes = ['X_Y']\nhttp = [403]", "X_Y, HTTP status 401", false)]
#[case::a_mere_number("codes = ['X_Y']\nhttp = [403]", "X_Y, 403 users", false)]
#[case::host("codes = ['X_Y']\nhost = 'microsoft'", "X_Y https://graph.microsoft.com/v1.0", true)]
#[case::foreign_host(
    "codes = ['X_Y']\nhost = 'microsoft'",
    "X_Y https://api.example.com/v1.0",
    false
)]
#[case::only_status_and_host(
    "http = [400]\nhost = 'microsoft'",
    "HTTP 400 https://graph.microsoft.com/",
    true
)]
fn status_and_host_are_read_as_such(
    #[case] keys: &str,
    #[case] text: &str,
    #[case] expected: bool,
) {
    assert_eq!(sure(&signature(keys), text) == Some(Confidence::Certain), expected);
}

const FIRST: (&str, &str) = ("a", "[[signature]]\nstrength = 'strong'\ncodes = ['AADSTS50001']\n");
const SECOND: (&str, &str) = ("b", "[[signature]]\nstrength = 'strong'\ncodes = ['AADSTS50002']\n");

#[rstest]
#[case::paragraphs("AADSTS50002: x\n\nAADSTS50001: y", &["b", "a"])]
#[case::lines("AADSTS50001: x\nAADSTS50002: y", &["a", "b"])]
#[case::log("2026-11-20 09:12 AADSTS50001\n2026-11-20 09:13 AADSTS50002", &["a", "b"])]
#[case::one_line("AADSTS50001: x AADSTS50002: y", &["ab"])]
#[case::one_line_with_a_time(
    "AADSTS50001: x Timestamp: 2026-11-20 09:12:44Z AADSTS50002: y Timestamp: 2026-11-20 09:12:45Z",
    &["a", "b"]
)]
#[case::chained("AADSTS50001: x\n ---> Inner: AADSTS50002: y", &["ab"])]
#[case::caused("AADSTS50001: x\nCaused by: AADSTS50002: y", &["ab"])]
#[case::one_correlation_id(
    "AADSTS50001: x Correlation ID: 00000000-0000-4000-8000-000000000001\n\n\
     AADSTS50002: y Correlation ID: 00000000-0000-4000-8000-000000000001",
    &["ab"]
)]
#[case::told_again("AADSTS50001: x\n\nAADSTS50002: y\n\nAADSTS50001: x", &["a", "b"])]
#[case::an_unknown_code("AADSTS50001: x\n\nAADSTS50126: y", &["a", ""])]
#[case::context_around("It failed:\n\nAADSTS50001: x\n\nas you see.", &["a"])]
#[case::nothing("  \n ..", &[])]
fn each_error_is_a_group(#[case] text: &str, #[case] expected: &[&str]) {
    let (packs, matchers) = pack(&[FIRST, SECOND]);
    let diagnosis = matchers.diagnose(&packs, text);
    let known = |group: &Group| {
        let matches = group.matches.iter();
        matches
            .filter(|found| found.confidence > Confidence::Possible)
            .map(|found| found.issue.as_str())
            .collect()
    };
    let groups: Vec<String> = diagnosis.groups.iter().map(known).collect();
    assert_eq!(groups, expected);
}

#[test]
fn evidence_leads_back_to_the_raw_text() {
    let keys = signature("codes = ['AADSTS50001']\nphrases = ['one two']");
    let (packs, matchers) = pack(&[("a", &keys)]);
    let raw = "{\"error\":\"AADSTS50001: \\r\\n\\\"one\\\" - two\"}";
    let diagnosis = matchers.diagnose(&packs, raw);
    let evidence = diagnosis.groups[0].matches[0].evidence.iter();
    let evidence: Vec<_> = evidence.map(|found| (found.kind, &raw[found.range.clone()])).collect();
    assert_eq!(
        evidence,
        [(EvidenceKind::Code, "AADSTS50001"), (EvidenceKind::Phrase, "one\\\" - two")]
    );
}

#[test]
fn of_an_unknown_error_the_nearest_two_are_possible_and_its_code_can_be_looked_up() {
    let named = |words: &str| format!("title = 'Nothing'\naliases = ['{words}']\n");
    let issues =
        [named("password"), named("password reset"), named("user password"), named("tenant")];
    let issues: Vec<_> =
        ["a", "b", "c", "d"].into_iter().zip(issues.iter().map(String::as_str)).collect();
    let (packs, matchers) = pack(&issues);
    let diagnosis = matchers.diagnose(&packs, "AADSTS50126: the user's password is wrong");
    assert!(!diagnosis.is_known());
    assert_eq!(diagnosis.groups[0].unknown_aadsts(), Some("50126"));
    let found: Vec<_> =
        diagnosis.groups[0].matches.iter().map(|found| found.issue.as_str()).collect();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0], "c");
}

#[test]
fn an_example_is_found_by_its_own_issue() {
    let with = |examples: &str| format!("{examples}\n{CODE}");
    let good = with("examples = ['X_Y']\nnot_examples = ['Z']");
    let (packs, matchers) = pack(&[("a", &good)]);
    assert_eq!(check_examples(&packs, &matchers), []);
    let (packs, matchers) =
        pack(&[("a", &with("examples = ['X_Y', 'unlike']\nnot_examples = ['X_Y']"))]);
    let id: IssueId = "a".parse().unwrap();
    let expected = [
        (id.clone(), Finding::NotFirst { number: 2, first: None }),
        (id, Finding::Taken { number: 1, confidence: Confidence::Certain }),
    ];
    assert_eq!(check_examples(&packs, &matchers), expected);
}

proptest! {
    #[test]
    fn evidence_always_lies_in_the_text_on_character_boundaries(
        parts in prop::collection::vec(
            prop_oneof![
                any::<String>(),
                "(AADSTS5000[12]|one two|three|\\\\n|\\\\u00e9|%20|&quot;|ß|\u{202e}|\r\n|\n\n|\\{\"|\"\\})",
            ],
            0..12,
        ),
    ) {
        let keys = signature("codes = ['AADSTS50001']\nphrases = ['one * two']");
        let (packs, matchers) = pack(&[("a", &keys), SECOND]);
        let raw = parts.concat();
        for group in matchers.diagnose(&packs, &raw).groups {
            prop_assert!(raw.get(group.range.clone()).is_some());
            for found in group.matches {
                prop_assert!((0.0..=1.0).contains(&found.score));
                for evidence in found.evidence {
                    prop_assert!(raw.get(evidence.range.clone()).is_some(), "{evidence:?}");
                }
            }
        }
    }
}
