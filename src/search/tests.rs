mod issues;
mod naive;
mod properties;

use rstest::rstest;

use self::issues::{full, issue, with_aliases, with_body, with_codes};
use super::*;
use crate::issue::Issue;

/// The ids that a query finds, with `|` before the similar ones and the dropped word at the end.
fn search(issues: &[Issue], query: &str) -> Vec<String> {
    let results = Index::new(issues).search(&Query::parse(query));
    let mut found: Vec<_> =
        results.hits.iter().map(|hit| issues[hit.issue].id.to_string()).collect();
    if results.similar_from < found.len() {
        found.insert(results.similar_from, "|".to_owned());
    }
    found.extend(results.dropped.map(|word| format!("without {word}")));
    found
}

#[rstest]
#[case::any_order("gdap forbidden", &["a"])]
#[case::inside_a_word("bidd", &["b", "a"])]
#[case::case_and_accents("FÖRBÏDDEN gdap", &["a"])]
#[case::not("forbidden !gdap", &["b"])]
#[case::only_not("!gdap", &["b", "c"])]
#[case::not_may_be_quoted("forbidden !'gdap", &["b"])]
#[case::typographic_quotes("don’t", &["c"])]
#[case::typographic_dash("re‑check", &["c"])]
#[case::copied_punctuation("(GDAP), \"forbidden\":", &["a"])]
#[case::lone_marks_of_the_syntax("! ' !' gdap", &["a"])]
#[case::nothing("", &["a", "b", "c"])]
#[case::blanks(" \u{a0} ", &["a", "b", "c"])]
#[case::no_hit("xyzzy", &[])]
fn words_are_matched(#[case] query: &str, #[case] expected: &[&str]) {
    let issues = [
        issue("a", "Consent failed: Forbidden (GDAP)"),
        issue("b", "Forbidden or MFA required"),
        issue("c", "Don't re-check"),
    ];
    assert_eq!(search(&issues, query), expected);
}

#[rstest]
#[case::similar_to_a_missing_letter("unsuported", &["|", "a"])]
#[case::a_literal_word_is_never_similar("'unsuported", &[])]
#[case::similar_in_short_and_alias("delgatd", &["|", "b", "c"])]
#[case::never_similar_in_a_body("hydrgen", &[])]
#[case::two_letters_resemble_nothing("uk", &[])]
#[case::a_number_resembles_nothing("4013", &[])]
#[case::letters_close_together("dgt", &["|", "b", "c"])]
#[case::letters_far_apart("stk", &[])]
#[case::one_literally_one_similar("hydrogen unsuported", &["|", "a"])]
#[case::literal_before_similar("token", &["a", "|", "e"])]
#[case::not_applies_to_similar_ones("unsuported !hydrogen", &[])]
fn names_resemble_words(#[case] query: &str, #[case] expected: &[&str]) {
    let issues = [
        with_body(issue("a", "Unsupported token"), "Hydrogen"),
        Issue { short: "Delegated".to_owned(), ..issue("b", "None") },
        with_aliases(issue("c", "Other"), &["x", "delegated"]),
        issue("d", "Us did 40123"),
        issue("e", "Took a hen"),
    ];
    assert_eq!(search(&issues, query), expected);
}

#[rstest]
#[case::code_before_title("forbidden", &["code", "title", "body"])]
#[case::number_of_an_aadsts_code("50076", &["aadsts", "longer"])]
#[case::whole_aadsts_code("AADSTS50076:", &["aadsts", "longer"])]
#[case::part_of_a_code("aadsts500", &["longer", "aadsts"])]
#[case::phrase_in_a_body_before_words_in_a_title("two words", &["phrase", "words"])]
#[case::phrase_in_a_title_before_one_in_a_body("both at once", &["both-title", "both-body"])]
#[case::phrase_with_its_punctuation("done: twice", &["colon", "no-colon"])]
fn better_reasons_come_first(#[case] query: &str, #[case] expected: &[&str]) {
    let issues = [
        with_body(issue("body", "Nothing"), "It says forbidden."),
        issue("title", "Forbidden"),
        with_codes(issue("code", "Another"), &["Forbidden"]),
        with_body(issue("longer", "50076 in a title"), "AADSTS500761"),
        with_codes(issue("aadsts", "Sign-in"), &["AADSTS1", "AADSTS50076"]),
        issue("words", "Words, two"),
        with_body(issue("phrase", "Nothing"), "These are two\nwords."),
        with_body(issue("both-body", "Once at"), "both at once"),
        issue("both-title", "Saw both at once"),
        issue("no-colon", "Done twice, done"),
        issue("colon", "Is done: twice"),
    ];
    let found = search(&issues, query);
    let literal: Vec<_> = found.into_iter().take_while(|id| id != "|").collect();
    assert_eq!(literal, expected);
}

#[test]
fn a_title_comes_before_an_alias_however_the_words_stand_in_them() {
    let issues = [
        with_aliases(issue("alias", "Missing scopes"), &["gdap crate forbidden"]),
        issue("title", "Consent failed: Forbidden - GDAP needed"),
    ];
    assert_eq!(search(&issues, "forbidden gdap"), ["title", "alias"]);
}

#[test]
fn among_equals_the_better_place_comes_first() {
    let in_alias = with_aliases(issue("alias", "Something"), &["mfa"]);
    let issues = [
        with_body(issue("body-late", "A"), "late mfa"),
        with_body(issue("body-early", "A"), "mfa"),
        issue("inside", "Nomfa"),
        issue("word-start", "Some mfalike"),
        issue("whole-late", "Some mfa"),
        in_alias,
        issue("whole-early-long", "MFA is long"),
        issue("whole-early", "MFA"),
        issue("whole-early-again", "MFA"),
    ];
    let expected = [
        "whole-early",
        "whole-early-again",
        "whole-early-long",
        "whole-late",
        "word-start",
        "alias",
        "inside",
        "body-early",
        "body-late",
    ];
    assert_eq!(search(&issues, "mfa"), expected);
}

#[rstest]
#[case::one_word_hinders("forbidden Xyzzy gdap", &["a", "without Xyzzy"])]
#[case::the_better_rest_wins("gdap relationship token", &["a", "without token"])]
#[case::equal_rests_lose_the_last_word("gdap token", &["a", "without token"])]
#[case::the_rest_may_be_similar("forbiden xyzzy", &["|", "a", "b", "without xyzzy"])]
#[case::never_two_words("forbidden xyzzy plugh", &[])]
#[case::never_the_only_word("xyzzy !gdap", &[])]
#[case::unwanted_words_stay("forbidden xyzzy !gdap", &["b", "without xyzzy"])]
fn without_a_hit_one_word_is_left_out(#[case] query: &str, #[case] expected: &[&str]) {
    let issues =
        [issue("a", "Forbidden: GDAP relationship"), issue("b", "Forbidden"), issue("c", "Token")];
    assert_eq!(search(&issues, query), expected);
}

#[rstest]
#[case("alfa", &[Place::Title])]
#[case("bravo", &[Place::Short])]
#[case("foxtrot", &[Place::Alias(1)])]
#[case("uniform", &[Place::Id])]
#[case("charlie", &[Place::Summary])]
#[case("90210", &[Place::Signature(0)])]
#[case("golf", &[Place::Signature(0)])]
#[case("delta", &[Place::Detail(0)])]
#[case("echo", &[Place::Detail(0)])]
#[case("hotel", &[Place::TellApart(0)])]
#[case("india", &[Place::Fix(0)])]
#[case("juliet", &[Place::Fix(0)])]
#[case("romeo", &[Place::Fix(0)])]
#[case("sierra", &[Place::Step(0, 0)])]
#[case("kilo", &[Place::Step(0, 1)])]
#[case("lima", &[Place::Step(0, 1)])]
#[case("mike", &[Place::Step(0, 1)])]
#[case("november", &[Place::Step(0, 1)])]
#[case("oscar", &[Place::Step(0, 1)])]
#[case("papa", &[Place::Step(0, 1)])]
#[case("'quebec 'now", &[Place::Step(0, 1)])]
#[case::most_words_count("india romeo sierra", &[Place::Fix(0)])]
#[case::equal_ones_all_count("alfa sierra", &[Place::Title, Place::Step(0, 0)])]
fn every_part_is_found_and_named(#[case] query: &str, #[case] expected: &[Place]) {
    assert_eq!(search(&[full()], query), ["uniform"]);
    assert_eq!(Query::parse(query).places(&full()), expected);
}

#[rstest]
#[case("unseen")]
#[case("https")]
#[case("**")]
fn what_is_not_drawn_is_not_found(#[case] query: &str) {
    assert_eq!(search(&[full()], query), [""; 0]);
    assert_eq!(Query::parse(query).places(&full()), []);
}

#[rstest]
#[case("gdap for", "Forbidden (GDAP) for", &["For", "GDAP", "for"])]
#[case("resume", "My Résumés", &["Résumé"])]
#[case("fi", "Oﬃce configuration", &["ﬃ", "fi"])]
#[case("don't", "I don’t", &["don’t"])]
#[case("テナント", "在テナント。", &["テナント"])]
#[case("access !denied", "Access denied", &["Access"])]
#[case("ab bc", "abc abc", &["abc", "abc"])]
#[case("aa", "aaaa", &["aaaa"])]
#[case("(gdap):", "gdap", &["gdap"])]
#[case("", "Anything", &[])]
fn what_is_found_is_marked(#[case] query: &str, #[case] text: &str, #[case] expected: &[&str]) {
    let marks = Query::parse(query).marks(text);
    assert_eq!(marks.into_iter().map(|mark| &text[mark]).collect::<Vec<_>>(), expected);
}

#[rstest]
#[case("unsuported token", "Unsupported TOKEN", &["Unsu", "ported", "TOKEN"])]
#[case("'unsuported", "Unsupported", &[])]
#[case("dlgtd", "Délégated", &["D", "l", "g", "t", "d"])]
fn resembling_letters_are_marked(
    #[case] query: &str,
    #[case] text: &str,
    #[case] expected: &[&str],
) {
    let marks = Query::parse(query).similar_marks(text);
    assert_eq!(marks.into_iter().map(|mark| &text[mark]).collect::<Vec<_>>(), expected);
}
