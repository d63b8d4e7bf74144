//! `casebook incident fix`

use super::{
    change::{Change, line},
    target,
};
use crate::{
    cli::{
        answer::Answer,
        args::{FixArgs, FixMark},
        context::Context,
        failure::Failure,
        text::Look,
    },
    incident::{Act, FixState},
    pack::Packs,
};

/// Marks a fix that did not help, or takes that back; repeating a state adds no event.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &FixArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let mut change = Change::of_open(context, &args.of.incident)?;
    let issue = target::issue(change.incident(), &args.issue)?;
    let mut fixes = change.incident().candidates(packs);
    fixes.retain(|fix| fix.issue == issue);
    let fix = target::fix(change.incident(), &fixes, &args.fix)?.fix.clone();
    let (state, reason) = (FixState::from(args.state), line(args.reason.as_deref()));
    change.record([Act::Fix { issue, fix, state, reason }])?;
    change.answer(packs, args.of.json, look)
}

impl From<FixMark> for FixState {
    fn from(mark: FixMark) -> Self {
        match mark {
            FixMark::Failed => Self::Failed,
            FixMark::Open => Self::Open,
        }
    }
}
