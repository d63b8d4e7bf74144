//! `casebook check --errors`: how good the diagnosis is.

use std::{fs, path::Path};

use serde::Serialize;

use super::{Answer, CheckArgs, CliError, Failure, Matchers, Packs, Text};
use crate::{
    cli::text::{BAD, DIM, GOOD, Look, PLAIN},
    diagnose::{
        Confidence,
        yardstick::{Labelled, Measured, Miss, Share, measure, read},
    },
};

/// What an error was taken for, as far as a line tells it.
const MOST_FOUND: usize = 4;

/// What is told of the positives that were found; the fewer the better.
const ONLY_POSSIBLE: &str = "of these merely possible";

/// Of every so many errors the last is held back.
const HELD_BACK: usize = 3;

/// The documented contract of `casebook check --errors --json`.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    shares: Shares,
    misses: Vec<MissEntry<'a>>,
    held_back: Option<Shares>,
}

#[derive(Serialize)]
struct Shares {
    first: ShareEntry,
    /// Those among the right ones that are merely possible.
    first_possible: usize,
    among_three: ShareEntry,
    negative: ShareEntry,
}

#[derive(Serialize)]
struct ShareEntry {
    right: usize,
    of: usize,
}

#[derive(Serialize)]
struct MissEntry<'a> {
    id: &'a str,
    primary: &'a str,
    found: Vec<FoundEntry<'a>>,
}

#[derive(Serialize)]
struct FoundEntry<'a> {
    issue: &'a str,
    confidence: Confidence,
}

/// The shares of the errors that were told right, and those that were not; a miss is the notable answer.
pub(super) fn answer(
    packs: &Packs,
    file: &Path,
    args: &CheckArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let measure = {
        let matchers = Matchers::new(packs);
        move |errors: Vec<Labelled>| measure(packs, &matchers, &errors)
    };
    let (for_tuning, held_back) = if args.hold_back {
        let (for_tuning, held_back) = split(labelled(file)?);
        (measure(for_tuning), Some(measure(held_back)))
    } else {
        (measure(labelled(file)?), None)
    };
    let has_miss = |measured: &Measured| !measured.misses.is_empty();
    let is_notable = has_miss(&for_tuning) || held_back.as_ref().is_some_and(has_miss);
    let text = if args.json {
        Text::json(&document(&for_tuning, held_back.as_ref()))?
    } else {
        print(&for_tuning, held_back.as_ref(), look)
    };
    Ok(Answer::new(text).notable(is_notable))
}

fn labelled(file: &Path) -> Result<Vec<Labelled>, CliError> {
    let text = fs::read_to_string(file).map_err(|error| CliError::unreadable(file, error))?;
    read(&text).map_err(|error| CliError::Labels { path: file.to_owned(), error })
}

/// The errors that are for tuning, and those that are held back.
fn split(errors: Vec<Labelled>) -> (Vec<Labelled>, Vec<Labelled>) {
    let (mut for_tuning, mut held_back) = (Vec::new(), Vec::new());
    for (number, error) in (1_usize..).zip(errors) {
        let errors =
            if number.is_multiple_of(HELD_BACK) { &mut held_back } else { &mut for_tuning };
        errors.push(error);
    }
    (for_tuning, held_back)
}

fn document<'a>(measured: &'a Measured, held_back: Option<&Measured>) -> Document<'a> {
    let miss = |miss: &'a Miss| MissEntry {
        id: &miss.id,
        primary: &miss.primary,
        found: miss
            .found
            .iter()
            .map(|(issue, confidence)| FoundEntry { issue, confidence: *confidence })
            .collect(),
    };
    Document {
        shares: shares(measured),
        misses: measured.misses.iter().map(miss).collect(),
        held_back: held_back.map(shares),
    }
}

fn shares(measured: &Measured) -> Shares {
    let entry = |Share { right, of }| ShareEntry { right, of };
    Shares {
        first: entry(measured.first),
        first_possible: measured.first_possible,
        among_three: entry(measured.among_three),
        negative: entry(measured.negative),
    }
}

fn print(measured: &Measured, held_back: Option<&Measured>, look: Look) -> Text {
    let mut text = Text::new(look);
    print_shares(&mut text, "", measured);
    if let Some(held_back) = held_back {
        print_shares(&mut text, "held back: ", held_back);
    }
    for miss in &measured.misses {
        text.piece(BAD, "miss").piece(PLAIN, &format!(" {}: {}", miss.id, miss.primary));
        text.piece(DIM, &format!(", told as {}", told(miss))).end();
    }
    text
}

fn print_shares(text: &mut Text, name: &str, measured: &Measured) {
    let possible = Share { right: measured.first_possible, of: measured.first.right };
    let shares = [
        ("positives with an acceptable issue first", measured.first),
        (ONLY_POSSIBLE, possible),
        ("positives and synthetics with the primary among the first three", measured.among_three),
        ("negatives with nothing likely or better", measured.negative),
    ];
    for (what, share) in shares.into_iter().filter(|(_, share)| share.of > 0) {
        let is_good = share.right == share.of && what != ONLY_POSSIBLE;
        let style = if is_good { GOOD } else { PLAIN };
        text.piece(style, &share.to_string()).piece(PLAIN, &format!("  {name}{what}")).end();
    }
}

fn told(miss: &Miss) -> String {
    let found = miss.found.iter().take(MOST_FOUND);
    let found: Vec<_> =
        found.map(|(issue, confidence)| format!("{issue} ({})", confidence.as_str())).collect();
    if found.is_empty() { "nothing".to_owned() } else { found.join(", ") }
}
