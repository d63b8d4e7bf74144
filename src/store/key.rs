//! The secret of this machine behind the hashes of redacted values, see [`crate::redact::Tokens`].
//!
//! It stands in a file beside the store and not in it, so that a copy of the store alone lets nobody try guesses on it.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

use uuid::Uuid;

/// Name of the file, in the data folder.
const NAME: &str = "tokens.key";

/// The key of a data folder, made at random where there is none.
///
/// Of several programs that make it at once all get the same.
pub fn token_key(folder: &Path) -> io::Result<[u8; 16]> {
    let path = folder.join(NAME);
    match read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make(folder, &path)?;
            read(&path)
        }
        known => known,
    }
}

/// The same. Where it can be neither read nor written, the hashes of this run are like those of no other.
pub fn token_key_or_random(folder: &Path) -> [u8; 16] {
    token_key(folder).unwrap_or_else(|_| Uuid::new_v4().into_bytes())
}

fn read(path: &Path) -> io::Result<[u8; 16]> {
    let bytes = fs::read(path)?;
    bytes
        .try_into()
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is no key of casebook"))
}

/// The file appears with all of its content, and never in the place of another.
fn make(folder: &Path, path: &Path) -> io::Result<()> {
    let new = folder.join(format!(".{NAME}-{}", Uuid::new_v4().simple()));
    let made = write(&new).and_then(|()| put(&new, path, |from, to| fs::hard_link(from, to)));
    // Gone already where it was renamed.
    let _ = fs::remove_file(&new);
    made
}

/// Gives a whole file its name, unless another has it.
fn put(
    new: &Path,
    path: &Path,
    link: impl FnOnce(&Path, &Path) -> io::Result<()>,
) -> io::Result<()> {
    match link(new, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        // Two programs that meet on such a file system are very unlikely.
        Err(error) if has_no_links(&error) => fs::rename(new, path),
        linked => linked,
    }
}

/// Whether the file system knows no links: FAT and some network folders say that they are not supported, not permitted,
/// or that one name is all that a file has.
fn has_no_links(error: &io::Error) -> bool {
    /// What the standard library has no name for: `ENOTSUP` of macOS, `ERROR_INVALID_FUNCTION` and `ERROR_NOT_SUPPORTED`
    /// of Windows.
    const ALSO: &[i32] = if cfg!(windows) {
        &[1, 50]
    } else if cfg!(target_os = "macos") {
        &[45]
    } else {
        &[]
    };
    use io::ErrorKind::{PermissionDenied, TooManyLinks, Unsupported};
    matches!(error.kind(), PermissionDenied | TooManyLinks | Unsupported)
        || error.raw_os_error().is_some_and(|code| ALSO.contains(&code))
}

fn write(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(Uuid::new_v4().as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, thread};

    use super::*;

    #[test]
    fn a_key_is_made_once_and_differs_between_folders() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let key = token_key(one.path()).unwrap();
        assert_eq!(token_key(one.path()).unwrap(), key);
        assert_ne!(token_key(other.path()).unwrap(), key);
        assert_eq!(fs::read_dir(one.path()).unwrap().count(), 1);
    }

    #[test]
    fn whoever_makes_it_at_the_same_time_gets_the_same() {
        for _ in 0..20 {
            let folder = tempfile::tempdir().unwrap();
            let keys: HashSet<_> = thread::scope(|scope| {
                let threads: Vec<_> =
                    (0..8).map(|_| scope.spawn(|| token_key(folder.path()).unwrap())).collect();
                threads.into_iter().map(|thread| thread.join().unwrap()).collect()
            });
            assert_eq!(keys.len(), 1);
        }
    }

    #[rstest::rstest]
    #[case::without_links(io::ErrorKind::Unsupported, true)]
    #[case::links_not_permitted(io::ErrorKind::PermissionDenied, true)]
    #[case::one_name_at_most(io::ErrorKind::TooManyLinks, true)]
    #[case::another_was_first(io::ErrorKind::AlreadyExists, false)]
    fn a_file_system_without_links_gets_the_file_by_renaming(
        #[case] kind: io::ErrorKind,
        #[case] is_renamed: bool,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (new, path) = (folder.path().join("new"), folder.path().join("key"));
        fs::write(&new, "new").unwrap();
        put(&new, &path, |_, _| Err(kind.into())).unwrap();
        assert_eq!((new.exists(), path.exists()), (!is_renamed, is_renamed));
    }

    #[rstest::rstest]
    #[case(io::ErrorKind::StorageFull)]
    #[case(io::ErrorKind::ReadOnlyFilesystem)]
    #[case(io::ErrorKind::Other)]
    fn what_else_goes_wrong_is_told_and_nothing_is_renamed(#[case] kind: io::ErrorKind) {
        let folder = tempfile::tempdir().unwrap();
        let (new, path) = (folder.path().join("new"), folder.path().join("key"));
        fs::write(&new, "new").unwrap();
        assert_eq!(put(&new, &path, |_, _| Err(kind.into())).unwrap_err().kind(), kind);
        assert!(new.exists() && !path.exists());
    }

    #[test]
    fn what_is_no_key_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(NAME), "short").unwrap();
        assert_eq!(token_key(folder.path()).unwrap_err().kind(), io::ErrorKind::InvalidData);
        assert_eq!(fs::read(folder.path().join(NAME)).unwrap(), b"short");
    }

    #[cfg(unix)]
    #[test]
    fn the_key_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        token_key(folder.path()).unwrap();
        let mode = fs::metadata(folder.path().join(NAME)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
