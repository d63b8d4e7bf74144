//! The file of one issue, or of what is added to one.

use std::collections::HashSet;

use super::{
    document::Document,
    extension::{Extension, extension},
    fault::Place,
    fix::{Outline, fix, no_such_step},
    table::Table,
    text::{code, day, line, phrase, prose, sentence, short, status, text},
    value::{Value, word},
};
use crate::issue::{
    Detail, Issue, IssueId, PackId, SectionId, ServiceId, Sign, Signature, TellApart,
};

/// Keys of an issue's file that are no tables.
pub(super) const PLAIN_KEYS: &[&str] = &[
    "title",
    "short",
    "summary",
    "client",
    "services",
    "phase",
    "aliases",
    "verified",
    "examples",
    "not_examples",
    "extends",
];

/// What the file of an issue holds.
pub(super) enum Definition {
    Issue(Box<Issue>, Marks),
    Extension(Box<Extension>),
}

/// Places in an issue's file at which other files may prove it wrong; none where that was ruled out before.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// Path to show.
    pub(super) file: String,
    pub(super) short: Place,
    /// Beside the issue's `services`.
    pub(super) services: Vec<Place>,
    /// Beside the issue's `tell_apart`.
    pub(super) tell_apart: Vec<Place>,
}

/// Names that the place of the file gives to what it holds.
pub(super) struct Names {
    pub(super) id: IssueId,
    pub(super) pack: PackId,
    pub(super) section: SectionId,
}

/// Reads a file; what it returns counts only if the document has no faults afterwards.
pub(super) fn definition(document: &Document<'_>, names: Names) -> Option<Definition> {
    let table = document.root("the issue")?;
    if table.has("extends") {
        let extension = extension(document, table)?;
        return Some(Definition::Extension(Box::new(extension)));
    }
    let (issue, marks) = issue(document, table, names)?;
    Some(Definition::Issue(Box::new(issue), marks))
}

fn issue(
    document: &Document<'_>,
    mut table: Table<'_>,
    Names { id, pack, section }: Names,
) -> Option<(Issue, Marks)> {
    let title = table.required("title", line);
    let short = table.required("short", |value| Some((value.place(), short(value)?)));
    let summary = table.required("summary", sentence);
    let client = table.required("client", sentence);
    let mut seen = HashSet::new();
    let services: Vec<(Place, ServiceId)> = table.some("services", |mut value| {
        let service = value.id()?;
        Some((value.place(), value.once(&mut seen, service)?))
    });
    let phase = table.list("phase", word);
    let aliases = table.list("aliases", line);
    let verified = table.optional("verified", day);
    let examples = table.list("examples", text);
    let not_examples = table.list("not_examples", text);
    let signatures = table.list("signature", signature);
    let details = table.list("detail", detail);
    let mut outline = Outline::default();
    let fixes = table.some("fix", |value| fix(value, &mut outline));
    let mut seen = HashSet::new();
    let tell_apart = table.list("tell_apart", |value| tell_apart(value, &id, &mut seen));
    table.finish();
    outline.check(document);
    for (step, span) in outline.dangling_cleanups() {
        document.report(span, no_such_step(&step));
    }

    let (short_place, short) = short?;
    let (service_places, services) = services.into_iter().unzip();
    let (tell_apart_places, tell_apart) = tell_apart.into_iter().unzip();
    let issue = Issue {
        id,
        pack,
        section,
        title: title?,
        short,
        summary: summary?,
        client: client?,
        services,
        phase,
        aliases,
        verified,
        examples,
        not_examples,
        signatures,
        details,
        fixes,
        tell_apart,
    };
    let marks = Marks {
        file: document.file.to_owned(),
        short: short_place,
        services: service_places,
        tell_apart: tell_apart_places,
    };
    Some((issue, marks))
}

/// Reads a `[[signature]]`.
pub(super) fn signature(value: Value<'_>) -> Option<Signature> {
    let mut table = value.table("[[signature]]")?;
    let asks = ["codes", "phrases", "any", "http"].iter().any(|key| table.has(key));
    let signature = Signature {
        strength: table.optional("strength", word).unwrap_or_default(),
        codes: table.list("codes", code),
        phrases: table.list("phrases", phrase),
        any: table.list("any", phrase),
        none: table.list("none", phrase),
        http: table.list("http", |value| status(&value)),
        host: table.optional("host", word),
    };
    if !asks && !table.has_more() {
        table.fault::<()>("fits every text: give codes, phrases, any or http");
    }
    table.finish();
    Some(signature)
}

/// Reads a `[[detail]]`.
pub(super) fn detail(value: Value<'_>) -> Option<Detail> {
    let mut table = value.table("[[detail]]")?;
    let kind = table.required("kind", word);
    let title = table.required("title", line);
    let body = table.required("body", prose);
    table.finish();
    Some(Detail { kind: kind?, title: title?, body: body? })
}

fn tell_apart(
    value: Value<'_>,
    own: &IssueId,
    seen: &mut HashSet<IssueId>,
) -> Option<(Place, TellApart)> {
    let mut table = value.table("[[tell_apart]]")?;
    let issue = table.required("issue", |mut value| {
        let issue: IssueId = value.id()?;
        if issue == *own {
            return value.fault("is this very issue");
        }
        Some((value.place(), value.once(seen, issue)?))
    });
    let same = table.optional("same", |value| value.only_true().map(Sign::Same));
    let when = table.optional("when", |value| sentence(value).map(Sign::When));
    if table.took("when") == table.took("same") && !table.has_more() {
        table.fault::<()>("needs either `when` or `same = true`");
    }
    table.finish();
    let (place, issue) = issue?;
    Some((place, TellApart { issue, sign: when.or(same)? }))
}
