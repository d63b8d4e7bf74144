//! Why something is not done with an incident, and what to do instead.

use crate::{
    cli::failure::meant,
    incident::IncidentId,
    issue::{FixId, IssueId},
};

/// Why something is not done with an incident.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A closed incident is not worked on.
    #[error("incident {0} is closed: `casebook incident reopen {0}` lets it go on")]
    Closed(IncidentId),
    /// An issue that was ruled out is not worked on.
    #[error(
        "`{issue}` was ruled out of incident {incident}: `casebook incident attach {incident} {issue}` takes it back"
    )]
    RuledOut {
        /// The incident.
        incident: IncidentId,
        /// The issue.
        issue: IssueId,
    },
    /// Nothing is waited for in a fix that did not help.
    #[error(
        "fix `{fix}` did not help, so nothing is waited for in it: `casebook incident fix {incident} {issue} {fix} open` \
         takes that back"
    )]
    GivenUp {
        /// The incident.
        incident: IncidentId,
        /// The issue.
        issue: IssueId,
        /// Its fix.
        fix: FixId,
    },
    /// Skipping must be explained.
    #[error("a skipped step needs a reason: add --reason TEXT")]
    NoReason,
    /// No issue of the incident has such a fix.
    #[error(
        "there is no fix `{typed}` in incident {incident}{}",
        meant(nearest, "`casebook incident show` with its id shows all")
    )]
    NoSuchFix {
        /// The incident.
        incident: IncidentId,
        /// As typed.
        typed: String,
        /// What may have been meant.
        nearest: Vec<String>,
    },
    /// More than one issue has a fix of that name.
    #[error("several issues have a fix `{typed}`; name one of {}", .candidates.join(", "))]
    AmbiguousFix {
        /// As typed.
        typed: String,
        /// All of them, with their issues.
        candidates: Vec<String>,
    },
    /// Nobody can tell from the steps what ended the incident.
    #[error("what ended the incident? add --fixed-by with one of {}", .0.join(", "))]
    NoCause(Vec<String>),
    /// Something else helped, and nobody said what.
    #[error("what helped? add --text TEXT")]
    NoText,
    /// Nobody can wait like that.
    #[error("the wait would end before it is worth a look: --max must not be less than --min")]
    EndsBeforeItBegins,
    /// It names no step.
    #[error("`{0}` is no step: write ISSUE/STEP")]
    NotAPlace(String),
    /// There is nothing to write down.
    #[error("no comment was written: {0}")]
    NoComment(&'static str),
}
