//! What of an incident was meant by the ids that somebody typed.

use super::Refusal;
use crate::{
    cli::{
        failure::{CliError, Failure},
        nearest::nearest,
    },
    incident::{Candidate, Incident},
    issue::{IssueId, StepId},
    pack::Packs,
};

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

/// The fix that is meant by `fix`, where one issue alone has such a one, or by `issue/fix`.
pub(super) fn fix<'a>(
    incident: &Incident,
    fixes: &'a [Candidate],
    typed: &str,
) -> Result<&'a Candidate, Refusal> {
    let name = normal(typed);
    let is_meant = |fix: &&Candidate| fix.fix.as_str() == name || full_name(fix) == name;
    let meant: Vec<&Candidate> = fixes.iter().filter(is_meant).collect();
    match meant[..] {
        [one] => Ok(one),
        [] => Err(Refusal::NoSuchFix {
            incident: incident.id().clone(),
            typed: typed.to_owned(),
            nearest: nearest(fixes.iter().map(|fix| fix.fix.as_str()), typed),
        }),
        _ => Err(Refusal::AmbiguousFix {
            typed: typed.to_owned(),
            candidates: meant.into_iter().map(full_name).collect(),
        }),
    }
}

/// What a fix is called among others.
pub(super) fn name_among(fix: &Candidate, fixes: &[Candidate]) -> String {
    let is_alone = fixes.iter().filter(|other| other.fix == fix.fix).count() == 1;
    if is_alone { fix.fix.to_string() } else { full_name(fix) }
}

fn full_name(fix: &Candidate) -> String {
    format!("{}/{}", fix.issue, fix.fix)
}

/// Case does not count.
fn normal(typed: &str) -> String {
    typed.trim().to_lowercase()
}
