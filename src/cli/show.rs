//! `casebook show`

use super::{
    answer::Answer,
    args::{Format, ShowArgs},
    context::Context,
    copy,
    failure::{CliError, Failure},
    nearest::nearest,
    text::{Look, Text},
};
use crate::{
    clipboard::Origin,
    export::{issue_as_json, issue_as_markdown, issue_as_text},
    issue::Issue,
    pack::Packs,
};

/// An issue as a whole, printed or copied.
pub(super) fn answer(
    context: &Context,
    packs: &Packs,
    args: &ShowArgs,
    look: Look,
) -> Result<Answer, Failure> {
    let issue = find(packs, &args.issue)?;
    if args.copy {
        return copy::answer(context, &document(packs, issue, args.format)?, Origin::Pack);
    }
    if args.format == Format::Json {
        return Ok(Answer::new(Text::json(issue)?));
    }
    let mut text = Text::new(look);
    text.lines(&document(packs, issue, args.format)?);
    Ok(Answer::new(text))
}

/// The issue of that id; case does not count.
pub(super) fn find<'p>(packs: &'p Packs, typed: &str) -> Result<&'p Issue, CliError> {
    let id = typed.trim().to_lowercase().parse().ok();
    id.and_then(|id| packs.issue(&id)).ok_or_else(|| CliError::NoSuchIssue {
        typed: typed.to_owned(),
        nearest: nearest(packs.issues().iter().map(|issue| issue.id.as_str()), typed),
    })
}

fn document(packs: &Packs, issue: &Issue, format: Format) -> serde_json::Result<String> {
    match format {
        Format::Text => Ok(issue_as_text(issue, packs)),
        Format::Markdown => Ok(issue_as_markdown(issue, packs)),
        Format::Json => issue_as_json(issue),
    }
}
