//! What can be typed. Pure definitions: what is done with them stands elsewhere.

#![expect(clippy::doc_markdown, reason = "the help shows these lines as they are")]

mod incident;

use std::{num::NonZeroUsize, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use self::incident::{
    AttachArgs, CloseArgs, CommentArgs, DetachArgs, DueArgs, EditArgs, ExportArgs, FixArgs,
    FixMark, HandoverArgs, ImportArgs, IncidentArgs, IncidentCommand, IncidentListArgs, NoteArgs,
    OpenArgs, PurgeArgs, Reader, StateFilter, StepArgs, StepMark, WaitArgs, Whom,
};
use super::usage::one_or_more;

/// From a raw Microsoft Cloud error to the known issue and its fix as a checklist.
///
/// Without a command the dashboard opens.
#[derive(Clone, Debug, Parser)]
#[command(name = "casebook", version, disable_help_subcommand = true)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do; nothing opens the dashboard.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Read one more pack from that folder; may be repeated [env: CASEBOOK_PACK, a list as in PATH].
    #[arg(long = "pack", value_name = "DIR", global = true)]
    pub packs: Vec<PathBuf>,
    /// Keep incidents and everything else that is written in that folder [env: CASEBOOK_DATA].
    #[arg(long, value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
    /// Read the settings from that file [env: CASEBOOK_CONFIG].
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Draw with ASCII characters only [env: CASEBOOK_ASCII].
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Use colours: auto means on a terminal without NO_COLOR [env: CASEBOOK_COLOR].
    #[arg(long, value_name = "WHEN", global = true)]
    pub color: Option<Color>,
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// A command.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Find issues by words in any order, 'word literally, !word not.
    Search(SearchArgs),
    /// Tell from a raw error which known issue it is, and why.
    Diagnose(DiagnoseArgs),
    /// Replace customer data in a text by tokens such as [email-1].
    Redact(RedactArgs),
    /// Show an issue with its details and fixes.
    Show(ShowArgs),
    /// List all issues.
    List(ListArgs),
    /// Check packs, and tell every fault with its line.
    Check(CheckArgs),
    /// Open, list and show incidents, work on them, and tell what is due.
    #[command(subcommand, subcommand_required = true, arg_required_else_help = false)]
    Incident(IncidentCommand),
    /// Tell where everything is, what is in force and what is broken; go back to a backup.
    Doctor(DoctorArgs),
    /// Print the completions for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

/// What to search for.
#[derive(Args, Clone, Debug)]
pub struct SearchArgs {
    /// Words, an error code, or a piece of the error.
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
    /// Print a JSON array.
    #[arg(long)]
    pub json: bool,
    /// Print so many hits at most.
    #[arg(short = 'n', value_name = "N", value_parser = one_or_more, allow_negative_numbers = true)]
    pub limit: Option<NonZeroUsize>,
}

/// Where a raw text is.
#[derive(Args, Clone, Debug)]
pub struct SourceArgs {
    /// File with the text; without one, or as -, standard input.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Take the text from the clipboard.
    #[arg(long, conflicts_with = "file")]
    pub clipboard: bool,
}

/// What to diagnose.
#[derive(Args, Clone, Debug)]
pub struct DiagnoseArgs {
    /// The raw error.
    #[command(flatten)]
    pub source: SourceArgs,
    /// Save the error, redacted, as the draft of an issue in your own pack, and print the path of its file.
    #[arg(long, conflicts_with_all = ["json", "limit"])]
    pub draft: bool,
    /// Print a JSON object.
    #[arg(long)]
    pub json: bool,
    /// Tell so many matches at most, over all errors of the text [default: 5].
    #[arg(short = 'n', value_name = "N", value_parser = one_or_more, allow_negative_numbers = true)]
    pub limit: Option<NonZeroUsize>,
}

/// What to redact.
#[derive(Args, Clone, Debug)]
pub struct RedactArgs {
    /// The raw text.
    #[command(flatten)]
    pub source: SourceArgs,
    /// Print a JSON object.
    #[arg(long)]
    pub json: bool,
}

/// What to show, and how.
#[derive(Args, Clone, Debug)]
pub struct ShowArgs {
    /// Id of the issue.
    #[arg(value_name = "ISSUE")]
    pub issue: String,
    /// How to show it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
    /// Copy it to the clipboard instead of printing it.
    #[arg(long)]
    pub copy: bool,
}

/// How an issue or a note is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Plain text, for a mail or a ticket.
    Text,
    /// Markdown.
    Markdown,
    /// A JSON object with all of it.
    Json,
}

/// How to list.
#[derive(Args, Clone, Debug)]
pub struct ListArgs {
    /// Print a JSON array.
    #[arg(long)]
    pub json: bool,
}

/// What to check.
#[derive(Args, Clone, Debug)]
pub struct CheckArgs {
    /// Folders of packs; none means the built-in pack and all that are configured.
    #[arg(value_name = "DIR")]
    pub folders: Vec<PathBuf>,
    /// Measure the diagnosis instead, with a file of errors of which a person said what they are.
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// Measure every third error apart and tell only its shares: it is not for tuning.
    #[arg(long, requires = "errors")]
    pub hold_back: bool,
    /// Print a JSON object.
    #[arg(long)]
    pub json: bool,
}

/// What the doctor does, and how to tell.
#[derive(Args, Clone, Debug)]
pub struct DoctorArgs {
    /// Set a damaged store aside, and go on with the newest backup and what the store still holds.
    #[arg(long)]
    pub restore: bool,
    /// Print a JSON object.
    #[arg(long)]
    pub json: bool,
}
