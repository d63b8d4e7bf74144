//! `casebook incident reopen`

use super::change::Change;
use crate::{
    cli::{answer::Answer, args::IncidentArgs, context::Context, failure::Failure, text::Look},
    incident::Act,
    pack::Packs,
};

/// Lets a closed incident go on; one that goes on stays as it is.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &IncidentArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let mut change = Change::of(context, &args.incident)?;
    change.record([Act::Reopened])?;
    change.answer(packs, args.json, look)
}
