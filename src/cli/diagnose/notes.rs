//! What is told beside the matches: of an error that is no known issue all that there is, of look-alikes what tells them
//! apart.

use std::num::NonZeroUsize;

use super::{Look, Match, Packs, Shown};
use crate::{
    diagnose::{Confidence, Group, extract::Extracted},
    issue::{Sign, TellApart},
};

/// Unknown errors that are told; a long log may have more.
const MOST_UNKNOWN: usize = 5;

/// Codes and hosts that are told of an error.
const MOST_VALUES: usize = 5;

/// Lines for a person.
pub(super) fn notes(
    packs: &Packs,
    shown: &Shown,
    limit: Option<NonZeroUsize>,
    look: Look,
) -> Vec<String> {
    let groups = &shown.diagnosis.groups;
    let unknown: Vec<_> = groups.iter().zip(1..).filter(|(group, _)| !group.is_known()).collect();
    let mut notes = Vec::new();
    // A script reads one line a match; a person wonders which of two it is.
    if look.width.is_some() {
        notes.extend(look_alikes(packs, &shown.told(limit)));
    }
    for (group, number) in unknown.iter().take(MOST_UNKNOWN) {
        let name = if groups.len() > 1 { format!("error {number}: ") } else { String::new() };
        notes.extend(about(group).map(|line| format!("{name}{line}")));
    }
    if let Some(more) = unknown.len().checked_sub(MOST_UNKNOWN).filter(|more| *more > 0) {
        notes.push(format!("{more} more errors are no known issue"));
    }
    if !unknown.is_empty() {
        notes.push("the same with --draft keeps the error as a draft issue of your own".to_owned());
    }
    notes
}

/// What there is to say about an unknown error.
fn about(group: &Group) -> impl Iterator<Item = String> {
    let unknown = if group.matches.is_empty() {
        "no known issue"
    } else {
        "no known issue; what is told is only near"
    };
    let extracted = extracted(&group.extracted).map(|values| format!("it says {values}"));
    let look_up = group.look_up().map(|url| format!("Microsoft on the code: {url}"));
    [Some(unknown.to_owned()), extracted, look_up].into_iter().flatten()
}

/// What support asks for, in one line.
fn extracted(extracted: &Extracted) -> Option<String> {
    let Extracted { codes, http_status, hosts, .. } = extracted;
    let codes = codes.iter().take(MOST_VALUES).cloned();
    let status = http_status.iter().map(|status| format!("HTTP {status}"));
    let hosts = hosts.iter().take(MOST_VALUES).map(|host| format!("host {host}"));
    let ids = [
        ("trace id", &extracted.trace_id),
        ("correlation id", &extracted.correlation_id),
        ("request id", &extracted.request_id),
        ("client request id", &extracted.client_request_id),
        ("app id", &extracted.app_id),
        ("time", &extracted.timestamp),
    ];
    let ids = ids.into_iter().filter_map(|(name, id)| Some(format!("{name} {}", id.as_ref()?)));
    let values: Vec<_> = codes.chain(status).chain(hosts).chain(ids).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

/// For the best match of each error, what tells it from those that are as sure, or from all where it is not certain.
fn look_alikes(packs: &Packs, told: &[(usize, &Group, &Match)]) -> Vec<String> {
    let is_best = |number: usize, found: &Match| {
        let first = told.iter().find(|(other, ..)| *other == number);
        first.is_some_and(|(.., first)| first.issue == found.issue)
    };
    let best = told.iter().filter(|(number, _, found)| is_best(*number, found));
    best.flat_map(|(number, _, found)| {
        let is_level = move |entry: &&TellApart| {
            told.iter().any(|(other, _, match_)| {
                other == number
                    && match_.issue == entry.issue
                    && (match_.confidence == found.confidence
                        || found.confidence == Confidence::Likely)
            })
        };
        found.tell_apart.iter().filter(is_level).filter_map(|entry| or(packs, entry))
    })
    .collect()
}

/// `or MFA must be used (must-use-mfa): It is that issue when …`
fn or(packs: &Packs, entry: &TellApart) -> Option<String> {
    let Sign::When(when) = &entry.sign else { return None };
    let short = packs.issue(&entry.issue).map_or("", |issue| &issue.short);
    Some(format!("or {short} ({})? {when}", entry.issue))
}
