//! The open incident as its pane shows it: whose it is, how it stands, what it waits for, and everything that happened.

use super::{Document, Page};
use crate::{
    clock::Clock,
    incident::{
        Event, EventId, Incident, IncidentId, StepRef, Summary, cause_words, followers, issue_name,
        sentence, step_text, wait_in_short,
    },
    issue::IssueId,
    pack::Packs,
    search::Query,
    tui::{
        glyph::Glyphs,
        text::{Line, Role},
    },
};

/// Something of an incident that the cursor can stand on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// A step that waits.
    Wait(StepRef),
    /// An issue that belongs to it.
    Issue(IssueId),
    /// An issue that turned out not to be the one.
    RuledOut(IssueId),
}

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

/// Lays the open incident out for a pane of that width.
pub fn lay_out(subject: &Subject<'_>, width: usize) -> Document<Item> {
    let query = Query::default();
    let mut page = Page::new(width, subject.glyphs, &query);
    head(subject, &mut page);
    waits(subject, &mut page);
    page.blank();
    for attached in subject.incident.issues() {
        page.item(Item::Issue(attached.issue.clone()), |page| {
            issue(subject, page, &attached.issue, &attached.title);
        });
    }
    ruled_out(subject, &mut page);
    timeline(subject, &mut page);
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

/// What it is called, how it stands and, once it is over, how it ended.
fn head(subject: &Subject<'_>, page: &mut Page<'_, Item>) {
    let incident = subject.incident;
    if !incident.title().is_empty() {
        page.text(Line::new(), vec![Role::Title.piece(incident.title()).strong()], Line::new());
    }
    if let Some(closing) = incident.closing() {
        let cause = subject.glyphs.plain(cause_words(&closing.cause, subject.packs));
        let text = closing.text.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
        let said = format!("Closed {} by {}", subject.clock.short(closing.at), closing.by);
        page.text(Line::new(), vec![Role::Warning.piece(said).strong()], Line::new());
        page.note(2, format!("{cause}{text}"), Role::Good);
    } else {
        let state = Summary::of(incident).map(|summary| summary.state).unwrap_or_default();
        let due = incident.waits().filter(|wait| wait.due(subject.clock.now).is_some()).count();
        let mut line = vec![Role::Accent.piece(state.as_str())];
        if due > 0 {
            line.push(Role::Warning.piece(format!(" {} {due} due", subject.glyphs.dot)));
        }
        page.text(vec![Role::Dim.piece("State   ")], line, Line::new());
    }
    fact(page, "Ticket  ", incident.ticket());
    fact(page, "Client  ", incident.client());
    fact(page, "Id      ", incident.id().as_str());
    if let Some(opened) = incident.opened_at() {
        fact(page, "Opened  ", &subject.clock.short(opened));
    }
    for (label, names) in [("Follows ", leader(subject)), ("Leads   ", led(subject))] {
        if !names.is_empty() {
            fact(page, label, &names);
        }
    }
}

fn fact(page: &mut Page<'_, Item>, label: &str, value: &str) {
    let value = if value.is_empty() { Role::Dim.piece("none") } else { Role::Accent.piece(value) };
    page.text(vec![Role::Dim.piece(label)], vec![value], Line::new());
}

/// What is waited for, the most urgent first.
fn waits(subject: &Subject<'_>, page: &mut Page<'_, Item>) {
    let waits = subject.incident.waits_by_urgency(subject.clock.now);
    if !waits.is_empty() {
        page.blank();
    }
    for waiting in waits {
        let is_due = waiting.due(subject.clock.now).is_some();
        let role = if is_due { Role::Warning } else { Role::Pending };
        let (issue, step) = (&waiting.issue, &waiting.step);
        let text = step_text(issue, step, subject.incident, subject.packs);
        let place = StepRef { issue: issue.clone(), step: step.clone() };
        page.item(Item::Wait(place), |page| {
            let check_box = crate::incident::StepState::Waiting.check_box();
            page.text(
                vec![role.piece(format!("{check_box} "))],
                vec![Role::Text.piece(text)],
                vec![role.piece(wait_in_short(&waiting, subject.clock))],
            );
        });
    }
}

fn issue(subject: &Subject<'_>, page: &mut Page<'_, Item>, id: &IssueId, title: &str) {
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

fn ruled_out(subject: &Subject<'_>, page: &mut Page<'_, Item>) {
    let mut heading = Some("Ruled out");
    for (attached, ruled_out) in subject.incident.ruled_out() {
        if let Some(heading) = heading.take() {
            page.blank();
            page.text(Line::new(), vec![Role::Heading.piece(heading).strong()], Line::new());
        }
        let name = issue_name(&attached.issue, subject.incident, subject.packs);
        let reason = ruled_out.reason.as_ref().map(|reason| format!(": {reason}"));
        page.item(Item::RuledOut(attached.issue.clone()), |page| {
            let mark = Role::Dim.piece(format!("{} ", subject.glyphs.bad));
            let line = vec![Role::Dim.piece(name), Role::Dim.piece(reason.unwrap_or_default())];
            page.text(vec![mark], line, Line::new());
        });
    }
}

/// Every event, the newest first. Whose they are is said once where they are all of one.
fn timeline(subject: &Subject<'_>, page: &mut Page<'_, Item>) {
    let events = subject.incident.events();
    let first = events.first().map(|event| event.author.name.as_str()).unwrap_or_default();
    let is_of_one = events.iter().all(|event| event.author.name == first);
    let mut heading = vec![Role::Heading.piece("Timeline").strong()];
    if is_of_one {
        heading.push(Role::Dim.piece(format!("  all by {first}")));
    }
    page.blank();
    page.text(Line::new(), heading, Line::new());
    for event in events.iter().rev() {
        let whose = (!is_of_one).then_some(event.author.name.as_str());
        one_event(subject, page, event, whose);
    }
}

fn one_event(subject: &Subject<'_>, page: &mut Page<'_, Item>, event: &Event, whose: Option<&str>) {
    let undone = subject.incident.is_undone(&event.id);
    let role = if undone { Role::Dim } else { Role::Text };
    let mut text = Line::new();
    text.extend(whose.map(|name| Role::Accent.piece(format!("{name} "))));
    text.push(role.piece(sentence(event, subject.incident, subject.packs)));
    if undone {
        text.push(Role::Dim.piece(" (undone)"));
    }
    let (when, role) = if (subject.is_pending)(&event.id) {
        ("pending".to_owned(), Role::Pending)
    } else {
        (subject.clock.short(event.at), Role::Dim)
    };
    page.text(vec![role.piece(format!("{when:>9} "))], text, Line::new());
}
