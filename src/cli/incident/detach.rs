//! `casebook incident detach`

use super::{
    Refusal,
    change::{Change, line},
    target,
};
use crate::{
    cli::{
        answer::Answer,
        args::DetachArgs,
        context::Context,
        failure::{CliError, Failure},
        text::Look,
    },
    incident::Act,
    pack::Packs,
};

/// Rules an issue out; a reason may be given, or corrected, later.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &DetachArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let mut change = Change::of_open(context, &args.of.incident)?;
    let issue = match target::issue(change.incident(), &args.issue) {
        Ok(issue) | Err(Failure::Expected(CliError::Refused(Refusal::RuledOut { issue, .. }))) => {
            issue
        }
        Err(failure) => return Err(failure),
    };
    change.record([Act::Detached { issue, reason: line(args.reason.as_deref()) }])?;
    change.answer(packs, args.of.json, look)
}
