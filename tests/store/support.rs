//! Stores to break and events to put into them.

use std::path::{Path, PathBuf};

use casebook::{
    incident::{Act, Author, Event, EventId, IncidentId, SessionId},
    store::Store,
};
use jiff::Timestamp;
use tempfile::TempDir;
use uuid::Uuid;

/// A folder of its own, with the path of a store in it that is not there yet.
pub(crate) fn folder() -> (TempDir, PathBuf) {
    with_path(tempfile::tempdir().unwrap())
}

/// Like [`folder`], in memory where the system offers that: for what writes a lot and loses no power.
pub(crate) fn quick_folder() -> (TempDir, PathBuf) {
    let memory = Path::new("/dev/shm");
    tempfile::tempdir_in(memory).map_or_else(|_| folder(), with_path)
}

fn with_path(folder: TempDir) -> (TempDir, PathBuf) {
    let path = folder.path().join("casebook").join("casebook.db");
    (folder, path)
}

/// A store with one event.
pub(crate) fn store(path: &Path) -> Store {
    let mut store = Store::open(path).unwrap();
    store.append(vec![opened(1)]).unwrap();
    store
}

pub(crate) fn opened(number: u64) -> Event {
    with_ticket(number, format!("T-{number}"))
}

pub(crate) fn with_ticket(number: u64, ticket: String) -> Event {
    Event {
        id: EventId(Uuid::from_u128(u128::from(number))),
        incident: IncidentId::from_bits(number),
        lamport: 0,
        at: Timestamp::UNIX_EPOCH,
        author: Author {
            name: "ann".into(),
            device: "desk".into(),
            session: SessionId(Uuid::nil()),
        },
        act: Act::Opened { ticket, client: String::new() },
    }
}

/// Whether the incident that [`opened`] begins is in the store.
pub(crate) fn has(store: &Store, number: u64) -> bool {
    store.incident(&IncidentId::from_bits(number)).unwrap().is_some()
}

/// Permissions of a file or folder.
#[cfg(unix)]
pub(crate) fn mode(path: &Path) -> u32 {
    let metadata = std::fs::metadata(path).unwrap();
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o777
}
