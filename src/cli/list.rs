//! `casebook list`

use serde::Serialize;

use super::{
    answer::Answer,
    args::ListArgs,
    failure::Failure,
    table::Table,
    text::{BOLD, DIM, Look, PLAIN, Text},
};
use crate::{
    issue::{Issue, IssueId, Phase, SectionId, ServiceId},
    pack::Packs,
};

/// An issue in a list.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    id: &'a IssueId,
    title: &'a str,
    short: &'a str,
    section: &'a SectionId,
    services: &'a [ServiceId],
    phase: &'a [Phase],
    summary: &'a str,
}

impl<'a> Row<'a> {
    pub(super) fn of(issue: &'a Issue) -> Self {
        let Issue { id, title, short, section, services, phase, summary, .. } = issue;
        Self { id, title, short, section, services, phase, summary }
    }
}

/// Every issue, in display order.
pub(super) fn answer(packs: &Packs, args: &ListArgs, look: Look) -> Result<Answer, Failure> {
    let issues = packs.issues();
    if args.json {
        let rows: Vec<_> = issues.iter().map(Row::of).collect();
        return Ok(Answer::new(Text::json(&rows)?));
    }
    let mut text = Text::new(look);
    let mut table = Table::default();
    for issue in issues {
        add_row(&mut table, packs, issue);
    }
    table.print(&mut text);
    Ok(Answer::new(text))
}

/// Id, short title and section of an issue.
pub(super) fn add_row(table: &mut Table, packs: &Packs, issue: &Issue) {
    let section = packs.section(&issue.section);
    let section = section.map_or(issue.section.as_str(), |section| &section.title);
    table.row([
        (BOLD, issue.id.to_string()),
        (PLAIN, issue.short.clone()),
        (DIM, section.to_owned()),
    ]);
}
