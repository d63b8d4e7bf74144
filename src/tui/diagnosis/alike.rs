//! Which matches of an error stand together, because they are easily mistaken for each other.

use std::ops::Range;

use crate::{
    diagnose::{Confidence, Group, Match},
    issue::{IssueId, Sign},
};

/// Matches that stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster<'a> {
    /// Their ranks.
    pub ranks: Range<usize>,
    /// Which each is and when it is that one; empty where it stands alone.
    pub signs: Vec<(&'a IssueId, &'a Sign)>,
    /// Whether they are less likely than others of the error, which they are mistaken for.
    pub is_doubt: bool,
}

/// The matches of an error by what they are mistaken for, in their order.
pub fn clusters(group: &Group) -> Vec<Cluster<'_>> {
    let known = group.matches.iter().take_while(|found| found.confidence >= Confidence::Likely);
    let known = known.count();
    let mut clusters = Vec::new();
    let mut at = 0;
    while at < known {
        let alike = group.matches[at + 1..known]
            .iter()
            .take_while(|other| sign_of(&group.matches[at], &other.issue).is_some());
        let ranks = at..at + 1 + alike.count();
        at = ranks.end;
        clusters.push(Cluster { signs: signs(group, &ranks), ranks, is_doubt: false });
    }
    for rank in known..group.matches.len() {
        let issue = &group.matches[rank].issue;
        let sign = group.matches[..known].iter().find_map(|other| sign_of(other, issue));
        let signs = sign.map(|sign| (issue, sign)).into_iter().collect::<Vec<_>>();
        clusters.push(Cluster { is_doubt: !signs.is_empty(), signs, ranks: rank..rank + 1 });
    }
    clusters
}

/// When each of them is the one, as the others tell it.
fn signs<'a>(group: &'a Group, ranks: &Range<usize>) -> Vec<(&'a IssueId, &'a Sign)> {
    let matches = &group.matches[ranks.clone()];
    let sign = |found: &'a Match| {
        let sign = matches.iter().find_map(|other| sign_of(other, &found.issue))?;
        Some((&found.issue, sign))
    };
    matches.iter().filter_map(sign).collect()
}

/// When a text that one match fits is another issue.
fn sign_of<'a>(found: &'a Match, other: &IssueId) -> Option<&'a Sign> {
    found.tell_apart.iter().find(|entry| entry.issue == *other).map(|entry| &entry.sign)
}
