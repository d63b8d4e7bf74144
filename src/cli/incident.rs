//! `casebook incident`

mod attach;
mod change;
mod close;
mod comment;
mod detach;
mod due;
mod edit;
mod export;
mod fix;
mod handover;
mod import;
mod list;
mod next;
mod note;
mod open;
mod purge;
mod record;
mod refusal;
mod reopen;
mod report;
mod show;
mod step;
mod target;
mod view;
mod wait;

pub use self::refusal::Refusal;
use super::{
    answer::Answer,
    args::IncidentCommand,
    context::Context,
    failure::{CliError, Failure},
    text::Look,
};
use crate::{
    incident::{Incident, IncidentId, Summary},
    pack::Packs,
    store::{Lookup, Store},
};

/// Carries out a command about incidents.
pub(super) fn answer(context: &Context, command: &IncidentCommand) -> Result<Answer, Failure> {
    match command {
        IncidentCommand::Open(args) => with_packs(context, args, open::answer),
        IncidentCommand::List(args) => list::answer(context, args),
        IncidentCommand::Show(args) => with_packs(context, args, show::answer),
        IncidentCommand::Step(args) => with_packs(context, args, step::answer),
        IncidentCommand::Wait(args) => with_packs(context, args, wait::answer),
        IncidentCommand::Fix(args) => with_packs(context, args, fix::answer),
        IncidentCommand::Comment(args) => with_packs(context, args, comment::answer),
        IncidentCommand::Edit(args) => with_packs(context, args, edit::answer),
        IncidentCommand::Attach(args) => with_packs(context, args, attach::answer),
        IncidentCommand::Detach(args) => with_packs(context, args, detach::answer),
        IncidentCommand::Close(args) => with_packs(context, args, close::answer),
        IncidentCommand::Reopen(args) => with_packs(context, args, reopen::answer),
        IncidentCommand::Note(args) => with_packs(context, args, note::answer),
        // It stands in prompts and scheduled tasks: fast, and silent about packs.
        IncidentCommand::Due(args) => due::answer(context, args),
        IncidentCommand::Handover(args) => with_packs(context, args, handover::answer),
        IncidentCommand::Export(args) => export::answer(context, args),
        IncidentCommand::Import(args) => import::answer(context, args),
        IncidentCommand::Purge(args) => purge::answer(context, args),
    }
}

fn with_packs<Args>(
    context: &Context,
    args: &Args,
    answer: fn(&Context, &Packs, &Args, Look) -> Result<Answer, Failure>,
) -> Result<Answer, Failure> {
    context.with_packs(|packs, look| answer(context, packs, args, look))
}

/// Every incident as the list knows it, without a look at its events.
fn summaries(context: &Context) -> Result<Vec<Summary>, Failure> {
    let store = context.store_to_read()?;
    Ok(store.map(|store| store.incidents()).transpose()?.unwrap_or_default())
}

/// The incident that an id or its beginning stands for.
fn find(store: Option<&Store>, typed: &str) -> Result<Incident, Failure> {
    let id = find_id(store, typed)?;
    let incident = store.map(|store| store.incident(&id)).transpose()?.flatten();
    Ok(incident.ok_or_else(|| unknown(typed, &[id]))?)
}

/// The id that is meant, or begins like this.
fn find_id(store: Option<&Store>, typed: &str) -> Result<IncidentId, Failure> {
    let Some(store) = store else { return Err(unknown(typed, &[]).into()) };
    match store.find(typed)? {
        Lookup::Found(id) => Ok(id),
        Lookup::Unknown(nearest) => Err(unknown(typed, &nearest).into()),
        Lookup::TooShort => Err(CliError::ShortIncident(typed.to_owned()).into()),
        Lookup::Ambiguous(candidates) => Err(CliError::AmbiguousIncident {
            typed: typed.to_owned(),
            candidates: candidates.iter().map(ToString::to_string).collect(),
        }
        .into()),
    }
}

fn unknown(typed: &str, nearest: &[IncidentId]) -> CliError {
    let nearest = super::nearest::nearest(nearest.iter().map(IncidentId::as_str), typed);
    CliError::NoSuchIncident { typed: typed.to_owned(), nearest }
}
