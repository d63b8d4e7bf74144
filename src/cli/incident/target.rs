//! What of an incident was meant by the ids that somebody typed.

use super::Refusal;
use crate::{
    cli::{
        failure::{CliError, Failure},
        nearest::nearest,
    },
    incident::{Incident, StepState},
    issue::{FixId, IssueId, StepId},
    pack::Packs,
};

/// A fix of an issue of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FixOf {
    pub(super) issue: IssueId,
    pub(super) fix: FixId,
    /// Somebody did something for it, and nobody said that it did not help.
    pub(super) is_entered: bool,
}

/// The issue that is meant; it must belong to the incident.
pub(super) fn issue(incident: &Incident, typed: &str) -> Result<IssueId, Failure> {
    let name = normal(typed);
    let attached = || incident.issues().map(|attached| &attached.issue);
    if let Some(issue) = attached().find(|issue| issue.as_str() == name) {
        return Ok(issue.clone());
    }
    let mut ruled_out = incident.ruled_out().map(|(attached, _)| &attached.issue);
    if let Some(issue) = ruled_out.find(|issue| issue.as_str() == name) {
        let (incident, issue) = (incident.id().clone(), issue.clone());
        return Err(Refusal::RuledOut { incident, issue }.into());
    }
    Err(CliError::NotAttached {
        incident: incident.id().to_string(),
        typed: typed.to_owned(),
        attached: nearest(attached().map(IssueId::as_str), typed),
    }
    .into())
}

/// The step that is meant, be it gone from the pack.
pub(super) fn step(
    incident: &Incident,
    packs: &Packs,
    issue: &IssueId,
    typed: &str,
) -> Result<StepId, Failure> {
    let checklist = incident.checklist(issue, packs.issue(issue));
    let name = normal(typed);
    let found = checklist.steps.iter().find(|step| step.id.as_str() == name);
    found.map(|step| step.id.clone()).ok_or_else(|| {
        CliError::NoSuchStep {
            issue: issue.to_string(),
            typed: typed.to_owned(),
            nearest: nearest(checklist.steps.iter().map(|step| step.id.as_str()), typed),
        }
        .into()
    })
}

/// Every fix of an incident in the order of its issues, be it gone from the pack.
pub(super) fn fixes(incident: &Incident, packs: &Packs) -> Vec<FixOf> {
    let mut fixes: Vec<FixOf> = Vec::new();
    for attached in incident.issues() {
        let issue = &attached.issue;
        for step in incident.checklist(issue, packs.issue(issue)).steps {
            let is_entered = step.state() != StepState::Todo && !step.given_up;
            match fixes.iter_mut().find(|known| known.issue == *issue && known.fix == *step.fix) {
                Some(known) => known.is_entered |= is_entered,
                None => {
                    fixes.push(FixOf { issue: issue.clone(), fix: step.fix.clone(), is_entered });
                }
            }
        }
    }
    fixes
}

/// The fix that is meant by `fix`, where one issue alone has such a one, or by `issue/fix`.
pub(super) fn fix(incident: &Incident, fixes: &[FixOf], typed: &str) -> Result<FixOf, Refusal> {
    let name = normal(typed);
    let is_meant = |fix: &&FixOf| fix.fix.as_str() == name || fix.full_name() == name;
    let meant: Vec<&FixOf> = fixes.iter().filter(is_meant).collect();
    match meant[..] {
        [one] => Ok(one.clone()),
        [] => Err(Refusal::NoSuchFix {
            incident: incident.id().clone(),
            typed: typed.to_owned(),
            nearest: nearest(fixes.iter().map(|fix| fix.fix.as_str()), typed),
        }),
        _ => Err(Refusal::AmbiguousFix {
            typed: typed.to_owned(),
            candidates: meant.into_iter().map(FixOf::full_name).collect(),
        }),
    }
}

impl FixOf {
    /// What it is called among others.
    pub(super) fn name_among(&self, fixes: &[Self]) -> String {
        let is_alone = fixes.iter().filter(|other| other.fix == self.fix).count() == 1;
        if is_alone { self.fix.to_string() } else { self.full_name() }
    }

    fn full_name(&self) -> String {
        format!("{}/{}", self.issue, self.fix)
    }
}

/// Case does not count.
fn normal(typed: &str) -> String {
    typed.trim().to_lowercase()
}
