//! `casebook incident attach`

use super::change::Change;
use crate::{
    cli::{answer::Answer, args::AttachArgs, context::Context, failure::Failure, show, text::Look},
    incident::Act,
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
    change.record([Act::attach_from(packs, show::find(packs, &args.issue)?)])?;
    change.answer(packs, args.of.json, look)
}
