//! The last resort for events that no store took: a private file that a person can keep and hand on.

use std::{
    env, fs,
    fs::OpenOptions,
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
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path)?;
    for event in events {
        writeln!(file, "{}", event.to_json())?;
    }
    file.sync_all()?;
    Ok(path)
}
