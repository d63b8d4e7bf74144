//! The command line: one command, one answer.
//!
//! [`args`] defines what can be typed and holds no logic. Every command has a file of its own, takes plain values and
//! returns an [`Answer`]; nothing is written to the terminal but by [`finish()`].

pub mod args;

mod answer;
mod check;
mod completions;
mod context;
mod copy;
mod dashboard;
mod diagnose;
mod doctor;
mod failure;
mod finish;
mod incident;
mod input;
mod list;
mod man;
mod nearest;
mod redact;
mod search;
mod show;
mod table;
mod text;
mod usage;

use self::args::{Cli, Command, Global};
pub use self::{
    answer::{Answer, Exit},
    context::Context,
    failure::{CliError, Failure},
    finish::finish,
    incident::Refusal,
    text::Text,
    usage::{Parsed, parse},
};

/// Carries out a command; without one, runs the dashboard.
pub fn run(cli: &Cli) -> Result<Answer, Failure> {
    match &cli.command {
        Some(command) => carry_out(&cli.global, command),
        None => dashboard::answer(&cli.global),
    }
}

fn carry_out(global: &Global, command: &Command) -> Result<Answer, Failure> {
    let context = || Context::new(global);
    let answer = match command {
        Command::Search(args) => {
            context()?.with_packs(|packs, look| search::answer(packs, args, look))
        }
        Command::Diagnose(args) => {
            let context = context()?;
            context.with_packs(|packs, look| diagnose::answer(&context, packs, args, look))
        }
        Command::Redact(args) => redact::answer(args, context()?.look),
        Command::Show(args) => {
            let context = context()?;
            context.with_packs(|packs, look| show::answer(&context, packs, args, look))
        }
        Command::List(args) => context()?.with_packs(|packs, look| list::answer(packs, args, look)),
        Command::Check(args) => check::answer(&context()?, args),
        Command::Incident(command) => incident::answer(&context()?, command),
        Command::Doctor(args) => doctor::answer(&context()?, args),
        Command::Completions { shell } => Ok(completions::answer(*shell)),
        Command::Man => man::answer(),
    };
    Ok(answer?.colored(context::color(global)?))
}
