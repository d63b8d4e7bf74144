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
    Detail, Fix, Issue, IssueId, PackId, SectionId, ServiceId, Sign, Signature, TellApart,
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
    let (issue, marks) = issue(document, table, names);
    Some(Definition::Issue(Box::new(issue), marks))
}

/// Reads an issue. A text that is missing or wrong is empty here; its fault keeps the issue from being used.
fn issue(
    document: &Document<'_>,
    mut table: Table<'_>,
    Names { id, pack, section }: Names,
) -> (Issue, Marks) {
    let mut marks = Marks { file: document.file.to_owned(), ..Marks::default() };
    let issue = Issue {
        title: table.required("title", line).unwrap_or_default(),
        short: short_title(&mut table, &mut marks).unwrap_or_default(),
        summary: table.required("summary", sentence).unwrap_or_default(),
        client: table.required("client", sentence).unwrap_or_default(),
        services: services(&mut table, &mut marks),
        phase: table.list("phase", word),
        aliases: table.list("aliases", line),
        verified: table.optional("verified", day),
        examples: table.list("examples", text),
        not_examples: table.list("not_examples", text),
        signatures: table.list("signature", signature),
        details: table.list("detail", detail),
        fixes: fixes(document, &mut table),
        tell_apart: look_alikes(&mut table, &id, &mut marks),
        id,
        pack,
        section,
    };
    table.finish();
    (issue, marks)
}

fn short_title(table: &mut Table<'_>, marks: &mut Marks) -> Option<String> {
    let (place, short) = table.required("short", |value| Some((value.place(), short(value)?)))?;
    marks.short = place;
    Some(short)
}

fn services(table: &mut Table<'_>, marks: &mut Marks) -> Vec<ServiceId> {
    let mut seen = HashSet::new();
    let services = table.some("services", |mut value| {
        let service = value.id()?;
        Some((value.place(), value.once(&mut seen, service)?))
    });
    let (places, services) = services.into_iter().unzip();
    marks.services = places;
    services
}

/// Reads every `[[fix]]`, and reports what is only seen of all together.
fn fixes(document: &Document<'_>, table: &mut Table<'_>) -> Vec<Fix> {
    let mut outline = Outline::default();
    let fixes = table.some("fix", |value| fix(value, &mut outline));
    outline.check(document);
    for (step, span) in outline.dangling_cleanups() {
        document.report(span, no_such_step(&step));
    }
    fixes
}

/// Reads every `[[tell_apart]]`.
fn look_alikes(table: &mut Table<'_>, own: &IssueId, marks: &mut Marks) -> Vec<TellApart> {
    let mut seen = HashSet::new();
    let entries = table.list("tell_apart", |value| tell_apart(value, own, &mut seen));
    let (places, entries) = entries.into_iter().unzip();
    marks.tell_apart = places;
    entries
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
