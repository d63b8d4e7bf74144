//! The fixes of an issue and their steps.

use std::{collections::HashSet, hash::Hash, ops::Range};

use super::{
    document::Document,
    fault::quote,
    text::{duration, line, link, prose, sentence, text},
    value::{Value, word},
};
use crate::issue::{Copy, Fix, FixId, Step, StepId, Wait};

/// Most steps of one issue.
const MAX_STEPS: usize = 64;

/// The ids of one file with the places where they stand.
#[derive(Default)]
pub(super) struct Outline {
    fixes: Vec<(FixId, Range<usize>)>,
    steps: Vec<(StepId, Range<usize>)>,
    cleanups: Vec<(StepId, Range<usize>)>,
    /// Some step's id is missing or no id: what names it is not at fault.
    is_partial: bool,
}

impl Outline {
    /// Reports ids that stand twice, and steps beyond the last that a terminal can sensibly show.
    pub(super) fn check(&self, document: &Document<'_>) {
        for (id, span) in repeated(&self.fixes) {
            document.report(span, format_args!("another fix has the id {}", quote(id.as_str())));
        }
        for (id, span) in repeated(&self.steps) {
            document.report(span, format_args!("another step has the id {}", quote(id.as_str())));
        }
        if let Some((_, span)) = self.steps.get(MAX_STEPS) {
            let count = self.steps.len();
            let message = format_args!("the issue has {count} steps, {MAX_STEPS} at most");
            document.report(span.clone(), message);
        }
    }

    /// Every `cleanup` that names no step of the file.
    pub(super) fn dangling_cleanups(&self) -> impl Iterator<Item = (StepId, Range<usize>)> {
        let steps: HashSet<_> = self.steps.iter().map(|(id, _)| id).collect();
        self.cleanups.iter().filter(move |(id, _)| !self.is_partial && !steps.contains(id)).cloned()
    }
}

pub(super) fn no_such_step(id: &StepId) -> String {
    format!("no step of this issue has the id {}", quote(id.as_str()))
}

/// Reads a `[[fix]]`.
pub(super) fn fix(value: Value<'_>, outline: &mut Outline) -> Option<Fix> {
    let mut table = value.table("[[fix]]")?;
    let id: Option<FixId> = table.required("id", |mut value| {
        let id: FixId = value.id()?;
        outline.fixes.push((id.clone(), value.span()));
        Some(id)
    });
    let title = table.required("title", line);
    let done = table.required("done", sentence);
    let only_if = table.optional("only_if", sentence);
    let when = table.optional("when", sentence);
    let level = table.required("level", word);
    let body = table.optional("body", prose);
    let steps = table.some("step", |value| step(value, outline));
    table.finish();
    Some(Fix { id: id?, title: title?, done: done?, only_if, when, level: level?, body, steps })
}

fn step(value: Value<'_>, outline: &mut Outline) -> Option<Step> {
    let mut table = value.table("[[fix.step]]")?;
    let id: Option<StepId> = table.required("id", |mut value| {
        let id: StepId = value.id()?;
        outline.steps.push((id.clone(), value.span()));
        Some(id)
    });
    outline.is_partial |= id.is_none();
    let text = table.required("text", prose);
    let only_if = table.optional("only_if", sentence);
    let level = table.optional("level", word);
    let wait = table.optional("wait", wait);
    let danger = table.optional("danger", prose);
    let copy = table.list("copy", copy);
    let link = table.list("link", link);
    let verify = table.optional("verify", prose);
    let escalate = table.optional("escalate", word);
    let cleanup = table.optional("cleanup", |mut value| {
        let step: StepId = value.id()?;
        outline.cleanups.push((step.clone(), value.span()));
        Some(step)
    });
    table.finish();
    Some(Step {
        id: id?,
        text: text?,
        only_if,
        level,
        wait,
        danger,
        copy,
        link,
        verify,
        escalate,
        cleanup,
    })
}

fn wait(value: Value<'_>) -> Option<Wait> {
    let mut table = value.table("`wait`")?;
    let earliest = table.optional("min", duration);
    let latest = table.optional("max", duration);
    let on = table.required("on", word);
    if earliest.zip(latest).is_some_and(|(earliest, latest)| earliest > latest) {
        table.fault::<()>("has a `min` that is longer than its `max`");
    }
    table.finish();
    Some(Wait { earliest, latest, on: on? })
}

fn copy(value: Value<'_>) -> Option<Copy> {
    let mut table = value.table("`copy`")?;
    let label = table.required("label", line);
    let text = table.required("text", text);
    table.finish();
    Some(Copy { label: label?, text: text? })
}

fn repeated<T: Eq + Hash>(ids: &[(T, Range<usize>)]) -> impl Iterator<Item = (&T, Range<usize>)> {
    let mut seen = HashSet::new();
    ids.iter().filter(move |(id, _)| !seen.insert(id)).map(|(id, span)| (id, span.clone()))
}
