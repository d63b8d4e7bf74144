//! `casebook completions`

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::{answer::Answer, args::Cli, text::Text};

/// The completions for a shell.
pub(super) fn answer(shell: Shell) -> Answer {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), env!("CARGO_PKG_NAME"), &mut script);
    Answer::new(Text::own(String::from_utf8_lossy(&script).into_owned()))
}
