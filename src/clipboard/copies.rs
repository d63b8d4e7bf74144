//! Texts that no clipboard took, each in a file of its own.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use jiff::Timestamp;

use crate::clean::clean_line;

/// Every copy file begins and ends so, and nothing else is ever removed.
const PREFIX: &str = "copy-";
const SUFFIX: &str = ".txt";
/// Copy files older than this are removed.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);
/// So many copies of one millisecond find a name.
const NAMES: u32 = 100;

/// A text was not written to a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// The system refused.
    #[error("cannot write to {}: {reason}", clean_line(&folder.to_string_lossy()))]
    Failed {
        /// Where the file was to be.
        folder: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// It is not for any disk.
    #[error("customer data was kept in the text, and that goes into no file")]
    Bare,
}

/// Removes the copy files in `folder` that are more than a day old at `now`, and says how many.
///
/// A folder that is not there holds none.
pub fn remove_old_copies(folder: &Path, now: SystemTime) -> io::Result<usize> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    let mut removed = 0;
    for entry in entries {
        let entry = entry?;
        if is_copy(&entry) && is_old(&entry.metadata()?, now) {
            fs::remove_file(entry.path())?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Writes `text` to a new file in `folder`, readable by its owner alone.
pub(super) fn save(folder: &Path, text: &str) -> Result<PathBuf, SaveError> {
    let write = || {
        create_private_dir(folder)?;
        let (mut file, path) =
            create(folder, &Timestamp::now().strftime("%Y%m%d-%H%M%S-%3f").to_string())?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        Ok(path)
    };
    write().map_err(|error: io::Error| SaveError::Failed {
        folder: folder.to_owned(),
        reason: error.to_string(),
    })
}

fn create(folder: &Path, time: &str) -> io::Result<(File, PathBuf)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let names = (1..NAMES)
        .map(|n| if n == 1 { format!("copy-{time}.txt") } else { format!("copy-{time}-{n}.txt") });
    for path in names.map(|name| folder.join(name)) {
        match options.open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return Ok((opened?, path)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn create_private_dir(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn is_copy(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name();
    let named =
        name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
    named && entry.file_type().is_ok_and(|kind| kind.is_file())
}

fn is_old(file: &fs::Metadata, now: SystemTime) -> bool {
    file.modified().is_ok_and(|written| now.duration_since(written).is_ok_and(|age| age > KEPT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_text_of_the_same_moment_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();

        let (_, first) = create(folder.path(), "20261122-101112-013").unwrap();
        let (_, second) = create(folder.path(), "20261122-101112-013").unwrap();

        assert!(first.ends_with("copy-20261122-101112-013.txt"));
        assert!(second.ends_with("copy-20261122-101112-013-2.txt"));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_folder_and_file() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let copies = folder.path().join("state/copies");

        let path = save(&copies, "x").unwrap();

        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&copies), mode(&path)), (0o700, 0o600));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();

        let error = save(&file.join("copies"), "x").unwrap_err();

        assert!(
            error.to_string().starts_with(&format!("cannot write to {}", file.display())),
            "{error}"
        );
    }

    #[test]
    fn copies_go_after_a_day_and_other_files_stay() {
        let folder = tempfile::tempdir().unwrap();
        let copy = save(folder.path(), "x").unwrap();
        fs::write(folder.path().join("mine.txt"), "").unwrap();
        let written = fs::metadata(&copy).unwrap().modified().unwrap();

        assert_eq!(remove_old_copies(folder.path(), written + KEPT).unwrap(), 0);
        assert_eq!(
            remove_old_copies(folder.path(), written + KEPT + Duration::from_secs(1)).unwrap(),
            1
        );

        assert!(!copy.exists() && folder.path().join("mine.txt").exists());
    }

    #[test]
    fn no_folder_holds_no_old_copies() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(remove_old_copies(&folder.path().join("copies"), SystemTime::now()).unwrap(), 0);
    }
}
