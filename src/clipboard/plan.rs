//! From the environment to the ways of copying, in the order in which they are tried.

use std::{
    collections::BTreeMap,
    env,
    io::{self, IsTerminal},
};

use super::{
    osc52::Form,
    report::Lack,
    setting::{Program, Setting},
};

/// One way of getting a text out of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Provider {
    /// A configured command, the text on its standard input.
    Command(Program),
    /// The desktop's clipboard.
    System,
    /// tmux's buffer, from where tmux passes it on to the terminal.
    Tmux,
    /// The terminal, by an escape sequence that is never answered.
    Osc52(Form),
    /// A file, for a text that no clipboard is known to hold.
    File,
}

/// Family of operating systems, by how their clipboard works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Os {
    /// One clipboard, always there.
    Windows,
    /// One clipboard, always there.
    MacOs,
    /// The clipboard belongs to a display, X11 or Wayland.
    Unix,
}

/// What is known about the session, captured once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Env {
    vars: BTreeMap<&'static str, String>,
    terminal: bool,
}

const VARS: [&str; 11] = [
    "DISPLAY",
    "SSH_CLIENT",
    "SSH_CONNECTION",
    "SSH_TTY",
    "STY",
    "TERM",
    "TMUX",
    "WAYLAND_DISPLAY",
    "WSL_DISTRO_NAME",
    "WSL_INTEROP",
    "WT_SESSION",
];

/// The ways of copying in `env`, first choice first. [`Provider::File`] ends every plan but that of `"off"`.
///
/// A remote session uses the terminal first: the clipboard of the machine it runs on is not the user's.
pub fn plan(env: &Env, os: Os, setting: &Setting) -> Vec<Provider> {
    let terminal = || env.osc52().map(Provider::Osc52);
    let first: Vec<Provider> = match setting {
        Setting::Off => return Vec::new(),
        Setting::File => Vec::new(),
        Setting::Command(program) => vec![Provider::Command(program.clone())],
        Setting::System => vec![Provider::System],
        Setting::Tmux => vec![Provider::Tmux],
        Setting::Osc52 => terminal().into_iter().collect(),
        Setting::Auto if env.remote() => {
            let forwarded = (os == Os::Unix && env.has("DISPLAY")).then_some(Provider::System);
            [env.tmux(), terminal(), forwarded].into_iter().flatten().collect()
        }
        Setting::Auto => {
            // A console without these variables is Windows' own, which does not know the sequence.
            let answers = os != Os::Windows || env.has("WT_SESSION") || env.has("TERM");
            let terminal = terminal().filter(|_| answers);
            [env.system(os), env.tmux(), terminal].into_iter().flatten().collect()
        }
    };
    first.into_iter().chain([Provider::File]).collect()
}

/// What a plan lacks from the start, for the report of a copy that reached nothing.
pub(super) fn missing(plan: &[Provider], os: Os, setting: &Setting) -> Vec<Lack> {
    let has = |wanted: fn(&Provider) -> bool| plan.iter().any(wanted);
    let display =
        matches!(setting, Setting::Auto) && os == Os::Unix && !has(|one| *one == Provider::System);
    let tmux =
        matches!(setting, Setting::Auto) && os == Os::Unix && !has(|one| *one == Provider::Tmux);
    let terminal = matches!(setting, Setting::Auto | Setting::Osc52)
        && !has(|one| matches!(one, Provider::Osc52(_)));
    [(display, Lack::Display), (tmux, Lack::Tmux), (terminal, Lack::Terminal)]
        .into_iter()
        .filter_map(|(lacks, lack)| lacks.then_some(lack))
        .collect()
}

impl Env {
    /// The environment of this process.
    pub fn from_process() -> Self {
        let set = VARS.iter().filter_map(|&name| Some((name, env::var_os(name)?)));
        Self::new(
            set.map(|(name, value)| (name, value.to_string_lossy().into_owned())),
            io::stdout().is_terminal(),
        )
    }

    /// An environment of `vars`, of which the empty ones and those of no interest count as unset; `terminal` says
    /// whether standard output is one.
    pub fn new(vars: impl IntoIterator<Item = (impl AsRef<str>, String)>, terminal: bool) -> Self {
        let known = |name: &str| VARS.iter().find(|known| **known == name).copied();
        let vars = vars.into_iter().filter(|(_, value)| !value.is_empty());
        Self {
            vars: vars.filter_map(|(name, value)| Some((known(name.as_ref())?, value))).collect(),
            terminal,
        }
    }

    /// Whether the user sits at another machine.
    pub fn remote(&self) -> bool {
        ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].iter().any(|name| self.has(name))
    }

    /// Whether X11 or Wayland is announced.
    pub(super) fn has_display(&self) -> bool {
        self.has("WAYLAND_DISPLAY") || self.has("DISPLAY")
    }

    fn has(&self, name: &str) -> bool {
        self.vars.contains_key(name)
    }

    fn wsl(&self) -> bool {
        self.has("WSL_DISTRO_NAME") || self.has("WSL_INTEROP")
    }

    fn system(&self, os: Os) -> Option<Provider> {
        let there =
            os != Os::Unix || self.has("WAYLAND_DISPLAY") || (self.has("DISPLAY") && !self.wsl());
        there.then_some(Provider::System)
    }

    fn tmux(&self) -> Option<Provider> {
        self.has("TMUX").then_some(Provider::Tmux)
    }

    /// The form of the sequence for this terminal, if it can take one.
    fn osc52(&self) -> Option<Form> {
        let term = self.vars.get("TERM").map(String::as_str);
        let able = self.terminal && !matches!(term, Some("dumb" | "linux"));
        able.then_some(if self.has("STY") { Form::Screen } else { Form::Plain })
    }
}

impl Os {
    /// The one that the program was built for.
    pub const fn current() -> Self {
        if cfg!(windows) {
            Self::Windows
        } else if cfg!(target_os = "macos") {
            Self::MacOs
        } else {
            Self::Unix
        }
    }
}

#[cfg(test)]
mod tests;
