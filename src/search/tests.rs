mod naive;

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::issue::{
    Copy, Detail, DetailKind, Fix, Issue, Level, Link, Sign, Signature, Step, TellApart,
};

fn issue(id: &str, title: &str) -> Issue {
    Issue {
        id: id.parse().unwrap(),
        pack: "test".parse().unwrap(),
        section: "all".parse().unwrap(),
        title: title.to_owned(),
        short: String::new(),
        summary: String::new(),
        client: String::new(),
        services: Vec::new(),
        phase: Vec::new(),
        aliases: Vec::new(),
        verified: None,
        examples: Vec::new(),
        not_examples: Vec::new(),
        signatures: Vec::new(),
        details: Vec::new(),
        fixes: Vec::new(),
        tell_apart: Vec::new(),
    }
}

fn with_body(issue: Issue, body: &str) -> Issue {
    let detail = Detail { kind: DetailKind::Cause, title: String::new(), body: body.to_owned() };
    Issue { details: vec![detail], ..issue }
}

fn with_codes(issue: Issue, codes: &[&str]) -> Issue {
    let codes = codes.iter().map(|&code| code.to_owned()).collect();
    Issue { signatures: vec![Signature { codes, ..Signature::default() }], ..issue }
}

fn with_aliases(issue: Issue, aliases: &[&str]) -> Issue {
    Issue { aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(), ..issue }
}

fn step(id: &str, text: &str) -> Step {
    Step {
        id: id.parse().unwrap(),
        text: text.to_owned(),
        only_if: None,
        level: None,
        wait: None,
        danger: None,
        copy: Vec::new(),
        link: Vec::new(),
        verify: None,
        escalate: None,
        cleanup: None,
    }
}

fn fix(title: &str, steps: Vec<Step>) -> Fix {
    Fix {
        id: "fix".parse().unwrap(),
        title: title.to_owned(),
        done: String::new(),
        only_if: None,
        when: None,
        level: Level::Msp,
        body: None,
        steps,
    }
}

/// An issue with a different word in each of its parts.
fn full() -> Issue {
    let words = |text: &str| Some(text.to_owned());
    let rich = Step {
        only_if: words("kilo"),
        danger: words("lima"),
        copy: vec![Copy { label: "mike".to_owned(), text: "november".to_owned() }],
        link: vec![Link { label: "oscar".to_owned(), url: "https://unseen".to_owned() }],
        verify: words("papa"),
        ..step("rich", "Tick **quebec** now")
    };
    let first = Fix {
        when: words("juliet"),
        body: words("see [romeo](https://unseen)"),
        ..fix("india", vec![step("plain", "sierra"), rich])
    };
    let signature = Signature {
        codes: vec!["AADSTS90210".to_owned()],
        phrases: vec!["golf".to_owned()],
        ..Signature::default()
    };
    let detail =
        Detail { kind: DetailKind::Note, title: "delta".to_owned(), body: "- *ec*ho".to_owned() };
    Issue {
        short: "bravo".to_owned(),
        summary: "charlie".to_owned(),
        client: "unseen".to_owned(),
        aliases: vec!["tango".to_owned(), "foxtrot".to_owned()],
        examples: vec!["unseen".to_owned()],
        signatures: vec![signature],
        details: vec![detail],
        fixes: vec![first],
        tell_apart: vec![TellApart {
            issue: "other".parse().unwrap(),
            sign: Sign::When("hotel".to_owned()),
        }],
        ..issue("uniform", "alfa")
    }
}

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

fn any_issue() -> impl Strategy<Value = Issue> {
    let names = ("[a-dAé -]{0,16}", "[a-dвղ ]{0,6}", "[a-d1 ]{0,8}", "[a-d ]{0,8}");
    (names, "[a-dß’ \\n*-]{0,24}", "([A-D]{2}|AADSTS)[0-9]{2}").prop_map(
        |((title, short, alias, other), body, code)| {
            let some = Issue { short, ..with_aliases(issue("some", &title), &[&alias, &other]) };
            with_codes(with_body(some, &body), &[&code])
        },
    )
}

/// Words with and without marks of the syntax, most of them in some issue.
fn any_query() -> impl Strategy<Value = String> {
    let words = [
        "[a-d]{1,4}",
        "'?[a-dвղ]{1,3}[.-]?",
        "![a-d]{1,3}",
        "(aadsts)?[0-9]{1,2}",
        "¨?[a-d]¨[a-d]",
    ];
    let word = prop_oneof![
        8 => words[0],
        4 => words[1],
        1 => words[2],
        1 => words[3],
        1 => words[4],
    ];
    prop::collection::vec(word, 0..5).prop_map(|words| words.join(" "))
}

/// Everything that is searched of an issue, folded by the definition and not by the index.
fn searched(issue: &Issue) -> String {
    let mut text = String::new();
    places::visit(issue, &mut |_, part| text.extend([fold::fold(part).as_str(), "\n"]));
    text
}

proptest! {
    #[test]
    fn the_index_finds_what_reading_every_issue_finds(
        issues in prop::collection::vec(any_issue(), 0..140),
        queries in prop::collection::vec(any_query(), 1..6),
    ) {
        let index = Index::new(&issues);
        for query in queries {
            let parsed = Query::parse(&query);
            prop_assert_eq!(index.search(&parsed), naive::search(&issues, &parsed), "{}", query);
        }
    }

    #[test]
    fn marks_are_apart_and_made_of_whole_graphemes(
        query in "\\PC{0,12}",
        text in "[a-cA-C éßﬁ👩\u{200d}💻\u{301}テ\\r\\n]{0,40}",
    ) {
        use unicode_segmentation::UnicodeSegmentation;
        let edges: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        for query in [query, text.chars().skip(3).take(4).collect()].map(|query| Query::parse(&query)) {
            for marks in [query.marks(&text), query.similar_marks(&text)] {
                prop_assert!(marks.iter().all(|mark| !mark.is_empty()));
                prop_assert!(marks.iter().all(|mark| edges.contains(&mark.start) && edges.contains(&mark.end)));
                prop_assert!(marks.windows(2).all(|pair| pair[0].end < pair[1].start));
            }
        }
    }

    #[test]
    fn an_unwanted_word_is_in_no_hit(
        issues in prop::collection::vec(any_issue(), 0..12),
        wanted in "[a-d]{0,2}( [a-d]{1,4})?",
        unwanted in "[a-d]{1,2}",
    ) {
        let results = Index::new(&issues).search(&Query::parse(&format!("{wanted} !{unwanted}")));
        for hit in results.hits {
            prop_assert!(!searched(&issues[hit.issue]).contains(&unwanted));
        }
    }

    #[test]
    fn the_literal_hits_are_exactly_the_issues_with_every_word(
        issues in prop::collection::vec(any_issue(), 0..12),
        words in prop::collection::vec("[a-d]{1,3}", 1..4),
    ) {
        let results = Index::new(&issues).search(&Query::parse(&words.join(" ")));
        prop_assume!(results.dropped.is_none());
        let mut literal: Vec<_> =
            results.hits[..results.similar_from].iter().map(|hit| hit.issue).collect();
        literal.sort_unstable();
        let expected: Vec<_> = (0..issues.len())
            .filter(|&number| {
                let text = searched(&issues[number]);
                words.iter().all(|word| text.contains(word))
            })
            .collect();
        prop_assert_eq!(literal, expected);
    }

    #[test]
    fn every_query_is_answered_in_order_and_without_repetition(
        issues in prop::collection::vec(any_issue(), 0..12),
        query in "([!'a-dA-D0-9 é]{0,16}|\\PC{0,12})",
    ) {
        let results = Index::new(&issues).search(&Query::parse(&query));
        prop_assert!(results.hits.is_sorted_by_key(|hit| hit.rank));
        let similar = results.hits.iter().position(|hit| hit.rank == Rank::Similar);
        prop_assert_eq!(results.similar_from, similar.unwrap_or(results.hits.len()));
        let mut found: Vec<_> = results.hits.iter().map(|hit| hit.issue).collect();
        found.sort_unstable();
        prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
