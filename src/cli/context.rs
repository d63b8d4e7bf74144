//! What the global options, the environment and the settings come to.

use std::{
    env,
    ffi::OsString,
    io::{self, IsTerminal},
    path::PathBuf,
};

use clap::ValueEnum;
use jiff::Timestamp;

use super::{
    answer::Answer,
    args::{Color, Global},
    failure::{CliError, Failure},
    text::Look,
};
use crate::{
    builtin,
    config::{Config, ConfigFault, Paths},
    pack::{Fault, Pack, Packs},
    pack_files,
    store::Store,
};

/// What the global options, the environment and the settings come to.
#[derive(Clone, Debug)]
pub struct Context {
    /// Where everything is.
    pub paths: Paths,
    /// The settings in force.
    pub config: Config,
    /// What is wrong with the settings.
    pub config_faults: Vec<ConfigFault>,
    /// Folders of the packs named on the command line, else in the environment.
    pub named: Vec<PathBuf>,
    /// What text is printed for.
    pub look: Look,
}

impl Context {
    /// Reads the settings.
    pub fn new(global: &Global) -> Result<Self, Failure> {
        let chosen =
            |option: &Option<PathBuf>, name| option.clone().or(variable(name).map(Into::into));
        let config_file = chosen(&global.config, "CASEBOOK_CONFIG");
        let data = chosen(&global.data, "CASEBOOK_DATA");
        let paths = Paths::find(config_file.as_deref(), data.as_deref())?;
        let (mut config, config_faults) = Config::load(&paths);
        config.ascii |= global.ascii;
        let named = match (global.packs.as_slice(), variable("CASEBOOK_PACK")) {
            ([], Some(folders)) => {
                env::split_paths(&folders).filter(|path| !path.as_os_str().is_empty()).collect()
            }
            (named, _) => named.to_vec(),
        };
        let look = Look { width: width(), ascii: config.ascii };
        Ok(Self { paths, config, config_faults, named, look })
    }

    /// Every pack in the order of authority, not yet merged: built in, configured, in the packs folder, named.
    pub fn pack_list(&self) -> Vec<Pack> {
        // A packs folder that cannot be listed is told by `casebook doctor`.
        let own = pack_files::folders_in(&self.paths.packs_dir).unwrap_or_default();
        let folders = self.config.packs.iter().chain(&own).chain(&self.named);
        let mut packs = vec![builtin::pack()];
        packs.extend(pack_files::load(folders));
        packs
    }

    /// Gives the packs to a command and tells what is wrong with them and with the settings.
    pub(super) fn with_packs(
        &self,
        command: impl FnOnce(&Packs, Look) -> Result<Answer, Failure>,
    ) -> Result<Answer, Failure> {
        let (packs, faults) = Packs::merge(self.pack_list());
        let about_packs = pack_note(&faults);
        match command(&packs, self.look) {
            Ok(answer) => Ok(answer.with_notes(self.config_note()).with_notes(about_packs)),
            Err(failure) => Err(failure.noted(about_packs)),
        }
    }

    /// The store, if there is one: a command that only reads makes none.
    pub(super) fn store_to_read(&self) -> Result<Option<Store>, Failure> {
        Ok(if self.has_store() { Some(Store::open(&self.paths.store_file)?) } else { None })
    }

    /// Whether anything was ever recorded.
    pub(super) fn has_store(&self) -> bool {
        self.paths.store_file.exists()
    }

    /// The store, made where there is none, with the copy of the day; else a line about the copy that failed.
    pub(super) fn store_to_write(&self) -> Result<(Store, Option<String>), Failure> {
        self.paths.create_data_dir()?;
        let store = Store::open(&self.paths.store_file)?;
        let backup = store.backup(Timestamp::now());
        Ok((store, backup.err().map(|error| format!("the store was not backed up: {error}"))))
    }

    /// One line about faults in the settings.
    fn config_note(&self) -> Option<String> {
        match self.config_faults.as_slice() {
            [] => None,
            [fault] => Some(fault.to_string()),
            faults => {
                Some(format!("{} faults in the settings: run `casebook doctor`", faults.len()))
            }
        }
    }
}

/// When to use colours.
pub(super) fn color(global: &Global) -> Result<Color, Failure> {
    let from_variable = || {
        let Some(value) = variable("CASEBOOK_COLOR") else { return Ok(Color::Auto) };
        Color::from_str(&value.to_string_lossy(), true).map_err(|_| {
            CliError::Usage("CASEBOOK_COLOR is none of auto, always, never".to_owned()).into()
        })
    };
    global.color.map_or_else(from_variable, Ok)
}

/// One line about faults in packs. The options may have named the pack, or the settings that name it.
pub(super) fn pack_note(faults: &[Fault]) -> Option<String> {
    match faults {
        [] => None,
        [fault] => Some(fault.to_string()),
        [first, ..] => Some(format!(
            "{} faults in packs, the first is {first}; `casebook check` with the same options tells all",
            faults.len()
        )),
    }
}

/// A variable that is set to something.
fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

fn width() -> Option<usize> {
    let columns = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    io::stdout().is_terminal().then(columns).flatten()
}
