//! What of a paste is shown, and where.

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::{
    diagnose::{
        Confidence,
        extract::{Extracted, extract},
        unwrap::{LONGEST, unwrap},
    },
    issue::TellApart,
};

/// A diagnosis of one error with these pieces of evidence.
fn diagnosis(raw: &str, evidence: Vec<Evidence>) -> Diagnosis {
    let plain = unwrap(raw);
    let extracted = Extracted::within(&extract(plain.text()), 0..plain.text().len());
    let group =
        Group { range: 0..raw.len(), extracted, matches: vec![found("a", "likely", evidence)] };
    Diagnosis { groups: vec![group], shortened: plain.shortened() }
}

fn found(issue: &str, confidence: &str, evidence: Vec<Evidence>) -> Match {
    let confidence = match confidence {
        "certain" => Confidence::Certain,
        "likely" => Confidence::Likely,
        _ => Confidence::Possible,
    };
    let tell_apart: Vec<TellApart> = Vec::new();
    Match { issue: issue.parse().unwrap(), confidence, score: 0.5, evidence, tell_apart }
}

fn shown(raw: &str, diagnosis: Diagnosis) -> Shown {
    Shown::new(diagnosis, raw, &mut Tokens::new([7; 16]), &Options::default())
}

/// The part of the text as a piece of evidence.
fn piece(raw: &str, kind: EvidenceKind, part: &str) -> Evidence {
    let start = raw.find(part).unwrap();
    Evidence { kind, range: start..start + part.len() }
}

/// Why an issue matches for which these parts of the text speak.
fn reason(raw: &str, parts: &[(EvidenceKind, &str)]) -> String {
    let evidence = parts.iter().map(|(kind, part)| piece(raw, *kind, part)).collect();
    let shown = shown(raw, diagnosis(raw, evidence));
    shown.reason(&shown.diagnosis.groups[0].matches[0])
}

#[rstest]
#[case::code("X_Y: no", &[(EvidenceKind::Code, "X_Y")], "X_Y")]
#[case::phrase("it  is\r\n> down", &[(EvidenceKind::Phrase, "is\r\n> down")], "“is > down”")]
#[case::status("HTTP 403, no", &[(EvidenceKind::Http, "403")], "HTTP 403")]
#[case::host("at graph.microsoft.com", &[(EvidenceKind::Host, "graph.microsoft.com")], "host graph.microsoft.com")]
#[case::several("X_Y 403", &[(EvidenceKind::Code, "X_Y"), (EvidenceKind::Http, "403")], "X_Y, HTTP 403")]
#[case::said_once("X_Y", &[(EvidenceKind::Code, "X_Y"), (EvidenceKind::Code, "X_Y")], "X_Y")]
#[case::phrase_in_a_phrase("it is so down", &[(EvidenceKind::Phrase, "so"), (EvidenceKind::Title, "is so down")], "“is so down”")]
#[case::only_words("no tunnel", &[(EvidenceKind::Word, "no"), (EvidenceKind::Word, "tunnel")], "only words: no, tunnel")]
#[case::words_beside_proof("X_Y tunnel", &[(EvidenceKind::Word, "tunnel"), (EvidenceKind::Code, "X_Y")], "X_Y")]
#[case::customer_data("for bob@contoso.com it", &[(EvidenceKind::Phrase, "for bob@contoso.com it")], "“for [email-1] it”")]
#[case::hostile("a \u{1b}[31m\u{202e}b", &[(EvidenceKind::Phrase, "a \u{1b}[31m\u{202e}b")], "“a ␛[31m\u{fffd}b”")]
#[case::nothing("a", &[], "")]
fn a_reason_says_what_speaks_for_an_issue(
    #[case] raw: &str,
    #[case] parts: &[(EvidenceKind, &str)],
    #[case] expected: &str,
) {
    assert_eq!(reason(raw, parts), expected);
}

#[test]
fn a_reason_repeats_the_beginning_of_a_long_piece() {
    let raw = "word ".repeat(100);
    let reason = reason(&raw, &[(EvidenceKind::Phrase, raw.trim_end())]);
    assert!(reason.starts_with("“word word") && reason.ends_with("word …”"), "{reason}");
    assert!(reason.chars().count() < 70, "{reason}");
}

#[test]
fn matches_come_surest_first_and_then_in_the_order_of_the_text() {
    let group = |matches| Group { range: 0..1, extracted: Extracted::default(), matches };
    let of = |names: &[(&str, &str)]| {
        group(names.iter().map(|(issue, sure)| found(issue, sure, Vec::new())).collect())
    };
    let groups = vec![
        of(&[("a", "likely"), ("b", "likely"), ("c", "possible")]),
        of(&[("d", "certain"), ("e", "possible")]),
        of(&[("f", "possible"), ("g", "possible"), ("h", "possible")]),
    ];
    let shown = shown("x", Diagnosis { groups, shortened: None });
    let told = |matches: Vec<(usize, &Group, &Match)>| {
        let one = |(number, _, found): (usize, &Group, &Match)| format!("{number}{}", found.issue);
        matches.into_iter().map(one).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(told(shown.matches()), "2d 1a 1b 1c 2e 3f 3g 3h");
    assert_eq!(told(shown.told(None)), "2d 1a 1b 1c 2e");
    assert_eq!(told(shown.told(NonZeroUsize::new(7))), "2d 1a 1b 1c 2e 3f 3g");
}

#[test]
fn of_an_unknown_error_the_nearest_two_are_told() {
    let matches = ["a", "b", "c"].map(|issue| found(issue, "possible", Vec::new())).into();
    let group = Group { range: 0..1, extracted: Extracted::default(), matches };
    let shown = shown("x", Diagnosis { groups: vec![group], shortened: None });
    assert_eq!(shown.told(None).len(), 2);
    assert_eq!(shown.told(NonZeroUsize::new(9)).len(), 3);
}

#[test]
fn what_is_extracted_stays_where_the_text_keeps_it() {
    let raw = "AADSTS50076 Authorization_Request\r\n Denied error_codes:[700082] at https://graph.microsoft.com/v1.0\n\
               Correlation ID: 01234567-89ab-cdef-0123-456789abcdef Timestamp: 2026-11-22 10:11:12Z";
    let before = diagnosis(raw, Vec::new()).groups[0].extracted.clone();
    let after = shown(raw, diagnosis(raw, Vec::new())).diagnosis.groups[0].extracted.clone();
    assert_eq!(after, before);
    assert!(after.codes.len() > 1 && after.correlation_id.is_some() && after.timestamp.is_some());
}

#[test]
fn what_is_extracted_is_told_as_the_text_tells_it() {
    let raw = "X_Y at https://mail.contoso.com/x client_secret=SomeSecretException1\n\
               SomeSecretException1 or password: HiddenException";
    let shown = shown(raw, diagnosis(raw, Vec::new()));
    let Extracted { codes, hosts, .. } = &shown.diagnosis.groups[0].extracted;
    let told = [codes.as_slice(), hosts].concat().join(" ");
    assert!(!shown.text().contains("HiddenException"), "{}", shown.text());
    assert!(!told.contains("HiddenException") && !told.contains("contoso"), "{told}");
}

mod long {
    use super::*;

    /// Longer than what is looked at, with something on both ends and something at the cuts.
    fn long(head: &str, at_head_end: &str, at_tail_start: &str, tail: &str) -> String {
        let half = LONGEST / 2;
        let cut = |text: &str| text.len() / 2;
        let mut raw = head.to_owned();
        raw.push_str(&" ".repeat(half - head.len() - cut(at_head_end)));
        raw.push_str(at_head_end);
        raw.push_str(&"-".repeat(3 * half));
        raw.push_str(at_tail_start);
        let rest = at_tail_start.len() - cut(at_tail_start);
        raw.push_str(&" ".repeat(half - rest - tail.len()));
        raw + tail
    }

    fn quoted(raw: &str, part: &str) -> String {
        let evidence = vec![piece(raw, EvidenceKind::Phrase, part)];
        let shown = shown(raw, diagnosis(raw, evidence));
        shown.quote(&shown.diagnosis.groups[0].matches[0].evidence[0]).to_owned()
    }

    #[test]
    fn places_are_right_on_both_sides_of_what_was_left_out() {
        let raw = long("bob@contoso.com said X_Y", "", "", "Q_R for ann@contoso.com, the end");
        assert_eq!(quoted(&raw, "said X_Y"), "said X_Y");
        assert_eq!(quoted(&raw, "bob@contoso.com"), "[email-1]");
        assert_eq!(quoted(&raw, "Q_R for"), "Q_R for");
        assert_eq!(quoted(&raw, "ann@contoso.com, the end"), "[email-2], the end");
    }

    #[test]
    fn the_text_says_where_something_was_left_out() {
        let raw = long("X_Y", "", "", "Q_R");
        let shown = shown(&raw, diagnosis(&raw, Vec::new()));
        assert!(shown.text().contains(" \n\n[…]\n\n "), "the gap is not marked");
        assert_eq!(shown.text().len(), LONGEST + GAP.len());
        assert_eq!(shown.text().matches('-').count(), 0);
    }

    #[test]
    fn a_secret_that_is_cut_in_two_is_replaced_on_both_sides() {
        let secret = "Ab1".repeat(60);
        let labelled = format!(" client_secret={secret} ");
        let raw = long("X_Y", &labelled, &labelled, "Q_R");
        let shown = shown(&raw, diagnosis(&raw, vec![piece(&raw, EvidenceKind::Code, "Q_R")]));
        assert!(!shown.text().contains("Ab1Ab1"), "a part of the secret is left");
        assert_eq!(shown.replaced(), [(Class::Secret, 2)]);
        assert_eq!(shown.quote(&shown.diagnosis.groups[0].matches[0].evidence[0]), "Q_R");
    }

    #[test]
    fn a_text_that_is_hardly_too_long_loses_only_its_middle() {
        let raw =
            format!("X_Y{}bob@contoso.com{}Q_R", " ".repeat(LONGEST / 2), " ".repeat(LONGEST / 2));
        let shown = shown(&raw, diagnosis(&raw, Vec::new()));
        assert!(shown.text().starts_with("X_Y ") && shown.text().ends_with(" Q_R"));
        assert!(!shown.text().contains("contoso") && shown.text().contains(GAP));
    }
}

/// Texts with what is replaced and what is evidence, and whatever else.
fn hostile() -> impl Strategy<Value = String> {
    let parts = "AADSTS50076 X_Y bob@contoso.com ü 💩 \u{a0} \\n %40 &quot; \" { } : , 403 password= https://a.contoso.com/ \
        01234567-89ab-cdef-0123-456789abcdef Exception [email-1] \u{1b}[31m \u{202e} graph.microsoft.com";
    let parts: Vec<String> = parts.split(' ').map(str::to_owned).chain([" ".to_owned()]).collect();
    let part =
        prop_oneof![8 => prop::sample::select(parts), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn every_piece_of_every_text_can_be_quoted(
        raw in hostile(),
        start in 0_usize..300,
        length in 0_usize..300,
    ) {
        let range = start..start + length;
        let evidence = Evidence { kind: EvidenceKind::Phrase, range };
        let shown = shown(&raw, diagnosis(&raw, vec![evidence]));
        let found = &shown.diagnosis.groups[0].matches[0];
        prop_assert!(shown.text().contains(shown.quote(&found.evidence[0])));
        prop_assert!(crate::clean::forbidden(&shown.reason(found)).is_none());
    }

    #[test]
    fn nothing_is_extracted_that_the_text_does_not_tell(raw in hostile()) {
        let shown = shown(&raw, diagnosis(&raw, Vec::new()));
        let Extracted { codes, hosts, .. } = &shown.diagnosis.groups[0].extracted;
        for value in codes.iter().chain(hosts) {
            prop_assert!(!value.contains("contoso"), "{}", value);
        }
    }
}
