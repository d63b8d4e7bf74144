//! The open incident as its pane shows it: whose it is, how far it is, what happened last.

use super::{Document, Page};
use crate::{
    clock::Clock,
    incident::{EventId, Incident, IncidentId, Summary, followers, sentence},
    issue::IssueId,
    pack::Packs,
    search::Query,
    tui::{
        glyph::Glyphs,
        text::{Line, Role},
    },
};

/// How many of the latest events are told.
const LATEST: usize = 200;

/// What is laid out.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The open incident, pending events included.
    pub incident: &'a Incident,
    /// Where issues are found by their id.
    pub packs: &'a Packs,
    /// All incidents, to name those that follow it and the one that it follows.
    pub list: &'a [Summary],
    /// What other incidents tell about an issue, a sentence each.
    pub elsewhere: &'a dyn Fn(&IssueId) -> Vec<String>,
    /// Whether an event is not on disk yet.
    pub is_pending: &'a dyn Fn(&EventId) -> bool,
    /// To write times.
    pub clock: &'a Clock,
    /// Marks to use.
    pub glyphs: &'static Glyphs,
}

/// Lays the open incident out for a pane of that width; its items are the attached issues.
pub fn lay_out(subject: &Subject<'_>, width: usize) -> Document<IssueId> {
    let query = Query::default();
    let mut page = Page::new(width, subject.glyphs, &query);
    let incident = subject.incident;
    let fact = |page: &mut Page<'_, IssueId>, label: &str, value: &str| {
        let value =
            if value.is_empty() { Role::Dim.piece("none") } else { Role::Accent.piece(value) };
        page.text(vec![Role::Dim.piece(label)], vec![value], Line::new());
    };
    fact(&mut page, "Ticket  ", incident.ticket());
    fact(&mut page, "Client  ", incident.client());
    fact(&mut page, "Id      ", incident.id().as_str());
    if let Some(opened) = incident.opened_at() {
        fact(&mut page, "Opened  ", &subject.clock.short(opened));
    }
    for (label, names) in [("Follows ", leader(subject)), ("Leads   ", led(subject))] {
        if !names.is_empty() {
            fact(&mut page, label, &names);
        }
    }
    page.blank();
    for attached in incident.issues() {
        page.item(attached.issue.clone(), |page| {
            issue(subject, page, &attached.issue, &attached.title);
        });
    }
    page.blank();
    page.text(Line::new(), vec![Role::Heading.piece("Latest").strong()], Line::new());
    for event in incident.events().iter().rev().take(LATEST) {
        let text = vec![Role::Text.piece(sentence(event, incident, subject.packs))];
        let (when, role) = if (subject.is_pending)(&event.id) {
            ("pending".to_owned(), Role::Pending)
        } else {
            (subject.clock.short(event.at), Role::Dim)
        };
        page.text(vec![role.piece(format!("{when:>9} "))], text, Line::new());
    }
    page.document
}

/// Whose steps it follows.
fn leader(subject: &Subject<'_>) -> String {
    let name = |id: &IncidentId| {
        let found = subject.list.iter().find(|known| known.id == *id);
        found.map_or_else(|| id.to_string(), Summary::label)
    };
    subject.incident.leader().map(name).unwrap_or_default()
}

/// Who follows its steps.
fn led(subject: &Subject<'_>) -> String {
    let names = followers(subject.list, subject.incident.id()).map(Summary::label);
    names.collect::<Vec<_>>().join(", ")
}

fn issue(subject: &Subject<'_>, page: &mut Page<'_, IssueId>, id: &IssueId, title: &str) {
    let issue = subject.packs.issue(id);
    let progress = subject.incident.checklist(id, issue).progress();
    let gauge = subject.glyphs.gauge(progress.settled, progress.total, 5);
    let right = vec![Role::Good.piece(format!("{gauge} {}/{}", progress.settled, progress.total))];
    let name = issue.map_or(title, |issue| issue.short.as_str());
    let mut line = vec![Role::Link.piece(name)];
    if issue.is_none() {
        line.push(Role::Warning.piece(" gone from the packs"));
    }
    page.text(vec![Role::Dim.piece(format!("{} ", subject.glyphs.attached))], line, right);
    for told in (subject.elsewhere)(id) {
        page.note(2, told, Role::Pending);
    }
}
