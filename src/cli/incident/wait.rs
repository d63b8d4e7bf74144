//! `casebook incident wait`

use jiff::Timestamp;

use super::{Refusal, change::Change, target};
use crate::{
    cli::{
        answer::Answer,
        args::{WaitArgs, Whom},
        context::Context,
        failure::Failure,
        text::Look,
    },
    incident::{Act, Incident, RunningWait},
    issue::{IssueId, StepId, Wait, WaitOn},
    pack::Packs,
};

/// Starts a wait, or says of one that runs that somebody looked in vain, which keeps its times.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &WaitArgs,
    look: Look,
) -> Result<Answer, Failure> {
    if let (Some(earliest), Some(latest)) = (args.earliest, args.latest)
        && latest < earliest
    {
        return Err(Refusal::EndsBeforeItBegins.into());
    }
    let mut change = Change::of_open(context, &args.of.incident)?;
    let issue = target::issue(change.incident(), &args.issue)?;
    let step = target::step(change.incident(), packs, &issue, &args.step)?;
    refuse_given_up(change.incident(), packs, &issue, &step)?;
    let running = change.incident().waiting(&issue, &step);
    if running.is_some() && !args.says_how() {
        change.record([Act::Looked { issue, step }])?;
    } else {
        let running = running.map(RunningWait::from);
        let definition = packs.issue(&issue).and_then(|issue| issue.step(&step));
        let proposed = definition.and_then(|(_, step)| step.wait.as_ref());
        let wait = begun(args, proposed, running.clone(), change.now());
        change.note(without_end(&wait));
        if running.as_ref() != Some(&wait) {
            change.record([Act::wait(&issue, &step, wait)])?;
        }
    }
    change.answer(packs, args.of.json, look)
}

fn refuse_given_up(
    incident: &Incident,
    packs: &Packs,
    issue: &IssueId,
    step: &StepId,
) -> Result<(), Refusal> {
    let checklist = incident.checklist(issue, packs.issue(issue));
    match checklist.steps.iter().find(|one| one.id == step && one.given_up) {
        None => Ok(()),
        Some(one) => Err(Refusal::GivenUp {
            incident: incident.id().clone(),
            issue: issue.clone(),
            fix: one.fix.clone(),
        }),
    }
}

/// Times that were typed take the place of all that would hold otherwise; whom is waited for is a question of its own.
fn begun(
    args: &WaitArgs,
    proposed: Option<&Wait>,
    running: Option<RunningWait>,
    now: Timestamp,
) -> RunningWait {
    let proposed = || proposed.map(|wait| RunningWait::begun(wait, now)).unwrap_or_default();
    let mut wait = running.unwrap_or_else(proposed);
    if args.earliest.is_some() || args.latest.is_some() {
        let on = WaitOn::Microsoft;
        let typed = Wait { earliest: args.earliest, latest: args.latest, on };
        wait = RunningWait { on: wait.on, ..RunningWait::begun(&typed, now) };
    }
    RunningWait { on: args.on.map(WaitOn::from).or(wait.on), ..wait }
}

/// Nothing reminds of a wait without times.
fn without_end(wait: &RunningWait) -> Option<String> {
    let said = "the wait has no time and never comes due: --min and --max give it one";
    (wait.earliest.is_none() && wait.latest.is_none()).then(|| said.to_owned())
}

impl WaitArgs {
    /// Whether anything was said about the wait itself.
    fn says_how(&self) -> bool {
        self.earliest.is_some() || self.latest.is_some() || self.on.is_some()
    }
}

impl From<Whom> for WaitOn {
    fn from(whom: Whom) -> Self {
        match whom {
            Whom::Microsoft => Self::Microsoft,
            Whom::Rewst => Self::Rewst,
            Whom::Client => Self::Client,
        }
    }
}
