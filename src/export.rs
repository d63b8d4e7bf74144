//! What casebook does not draw itself, whole: an issue for a mail or a ticket, a diagnosis for a script, an
//! unknown error as the draft of an issue.

mod diagnosis;
mod draft;
mod markdown;
mod own_fix;
mod text;
mod words;

pub(crate) use self::diagnosis::counts;
pub use self::{
    diagnosis::diagnosis_as_json,
    draft::{Draft, OWN_PACK, draft_issue},
    markdown::issue_as_markdown,
    own_fix::OwnFix,
    text::{fix_as_text, issue_as_text},
};
use crate::issue::Issue;

/// The definition as a JSON document, in the order of the definition format.
pub fn issue_as_json(issue: &Issue) -> serde_json::Result<String> {
    serde_json::to_string_pretty(issue)
}

#[cfg(test)]
mod tests;
