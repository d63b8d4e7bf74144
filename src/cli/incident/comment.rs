//! `casebook incident comment`

use super::{Refusal, change::Change, target};
use crate::{
    clean::clean,
    cli::{
        answer::Answer, args::CommentArgs, context::Context, failure::Failure, input, text::Look,
    },
    incident::{Act, Incident, LONGEST_COMMENT, StepRef},
    pack::Packs,
};

/// Writes something down, in a closed incident too.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &CommentArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let mut change = Change::of(context, &args.of.incident)?;
    let on = args.step.as_deref().map(|typed| place(change.incident(), packs, typed));
    let on = on.transpose()?;
    let text = text(&args.text)?;
    change.record([Act::Commented { on, text }])?;
    change.answer(packs, args.of.json, look)
}

fn place(incident: &Incident, packs: &Packs, typed: &str) -> Result<StepRef, Failure> {
    let parts = typed.split_once('/');
    let (issue, step) = parts.ok_or_else(|| Refusal::NotAPlace(typed.to_owned()))?;
    let issue = target::issue(incident, issue)?;
    let step = target::step(incident, packs, &issue, step)?;
    Ok(StepRef { issue, step })
}

fn text(typed: &str) -> Result<String, Failure> {
    let text = if typed == "-" {
        let raw = input::stdin("write the comment")?;
        if raw.is_binary() {
            return Err(Refusal::NoComment("this is no text but binary data").into());
        }
        raw.text
    } else {
        typed.to_owned()
    };
    let text = clean(text.trim()).into_owned();
    match text.len() {
        0 => Err(Refusal::NoComment("there is no text").into()),
        1..=LONGEST_COMMENT => Ok(text),
        _ => Err(Refusal::NoComment("it is longer than 64 KiB").into()),
    }
}
