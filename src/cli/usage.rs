//! From what was typed to a command.

use std::{ffi::OsString, num::NonZeroUsize, time::Duration};

use clap::{
    ArgMatches, CommandFactory, Parser,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{
    answer::Answer,
    args::Cli,
    failure::{CliError, Failure},
    text::Text,
};
use crate::issue::duration;

/// What was typed.
#[derive(Clone, Debug)]
pub enum Parsed {
    /// Something to do.
    Cli(Box<Cli>),
    /// Help or version, which are answers already.
    Answer(Answer),
}

/// Reads a command line, the program's name first.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Parsed, Failure> {
    let args: Vec<_> = args.into_iter().collect();
    match Cli::try_parse_from(&args) {
        Ok(cli) => Ok(Parsed::Cli(Box::new(cli))),
        Err(error)
            if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) =>
        {
            Ok(Parsed::Answer(Answer::new(Text::own(error.render().ansi().to_string()))))
        }
        Err(error) => {
            let told = if is_pasted(&error, &args) {
                "a text is no argument: leave FILE out to paste it, or pipe it in".to_owned()
            } else {
                one_line(&error.render().to_string())
            };
            Err(CliError::Usage(format!("{told}; see `{} --help`", command_of(&args))).into())
        }
    }
}

/// How many of something to print. To print nothing is no wish: the exit code alone tells whether anything was found.
pub(super) fn one_or_more(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "write a number from 1 on")
}

/// How long, as packs write it.
pub(super) fn length_of_time(text: &str) -> Result<Duration, &'static str> {
    duration(text).ok_or("write a whole number and m, h or d, such as 90m, 48h, 7d")
}

/// The command whose help says how to type it, as far as what was typed names one.
fn command_of(args: &[OsString]) -> String {
    let matches = Cli::command().ignore_errors(true).try_get_matches_from(args).ok();
    let mut name = env!("CARGO_PKG_NAME").to_owned();
    let mut below = matches.as_ref().and_then(ArgMatches::subcommand);
    while let Some((command, matches)) = below {
        name = name + " " + command;
        below = matches.subcommand();
    }
    name
}

/// Whether words of an error were given in the place of a file or a command: they are not repeated.
fn is_pasted(error: &clap::Error, args: &[OsString]) -> bool {
    let Some(ContextValue::String(word)) =
        error.get(ContextKind::InvalidArg).or_else(|| error.get(ContextKind::InvalidSubcommand))
    else {
        return false;
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => word.contains(char::is_whitespace),
        ErrorKind::UnknownArgument => {
            let command = command_of(args);
            let reads_text = command.ends_with(" diagnose") || command.ends_with(" redact");
            reads_text && !word.starts_with('-')
        }
        _ => false,
    }
}

/// clap's message without its usage and footer, and with its tips behind it.
fn one_line(message: &str) -> String {
    let paragraphs = message.split("\n\n").map(|paragraph| {
        let lines: Vec<_> =
            paragraph.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        lines.join(" ")
    });
    let told = paragraphs.take_while(|paragraph| !paragraph.starts_with("Usage:"));
    let told: Vec<_> =
        told.filter(|paragraph| !paragraph.starts_with("For more information")).collect();
    let line = told.join("; ");
    line.trim_start_matches("error: ").trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(args: &[&str]) -> String {
        let args = ["casebook"].iter().chain(args).map(OsString::from);
        parse(args).unwrap_err().line()
    }

    #[test]
    fn the_definitions_make_sense() {
        Cli::command().debug_assert();
    }

    #[rstest::rstest]
    #[case(&["serch"], "unrecognized subcommand 'serch'; tip: a similar subcommand exists: 'search'; see `casebook --help`")]
    #[case(&["show"], "the following required arguments were not provided: <ISSUE>; see `casebook show --help`")]
    #[case(&["show", "x", "--format", "pdf"], "invalid value 'pdf' for '--format <FORMAT>' [possible values: text, markdown, json]; see `casebook show --help`")]
    #[case(&["list", "x\u{202e}\ny"], "unexpected argument 'x\u{fffd} y' found; see `casebook list --help`")]
    #[case(&["--pack", "show", "incident", "--data", "x", "show"], "the following required arguments were not provided: <ID>; see `casebook incident show --help`")]
    #[case(&["AADSTS50076: for bob"], "a text is no argument: leave FILE out to paste it, or pipe it in; see `casebook --help`")]
    #[case(&["redact", "for", "bob"], "a text is no argument: leave FILE out to paste it, or pipe it in; see `casebook redact --help`")]
    #[case(&["diagnose", "--jsno"], "unexpected argument '--jsno' found; tip: a similar argument exists: '--json'; see `casebook diagnose --help`")]
    #[case(&["incident"], "'casebook incident' requires a subcommand but one was not provided [subcommands: open, list, show, step, wait, fix, comment, edit, attach, detach, close, reopen, note, due, handover, export, import, purge]; see `casebook incident --help`")]
    fn a_mistyped_command_line_is_told_in_one_line(#[case] args: &[&str], #[case] line: &str) {
        assert_eq!(told(args), line);
    }
}
