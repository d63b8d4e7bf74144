//! What can be typed about incidents.

mod mark;
mod tell;

use std::path::PathBuf;

use clap::{Args, Subcommand};

pub use self::{
    mark::{FixArgs, FixMark, StepArgs, StepMark, WaitArgs, Whom},
    tell::{DueArgs, HandoverArgs, IncidentListArgs, NoteArgs, Reader, StateFilter},
};

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
