use std::borrow::Cow;

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::{
    diagnose::{Diagnosis, Group, Matchers, extract::Extracted},
    issue::{Issue, Strength},
    pack::{Pack, Source, read},
    redact::{Options, Tokens},
};

fn shown(raw: &str, diagnosis: Diagnosis) -> Shown {
    Shown::new(diagnosis, raw, &mut Tokens::new([7; 16]), &Options::default())
}

/// A text in which nothing is known.
fn unknown(raw: &str, code: Option<&str>) -> Shown {
    let codes = code.map(str::to_owned).into_iter().collect();
    let extracted = Extracted { codes, ..Extracted::default() };
    let group = Group { range: 0..raw.len(), extracted, matches: Vec::new() };
    shown(raw, Diagnosis { groups: vec![group], shortened: None })
}

/// A pack without issues, which the drafts stand beside.
fn base() -> Pack {
    let head = "id = 'base'\ntitle = 'Base'\nversion = '1'\n\
                service = [{ id = 'cloud', title = 'Cloud' }]\n\
                section = [{ id = 'other', title = 'Other' }]\n";
    read("base", &source("pack.toml", head.to_owned()), [].into_iter())
}

fn source(path: &str, text: String) -> Source<'static> {
    Source { path: path.to_owned(), bytes: Ok(Cow::Owned(text.into_bytes())) }
}

fn packs() -> Packs {
    Packs::merge([base()]).0
}

fn draft(raw: &str, code: Option<&str>) -> Draft {
    draft_issue(&packs(), &unknown(raw, code)).unwrap()
}

/// The pack of own issues with these drafts.
fn own(drafts: &[(&Draft, usize)]) -> Pack {
    let files = drafts.iter().map(|(draft, number)| {
        let path = format!("{}/{}.toml", draft.section(), draft.id(*number));
        source(&path, draft.definition(*number))
    });
    read("own", &source("pack.toml", OWN_PACK.to_owned()), files)
}

/// The draft as the loader reads it, beside another pack.
fn loaded(draft: &Draft) -> Issue {
    let (packs, faults) = Packs::merge([base(), own(&[(draft, 1)])]);
    assert_eq!(faults, [], "{}", draft.definition(1));
    packs.issue(&draft.id(1).parse().unwrap()).unwrap().clone()
}

#[test]
fn a_draft_is_an_issue_that_the_loader_takes() {
    let raw = "Sign-in failed for bob@contoso.com\nAADSTS99999: \"Something new\" happened.\n";
    let draft = draft(raw, Some("AADSTS99999"));
    assert_eq!(draft.id(1), "draft-aadsts99999");

    let issue = loaded(&draft);

    assert_eq!(issue.title, "AADSTS99999: \"Something new\" happened.");
    assert_eq!(issue.short, "Draft: AADSTS99999");
    assert_eq!(
        issue.examples,
        ["Sign-in failed for [email-1]\nAADSTS99999: \"Something new\" happened."]
    );
    assert_eq!(issue.signatures[0].codes, ["AADSTS99999"]);
    assert_eq!(issue.signatures[0].strength, Strength::Strong);
    let link = &issue.fixes[0].steps[0].link[0];
    assert_eq!(link.url, "https://login.microsoftonline.com/error?code=99999");
}

#[rstest]
#[case::no_code("the tunnel is down", None, "draft-the-tunnel-is-down", "the tunnel is down")]
#[case::first_line_with_words(
    "\n ---\n the tunnel\nis down",
    None,
    "draft-the-tunnel",
    "the tunnel"
)]
#[case::code_that_is_not_in_the_text(
    "error_codes: [99999]",
    Some("AADSTS99999"),
    "draft-aadsts99999",
    "AADSTS99999: error_codes: [99999]"
)]
#[case::code_of_a_service(
    "code: New_Failure",
    Some("New_Failure"),
    "draft-new-failure",
    "New_Failure"
)]
#[case::token_for_a_code(
    "x [secret-1] y",
    Some("[secret-1]"),
    "draft-x-secret-1-y",
    "x [secret-1] y"
)]
#[case::name_of_an_issue("Access denied 403", None, "draft-access-denied-403", "Access denied 403")]
#[case::another_script("ошибка", None, "draft-error", "ошибка")]
fn a_draft_is_called_by_its_code_or_its_first_words(
    #[case] raw: &str,
    #[case] code: Option<&str>,
    #[case] id: &str,
    #[case] title: &str,
) {
    let draft = draft(raw, code);
    assert_eq!((draft.id(1).as_str(), loaded(&draft).title.as_str()), (id, title));
}

#[test]
fn a_code_that_others_may_have_is_a_weak_signature() {
    let issue = loaded(&draft("code: New_Failure", Some("New_Failure")));
    assert_eq!(issue.signatures[0].strength, Strength::Weak);
}

#[test]
fn drafts_of_one_error_differ_in_name_and_short() {
    let draft = draft("AADSTS99999: x", Some("AADSTS99999"));
    let pack = own(&[(&draft, 1), (&draft, 2)]);
    let ids: Vec<_> = pack.issues().map(|issue| issue.id.to_string()).collect();
    assert_eq!(ids, ["draft-aadsts99999", "draft-aadsts99999-2"]);
    assert_eq!(pack.faults(), []);
}

#[test]
fn of_a_long_text_the_example_is_the_part_around_the_code() {
    let raw = "a line of a log\n".repeat(2_000) + "AADSTS99999: x\n" + &"more\n".repeat(2_000);
    let issue = loaded(&draft(&raw, Some("AADSTS99999")));
    let example = &issue.examples[0];
    assert!(example.starts_with("a line of a log\n") && example.ends_with("\nmore"), "{example}");
    assert!(example.contains("\nAADSTS99999: x\n"), "{example}");
}

#[test]
fn a_draft_explains_its_error_from_then_on() {
    let raw = "AADSTS99999: Something new happened.";
    let packs = packs();
    let diagnosis = Matchers::new(&packs).diagnose(&packs, raw);
    let draft = draft_issue(&packs, &shown(raw, diagnosis)).unwrap();

    let (packs, _) = Packs::merge([base(), own(&[(&draft, 1)])]);
    let found = Matchers::new(&packs).diagnose(&packs, raw);

    assert_eq!(found.groups[0].matches[0].issue.as_str(), "draft-aadsts99999");
}

#[test]
fn there_is_no_draft_of_nothing() {
    let nothing = shown(" ", Diagnosis { groups: Vec::new(), shortened: None });
    assert_eq!(draft_issue(&packs(), &nothing), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_text_makes_a_draft_that_the_loader_takes(
        raw in "(\\PC|[ \"'\\\\\n\t]|\u{200d}|\u{202e}|step 4|\\[a\\]\\(b\\)){1,200}",
        long in prop::bool::ANY,
    ) {
        let raw = format!("a{}", raw.repeat(if long { 100 } else { 1 }));
        let draft = draft(&raw, None);
        let pack = own(&[(&draft, 1)]);
        prop_assert_eq!(pack.faults(), [], "{}", draft.definition(1));
        prop_assert_eq!(pack.issues().count(), 1);
    }
}
