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

/// Which of the [`cells`] is the reason.
const REASON: usize = 3;

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

/// One line a match, with the number of its error where there are several; on a narrow terminal the reason below it.
fn lines(packs: &Packs, shown: &Shown, limit: Option<NonZeroUsize>, look: Look) -> Text {
    let mut table = Table::with_below(REASON);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;

    const TWO: &str = "AADSTS50076: Due to a configuration change made by your administrator, you must use \
        multi-factor authentication\n\n\nAADSTS700082: The refresh token has expired due to inactivity.";

    fn told(width: Option<usize>) -> String {
        let (packs, _) = Packs::merge([builtin::pack()]);
        let shown = diagnose(&packs, &Raw { text: TWO.to_owned(), note: None });
        lines(&packs, &shown, NonZeroUsize::new(2), Look { width, ascii: false })
            .as_str()
            .to_owned()
    }

    fn stripped(width: Option<usize>) -> String {
        anstream::adapter::strip_str(&told(width)).to_string()
    }

    #[test]
    fn on_a_narrow_terminal_the_whole_reason_stands_below_its_match() {
        let piped = stripped(None);
        assert_eq!(piped.lines().count(), 2, "{piped}");
        assert!(piped.contains("AADSTS50076, “"), "{piped}");

        let narrow = stripped(Some(80));
        assert!(
            narrow.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80),
            "{narrow}"
        );
        let words = |text: &str| {
            let mut words: Vec<_> = text.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        assert_eq!(words(&narrow), words(&piped), "{narrow}");
        let first = narrow.lines().next().unwrap();
        assert!(first.starts_with("certain  ") && first.ends_with("  error 1"), "{narrow}");
        assert!(narrow.lines().nth(1).unwrap().starts_with("    AADSTS"), "{narrow}");
    }
}
