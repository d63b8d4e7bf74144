//! Incidents on disk: one `SQLite` file to which events are appended.
//!
//! What [`Store::append`] has returned is on the disk. The `event` table is the only truth; the `incident` table beside
//! it holds the incident list's columns, derived from the events in the same transaction. The journal is `SQLite`'s
//! rollback journal: with a write-ahead log the file alone would not be the whole store, so that copies of it made by
//! people and synchronisers would lack the latest work.

mod backup;
mod beside;
mod error;
mod events;
mod file;
mod followers;
mod key;
mod lines;
mod lookup;
mod purge;
mod record;
mod restore;
mod schema;
mod scribe;
mod summary;
mod transfer;
mod worker;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use self::{
    error::StoreError,
    key::{token_key, token_key_or_random},
    lines::{LineError, LineFault, Lines},
    lookup::Lookup,
    purge::{Left, Place, PlaceKind, Purge},
    restore::{Restored, restore},
    schema::Version,
    scribe::Scribe,
    transfer::{ImportError, Imported},
    worker::{Reply, Unfinished, Watch, Worker},
};
use crate::incident::{Event, Incident, IncidentId, Summary};

/// What stands for the path of a store that is no file.
const IN_MEMORY: &str = ":memory:";

/// An open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    version: Version,
}

impl Store {
    /// Opens the store of that file and makes it if it is not there. A store of a newer major version opens too, but
    /// only to be read, see [`Store::newer`].
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let path = path.into();
        let connection = file::connect(&path)?;
        Self::set_up(connection, path)
    }

    /// A store that is gone with the value, for tests.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::from(IN_MEMORY);
        let connection =
            Connection::open_in_memory().map_err(|error| StoreError::sqlite(&path, &error))?;
        Self::set_up(connection, path)
    }

    fn set_up(mut connection: Connection, path: PathBuf) -> Result<Self, StoreError> {
        file::configure(&mut connection).map_err(|error| StoreError::sqlite(&path, &error))?;
        let version = schema::prepare(&mut connection, &path)?;
        let store = Self { connection, path, version };
        if store.newer().is_none() {
            store.settle_journal()?;
        }
        Ok(store)
    }

    /// `SQLite` answers with the mode that holds, which need not be the one asked for.
    fn settle_journal(&self) -> Result<(), StoreError> {
        let mode: String = self
            .connection
            .pragma_update_and_check(None, "journal_mode", "delete", |row| row.get(0))
            .map_err(|error| self.fault(&error))?;
        match mode.as_str() {
            "delete" | "memory" => Ok(()),
            // Only a connection elsewhere can keep the file in another mode.
            _ => Err(StoreError::locked(&self.path)),
        }
    }

    /// File of the store.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Version of the store.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Why the store is only read, if a newer casebook wrote it: [`StoreError::Newer`].
    pub fn newer(&self) -> Option<StoreError> {
        (self.version.major > Version::CURRENT.major)
            .then(|| StoreError::newer(&self.path, self.version))
    }

    /// Stores events in one transaction and gives them back as stored, with the lamport numbers they got. What they
    /// mean for followers of their incidents is stored with them.
    ///
    /// An event that is there already is given back as it is there: after an unknown outcome the same events may be
    /// appended again.
    pub fn append(&mut self, events: Vec<Event>) -> Result<Vec<Event>, StoreError> {
        self.write(|transaction| {
            let mut stored = Vec::with_capacity(events.len());
            let mut followers = BTreeSet::new();
            let mut events = events.into_iter().peekable();
            while let Some(event) = events.next() {
                let event = events::insert(transaction, event)?;
                followers.extend(followers::follow(transaction, &event)?);
                if events.peek().is_none_or(|next| next.incident != event.incident) {
                    // Whom it follows is read from its row by the next one.
                    summary::refresh(transaction, [&event.incident])?;
                }
                stored.push(event);
            }
            summary::refresh(transaction, &followers)?;
            Ok(stored)
        })
    }

    /// The incident; `None` if it has no event.
    pub fn incident(&self, id: &IncidentId) -> Result<Option<Incident>, StoreError> {
        let events =
            events::of_incident(&self.connection, id).map_err(|error| self.fault(&error))?;
        Ok((!events.is_empty()).then(|| Incident::from_events(id.clone(), events)))
    }

    /// Every incident, the one with the latest event first.
    pub fn incidents(&self) -> Result<Vec<Summary>, StoreError> {
        // What the columns of a newer major version mean is not known here; what an event is does not change.
        let read = if self.newer().is_some() { summary::replay } else { summary::all };
        read(&self.connection).map_err(|error| self.fault(&error))
    }

    /// The incident that an id, or at least three characters of its beginning, stands for.
    pub fn find(&self, typed: &str) -> Result<Lookup, StoreError> {
        let ids = events::incidents(&self.connection).map_err(|error| self.fault(&error))?;
        Ok(lookup::look_up(typed, ids))
    }

    /// A number that differs from the one before if somebody else has changed the store since.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.connection
            .pragma_query_value(None, "data_version", |row| row.get(0))
            .map_err(|error| self.fault(&error))
    }

    /// Makes the incident list anew from the events.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        self.write(|transaction| summary::rebuild(transaction))
    }

    /// Copies the store to `backups/<day>.db` beside it and keeps the newest seven. Gives the copy's path, `None` if
    /// that day has one or there is nothing to copy.
    pub fn backup(&self, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
        if self.path.as_os_str() == IN_MEMORY {
            return Ok(None);
        }
        backup::daily(&self.connection, &self.path, now)
    }

    /// Looks for damage in a millisecond per ten thousand events: everything but the agreement of indexes and tables.
    pub fn quick_check(&self) -> Result<(), StoreError> {
        self.check("quick_check")
    }

    /// Looks for every damage that `SQLite` can find.
    pub fn integrity_check(&self) -> Result<(), StoreError> {
        self.check("integrity_check")
    }

    fn check(&self, pragma: &str) -> Result<(), StoreError> {
        let finding: String = self
            .connection
            .pragma_query_value(None, pragma, |row| row.get(0))
            .map_err(|error| self.fault(&error))?;
        if finding == "ok" { Ok(()) } else { Err(StoreError::damaged(&self.path, finding)) }
    }

    /// One transaction that has the write lock from its beginning: a lock taken later fails without waiting.
    fn write<T>(
        &mut self,
        act: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        if let Some(newer) = self.newer() {
            return Err(newer);
        }
        let path = &self.path;
        let run = || {
            let transaction =
                self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = act(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        run().map_err(|error| StoreError::sqlite(path, &error))
    }

    fn fault(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::sqlite(&self.path, error)
    }
}

#[cfg(test)]
mod tests;
