//! The program itself: palette, help, mouse, quitting, and the answers to what lies over a screen.

use std::time::Duration;

use super::{App, Interrupt, Screen};
use crate::{
    incident::Incident,
    tui::{
        action::Action,
        message::{Effect, Notice, Timer},
        overlay::{Choice, Entry, Menu, Overlay, PagerKind},
    },
};

/// How long Ctrl+C waits for a second press.
const SECOND_PRESS: Duration = Duration::from_secs(2);

impl App {
    pub(super) fn act_on_program(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Palette => {
                let palette = Menu::of_names("Commands", self.commands());
                self.lay_over(Overlay::Menu(palette));
                Vec::new()
            }
            Action::Help => self.open_pager(PagerKind::Help),
            Action::Faults => self.open_pager(PagerKind::Faults),
            Action::Mouse => self.toggle_mouse(),
            Action::Redraw => vec![Effect::Redraw],
            Action::Suspend => vec![Effect::Suspend],
            Action::Quit => self.quit(),
            Action::Interrupt => self.interrupt(),
            _ => Vec::new(),
        }
    }

    fn toggle_mouse(&mut self) -> Vec<Effect> {
        self.mouse = !self.mouse;
        let said = if self.mouse {
            "The mouse works here now; hold Shift to select text in the terminal."
        } else {
            "The mouse is left to the terminal."
        };
        let mut effects = self.tell(Notice::plain(said));
        effects.push(Effect::Mouse(self.mouse));
        effects
    }

    fn interrupt(&mut self) -> Vec<Effect> {
        let has_text = match &mut self.overlay {
            Some(overlay) => overlay.field().is_some_and(|field| !field.text().is_empty()),
            None => self.box_over_list().is_some_and(|field| !field.text().is_empty()),
        };
        let after_copy = self.interrupt == Interrupt::AfterCopy;
        if self.interrupt == Interrupt::Asked || !(has_text || after_copy) {
            return self.quit();
        }
        self.interrupt = Interrupt::Asked;
        let said = match (after_copy, self.interrupt_copies) {
            (true, true) => "It is copied already. Press again to quit.",
            (true, false) => "Press again to quit.",
            (false, _) => "There is text in the field. Press again to quit.",
        };
        let mut effects = self.tell(Notice::plain(said));
        effects.push(Effect::Timer(Timer::Interrupt, SECOND_PRESS));
        effects
    }

    /// What is on its way to the disk is stored before the program ends; what cannot be stored is asked about.
    fn quit(&mut self) -> Vec<Effect> {
        let outgoing: usize = self.work.outgoing.iter().map(|one| one.acts.len()).sum();
        let unsaved = self.work.pending().len() + outgoing;
        let mut effects = self.record_outgoing();
        if self.work.unsaved.is_none() || unsaved == 0 {
            effects.push(Effect::Quit { discard: false });
            return effects;
        }
        let title = match unsaved {
            1 => "1 event is not saved".to_owned(),
            count => format!("{count} events are not saved"),
        };
        let entries = vec![
            Entry::new("Try again", "and quit once they are saved", Choice::Retry),
            Entry::new(
                "Quit and write them to a file",
                "its path is told at the end",
                Choice::Rescue,
            ),
            Entry::new("Quit anyway", "they are lost", Choice::QuitAnyway),
        ];
        self.lay_over(Overlay::Menu(Menu::question(title, entries)));
        effects
    }

    pub(super) fn tell_how_to_quit(&mut self) -> Vec<Effect> {
        let key = self.keymap.key(self.context(), Action::Interrupt);
        let said = key.map(|key| format!("{key} quits."));
        said.map_or_else(Vec::new, |said| self.tell(Notice::plain(said)))
    }

    /// Esc over an overlay: first what filters it goes, then itself. Nothing is recorded.
    pub(super) fn dismiss(&mut self) -> Vec<Effect> {
        if self.overlay.as_mut().is_some_and(Overlay::clear_filter) {
            return Vec::new();
        }
        self.close_overlay()
    }

    pub(super) fn close_overlay(&mut self) -> Vec<Effect> {
        let asked = matches!(
            self.overlay,
            Some(Overlay::Incident(_) | Overlay::Reason(_) | Overlay::Wait(_))
        );
        let has_comment = matches!(&self.overlay, Some(Overlay::Editor(_)) if self.overlay.as_ref().is_some_and(Overlay::has_typed));
        self.put_away();
        if has_comment {
            let said = "Not saved; the comment is kept as a draft until you quit.";
            return self.tell(Notice::plain(said));
        }
        if asked { self.tell(Notice::plain("Nothing was recorded.")) } else { Vec::new() }
    }

    /// Enter over an overlay; where the filter lets nothing through, it stays.
    pub(super) fn confirm(&mut self) -> Vec<Effect> {
        if self.is_overtaken() {
            return self.refuse_answer();
        }
        match self.overlay.take() {
            Some(Overlay::Menu(menu)) => match menu.chosen().map(|entry| entry.choice.clone()) {
                Some(choice) => self.choose(choice),
                None => self.stay(Overlay::Menu(menu)),
            },
            Some(Overlay::Incident(prompt)) if prompt.target().is_none() => {
                self.stay(Overlay::Incident(prompt))
            }
            Some(Overlay::Incident(prompt)) => self.answer_incident(&prompt),
            Some(Overlay::Reason(reason)) => self.give_reason(&reason),
            Some(Overlay::Wait(prompt)) => self.answer_wait(prompt),
            Some(overlay @ Overlay::Editor(_)) => {
                self.overlay = Some(overlay);
                Vec::new()
            }
            Some(Overlay::Pager(_)) | None => Vec::new(),
        }
    }

    /// Whether what lies over the screen is about another incident than the one that is open by now.
    pub(super) fn is_overtaken(&self) -> bool {
        let open = self.work.open().map(Incident::id);
        self.overlay.as_ref().is_some_and(|overlay| !overlay.is_about(open))
    }

    /// What was typed stays where it is; there is no use in a menu any more.
    pub(super) fn refuse_answer(&mut self) -> Vec<Effect> {
        let other = self.work.open().map_or("No incident", |_| "Another incident");
        let rest = match self.overlay.take_if(|overlay| matches!(overlay, Overlay::Menu(_))) {
            Some(_) => "nothing was done",
            None => "Esc keeps the draft",
        };
        self.tell(Notice::plain(format!("{other} is open by now; {rest}.")))
    }

    fn stay(&mut self, overlay: Overlay) -> Vec<Effect> {
        self.overlay = Some(overlay);
        self.tell(Notice::plain("Nothing of that name."))
    }

    fn choose(&mut self, choice: Choice) -> Vec<Effect> {
        match choice {
            Choice::Act(action) => self.act(action),
            Choice::Copy { text, origin } => {
                if self.screen == Screen::Diagnosis {
                    self.diagnosis.hide_all();
                }
                self.copy(text, origin)
            }
            Choice::Hide(class) => self.turn_class(class),
            Choice::Browse(url) => vec![Effect::Browse(url)],
            Choice::Open(id) => self.resume(id),
            Choice::Continue(events) => self.go_on_with(events),
            Choice::Diagnose(raw) => self.diagnose(raw),
            Choice::SetAside => self.set_aside(),
            Choice::Close(cause) => self.close(cause),
            Choice::CloseFollowers { followers, cause, text } => {
                self.close_followers(followers, &cause, text.as_ref())
            }
            Choice::WhatHelped => self.ask_what_helped(),
            Choice::Reopen => self.reopen(),
            Choice::GoTo(step) => {
                self.go_to_place(&step);
                Vec::new()
            }
            Choice::OfferFix(text) => {
                self.offer_own_fix(&text);
                Vec::new()
            }
            Choice::SaveFix { issue, text } => self.save_fix(&issue, &text),
            Choice::Nothing => Vec::new(),
            Choice::Retry => {
                self.quitting = true;
                let mut effects = self.tell(Notice::plain("Trying again."));
                effects.push(Effect::Retry);
                effects
            }
            Choice::Rescue => vec![Effect::Quit { discard: false }],
            Choice::QuitAnyway => vec![Effect::Quit { discard: true }],
        }
    }

    pub(super) fn take_elapsed(&mut self, timer: Timer) -> Vec<Effect> {
        match timer {
            Timer::Notice => self.notice = None,
            Timer::Copied if self.interrupt == Interrupt::AfterCopy => {
                self.interrupt = Interrupt::Quits;
            }
            Timer::Interrupt if self.interrupt == Interrupt::Asked => {
                self.interrupt = Interrupt::Quits;
            }
            Timer::Copied | Timer::Interrupt => {}
        }
        Vec::new()
    }
}
