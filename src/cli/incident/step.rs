//! `casebook incident step`

use super::{
    Refusal,
    change::{Change, line},
    target,
};
use crate::{
    cli::{
        answer::Answer,
        args::{StepArgs, StepMark},
        context::Context,
        failure::Failure,
        text::Look,
    },
    incident::{Act, StepState},
    pack::Packs,
};

/// Marks a step; repeating a state adds no event.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &StepArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let state = StepState::from(args.state);
    let reason = line(args.reason.as_deref());
    if state == StepState::Skipped && reason.is_none() {
        return Err(Refusal::NoReason.into());
    }
    let mut change = Change::of_open(context, &args.of.incident)?;
    let issue = target::issue(change.incident(), &args.issue)?;
    let step = target::step(change.incident(), packs, &issue, &args.step)?;
    change.record([Act::mark(&issue, &step, state, reason)])?;
    change.answer(packs, args.of.json, look)
}

impl From<StepMark> for StepState {
    fn from(mark: StepMark) -> Self {
        match mark {
            StepMark::Done => Self::Done,
            StepMark::Failed => Self::Failed,
            StepMark::Skipped => Self::Skipped,
            StepMark::Todo => Self::Todo,
        }
    }
}
