//! Versions of the store, and the way from each to the next.

use std::{fmt, path::Path};

use rusqlite::{Connection, TransactionBehavior};

use super::{StoreError, backup, summary};

/// Tells a casebook store from other `SQLite` files.
const APPLICATION_ID: i32 = i32::from_be_bytes(*b"Case");

/// Only ever extended at the end: stores of every version are out there.
const MIGRATIONS: &[Migration] = &[
    Migration { to: Version { major: 1, minor: 0 }, sql: include_str!("schema/1.0.sql") },
    Migration { to: Version { major: 1, minor: 1 }, sql: include_str!("schema/1.1.sql") },
    Migration { to: Version { major: 1, minor: 2 }, sql: include_str!("schema/1.2.sql") },
];

/// Version of a store. A program reads and writes every minor version of the major versions it knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// Rises when older programs would spoil the store.
    pub major: i32,
    /// Rises when older programs can go on using the store.
    pub minor: i32,
}

/// One step from a version to the next.
struct Migration {
    to: Version,
    sql: &'static str,
}

/// What a file turned out to be.
enum Found {
    /// An empty file, or a database without anything in it.
    Nothing,
    /// A casebook store.
    Store(Version),
    /// Somebody else's database.
    NotOurs,
}

impl Version {
    /// What this program writes.
    pub const CURRENT: Self = MIGRATIONS[MIGRATIONS.len() - 1].to;

    /// The number kept in `SQLite`'s `user_version`.
    pub(super) const fn number(self) -> i32 {
        self.major * 1000 + self.minor
    }

    const fn from_number(number: i32) -> Self {
        Self { major: number / 1000, minor: number % 1000 }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// Brings the store to this program's version, after a copy of it was put aside. Gives the version it has then,
/// which is newer than [`Version::CURRENT`] if a newer casebook wrote it.
pub(super) fn prepare(connection: &mut Connection, path: &Path) -> Result<Version, StoreError> {
    bring_up(connection, path, MIGRATIONS)
}

fn bring_up(
    connection: &mut Connection,
    path: &Path,
    migrations: &[Migration],
) -> Result<Version, StoreError> {
    let fault = |error: rusqlite::Error| StoreError::sqlite(path, &error);
    let latest = migrations.last().map_or(Version::CURRENT, |migration| migration.to);
    match identify(connection).map_err(fault)? {
        Found::NotOurs => return Err(StoreError::not_ours(path)),
        Found::Store(version) if version >= latest => return Ok(version),
        Found::Store(version) => backup::before_migration(connection, path, version)?,
        Found::Nothing => {}
    }
    migrate(connection, migrations).map_err(fault)?.ok_or_else(|| StoreError::not_ours(path))
}

/// Reads within one transaction, so that a store that is just being made is either nothing or whole.
fn identify(connection: &mut Connection) -> rusqlite::Result<Found> {
    let reading = connection.transaction()?;
    found_in(&reading)
}

/// Version of a casebook store; `None` for anything else.
pub(super) fn version(connection: &mut Connection) -> rusqlite::Result<Option<Version>> {
    Ok(match identify(connection)? {
        Found::Store(version) => Some(version),
        Found::Nothing | Found::NotOurs => None,
    })
}

fn found_in(connection: &Connection) -> rusqlite::Result<Found> {
    // The count comes first: it is what takes the read lock that holds until the transaction ends.
    let objects: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let application: i32 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(match (application, version, objects) {
        (APPLICATION_ID, 1000.., _) => Found::Store(Version::from_number(version)),
        (0, 0, 0) => Found::Nothing,
        _ => Found::NotOurs,
    })
}

/// `None` where somebody put another database there meanwhile.
fn migrate(
    connection: &mut Connection,
    migrations: &[Migration],
) -> rusqlite::Result<Option<Version>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Looked at again under the write lock: another process may have been faster.
    let from = match found_in(&transaction)? {
        Found::Nothing => Version { major: 0, minor: 0 },
        Found::Store(version) => version,
        Found::NotOurs => return Ok(None),
    };
    let missing: Vec<_> = migrations.iter().filter(|migration| migration.to > from).collect();
    let Some(last) = missing.last() else { return Ok(Some(from)) };
    for migration in &missing {
        transaction.execute_batch(migration.sql)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", last.to.number())?;
    summary::rebuild(&transaction)?;
    transaction.commit()?;
    Ok(Some(last.to))
}

#[cfg(test)]
mod tests;
