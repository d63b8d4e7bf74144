//! Damaged stores: set aside, never removed, and followed by the newest backup with whatever can still be read.

use std::{
    fs,
    path::{Path, PathBuf},
};

use casebook::store::{Lines, Restored, Store, StoreError, restore};
use jiff::{Timestamp, ToSpan as _};
use rusqlite::Connection;

use crate::support::{folder, has, opened, store, with_ticket};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// A store with two backups: after event 1, and after event 2. Event 3 came later.
fn backed_up(path: &Path) {
    let mut store = store(path);
    for number in 2..4 {
        store.backup(NOW + (24 * i64::try_from(number).unwrap()).hours()).unwrap();
        store.append(vec![opened(number)]).unwrap();
    }
}

fn backup(path: &Path, day: &str) -> PathBuf {
    path.with_file_name("backups").join(format!("{day}.db"))
}

fn restored(path: &Path) -> Restored {
    restore(path, NOW).unwrap().unwrap()
}

/// Names of everything beside the store.
fn beside(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path.parent().unwrap()).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_damaged_store_is_set_aside_as_it_is_and_the_newest_backup_takes_its_place() {
    let (_folder, path) = folder();
    backed_up(&path);
    let damaged = fs::read(&path).unwrap()[..5000].to_vec();
    fs::write(&path, &damaged).unwrap();

    let outcome = restored(&path);
    assert_eq!(outcome.backup, Some(backup(&path, "1970-01-04")));
    let aside = outcome.set_aside.unwrap();
    assert_eq!(fs::read(&aside).unwrap(), damaged);
    let names = ["backups", "casebook.db", "casebook.db.corrupt-1970-01-01T000000Z"];
    assert_eq!(beside(&path), names);
    assert_eq!(fs::read_dir(path.with_file_name("backups")).unwrap().count(), 2);
    let store = Store::open(&path).unwrap();
    store.integrity_check().unwrap();
    assert!(has(&store, 1) && has(&store, 2) && !has(&store, 3));
    #[cfg(unix)]
    assert_eq!(crate::support::mode(&path), 0o600);
}

#[test]
fn what_can_still_be_read_of_a_damaged_store_is_kept() {
    let (_folder, path) = folder();
    let mut store = store(&path);
    store.backup(NOW).unwrap();
    let long = |number| with_ticket(number, "x".repeat(3000));
    store.append((2..60).map(long).collect()).unwrap();
    drop(store);
    // A page in the midst is lost.
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0xa5);
    fs::write(&path, &bytes).unwrap();
    assert!(Store::open(&path).unwrap().quick_check().is_err());

    let outcome = restored(&path);
    let store = Store::open(&path).unwrap();
    store.integrity_check().unwrap();
    assert_eq!(store.incidents().unwrap().len(), outcome.salvaged + 1);
    assert!(outcome.salvaged >= 50, "{outcome:?}");
    assert!(has(&store, 2) && has(&store, 59), "what stands before and behind the damage");
    assert_eq!(fs::read(outcome.set_aside.unwrap()).unwrap(), bytes);
}

#[test]
fn what_came_after_an_event_of_the_last_place_is_salvaged_too() {
    let (_folder, path) = folder();
    let mut store = store(&path);
    let mut last = opened(2).to_json();
    last["lamport"] = (1_u64 << 53).into();
    store.import(&Lines::read(&last.to_string()).unwrap()).unwrap();
    store.backup(NOW).unwrap();
    store.append(vec![opened(3), opened(4)]).unwrap();
    drop(store);
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch("PRAGMA writable_schema = on; DELETE FROM sqlite_schema WHERE name = 'event_by_lamport'")
        .unwrap();
    drop(connection);
    assert_eq!(restored(&path).salvaged, 2);
    let store = Store::open(&path).unwrap();
    assert!((1..5).all(|number| has(&store, number)));
}

#[test]
fn a_store_that_is_lost_comes_back_from_the_backup() {
    for is_begun_anew in [false, true] {
        let (_folder, path) = folder();
        backed_up(&path);
        fs::remove_file(&path).unwrap();
        if is_begun_anew {
            Store::open(&path).unwrap();
        }
        let outcome = restored(&path);
        assert_eq!(outcome.set_aside.is_some(), is_begun_anew);
        assert!(has(&Store::open(&path).unwrap(), 2));
    }
}

#[test]
fn a_damaged_backup_is_passed_over() {
    let (_folder, path) = folder();
    backed_up(&path);
    fs::write(&path, "no store at all").unwrap();
    fs::write(backup(&path, "1970-01-04"), "nor that").unwrap();
    assert_eq!(restored(&path).backup, Some(backup(&path, "1970-01-03")));
    let store = Store::open(&path).unwrap();
    assert!(has(&store, 1) && !has(&store, 2));
}

#[test]
fn without_any_backup_a_new_store_takes_the_place_with_what_can_be_read() {
    let (_folder, path) = folder();
    drop(store(&path));
    // Only an index is damaged: the table has everything.
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch("PRAGMA writable_schema = on; DELETE FROM sqlite_schema WHERE name = 'event_by_lamport'")
        .unwrap();
    drop(connection);
    assert!(Store::open(&path).unwrap().integrity_check().is_err());
    let outcome = restored(&path);
    assert_eq!((outcome.backup, outcome.salvaged), (None, 1));
    assert!(has(&Store::open(&path).unwrap(), 1));
}

#[test]
fn a_sound_store_is_left_alone() {
    let (_folder, path) = folder();
    backed_up(&path);
    let before = fs::read(&path).unwrap();
    assert_eq!(restore(&path, NOW).unwrap(), None);
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(beside(&path), ["backups", "casebook.db"]);
}

#[test]
fn a_store_that_is_only_in_use_is_not_taken_for_damaged() {
    let (_folder, path) = folder();
    backed_up(&path);
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert!(matches!(restore(&path, NOW), Err(StoreError::Locked { .. })));
    assert_eq!(beside(&path), ["backups", "casebook.db"]);
}

#[test]
fn the_message_about_a_damaged_store_names_the_way_back() {
    let (_folder, path) = folder();
    drop(store(&path));
    let bytes = fs::read(&path).unwrap();
    for broken in [&bytes[..5000], b"Dear diary, nothing happened today. ".as_slice()] {
        fs::write(&path, broken).unwrap();
        let told = Store::open(&path).unwrap_err().to_string();
        assert!(told.contains("run `casebook doctor --restore`"), "{told}");
    }
}
