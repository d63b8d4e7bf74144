//! `casebook incident step`

use super::{find, record, view};
use crate::{
    clean::clean_line,
    cli::{
        answer::Answer,
        args::{StepArgs, StepMark},
        context::Context,
        failure::{CliError, Failure},
        nearest::nearest,
        text::Look,
    },
    incident::{Act, Incident, StepState},
    issue::{IssueId, StepId},
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
    let reason = args.reason.as_deref().map(|reason| clean_line(reason.trim()).into_owned());
    let reason = reason.filter(|reason| !reason.is_empty());
    if state == StepState::Skipped && reason.is_none() {
        return Err(CliError::NoReason.into());
    }
    if !context.has_store() {
        // An unknown id makes no store.
        find(None, &args.incident)?;
    }
    let (mut store, not_backed_up) = context.store_to_write()?;
    let mut incident = find(Some(&store), &args.incident)?;
    let (issue, step) = target(&incident, packs, args)?;
    let repeats = reason.is_none() && incident.state(&issue, &step) == state;
    let act = Act::mark(&issue, &step, state, reason);
    if !repeats && incident.would_change(&act) {
        let events = record::events(&context.config, incident.id(), vec![act]);
        store.append(events)?.into_iter().for_each(|event| incident.apply(event));
    }
    Ok(view::answer(&incident, packs, args.json, look)?.with_notes(not_backed_up))
}

/// The step that is meant, be it gone from the pack.
fn target(
    incident: &Incident,
    packs: &Packs,
    args: &StepArgs,
) -> Result<(IssueId, StepId), CliError> {
    let attached = || incident.issues().map(|attached| &attached.issue);
    let typed = args.issue.trim().to_lowercase();
    let issue =
        attached().find(|issue| issue.as_str() == typed).ok_or_else(|| CliError::NotAttached {
            incident: incident.id().to_string(),
            typed: args.issue.clone(),
            attached: nearest(attached().map(IssueId::as_str), &args.issue),
        })?;
    let checklist = incident.checklist(issue, packs.issue(issue));
    let typed = args.step.trim().to_lowercase();
    let step = checklist.steps.iter().find(|step| step.id.as_str() == typed);
    let step = step.ok_or_else(|| CliError::NoSuchStep {
        issue: issue.to_string(),
        typed: args.step.clone(),
        nearest: nearest(checklist.steps.iter().map(|step| step.id.as_str()), &args.step),
    })?;
    Ok((issue.clone(), step.id.clone()))
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
