//! What can be typed to be told about incidents.

use clap::{Args, ValueEnum};

use crate::cli::args::Format;

/// Which incidents to list.
#[derive(Args, Clone, Debug)]
pub struct IncidentListArgs {
    /// Only those in that state; several with commas.
    #[arg(long = "state", value_name = "STATE", value_delimiter = ',')]
    pub states: Vec<StateFilter>,
    /// Only those of that client, in any case.
    #[arg(long, value_name = "CLIENT")]
    pub client: Option<String>,
    /// Print a JSON array.
    #[arg(long)]
    pub json: bool,
}

/// State of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StateFilter {
    /// Somebody works on it.
    Open,
    /// A wait runs.
    Waiting,
    /// A wait runs and asks for something.
    Due,
    /// It was closed.
    Resolved,
}

/// A note to print.
#[derive(Args, Clone, Debug)]
pub struct NoteArgs {
    /// Id of the incident, or its first three characters or more.
    #[arg(value_name = "ID")]
    pub incident: String,
    /// Who reads it.
    #[arg(long = "for", value_name = "WHOM", default_value = "internal")]
    pub audience: Reader,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
    /// The same as --format json.
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Copy it to the clipboard instead of printing it.
    #[arg(long)]
    pub copy: bool,
}

/// Who reads a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Reader {
    /// The client: what was wrong and what was done.
    Client,
    /// Colleagues: everything, with a line from which their casebook goes on.
    Internal,
    /// Support of Microsoft or Rewst: what they ask for, without names.
    Vendor,
}

/// Which waits to tell.
#[derive(Args, Clone, Debug)]
pub struct DueArgs {
    /// Also those that are not due yet.
    #[arg(long)]
    pub all: bool,
    /// Print a JSON array.
    #[arg(long)]
    pub json: bool,
}

/// How to hand over.
#[derive(Args, Clone, Debug)]
pub struct HandoverArgs {
    /// Print a JSON array.
    #[arg(long)]
    pub json: bool,
}
