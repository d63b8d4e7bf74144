//! The incident list: one row per incident, derived from its events in the transaction that stores them.

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};

use super::{
    events::{self, json, number, parsed, time_text},
    schema::Version,
};
use crate::{
    incident::{Incident, IncidentId, Progress, StepState, label},
    issue::IssueId,
};

/// What the incident list shows of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Name of the incident.
    pub id: IncidentId,
    /// Ticket as typed; may be empty.
    pub ticket: String,
    /// Client as typed; may be empty.
    pub client: String,
    /// Where it stands.
    pub state: State,
    /// Time of its first event.
    pub opened_at: Timestamp,
    /// Time of its latest event.
    pub updated_at: Timestamp,
    /// Issues that belong to it, in the order they were attached.
    pub issues: Vec<IssueId>,
    /// Steps that are done, failed or skipped, over all its issues as they were when attached.
    pub settled: usize,
    /// Steps that count.
    pub total: usize,
    /// Steps among the settled ones that did not work.
    pub failed: usize,
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
    fn from_word(word: &str) -> Self {
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
        let progress = progress(incident);
        Some(Self {
            id: incident.id().clone(),
            ticket: incident.ticket().to_owned(),
            client: incident.client().to_owned(),
            state: State::Open,
            opened_at: incident.opened_at()?,
            updated_at: incident.updated_at()?,
            issues: incident.issues().map(|attached| attached.issue.clone()).collect(),
            settled: progress.settled,
            total: progress.total,
            failed: failed(incident),
        })
    }

    /// `3/10`, and a mark where a step has failed.
    pub fn progress(&self) -> String {
        let mark = if self.failed > 0 { " !" } else { "" };
        format!("{}/{}{mark}", self.settled, self.total)
    }

    /// How people call the incident: ticket and client, or the id where both are empty.
    pub fn label(&self) -> String {
        label(&self.ticket, &self.client, &self.id)
    }
}

/// Counts the steps as they were when attached. The store knows no pack, so it cannot know that one is gone.
fn progress(incident: &Incident) -> Progress {
    incident.issues().fold(Progress::default(), |sum, attached| {
        let mut checklist = incident.checklist(&attached.issue, None);
        checklist.steps.iter_mut().for_each(|step| step.gone = false);
        let one = checklist.progress();
        Progress { settled: sum.settled + one.settled, total: sum.total + one.total }
    })
}

fn failed(incident: &Incident) -> usize {
    let checklists = incident.issues().map(|attached| incident.checklist(&attached.issue, None));
    let steps = checklists.flat_map(|checklist| checklist.steps);
    steps.filter(|step| step.state() == StepState::Failed).count()
}

/// Every row, that of the latest event first.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<Summary>> {
    let mut statement = connection.prepare_cached("SELECT * FROM incident")?;
    let rows = statement.query_map([], |row| {
        let folded_by: i32 = row.get("folded_by")?;
        Ok((folded_by, summary(row)?))
    })?;
    let mut list = Vec::new();
    for row in rows {
        let (folded_by, summary) = row?;
        // An older casebook did not understand every event of today when it last wrote this row.
        let fresh =
            if folded_by < CURRENT_FOLD { fold(connection, &summary.id)? } else { Some(summary) };
        list.extend(fresh);
    }
    sort(&mut list);
    Ok(list)
}

/// Every row as the events tell it, without a look at the table.
pub(super) fn replay(connection: &Connection) -> rusqlite::Result<Vec<Summary>> {
    let mut list = Vec::new();
    for incident in events::incidents(connection)? {
        list.extend(fold(connection, &incident)?);
    }
    sort(&mut list);
    Ok(list)
}

/// Brings the rows of these incidents up to their events.
pub(super) fn refresh<'a>(
    connection: &Connection,
    incidents: impl IntoIterator<Item = &'a IncidentId>,
) -> rusqlite::Result<()> {
    for incident in incidents {
        if let Some(summary) = fold(connection, incident)? {
            write(connection, &summary)?;
        }
    }
    Ok(())
}

/// Makes the whole table anew from the events.
pub(super) fn rebuild(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM incident", [])?;
    refresh(connection, &events::incidents(connection)?)
}

const CURRENT_FOLD: i32 = Version::CURRENT.number();

fn fold(connection: &Connection, id: &IncidentId) -> rusqlite::Result<Option<Summary>> {
    let events = events::of_incident(connection, id)?;
    Ok(Summary::of(&Incident::from_events(id.clone(), events)))
}

/// The newest first; ids break ties, so that the order is the same every time.
fn sort(list: &mut [Summary]) {
    list.sort_by(|a, b| b.updated_at.cmp(&a.updated_at).then_with(|| a.id.cmp(&b.id)));
}

fn write(connection: &Connection, summary: &Summary) -> rusqlite::Result<()> {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    connection
        // Not INSERT OR REPLACE: a column that a newer casebook added keeps its value.
        .prepare_cached(
            "INSERT INTO incident
               (id, ticket, client, state, opened_at, updated_at, issues, settled, total, failed, folded_by)
             VALUES
               (:id, :ticket, :client, :state, :opened_at, :updated_at, :issues, :settled, :total, :failed,
                :folded_by)
             ON CONFLICT (id) DO UPDATE SET
               ticket = :ticket, client = :client, state = :state, opened_at = :opened_at,
               updated_at = :updated_at, issues = :issues, settled = :settled, total = :total,
               failed = :failed, folded_by = :folded_by",
        )?
        .execute(named_params! {
            ":id": summary.id.as_str(),
            ":ticket": summary.ticket,
            ":client": summary.client,
            ":state": summary.state.as_str(),
            ":opened_at": time_text(summary.opened_at),
            ":updated_at": time_text(summary.updated_at),
            ":issues": serde_json::json!(summary.issues).to_string(),
            ":settled": count(summary.settled),
            ":total": count(summary.total),
            ":failed": count(summary.failed),
            ":folded_by": CURRENT_FOLD,
        })?;
    Ok(())
}

fn summary(row: &Row<'_>) -> rusqlite::Result<Summary> {
    Ok(Summary {
        id: parsed(row, "id")?,
        ticket: row.get("ticket")?,
        client: row.get("client")?,
        state: State::from_word(row.get_ref("state")?.as_str()?),
        opened_at: parsed(row, "opened_at")?,
        updated_at: parsed(row, "updated_at")?,
        issues: json(row, "issues")?,
        settled: number(row, "settled")?,
        total: number(row, "total")?,
        failed: number(row, "failed")?,
    })
}
