//! Parse, call, print the error, exit.

use std::{env, process::ExitCode};

use casebook::{
    cli::{self, Answer, CliError, Context, Failure, Parsed, args::Global},
    clipboard, tui,
};

fn main() -> ExitCode {
    // Not a command for people: the clipboard starts the program once more to serve a text.
    if env::args_os().nth(1).is_some_and(|first| first == "__clipboard") {
        return if clipboard::serve().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    cli::finish(answer())
}

fn answer() -> Result<Answer, Failure> {
    match cli::parse(env::args_os())? {
        Parsed::Answer(answer) => Ok(answer),
        Parsed::Cli(cli) => match &cli.command {
            Some(command) => cli::run(&cli.global, command),
            None => dashboard(&cli.global),
        },
    }
}

fn dashboard(global: &Global) -> Result<Answer, Failure> {
    tui::terminal::check().map_err(|error| CliError::NoTerminal(error.to_string()))?;
    let context = Context::new(global)?;
    let ended = tui::run(tui::Options {
        faults: context.config_faults.iter().map(ToString::to_string).collect(),
        colourless: cli::is_colourless(global)?,
        packs: context.named,
        config: context.config,
        paths: context.paths,
    })?;
    Ok(Answer::of_dashboard(ended.exit_code, ended.last_words))
}
