//! Files that are no store, or not quite: nothing of them is changed, and the error says what to do.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use casebook::store::{Store, StoreError, Version};
use jiff::{Timestamp, ToSpan as _};
use rusqlite::Connection;

#[cfg(unix)]
use crate::support::mode;
use crate::support::{folder, has, opened, store};

/// Everything in a folder, by path.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

/// Opens a file with that content, which must fail and leave everything as it was.
fn refused(content: &[u8]) -> StoreError {
    let (folder, _) = folder();
    let path = folder.path().join("casebook.db");
    fs::write(&path, content).unwrap();
    let before = contents(folder.path());
    let error = Store::open(&path).unwrap_err();
    assert_eq!(contents(folder.path()), before);
    assert!(error.to_string().contains(path.to_str().unwrap()), "{error}");
    assert!(!error.is_temporary());
    error
}

/// Bytes of a store with one event.
fn bytes() -> Vec<u8> {
    let (_folder, path) = folder();
    drop(store(&path));
    fs::read(path).unwrap()
}

/// Bytes of a store that a statement was run on.
fn bytes_after(statement: &str) -> Vec<u8> {
    let (_folder, path) = folder();
    drop(store(&path));
    Connection::open(&path).unwrap().execute_batch(statement).unwrap();
    fs::read(path).unwrap()
}

fn raw(path: &Path, statement: &str) {
    Connection::open(path).unwrap().execute_batch(statement).unwrap();
}

#[rstest::rstest]
#[case::a_text(b"Dear diary,\n".to_vec())]
#[case::a_long_text(b"Dear diary,\n".repeat(4000))]
#[case::garbage((0..20_000_u32).map(|number| number.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect())]
#[case::one_byte(vec![0])]
#[case::another_programs_database(bytes_after("PRAGMA application_id = 252006674"))]
#[case::a_database_without_a_name(bytes_after("PRAGMA application_id = 0"))]
fn a_file_that_is_something_else_is_refused_and_left_alone(#[case] content: Vec<u8>) {
    let error = refused(&content);
    assert!(matches!(error, StoreError::NotOurs { .. }), "{error:?}");
}

#[rstest::rstest]
#[case::within_the_header(50)]
#[case::after_the_first_page(4096)]
#[case::within_a_page(10_000)]
fn a_store_that_was_cut_off_is_damaged_and_left_alone(#[case] length: usize) {
    let error = refused(&bytes()[..length]);
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
}

#[test]
fn garbage_in_the_midst_of_a_store_is_found_by_both_checks() {
    let (_folder, path) = folder();
    drop(store(&path));
    let mut content = fs::read(&path).unwrap();
    content[4096..].chunks_mut(4096).for_each(|page| page[..200].fill(0xa5));
    fs::write(&path, &content).unwrap();
    let check = |check: fn(&Store) -> Result<(), StoreError>| {
        Store::open(&path).and_then(|store| check(&store)).unwrap_err()
    };
    assert!(matches!(check(Store::quick_check), StoreError::Damaged { .. }));
    assert!(matches!(check(Store::integrity_check), StoreError::Damaged { .. }));
    assert_eq!(fs::read(&path).unwrap(), content);
}

#[test]
fn a_sound_store_passes_both_checks() {
    let (_folder, path) = folder();
    let store = store(&path);
    assert_eq!(store.quick_check(), Ok(()));
    assert_eq!(store.integrity_check(), Ok(()));
}

#[test]
fn an_empty_file_becomes_a_store() {
    let (folder, _) = folder();
    let path = folder.path().join("casebook.db");
    fs::write(&path, "").unwrap();
    assert!(has(&store(&path), 1));
}

#[test]
fn a_folder_in_the_place_of_the_store_is_refused() {
    let (folder, _) = folder();
    let error = Store::open(folder.path()).unwrap_err();
    assert!(matches!(error, StoreError::Open { .. }), "{error:?}");
}

#[test]
fn a_store_of_a_newer_major_version_is_only_read_and_the_needed_version_is_named() {
    let (_folder, path) = folder();
    drop(store(&path));
    raw(&path, "PRAGMA user_version = 2003; DROP TABLE incident; PRAGMA journal_mode = wal");
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.version(), Version { major: 2, minor: 3 });
    assert_eq!(store.incidents().unwrap().len(), 1);
    assert!(has(&store, 1));
    let error = store.append(vec![opened(2)]).unwrap_err();
    assert_eq!(Some(&error), store.newer().as_ref());
    let text = error.to_string();
    assert!(text.ends_with("install a casebook that knows store version 2"), "{text}");
    assert_eq!(store.rebuild(), Err(error));
    assert!(!has(&store, 2));
}

#[test]
fn a_store_of_a_newer_minor_version_is_written_without_touching_what_is_new_in_it() {
    let (_folder, path) = folder();
    drop(store(&path));
    raw(
        &path,
        "PRAGMA user_version = 1999;
         ALTER TABLE incident ADD COLUMN mood TEXT;
         UPDATE incident SET mood = 'calm'",
    );
    let mut store = Store::open(&path).unwrap();
    let edited = casebook::incident::Event { id: opened(2).id, ..opened(1) };
    store.append(vec![edited]).unwrap();
    assert_eq!(store.newer(), None);
    assert_eq!(store.incidents().unwrap().len(), 1);
    let kept: (String, i32) = Connection::open(&path)
        .unwrap()
        .query_row("SELECT mood, user_version FROM incident, pragma_user_version", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(kept, ("calm".to_owned(), 1999));
}

#[test]
fn a_store_that_somebody_gave_a_write_ahead_log_is_one_file_again() {
    let (_folder, path) = folder();
    drop(store(&path));
    raw(&path, "PRAGMA journal_mode = wal");
    let mut store = Store::open(&path).unwrap();
    store.append(vec![opened(2)]).unwrap();
    let copy = path.with_file_name("copy.db");
    fs::copy(&path, &copy).unwrap();
    assert!(has(&Store::open(copy).unwrap(), 2));
}

#[test]
fn a_day_has_one_backup_and_the_newest_seven_are_kept() {
    let (_folder, path) = folder();
    let store = store(&path);
    let first: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
    for day in 0..10 {
        let now = first + (day * 24).hours();
        assert!(store.backup(now).unwrap().is_some());
        assert_eq!(store.backup(now + 1.hour()).unwrap(), None);
    }
    let names: Vec<_> = contents(&path.with_file_name("backups"))
        .into_keys()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(names.len(), 7);
    assert_eq!((&*names[0], &*names[6]), ("2026-11-25.db", "2026-12-01.db"));
}

#[test]
fn a_backup_is_a_whole_store_that_only_its_owner_can_read() {
    let (_folder, path) = folder();
    let copy = store(&path).backup(Timestamp::UNIX_EPOCH).unwrap().unwrap();
    #[cfg(unix)]
    assert_eq!(mode(&copy), 0o600);
    #[cfg(unix)]
    assert_eq!(mode(copy.parent().unwrap()), 0o700);
    assert!(has(&Store::open(copy).unwrap(), 1));
}

#[cfg(unix)]
#[test]
fn a_backup_is_made_in_a_folder_of_any_name() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};

    let (folder, _) = folder();
    let data = folder.path().join(OsStr::from_bytes(b"M\xfcller's \xff"));
    let path = data.join("casebook.db");
    let copy = store(&path).backup(Timestamp::UNIX_EPOCH).unwrap().unwrap();
    assert!(copy.starts_with(&data) && mode(&copy) == 0o600);
    assert!(has(&Store::open(copy).unwrap(), 1));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "and nowhere else");
}

#[test]
fn a_store_without_events_is_not_backed_up_over_older_backups() {
    let (_folder, path) = folder();
    assert_eq!(Store::open(path).unwrap().backup(Timestamp::UNIX_EPOCH).unwrap(), None);
}

#[test]
fn what_a_killed_process_left_of_a_backup_is_cleared_away_on_a_later_day() {
    let (_folder, path) = folder();
    let store = store(&path);
    let backups = path.with_file_name("backups");
    fs::create_dir(&backups).unwrap();
    fs::write(backups.join("1969-12-31.part-1"), "half").unwrap();
    fs::write(backups.join("1970-01-01.part-1"), "another process, at work").unwrap();
    fs::write(backups.join("notes.txt"), "not ours").unwrap();
    store.backup(Timestamp::UNIX_EPOCH).unwrap();
    let names = contents(&backups).into_keys();
    let names: Vec<_> = names.map(|path| path.file_name().unwrap().to_owned()).collect();
    assert_eq!(names, ["1970-01-01.db", "1970-01-01.part-1", "notes.txt"]);
}
