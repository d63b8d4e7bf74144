//! Parse, call, print the error, exit.

use std::{env, process::ExitCode};

use casebook::{
    cli::{self, Answer, Failure, Parsed},
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
        Parsed::Cli(cli) => cli::run(&cli),
    }
}
