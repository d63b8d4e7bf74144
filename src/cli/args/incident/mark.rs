//! What can be typed about steps and fixes.

use std::time::Duration;

use clap::{Args, ValueEnum};

use super::IncidentArgs;
use crate::cli::usage::length_of_time;

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
    #[arg(long = "min", value_name = "D", value_parser = length_of_time, allow_hyphen_values = true)]
    pub earliest: Option<Duration>,
    /// Waited long enough after that long from now.
    #[arg(long = "max", value_name = "D", value_parser = length_of_time, allow_hyphen_values = true)]
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
