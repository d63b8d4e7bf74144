//! Where settings and data are.

use std::{
    fs, io,
    path::{Path, PathBuf, absolute},
};

use etcetera::BaseStrategy;

use crate::clean::clean_line;

const FOLDER: &str = "casebook";

/// The places of this machine; none needs to exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// What the user writes.
    pub config_dir: PathBuf,
    /// The settings.
    pub config_file: PathBuf,
    /// The user's key bindings.
    pub keymap_file: PathBuf,
    /// The user's own packs, a folder each.
    pub packs_dir: PathBuf,
    /// What the program writes.
    pub data_dir: PathBuf,
    /// Incidents and their events.
    pub store_file: PathBuf,
    /// Copies that no clipboard took.
    pub copies_dir: PathBuf,
    /// What the last panic said.
    pub crash_file: PathBuf,
}

/// There is no place for data.
#[derive(Debug, thiserror::Error)]
pub enum PathsError {
    /// Neither a home nor a choice.
    #[error(
        "you have no home folder (HOME is not set): choose a folder for the data with --data DIR"
    )]
    NoHome,
    /// A folder given on the command line has no absolute form.
    #[error("cannot use {}: {error}", clean_line(&path.to_string_lossy()))]
    Unusable {
        /// As it was given.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The system refused.
    #[error("cannot create the data folder {}: {error}; choose another with --data DIR", clean_line(&path.to_string_lossy()))]
    CannotCreate {
        /// The data folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

impl Paths {
    /// The places of the system's custom, or those chosen: a settings file, a folder for the data.
    ///
    /// Without a home the settings are looked for in the data folder.
    pub fn find(config_file: Option<&Path>, data_dir: Option<&Path>) -> Result<Self, PathsError> {
        let config_file = config_file.map(chosen).transpose()?;
        let data_dir = data_dir.map(chosen).transpose()?;
        Self::choose(customary(), config_file, data_dir)
    }

    /// The usual names inside these two folders.
    pub fn new(config_dir: PathBuf, data_dir: PathBuf) -> Self {
        Self {
            config_file: config_dir.join("config.toml"),
            keymap_file: config_dir.join("keymap.toml"),
            packs_dir: config_dir.join("packs"),
            config_dir,
            store_file: data_dir.join("casebook.db"),
            copies_dir: data_dir.join("copies"),
            crash_file: data_dir.join("crash.txt"),
            data_dir,
        }
    }

    /// Makes the data folder, for its owner alone, where it is not there yet.
    pub fn create_data_dir(&self) -> Result<(), PathsError> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let path = &self.data_dir;
        builder.create(path).map_err(|error| PathsError::CannotCreate { path: path.clone(), error })
    }

    /// `folder` as the settings file means it: `~/` is the home, other relative ones start beside the file.
    pub(super) fn beside_config(&self, folder: &Path) -> PathBuf {
        let start = self.config_file.parent().unwrap_or(&self.config_dir);
        match (folder.strip_prefix("~"), etcetera::home_dir()) {
            (Ok(inside), Ok(home)) => home.join(inside),
            _ => start.join(folder),
        }
    }

    fn choose(
        customary: Option<(PathBuf, PathBuf)>,
        config_file: Option<PathBuf>,
        data_dir: Option<PathBuf>,
    ) -> Result<Self, PathsError> {
        let mut paths = match (customary, data_dir) {
            (Some((config, _)), Some(data)) | (Some((config, data)), None) => {
                Self::new(config, data)
            }
            (None, Some(data)) => Self::new(data.clone(), data),
            (None, None) => return Err(PathsError::NoHome),
        };
        if let Some(file) = config_file {
            paths.config_file = file;
        }
        Ok(paths)
    }
}

/// The folders for settings and for data, where there is a home.
///
/// Data stays on the machine: on Windows not in the roaming profile, on macOS not in a synchronised folder. Settings
/// follow the custom of terminal programs, which is XDG's on macOS too.
fn customary() -> Option<(PathBuf, PathBuf)> {
    let base =
        etcetera::choose_base_strategy().ok().filter(|base| base.home_dir().is_absolute())?;
    let data = if cfg!(windows) {
        base.cache_dir()
    } else if cfg!(target_os = "macos") {
        base.home_dir().join("Library/Application Support")
    } else {
        base.state_dir()?
    };
    Some((base.config_dir().join(FOLDER), data.join(FOLDER)))
}

fn chosen(path: &Path) -> Result<PathBuf, PathsError> {
    absolute(path).map_err(|error| PathsError::Unusable { path: path.to_owned(), error })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> (PathBuf, PathBuf) {
        ("/home/ann/.config/casebook".into(), "/home/ann/.local/state/casebook".into())
    }

    #[test]
    fn a_chosen_data_folder_takes_everything_that_the_program_writes() {
        let paths = Paths::choose(Some(home()), None, Some("/mnt/data".into())).unwrap();

        assert_eq!(paths.config_file, Path::new("/home/ann/.config/casebook/config.toml"));
        let written = [&paths.store_file, &paths.copies_dir, &paths.crash_file];
        assert!(written.iter().all(|path| path.starts_with("/mnt/data")), "{written:?}");
    }

    #[test]
    fn a_chosen_settings_file_leaves_keymap_and_packs_where_they_are() {
        let paths = Paths::choose(Some(home()), Some("/tmp/other.toml".into()), None).unwrap();

        assert_eq!(paths.config_file, Path::new("/tmp/other.toml"));
        assert_eq!(paths.packs_dir, Path::new("/home/ann/.config/casebook/packs"));
    }

    #[test]
    fn without_a_home_a_data_folder_must_be_chosen_and_is_enough() {
        let error = Paths::choose(None, None, None).unwrap_err();
        assert!(error.to_string().contains("--data DIR"), "{error}");

        let paths = Paths::choose(None, None, Some("/mnt/data".into())).unwrap();
        assert_eq!(paths.config_file, Path::new("/mnt/data/config.toml"));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_enters_the_data_folder() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::new(folder.path().into(), folder.path().join("state/casebook"));

        paths.create_data_dir().unwrap();
        paths.create_data_dir().unwrap();

        assert_eq!(fs::metadata(paths.data_dir).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_data_folder_that_cannot_be_made_is_named_with_the_way_out() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let paths = Paths::new(folder.path().into(), folder.path().join("file/casebook"));

        let error = paths.create_data_dir().unwrap_err().to_string();

        assert!(
            error.starts_with("cannot create the data folder ") && error.contains("--data DIR"),
            "{error}"
        );
    }

    #[test]
    fn a_tilde_in_the_settings_is_the_home_and_not_a_folder_of_that_name() {
        let paths = Paths::new("/etc/casebook".into(), "/var/casebook".into());
        let home = etcetera::home_dir().unwrap();

        assert_eq!(paths.beside_config(Path::new("~/packs")), home.join("packs"));
        assert_eq!(paths.beside_config(Path::new("packs/~")), Path::new("/etc/casebook/packs/~"));
    }
}
