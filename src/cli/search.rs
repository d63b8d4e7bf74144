//! `casebook search`

use std::num::NonZeroUsize;

use serde::Serialize;

use super::{
    answer::Answer,
    args::SearchArgs,
    failure::Failure,
    list::{self, Row},
    table::Table,
    text::{DIM, Look, Text},
};
use crate::{
    issue::Issue,
    pack::Packs,
    search::{Index, Query, Rank},
};

/// An issue that was found.
#[derive(Debug, Serialize)]
struct Found<'a> {
    #[serde(flatten)]
    row: Row<'a>,
    rank: &'static str,
    similar: bool,
}

/// The issues that have the words, best first; none is the notable answer.
pub(super) fn answer(packs: &Packs, args: &SearchArgs, look: Look) -> Result<Answer, Failure> {
    let issues = packs.issues();
    let results = Index::new(issues).search(&Query::parse(&args.query.join(" ")));
    let total = results.hits.len();
    let hits = results.hits.iter().take(args.limit.map_or(usize::MAX, NonZeroUsize::get));
    let hits: Vec<_> = hits.map(|hit| (&issues[hit.issue], hit.rank)).collect();
    let text = if args.json { json(&hits)? } else { table(packs, &hits, look) };
    let left_out = results.dropped.map(|word| format!("no issue has all words: left out `{word}`"));
    let nothing = (total == 0).then(|| "no issue has these words".to_owned());
    Ok(Answer::new(text).notable(total == 0).with_notes(left_out).with_notes(nothing))
}

fn json(hits: &[(&Issue, Rank)]) -> serde_json::Result<Text> {
    let found = hits.iter().map(|(issue, rank)| Found {
        row: Row::of(issue),
        rank: word(*rank),
        similar: *rank == Rank::Similar,
    });
    Text::json(&found.collect::<Vec<_>>())
}

/// The merely similar issues stand below a line that says so.
fn table(packs: &Packs, hits: &[(&Issue, Rank)], look: Look) -> Text {
    let mut text = Text::new(look);
    let (similar, literal): (Vec<_>, Vec<_>) =
        hits.iter().partition(|(_, rank)| *rank == Rank::Similar);
    print(&mut text, packs, &literal);
    if !similar.is_empty() {
        text.piece(DIM, "similar:").end();
        print(&mut text, packs, &similar);
    }
    text
}

fn print(text: &mut Text, packs: &Packs, hits: &[(&Issue, Rank)]) {
    let mut table = Table::default();
    for (issue, _) in hits {
        list::add_row(&mut table, packs, issue);
    }
    table.print(text);
}

const fn word(rank: Rank) -> &'static str {
    match rank {
        Rank::Code => "code",
        Rank::Phrase => "phrase",
        Rank::Words => "words",
        Rank::Similar => "similar",
    }
}
