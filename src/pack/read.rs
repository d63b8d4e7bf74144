//! From the files of one folder to a [`Pack`].

use std::borrow::Cow;

use super::{
    Pack, check,
    document::Document,
    fault::{Fault, Place},
    issue_file::{self, Definition, Names, definition},
    pack_file::{self, PackFile, pack_file},
};
use crate::{
    issue::{IssueId, PackId},
    parallel::parallel,
};

/// Largest file, in bytes.
pub const MAX_FILE: usize = 1024 * 1024;

/// Most issues of one pack.
pub const MAX_ISSUES: usize = 20_000;

/// A file of a pack, as the folder gives it.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// Path inside the pack, with `/` on every system.
    pub path: String,
    /// What is in it, or why that is not known.
    pub bytes: Result<Cow<'a, [u8]>, SourceError>,
}

/// Why a file of a pack has no content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// Only said of `pack.toml`.
    #[error("there is no such file, and a pack begins with it")]
    Missing,
    /// Larger than [`MAX_FILE`].
    #[error("larger than 1 MiB")]
    TooLarge,
    /// The name ends in `.toml` and is a folder's.
    #[error("a folder where a file is expected")]
    Folder,
    /// A link to something outside of the pack's folder.
    #[error("a link that leads out of the pack's folder")]
    Link,
    /// The system's words.
    #[error("cannot be read: {0}")]
    Unreadable(String),
}

/// What one file came to.
enum Outcome {
    Read(Definition),
    Broken(Option<IssueId>, Vec<Fault>),
}

/// Reads a pack: its `pack.toml`, then its other files in the order in which they come.
///
/// A file with any fault is left out, and never hides the healthy ones. `name` is what faults call the folder. Sources
/// are asked for one by one and dropped after reading, so that large packs need little memory.
pub fn read<'a>(
    name: &str,
    pack_toml: &Source<'a>,
    files: impl Iterator<Item = Source<'a>> + Send,
) -> Pack {
    let (PackFile { info, services, sections }, mut faults) = read_pack_toml(name, pack_toml);
    let is_declared = faults.is_empty();
    let outcomes = parallel(files, |source| read_file(name, &info.id, source));
    let mut pack = Pack {
        name: name.to_owned(),
        info,
        services,
        sections,
        is_declared,
        issues: Vec::new(),
        extensions: Vec::new(),
        broken: Vec::new(),
        faults: Vec::new(),
    };
    for outcome in outcomes {
        match outcome {
            Outcome::Read(Definition::Issue(issue, marks)) => pack.issues.push((*issue, marks)),
            Outcome::Read(Definition::Extension(extension)) => pack.extensions.push(*extension),
            Outcome::Broken(id, found) => {
                pack.broken.extend(id);
                faults.extend(found);
            }
        }
    }
    pack.faults = faults;
    check::within(&mut pack);
    pack
}

fn read_pack_toml(name: &str, source: &Source<'_>) -> (PackFile, Vec<Fault>) {
    let fallback = fallback_id(name);
    let file = format!("{name}/{}", source.path);
    match content(&file, source) {
        Ok(text) => {
            let document = Document::new(&file, text, pack_file::PLAIN_KEYS);
            let read = pack_file(&document, fallback);
            (read, document.into_faults())
        }
        Err(fault) => (pack_file::unread(fallback), vec![*fault]),
    }
}

fn read_file(name: &str, pack: &PackId, source: &Source<'_>) -> Outcome {
    let file = format!("{name}/{}", source.path);
    let names = names(&file, &source.path, pack);
    let id = names.as_ref().ok().map(|names| names.id.clone());
    let (text, names) = match content(&file, source).and_then(|text| Ok((text, names?))) {
        Ok(sound) => sound,
        Err(fault) => return Outcome::Broken(id, vec![*fault]),
    };
    let document = Document::new(&file, text, issue_file::PLAIN_KEYS);
    let read = definition(&document, names);
    match (read, document.into_faults()) {
        (Some(definition), faults) if faults.is_empty() => Outcome::Read(definition),
        (_, faults) => Outcome::Broken(id, faults),
    }
}

/// The folder is the section, the file's name the id.
fn names(file: &str, path: &str, pack: &PackId) -> Result<Names, Box<Fault>> {
    let Some((folder, name)) = path.split_once('/').filter(|(_, name)| !name.contains('/')) else {
        let fault = Fault::of_file(file, "an issue stands in the folder of its section");
        return Err(Box::new(fault.hint("move it to <section>/<issue>.toml")));
    };
    let section = folder.parse().map_err(|error| {
        Box::new(Fault::of_file(file, format_args!("the folder's name is no id: {error}")))
    })?;
    let id = name.trim_end_matches(".toml").parse().map_err(|error| {
        Box::new(Fault::of_file(file, format_args!("the file's name is no id: {error}")))
    })?;
    Ok(Names { id, pack: pack.clone(), section })
}

fn content<'s>(file: &str, source: &'s Source<'_>) -> Result<&'s str, Box<Fault>> {
    let bytes = match &source.bytes {
        Ok(bytes) if bytes.len() > MAX_FILE => Err(&SourceError::TooLarge),
        Ok(bytes) => Ok(bytes),
        Err(error) => Err(error),
    };
    let bytes = bytes.map_err(|error| Box::new(Fault::of_file(file, error)))?;
    str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let place = Place::new(&String::from_utf8_lossy(bytes), at..at + 1);
        Box::new(Fault::at(file, place, "not UTF-8").hint("save the file as UTF-8"))
    })
}

/// A pack whose `pack.toml` cannot be read is called like its folder.
fn fallback_id(name: &str) -> PackId {
    let folder = name.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or_default();
    let words = folder.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    #[expect(clippy::expect_used, reason = "a constant that is an id")]
    slug.parse().unwrap_or_else(|_| "pack".parse().expect("a plain word is an id"))
}
