//! What the user has set, and where things are on this machine.
//!
//! The command line wins over environment variables, which win over the settings file, which wins over the defaults
//! that `assets/config.toml` documents. A wrong setting is a [`ConfigFault`] and leaves its default in force: the
//! program goes on, and says so.

mod author;
mod choice;
mod fault;
mod paths;
mod read;

use std::{
    collections::BTreeMap,
    env, fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

pub use self::{
    choice::{Group, Mouse, ThemeName},
    fault::{ConfigFault, Origin, Position},
    paths::{Paths, PathsError},
};
use crate::clipboard::Setting;

/// The documented defaults, for a first settings file.
pub const DEFAULTS: &str = include_str!("../assets/config.toml");

/// A settings file is never this large; what is may be a mistake or a trap.
const MAX_BYTES: u64 = 1024 * 1024;

/// The settings in force. Each field is a key of the settings file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// As set, and often empty; see [`Config::author`].
    pub name: String,
    /// Colours of all roles.
    pub theme: ThemeName,
    /// Draw without anything beyond ASCII.
    pub ascii: bool,
    /// Whether click and wheel are the program's or the terminal's.
    pub mouse: Mouse,
    /// Where copies go.
    pub clipboard: Setting,
    /// Folders of packs, absolute once loaded, in the order in which they are read.
    pub packs: Vec<PathBuf>,
    /// How the issues are grouped without a query.
    pub group: Group,
    /// Colours of single roles, as written: the theme understands them.
    pub colors: BTreeMap<String, String>,
}

impl Config {
    /// The settings of that file and of the environment, with every fault found in either.
    ///
    /// A file that is not there sets nothing and is no fault.
    pub fn load(paths: &Paths) -> (Self, Vec<ConfigFault>) {
        let file = &paths.config_file;
        let (text, unreadable) = match user_text(file) {
            Ok(text) => (text, None),
            Err(fault) => (String::new(), Some(fault)),
        };
        let (mut config, mut faults) = read::settings(&text, file, |name| env::var(name).ok());
        faults.extend(unreadable);
        config.packs = config.packs.iter().map(|folder| paths.beside_config(folder)).collect();
        (config, faults)
    }
}

/// A file in which the user may have written settings of some kind; empty where there is none.
pub fn user_text(file: &Path) -> Result<String, ConfigFault> {
    read_file(file).map_err(|error| ConfigFault::unreadable(file, &error))
}

fn read_file(file: &Path) -> io::Result<String> {
    match fs::metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Ok(about) if about.len() > MAX_BYTES => {
            return Err(io::Error::other("it is larger than 1 MiB"));
        }
        _ => {}
    }
    fs::read_to_string(file)
        .map(|text| text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn config_file(text: &str) -> (tempfile::TempDir, Paths) {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::new(folder.path().join("config"), folder.path().join("data"));
        fs::create_dir(&paths.config_dir).unwrap();
        fs::write(&paths.config_file, text).unwrap();
        (folder, paths)
    }

    #[test]
    fn the_documented_defaults_are_the_defaults_and_leave_no_key_out() {
        let documented: toml::Table = DEFAULTS.parse().unwrap();
        assert_eq!(documented, toml::Table::try_from(Config::default()).unwrap());
    }

    #[test]
    fn no_settings_file_means_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::new(folder.path().join("none"), folder.path().join("data"));
        assert_eq!(Config::load(&paths), (Config::default(), Vec::new()));
    }

    #[cfg(unix)]
    #[test]
    fn folders_of_packs_start_at_the_settings_file() {
        let (_folder, paths) = config_file("packs = [\"ours\", \"/srv/packs\"]");

        let (config, faults) = Config::load(&paths);

        assert_eq!(faults, []);
        assert_eq!(config.packs, [paths.config_dir.join("ours"), "/srv/packs".into()]);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_settings() {
        let (_folder, paths) = config_file("\u{feff}ascii = true");
        let (config, faults) = Config::load(&paths);
        assert_eq!((config.ascii, faults), (true, Vec::new()));
    }

    #[test]
    fn a_settings_file_that_cannot_be_read_is_a_fault_and_the_defaults_are_in_force() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::new(folder.path().join("config"), folder.path().join("data"));
        fs::create_dir_all(&paths.config_file).unwrap();

        let (config, faults) = Config::load(&paths);

        assert_eq!(config, Config::default());
        let fault = faults.first().unwrap().to_string();
        assert!(
            fault.starts_with(&format!("{}: cannot be read: ", paths.config_file.display())),
            "{fault}"
        );
    }
}
