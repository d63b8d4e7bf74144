//! Events that leave the store for a file and come from one.

use std::collections::{BTreeSet, HashSet};

use rusqlite::{Connection, OptionalExtension};

use super::{
    Store, StoreError, events::newest_lamport, followers, lines::Lines, record::Record, summary,
};
use crate::incident::{EventId, IncidentId};

/// What an import came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Events that the store did not have.
    pub new: usize,
    /// Events that it had.
    pub known: usize,
    /// Incidents that have new events.
    pub incidents: BTreeSet<IncidentId>,
}

/// Why nothing was imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The store has one of the events with another content; one of the two was tampered with.
    #[error(
        "line {line} has event {id} as {this}, and the store has it as {that}; events never change: leave the line out, \
         or purge that incident and import it anew"
    )]
    Conflict {
        /// Number of the line.
        line: usize,
        /// The event.
        id: EventId,
        /// What the line says.
        this: String,
        /// What the store says.
        that: String,
    },
    /// The store does not work.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// The events of these incidents, of all without any, as they are stored: one JSON object a line, in the order of
    /// folding.
    ///
    /// All of it is in memory before anything is done with it: whoever prints it to a slow reader keeps nobody from
    /// writing.
    pub fn export(&self, incidents: &[IncidentId]) -> Result<Vec<String>, StoreError> {
        let read = || -> rusqlite::Result<Vec<String>> {
            if incidents.is_empty() {
                return lines(&self.connection, "SELECT * FROM event ORDER BY lamport, id", []);
            }
            let mut records = Vec::new();
            for incident in incidents.iter().collect::<BTreeSet<_>>() {
                records.extend(of_incident(&self.connection, incident)?);
            }
            records.sort_by_key(|record| (record.lamport, record.id));
            records.iter().map(line).collect()
        };
        read().map_err(|error| self.fault(&error))
    }

    /// Stores the events of a file in one transaction as they are: ids, times, authors and places in the order of
    /// folding. Those that the store has already are left alone; if it has one with another content, nothing is stored.
    ///
    /// Events of a file that casebook wrote where no store took them have no place yet and get the next ones.
    pub fn import(&mut self, lines: &Lines) -> Result<Imported, ImportError> {
        self.write(|transaction| {
            let sorted = sort_out(transaction, lines)?;
            Ok(match sorted.conflict {
                Some(conflict) => Err(conflict),
                None => Ok(insert(transaction, sorted)?),
            })
        })?
    }

    /// Stores what of these events the store does not have, by whatever it says of the others.
    pub(super) fn import_missing(&mut self, lines: &Lines) -> Result<Imported, StoreError> {
        self.write(|transaction| {
            let sorted = sort_out(transaction, lines)?;
            insert(transaction, sorted)
        })
    }
}

/// The events of a file beside what the store has.
#[derive(Default)]
struct Sorted {
    new: Vec<Record>,
    known: usize,
    /// Every incident of the file.
    incidents: BTreeSet<IncidentId>,
    conflict: Option<ImportError>,
}

fn sort_out(connection: &Connection, lines: &Lines) -> rusqlite::Result<Sorted> {
    let mut sorted = Sorted::default();
    for (number, record) in &lines.records {
        sorted.incidents.insert(record.incident.clone());
        let Some(stored) = by_id(connection, record.id)? else {
            sorted.new.push(record.clone());
            continue;
        };
        sorted.known += 1;
        if !record.agrees_with(&stored) {
            let (this, that) = (record.described(), stored.described());
            let conflict = ImportError::Conflict { line: *number, id: record.id, this, that };
            sorted.conflict.get_or_insert(conflict);
        }
    }
    Ok(sorted)
}

fn insert(connection: &Connection, sorted: Sorted) -> rusqlite::Result<Imported> {
    let Sorted { mut new, known, incidents: in_file, .. } = sorted;
    let placed = new.iter().filter(|record| record.is_placed()).map(|record| record.lamport).max();
    let mut newest = newest_lamport(connection)?.max(placed.unwrap_or_default());
    new.sort_by_key(|record| (record.lamport, record.id));
    for record in &mut new {
        if !record.is_placed() {
            newest += 1;
            record.lamport = newest;
        }
        record.insert(connection)?;
    }
    let incidents: BTreeSet<_> = new.iter().map(|record| record.incident.clone()).collect();
    let ids: HashSet<_> = new.iter().map(|record| record.id).collect();
    let mut touched = incidents.clone();
    for incident in &incidents {
        touched.extend(followers::follow_import(connection, incident, &ids, &in_file)?);
    }
    summary::refresh(connection, &touched)?;
    Ok(Imported { new: new.len(), known, incidents })
}

fn by_id(connection: &Connection, id: EventId) -> rusqlite::Result<Option<Record>> {
    connection
        .prepare_cached("SELECT * FROM event WHERE id = ?1")?
        .query_row([id.to_string()], Record::of)
        .optional()
}

fn of_incident(connection: &Connection, incident: &IncidentId) -> rusqlite::Result<Vec<Record>> {
    let mut statement = connection.prepare_cached("SELECT * FROM event WHERE incident = ?1")?;
    statement.query_map([incident.as_str()], Record::of)?.collect()
}

fn lines(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_map(parameters, |row| line(&Record::of(row)?))?.collect()
}

fn line(record: &Record) -> rusqlite::Result<String> {
    record.line().map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}
