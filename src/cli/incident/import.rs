//! `casebook incident import`

use serde::Serialize;

use crate::{
    cli::{
        answer::Answer,
        args::ImportArgs,
        check::counted,
        context::Context,
        failure::{CliError, Failure},
        input,
        text::{Look, PLAIN, Text},
    },
    incident::IncidentId,
    store::{Imported, Lines},
};

/// What an import came to.
#[derive(Debug, Serialize)]
struct ImportView<'a> {
    /// Events that the store did not have.
    new_events: usize,
    known_events: usize,
    /// Incidents that have new events.
    incidents: Vec<&'a IncidentId>,
}

/// Stores the events of a file, all of them or none.
pub(super) fn answer(context: &Context, args: &ImportArgs) -> Result<Answer, Failure> {
    let text = input::read_export(&args.file)?;
    let lines = Lines::read(&text).map_err(CliError::WrongLine)?;
    let (mut store, not_backed_up) = context.store_to_write()?;
    let imported = store.import(&lines).map_err(CliError::NotImported)?;
    let text = if args.json { json(&imported)? } else { print(&imported, context.look) };
    Ok(Answer::new(text).with_notes(not_backed_up))
}

fn json(imported: &Imported) -> serde_json::Result<Text> {
    Text::json(&ImportView {
        new_events: imported.new,
        known_events: imported.known,
        incidents: imported.incidents.iter().collect(),
    })
}

fn print(imported: &Imported, look: Look) -> Text {
    let mut text = Text::new(look);
    let new = match imported.new {
        0 => "nothing new".to_owned(),
        new => {
            let incidents = counted(imported.incidents.len(), "incident");
            format!("{} of {incidents}", counted(new, "new event"))
        }
    };
    let known = counted(imported.known, "event");
    text.piece(PLAIN, &format!("{new}; {known} known already")).end();
    for incident in &imported.incidents {
        text.piece(PLAIN, &format!("  {incident}")).end();
    }
    text
}
