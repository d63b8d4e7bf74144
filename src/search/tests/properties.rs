//! What holds of every search.

use proptest::prelude::*;

use super::{
    super::*,
    issues::{issue, with_aliases, with_body, with_codes},
    naive,
};
use crate::issue::Issue;

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
