//! What stands beside a store: its backups, damaged stores that were set aside, events that could not be saved.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{backup, purge::PlaceKind};

/// What the name of a damaged store goes on with once it was set aside; the time follows.
pub(super) const CORRUPT: &str = ".corrupt-";

/// Every file beside a store that may hold something of an incident.
pub(super) fn files(store: &Path) -> io::Result<Vec<(PathBuf, PlaceKind)>> {
    let backups = listed(&backup::folder(store))?.into_iter().filter_map(|path| {
        let extension = path.extension()?.to_str()?;
        let is_part = extension.starts_with(backup::PART);
        let kind = if is_part { PlaceKind::UnfinishedBackup } else { PlaceKind::Backup };
        (is_part || extension == "db").then_some((path, kind))
    });
    let set_aside = format!("{}{CORRUPT}", name(store));
    let beside = listed(&store.with_file_name(""))?.into_iter().filter_map(|path| {
        let name = name(&path);
        let ends = |end: &str| path.extension().is_some_and(|extension| extension == end);
        let is_store = name.starts_with(&set_aside) && !name.ends_with("-journal");
        let is_unsaved = name.starts_with("unsaved-") && ends("jsonl");
        let kind = if is_store { PlaceKind::SetAside } else { PlaceKind::Unsaved };
        (is_store || is_unsaved).then_some((path, kind))
    });
    Ok(backups.chain(beside).collect())
}

/// The files of a folder by name; none of one that is not there.
pub(super) fn listed(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry?;
        // Of another kind is nothing that casebook made.
        if entry.file_type()?.is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

/// Name of a file.
pub(super) fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
