//! The file behind a store: made private, opened carefully, set up so that a commit is on the disk.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io,
    path::Path,
    sync::{Mutex, PoisonError},
    thread,
    time::Duration,
};

use rusqlite::{Connection, MAIN_DB, OpenFlags};

use super::StoreError;

/// How long a lock of somebody else is waited for, in all and between two attempts.
const PATIENCE: Duration = Duration::from_secs(5);
const ATTEMPT: Duration = Duration::from_millis(5);

/// Opens the file, which is made first where there is none. What an existing file holds is not looked at yet.
pub(super) fn connect(path: &Path) -> Result<Connection, StoreError> {
    create(path).map_err(|error| StoreError::file(path, &error))?;
    if is_one_byte(path) {
        return Err(StoreError::not_ours(path));
    }
    // Without the CREATE flag: SQLite would make the file readable for others.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(path, flags);
    let is_writable =
        |connection: &Connection| matches!(connection.is_readonly(MAIN_DB), Ok(false));
    if !opened.as_ref().is_ok_and(is_writable) && is_held(path) {
        // A connection opened now would stay read-only when the other program is long done.
        return Err(StoreError::locked(path));
    }
    opened.map_err(|error| StoreError::sqlite(path, &error))
}

/// Whether another program keeps everybody from writing to the file, which only Windows lets it do.
///
/// To `SQLite` such a file is read-only or cannot be opened.
#[cfg(windows)]
fn is_held(path: &Path) -> bool {
    const SHARING_VIOLATION: i32 = 32;

    let opened = OpenOptions::new().write(true).open(path);
    opened.is_err_and(|error| error.raw_os_error() == Some(SHARING_VIOLATION))
}

#[cfg(not(windows))]
const fn is_held(_path: &Path) -> bool {
    false
}

/// Sets what holds for this connection. Reads the file, so one that is no database fails here.
pub(super) fn configure(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_handler(Some(wait_for_lock))?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    // EXTRA also brings the removal of the journal to the disk: without it a power cut can take back a commit.
    connection.pragma_update(None, "synchronous", "extra")?;
    if cfg!(target_os = "macos") {
        // On macOS, fsync alone leaves the data in the drive's cache.
        connection.pragma_update(None, "fullfsync", true)?;
    }
    connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))
}

/// Waits before the next attempt, unless there were enough. The built-in waiting soon tries only ten times a second:
/// with three busy writers that left one of them without its turn for five seconds.
fn wait_for_lock(attempts: i32) -> bool {
    let waited = ATTEMPT * u32::try_from(attempts).unwrap_or(u32::MAX);
    let goes_on = waited < PATIENCE;
    if goes_on {
        thread::sleep(ATTEMPT);
    }
    goes_on
}

/// Makes the folder and an empty file that only the user can read; a file that is there already is left alone.
pub(super) fn create(path: &Path) -> io::Result<()> {
    // Closing any descriptor of a file drops all POSIX locks that this process holds on it
    // (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_),
    // so nobody else in this process may come to open it before the descriptor made here is closed.
    static CREATING: Mutex<()> = Mutex::new(());
    let _creating = CREATING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        create_folder(folder)?;
    }
    match private(OpenOptions::new().write(true).create_new(true)).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => expect_file(path),
        Err(error) => Err(error),
        Ok(_) => Ok(()),
    }
}

/// Removes a file; one that somebody else has removed meanwhile is gone as well.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Makes a folder, and those above it, that only the user can enter.
pub(super) fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// `SQLite` would wait for the other end of a pipe, and says of a folder only that it is "unable to open" it.
fn expect_file(path: &Path) -> io::Result<()> {
    if fs::metadata(path)?.is_file() {
        return Ok(());
    }
    Err(io::Error::other("it is no ordinary file"))
}

/// `SQLite` takes a file of one byte for an empty one and would overwrite it.
fn is_one_byte(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.len() == 1)
}
