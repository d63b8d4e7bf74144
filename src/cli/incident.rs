//! `casebook incident`

mod export;
mod import;
mod list;
mod note;
mod open;
mod purge;
mod record;
mod show;
mod step;
mod view;

use super::{
    answer::Answer,
    args::IncidentCommand,
    context::Context,
    failure::{CliError, Failure},
    text::Look,
};
use crate::{
    incident::{Incident, IncidentId},
    pack::Packs,
    store::{Lookup, Store},
};

/// Carries out a command about incidents.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    command: &IncidentCommand,
    look: Look,
) -> Result<Answer, Failure> {
    match command {
        IncidentCommand::Open(args) => open::answer(context, packs, args, look),
        IncidentCommand::List(args) => list::answer(context, packs, args, look),
        IncidentCommand::Show(args) => show::answer(context, packs, args, look),
        IncidentCommand::Note(args) => note::answer(context, packs, args, look),
        IncidentCommand::Step(args) => step::answer(context, packs, args, look),
        IncidentCommand::Export(args) => export::answer(context, args),
        IncidentCommand::Import(args) => import::answer(context, args, look),
        IncidentCommand::Purge(args) => purge::answer(context, args, look),
    }
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
