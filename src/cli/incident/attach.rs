//! `casebook incident attach`

use super::change::Change;
use crate::{
    cli::{answer::Answer, args::AttachArgs, context::Context, failure::Failure, show, text::Look},
    incident::Act,
    issue::Issue,
    pack::Packs,
};

/// Takes an issue into an incident, or back into it.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &AttachArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let mut change = Change::of_open(context, &args.of.incident)?;
    change.record([act(packs, show::find(packs, &args.issue)?)])?;
    change.answer(packs, args.of.json, look)
}

/// Taking an issue into an incident as its pack has it today.
pub(super) fn act(packs: &Packs, issue: &Issue) -> Act {
    let version = packs.pack(&issue.pack).map_or("", |pack| &pack.version);
    Act::attach(issue, version)
}
