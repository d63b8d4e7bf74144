//! Disks that are full, folders that are read-only, locks that are held.
#![expect(clippy::print_stderr, reason = "a test that cannot run here says so")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use casebook::store::{Store, StoreError};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::support::{folder, has, opened, store, with_ticket};

/// A file system of its own, which goes with the value.
struct Disk {
    folder: TempDir,
}

impl Disk {
    /// `None` where mounting is not allowed: such faults need a system of one's own.
    fn mount(options: &str) -> Option<Self> {
        let disk = Self { folder: tempfile::tempdir().unwrap() };
        let mounted = disk.run("mount", &["-t", "tmpfs", "-o", options, "casebook-test"]);
        if !mounted {
            eprintln!("skipped: a file system can only be mounted by root");
        }
        mounted.then_some(disk)
    }

    fn remount(&self, options: &str) {
        assert!(self.run("mount", &["-o", &format!("remount,{options}")]));
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("casebook.db")
    }

    fn run(&self, program: &str, arguments: &[&str]) -> bool {
        let output = Command::new(program).args(arguments).arg(self.folder.path()).output();
        output.is_ok_and(|output| output.status.success())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.run("umount", &["--lazy"]);
    }
}

/// Appends long events until that fails; gives the number of the event that failed, and why.
fn fill(store: &mut Store) -> (u64, StoreError) {
    let long = |number| with_ticket(number, "x".repeat(20_000));
    (2..).find_map(|number| Some((number, store.append(vec![long(number)]).err()?))).unwrap()
}

/// Every event before the one that failed, and that one not.
fn assert_has_all_before(store: &Store, number: u64) {
    assert!((1..number).all(|number| has(store, number)));
    assert!(!has(store, number));
    store.integrity_check().unwrap();
}

#[test]
fn a_full_disk_loses_nothing_and_the_event_is_saved_once_there_is_room() {
    let Some(disk) = Disk::mount("size=400k") else { return };
    let mut store = store(&disk.path());
    let (number, error) = fill(&mut store);
    assert!(matches!(error, StoreError::Full { .. }) && error.is_temporary(), "{error:?}");
    assert_has_all_before(&store, number);
    assert_has_all_before(&Store::open(disk.path()).unwrap(), number);
    disk.remount("size=4m");
    store.append(vec![with_ticket(number, "x".repeat(20_000))]).unwrap();
    assert!(has(&store, number));
}

#[test]
fn a_disk_without_room_for_a_new_store_says_so() {
    let Some(disk) = Disk::mount("size=8k") else { return };
    let error = Store::open(disk.path()).unwrap_err();
    assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
    disk.remount("size=4m");
    assert!(has(&store(&disk.path()), 1));
}

#[test]
fn a_read_only_disk_is_still_read() {
    let Some(disk) = Disk::mount("size=4m") else { return };
    drop(store(&disk.path()));
    disk.remount("ro");
    assert_only_read(&disk.path());
    disk.remount("rw");
    Store::open(disk.path()).unwrap().append(vec![opened(2)]).unwrap();
}

#[test]
fn a_disk_that_becomes_read_only_takes_the_event_once_it_is_writable_again() {
    let Some(disk) = Disk::mount("size=4m") else { return };
    drop(store(&disk.path()));
    disk.remount("ro");
    let mut store = Store::open(disk.path()).unwrap();
    assert!(store.append(vec![opened(2)]).is_err());
    disk.remount("rw");
    drop(store);
    assert!(Store::open(disk.path()).unwrap().append(vec![opened(2)]).is_ok());
}

#[test]
fn a_new_store_in_a_read_only_folder_is_refused_with_its_path() {
    let Some(disk) = Disk::mount("ro") else { return };
    let error = Store::open(disk.path()).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
    assert!(error.to_string().contains(disk.path().to_str().unwrap()));
}

#[test]
fn a_folder_without_write_permission_is_still_read() {
    if rustix::process::geteuid().is_root() {
        eprintln!("skipped: root may write everywhere");
        return;
    }
    let (_folder, path) = folder();
    drop(store(&path));
    let set = |mode| {
        let permissions = std::os::unix::fs::PermissionsExt::from_mode(mode);
        fs::set_permissions(path.parent().unwrap(), permissions).unwrap();
    };
    set(0o500);
    assert_only_read(&path);
    set(0o700);
}

fn assert_only_read(path: &Path) {
    let mut store = Store::open(path).unwrap();
    assert!(has(&store, 1));
    assert_eq!(store.incidents().unwrap().len(), 1);
    let error = store.append(vec![opened(2)]).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }) && error.is_temporary(), "{error:?}");
}

#[test]
fn a_lock_that_is_never_released_is_an_error_that_can_be_tried_again() {
    let (_folder, path) = folder();
    let mut store = store(&path);
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let error = store.append(vec![opened(2)]).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }) && error.is_temporary(), "{error:?}");
    other.execute_batch("ROLLBACK").unwrap();
    store.append(vec![opened(2)]).unwrap();
}

#[cfg(windows)]
#[rstest::rstest]
#[case::reading_and_writing(0)]
#[case::writing(1)]
fn a_file_that_another_program_keeps_from_others_can_be_tried_again(#[case] shared: u32) {
    use std::os::windows::fs::OpenOptionsExt;

    let (_folder, path) = folder();
    drop(store(&path));
    let other = fs::OpenOptions::new().read(true).share_mode(shared).open(&path).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }) && error.is_temporary(), "{error:?}");
    drop(other);
    Store::open(&path).unwrap().append(vec![opened(2)]).unwrap();
}
