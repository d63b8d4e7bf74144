//! The note of the open incident, over the whole screen.

use jiff::Timestamp;

use super::App;
use crate::{
    clipboard::Origin,
    incident::IncidentId,
    note::{Audience, Note},
    tui::{
        action::Action,
        message::Effect,
        overlay::{Overlay, Pager, PagerKind},
        text::{Line, Role},
        wrap::wrap,
    },
};

/// Stands for the last line of an internal note, which fills a screen and tells people nothing.
const HANDOVER: &str =
    "casebook:1 … (hands the incident over where the note is pasted; a copy has all of it)";

/// A note that is shown, and what it was made of.
#[derive(Clone, Debug)]
pub(super) struct Noted {
    source: (IncidentId, usize, Timestamp, Audience),
    note: Note,
    text: String,
}

impl App {
    /// The first time it shows the note, the second time it copies it.
    pub(super) fn show_or_copy_note(&mut self) -> Vec<Effect> {
        if self.noted_audience().is_none() {
            return self.open_pager(PagerKind::Note(Audience::default()));
        }
        let text = self.note.as_ref().map(|noted| noted.text.clone());
        text.map_or_else(Vec::new, |text| self.copy(text, Origin::Incident))
    }

    /// Whether there is an incident to make a note of; among the incidents, whether it is the selected one.
    pub(super) fn can_note(&self) -> Result<(), String> {
        let Some(open) = self.work.open() else {
            let key = self.key_name(Action::Incidents);
            return Err(format!("A note is made of an incident: {key} shows them, open one."));
        };
        self.is_selected(open)
    }

    /// Makes the note anew where what it tells of has changed.
    pub(super) fn refresh_note(&mut self) {
        let open = self.noted_audience().zip(self.work.open());
        let Some((audience, open)) = open else {
            self.note = None;
            return;
        };
        let source = (open.id().clone(), open.events().len(), self.clock.now, audience);
        if self.note.as_ref().is_none_or(|noted| noted.source != source) {
            let note = Note::new(open, &self.library.packs, &self.clock, audience);
            self.note = Some(Noted { source, text: note.to_text(), note });
        }
    }

    /// The lines of the note, wrapped; lists hang.
    pub(super) fn note_lines(&self, width: usize) -> Vec<Line> {
        let Some(Noted { note, text, .. }) = &self.note else { return Vec::new() };
        let is_title = |line: &str| {
            let title = line.strip_suffix(':');
            title.is_some_and(|title| {
                note.sections.iter().any(|section| section.title.as_deref() == Some(title))
            })
        };
        let lines = text.lines().flat_map(|line| {
            if Some(line) == note.handover.as_deref() {
                return wrap(&[Role::Dim.piece(HANDOVER)], width);
            }
            let (role, margin) = match line {
                _ if line == note.heading => (Role::Title, 0),
                _ if is_title(line) => (Role::Heading, 0),
                _ if line.starts_with("> ") => (Role::Dim, 2),
                _ => (
                    Role::Text,
                    if line.starts_with("- ") || line.starts_with("  ") { 2 } else { 0 },
                ),
            };
            hanging(line, role, margin, width)
        });
        lines.collect()
    }

    fn noted_audience(&self) -> Option<Audience> {
        match &self.overlay {
            Some(Overlay::Pager(Pager { kind: PagerKind::Note(audience), .. })) => Some(*audience),
            _ => None,
        }
    }
}

/// A line, wrapped with a margin before all but the first.
fn hanging(line: &str, role: Role, margin: usize, width: usize) -> Vec<Line> {
    let margin = margin.min(width.saturating_sub(1));
    let lines = wrap(&[role.piece(line)], width - margin);
    let blank = Role::Text.piece(" ".repeat(margin));
    let indented = |(number, mut line): (usize, Line)| {
        if number > 0 && margin > 0 {
            line.insert(0, blank.clone());
        }
        line
    };
    lines.into_iter().enumerate().map(indented).collect()
}
