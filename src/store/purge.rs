//! An incident leaves for good: from the store, and from everything beside it that may hold it.

mod unsaved;

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, TransactionBehavior};

use super::{Store, StoreError, beside, events, file, schema};
use crate::incident::{Act, Event, Incident, IncidentId, label};

/// What a purge of an incident will remove.
#[derive(Clone, Debug)]
pub struct Purge {
    /// The incident.
    pub incident: IncidentId,
    /// How people call it.
    pub label: String,
    /// Its events in the store.
    pub events: usize,
    /// Incidents that follow it; they stay, and go on alone.
    pub followers: Vec<IncidentId>,
    /// Where else it is.
    pub places: Vec<Place>,
    /// Files that cannot be looked into to the end, or from which nothing can be removed.
    pub left: Vec<Left>,
}

/// A file beside the store that holds something of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// What it is.
    pub kind: PlaceKind,
    /// Events of the incident in it; none in a text.
    pub events: usize,
}

/// What a file beside the store is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A copy of the whole store: the incident is removed from it.
    Backup,
    /// A damaged store that was set aside and can still be read: the incident is removed from it.
    SetAside,
    /// A copy of the whole store that was never finished: it is removed.
    UnfinishedBackup,
    /// Events that could not be saved: those of the incident are removed.
    Unsaved,
    /// A copied text that names the incident: it is removed.
    CopyFile,
}

/// A file in which a purge may leave something of the incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
}

/// What a file beside the store holds of an incident.
#[derive(Default)]
struct Found {
    /// How many events.
    count: usize,
    /// Those of them that can be read.
    events: Vec<Event>,
    /// Why there may be more.
    doubt: Option<String>,
}

impl PlaceKind {
    /// What people call it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::SetAside => "set-aside store",
            Self::UnfinishedBackup => "unfinished backup",
            Self::Unsaved => "unsaved events",
            Self::CopyFile => "copied text",
        }
    }
}

impl Store {
    /// Looks for everything that a purge of the incident will remove, in the store, beside it and among copied texts.
    pub fn plan_purge(&self, incident: &IncidentId, copies: &Path) -> Result<Purge, StoreError> {
        let mut plan = Purge {
            incident: incident.clone(),
            label: incident.to_string(),
            events: 0,
            followers: Vec::new(),
            places: Vec::new(),
            left: Vec::new(),
        };
        let mut known =
            events::of_incident(&self.connection, incident).map_err(|error| self.fault(&error))?;
        plan.events = known.len();
        let led = |summary: &crate::incident::Summary| summary.leader.as_ref() == Some(incident);
        let list = self.incidents()?;
        plan.followers = list.into_iter().filter(led).map(|summary| summary.id).collect();
        plan.look_beside(&self.path, &mut known)
            .and_then(|()| plan.look_into_copies(copies, &known))
            .map_err(|error| StoreError::file(&self.path, &error))?;
        if !known.is_empty() {
            let incident = Incident::from_events(incident.clone(), known);
            plan.label = label(incident.ticket(), incident.client(), incident.id());
        }
        Ok(plan)
    }

    /// Removes what was planned, first from the store. Gives the places from which nothing could be removed.
    pub fn purge(&mut self, plan: &Purge) -> Result<Vec<Left>, StoreError> {
        if let Some(newer) = self.newer() {
            return Err(newer);
        }
        let path = &self.path;
        remove(&mut self.connection, &plan.incident)
            .map_err(|error| StoreError::sqlite(path, &error))?;
        let failed = |place: &Place| {
            let reason = place.clear(&plan.incident).err()?;
            Some(Left { path: place.path.clone(), reason })
        };
        Ok(plan.left.iter().cloned().chain(plan.places.iter().filter_map(failed)).collect())
    }
}

impl Purge {
    /// Whether nothing of the incident is anywhere.
    pub fn is_empty(&self) -> bool {
        self.events == 0 && self.places.is_empty()
    }

    fn look_beside(&mut self, store: &Path, known: &mut Vec<Event>) -> io::Result<()> {
        for (path, kind) in beside::files(store)? {
            let found = match kind {
                PlaceKind::Backup | PlaceKind::SetAside => found_in_store(&path, &self.incident),
                PlaceKind::Unsaved => unsaved::look(&path, &self.incident),
                PlaceKind::UnfinishedBackup => {
                    self.places.push(Place { path, kind, events: 0 });
                    continue;
                }
                PlaceKind::CopyFile => continue,
            };
            let doubt = match found {
                Ok(Found { count, events, doubt }) => {
                    if count > 0 {
                        self.places.push(Place { path: path.clone(), kind, events: count });
                    }
                    known.extend(events);
                    doubt
                }
                Err(reason) => names(&path, self.incident.as_str())?.then_some(reason),
            };
            self.left.extend(doubt.map(|reason| Left { path, reason }));
        }
        Ok(())
    }

    /// Copied texts live for a day: one too many is no loss, one too few stays a secret that was to go.
    fn look_into_copies(&mut self, copies: &Path, known: &[Event]) -> io::Result<()> {
        let mut words: BTreeSet<String> =
            known.iter().flat_map(|event| typed(&event.act)).map(str::to_lowercase).collect();
        words.insert(self.incident.to_string());
        for path in beside::listed(copies)? {
            let text = String::from_utf8_lossy(&fs::read(&path)?).to_lowercase();
            if words.iter().any(|word| text.contains(word)) {
                self.places.push(Place { path, kind: PlaceKind::CopyFile, events: 0 });
            }
        }
        Ok(())
    }
}

impl Place {
    fn clear(&self, incident: &IncidentId) -> Result<(), String> {
        match self.kind {
            PlaceKind::Backup | PlaceKind::SetAside => {
                let mut connection = open(&self.path)?;
                remove(&mut connection, incident).map_err(|error| error.to_string())
            }
            PlaceKind::Unsaved => {
                unsaved::remove(&self.path, incident).map_err(|error| error.to_string())
            }
            PlaceKind::UnfinishedBackup | PlaceKind::CopyFile => {
                file::remove(&self.path).map_err(|error| error.to_string())
            }
        }
    }
}

/// What somebody typed, as it may stand in a copied text.
fn typed(act: &Act) -> Vec<&str> {
    let texts = match act {
        Act::Opened { ticket, client } => vec![Some(ticket), Some(client)],
        Act::Edited { ticket, client, title } => {
            vec![ticket.as_ref(), client.as_ref(), title.as_ref()]
        }
        Act::Commented { text, .. } => vec![Some(text)],
        Act::Closed { text: reason, .. }
        | Act::Detached { reason, .. }
        | Act::Step { reason, .. }
        | Act::Fix { reason, .. } => vec![reason.as_ref()],
        Act::Attached(_)
        | Act::Diagnosed(_)
        | Act::Looked { .. }
        | Act::Reopened
        | Act::Linked { .. }
        | Act::Undone { .. }
        | Act::Redone { .. }
        | Act::Unknown { .. } => Vec::new(),
    };
    texts.into_iter().flatten().map(|text| text.trim()).filter(|text| !text.is_empty()).collect()
}

/// Removes the incident, and with it every trace that the file's free space keeps.
fn remove(connection: &mut Connection, incident: &IncidentId) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let triggers = triggers(&transaction)?;
    for (name, _) in &triggers {
        transaction.execute_batch(&format!("DROP TRIGGER \"{}\"", name.replace('"', "\"\"")))?;
    }
    transaction.execute("DELETE FROM event WHERE incident = ?1", [incident.as_str()])?;
    transaction.execute("DELETE FROM incident WHERE id = ?1", [incident.as_str()])?;
    for (_, sql) in &triggers {
        transaction.execute_batch(sql)?;
    }
    transaction.commit()?;
    // What is deleted is overwritten, but what was moved on the way leaves copies behind.
    connection.execute_batch("VACUUM")
}

/// What keeps events from being changed, as the store has it: a newer casebook may keep them otherwise.
fn triggers(connection: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'event'";
    let mut statement = connection.prepare(sql)?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Opens a copy of the store as it is, of whatever version.
fn open(path: &Path) -> Result<Connection, String> {
    let told = |error: rusqlite::Error| error.to_string();
    let mut connection = file::connect(path).map_err(|error| error.to_string())?;
    file::configure(&mut connection).map_err(told)?;
    match schema::version(&mut connection).map_err(told)? {
        Some(_) => Ok(connection),
        None => Err("it is no casebook store".to_owned()),
    }
}

fn found_in_store(path: &Path, incident: &IncidentId) -> Result<Found, String> {
    let connection = open(path)?;
    let events = events::of_incident(&connection, incident).map_err(|error| error.to_string())?;
    Ok(Found { count: events.len(), events, doubt: None })
}

fn names(path: &Path, word: &str) -> io::Result<bool> {
    Ok(memchr::memmem::find(&fs::read(path)?, word.as_bytes()).is_some())
}
