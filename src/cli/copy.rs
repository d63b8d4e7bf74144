//! Copying instead of printing.

use super::{
    answer::Answer,
    context::Context,
    failure::{CliError, Failure},
    text::{PLAIN, Text},
};
use crate::clipboard::{Clipboard, Env, How, Origin};

/// Copies a text and tells what became of it.
pub(super) fn answer(context: &Context, text: &str, origin: Origin) -> Result<Answer, Failure> {
    let clipboard = Clipboard::new(
        &Env::from_process(),
        &context.config.clipboard,
        context.paths.copies_dir.clone(),
    );
    let copied = clipboard.copy(text, origin);
    let message = copied.report.message();
    if copied.report.is_lost() {
        return Err(CliError::NotCopied(message).into());
    }
    let mut told = Text::new(context.look);
    told.piece(PLAIN, &message);
    if let (How::Unconfirmed { .. }, Some(file)) = (&copied.report.how, copied.report.saved()) {
        told.piece(PLAIN, &format!(" If paste is empty, the text is in {}.", file.display()));
    }
    told.end();
    Ok(Answer { to_terminal: copied.to_terminal, ..Answer::new(told) })
}
