//! Files that make an issue of an earlier pack longer.

use super::{
    document::Document,
    fault::{Fault, Place, quote},
    fix::{Outline, fix, no_such_step},
    issue_file::{detail, signature},
    table::Table,
    text::text,
};
use crate::issue::{Detail, Fix, Issue, IssueId, Signature, StepId};

/// Keys that show a file to define an issue of its own.
const OWN_KEYS: &[&str] = &["title", "short", "summary", "client", "services"];

/// What a pack adds to an issue of another one.
#[derive(Clone, Debug)]
pub(super) struct Extension {
    /// Path to show.
    pub(super) file: String,
    /// The issue that gets longer.
    pub(super) of: IssueId,
    /// Where it is named.
    pub(super) place: Place,
    /// Steps that it takes back and does not hold, and where they are named.
    cleanups: Vec<(StepId, Place)>,
    examples: Vec<String>,
    not_examples: Vec<String>,
    signatures: Vec<Signature>,
    details: Vec<Detail>,
    fixes: Vec<Fix>,
}

/// Reads a file that has the key `extends`.
pub(super) fn extension(document: &Document<'_>, mut table: Table<'_>) -> Option<Extension> {
    let own_key = OWN_KEYS.iter().find(|key| table.has(key));
    let of = table.required("extends", |mut value| match own_key {
        Some(key) => {
            value.fault(format_args!("stands beside `{key}`: a file adds to an issue or is one"))
        }
        None => Some((value.id()?, value.place())),
    });
    let (of, place) = of?;
    let mut outline = Outline::default();
    let mut extension = Extension {
        file: document.file.to_owned(),
        of,
        place,
        cleanups: Vec::new(),
        examples: table.list("examples", text),
        not_examples: table.list("not_examples", text),
        signatures: table.list("signature", signature),
        details: table.list("detail", detail),
        fixes: table.list("fix", |value| fix(value, &mut outline)),
    };
    table.finish();
    outline.check(document);
    let dangling = outline.dangling_cleanups();
    extension.cleanups.extend(dangling.map(|(step, span)| (step, document.place(span))));
    Some(extension)
}

impl Extension {
    /// Adds to the issue, or leaves it as it is and tells what stands in the way.
    pub(super) fn apply(self, issue: &mut Issue) -> Vec<Fault> {
        let conflicts = self.conflicts(issue);
        if conflicts.is_empty() {
            issue.examples.extend(self.examples);
            issue.not_examples.extend(self.not_examples);
            issue.signatures.extend(self.signatures);
            issue.details.extend(self.details);
            issue.fixes.extend(self.fixes);
        }
        conflicts
    }

    fn conflicts(&self, issue: &Issue) -> Vec<Fault> {
        let fault = |place: &Place, message: String| Fault::at(&self.file, place.clone(), message);
        let taken = |kind: &str, id: &str| {
            let issue = quote(issue.id.as_str());
            fault(&self.place, format!("{issue} has a {kind} {} already", quote(id)))
        };
        let fixes = self.fixes.iter().filter(|fix| issue.fix(&fix.id).is_some());
        let steps = self.fixes.iter().flat_map(|fix| &fix.steps);
        let steps = steps.filter(|step| issue.step(&step.id).is_some());
        let dangling = self.cleanups.iter().filter(|(step, _)| issue.step(step).is_none());
        fixes
            .map(|fix| taken("fix", fix.id.as_str()))
            .chain(steps.map(|step| taken("step", step.id.as_str())))
            .chain(dangling.map(|(step, place)| fault(place, no_such_step(step))))
            .collect()
    }
}
