//! An issue as a whole, for the places that casebook does not draw: a mail, a ticket, a script.

mod markdown;
mod text;
mod words;

pub use self::{
    markdown::issue_as_markdown,
    text::{fix_as_text, issue_as_text},
};
use crate::issue::Issue;

/// The definition as a JSON document, in the order of the definition format.
pub fn issue_as_json(issue: &Issue) -> serde_json::Result<String> {
    serde_json::to_string_pretty(issue)
}

#[cfg(test)]
mod tests;
