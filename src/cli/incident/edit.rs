//! `casebook incident edit`

use super::change::Change;
use crate::{
    clean::clean_line,
    cli::{answer::Answer, args::EditArgs, context::Context, failure::Failure, text::Look},
    incident::Act,
    pack::Packs,
};

/// Corrects what an incident is called, in a closed one too.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &EditArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let mut change = Change::of(context, &args.of.incident)?;
    let incident = change.incident();
    let act = Act::Edited {
        ticket: corrected(args.ticket.as_deref(), incident.ticket()),
        client: corrected(args.client.as_deref(), incident.client()),
        title: corrected(args.title.as_deref(), incident.title()),
    };
    change.record([act])?;
    change.answer(packs, args.of.json, look)
}

/// What is not as it was.
fn corrected(typed: Option<&str>, known: &str) -> Option<String> {
    let typed = clean_line(typed?.trim()).into_owned();
    (typed != known).then_some(typed)
}
