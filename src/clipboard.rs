//! Which clipboard, how a text gets there, and what to say afterwards.
//!
//! [`plan()`] decides from the environment alone, [`Clipboard::copy`] goes through the plan, and the [`Report`] says
//! what truly happened: most ways of copying from a terminal give no answer, and nothing may be called copied that
//! may not be. A text that no clipboard is known to hold goes to a file of the owner's alone.

mod command;
mod copies;
mod osc52;
mod paste;
mod plan;
mod report;
mod setting;
mod system;

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

pub use self::{
    copies::{SaveError, remove_old_copies},
    osc52::Form,
    paste::{PasteError, paste},
    plan::{Env, Os, Provider, plan},
    report::{How, Lack, Place, Report},
    setting::{Program, Setting},
    system::serve,
};
use crate::clean::clean;

/// Longest time one provider may take.
const PROVIDER_LIMIT: Duration = Duration::from_secs(2);
/// Longest time all providers may take together; writing the file comes on top.
const COPY_LIMIT: Duration = Duration::from_millis(2500);

/// Where a text comes from, which decides who else may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A definition: the system's clipboard history may keep it.
    Pack,
    /// An incident or a paste: it may hold a client's data and is kept out of clipboard histories and clouds.
    Incident,
    /// A paste in which customer data was kept for this copy: treated likewise, and no file ever holds it.
    Bare,
}

/// What a copy came to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "the terminal's part of the copy is still to be written"]
pub struct Copied {
    /// What to tell the person.
    pub report: Report,
    /// To be written to the terminal as it is, in one piece between two frames, by whoever owns the terminal.
    pub to_terminal: Option<Vec<u8>>,
}

/// The clipboards of this environment. Copying blocks for up to 2.5 seconds: give it a thread of its own.
#[derive(Debug)]
pub struct Clipboard {
    plan: Vec<Provider>,
    missing: Vec<Lack>,
    remote: bool,
    copies: PathBuf,
}

/// How far a copy has come.
#[derive(Default)]
struct Progress {
    place: Option<Place>,
    in_tmux: bool,
    to_terminal: Option<Vec<u8>>,
    too_large: bool,
    lacks: Vec<Lack>,
    saved: Option<Result<PathBuf, SaveError>>,
}

impl Clipboard {
    /// Plans for `env`; `copies` is the folder for the texts that no clipboard takes.
    pub fn new(env: &Env, setting: &Setting, copies: PathBuf) -> Self {
        let os = Os::current();
        let plan = plan(env, os, setting);
        Self { missing: plan::missing(&plan, os, setting), plan, remote: env.remote(), copies }
    }

    /// Copies `text`, cleaned and without line breaks at its end: a pasted one would run a command.
    pub fn copy(&self, text: &str, origin: Origin) -> Copied {
        let text = prepare(text);
        if text.is_empty() {
            return Copied { report: Report { how: How::Empty, bytes: 0 }, to_terminal: None };
        }
        let deadline = Instant::now() + COPY_LIMIT;
        let mut progress = Progress::default();
        for provider in &self.plan {
            let limit = PROVIDER_LIMIT.min(deadline.saturating_duration_since(Instant::now()));
            self.offer(&text, origin, provider, limit, &mut progress);
        }
        self.conclude(text.len(), progress)
    }

    /// Writes `text` to a new file of the owner's alone, as it would have been copied.
    pub fn save(&self, text: &str, origin: Origin) -> Result<PathBuf, SaveError> {
        self.put_by(&prepare(text), origin)
    }

    fn put_by(&self, text: &str, origin: Origin) -> Result<PathBuf, SaveError> {
        match origin {
            Origin::Pack | Origin::Incident => copies::save(&self.copies, text),
            Origin::Bare => Err(SaveError::Bare),
        }
    }

    fn offer(
        &self,
        text: &str,
        origin: Origin,
        provider: &Provider,
        limit: Duration,
        progress: &mut Progress,
    ) {
        if progress.place.is_some() {
            return;
        }
        match provider {
            Provider::Command(program) => {
                progress.settle(
                    command::feed(program, text, limit),
                    Place::Command(program.name.clone()),
                );
            }
            Provider::System => progress.settle(system::set(text, origin, limit), Place::System),
            Provider::Tmux => match command::feed(&tmux(), text, limit) {
                Ok(()) => progress.in_tmux = true,
                Err(lack) => progress.lacks.push(lack),
            },
            // tmux holds it, and has passed it on to the terminal.
            Provider::Osc52(_) | Provider::File if progress.in_tmux => {}
            Provider::Osc52(form) => {
                progress.to_terminal = osc52::sequence(text, *form);
                progress.too_large = progress.to_terminal.is_none();
            }
            Provider::File => progress.saved = Some(self.put_by(text, origin)),
        }
    }

    fn conclude(&self, bytes: usize, progress: Progress) -> Copied {
        let Progress { place, in_tmux, to_terminal, too_large, mut lacks, saved } = progress;
        let remote = self.remote;
        let how = match (place, saved) {
            (Some(place), _) => How::Confirmed { place },
            (None, _) if in_tmux => How::Tmux { remote },
            (None, saved) if to_terminal.is_some() => {
                How::Unconfirmed { remote, saved: saved.and_then(Result::ok) }
            }
            (None, None) => How::Off,
            (None, Some(saved)) if too_large => How::TooLarge { saved },
            (None, Some(saved)) if self.plan == [Provider::File] && self.missing.is_empty() => {
                How::Filed { saved }
            }
            (None, Some(saved)) => {
                lacks.extend(self.missing.iter().cloned());
                How::Nowhere { lacks, saved }
            }
        };
        Copied { report: Report { how, bytes }, to_terminal }
    }
}

impl Progress {
    fn settle(&mut self, outcome: Result<(), Lack>, place: Place) {
        match outcome {
            Ok(()) => self.place = Some(place),
            Err(lack) => self.lacks.push(lack),
        }
    }
}

/// Sent on to the terminal (`-w`) since tmux 3.2; older ones refuse, which leaves the copy to the next provider.
fn tmux() -> Program {
    Program { name: "tmux".into(), args: ["load-buffer", "-w", "-"].map(Into::into).into() }
}

fn prepare(text: &str) -> String {
    clean(text).trim_end_matches(['\n', '\r']).to_owned()
}

#[cfg(test)]
mod tests;
