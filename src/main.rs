//! Parse, call, print the error, exit.

use std::{
    env,
    io::{self, IsTerminal},
    process::ExitCode,
};

use casebook::{
    cli::{self, Answer, CliError, Failure, Parsed, args::Global},
    clipboard,
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

fn dashboard(_global: &Global) -> Result<Answer, Failure> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(CliError::NoTerminal.into());
    }
    Err(CliError::Usage("there is no dashboard yet; see `casebook --help`".to_owned()).into())
}
