//! The last resort for events that no store took: a private file that a person can keep and hand on.

use std::{
    env,
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::incident::Event;

/// Events in a file of their own, until it is known that the store has them.
#[derive(Debug)]
pub(super) struct Rescue(Result<PathBuf, String>);

impl Rescue {
    /// Writes the events. The data folder may be the very place that takes nothing, so the system's temporary one comes
    /// after it.
    pub(super) fn write(events: &[Event], data: &Path) -> Self {
        let mut failures = Vec::new();
        for folder in [data.to_path_buf(), env::temp_dir()] {
            match write(&folder, events) {
                Ok(path) => return Self(Ok(path)),
                Err(error) => failures.push(format!("{}: {error}", folder.display())),
            }
        }
        Self(Err(failures.join("; ")))
    }

    /// Takes the file away: the store has the events.
    pub(super) fn discard(self) {
        if let Ok(path) = self.0 {
            // A file too many loses nothing.
            let _ = fs::remove_file(path);
        }
    }

    /// What became of the events, for the line after the program has ended.
    pub(super) fn told(&self) -> String {
        match &self.0 {
            Ok(path) => format!("they are kept in {}", path.display()),
            Err(failures) => format!("no file took them either ({failures})"),
        }
    }
}

fn write(folder: &Path, events: &[Event]) -> io::Result<PathBuf> {
    let name = format!("unsaved-{}.jsonl", Timestamp::now().strftime("%Y%m%dT%H%M%S%3fZ"));
    let path = folder.join(name);
    let lines =
        |file: &mut File| events.iter().try_for_each(|event| writeln!(file, "{}", event.to_json()));
    keep(&path, lines).map(|()| path)
}

/// Makes a private file, whole and on the disk; nothing stays of one that could not be filled.
fn keep(path: &Path, put: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let kept = put(&mut file).and_then(|()| file.sync_all());
    drop(file);
    if kept.is_err() {
        // The failure is told; what cannot be removed either is half a file too many.
        let _ = fs::remove_file(path);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stays_of_a_file_that_could_not_be_filled() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("unsaved-1.jsonl");
        let full = |file: &mut File| {
            file.write_all(b"half a li")?;
            Err(io::ErrorKind::StorageFull.into())
        };
        assert_eq!(keep(&path, full).unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert!(!path.exists());
        keep(&path, |file| file.write_all(b"a line\n")).unwrap();
        assert!(keep(&path, |_| Ok(())).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"a line\n", "what was there before stays");
    }
}
