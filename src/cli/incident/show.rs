//! `casebook incident show`

use super::{find, view};
use crate::{
    cli::{answer::Answer, args::IncidentArgs, context::Context, failure::Failure, text::Look},
    pack::Packs,
};

/// An incident with all its steps.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &IncidentArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let incident = find(context.store_to_read()?.as_ref(), &args.incident)?;
    view::answer(&incident, packs, args.json, look)
}
