//! `casebook incident purge`

use std::path::Path;

use serde::Serialize;

use super::{find_id, unknown};
use crate::{
    cli::{
        answer::Answer,
        args::PurgeArgs,
        check::counted,
        context::Context,
        failure::{CliError, Failure},
        finish,
        text::{BAD, BOLD, Look, PLAIN, Text},
    },
    incident::IncidentId,
    store::{Left, Place, PlaceKind, Purge, Store},
};

/// What was removed, and what was not.
#[derive(Debug, Serialize)]
struct PurgeView<'a> {
    incident: &'a IncidentId,
    events: usize,
    removed: Vec<PlaceView<'a>>,
    left: Vec<LeftView<'a>>,
    /// Incidents that followed it and go on alone.
    followers: &'a [IncidentId],
}

#[derive(Debug, Serialize)]
struct PlaceView<'a> {
    kind: PlaceKind,
    path: &'a Path,
    events: usize,
}

#[derive(Debug, Serialize)]
struct LeftView<'a> {
    path: &'a Path,
    reason: &'a str,
}

/// Lists what will go, asks, and removes it for good. Something that stays is the notable answer, and so is a no.
pub(super) fn answer(context: &Context, args: &PurgeArgs) -> Result<Answer, Failure> {
    let look = context.look;
    if !context.has_store() {
        return Err(unknown(&args.incident, &[]).into());
    }
    // Not with the copy of the day, from which the incident would have to be removed again.
    let mut store = Store::open(&context.paths.store_file)?;
    let plan = plan(&store, context, &args.incident)?;
    if !args.yes && !agreed(&plan, look)? {
        return Ok(Answer::new(Text::new(look))
            .with_notes(["nothing was removed".to_owned()])
            .notable(true));
    }
    let left = store.purge(&plan)?;
    let text = if args.json {
        Text::json(&PurgeView::of(&plan, &left))?
    } else {
        print(&plan, &left, look)
    };
    Ok(Answer::new(text).notable(!left.is_empty()))
}

/// An incident that only backups have is named by its whole id.
fn plan(store: &Store, context: &Context, typed: &str) -> Result<Purge, Failure> {
    let plan = |id: &IncidentId| store.plan_purge(id, &context.paths.copies_dir);
    match find_id(Some(store), typed) {
        Ok(id) => Ok(plan(&id)?),
        Err(failure) => {
            let Ok(id) = typed.trim().to_lowercase().parse() else { return Err(failure) };
            let plan = plan(&id)?;
            if plan.is_empty() { Err(failure) } else { Ok(plan) }
        }
    }
}

fn agreed(plan: &Purge, look: Look) -> Result<bool, CliError> {
    let question = format!("remove all of it for good, from {}? [y/N] ", plan.label);
    match finish::ask(&list(plan, look), &question) {
        Some(answer) => answer.map_err(CliError::Input),
        None => Err(CliError::NotPurged(format!(
            "it would remove {} of incident {} ({}) and clear {} beside the store",
            counted(plan.events, "event"),
            plan.incident,
            plan.label,
            counted(plan.places.len(), "file"),
        ))),
    }
}

impl<'a> PurgeView<'a> {
    fn of(plan: &'a Purge, left: &'a [Left]) -> Self {
        let place = |place: &'a Place| PlaceView {
            kind: place.kind,
            path: &place.path,
            events: place.events,
        };
        Self {
            incident: &plan.incident,
            events: plan.events,
            removed: cleared(plan, left).map(place).collect(),
            left: left.iter().map(|Left { path, reason }| LeftView { path, reason }).collect(),
            followers: &plan.followers,
        }
    }
}

fn cleared<'a>(plan: &'a Purge, left: &'a [Left]) -> impl Iterator<Item = &'a Place> {
    plan.places.iter().filter(|place| left.iter().all(|left| left.path != place.path))
}

/// What will be removed.
fn list(plan: &Purge, look: Look) -> Text {
    let mut text = Text::new(look);
    text.piece(BOLD, &format!("{} {}", plan.incident, plan.label)).end();
    text.piece(PLAIN, &format!("  {} in the store", counted(plan.events, "event"))).end();
    rows(plan.places.iter(), &plan.left, &mut text);
    for follower in &plan.followers {
        text.piece(
            PLAIN,
            &format!("  incident {follower} follows it; it stays, and goes on alone"),
        )
        .end();
    }
    text
}

fn print(plan: &Purge, left: &[Left], look: Look) -> Text {
    let mut text = Text::new(look);
    let head = format!("removed {} of incident {}", counted(plan.events, "event"), plan.incident);
    text.piece(PLAIN, &head).end();
    rows(cleared(plan, left), left, &mut text);
    text
}

fn rows<'a>(places: impl Iterator<Item = &'a Place>, left: &[Left], text: &mut Text) {
    for place in places {
        let events = match place.events {
            0 => String::new(),
            events => format!("  {}", counted(events, "event")),
        };
        let row = format!("  {}  {}{events}", place.kind.as_str(), place.path.display());
        text.piece(PLAIN, &row).end();
    }
    for left in left {
        let row = format!("{} ({}): remove it yourself", left.path.display(), left.reason);
        text.piece(BAD, "  stays  ").piece(PLAIN, &row).end();
    }
}
