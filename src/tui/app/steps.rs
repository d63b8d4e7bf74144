//! Marking steps and fixes, undo and redo.

use super::App;
use crate::{
    incident::{
        Act, EventId, FixState, Incident, StepRef, StepState, fix_title, keep_secrets_out,
        state_word, step_text, undoable_sentence,
    },
    issue::{FixId, IssueId, StepId},
    markdown,
    tui::{
        action::Action,
        document::issue::Item,
        field::Field,
        message::{Effect, Notice},
        overlay::{Overlay, Question, Reason, Subject, Topic},
    },
};

impl App {
    pub(super) fn act_on_step(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Tick => self.tick(),
            Action::Fail if self.fix_under_cursor().is_ok() => self.turn_fix(),
            Action::Fail => self.ask_about_step(Question::WhyFailed),
            Action::Skip => self.ask_about_step(Question::WhySkipped),
            Action::Wait => self.wait(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            _ => Vec::new(),
        }
    }

    /// Ticks a step that is open or waits; takes the mark of any other back.
    fn tick(&mut self) -> Vec<Effect> {
        let next = match self.state_here() {
            StepState::Todo | StepState::Waiting => StepState::Done,
            StepState::Done | StepState::Failed | StepState::Skipped => StepState::Todo,
        };
        let Ok((issue, step)) = self.step_under_cursor() else { return Vec::new() };
        let act = Act::mark(&issue.id, &step.id, next, None);
        self.mark(act)
    }

    fn ask_about_step(&mut self, question: impl Fn(StepRef) -> Question) -> Vec<Effect> {
        let Ok((issue, step)) = self.step_under_cursor() else { return Vec::new() };
        let text = markdown::plain(&step.text);
        let question = question(StepRef { issue: issue.id.clone(), step: step.id.clone() });
        self.ask(question, text)
    }

    /// A fix did not help; one that did not help may help again.
    fn turn_fix(&mut self) -> Vec<Effect> {
        let Ok((issue, fix)) = self.fix_under_cursor() else { return Vec::new() };
        let title = markdown::plain(&fix.title);
        let (issue, fix) = (issue.id.clone(), fix.id.clone());
        let incident = self.work.open_for(&issue);
        if incident.is_some_and(|incident| incident.failed_fix(&issue, &fix).is_some()) {
            return self.mark(Act::Fix { issue, fix, state: FixState::Open, reason: None });
        }
        self.ask(Question::WhyInVain(issue, fix), title)
    }

    /// Asks for a line of text, which begins as it was left the last time.
    pub(super) fn ask(&mut self, question: Question, text: String) -> Vec<Effect> {
        let incident = self.work.open().map(|incident| incident.id().clone());
        let mut reason = Reason { incident, question, text, field: Field::default() };
        reason.field = self.drafts.of_reason(&reason.subject());
        self.lay_over(Overlay::Reason(reason));
        Vec::new()
    }

    /// The reason or times of a mark are no draft any more once the mark is on its way.
    pub(super) fn forget_reason(&mut self, act: Option<&Act>) {
        let incident = self.work.open().map(|incident| incident.id().clone());
        if let Some(topic) = act.and_then(Topic::of) {
            self.drafts.forget(&Subject { incident, topic });
        }
    }

    /// The answer to a question for a reason.
    pub(super) fn give_reason(&mut self, reason: &Reason) -> Vec<Effect> {
        let text = reason.field.trimmed();
        let text = (!text.is_empty()).then(|| text.to_owned());
        if let Some(said) = reason.question.needs_answer().filter(|_| text.is_none()) {
            self.overlay = Some(Overlay::Reason(reason.clone()));
            return self.tell(Notice::plain(said));
        }
        // Until it is known which incident the mark belongs to, it may still be called off.
        self.drafts.keep_reason(reason);
        match &reason.question {
            Question::WhatHelped => self.close_otherwise(&text.unwrap_or_default()),
            question => self.mark(question.act(text)),
        }
    }

    /// Records a mark in the open incident, or asks which incident it belongs to.
    fn mark(&mut self, act: Act) -> Vec<Effect> {
        let (Act::Step { issue, .. } | Act::Fix { issue, .. } | Act::Detached { issue, .. }) = &act
        else {
            return Vec::new();
        };
        if self.work.open_for(issue).is_none() {
            self.ask_incident(issue.clone(), Some(act));
            return Vec::new();
        }
        self.forget_reason(Some(&act));
        let notice = self.notice_of(&act);
        self.record(act, notice)
    }

    /// What is said of an act that is on its way to the disk.
    pub(super) fn notice_of(&self, act: &Act) -> Notice {
        let packs = &self.library.packs;
        match act {
            Act::Step { issue, step, state, .. } => {
                let text = self.text_of_step(issue, step);
                let said = format!("{}: {text}", state_word(*state));
                match state {
                    StepState::Done | StepState::Todo | StepState::Waiting => Notice::good(said),
                    StepState::Failed | StepState::Skipped => Notice::plain(said),
                }
            }
            Act::Fix { issue, fix, state: FixState::Failed, .. } => {
                Notice::plain(format!("Did not help: {}", fix_title(issue, fix, packs)))
            }
            Act::Fix { issue, fix, state: FixState::Open, .. } => {
                Notice::good(format!("Open again: {}", fix_title(issue, fix, packs)))
            }
            Act::Detached { issue, .. } => Notice::good(format!(
                "Ruled out: {}; what was done for it stays in the note.",
                self.library.shorts(std::slice::from_ref(issue))
            )),
            _ => Notice::good("Attached"),
        }
    }

    fn text_of_step(&self, issue: &IssueId, step: &StepId) -> String {
        let packs = &self.library.packs;
        match self.work.open() {
            Some(incident) => step_text(issue, step, incident, packs),
            None => packs
                .issue(issue)
                .and_then(|issue| issue.step(step))
                .map_or_else(|| step.to_string(), |(_, step)| markdown::plain(&step.text)),
        }
    }

    /// Records an act in the open incident, unless it would change nothing.
    pub(super) fn record(&mut self, act: Act, notice: Notice) -> Vec<Effect> {
        let Some(incident) = self.work.open() else { return Vec::new() };
        let mut acts = vec![act];
        keep_secrets_out(&mut acts, Some(incident), &self.tokens);
        acts.retain(|act| incident.would_change(act));
        if acts.is_empty() {
            return self.tell(Notice::plain("Nothing was changed."));
        }
        let id = incident.id().clone();
        let mut effects = self.tell_underway(notice.cuttable());
        effects.push(Effect::Record { incident: Some(id), acts });
        effects
    }

    fn undo(&mut self) -> Vec<Effect> {
        let session = *self.work.session();
        let target = |incident: &Incident| incident.undo_target(&session).map(|event| event.id);
        self.take_back(target, |target| Act::Undone { target }, "Undone")
    }

    fn redo(&mut self) -> Vec<Effect> {
        let session = *self.work.session();
        let target = |incident: &Incident| incident.redo_target(&session).map(|event| event.id);
        self.take_back(target, |target| Act::Redone { target }, "Redone")
    }

    fn take_back(
        &mut self,
        target: impl Fn(&Incident) -> Option<EventId>,
        act: impl Fn(EventId) -> Act,
        verb: &str,
    ) -> Vec<Effect> {
        let Some(incident) = self.work.open() else { return Vec::new() };
        let event =
            target(incident).and_then(|id| incident.events().iter().find(|event| event.id == id));
        let Some(event) = event else { return Vec::new() };
        let whose = if event.author.session == *self.work.session() {
            String::new()
        } else {
            format!(" {}'s mark of {}", event.author.name, self.clock.short(event.at))
        };
        let said =
            format!("{verb}{whose}: {}", undoable_sentence(event, incident, &self.library.packs));
        let record =
            Effect::Record { incident: Some(incident.id().clone()), acts: vec![act(event.id)] };
        match event.act.clone() {
            Act::Step { issue, step, .. } | Act::Looked { issue, step } => {
                self.go_to_mark(&issue, &step);
            }
            Act::Fix { issue, fix, .. } => self.go_to_fix(&issue, fix),
            _ => {}
        }
        let mut effects = self.tell_underway(Notice::good(said).cuttable());
        effects.push(record);
        effects
    }

    /// Puts the cursor on a step that changed, if its issue is the one that is shown.
    fn go_to_mark(&mut self, issue: &IssueId, step: &StepId) {
        let library = self.library.clone();
        if self.issues.detail.issue() == Some(issue)
            && let Some(issue) = library.packs.issue(issue)
            && issue.step(step).is_some()
        {
            self.go_to_step(issue, step);
        }
    }

    /// The same for the heading of a fix, which folds as the incident says.
    fn go_to_fix(&mut self, issue: &IssueId, fix: FixId) {
        if self.issues.detail.issue() == Some(issue) {
            let heading = Item::Fix(fix);
            self.issues.detail.forget_fold(issue, &heading);
            self.issues.detail.go_to(heading);
        }
    }

    /// Folds a fix that did not help and goes on to the next; one that may help again is unfolded.
    pub(super) fn follow_fix(&mut self, issue: &IssueId, fix: &FixId, state: FixState) {
        if self.issues.detail.issue() != Some(issue) {
            return;
        }
        self.go_to_fix(issue, fix.clone());
        let library = self.library.clone();
        let shown = library.packs.issue(issue).zip(self.work.open_for(issue));
        let next = shown.and_then(|(issue, incident)| {
            let checklist = incident.checklist(&issue.id, Some(issue));
            Some((issue, checklist.next()?.id.clone()))
        });
        if let Some((issue, step)) = next.filter(|_| state == FixState::Failed) {
            self.refresh();
            self.go_to_step(issue, &step);
            // The fix that was given up with its reason, and below it as much as possible of the next.
            let height = self.detail_height();
            self.issues.detail.put_on_top(&Item::Fix(fix.clone()), height);
        }
    }
}
