//! State of the Diagnose screen: the last diagnosis, what is selected in it, and the text that it is about.

mod alike;
mod task;
pub mod text;

use std::sync::Arc;

use self::text::TextPane;
pub use self::{
    alike::{Cluster, clusters},
    task::{Answer, Known, Task},
};
use super::{document::Document, library::Library, raw::Raw};
use crate::{
    diagnose::{Group, Match, Shown},
    incident::{Diagnosed, IncidentId},
    issue::IssueId,
    redact::{Class, Classes, Options, redact},
};

/// State of the Diagnose screen.
#[derive(Clone, Debug, Default)]
pub struct DiagnosisScreen {
    /// Whether the keys go to the text instead of the list.
    pub reading: bool,
    /// The text.
    pub text: TextPane,
    /// What it may be and what was extracted, laid out.
    pub document: Document<Place>,
    /// First line of that which is shown.
    pub offset: usize,
    /// What the next copy hides.
    pub hidden: Classes,
    /// Number of the newest order.
    asked: u64,
    /// What is going on.
    waiting: Option<Waiting>,
    last: Option<Box<Answer>>,
    /// The same with what the next copy does not hide.
    bared: Option<Box<Answer>>,
    selected: Option<Place>,
    /// Whether an incident has it.
    is_kept: bool,
}

/// Where a match stands in a diagnosis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Number of the error, from 0.
    pub group: usize,
    /// Rank of the match, from 0.
    pub rank: usize,
}

/// What the screen waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// The clipboard's text.
    Clipboard,
    /// What a text tells.
    Diagnosis,
}

/// How many values of a class, in words.
pub fn counted(class: Class, count: usize) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {class}{ending}")
}

impl DiagnosisScreen {
    /// The order to diagnose a text; what is known of another one goes once the answer is here.
    pub fn ask(&mut self, raw: Raw, incident: Known, library: Arc<Library>) -> Task {
        self.asked += 1;
        self.waiting = Some(Waiting::Diagnosis);
        self.hide_all();
        self.task(raw, incident, library)
    }

    fn task(&self, raw: Raw, incident: Known, library: Arc<Library>) -> Task {
        Task { number: self.asked, raw, hidden: self.hidden, incident, library }
    }

    /// Waits for the clipboard.
    pub fn wait_for_clipboard(&mut self) {
        self.waiting = Some(Waiting::Clipboard);
    }

    /// The clipboard has answered.
    pub fn stop_waiting(&mut self) {
        self.waiting = None;
    }

    /// What the screen waits for.
    pub fn waiting(&self) -> Option<Waiting> {
        self.waiting
    }

    /// The last diagnosis.
    pub fn shown(&self) -> Option<&Shown> {
        self.last.as_ref().map(|last| &last.shown)
    }

    /// Takes in an answer; one that a newer order has overtaken is left out.
    pub fn take(&mut self, diagnosed: Box<Answer>) {
        if diagnosed.number != self.asked {
            return;
        }
        if diagnosed.hidden != Classes::ALL {
            self.bared = Some(diagnosed);
            return;
        }
        self.waiting = None;
        let before = self.selected_match().map(|found| found.issue.clone());
        let is_same = self.last.as_ref().is_some_and(|last| last.raw == diagnosed.raw);
        self.is_kept &= is_same;
        self.last = Some(diagnosed);
        let kept = before.filter(|_| is_same).and_then(|issue| self.place_of(&issue));
        self.selected = kept.or_else(|| self.surest());
        if !is_same {
            self.offset = 0;
        }
        self.show_evidence();
    }

    /// Where the selected match stands.
    pub fn selected_place(&self) -> Option<Place> {
        self.selected
    }

    /// The selected match.
    pub fn selected_match(&self) -> Option<&Match> {
        self.selected.and_then(|place| self.at(place)).map(|(_, found)| found)
    }

    /// The error that the selection belongs to, else the first.
    pub fn selected_group(&self) -> Option<&Group> {
        let group = self.selected.map_or(0, |place| place.group);
        self.shown()?.diagnosis.groups.get(group)
    }

    /// Whether the tokens of the last diagnosis are those of an incident.
    pub fn is_within(&self, incident: &IncidentId) -> bool {
        self.last.as_ref().is_some_and(|last| last.incident.as_ref() == Some(incident))
    }

    /// What an incident keeps of it, `None` for a new one, if it is of one of its issues and none has it yet.
    pub fn keep(
        &mut self,
        incident: Option<&IncidentId>,
        issue: &IssueId,
        client: &str,
    ) -> Option<Diagnosed> {
        let selected = self.selected_match().filter(|found| found.issue == *issue);
        let place = selected.and(self.selected).or_else(|| self.place_of(issue))?;
        let (group, found) = self.at(place).filter(|_| !self.is_kept)?;
        let last = self.last.as_ref()?;
        let mut tokens = last.tokens.clone();
        let mut kept = Diagnosed::of(&last.shown, group, found, &tokens);
        if last.incident.as_ref() != incident {
            tokens = last.tokens.anew();
            kept = kept.taken_over(&mut tokens, &last.tokens);
        }
        // Who the client is may only be known now.
        let options = Options { classes: Classes::ALL, client: Some(client.to_owned()) };
        for text in [&mut kept.excerpt, &mut kept.reason] {
            *text = redact(text, &mut tokens, &options).text;
        }
        self.is_kept = true;
        Some(kept)
    }

    /// Selects a match and shows what speaks for it.
    pub fn select(&mut self, place: Place) {
        if self.selected != Some(place) {
            self.selected = Some(place);
            self.show_evidence();
        }
    }

    /// Moves by so many matches; at an end the rest of the pane scrolls by.
    pub fn step(&mut self, by: isize, height: usize) {
        let at = self.selected.and_then(|place| self.document.place(&place)).unwrap_or(0);
        let last = self.document.items().count().saturating_sub(1);
        let to = at.saturating_add_signed(by).min(last);
        match self.document.item(to).copied() {
            Some(place) if to != at => {
                self.select(place);
                self.reveal(place, height);
            }
            _ => self.scroll(by, height),
        }
    }

    /// Scrolls by so many lines, without moving the selection.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.offset = self.offset.saturating_add_signed(by).min(self.document.last_offset(height));
    }

    /// Brings the offset back into a pane of that height.
    pub fn settle(&mut self, height: usize) {
        self.offset = self.offset.min(self.document.last_offset(height));
    }

    /// The raw text, for the next copy to hide less of it.
    pub fn bare(
        &mut self,
        hidden: Classes,
        incident: Known,
        library: Arc<Library>,
    ) -> Option<Task> {
        self.hidden = hidden;
        self.bared = None;
        let raw = self.last.as_ref()?.raw.clone();
        (hidden != Classes::ALL).then(|| self.task(raw, incident, library))
    }

    /// Everything is hidden again.
    pub fn hide_all(&mut self) {
        self.hidden = Classes::ALL;
        self.bared = None;
    }

    /// What the next copy takes from; none while that is not known.
    pub fn for_copy(&self) -> Option<&Shown> {
        if self.hidden == Classes::ALL {
            return self.shown();
        }
        self.bared.as_ref().filter(|bared| bared.hidden == self.hidden).map(|bared| &bared.shown)
    }

    /// The raw text of the last diagnosis.
    pub fn raw(&self) -> Option<&Raw> {
        self.last.as_ref().map(|last| &last.raw)
    }

    fn at(&self, place: Place) -> Option<(&Group, &Match)> {
        let group = self.shown()?.diagnosis.groups.get(place.group)?;
        Some((group, group.matches.get(place.rank)?))
    }

    fn places(&self) -> impl Iterator<Item = (Place, &Match)> {
        let groups = self.shown().map(|shown| shown.diagnosis.groups.as_slice());
        let groups = groups.unwrap_or_default().iter().enumerate();
        groups.flat_map(|(group, found)| {
            let matches = found.matches.iter().enumerate();
            matches.map(move |(rank, found)| (Place { group, rank }, found))
        })
    }

    fn place_of(&self, issue: &IssueId) -> Option<Place> {
        self.places().find(|(_, found)| found.issue == *issue).map(|(place, _)| place)
    }

    /// The first of those that one can be most sure of.
    fn surest(&self) -> Option<Place> {
        let sure = self.places().map(|(_, found)| found.confidence).max()?;
        self.places().find(|(_, found)| found.confidence == sure).map(|(place, _)| place)
    }

    /// Highlights what speaks for the selected match, and scrolls to the best of it.
    fn show_evidence(&mut self) {
        let Some(last) = &self.last else { return };
        let shown = &last.shown;
        let evidence = self.selected_match().map(|found| found.evidence.as_slice());
        let evidence = evidence.unwrap_or_default().iter();
        let evidence: Vec<_> = evidence.map(|one| shown.range(one.range.clone())).collect();
        let start = self.selected_group().map_or(0, |group| shown.range(group.range.clone()).start);
        self.text.show(last.number, shown.text(), &evidence, start);
    }

    fn reveal(&mut self, place: Place, height: usize) {
        let top = self.document.place(&place) == Some(0);
        self.offset = self.document.reveal(&place, if top { 0 } else { self.offset }, height);
    }
}
