//! `casebook diagnose`

use std::num::NonZeroUsize;

use anstyle::Style;

use super::{
    answer::Answer,
    args::DiagnoseArgs,
    failure::Failure,
    input::{self, Raw},
    table::Table,
    text::{BOLD, DIM, GOOD, Look, PLAIN, Text},
};
use crate::{
    diagnose::{Confidence, Diagnosis, Match, Matchers, Shown},
    export::diagnosis_as_json,
    pack::Packs,
    redact::Options,
};

/// Matches that are told without `-n`.
const LIMIT: usize = 5;

/// The issues that a raw error may be, the surest first; that none is known is the notable answer.
pub(super) fn answer(packs: &Packs, args: &DiagnoseArgs, look: Look) -> Result<Answer, Failure> {
    let Raw { text: raw, note } = input::read(&args.source)?;
    let diagnosis = Matchers::new(packs).diagnose(packs, &raw);
    let is_known = diagnosis.is_known();
    let shown = Shown::new(diagnosis, &raw, &mut input::tokens(), &Options::default());
    let limit = args.limit.map_or(LIMIT, NonZeroUsize::get);
    let text = if args.json {
        Text::json(&diagnosis_as_json(packs, &shown, limit)?)?
    } else {
        lines(packs, &shown, limit, look)
    };
    let about = (!args.json && !is_known).then(|| unknown(&shown.diagnosis));
    Ok(Answer::new(text)
        .notable(!is_known)
        .with_notes(note)
        .with_notes(left_out(&shown.diagnosis))
        .with_notes(about))
}

/// One line a match, with the number of its error where there are several.
fn lines(packs: &Packs, shown: &Shown, limit: usize, look: Look) -> Text {
    let mut table = Table::default();
    let has_several = shown.diagnosis.groups.len() > 1;
    for (number, _, found) in shown.matches().into_iter().take(limit) {
        let short = packs.issue(&found.issue).map_or("", |issue| &issue.short);
        let number = has_several.then(|| (DIM, format!("error {number}")));
        table.row(cells(shown, found, short).into_iter().chain(number));
    }
    let mut text = Text::new(look);
    table.print(&mut text);
    text
}

fn cells(shown: &Shown, found: &Match, short: &str) -> [(Style, String); 4] {
    [
        (style(found.confidence), found.confidence.as_str().to_owned()),
        (BOLD, found.issue.to_string()),
        (PLAIN, short.to_owned()),
        (DIM, shown.reason(found)),
    ]
}

const fn style(confidence: Confidence) -> Style {
    match confidence {
        Confidence::Certain => GOOD,
        Confidence::Likely => PLAIN,
        Confidence::Possible => DIM,
    }
}

fn unknown(diagnosis: &Diagnosis) -> String {
    let is_near = diagnosis.groups.iter().any(|group| !group.matches.is_empty());
    let nearest =
        if is_near { "no known issue, what is told is merely near" } else { "no known issue" };
    match diagnosis.look_up() {
        Some(url) => format!("{nearest}; Microsoft on the code: {url}"),
        None => nearest.to_owned(),
    }
}

fn left_out(diagnosis: &Diagnosis) -> Option<String> {
    let bytes = diagnosis.shortened?.bytes();
    Some(format!("the text is long: {bytes} bytes in its middle were left out"))
}
