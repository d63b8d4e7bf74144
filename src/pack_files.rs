//! Packs from folders.

use std::{
    borrow::Cow,
    fs, io,
    path::{Path, PathBuf},
};

use crate::pack::{MAX_FILE, Pack, Source, SourceError, read};

const PACK_TOML: &str = "pack.toml";

/// Folders below a pack that are looked into; issues stand in the first level, what is deeper is told as misplaced.
const MAX_DEPTH: usize = 3;

/// Reads packs from folders, in that order. What is wrong with a folder is a fault of its pack.
pub fn load<P: AsRef<Path>>(folders: impl IntoIterator<Item = P>) -> Vec<Pack> {
    folders.into_iter().map(|folder| load_one(folder.as_ref())).collect()
}

/// The packs that a folder holds, by name: its sub-folders, without those whose names begin with a dot.
///
/// A folder that is not there holds none.
pub fn folders_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut folders: Vec<_> = paths.collect::<io::Result<_>>()?;
    folders.retain(|path| !is_hidden(path) && path.is_dir());
    folders.sort();
    Ok(folders)
}

/// A folder without `pack.toml` is no pack, so that a wrong path does not read half of a disk.
fn load_one(folder: &Path) -> Pack {
    let name = folder.display().to_string();
    let bytes = match folder.join(PACK_TOML) {
        path if path.exists() => file(&path),
        _ => Err(SourceError::Missing),
    };
    let pack_toml = Source { path: PACK_TOML.to_owned(), bytes };
    let mut walk = Walk { root: folder, canonical: folder.canonicalize().ok(), found: Vec::new() };
    if !matches!(pack_toml.bytes, Err(SourceError::Missing)) {
        walk.folder(folder, 0);
    }
    let sources = walk.found.into_iter().filter(|(path, _)| path != PACK_TOML);
    let sources =
        sources.map(|(path, found)| Source { path, bytes: found.and_then(|at| file(&at)) });
    read(name.trim_end_matches(['/', '\\']), &pack_toml, sources)
}

/// The files of a pack, found before any is read.
struct Walk<'a> {
    root: &'a Path,
    canonical: Option<PathBuf>,
    /// Path inside the pack, and where to read or why not.
    found: Vec<(String, Result<PathBuf, SourceError>)>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) {
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        match entries {
            Ok(mut entries) => {
                entries.sort_by_key(fs::DirEntry::file_name);
                for entry in entries {
                    self.entry(&entry.path(), depth);
                }
            }
            Err(error) => self.push(folder, Err(SourceError::Unreadable(error.to_string()))),
        }
    }

    fn entry(&mut self, path: &Path, depth: usize) {
        let is_toml = path.extension().is_some_and(|extension| extension == "toml");
        if is_hidden(path) {
            return;
        }
        match (path.is_dir(), is_toml) {
            (_, true) | (true, false) if self.leads_out(path) => {
                self.push(path, Err(SourceError::Link));
            }
            (true, true) => self.push(path, Err(SourceError::Folder)),
            (true, false) if depth < MAX_DEPTH => self.folder(path, depth + 1),
            (false, true) => self.push(path, Ok(path.to_owned())),
            (true | false, false) => {}
        }
    }

    fn leads_out(&self, path: &Path) -> bool {
        let target = if path.is_symlink() { path.canonicalize().ok() } else { return false };
        !target.zip(self.canonical.as_ref()).is_some_and(|(target, root)| target.starts_with(root))
    }

    fn push(&mut self, path: &Path, found: Result<PathBuf, SourceError>) {
        let inside = path.strip_prefix(self.root).unwrap_or(path);
        self.found.push((with_slashes(inside), found));
    }
}

/// Reads a file that may be of any kind and size; a pipe or device would never end.
fn file(path: &Path) -> Result<Cow<'static, [u8]>, SourceError> {
    let unreadable = |error: io::Error| SourceError::Unreadable(error.to_string());
    let metadata = path.metadata().map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(SourceError::Folder);
    }
    if !metadata.is_file() {
        return Err(SourceError::Unreadable("no regular file".to_owned()));
    }
    if metadata.len() > MAX_FILE as u64 {
        return Err(SourceError::TooLarge);
    }
    fs::read(path).map(Cow::Owned).map_err(unreadable)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
