//! Whether the issues of a pack are found by their own examples, and by nobody else's.

use super::{Confidence, Diagnosis, Group, Match, Matchers};
use crate::{
    issue::{Issue, IssueId},
    pack::Packs,
};

/// An example that does not do what it is there for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// An example that puts another issue first, or none.
    NotFirst {
        /// Its place among the issue's examples, counted from 1.
        number: usize,
        /// What comes first instead.
        first: Option<IssueId>,
    },
    /// Something that is not the issue, and is taken for it.
    Taken {
        /// Its place among what the issue is not, counted from 1.
        number: usize,
        /// How sure the diagnosis is of it.
        confidence: Confidence,
    },
}

/// Diagnoses every example of every issue.
pub fn check_examples(packs: &Packs, matchers: &Matchers) -> Vec<(IssueId, Finding)> {
    let diagnose = |text: &String| matchers.diagnose(packs, text);
    let mut findings = Vec::new();
    for issue in packs.issues() {
        let examples = (1..).zip(&issue.examples);
        let examples =
            examples.filter_map(|(number, text)| not_first(issue, number, &diagnose(text)));
        let others = (1..).zip(&issue.not_examples);
        let others = others.filter_map(|(number, text)| taken(issue, number, &diagnose(text)));
        findings.extend(examples.chain(others).map(|finding| (issue.id.clone(), finding)));
    }
    findings
}

fn not_first(issue: &Issue, number: usize, diagnosis: &Diagnosis) -> Option<Finding> {
    if diagnosis.groups.iter().any(|group| is_first(issue, group)) {
        return None;
    }
    let first = diagnosis.groups.iter().find_map(|group| group.matches.first());
    Some(Finding::NotFirst { number, first: first.map(|first| first.issue.clone()) })
}

/// Whether an issue comes first, or level with look-alikes that it names.
fn is_first(issue: &Issue, group: &Group) -> bool {
    let Some(at) = group.matches.iter().position(|found| found.issue == issue.id) else {
        return false;
    };
    let confidence = group.matches[at].confidence;
    let is_level = |other: &Match| {
        other.confidence == confidence
            && issue.tell_apart.iter().any(|entry| entry.issue == other.issue)
    };
    group.matches[..at].iter().all(is_level)
}

fn taken(issue: &Issue, number: usize, diagnosis: &Diagnosis) -> Option<Finding> {
    let mut matches = diagnosis.groups.iter().flat_map(|group| &group.matches);
    let found = matches.find(|found| found.issue == issue.id)?;
    let confidence = found.confidence;
    (confidence >= Confidence::Likely).then_some(Finding::Taken { number, confidence })
}
