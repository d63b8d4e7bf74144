//! What only all files of a pack together can show.

use std::collections::HashMap;

use super::{
    Pack,
    fault::{Fault, quote},
    issue_file::Marks,
    read::MAX_ISSUES,
};
use crate::issue::{Issue, IssueId};

/// Reports and, where an id stands twice or there are too many, drops what came later.
pub(super) fn within(pack: &mut Pack) {
    drop_repeated(pack);
    drop_excess(pack);
    let mut faults = repeated_shorts(&pack.issues);
    let by_id: HashMap<&IssueId, &Issue> =
        pack.issues.iter().map(|(issue, _)| (&issue.id, issue)).collect();
    for (issue, marks) in &pack.issues {
        faults.extend(one_sided(issue, marks, &by_id));
    }
    pack.faults.append(&mut faults);
}

fn drop_repeated(pack: &mut Pack) {
    let mut files: HashMap<IssueId, String> = HashMap::new();
    let faults = &mut pack.faults;
    pack.issues.retain(|(issue, marks)| {
        let first = files.entry(issue.id.clone()).or_insert_with(|| marks.file.clone());
        let is_first = *first == marks.file;
        if !is_first {
            faults.push(Fault::of_file(&marks.file, format_args!("{first} has the same id")));
        }
        is_first
    });
}

fn drop_excess(pack: &mut Pack) {
    let count = pack.issues.len();
    if count > MAX_ISSUES {
        let message =
            format_args!("has {count} issues: those after the first {MAX_ISSUES} are left out");
        pack.faults.push(Fault::of_file(&pack.name, message));
        let excess = pack.issues.drain(MAX_ISSUES..).map(|(issue, _)| issue.id);
        pack.broken.extend(excess);
    }
}

fn repeated_shorts(issues: &[(Issue, Marks)]) -> Vec<Fault> {
    let mut owners: HashMap<&str, &IssueId> = HashMap::new();
    let mut faults = Vec::new();
    for (issue, marks) in issues {
        if let Some(owner) = owners.get(issue.short.as_str()) {
            let message = format_args!("{} has the same `short`", quote(owner.as_str()));
            faults.push(Fault::at(&marks.file, marks.short.clone(), message));
        } else {
            owners.insert(&issue.short, &issue.id);
        }
    }
    faults
}

/// Look-alikes of the same pack that do not name the issue in turn.
fn one_sided(issue: &Issue, marks: &Marks, by_id: &HashMap<&IssueId, &Issue>) -> Vec<Fault> {
    let names_back = |other: &Issue| other.tell_apart.iter().any(|entry| entry.issue == issue.id);
    let entries = issue.tell_apart.iter().zip(&marks.tell_apart);
    entries
        .filter_map(|(entry, place)| {
            let other = by_id.get(&entry.issue).filter(|other| !names_back(other))?;
            let own = quote(issue.id.as_str());
            let message = format_args!("{} does not name {own} in turn", quote(other.id.as_str()));
            let hint = format_args!("give it a [[tell_apart]] with issue = \"{}\"", issue.id);
            Some(Fault::at(&marks.file, place.clone(), message).hint(hint))
        })
        .collect()
}
