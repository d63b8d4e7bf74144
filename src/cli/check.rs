//! `casebook check`

mod measure;

use std::collections::HashMap;

use serde::Serialize;

use super::{
    answer::Answer,
    args::CheckArgs,
    context::{Context, pack_note},
    failure::{CliError, Failure},
    text::{BAD, GOOD, Text},
};
use crate::{
    builtin,
    diagnose::{Finding, Matchers, check_examples},
    issue::IssueId,
    pack::{Fault, Pack, Packs},
    pack_files,
};

/// What was found.
#[derive(Debug, Serialize)]
struct Findings {
    findings: Vec<Fault>,
    /// Healthy issues of what was checked.
    issues: usize,
}

/// Every fault of the folders, or without any of all packs in use; a fault is the notable answer.
pub(super) fn answer(context: &Context, args: &CheckArgs) -> Result<Answer, Failure> {
    if let Some(missing) = args.folders.iter().find(|folder| !folder.is_dir()) {
        return Err(CliError::NoFolder(missing.clone()).into());
    }
    if let Some(errors) = &args.errors {
        let (packs, faults) = Packs::merge(packs(context, args));
        let answer = measure::answer(&packs, errors, args, context.look)?;
        return Ok(answer.with_notes(pack_note(&faults)));
    }
    let findings = findings(context, args);
    let is_notable = !findings.findings.is_empty();
    let text = if args.json { Text::json(&findings)? } else { print(&findings, context) };
    Ok(Answer::new(text).notable(is_notable))
}

fn findings(context: &Context, args: &CheckArgs) -> Findings {
    let checked = packs(context, args);
    // The built-in pack is there for what the folders refer to.
    let of_folders = checked.iter().skip(1).map(|pack| pack.issues().count()).sum();
    let (packs, findings) = merge_and_check(checked);
    let issues = if args.folders.is_empty() { packs.issues().len() } else { of_folders };
    Findings { findings, issues }
}

/// The built-in pack with those of the folders, or without folders with all that are in use.
fn packs(context: &Context, args: &CheckArgs) -> Vec<Pack> {
    if args.folders.is_empty() {
        return context.pack_list();
    }
    [builtin::pack()].into_iter().chain(pack_files::load(&args.folders)).collect()
}

/// The packs together, what is wrong with them, and which of their examples do not do what they are there for.
fn merge_and_check(packs: Vec<Pack>) -> (Packs, Vec<Fault>) {
    let files = packs.iter().flat_map(Pack::files);
    let files: HashMap<IssueId, String> =
        files.map(|(id, file)| (id.clone(), file.to_owned())).collect();
    let (packs, mut findings) = Packs::merge(packs);
    let examples = check_examples(&packs, &Matchers::new(&packs));
    findings.extend(examples.into_iter().map(|(id, finding)| {
        let file = files.get(&id).cloned().unwrap_or_else(|| id.to_string());
        fault(file, &finding)
    }));
    (packs, findings)
}

fn fault(file: String, finding: &Finding) -> Fault {
    let (message, hint) = match finding {
        Finding::NotFirst { number, first: Some(first) } => (
            format!("example {number} puts `{first}` first"),
            "add what only this issue says to a signature, or name each other under [[tell_apart]]",
        ),
        Finding::NotFirst { number, first: None } => (
            format!("example {number} is not found"),
            "add a signature with a code or phrase of it",
        ),
        Finding::Taken { number, confidence } => (
            format!("not_examples {number} is taken for this issue: {}", confidence.as_str()),
            "name what sets it apart under `none`, or make the signature weak",
        ),
    };
    Fault { file, place: None, message, hint: Some(hint.to_owned()) }
}

fn print(findings: &Findings, context: &Context) -> Text {
    let Findings { findings, issues } = findings;
    let mut text = Text::new(context.look);
    for fault in findings {
        text.fault(fault).end();
    }
    let issues = counted(*issues, "issue");
    match findings.len() {
        0 => text.piece(GOOD, &format!("no findings in {issues}")),
        count => text.piece(BAD, &format!("{} in {issues}", counted(count, "finding"))),
    };
    text.end();
    text
}

/// A number with its noun.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
