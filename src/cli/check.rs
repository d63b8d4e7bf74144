//! `casebook check`

use serde::Serialize;

use super::{
    answer::Answer,
    args::CheckArgs,
    context::Context,
    failure::{CliError, Failure},
    text::{BAD, GOOD, Text},
};
use crate::{
    builtin,
    pack::{Fault, Packs},
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
    let findings = findings(context, args)?;
    let is_notable = !findings.findings.is_empty();
    let text = if args.json { Text::json(&findings)? } else { print(&findings, context) };
    Ok(Answer::new(text).notable(is_notable))
}

fn findings(context: &Context, args: &CheckArgs) -> Result<Findings, CliError> {
    if let Some(missing) = args.folders.iter().find(|folder| !folder.is_dir()) {
        return Err(CliError::NoFolder(missing.clone()));
    }
    if args.folders.is_empty() {
        let (packs, findings) = Packs::merge(context.pack_list());
        return Ok(Findings { findings, issues: packs.issues().len() });
    }
    let checked = pack_files::load(&args.folders);
    let issues = checked.iter().map(|pack| pack.issues().count()).sum();
    // What the folders refer to may be in the built-in pack.
    let (_, findings) = Packs::merge([builtin::pack()].into_iter().chain(checked));
    Ok(Findings { findings, issues })
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
