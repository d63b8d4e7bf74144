//! What must not be overlooked: unsaved work, a store that cannot be read, faults of packs and settings.

use super::App;
use crate::tui::{
    action::Action,
    keymap::Context,
    text::{Line, Role},
    wrap::wrap_within,
};

/// Longest banner, in lines.
const LINES: usize = 3;

impl App {
    /// The lines under the header; none while all is well.
    pub fn banner(&self) -> Vec<Line> {
        let width = usize::from(self.size.0).saturating_sub(2).max(1);
        let text = match (&self.work.unsaved, &self.work.unread) {
            (Some(error), _) => {
                let count = self.work.pending().len();
                vec![Role::Bad.piece(format!("NOT SAVED ({count}): {error}")).strong()]
            }
            (None, Some(error)) => vec![Role::Bad.piece(format!("STORE: {error}")).strong()],
            (None, None) if self.faults.is_empty() => return Vec::new(),
            (None, None) => vec![Role::Warning.piece(self.faults_in_short())],
        };
        wrap_within(&text, width, LINES, self.glyphs.ellipsis)
    }

    /// How many there are, the key that shows all, and the first, named by its file alone.
    fn faults_in_short(&self) -> String {
        let key = self.keymap.key(Context::List, Action::Faults);
        let key = key.map(|key| format!("; {key} shows all")).unwrap_or_default();
        let first = self.faults.first().map(String::as_str).unwrap_or_default();
        let first = first.lines().next().unwrap_or_default();
        let (place, rest) = first.split_once(": ").unwrap_or(("", first));
        let place = place.rsplit(['/', '\\']).next().unwrap_or_default();
        match self.faults.len() {
            1 => format!("1 fault{key}: {place}: {rest}"),
            count => format!("{count} faults{key}: {place}: {rest}"),
        }
    }

    /// Everything the banner is about, in full.
    pub(super) fn troubles(&self) -> impl Iterator<Item = &String> {
        self.work.unsaved.iter().chain(&self.work.unread).chain(&self.faults)
    }
}
