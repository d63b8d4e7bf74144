//! What must hold when a store goes from one version to the next.

use std::{fs, path::PathBuf};

use tempfile::TempDir;

use super::*;
use crate::store::{Store, file};

const NEXT: Migration = Migration {
    to: Version { major: 1, minor: 999 },
    sql: "ALTER TABLE incident ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",
};

const BROKEN: Migration = Migration {
    to: Version { major: 1, minor: 999 },
    sql: "DROP TABLE incident; SELECT nonsense FROM nowhere",
};

/// Every migration, and one more.
fn and(next: Migration) -> Vec<Migration> {
    let known = MIGRATIONS.iter().map(|known| Migration { to: known.to, sql: known.sql });
    known.chain([next]).collect()
}

/// A store of today's version.
fn old() -> (TempDir, PathBuf, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("casebook.db");
    let mut connection = connect(&path);
    bring_up(&mut connection, &path, MIGRATIONS).unwrap();
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
    let version = bring_up(&mut connection, &path, &and(NEXT)).unwrap();
    assert_eq!((version, mood_columns(&connection)), (NEXT.to, 1));
    let [copy] = &backups(&path)[..] else { panic!("one copy") };
    assert!(
        copy.file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with(&format!("version-{}-", Version::CURRENT))
    );
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
    bring_up(&mut connection, &path, &and(NEXT)).unwrap();
    bring_up(&mut connection, &path, &and(NEXT)).unwrap();
    assert_eq!(backups(&path).len(), 1);
}

#[test]
fn a_migration_that_another_process_has_done_meanwhile_is_not_done_again() {
    let (_folder, path, mut connection) = old();
    bring_up(&mut connect(&path), &path, &and(NEXT)).unwrap();
    let reached = migrate(&mut connection, &and(NEXT)).unwrap();
    assert_eq!((reached, mood_columns(&connection)), (Some(NEXT.to), 1));
}

#[test]
fn a_migration_never_takes_a_version_back_that_another_process_has_reached() {
    let (_folder, path, mut connection) = old();
    bring_up(&mut connect(&path), &path, &and(NEXT)).unwrap();
    assert_eq!(migrate(&mut connection, MIGRATIONS).unwrap(), Some(NEXT.to));
}

#[test]
fn a_migration_that_fails_leaves_the_store_as_it_was() {
    let (_folder, path, mut connection) = old();
    assert!(bring_up(&mut connection, &path, &and(BROKEN)).is_err());
    drop(connection);
    assert_eq!(Store::open(&path).unwrap().incidents().unwrap(), []);
}

/// A store as a casebook of that version made it, with these rows.
fn of_version(path: &Path, version: Version, rows: &str) {
    let connection = connect(path);
    for migration in MIGRATIONS.iter().filter(|migration| migration.to <= version) {
        connection.execute_batch(migration.sql).unwrap();
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    connection.pragma_update(None, "user_version", version.number()).unwrap();
    connection.execute_batch(rows).unwrap();
}

#[test]
fn a_store_of_version_1_1_learns_when_followers_were_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("casebook.db");
    let rows = "INSERT INTO event (id, incident, lamport, at, actor, device, session, kind, body) VALUES
           ('019a0000-0000-7000-8000-000000000001', '00000007', 1, '2026-11-22T09:00:00.000000000Z', 'ann', 'desk',
            '019a0000-0000-7000-8000-000000000000', 'opened', '{\"ticket\":\"T-7\",\"client\":\"Contoso\"}');
         INSERT INTO incident (id, ticket, client, state, opened_at, updated_at, issues, settled, total, folded_by)
         VALUES ('00000007', 'T-7', 'Contoso', 'open', '2026-11-20T09:00:00.000000000Z',
                 '2026-11-22T09:00:00.000000000Z', '[]', 0, 0, 1001);";
    of_version(&path, Version { major: 1, minor: 1 }, rows);
    let list = Store::open(&path).unwrap().incidents().unwrap();
    assert_eq!(list[0].opened_at, "2026-11-22T09:00:00Z".parse().unwrap());
}

#[test]
fn a_store_of_version_1_0_keeps_its_work_and_learns_to_list_waits() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("casebook.db");
    let rows = "INSERT INTO event (id, incident, lamport, at, actor, device, session, kind, body) VALUES
           ('019a0000-0000-7000-8000-000000000001', '00000007', 1, '2026-11-22T09:00:00.000000000Z', 'ann', 'desk',
            '019a0000-0000-7000-8000-000000000000', 'opened', '{\"ticket\":\"T-7\",\"client\":\"Contoso\"}');";
    of_version(&path, MIGRATIONS[0].to, rows);
    let list = Store::open(&path).unwrap().incidents().unwrap();
    assert_eq!((list[0].label().as_str(), &list[0].waits[..]), ("T-7 Contoso", &[][..]));
}
