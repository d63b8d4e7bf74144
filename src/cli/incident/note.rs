//! `casebook incident note`

use super::{find, view::clock};
use crate::{
    cli::{
        answer::Answer,
        args::{Format, NoteArgs, Reader},
        context::Context,
        copy,
        failure::Failure,
        text::{Look, Text},
    },
    clipboard::Origin,
    note::{Audience, Note},
    pack::Packs,
};

/// The note for the ticket, printed or copied.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &NoteArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let incident = find(context.store_to_read()?.as_ref(), &args.incident)?;
    let note = Note::new(&incident, packs, &clock(), args.audience.into());
    let format = if args.json { Format::Json } else { args.format };
    let document = match format {
        Format::Json if !args.copy => return Ok(Answer::new(Text::json(&note)?)),
        Format::Json => note.to_json()?,
        Format::Markdown => note.to_markdown(),
        Format::Text => note.to_text(),
    };
    if args.copy {
        return copy::answer(context, &document, Origin::Incident);
    }
    let mut text = Text::new(look);
    text.lines(&document);
    Ok(Answer::new(text))
}

impl From<Reader> for Audience {
    fn from(reader: Reader) -> Self {
        match reader {
            Reader::Client => Self::Client,
            Reader::Internal => Self::Internal,
            Reader::Vendor => Self::Vendor,
        }
    }
}
