//! `casebook incident due`

use anstyle::Style;
use serde::Serialize;

use super::{
    summaries,
    view::{WaitView, clock, on_whom},
};
use crate::{
    cli::{
        answer::Answer,
        args::DueArgs,
        context::Context,
        failure::Failure,
        table::Table,
        text::{BAD, BOLD, DIM, Look, PLAIN, Text},
    },
    clock::Clock,
    incident::{Due, IncidentId, Summary, Waiting, wait_in_short},
};

/// Which of the cells is when something is due, and for whom.
const WHEN: usize = 4;

/// A wait with the incident that it belongs to.
#[derive(Debug, Serialize)]
struct DueView<'a> {
    incident: &'a IncidentId,
    ticket: &'a str,
    client: &'a str,
    title: &'a str,
    #[serde(flatten)]
    wait: WaitView,
}

/// Waits that are due, the most urgent first; that there is one is the notable answer. While there is none, nothing is
/// said to whoever reads a pipe or a mail.
pub(super) fn answer(context: &Context, args: &DueArgs) -> Result<Answer, Failure> {
    let (summaries, clock) = (summaries(context)?, clock());
    let mut waits: Vec<_> = summaries
        .iter()
        .flat_map(|summary| summary.waits.iter().map(move |wait| (summary, wait)))
        .collect();
    waits.sort_by_key(|(_, wait)| wait.urgency(clock.now));
    let due = waits.iter().filter(|(_, wait)| wait.due(clock.now).is_some()).count();
    let told = if args.all { &waits[..] } else { &waits[..due] };
    let answer = if args.json {
        let views: Vec<_> =
            told.iter().map(|(summary, wait)| DueView::of(summary, wait, &clock)).collect();
        Answer::new(Text::json(&views)?)
    } else {
        let nothing = (told.is_empty() && context.look.width.is_some())
            .then(|| nothing(waits.first().map(|(_, wait)| *wait), &clock));
        Answer::new(print(told, &clock, context.look)).with_notes(nothing)
    };
    Ok(answer.notable(due > 0))
}

impl<'a> DueView<'a> {
    fn of(summary: &'a Summary, wait: &Waiting, clock: &Clock) -> Self {
        let Summary { id, ticket, client, title, .. } = summary;
        Self { incident: id, ticket, client, title, wait: WaitView::of(wait, clock.now) }
    }
}

/// What a person at a terminal is told where nothing is due.
fn nothing(next: Option<&Waiting>, clock: &Clock) -> String {
    next.map_or_else(
        || "nothing is waited for".to_owned(),
        |next| format!("nothing is due; next: {} (--all shows it)", wait_in_short(next, clock)),
    )
}

fn print(waits: &[(&Summary, &Waiting)], clock: &Clock, look: Look) -> Text {
    let mut text = Text::new(look);
    let mut table = Table::with_below(WHEN);
    for (summary, wait) in waits {
        table.row(cells(summary, wait, clock));
    }
    table.print(&mut text);
    text
}

fn cells(summary: &Summary, wait: &Waiting, clock: &Clock) -> [(Style, String); 5] {
    let (style, ask) = match wait.due(clock.now) {
        Some(Due::Escalate) => (BAD, "escalate"),
        Some(Due::Recheck) => (BAD, "re-check"),
        None => (DIM, "waits"),
    };
    let label =
        if summary.label() == summary.id.as_str() { String::new() } else { summary.label() };
    let looked = wait.looked.map(|at| format!(", looked {}", clock.short(at)));
    let since = format!("since {}{}", clock.short(wait.since), looked.unwrap_or_default());
    [
        (BOLD, summary.id.to_string()),
        (style, ask.to_owned()),
        (PLAIN, label),
        (PLAIN, format!("{}/{}", wait.issue, wait.step)),
        (DIM, format!("{}, {since}", on_whom(wait, clock))),
    ]
}
