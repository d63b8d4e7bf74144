//! Why the store could not be read or written, in words that say what to do.

use std::{io, path::Path};

use rusqlite::ErrorCode;

use super::schema::Version;

/// Why the store could not be read or written. Whatever the reason, no file was overwritten or renamed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The folder or the file cannot be made or opened.
    #[error(
        "cannot open the store {path}: {reason}; check that its folder exists and belongs to you, or name another \
         folder with --data"
    )]
    Open {
        /// File of the store.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// The disk, or what the user may use of it, is full.
    #[error("cannot save to {path}: the disk is full; free some space and try again")]
    Full {
        /// File of the store.
        path: String,
    },
    /// The file, its folder or its file system does not take writes.
    #[error(
        "cannot save to {path}: it is read-only; make the file and its folder writable, or name another folder with \
         --data"
    )]
    ReadOnly {
        /// File of the store.
        path: String,
    },
    /// Somebody else held the file for longer than casebook waits.
    #[error(
        "cannot use the store {path}: another program has locked it; end that program (a backup, a file \
         synchroniser, another casebook) and try again"
    )]
    Locked {
        /// File of the store.
        path: String,
    },
    /// Reading or writing failed at the disk.
    #[error("cannot read or write {path}: {reason}; check the disk and try again")]
    Disk {
        /// File of the store.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// It is a casebook store whose content is broken.
    #[error(
        "the store {path} is damaged: {reason}; nothing in it was changed: run `casebook doctor --restore`, which sets \
         it aside and goes on with the newest backup"
    )]
    Damaged {
        /// File of the store.
        path: String,
        /// What was found.
        reason: String,
    },
    /// The file is something else.
    #[error(
        "{path} is not a casebook store and was left as it is; run `casebook doctor --restore` to set it aside and go \
         on with the newest backup, or name another folder with --data"
    )]
    NotOurs {
        /// The file.
        path: String,
    },
    /// A newer casebook wrote the store in a way that this one could only spoil.
    #[error(
        "the store {path} has version {found} and this casebook writes version {known}: it can be read but not \
         changed; install a casebook that knows store version {}", .found.major
    )]
    Newer {
        /// File of the store.
        path: String,
        /// Version of the store.
        found: Version,
        /// Newest version this program knows.
        known: Version,
    },
    /// `SQLite` refused what casebook asked: a fault of casebook.
    #[error(
        "the store {path} refused a request: {reason}; please report this as a fault of casebook"
    )]
    Refused {
        /// File of the store.
        path: String,
        /// What `SQLite` says.
        reason: String,
    },
}

impl StoreError {
    /// Whether the same request may succeed later without anybody repairing or replacing the store or casebook.
    pub const fn is_temporary(&self) -> bool {
        match self {
            Self::Open { .. }
            | Self::Full { .. }
            | Self::ReadOnly { .. }
            | Self::Locked { .. }
            | Self::Disk { .. } => true,
            Self::Damaged { .. }
            | Self::NotOurs { .. }
            | Self::Newer { .. }
            | Self::Refused { .. } => false,
        }
    }

    pub(super) fn damaged(path: &Path, reason: impl Into<String>) -> Self {
        Self::Damaged { path: text(path), reason: reason.into() }
    }

    pub(super) fn locked(path: &Path) -> Self {
        Self::Locked { path: text(path) }
    }

    pub(super) fn not_ours(path: &Path) -> Self {
        Self::NotOurs { path: text(path) }
    }

    pub(super) fn newer(path: &Path, found: Version) -> Self {
        Self::Newer { path: text(path), found, known: Version::CURRENT }
    }

    /// For a file or folder that was handled without `SQLite`.
    pub(super) fn file(path: &Path, error: &io::Error) -> Self {
        let path = text(path);
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            _ => Self::Open { path, reason: error.to_string() },
        }
    }

    pub(super) fn sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let reason = error.to_string();
        let Some(code) = error.sqlite_error_code() else {
            return if is_unreadable(error) {
                Self::damaged(path, reason)
            } else {
                Self::Refused { path: text(path), reason }
            };
        };
        let path = text(path);
        match code {
            ErrorCode::DiskFull => Self::Full { path },
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly { path },
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked { path },
            ErrorCode::CannotOpen => Self::Open { path, reason },
            ErrorCode::SystemIoFailure => Self::Disk { path, reason },
            ErrorCode::DatabaseCorrupt => Self::Damaged { path, reason },
            ErrorCode::NotADatabase => Self::NotOurs { path },
            _ => Self::Refused { path, reason },
        }
    }
}

/// Whether a value was found that casebook never writes.
fn is_unreadable(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..)
    )
}

fn text(path: &Path) -> String {
    path.display().to_string()
}
