//! `casebook incident list`

use super::view::{IncidentView, local};
use crate::{
    cli::{
        answer::Answer,
        args::ListArgs,
        context::Context,
        failure::Failure,
        table::Table,
        text::{BOLD, DIM, Look, PLAIN, Text},
    },
    incident::Incident,
    pack::Packs,
};

/// Every incident, the one with the latest change first.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &ListArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let incidents = incidents(context)?;
    let views: Vec<_> =
        incidents.iter().map(|incident| IncidentView::of(incident, packs)).collect();
    if args.json {
        return Ok(Answer::new(Text::json(&views)?));
    }
    let mut text = Text::new(look);
    table(&views).print(&mut text);
    let none = views.is_empty().then(|| "there is no incident yet".to_owned());
    Ok(Answer::new(text).with_notes(none))
}

fn incidents(context: &Context) -> Result<Vec<Incident>, Failure> {
    let Some(store) = context.store_to_read()? else { return Ok(Vec::new()) };
    let mut incidents = Vec::new();
    for summary in store.incidents()? {
        incidents.extend(store.incident(&summary.id)?);
    }
    Ok(incidents)
}

fn table(views: &[IncidentView<'_>]) -> Table {
    let mut table = Table::default();
    for view in views {
        let issues: Vec<_> = view.issues.iter().map(|issue| issue.id.as_str()).collect();
        table.row([
            (BOLD, view.id.to_string()),
            (PLAIN, view.state.to_owned()),
            (PLAIN, view.progress()),
            (DIM, local(view.updated_at)),
            (PLAIN, view.ticket.to_owned()),
            (PLAIN, view.client.to_owned()),
            (DIM, issues.join(", ")),
        ]);
    }
    table
}
