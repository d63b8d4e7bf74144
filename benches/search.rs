//! How long a keystroke in the search box takes: `cargo bench --bench search`, or with `-- similar`
//! only the queries of such a name.

#![expect(clippy::unwrap_used, reason = "a measurement may panic")]

mod support {
    pub(crate) mod figures;
    pub(crate) mod made_up;
    pub(crate) mod memory;
    pub(crate) mod pack_in_memory;
    pub(crate) mod times;
}

use std::{env, hint::black_box, time::Duration};

use casebook::{
    issue::Issue,
    search::{Index, Query},
};

use self::support::{
    figures::{figure, note},
    memory::Megabytes,
    pack_in_memory,
    times::{Times, timed},
};

const RUNS: usize = 200;

/// What people type, from the shortest to the most tedious for an index.
const QUERIES: &[(&str, &str)] = &[
    ("empty", ""),
    ("one letter", "e"),
    ("one rare letter", "q"),
    ("two letters", "re"),
    ("three letters", "con"),
    ("common word", "consent"),
    ("rare word", "bivodura"),
    ("code", "50076"),
    ("several letters", "a e i o u t n s"),
    ("several words", "consent admin token"),
    ("common and rare", "the tenant bivodura"),
    ("phrase", "the client tenant"),
    ("similar", "unsuported"),
    ("similar, short", "tnt"),
    ("similar, common letters", "teri"),
    ("similar, several", "cnsent tnant admn"),
    ("literally", "'consent 'admin"),
    ("not", "consent !admin !token"),
    ("no hit", "xyzzyx"),
    ("no hit, common letters", "onsetion"),
    ("no hit, several words", "resention onsetion statenter"),
    ("one word too many", "consent admin onsetion"),
    (
        "pasted",
        "consent to the client tenant was refused because admin permission is missing in graph",
    ),
];

/// What of many times the limit is for, and the limit.
type Limit = (fn(&Times) -> Duration, Duration);

fn main() {
    let only = env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    let few: Limit = (Times::median, Duration::from_micros(300));
    let many: Limit = (Times::p99, Duration::from_millis(14));
    for (packs, limit) in [(pack_in_memory::builtin(), few), (pack_in_memory::with_many(), many)] {
        let index = indexed(packs.issues());
        for (name, text) in QUERIES.iter().filter(|(name, _)| name.contains(&only)) {
            measure(&index, &format!("{} issues, {name}", packs.issues().len()), text, limit);
        }
    }
}

fn indexed(issues: &[Issue]) -> Index {
    let resident = || Megabytes::of("self", "VmRSS").unwrap_or(Megabytes(0.0));
    let before = resident();
    let (index, took) = timed(|| Index::new(issues));
    let grown = Megabytes(resident().0 - before.0);
    note(
        &format!("{} issues, indexed", issues.len()),
        format_args!("{took:.2?}, {grown:.1?} more"),
    );
    index
}

fn measure(index: &Index, name: &str, text: &str, (of, limit): Limit) {
    let search = || index.search(&Query::parse(black_box(text)));
    let times: Times = (0..RUNS).map(|_| timed(search).1).collect();
    let results = search();
    let (literal, similar) = (results.similar_from, results.hits.len() - results.similar_from);
    figure(name, of(&times), limit, format_args!("{times}; {literal} + {similar} hits"));
}
