//! `casebook incident handover`

use jiff::Timestamp;
use serde::Serialize;

use super::{
    next::Next,
    report,
    view::{SummaryView, clock, heading},
};
use crate::{
    cli::{
        answer::Answer,
        args::HandoverArgs,
        context::Context,
        failure::Failure,
        table::Table,
        text::{BAD, DIM, Look, PLAIN, Text},
    },
    clock::Clock,
    incident::{Incident, State, Summary, issue_name, sentence},
    pack::Packs,
};

/// An open incident, for whoever goes on with it.
#[derive(Debug, Serialize)]
struct HandoverView<'a> {
    #[serde(flatten)]
    summary: SummaryView<'a>,
    last: Option<Last>,
    next: Option<Next>,
    /// When something is due, or since when.
    due_at: Option<Timestamp>,
    #[serde(skip)]
    incident: &'a Incident,
}

/// What was done last.
#[derive(Debug, Serialize)]
struct Last {
    what: String,
    at: Timestamp,
    by: String,
}

/// Every open incident, what is due first, with its last and its next act.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &HandoverArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let clock = clock();
    let incidents = open_incidents(context, clock.now)?;
    let views: Vec<_> = incidents
        .iter()
        .map(|(summary, incident)| HandoverView::of(summary, incident, packs, clock.now))
        .collect();
    if args.json {
        return Ok(Answer::new(Text::json(&views)?));
    }
    let none = views.is_empty().then(|| "no incident is open".to_owned());
    Ok(Answer::new(print(&views, packs, &clock, look)).with_notes(none))
}

/// Only those that go on are read whole: of a store of years they are few.
fn open_incidents(context: &Context, now: Timestamp) -> Result<Vec<(Summary, Incident)>, Failure> {
    let Some(store) = context.store_to_read()? else { return Ok(Vec::new()) };
    let mut summaries = store.incidents()?;
    summaries.retain(|summary| summary.state != State::Resolved);
    // What is due, what can be worked on, what is only waited for.
    summaries.sort_by_cached_key(|summary| {
        let wait = summary.most_urgent(now);
        let is_due = wait.map(|wait| wait.due(now).is_some());
        (is_due != Some(true), is_due.is_some(), wait.map(|wait| wait.urgency(now)))
    });
    let mut incidents = Vec::with_capacity(summaries.len());
    for summary in summaries {
        if let Some(incident) = store.incident(&summary.id)? {
            incidents.push((summary, incident));
        }
    }
    Ok(incidents)
}

impl<'a> HandoverView<'a> {
    fn of(summary: &'a Summary, incident: &'a Incident, packs: &Packs, now: Timestamp) -> Self {
        let last = incident.standing().next_back().map(|event| Last {
            what: sentence(event, incident, packs),
            at: event.at,
            by: event.author.name.clone(),
        });
        let next = Next::of(incident, packs, now);
        let due_at = next.as_ref().and_then(|next| next.at);
        Self { summary: SummaryView::of(summary, now), last, next, due_at, incident }
    }
}

fn print(views: &[HandoverView<'_>], packs: &Packs, clock: &Clock, look: Look) -> Text {
    let mut text = Text::new(look);
    for (number, view) in views.iter().enumerate() {
        if number > 0 {
            text.end();
        }
        print_one(view, packs, clock, &mut text);
    }
    text
}

fn print_one(view: &HandoverView<'_>, packs: &Packs, clock: &Clock, text: &mut Text) {
    heading(view.incident, text);
    let issues = view.incident.issues().map(|issue| issue_name(&issue.issue, view.incident, packs));
    let title = Some(view.summary.title.to_owned()).filter(|title| !title.is_empty());
    let about: Vec<_> = title.into_iter().chain(issues).collect();
    let mut table = Table::with_below(1);
    table.row([(DIM, "about".to_owned()), (PLAIN, about.join(", "))]);
    if let Some(Last { what, at, by }) = &view.last {
        let told = format!("{} {by}: {what}", clock.short(*at));
        table.row([(DIM, "last".to_owned()), (PLAIN, told)]);
    }
    if let Some(next) = &view.next {
        let style = if next.is_due() { BAD } else { DIM };
        table.row([(style, "next".to_owned()), (PLAIN, report::words(next))]);
    }
    table.print(text);
}
