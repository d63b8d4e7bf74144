//! What is known about the terminal without asking it.

use std::{
    env,
    io::{self, IsTerminal},
};

use serde::Serialize;

use crate::clipboard::Env;

/// What is known about the terminal.
#[derive(Debug, Serialize)]
pub(super) struct Terminal {
    /// Whether standard input, output and error are one.
    pub(super) stdin: bool,
    pub(super) stdout: bool,
    pub(super) stderr: bool,
    pub(super) columns: Option<u16>,
    pub(super) rows: Option<u16>,
    /// Variables that decide how it is used; those that are not set are missing.
    pub(super) variables: Vec<(&'static str, String)>,
    /// What stands between the program and the terminal.
    pub(super) within: Vec<&'static str>,
}

const VARIABLES: [&str; 8] = [
    "TERM",
    "COLORTERM",
    "TERM_PROGRAM",
    "NO_COLOR",
    "CLICOLOR_FORCE",
    "LANG",
    "LC_ALL",
    "WT_SESSION",
];

impl Terminal {
    /// Looks at the process and its environment.
    pub(super) fn look(env: &Env) -> Self {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let within = [
            (env.remote(), "ssh"),
            (is_set("TMUX"), "tmux"),
            (is_set("STY"), "screen"),
            (is_set("WSL_DISTRO_NAME"), "wsl"),
        ];
        let value = |name| Some((name, env::var_os(name)?.to_string_lossy().into_owned()));
        let size = terminal_size::terminal_size();
        Self {
            stdin: io::stdin().is_terminal(),
            stdout: io::stdout().is_terminal(),
            stderr: io::stderr().is_terminal(),
            columns: size.map(|(width, _)| width.0),
            rows: size.map(|(_, height)| height.0),
            variables: VARIABLES.into_iter().filter_map(value).collect(),
            within: within.into_iter().filter_map(|(is, name)| is.then_some(name)).collect(),
        }
    }
}
