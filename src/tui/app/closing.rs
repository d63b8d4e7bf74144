//! The end of an incident: what helped, what is still to be taken back, and going on after all.

use super::App;
use crate::{
    export::OwnFix,
    incident::{
        Act, Candidate, Cause, Incident, IncidentId, StepRef, cause_words, followers, step_text,
    },
    note,
    tui::{
        issues::Shown,
        message::{Effect, Notice},
        overlay::{Choice, Entry, Menu, Overlay, Question},
    },
};

impl App {
    /// Asks what ended the open incident, or whether a closed one goes on.
    pub(super) fn ask_close(&mut self) -> Vec<Effect> {
        let Some(incident) = self.work.open() else { return Vec::new() };
        let label = incident.label();
        let menu = match incident.closing() {
            None => Menu::of(format!("How did {label} end?"), self.endings(incident)),
            Some(_) => Menu::question(
                format!("{label} is closed"),
                vec![
                    Entry::new("Reopen it", "everything is as it was", Choice::Reopen),
                    Entry::new("Leave it closed", "", Choice::Nothing),
                ],
            ),
        };
        let menu = menu.about(incident.id());
        self.lay_over(Overlay::Menu(menu));
        Vec::new()
    }

    /// What is still to be taken back, then everything that can have ended an incident, the likeliest first.
    fn endings(&self, incident: &Incident) -> Vec<Entry> {
        let packs = &self.library.packs;
        let take_back = |step: StepRef| {
            let text = step_text(&step.issue, &step.step, incident, packs);
            let label = format!("{} First take back: {text}", self.glyphs.warning);
            Entry::new(label, "goes there", Choice::GoTo(step))
        };
        let is_one_of_many = incident.issues().count() > 1;
        let helped = |fix: Candidate| {
            let issue = packs.issue(&fix.issue).filter(|_| is_one_of_many);
            let detail = issue.map_or("", |issue| issue.short.as_str());
            let label = self.glyphs.plain(cause_words(&fix.cause(), packs));
            Entry::new(label, detail, Choice::Close(fix.cause()))
        };
        let left = incident.left_to_take_back(packs).into_iter();
        let mut entries: Vec<Entry> = left.map(take_back).collect();
        entries.extend(incident.candidates(packs).into_iter().map(helped));
        entries.extend([
            Entry::new("Something else helped", "what is asked next", Choice::WhatHelped),
            Entry::new("It went away by itself", "", Choice::Close(Cause::Itself)),
            Entry::new("The vendor solved it", "", Choice::Close(Cause::Vendor)),
        ]);
        entries
    }

    pub(super) fn ask_what_helped(&mut self) -> Vec<Effect> {
        let label = self.work.open().map(Incident::label).unwrap_or_default();
        self.ask(Question::WhatHelped, label)
    }

    pub(super) fn close(&mut self, cause: Cause) -> Vec<Effect> {
        self.record_closing(Act::Closed { cause, text: None })
    }

    /// Closes with what helped instead of the pack's fixes, and offers to keep that as a fix.
    pub(super) fn close_otherwise(&mut self, text: &str) -> Vec<Effect> {
        let act = Act::Closed { cause: Cause::Other, text: Some(text.to_owned()) };
        self.forget_reason(Some(&act));
        let effects = self.record_closing(act);
        if self.overlay.is_none() {
            self.offer_own_fix(text);
        }
        effects
    }

    /// Offers to keep what helped as a fix for the next time.
    pub(super) fn offer_own_fix(&mut self, text: &str) {
        let Some(incident) = self.work.open() else { return };
        let issues =
            incident.issues().filter_map(|attached| self.library.packs.issue(&attached.issue));
        let mut entries: Vec<Entry> = issues
            .map(|issue| {
                let choice = Choice::SaveFix { issue: issue.id.clone(), text: text.to_owned() };
                Entry::new(format!("Yes, of {}", issue.short), "in your own pack", choice)
            })
            .collect();
        if entries.is_empty() {
            return;
        }
        entries.push(Entry::new("No", "it stands in this incident alone", Choice::Nothing));
        let menu = Menu::question("Closed. Keep what helped as a fix for the next time?", entries)
            .about(incident.id());
        self.lay_over(Overlay::Menu(menu));
    }

    fn record_closing(&mut self, act: Act) -> Vec<Effect> {
        let Act::Closed { cause, text } = act.clone() else { return Vec::new() };
        let label = self.work.open().map(Incident::label).unwrap_or_default();
        let said = format!("Closed, {}: {label}", cause_words(&cause, &self.library.packs));
        self.offer_to_close_followers(cause, text);
        self.record(act, Notice::good(said))
    }

    /// What ended the open incident has ended those that follow it as well, unless somebody says otherwise.
    fn offer_to_close_followers(&mut self, cause: Cause, text: Option<String>) {
        let Some(leader) = self.work.open().map(Incident::id) else { return };
        let (followers, labels): (Vec<_>, Vec<_>) = followers(&self.work.list, leader)
            .map(|follower| (follower.id.clone(), follower.label()))
            .unzip();
        if followers.is_empty() {
            return;
        }
        let none = text.clone().map_or(Choice::Nothing, Choice::OfferFix);
        let all = Choice::CloseFollowers { followers, cause, text };
        let entries = vec![
            Entry::new("Close them as well", labels.join(", "), all),
            Entry::new("Leave them open", "they follow nobody's steps any more", none),
        ];
        let title = match labels.len() {
            1 => "Closed. One incident follows it.".to_owned(),
            number => format!("Closed. {number} incidents follow it."),
        };
        let menu = Menu::question(title, entries).about(leader);
        self.lay_over(Overlay::Menu(menu));
    }

    /// Closes the followers of the open incident, each for itself, so that each has its own note.
    pub(super) fn close_followers(
        &mut self,
        followers: Vec<IncidentId>,
        cause: &Cause,
        text: Option<&String>,
    ) -> Vec<Effect> {
        let number = followers.len();
        // They have other clients.
        let leader = self.work.open();
        let told = text.zip(leader).map(|(text, leader)| note::for_anybody(text, leader));
        let mut effects = self.tell_underway(Notice::good(format!(
            "Closed as well: {number}, each with its own note."
        )));
        effects.extend(followers.into_iter().map(|follower| {
            let act = Act::Closed { cause: cause.clone(), text: told.clone() };
            Effect::Record { incident: Some(follower), acts: vec![act] }
        }));
        if let Some(text) = text {
            self.offer_own_fix(text);
        }
        effects
    }

    pub(super) fn reopen(&mut self) -> Vec<Effect> {
        let label = self.work.open().map(Incident::label).unwrap_or_default();
        self.record(Act::Reopened, Notice::good(format!("Reopened: {label}")))
    }

    /// Orders a fix to be written into the user's own pack, without what belongs to the client.
    pub(super) fn save_fix(&mut self, issue: &crate::issue::IssueId, text: &str) -> Vec<Effect> {
        let issue = self.library.packs.issue(issue).zip(self.work.open());
        let fix = issue.map(|(issue, open)| OwnFix::new(issue, &note::for_anybody(text, open)));
        fix.map(|fix| Effect::SaveFix(Box::new(fix))).into_iter().collect()
    }

    /// Goes to a step of the open incident.
    pub(super) fn go_to_place(&mut self, place: &StepRef) {
        self.show_issue(Shown::Issue(place.issue.clone()));
        self.enter_issue();
        let library = self.library.clone();
        if let Some(issue) = library.packs.issue(&place.issue)
            && issue.step(&place.step).is_some()
        {
            self.go_to_step(issue, &place.step);
        }
    }
}
