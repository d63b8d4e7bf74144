//! `casebook diagnose`

use std::num::NonZeroUsize;

use anstyle::Style;

use super::{
    answer::Answer,
    args::DiagnoseArgs,
    context::Context,
    failure::Failure,
    input::{self, Raw},
    table::Table,
    text::{BOLD, DIM, GOOD, Look, PLAIN, Text},
};
use crate::{
    diagnose::{Confidence, Match, Matchers, Shown},
    drafts::save_draft,
    export::{diagnosis_as_json, draft_issue},
    pack::Packs,
    redact::Options,
};

mod notes;

/// The issues that a raw error may be, the surest first; that none is known is the notable answer.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &DiagnoseArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let raw = input::read(&args.source)?;
    let shown = diagnose(packs, &raw);
    let answer = if args.draft {
        draft(context, packs, &shown)?
    } else if args.json {
        Answer::new(Text::json(&diagnosis_as_json(packs, &shown, args.limit))?)
    } else {
        let notes = notes::notes(packs, &shown, args.limit, look);
        Answer::new(lines(packs, &shown, args.limit, look)).with_notes(notes)
    };
    let is_notable = !args.draft && !shown.diagnosis.is_known();
    Ok(answer.notable(is_notable).with_notes(about(&raw, &shown)))
}

/// What happens to be like an issue in something that is no text is not told.
fn diagnose(packs: &Packs, raw: &Raw) -> Shown {
    let mut diagnosis = Matchers::new(packs).diagnose(packs, &raw.text);
    if raw.is_binary() {
        diagnosis.groups.clear();
    }
    Shown::new(diagnosis, &raw.text, &mut input::tokens(), &Options::default())
}

/// The path of a file that was made.
fn draft(context: &Context, packs: &Packs, shown: &Shown) -> Result<Answer, Failure> {
    let Some(draft) = draft_issue(packs, shown) else { return Ok(no_draft(shown)) };
    let path = save_draft(&context.paths.packs_dir, &draft)?;
    let mut text = Text::default();
    text.piece(PLAIN, &path.to_string_lossy()).end();
    let next =
        "the draft is an issue already: write down what is known of it, then run `casebook check`";
    Ok(Answer::new(text).with_notes([next.to_owned()]))
}

/// An empty text is told elsewhere.
fn no_draft(shown: &Shown) -> Answer {
    let known = shown
        .matches()
        .first()
        .map(|(.., found)| format!("no draft was made: this is the known issue `{}`", found.issue));
    Answer::new(Text::default()).notable(true).with_notes(known)
}

/// One line a match, with the number of its error where there are several.
fn lines(packs: &Packs, shown: &Shown, limit: Option<NonZeroUsize>, look: Look) -> Text {
    let mut table = Table::default();
    let has_several = shown.diagnosis.groups.len() > 1;
    for (number, _, found) in shown.told(limit) {
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

/// What is to be known about the text as a whole.
fn about(raw: &Raw, shown: &Shown) -> impl Iterator<Item = String> {
    let nothing = shown.is_empty().then(|| {
        if raw.is_blank() {
            "there is no text to diagnose"
        } else if raw.is_binary() {
            "this is no text but binary data: there is nothing to diagnose"
        } else {
            "there are no words to diagnose in the text"
        }
    });
    let left_out = shown
        .diagnosis
        .shortened
        .map(|gap| format!("the text is long: {} bytes in its middle were left out", gap.bytes()));
    raw.note.clone().into_iter().chain(nothing.map(str::to_owned)).chain(left_out)
}
