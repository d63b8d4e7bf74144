//! What is told after something was recorded.

use jiff::Timestamp;

use super::{
    next::{Next, NextAct, NextStep},
    view::{clock, heading, on_whom},
};
use crate::{
    cli::{
        table::Table,
        text::{BAD, DIM, GOOD, Look, PLAIN, Text},
    },
    incident::{Act, Event, Incident, Waiting, sentence},
    pack::Packs,
};

/// The incident in a line, what was recorded, and what is next.
pub(super) fn print(incident: &Incident, recorded: &[Event], packs: &Packs, look: Look) -> Text {
    let mut text = Text::new(look);
    heading(incident, &mut text);
    let mut table = Table::with_below(1);
    for event in recorded {
        table.row([(GOOD, "recorded".to_owned()), (PLAIN, sentence(event, incident, packs))]);
        if let Some(wait) = wait_of(event, incident) {
            table.row([(DIM, "waits".to_owned()), (PLAIN, on_whom(&wait, &clock()))]);
        }
    }
    if recorded.is_empty() {
        let told = "nothing was recorded: it is so already";
        table.row([(DIM, "unchanged".to_owned()), (PLAIN, told.to_owned())]);
    }
    if let Some(next) = Next::of(incident, packs, Timestamp::now()) {
        let style = if next.is_due() { BAD } else { DIM };
        table.row([(style, "next".to_owned()), (PLAIN, words(&next))]);
    }
    table.print(&mut text);
    text
}

/// The wait that an event is about.
fn wait_of(event: &Event, incident: &Incident) -> Option<Waiting> {
    match &event.act {
        Act::Step { issue, step, .. } | Act::Looked { issue, step } => {
            incident.waiting(issue, step)
        }
        _ => None,
    }
}

/// What is next as a sentence.
pub(super) fn words(next: &Next) -> String {
    let step = next.step.as_ref().map(NextStep::words).unwrap_or_default();
    let since = next.at.map(|at| clock().short(at)).unwrap_or_default();
    match next.act {
        NextAct::Close => "no step is left: close it".to_owned(),
        NextAct::Step => step,
        NextAct::Wait if next.at.is_none() => format!("wait at {step}"),
        NextAct::Wait => format!("wait until {since} at {step}"),
        NextAct::Recheck => format!("re-check since {since} at {step}"),
        NextAct::Escalate => {
            let then = next.then.as_ref().map(|then| format!("; then {}", then.words()));
            format!("escalate since {since} at {step}{}", then.unwrap_or_default())
        }
    }
}

impl NextStep {
    fn words(&self) -> String {
        format!("{}/{}: {}", self.issue, self.step, self.text)
    }
}
