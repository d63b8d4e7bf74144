//! What the command line and the environment decide about the dashboard.

use std::env;

use super::{
    answer::{Answer, Exit},
    args::{Color, Global},
    context::{Context, color},
    failure::{CliError, Failure},
    finish::tell,
    text::Text,
};
use crate::tui::{self, Options};

/// Runs the dashboard until it ends.
pub(super) fn answer(global: &Global) -> Result<Answer, Failure> {
    tui::terminal::check().map_err(CliError::from)?;
    let context = Context::new(global)?;
    let colourless = match color(global)? {
        Color::Always => false,
        Color::Never => true,
        Color::Auto => env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
    };
    let options = Options {
        faults: context.config_faults.iter().map(ToString::to_string).collect(),
        paths: context.paths,
        config: context.config,
        packs: context.named,
        colourless,
    };
    let ended = tui::run(options, tell)?;
    let answer = Answer::new(Text::default()).with_notes(ended.last_words);
    Ok(Answer { exit: Exit::Code(ended.exit_code), ..answer })
}
