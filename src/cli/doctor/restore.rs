//! `casebook doctor --restore`

use std::path::PathBuf;

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    cli::{
        answer::Answer,
        check::counted,
        context::Context,
        failure::Failure,
        text::{Look, PLAIN, Text},
    },
    store::{self, Restored, Store},
};

/// What a restoration came to.
#[derive(Debug, Serialize)]
struct RestoreView {
    /// Whether there was anything to do.
    restored: bool,
    set_aside: Option<PathBuf>,
    backup: Option<PathBuf>,
    /// Events that were still read from the damaged store.
    salvaged: usize,
    /// Incidents that the store has now.
    incidents: usize,
}

/// Sets a damaged store aside and goes on with the newest backup.
pub(super) fn answer(context: &Context, json: bool) -> Result<Answer, Failure> {
    let path = &context.paths.store_file;
    context.paths.create_data_dir()?;
    let outcome = store::restore(path, Timestamp::now())?;
    let incidents = Store::open(path)?.incidents()?.len();
    let restored = outcome.is_some();
    let Restored { set_aside, backup, salvaged } = outcome.unwrap_or_default();
    let view = RestoreView { restored, set_aside, backup, salvaged, incidents };
    let text = if json { Text::json(&view)? } else { print(&view, context.look) };
    Ok(Answer::new(text))
}

fn print(view: &RestoreView, look: Look) -> Text {
    let mut text = Text::new(look);
    let mut line = |told: String| _ = text.piece(PLAIN, &told).end();
    if !view.restored {
        line("the store is sound: nothing was changed".to_owned());
        return text;
    }
    if let Some(path) = &view.set_aside {
        line(format!("the damaged store is now {}", path.display()));
    }
    line(match &view.backup {
        Some(path) => format!("its place took the backup {}", path.display()),
        None => "there is no backup: a new store took its place".to_owned(),
    });
    if view.set_aside.is_some() {
        let events = counted(view.salvaged, "later event");
        line(format!("{events} came from the damaged store"));
    }
    line(format!("the store has {}", counted(view.incidents, "incident")));
    text
}
