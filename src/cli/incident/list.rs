//! `casebook incident list`

use anstyle::Style;
use jiff::Timestamp;

use super::{
    summaries,
    view::{SummaryView, clock, state},
};
use crate::{
    cli::{
        answer::Answer,
        args::{IncidentListArgs, StateFilter},
        context::Context,
        failure::Failure,
        table::Table,
        text::{BAD, BOLD, DIM, Look, PLAIN, Text},
    },
    clock::Clock,
    incident::{ClientKey, State, Summary, wait_in_short},
    issue::IssueId,
};

/// What is due first, the longest due before the others; then the one with the latest change.
pub(super) fn answer(context: &Context, args: &IncidentListArgs) -> Result<Answer, Failure> {
    let clock = clock();
    let mut summaries = summaries(context)?;
    let had_any = !summaries.is_empty();
    summaries.retain(|summary| args.wants(summary, clock.now));
    // Stable: what is not due stays as the store gives it.
    summaries.sort_by_cached_key(|summary| {
        let wait = summary.most_urgent(clock.now);
        let due = wait.filter(|wait| wait.due(clock.now).is_some());
        (due.is_none(), due.map(|wait| wait.urgency(clock.now)))
    });
    if args.json {
        let views: Vec<_> =
            summaries.iter().map(|summary| SummaryView::of(summary, clock.now)).collect();
        return Ok(Answer::new(Text::json(&views)?));
    }
    let nothing = if had_any { "no incident is like that" } else { "there is no incident yet" };
    let note = summaries.is_empty().then(|| nothing.to_owned());
    Ok(Answer::new(print(&summaries, &clock, context.look)).with_notes(note))
}

fn print(summaries: &[Summary], clock: &Clock, look: Look) -> Text {
    let mut text = Text::new(look);
    let mut table = Table::default();
    for summary in summaries {
        table.row(cells(summary, clock));
    }
    table.print(&mut text);
    text
}

fn cells(summary: &Summary, clock: &Clock) -> [(Style, String); 8] {
    let state = state(summary, clock.now);
    let wait = summary.most_urgent(clock.now);
    let issues: Vec<_> = summary.issues.iter().map(IssueId::as_str).collect();
    let about = [summary.title.as_str(), &issues.join(", ")];
    let about: Vec<_> = about.into_iter().filter(|text| !text.is_empty()).collect();
    [
        (BOLD, summary.id.to_string()),
        (if state == "due" { BAD } else { PLAIN }, state.to_owned()),
        (PLAIN, summary.progress()),
        (PLAIN, summary.ticket.clone()),
        (PLAIN, summary.client.clone()),
        (PLAIN, wait.map(|wait| wait_in_short(wait, clock)).unwrap_or_default()),
        (DIM, clock.short(summary.updated_at)),
        (DIM, about.join("  ")),
    ]
}

impl IncidentListArgs {
    fn wants(&self, summary: &Summary, now: Timestamp) -> bool {
        let is_in = |filter: &StateFilter| filter.takes(summary, now);
        let client = self.client.as_deref();
        (self.states.is_empty() || self.states.iter().any(is_in))
            && client.is_none_or(|client| is_of(summary, client))
    }
}

/// An empty client is nobody, whose incidents are none.
fn is_of(summary: &Summary, client: &str) -> bool {
    summary.client_key().is_some_and(|key| ClientKey::of(client) == Some(key))
}

impl StateFilter {
    fn takes(self, summary: &Summary, now: Timestamp) -> bool {
        match self {
            Self::Open => summary.state == State::Open,
            Self::Waiting => summary.state == State::Waiting,
            Self::Due => summary.due(now).is_some(),
            Self::Resolved => summary.state == State::Resolved,
        }
    }
}
