//! What can be typed about incidents.

use std::{path::PathBuf, time::Duration};

use clap::{Args, Subcommand, ValueEnum};

use super::Format;
use crate::cli::usage::length_of_time;

/// What to do with incidents.
#[derive(Clone, Debug, Subcommand)]
pub enum IncidentCommand {
    /// Open an incident with one issue or more.
    Open(OpenArgs),
    /// List incidents: what is due first, then the one with the latest change.
    List(IncidentListArgs),
    /// Show an incident, its steps and what else is known of it.
    Show(IncidentArgs),
    /// Mark a step of an incident.
    Step(StepArgs),
    /// Wait for something at a step; on a step that waits already: looked, not yet.
    ///
    /// Without options the wait is as the pack proposes it. Times that are given take the place of both of the pack's, and
    /// of both of a wait that runs, and begin now.
    Wait(WaitArgs),
    /// Record that a fix did not help, or that it may help after all.
    Fix(FixArgs),
    /// Write something down.
    Comment(CommentArgs),
    /// Correct ticket, client or title.
    Edit(EditArgs),
    /// Attach one more issue.
    Attach(AttachArgs),
    /// Rule an issue out; what was done for it stays known.
    ///
    /// `attach` takes it back.
    Detach(DetachArgs),
    /// Close an incident.
    Close(CloseArgs),
    /// Go on with an incident that was closed.
    Reopen(IncidentArgs),
    /// Print the note for the ticket.
    Note(NoteArgs),
    /// Tell which waits are due: exit code 1 and a line each, else 0 and nothing.
    ///
    /// Made for prompts, cron and Task Scheduler: fast, and silent while nothing is due, but on a terminal.
    Due(DueArgs),
    /// Tell of every open incident what was done last, what is next, and when something is due.
    Handover(HandoverArgs),
    /// Print the events of incidents as they are stored, one JSON object a line.
    Export(ExportArgs),
    /// Store the events that another casebook exported; what is there already stays as it is.
    Import(ImportArgs),
    /// Remove an incident for good, also from backups, set-aside stores and copies.
    Purge(PurgeArgs),
}

/// An incident, and how to answer.
#[derive(Args, Clone, Debug)]
pub struct IncidentArgs {
    /// Id of the incident, or its first three characters or more.
    #[arg(value_name = "ID")]
    pub incident: String,
    /// Print a JSON object.
    #[arg(long, display_order = 99)]
    pub json: bool,
}

/// An incident to open.
#[derive(Args, Clone, Debug)]
pub struct OpenArgs {
    /// Ticket, as you call it.
    #[arg(long, value_name = "TICKET")]
    pub ticket: Option<String>,
    /// Client, as you call it.
    #[arg(long, value_name = "CLIENT")]
    pub client: Option<String>,
    /// Issue that the incident is about; may be repeated.
    #[arg(long = "issue", value_name = "ID", required = true, num_args = 1..)]
    pub issues: Vec<String>,
    /// Print a JSON object.
    #[arg(long)]
    pub json: bool,
}

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

/// A step to mark.
#[derive(Args, Clone, Debug)]
pub struct StepArgs {
    /// The incident.
    #[command(flatten)]
    pub of: IncidentArgs,
    /// Id of an issue of the incident.
    #[arg(value_name = "ISSUE")]
    pub issue: String,
    /// Id of a step of the issue.
    #[arg(value_name = "STEP")]
    pub step: String,
    /// Its state from now on.
    #[arg(value_name = "STATE")]
    pub state: StepMark,
    /// Why; a skipped step needs it.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

/// State of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StepMark {
    /// It was done.
    Done,
    /// It was tried and did not work.
    Failed,
    /// It does not apply or is left out.
    Skipped,
    /// Nobody did it yet.
    Todo,
}

/// A step to wait at, and how.
#[derive(Args, Clone, Debug)]
pub struct WaitArgs {
    /// The incident.
    #[command(flatten)]
    pub of: IncidentArgs,
    /// Id of an issue of the incident.
    #[arg(value_name = "ISSUE")]
    pub issue: String,
    /// Id of a step of the issue.
    #[arg(value_name = "STEP")]
    pub step: String,
    /// Not worth a look before that long from now: 90m, 2h, 3d.
    #[arg(long = "min", value_name = "D", value_parser = length_of_time)]
    pub earliest: Option<Duration>,
    /// Waited long enough after that long from now.
    #[arg(long = "max", value_name = "D", value_parser = length_of_time)]
    pub latest: Option<Duration>,
    /// Who is waited for.
    #[arg(long, value_name = "WHOM")]
    pub on: Option<Whom>,
}

/// Who is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Whom {
    /// Microsoft's systems or support.
    Microsoft,
    /// Rewst's systems or support.
    Rewst,
    /// The client.
    Client,
}

/// A fix of which something was found out.
#[derive(Args, Clone, Debug)]
pub struct FixArgs {
    /// The incident.
    #[command(flatten)]
    pub of: IncidentArgs,
    /// Id of an issue of the incident.
    #[arg(value_name = "ISSUE")]
    pub issue: String,
    /// Id of a fix of the issue.
    #[arg(value_name = "FIX")]
    pub fix: String,
    /// Its state from now on.
    #[arg(value_name = "STATE")]
    pub state: FixMark,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

/// State of a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FixMark {
    /// It did not help.
    Failed,
    /// It may help.
    Open,
}

/// Something to write down.
#[derive(Args, Clone, Debug)]
pub struct CommentArgs {
    /// The incident.
    #[command(flatten)]
    pub of: IncidentArgs,
    /// One line or more; - reads them from standard input. Secrets are replaced.
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// The step that it is about.
    #[arg(long, value_name = "ISSUE/STEP")]
    pub step: Option<String>,
}

/// What to correct. An empty text takes one away.
#[derive(Args, Clone, Debug)]
#[group(required = true, multiple = true, args = ["ticket", "client", "title"])]
pub struct EditArgs {
    /// The incident.
    #[command(flatten)]
    pub of: IncidentArgs,
    /// Ticket, as you call it.
    #[arg(long, value_name = "TICKET")]
    pub ticket: Option<String>,
    /// Client, as you call it.
    #[arg(long, value_name = "CLIENT")]
    pub client: Option<String>,
    /// What the incident is about.
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
}

/// An issue to attach.
#[derive(Args, Clone, Debug)]
pub struct AttachArgs {
    /// The incident.
    #[command(flatten)]
    pub of: IncidentArgs,
    /// Id of the issue.
    #[arg(value_name = "ISSUE")]
    pub issue: String,
}

/// An issue to rule out.
#[derive(Args, Clone, Debug)]
pub struct DetachArgs {
    /// The incident.
    #[command(flatten)]
    pub of: IncidentArgs,
    /// Id of the issue.
    #[arg(value_name = "ISSUE")]
    pub issue: String,
    /// Why it is not this issue.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

/// How an incident ended.
#[derive(Args, Clone, Debug)]
pub struct CloseArgs {
    /// The incident.
    #[command(flatten)]
    pub of: IncidentArgs,
    /// What ended it: a fix as FIX or ISSUE/FIX, or other, itself, vendor [default: the only fix that was entered].
    #[arg(long, value_name = "WHAT")]
    pub fixed_by: Option<String>,
    /// More about it; for other, what helped.
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// Close the incidents that follow it as well, each with its own note.
    #[arg(long)]
    pub followers: bool,
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

/// Incidents to export.
#[derive(Args, Clone, Debug)]
pub struct ExportArgs {
    /// Ids of incidents, or their first three characters or more; none means all.
    #[arg(value_name = "ID")]
    pub incidents: Vec<String>,
    /// Print one JSON array instead, which cannot be imported.
    #[arg(long)]
    pub json: bool,
}

/// Events to import.
#[derive(Args, Clone, Debug)]
pub struct ImportArgs {
    /// File that `casebook incident export` printed, or one of events that could not be saved; - is standard input.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print a JSON object.
    #[arg(long)]
    pub json: bool,
}

/// An incident to remove.
#[derive(Args, Clone, Debug)]
pub struct PurgeArgs {
    /// Id of the incident, or its first three characters or more; the whole id where only backups have it.
    #[arg(value_name = "ID")]
    pub incident: String,
    /// Do not ask.
    #[arg(long)]
    pub yes: bool,
    /// Print a JSON object.
    #[arg(long)]
    pub json: bool,
}
