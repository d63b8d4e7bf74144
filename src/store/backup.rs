//! Copies of the whole store in the folder `backups` beside it.

use std::{
    cmp::Reverse,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, civil::Date};
use rusqlite::{
    Connection,
    types::{ToSqlOutput, ValueRef},
};

use super::{StoreError, events, file, schema::Version};

/// Daily copies that are kept.
const KEPT: usize = 7;

/// How the file extension of an unfinished copy begins; the process follows.
pub(super) const PART: &str = "part-";

/// Makes the copy of the day unless there is one, and removes the oldest above seven.
///
/// A store without events is not copied: after a store was lost, copies of its empty successor would in a week have
/// taken the place of all that is left of it.
pub(super) fn daily(
    connection: &Connection,
    path: &Path,
    now: Timestamp,
) -> Result<Option<PathBuf>, StoreError> {
    let copy = folder(path).join(format!("{}.db", now.strftime("%Y-%m-%d")));
    let is_empty =
        events::is_empty(connection).map_err(|error| StoreError::sqlite(path, &error))?;
    if is_empty || copy.exists() {
        return Ok(None);
    }
    write(connection, &copy)?;
    let removed = outdated(&folder(path)).and_then(|copies| remove(&copies));
    removed.map_err(|error| StoreError::file(&copy, &error))?;
    Ok(Some(copy))
}

/// Puts a copy aside that casebook never removes: what a migration does cannot be taken back.
pub(super) fn before_migration(
    connection: &Connection,
    path: &Path,
    version: Version,
) -> Result<(), StoreError> {
    let time = Timestamp::now().strftime("%Y-%m-%dT%H%M%S%.fZ");
    write(connection, &folder(path).join(format!("version-{version}-{time}.db")))
}

/// Folder of the copies of a store.
pub(super) fn folder(path: &Path) -> PathBuf {
    path.with_file_name("backups")
}

/// The copy gets its name once it is whole and on the disk.
pub(super) fn write(connection: &Connection, copy: &Path) -> Result<(), StoreError> {
    let part = copy.with_extension(format!("{PART}{}", std::process::id()));
    let written = fill(connection, &part)
        .and_then(|()| finish(&part, copy).map_err(|error| StoreError::file(copy, &error)));
    if written.is_err() {
        // The failure is reported; should the remainder stay, the next copy removes it.
        let _ = fs::remove_file(&part);
    }
    written
}

fn fill(connection: &Connection, part: &Path) -> Result<(), StoreError> {
    // SQLite takes an empty file as the place for the copy, and this one only its owner can read.
    file::create(part).map_err(|error| StoreError::file(part, &error))?;
    connection
        .execute("VACUUM INTO ?1", [name_of(part)])
        .map(drop)
        .map_err(|error| StoreError::sqlite(part, &error))
}

/// The name as the system has it, which need not be UTF-8 where a name is just bytes.
fn name_of(path: &Path) -> ToSqlOutput<'_> {
    ToSqlOutput::Borrowed(ValueRef::Text(path.as_os_str().as_encoded_bytes()))
}

fn finish(part: &Path, copy: &Path) -> io::Result<()> {
    File::options().write(true).open(part)?.sync_all()?;
    fs::rename(part, copy)
}

/// The daily copies above seven, and what killed processes left unfinished on earlier days.
fn outdated(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut copies = Vec::new();
    for entry in fs::read_dir(folder)? {
        copies.extend(Daily::parse(entry?.path()));
    }
    copies.sort_by_key(|copy| Reverse(copy.day));
    let newest = copies.first().map(|copy| copy.day);
    let (whole, parts): (Vec<_>, Vec<_>) = copies.into_iter().partition(|copy| copy.is_whole);
    let abandoned = parts.into_iter().filter(|part| Some(part.day) < newest);
    Ok(whole.into_iter().skip(KEPT).chain(abandoned).map(|copy| copy.path).collect())
}

/// Removes copies; another process may be at the same.
fn remove(copies: &[PathBuf]) -> io::Result<()> {
    copies.iter().try_for_each(|copy| file::remove(copy))
}

/// A daily copy, or what was to become one.
struct Daily {
    day: Date,
    is_whole: bool,
    path: PathBuf,
}

impl Daily {
    fn parse(path: PathBuf) -> Option<Self> {
        let day = path.file_stem()?.to_str()?.parse().ok()?;
        let extension = path.extension()?.to_str()?;
        let is_whole = extension == "db";
        (is_whole || extension.starts_with(PART)).then_some(Self { day, is_whole, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_processes_can_remove_the_same_copies() {
        let folder = tempfile::tempdir().unwrap();
        for day in 10..20 {
            fs::write(folder.path().join(format!("2026-11-{day}.db")), "copy").unwrap();
        }
        let [ours, theirs] = [(); 2].map(|()| outdated(folder.path()).unwrap());
        remove(&theirs).unwrap();
        remove(&ours).unwrap();
        assert_eq!((ours.len(), fs::read_dir(folder.path()).unwrap().count()), (3, 7));
    }
}
