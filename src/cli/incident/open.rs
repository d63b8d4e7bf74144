//! `casebook incident open`

use jiff::Timestamp;

use super::{record, view};
use crate::{
    clean::clean_line,
    cli::{answer::Answer, args::OpenArgs, context::Context, failure::Failure, show, text::Look},
    incident::{Act, Incident},
    issue::Issue,
    pack::Packs,
    store::Scribe,
};

/// Opens an incident with all its issues in one transaction.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &OpenArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let issues: Vec<_> =
        args.issues.iter().map(|typed| show::find(packs, typed)).collect::<Result<_, _>>()?;
    let id = Scribe::new_incident();
    let events = record::events(&context.config, &id, Timestamp::now(), acts(packs, args, issues));
    let (mut store, not_backed_up) = context.store_to_write()?;
    let incident = Incident::from_events(id, store.append(events)?);
    Ok(view::answer(&incident, packs, args.json, look)?.with_notes(not_backed_up))
}

fn acts(packs: &Packs, args: &OpenArgs, issues: Vec<&Issue>) -> Vec<Act> {
    let typed = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default();
        clean_line(text.trim()).into_owned()
    };
    let mut acts = vec![Act::Opened { ticket: typed(&args.ticket), client: typed(&args.client) }];
    for issue in issues {
        let act = Act::attach_from(packs, issue);
        if !acts.contains(&act) {
            acts.push(act);
        }
    }
    acts
}
