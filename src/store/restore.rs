//! Going on after a store was damaged: it is set aside, never removed, and the newest backup takes its place.

use std::{
    collections::HashSet,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use rusqlite::Connection;

use super::{
    Store, StoreError, Version,
    backup::{self, PART},
    beside::{self, CORRUPT},
    events, file,
    lines::{self, Lines},
    record::Record,
    schema,
};

/// What a restoration came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Where the damaged store is now; `None` where there was none.
    pub set_aside: Option<PathBuf>,
    /// The backup that took its place; `None` where there is none that can be read.
    pub backup: Option<PathBuf>,
    /// Events that the backup did not have and the damaged store still had.
    pub salvaged: usize,
}

/// Puts the newest sound backup in the place of a store that is damaged, no store at all, or gone, and adds what can
/// still be read of the damaged one. `None` where nothing needs that: the store is sound.
///
/// Nothing is removed: the damaged store gets another name.
pub fn restore(path: &Path, now: Timestamp) -> Result<Option<Restored>, StoreError> {
    let fault = |error: io::Error| StoreError::file(path, &error);
    let backup = newest_backup(path).map_err(fault)?;
    match state(path)? {
        Found::Sound => return Ok(None),
        Found::Empty if backup.as_ref().is_none_or(|backup| backup.newest.is_none()) => {
            return Ok(None);
        }
        Found::Empty | Found::Damaged => {}
    }
    let part = part(path, "restore", now);
    if let Some(backup) = &backup {
        backup::write(&backup.connection, &part)?;
    }
    let set_aside = set_aside(path, now).map_err(fault)?;
    if backup.is_some() {
        fs::rename(&part, path).and_then(|()| sync_folder(path)).map_err(fault)?;
    }
    let mut store = Store::open(path)?;
    let salvaged = match &set_aside {
        Some(damaged) => store.import_missing(&salvage(damaged, &part))?.new,
        None => 0,
    };
    Ok(Some(Restored { set_aside, backup: backup.map(|backup| backup.path), salvaged }))
}

/// What is in the place of the store.
enum Found {
    /// A store with events.
    Sound,
    /// A store without any, or nothing.
    Empty,
    /// A damaged store, or something else.
    Damaged,
}

/// A copy of the store from which one can go on.
struct Backup {
    connection: Connection,
    path: PathBuf,
    /// When its latest event happened.
    newest: Option<String>,
}

/// That a store is locked, newer or on a broken disk is no damage.
fn state(path: &Path) -> Result<Found, StoreError> {
    if !path.exists() {
        return Ok(Found::Empty);
    }
    let look = || {
        let store = Store::open(path)?;
        store.integrity_check()?;
        events::is_empty(&store.connection).map_err(|error| store.fault(&error))
    };
    match look() {
        Ok(true) => Ok(Found::Empty),
        Ok(false) => Ok(Found::Sound),
        Err(StoreError::Damaged { .. } | StoreError::NotOurs { .. }) => Ok(Found::Damaged),
        Err(error) => Err(error),
    }
}

/// The sound backup with the latest event.
fn newest_backup(store: &Path) -> io::Result<Option<Backup>> {
    let copies = beside::listed(&backup::folder(store))?.into_iter();
    let copies = copies.filter(|path| path.extension().is_some_and(|end| end == "db"));
    Ok(copies.filter_map(sound).max_by(|a, b| (&a.newest, &a.path).cmp(&(&b.newest, &b.path))))
}

fn sound(path: PathBuf) -> Option<Backup> {
    let connection = open(&path)?;
    let finding: String =
        connection.pragma_query_value(None, "integrity_check", |row| row.get(0)).ok()?;
    let newest = connection.query_row("SELECT max(at) FROM event", [], |row| row.get(0)).ok()?;
    (finding == "ok").then_some(Backup { connection, path, newest })
}

/// A store as it is, of any version that this casebook can go on with; `None` where it cannot be read.
fn open(path: &Path) -> Option<Connection> {
    let mut connection = file::connect(path).ok()?;
    file::configure(&mut connection).ok()?;
    let version = schema::version(&mut connection).ok()??;
    (version.major <= Version::CURRENT.major).then_some(connection)
}

/// A file for an unfinished copy, among the backups: should it stay, it is removed with theirs.
fn part(store: &Path, what: &str, now: Timestamp) -> PathBuf {
    let name = format!("{}.{PART}{what}-{}", now.strftime("%Y-%m-%d"), std::process::id());
    backup::folder(store).join(name)
}

/// Gives the store and its journal names that only they have, and the store's new one.
fn set_aside(path: &Path, now: Timestamp) -> io::Result<Option<PathBuf>> {
    let time = now.strftime("%Y-%m-%dT%H%M%S%.fZ");
    let damaged = path.with_file_name(format!("{}{CORRUPT}{time}", beside::name(path)));
    // The store comes first: without it, a journal that stays behind is taken for nothing, but never the other way round.
    let moved = rename(path, &damaged)?;
    rename(&journal(path), &journal(&damaged))?;
    sync_folder(path)?;
    Ok(moved.then_some(damaged))
}

fn journal(store: &Path) -> PathBuf {
    store.with_file_name(format!("{}-journal", beside::name(store)))
}

fn rename(from: &Path, to: &Path) -> io::Result<bool> {
    if to.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        renamed => renamed.map(|()| true),
    }
}

/// Windows cannot, and need not.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent().filter(|_| cfg!(unix)) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// The events that a damaged store still gives. It is read in a copy, as reading it would play its journal back.
fn salvage(damaged: &Path, part: &Path) -> Lines {
    let copy = part.with_extension(format!("{PART}salvage-{}", std::process::id()));
    let journals = [damaged, copy.as_path()].map(journal);
    let copied = copy_private(damaged, &copy).and_then(|()| {
        if journals[0].exists() { copy_private(&journals[0], &journals[1]) } else { Ok(()) }
    });
    // Who gets nothing out of it still has the file.
    let connection = copied.ok().and_then(|()| open(&copy));
    let lines = connection.map(|connection| readable(&connection)).unwrap_or_default();
    for file in [&copy, &journals[1]] {
        // What stays is removed with abandoned backups.
        let _ = fs::remove_file(file);
    }
    lines
}

fn copy_private(from: &Path, to: &Path) -> io::Result<()> {
    file::create(to)?;
    io::copy(&mut File::open(from)?, &mut File::options().write(true).open(to)?).map(drop)
}

/// The rows before the first place that cannot be read, and those behind the last.
fn readable(connection: &Connection) -> Lines {
    let mut lines = Lines::default();
    let mut seen = HashSet::new();
    for order in ["ASC", "DESC"] {
        let sql = format!("SELECT * FROM event NOT INDEXED ORDER BY seq {order}");
        let Ok(mut statement) = connection.prepare(&sql) else { continue };
        let Ok(mut rows) = statement.query([]) else { continue };
        while let Ok(Some(row)) = rows.next() {
            let record = Record::of(row).ok().filter(|record| lines::check(record).is_ok());
            let Some(record) = record else { continue };
            if !seen.insert(record.id) {
                break;
            }
            lines.records.push((0, record));
        }
    }
    lines
}
