//! One occurrence of one or more issues at one client.
//!
//! An [`Incident`] is the fold of its [`Event`]s: [`Incident::apply`] is its only mutation. Nothing is ever changed
//! or taken away; undo and redo are events too, which name the event they are about.

mod act;
mod change;
mod checklist;
mod client;
mod diagnosed;
mod elsewhere;
mod ending;
mod event;
pub mod figures;
mod fold;
mod id;
mod link;
mod mark;
mod register;
mod secrets;
mod sentence;
mod summary;
mod texts;
mod undo;
mod wait;

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;

pub use self::{
    act::{Act, Attached, AttachedStep, Cause, FixState, LONGEST_COMMENT, StepRef, StepState},
    checklist::{CheckStep, Checklist, Progress, Since},
    client::ClientKey,
    diagnosed::Diagnosed,
    elsewhere::{Elsewhere, Here, followers},
    ending::{Candidate, Standing},
    event::{Author, Event, PROVISIONAL},
    id::{EventId, IncidentId, IncidentIdError, SessionId},
    mark::{Closing, Comment, FixMark, Mark, RuledOut},
    register::Register,
    secrets::{keep_secrets_out, tokens_within},
    sentence::{
        cause_words, fix_title, issue_name, sentence, state_word, step_text, undoable_sentence,
        wait_in_short, wait_words,
    },
    summary::{State, Summary},
    texts::clean_texts,
    wait::{Due, RunningWait, Urgency, Waiting},
};
use crate::{
    issue::{FixId, IssueId, StepId},
    redact::Memory,
};

/// One occurrence at one client, as its events tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    id: IncidentId,
    ticket: String,
    client: String,
    title: String,
    attached: Vec<Attached>,
    ruled_out: BTreeMap<IssueId, RuledOut>,
    marks: BTreeMap<StepRef, Mark>,
    fixes: BTreeMap<(IssueId, FixId), FixMark>,
    closing: Option<Closing>,
    leader: Option<IncidentId>,
    undone: HashSet<EventId>,
    events: Vec<Event>,
}

impl Incident {
    /// An incident of which nothing is known yet.
    pub fn new(id: IncidentId) -> Self {
        Self {
            id,
            ticket: String::new(),
            client: String::new(),
            title: String::new(),
            attached: Vec::new(),
            ruled_out: BTreeMap::new(),
            marks: BTreeMap::new(),
            fixes: BTreeMap::new(),
            closing: None,
            leader: None,
            undone: HashSet::new(),
            events: Vec::new(),
        }
    }

    /// Name of the incident.
    pub fn id(&self) -> &IncidentId {
        &self.id
    }

    /// Ticket as typed; may be empty.
    pub fn ticket(&self) -> &str {
        &self.ticket
    }

    /// Client as typed; may be empty.
    pub fn client(&self) -> &str {
        &self.client
    }

    /// What it is about, as typed; may be empty.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// How people call it: ticket and client, or the id where both are empty.
    pub fn label(&self) -> String {
        label(&self.ticket, &self.client, &self.id)
    }

    /// Issues that belong to it, in the order they were attached.
    pub fn issues(&self) -> impl DoubleEndedIterator<Item = &Attached> {
        self.attached.iter().filter(|attached| !self.ruled_out.contains_key(&attached.issue))
    }

    /// What was attached for an issue that belongs to it.
    pub fn attached(&self, issue: &IssueId) -> Option<&Attached> {
        self.issues().find(|attached| attached.issue == *issue)
    }

    /// Issues that were attached and turned out not to be the one.
    pub fn ruled_out(&self) -> impl Iterator<Item = (&Attached, &RuledOut)> {
        self.attached
            .iter()
            .filter_map(|attached| Some((attached, self.ruled_out.get(&attached.issue)?)))
    }

    /// What was attached for an issue, be it ruled out since.
    pub fn ever_attached(&self, issue: &IssueId) -> Option<&Attached> {
        self.attached.iter().find(|attached| attached.issue == *issue)
    }

    /// How it ended; `None` while it goes on.
    pub fn closing(&self) -> Option<&Closing> {
        self.closing.as_ref()
    }

    /// The incident whose steps it follows.
    pub fn leader(&self) -> Option<&IncidentId> {
        self.leader.as_ref()
    }

    /// What was written down, the oldest first.
    pub fn comments(&self) -> impl Iterator<Item = Comment<'_>> {
        self.standing().filter_map(|event| match &event.act {
            Act::Commented { on, text } => {
                Some(Comment { on: on.as_ref(), text, at: event.at, by: &event.author.name })
            }
            _ => None,
        })
    }

    /// Steps of its issues that wait, in no particular order. Nothing is waited for in a fix that did not help, nor in a
    /// closed incident.
    pub fn waits(&self) -> impl Iterator<Item = Waiting> {
        let waits = self.marks.iter().filter(|(place, mark)| {
            mark.state == StepState::Waiting
                && self
                    .attached(&place.issue)
                    .is_some_and(|issue| !self.is_given_up(issue, &place.step))
        });
        waits.filter(|_| self.closing.is_none()).map(|(place, mark)| Waiting::of(place, mark))
    }

    /// What is waited for, the most urgent first.
    pub fn waits_by_urgency(&self, now: Timestamp) -> Vec<Waiting> {
        let mut waits: Vec<_> = self.waits().collect();
        waits.sort_by_key(|wait| wait.urgency(now));
        waits
    }

    /// Whether a step belongs to a fix that did not help.
    fn is_given_up(&self, attached: &Attached, step: &StepId) -> bool {
        let known = attached.steps.iter().find(|known| known.step == *step);
        known.is_some_and(|known| self.failed_fix(&attached.issue, &known.fix).is_some())
    }

    /// What a step waits for; `None` where it does not.
    pub fn waiting(&self, issue: &IssueId, step: &StepId) -> Option<Waiting> {
        self.waits().find(|waiting| waiting.issue == *issue && waiting.step == *step)
    }

    /// What was diagnosed in it, the oldest first.
    pub fn diagnoses(&self) -> impl Iterator<Item = &Diagnosed> {
        self.events.iter().filter_map(|event| match &event.act {
            Act::Diagnosed(diagnosed) => Some(&**diagnosed),
            _ => None,
        })
    }

    /// Which tokens stand for which values in it, by hash.
    pub fn tokens(&self) -> Memory {
        // The newest knows what those before it knew, unless it was handed over without its values.
        let mut tokens = Memory::default();
        self.diagnoses().for_each(|diagnosed| tokens.add(&diagnosed.tokens));
        tokens
    }

    /// Every event, in the order of folding.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// When it was opened. Of a part of an incident it is the time of its first event, that of an event taken over from
    /// a leader only where there is no other.
    pub fn opened_at(&self) -> Option<Timestamp> {
        let opened = self.events.iter().find(|event| matches!(event.act, Act::Opened { .. }));
        let own = || self.events.iter().filter(|event| !event.id.is_of_follower());
        let first_own = || own().map(|event| event.at).min();
        let first = || self.events.iter().map(|event| event.at).min();
        opened.map(|event| event.at).or_else(first_own).or_else(first)
    }

    /// Time of the latest event.
    pub fn updated_at(&self) -> Option<Timestamp> {
        self.events.iter().map(|event| event.at).max()
    }

    /// Whether an event was undone.
    pub fn is_undone(&self, event: &EventId) -> bool {
        self.undone.contains(event)
    }

    /// The events that were not undone, in the order of folding.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &Event> + Clone {
        self.events.iter().filter(|event| !self.undone.contains(&event.id))
    }

    /// The mark that holds for a step: its newest that is not undone. `None` for a step nobody touched.
    pub fn mark(&self, issue: &IssueId, step: &StepId) -> Option<&Mark> {
        self.marks.get(&StepRef { issue: issue.clone(), step: step.clone() })
    }

    /// What was found out about a fix; `None` for one that nobody said anything of.
    pub fn fix(&self, issue: &IssueId, fix: &FixId) -> Option<&FixMark> {
        self.fixes.get(&(issue.clone(), fix.clone()))
    }

    /// What was found out if a fix did not help; one that helped after all is none of those while the incident is closed.
    pub fn failed_fix(&self, issue: &IssueId, fix: &FixId) -> Option<&FixMark> {
        let failed = self.fix(issue, fix).filter(|mark| mark.state == FixState::Failed);
        failed.filter(|_| !self.was_ended_by(issue, fix))
    }

    /// The fixes that did not help, by issue.
    pub fn failed_fixes(&self) -> impl Iterator<Item = (&IssueId, &FixId, &FixMark)> {
        self.fixes
            .keys()
            .filter_map(|(issue, fix)| Some((issue, fix, self.failed_fix(issue, fix)?)))
    }

    /// State of a step.
    pub fn state(&self, issue: &IssueId, step: &StepId) -> StepState {
        self.mark(issue, step).map_or(StepState::Todo, |mark| mark.state)
    }

    /// The issue and step that were marked last, to resume there.
    pub fn last_touched(&self) -> Option<(&IssueId, &StepId)> {
        self.events.iter().rev().find_map(|event| match &event.act {
            Act::Step { issue, step, .. } if self.attached(issue).is_some() => Some((issue, step)),
            _ => None,
        })
    }
}

/// How people call an incident: ticket and client, or the id where both are empty.
pub fn label(ticket: &str, client: &str, id: &IncidentId) -> String {
    match (ticket.is_empty(), client.is_empty()) {
        (true, true) => id.to_string(),
        (false, true) => ticket.to_owned(),
        (true, false) => client.to_owned(),
        (false, false) => format!("{ticket} {client}"),
    }
}

#[cfg(test)]
mod tests;
