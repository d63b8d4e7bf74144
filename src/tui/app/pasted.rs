//! What there is to take of a diagnosed text: copies, the look-up of a code, and which customer data a copy keeps.

use super::{App, Screen};
use crate::{
    clipboard::Origin,
    diagnose::{Group, Match, Shown},
    export::draft_issue,
    redact::{Class, Classes},
    tui::{
        diagnosis::counted,
        message::{Effect, Notice},
        overlay::{Choice, Entry, Menu, Overlay},
    },
};

/// What of an error support asks for by itself.
const ASKED_FOR: [&str; 4] = ["correlation id", "trace id", "request id", "time"];

impl App {
    pub(super) fn ask_copy_of_pasted(&mut self) {
        let Some(shown) = self.diagnosis.for_copy() else { return };
        let group = self.diagnosis.selected_place().map_or(0, |place| place.group);
        let group = shown.diagnosis.groups.get(group);
        let found = group.zip(self.diagnosis.selected_place());
        let found = found.and_then(|(group, place)| group.matches.get(place.rank));
        // What the copy keeps may be in any of these texts.
        let is_bare = self.diagnosis.hidden != Classes::ALL;
        let origin = if is_bare { Origin::Bare } else { Origin::Incident };
        let entries = copies(shown, group, found, origin);
        self.lay_over(Overlay::Menu(Menu::question("Copy", entries)));
    }

    /// Orders a draft of an issue, made of the redacted text.
    pub(super) fn save_draft(&mut self) -> Vec<Effect> {
        let shown = self.diagnosis.shown();
        match shown.and_then(|shown| draft_issue(&self.library.packs, shown)) {
            Some(draft) => vec![Effect::SaveDraft(Box::new(draft))],
            None => self
                .tell(Notice::plain("There is no unknown error in the text to make a draft of.")),
        }
    }

    pub(super) fn look_up(&self) -> Vec<Effect> {
        self.look_up_link().map(Effect::Browse).into_iter().collect()
    }

    /// Microsoft's page for a code of the pasted text that no issue explains.
    pub(super) fn look_up_link(&self) -> Option<String> {
        self.diagnosis.shown()?.diagnosis.look_up()
    }

    /// Asks which classes the next copy keeps, the row of one of them selected.
    pub(super) fn ask_redaction(&mut self, selected: Option<Class>) {
        let counts = self.replaced();
        let place = counts.iter().position(|(class, _)| Some(*class) == selected);
        let hidden = self.diagnosis.hidden;
        let entry = |(class, count): &(Class, usize)| {
            let (mark, said) = match hidden.contains(*class) {
                _ if *class == Class::Secret => ("[x]", "always replaced"),
                true => ("[x]", "replaced"),
                false => ("[ ]", "the next copy keeps what it was"),
            };
            let label = format!("{mark} {}", counted(*class, *count));
            Entry::new(label, said, Choice::Hide(*class))
        };
        let entries = counts.iter().map(entry).collect();
        let mut menu = Menu::question("What a copy of the text hides", entries);
        menu.rows.selected = place.unwrap_or(0);
        self.lay_over(Overlay::Menu(menu));
    }

    /// Hides a class of the pasted text in the next copy, or keeps it; secrets are always hidden.
    pub(super) fn turn_class(&mut self, class: Class) -> Vec<Effect> {
        let hidden = self.diagnosis.hidden;
        let hidden =
            if hidden.contains(class) { hidden.without(class) } else { hidden.with(class) };
        let task = self.diagnosis.bare(hidden, self.known(), self.library.clone());
        self.ask_redaction(Some(class));
        task.map(Effect::Diagnose).into_iter().collect()
    }

    /// How many values of each class were replaced in the last text.
    pub(super) fn replaced(&self) -> Vec<(Class, usize)> {
        self.diagnosis.shown().map(Shown::replaced).unwrap_or_default()
    }

    pub(super) fn can_copy_pasted(&self) -> Result<(), String> {
        match (self.diagnosis.shown(), self.diagnosis.for_copy()) {
            (None, _) => Err("Nothing is diagnosed yet: paste an error first.".into()),
            (Some(_), None) => Err("One moment: the text for the copy is not ready yet.".into()),
            (Some(_), Some(_)) => Ok(()),
        }
    }

    pub(super) fn can_turn_classes(&self) -> Result<(), String> {
        match self.screen {
            Screen::Diagnosis if !self.replaced().is_empty() => Ok(()),
            Screen::Diagnosis => Err("Nothing was replaced in this text.".into()),
            Screen::Issues | Screen::Incidents | Screen::Dashboard => {
                Err("This works on the Diagnose screen.".into())
            }
        }
    }
}

fn copies(
    shown: &Shown,
    group: Option<&Group>,
    found: Option<&Match>,
    origin: Origin,
) -> Vec<Entry> {
    let entry = |label: &str, text: &str| entry(label, text, origin);
    let mut entries = vec![entry("redacted text", shown.text())];
    let quotes = found.map(|found| found.evidence.iter().map(|one| shown.quote(one)));
    let quotes: Vec<_> = quotes.into_iter().flatten().collect();
    if !quotes.is_empty() {
        entries.push(entry("evidence", &quotes.join("\n")));
    }
    let facts = group.map(|group| group.extracted.facts()).unwrap_or_default();
    if !facts.is_empty() {
        let lines: Vec<_> = facts.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        entries.push(entry("all for a support ticket", &lines.join("\n")));
    }
    let alone = facts.iter().filter(|(name, _)| ASKED_FOR.contains(name));
    entries.extend(alone.map(|(name, value)| entry(name, value)));
    entries.extend(shown.diagnosis.look_up().map(|url| entry("look-up at Microsoft", &url)));
    entries
}

fn entry(label: &str, text: &str, origin: Origin) -> Entry {
    let lines = text.trim_end().lines().count();
    let detail = if lines > 1 { format!("{lines} lines") } else { beginning(text) };
    let text = text.trim_end().to_owned();
    Entry::new(label, detail, Choice::Copy { text, origin })
}

/// Of a line as much as a menu may show.
fn beginning(text: &str) -> String {
    const LONGEST: usize = 200;
    let text = text.trim();
    crate::clean::clean_line(&text[..crate::tui::text::floor(text, LONGEST)]).into_owned()
}
