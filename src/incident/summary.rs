//! What the incident list shows of an incident.

use jiff::Timestamp;

use super::{Cause, ClientKey, Due, Incident, IncidentId, Progress, Since, Waiting, label};
use crate::issue::IssueId;

/// What the incident list shows of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Name of the incident.
    pub id: IncidentId,
    /// Ticket as typed; may be empty.
    pub ticket: String,
    /// Client as typed; may be empty.
    pub client: String,
    /// What it is about, as typed; may be empty.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Time of its latest event.
    pub updated_at: Timestamp,
    /// Issues that belong to it, in the order they were attached.
    pub issues: Vec<IssueId>,
    /// Steps that are done, failed or skipped, over all its issues as they were when attached.
    pub settled: usize,
    /// Steps that count.
    pub total: usize,
    /// Steps that failed, of the settled ones.
    pub failed: usize,
    /// What it waits for, in no particular order.
    pub waits: Vec<Waiting>,
    /// What ended it and when; `None` while it goes on.
    pub ended: Option<(Cause, Timestamp)>,
    /// The incident whose steps it follows.
    pub leader: Option<IncidentId>,
}

/// Where an incident stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum State {
    /// Somebody works on it.
    #[default]
    Open,
    /// A wait runs.
    Waiting,
    /// It was closed.
    Resolved,
}

impl State {
    /// The word in the store, in JSON and on the screen.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Resolved => "resolved",
        }
    }

    /// A word of a newer casebook counts as open: the incident is in the list rather than hidden.
    pub fn from_word(word: &str) -> Self {
        match word {
            "waiting" => Self::Waiting,
            "resolved" => Self::Resolved,
            _ => Self::Open,
        }
    }
}

impl Summary {
    /// The row of an incident; `None` while it has no event.
    pub fn of(incident: &Incident) -> Option<Self> {
        let (progress, failed) = progress(incident);
        let waits: Vec<_> = incident.waits().collect();
        let ended = incident.closing().map(|closing| (closing.cause.clone(), closing.at));
        let state = match (&ended, waits.is_empty()) {
            (Some(_), _) => State::Resolved,
            (None, false) => State::Waiting,
            (None, true) => State::Open,
        };
        Some(Self {
            id: incident.id().clone(),
            ticket: incident.ticket().to_owned(),
            client: incident.client().to_owned(),
            title: incident.title().to_owned(),
            state,
            opened_at: incident.opened_at()?,
            updated_at: incident.updated_at()?,
            issues: incident.issues().map(|attached| attached.issue.clone()).collect(),
            settled: progress.settled,
            total: progress.total,
            failed,
            waits,
            ended,
            leader: incident.leader().cloned(),
        })
    }

    /// What the most urgent of its waits asks for; nothing while none is due.
    pub fn due(&self, now: Timestamp) -> Option<Due> {
        self.waits.iter().filter_map(|wait| wait.due(now)).min()
    }

    /// The most urgent of its waits, be it due or not.
    pub fn most_urgent(&self, now: Timestamp) -> Option<&Waiting> {
        self.waits.iter().min_by_key(|wait| wait.urgency(now))
    }

    /// Whose it is, to compare.
    pub fn client_key(&self) -> Option<ClientKey> {
        ClientKey::of(&self.client)
    }

    /// `3/10`, and a mark where a step has failed.
    pub fn progress(&self) -> String {
        Progress { settled: self.settled, total: self.total }.in_short(self.failed)
    }

    /// How people call the incident: ticket and client, or the id where both are empty.
    pub fn label(&self) -> String {
        label(&self.ticket, &self.client, &self.id)
    }
}

/// Counts the steps as they were when attached, and those that failed. Who reads only events knows no pack, and so not
/// that one is gone.
fn progress(incident: &Incident) -> (Progress, usize) {
    incident.issues().fold((Progress::default(), 0), |(sum, failed), attached| {
        let mut checklist = incident.checklist(&attached.issue, None);
        checklist.steps.iter_mut().for_each(|step| step.since = Since::Same);
        let one = checklist.progress();
        let sum = Progress { settled: sum.settled + one.settled, total: sum.total + one.total };
        (sum, failed + checklist.failed())
    })
}
