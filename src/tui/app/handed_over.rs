//! Going on with an incident that another technician has handed over.

use super::App;
use crate::{
    handover,
    incident::{Event, Incident, IncidentId, Summary},
    tui::{
        message::{Effect, Notice},
        overlay::{Choice, Entry, Menu, Overlay},
        raw::Raw,
        work::{Awaited, Purpose},
    },
};

impl App {
    /// A text from outside: an incident that is handed over, or an error to diagnose.
    pub(super) fn take_text(&mut self, raw: Raw) -> Vec<Effect> {
        match handover::find_in(raw.text()) {
            None => self.diagnose(raw),
            Some(Ok(events)) => {
                self.ask_to_go_on(events, raw);
                Vec::new()
            }
            Some(Err(error)) => {
                let mut effects = self.diagnose(raw);
                effects.extend(self.tell(Notice::bad(format!("Nothing to go on with: {error}."))));
                effects
            }
        }
    }

    fn ask_to_go_on(&mut self, events: Vec<Event>, raw: Raw) {
        let Some(id) = events.first().map(|event| event.incident.clone()) else { return };
        let incident = Incident::from_events(id, events.iter().cloned());
        let progress = Summary::of(&incident)
            .filter(|summary| summary.total > 0)
            .map(|summary| format!(" ({} of {} steps settled)", summary.settled, summary.total));
        let label = format!("Continue {} here{}", incident.label(), progress.unwrap_or_default());
        let answers = vec![
            Entry::new(label, "", Choice::Continue(events)),
            Entry::new("Diagnose the text", "", Choice::Diagnose(raw)),
        ];
        self.lay_over(Overlay::Menu(Menu::question("The text hands over an incident", answers)));
    }

    /// Takes the incident over: as a new one, or what is new of one that is known here.
    pub(super) fn go_on_with(&mut self, events: Vec<Event>) -> Vec<Effect> {
        let Some(id) = events.first().map(|event| event.incident.clone()) else {
            return Vec::new();
        };
        if self.work.open().map(Incident::id) == Some(&id) {
            return self.take_in(events);
        }
        if self.work.list.iter().any(|summary| summary.id == id) {
            let purpose = Purpose::Continue(events);
            self.work.awaited = Some(Awaited { id: id.clone(), purpose });
            return vec![Effect::Watch(Some(id))];
        }
        vec![Effect::Import(events)]
    }

    /// Takes what is new into the open incident.
    pub(super) fn take_in(&mut self, events: Vec<Event>) -> Vec<Effect> {
        let Some(open) = self.work.open() else { return Vec::new() };
        let news = handover::news(open, events);
        if !news.is_empty() {
            return vec![Effect::Import(news)];
        }
        let said = Notice::plain(format!("{} is here already, with all of it.", open.label()));
        self.show_work(None);
        self.tell(said)
    }

    /// The events of other machines are on their way to the store: their incident is shown.
    pub(super) fn go_on_with_imported(&mut self, opened: Option<IncidentId>) -> Vec<Effect> {
        self.show_work(None);
        let label = self.work.open().map(Incident::label).unwrap_or_default();
        let mut effects = self.tell_underway(Notice::good(format!("{label} goes on here.")));
        effects.extend(opened.map(|id| Effect::Watch(Some(id))));
        effects
    }
}
