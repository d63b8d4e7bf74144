//! The pack of a user's own issues, into which drafts are written.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::{
    clean::clean_line,
    export::{Draft, OWN_PACK, OwnFix},
    issue::SectionId,
};

const PACK_TOML: &str = "pack.toml";

/// Folder of the pack among the user's packs.
const OWN: &str = "own";
/// So many drafts of one error find a name.
const NAMES: usize = 1_000;

/// A draft could not be written.
#[derive(Debug, thiserror::Error)]
#[error(
    "cannot write the draft into {}: {error}; see that the folder can be written to",
    clean_line(&folder.to_string_lossy())
)]
pub struct DraftError {
    /// The pack of own issues.
    pub folder: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

/// Writes a draft into the pack of own issues, which is made where it is not there, and gives the path of its file.
///
/// Nothing is overwritten, and what is made is its owner's alone.
pub fn save_draft(packs_dir: &Path, draft: &Draft) -> Result<PathBuf, DraftError> {
    save(packs_dir, draft.section(), |number| (draft.id(number), draft.definition(number)))
}

/// Writes a fix into the pack of own issues, as [`save_draft`] does.
pub fn save_fix(packs_dir: &Path, fix: &OwnFix) -> Result<PathBuf, DraftError> {
    save(packs_dir, fix.section(), |number| (fix.id(number), fix.definition(number)))
}

fn save(
    packs_dir: &Path,
    section: &SectionId,
    numbered: impl Fn(usize) -> (String, String),
) -> Result<PathBuf, DraftError> {
    let folder = packs_dir.join(OWN);
    write(&folder, section, numbered).map_err(|error| DraftError { folder, error })
}

/// Writes the first of the numbered files whose name is free.
fn write(
    folder: &Path,
    section: &SectionId,
    numbered: impl Fn(usize) -> (String, String),
) -> io::Result<PathBuf> {
    let section = folder.join(section.as_str());
    create_private_dir(&section)?;
    if let Some(pack_toml) = create_private(&folder.join(PACK_TOML))? {
        pack_toml.write(OWN_PACK)?;
    }
    let sections = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let sections: Vec<_> = sections.collect::<io::Result<_>>()?;
    let is_free = |name: &str| sections.iter().all(|section| !section.join(name).exists());
    for number in 1..=NAMES {
        let (id, definition) = numbered(number);
        let name = format!("{id}.toml");
        let file = if is_free(&name) { create_private(&section.join(name))? } else { None };
        if let Some(file) = file {
            return file.write(&definition);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// A file that was not there before.
struct New {
    file: File,
    path: PathBuf,
}

impl New {
    /// Writes all of it, or leaves no file.
    fn write(mut self, text: &str) -> io::Result<PathBuf> {
        let written = self.file.write_all(text.as_bytes()).and_then(|()| self.file.sync_all());
        match written {
            Ok(()) => Ok(self.path),
            Err(error) => {
                // What cannot be removed either is told as a broken definition.
                let _ = fs::remove_file(&self.path);
                Err(error)
            }
        }
    }
}

/// Makes a file; `None` where there is one.
fn create_private(path: &Path) -> io::Result<Option<New>> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(file) => Ok(Some(New { file, path: path.to_owned() })),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(None),
        Err(error) => Err(error),
    }
}

fn create_private_dir(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnose::{Matchers, Shown},
        export::draft_issue,
        pack::{Packs, Source, read},
        redact::{Options, Tokens},
    };

    /// A draft beside a pack that has no issues.
    fn draft(raw: &str) -> Draft {
        let head = "id = 'base'\ntitle = 'Base'\nversion = '1'\n\
                    service = [{ id = 'cloud', title = 'Cloud' }]\n\
                    section = [{ id = 'other', title = 'Other' }]\n";
        let head = Source { path: PACK_TOML.to_owned(), bytes: Ok(head.as_bytes().into()) };
        let (packs, _) = Packs::merge([read("base", &head, [].into_iter())]);
        let diagnosis = Matchers::new(&packs).diagnose(&packs, raw);
        let shown = Shown::new(diagnosis, raw, &mut Tokens::new([7; 16]), &Options::default());
        draft_issue(&packs, &shown).unwrap()
    }

    #[test]
    fn a_draft_overwrites_nothing() {
        let packs_dir = tempfile::tempdir().unwrap();
        let draft = draft("AADSTS99999: Something new.");

        let first = save_draft(packs_dir.path(), &draft).unwrap();
        fs::write(&first, "# mine\n").unwrap();
        let own = packs_dir.path().join("own/pack.toml");
        let mine = fs::read_to_string(&own).unwrap() + "intro = \"Mine.\"\n";
        fs::write(&own, &mine).unwrap();
        let second = save_draft(packs_dir.path(), &draft).unwrap();

        assert!(first.ends_with("draft-aadsts99999.toml"), "{first:?}");
        assert!(second.ends_with("draft-aadsts99999-2.toml"), "{second:?}");
        assert_eq!(fs::read_to_string(&first).unwrap(), "# mine\n");
        assert_eq!(fs::read_to_string(&own).unwrap(), mine);
    }

    #[test]
    fn a_name_that_another_section_has_is_taken() {
        let packs_dir = tempfile::tempdir().unwrap();
        let other = packs_dir.path().join("own/another");
        fs::create_dir_all(&other).unwrap();
        fs::write(other.join("draft-aadsts99999.toml"), "").unwrap();

        let path = save_draft(packs_dir.path(), &draft("AADSTS99999: Something new.")).unwrap();

        assert!(path.ends_with("draft-aadsts99999-2.toml"), "{path:?}");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_a_draft() {
        use std::os::unix::fs::PermissionsExt;

        let home = tempfile::tempdir().unwrap();
        let packs_dir = home.path().join("casebook/packs");

        let path = save_draft(&packs_dir, &draft("AADSTS99999: Something new.")).unwrap();

        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(&packs_dir)), (0o600, 0o700));
        assert_eq!(mode(&packs_dir.join("own/pack.toml")), 0o600);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("packs"), "").unwrap();

        let error = save_draft(&home.path().join("packs"), &draft("AADSTS99999: x")).unwrap_err();

        assert!(error.to_string().starts_with("cannot write the draft into "), "{error}");
    }
}
