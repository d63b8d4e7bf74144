//! `casebook redact`

use serde::Serialize;

use super::{
    answer::Answer,
    args::RedactArgs,
    failure::{CliError, Failure},
    input::{self, Raw},
    text::{Look, Text},
};
use crate::{
    export::counts,
    redact::{Class, Options, redact},
};

/// The documented contract of `casebook redact --json`.
#[derive(Serialize)]
struct Document {
    redacted: String,
    #[serde(serialize_with = "counts")]
    replaced: Vec<(Class, usize)>,
}

/// The text without customer data, and how much of it was replaced.
pub(super) fn answer(args: &RedactArgs, look: Look) -> Result<Answer, Failure> {
    let raw = input::read(&args.source)?;
    if raw.is_binary() {
        return Err(CliError::Binary.into());
    }
    let nothing = raw.is_blank().then(|| "there is no text to redact".to_owned());
    let Raw { text: raw, note } = raw;
    let redacted = redact(&raw, &mut input::tokens(), &Options::default());
    let replaced = redacted.counts();
    if args.json {
        let document = Document { redacted: redacted.text, replaced };
        return Ok(Answer::new(Text::json(&document)?).with_notes(note).with_notes(nothing));
    }
    let mut text = Text::new(look);
    text.lines(&redacted.text);
    if !redacted.text.is_empty() && !redacted.text.ends_with('\n') {
        text.end();
    }
    Ok(Answer::new(text).with_notes(note).with_notes([nothing.unwrap_or_else(|| told(&replaced))]))
}

/// `replaced 2 email, 1 guid`
fn told(replaced: &[(Class, usize)]) -> String {
    let counts: Vec<_> = replaced.iter().map(|(class, count)| format!("{count} {class}")).collect();
    if counts.is_empty() {
        "nothing was replaced".to_owned()
    } else {
        format!("replaced {}", counts.join(", "))
    }
}
