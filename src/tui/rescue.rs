//! The last resort for events that no store took: a private file that a person can keep and hand on.

use std::{
    env,
    fs::OpenOptions,
    io::{self, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::{incident::Event, store::Unfinished};

/// Writes what could not be saved and says where, for the line after the program has ended. The data folder may be the
/// very place that takes nothing, so the system's temporary one comes after it.
pub(super) fn report(unfinished: &Unfinished, data: &Path) -> String {
    let folders = [data.to_path_buf(), env::temp_dir()];
    let mut failures = Vec::new();
    for folder in folders {
        match write(&folder, &unfinished.events) {
            Ok(path) => return format!("{unfinished}; they are kept in {}", path.display()),
            Err(error) => failures.push(format!("{}: {error}", folder.display())),
        }
    }
    format!("{unfinished}; no file took them either ({})", failures.join("; "))
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
