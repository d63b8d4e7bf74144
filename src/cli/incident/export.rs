//! `casebook incident export`

use super::find_id;
use crate::{
    cli::{answer::Answer, args::ExportArgs, context::Context, failure::Failure, text::Text},
    incident::IncidentId,
};

/// Events as they are stored, one a line; all of them where no incident is named.
pub(super) fn answer(context: &Context, args: &ExportArgs) -> Result<Answer, Failure> {
    let store = context.store_to_read()?;
    let ids: Vec<IncidentId> = args
        .incidents
        .iter()
        .map(|typed| find_id(store.as_ref(), typed))
        .collect::<Result<_, _>>()?;
    let lines = store.map(|store| store.export(&ids)).transpose()?.unwrap_or_default();
    let none = lines.is_empty().then(|| "there is no incident yet".to_owned());
    let printed = if args.json { array(&lines) } else { each_ended(&lines) };
    Ok(Answer::new(Text::own(printed)).with_notes(none))
}

/// Nothing in the lines needs cleaning: they are JSON in ASCII.
fn each_ended(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

fn array(lines: &[String]) -> String {
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}
