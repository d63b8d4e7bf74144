//! A diagnosis as a JSON document.

use std::{borrow::Cow, num::NonZeroUsize};

use serde::{Serialize, Serializer};

use crate::{
    diagnose::{
        Confidence, EvidenceKind, Group, Match, Shown, extract::Extracted, unwrap::Shortened,
    },
    issue::{IssueId, TellApart},
    pack::Packs,
    redact::Class,
};

/// The documented contract of `casebook diagnose --json`.
#[derive(Serialize)]
struct Document<'a> {
    matches: Vec<MatchEntry<'a>>,
    extracted: Cow<'a, Extracted>,
    look_up: Option<String>,
    redacted: &'a str,
    #[serde(serialize_with = "counts")]
    replaced: Vec<(Class, usize)>,
    shortened: Option<Shortened>,
}

/// An issue that an error may be.
#[derive(Serialize)]
struct MatchEntry<'a> {
    issue: &'a IssueId,
    title: &'a str,
    confidence: Confidence,
    score: f64,
    group: usize,
    evidence: Vec<EvidenceEntry<'a>>,
    tell_apart: &'a [TellApart],
    extracted: &'a Extracted,
}

/// Where in the raw text something speaks for the issue, and its redacted words.
#[derive(Serialize)]
struct EvidenceEntry<'a> {
    kind: EvidenceKind,
    text: &'a str,
    start: usize,
    end: usize,
}

/// The diagnosis with its matches as [`Shown::told`].
pub fn diagnosis_as_json<'a>(
    packs: &'a Packs,
    shown: &'a Shown,
    limit: Option<NonZeroUsize>,
) -> impl Serialize + 'a {
    let matches = shown.told(limit).into_iter();
    let first = shown.diagnosis.groups.first();
    Document {
        matches: matches
            .map(|(number, group, found)| entry(packs, shown, number, group, found))
            .collect(),
        extracted: first.map_or_else(Cow::default, |group| Cow::Borrowed(&group.extracted)),
        look_up: shown.diagnosis.look_up(),
        redacted: shown.text(),
        replaced: shown.replaced(),
        shortened: shown.diagnosis.shortened,
    }
}

fn entry<'a>(
    packs: &'a Packs,
    shown: &'a Shown,
    number: usize,
    group: &'a Group,
    found: &'a Match,
) -> MatchEntry<'a> {
    let evidence = found.evidence.iter().map(|evidence| EvidenceEntry {
        kind: evidence.kind,
        text: shown.quote(evidence),
        start: evidence.range.start,
        end: evidence.range.end,
    });
    MatchEntry {
        issue: &found.issue,
        title: packs.issue(&found.issue).map_or("", |issue| &issue.title),
        confidence: found.confidence,
        score: (found.score * 1000.0).round() / 1000.0,
        group: number,
        evidence: evidence.collect(),
        tell_apart: &found.tell_apart,
        extracted: &group.extracted,
    }
}

/// Classes with their counts, as an object.
pub(crate) fn counts<S: Serializer>(
    counts: &[(Class, usize)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(counts.iter().map(|(class, count)| (class.as_str(), count)))
}
