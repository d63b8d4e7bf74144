//! `casebook incident`

mod list;
mod open;
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
        IncidentCommand::Step(args) => step::answer(context, packs, args, look),
    }
}

/// The incident that an id or its beginning stands for.
fn find(store: Option<&Store>, typed: &str) -> Result<Incident, Failure> {
    let unknown = |nearest: Vec<IncidentId>| CliError::NoSuchIncident {
        typed: typed.to_owned(),
        nearest: super::nearest::nearest(nearest.iter().map(IncidentId::as_str), typed),
    };
    let Some(store) = store else { return Err(unknown(Vec::new()).into()) };
    match store.find(typed)? {
        Lookup::Found(id) => Ok(store.incident(&id)?.ok_or_else(|| unknown(vec![id]))?),
        Lookup::Unknown(nearest) => Err(unknown(nearest).into()),
        Lookup::TooShort => Err(CliError::ShortIncident(typed.to_owned()).into()),
        Lookup::Ambiguous(candidates) => Err(CliError::AmbiguousIncident {
            typed: typed.to_owned(),
            candidates: candidates.iter().map(ToString::to_string).collect(),
        }
        .into()),
    }
}
