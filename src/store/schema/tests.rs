//! What must hold when a store goes from one version to the next.

use std::{fs, path::PathBuf};

use tempfile::TempDir;

use super::*;
use crate::store::{Store, file};

const NEXT: Migration = Migration {
    to: Version { major: 1, minor: 1 },
    sql: "ALTER TABLE incident ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",
};

const BROKEN: Migration = Migration {
    to: Version { major: 1, minor: 1 },
    sql: "DROP TABLE incident; SELECT nonsense FROM nowhere",
};

fn first() -> Migration {
    Migration { to: MIGRATIONS[0].to, sql: MIGRATIONS[0].sql }
}

/// A store of the first version.
fn old() -> (TempDir, PathBuf, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("casebook.db");
    let mut connection = connect(&path);
    bring_up(&mut connection, &path, &[first()]).unwrap();
    (folder, path, connection)
}

fn connect(path: &Path) -> Connection {
    let mut connection = file::connect(path).unwrap();
    file::configure(&mut connection).unwrap();
    connection
}

fn backups(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path.with_file_name("backups")) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn mood_columns(connection: &Connection) -> i64 {
    let sql = "SELECT count(*) FROM pragma_table_info('incident') WHERE name = 'mood'";
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn the_versions_of_the_migrations_rise() {
    assert!(MIGRATIONS.is_sorted_by(|a, b| a.to < b.to));
}

#[test]
fn an_older_store_is_copied_and_then_brought_up() {
    let (_folder, path, mut connection) = old();
    let version = bring_up(&mut connection, &path, &[first(), NEXT]).unwrap();
    assert_eq!((version, mood_columns(&connection)), (NEXT.to, 1));
    let [copy] = &backups(&path)[..] else { panic!("one copy") };
    assert!(copy.file_name().unwrap().to_str().unwrap().starts_with("version-1.0-"));
    assert_eq!(Store::open(copy).unwrap().version(), Version::CURRENT);
}

#[test]
fn a_new_store_is_made_without_a_copy_of_nothing() {
    let (_folder, path, _connection) = old();
    assert_eq!(backups(&path), Vec::<PathBuf>::new());
}

#[test]
fn a_store_that_is_up_to_date_is_not_copied_again() {
    let (_folder, path, mut connection) = old();
    bring_up(&mut connection, &path, &[first(), NEXT]).unwrap();
    bring_up(&mut connection, &path, &[first(), NEXT]).unwrap();
    assert_eq!(backups(&path).len(), 1);
}

#[test]
fn a_migration_that_another_process_has_done_meanwhile_is_not_done_again() {
    let (_folder, path, mut connection) = old();
    bring_up(&mut connect(&path), &path, &[first(), NEXT]).unwrap();
    let reached = migrate(&mut connection, &[first(), NEXT]).unwrap();
    assert_eq!((reached, mood_columns(&connection)), (Some(NEXT.to), 1));
}

#[test]
fn a_migration_never_takes_a_version_back_that_another_process_has_reached() {
    let (_folder, path, mut connection) = old();
    bring_up(&mut connect(&path), &path, &[first(), NEXT]).unwrap();
    assert_eq!(migrate(&mut connection, &[first()]).unwrap(), Some(NEXT.to));
}

#[test]
fn a_migration_that_fails_leaves_the_store_as_it_was() {
    let (_folder, path, mut connection) = old();
    assert!(bring_up(&mut connection, &path, &[first(), BROKEN]).is_err());
    drop(connection);
    assert_eq!(Store::open(&path).unwrap().incidents().unwrap(), []);
}
