//! A fix that a technician found, as an addition to an issue.

use std::fmt::Write;

use toml::Value;

use crate::{
    clean::clean_line,
    issue::{Issue, IssueId, SectionId},
};

/// Longest title, in characters.
const LONGEST_TITLE: usize = 100;

/// Longest part of the issue's id in the name of the file, in bytes.
const LONGEST_ID: usize = 40;

/// A fix that a technician found. Nothing in it belongs to a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFix {
    issue: IssueId,
    section: SectionId,
    short: String,
    text: String,
}

impl OwnFix {
    /// What helped against an issue, in a technician's words.
    pub fn new(issue: &Issue, text: &str) -> Self {
        Self {
            issue: issue.id.clone(),
            section: issue.section.clone(),
            short: issue.short.clone(),
            text: clean_line(text.trim()).into_owned(),
        }
    }

    /// Folder of the file.
    pub fn section(&self) -> &SectionId {
        &self.section
    }

    /// Name of the file; fixes of one issue are numbered from 1.
    pub fn id(&self, number: usize) -> String {
        let mut issue = self.issue.to_string();
        issue.truncate(LONGEST_ID);
        numbered(&format!("fix-of-{}", issue.trim_end_matches('-')), number)
    }

    /// The file.
    pub fn definition(&self, number: usize) -> String {
        let mut file = format!("# What helped against \"{}\".\n", self.short);
        let text = Value::from(self.text.as_str());
        // Writing to a string does not fail.
        let _ = write!(
            file,
            "extends = {}\n\n\
             [[fix]]\n\
             id = {}\n\
             title = {}\n\
             # What the client is told; say it in their words.\n\
             done = \"The cause was found and removed.\"\n\
             when = \"Nothing else helped.\"\n\
             level = \"customer\"\n\n\
             [[fix.step]]\n\
             id = {}\n\
             text = {text}\n",
            Value::from(self.issue.as_str()),
            Value::from(numbered("own-fix", number)),
            Value::from(self.title()),
            Value::from(numbered("own-step", number)),
        );
        file
    }

    fn title(&self) -> String {
        if self.text.chars().count() <= LONGEST_TITLE {
            return self.text.clone();
        }
        let beginning: String = self.text.chars().take(LONGEST_TITLE).collect();
        let whole = beginning.rsplit_once(' ').map_or(&*beginning, |(whole, _)| whole);
        format!("{whole} …")
    }
}

fn numbered(name: &str, number: usize) -> String {
    if number == 1 { name.to_owned() } else { format!("{name}-{number}") }
}
