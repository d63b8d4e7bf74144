//! Marking steps, undo and redo.

use super::App;
use crate::{
    incident::{Act, EventId, Incident, StepState, state_word, step_text, undoable_sentence},
    issue::{IssueId, StepId},
    markdown,
    tui::{
        action::Action,
        message::{Effect, Notice},
        overlay::{Overlay, Reason, Subject},
    },
};

impl App {
    pub(super) fn act_on_step(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Tick => self.tick(),
            Action::Fail => self.ask_reason(StepState::Failed),
            Action::Skip => self.ask_reason(StepState::Skipped),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            _ => Vec::new(),
        }
    }

    /// Ticks an open step; takes the mark of any other back.
    fn tick(&mut self) -> Vec<Effect> {
        let Ok((issue, step)) = self.step_under_cursor() else { return Vec::new() };
        let (issue, step) = (issue.id.clone(), step.id.clone());
        let state = self
            .work
            .open_for(&issue)
            .map_or(StepState::Todo, |incident| incident.state(&issue, &step));
        let next = if state == StepState::Todo { StepState::Done } else { StepState::Todo };
        self.mark(&issue, &step, next, None)
    }

    fn ask_reason(&mut self, state: StepState) -> Vec<Effect> {
        let Ok((issue, step)) = self.step_under_cursor() else { return Vec::new() };
        let subject = self.subject(&issue.id, &step.id);
        let field = self.drafts.of_reason(&subject);
        let reason = Reason { text: markdown::plain(&step.text), subject, state, field };
        self.lay_over(Overlay::Reason(reason));
        Vec::new()
    }

    fn subject(&self, issue: &IssueId, step: &StepId) -> Subject {
        let incident = self.work.open().map(|incident| incident.id().clone());
        Subject { incident, issue: issue.clone(), step: step.clone() }
    }

    /// The reason of a mark is no draft any more once the mark is on its way.
    pub(super) fn forget_reason(&mut self, mark: Option<&Act>) {
        if let Some(Act::Step { issue, step, .. }) = mark {
            let subject = self.subject(issue, step);
            self.drafts.forget_reason(&subject);
        }
    }

    /// The answer to why a step is skipped or failed.
    pub(super) fn give_reason(&mut self, reason: &Reason) -> Vec<Effect> {
        let text = reason.field.trimmed();
        let text = (!text.is_empty()).then(|| text.to_owned());
        if reason.state == StepState::Skipped && text.is_none() {
            self.overlay = Some(Overlay::Reason(reason.clone()));
            return self.tell(Notice::plain("A skipped step needs a reason; a word is enough."));
        }
        // Until it is known which incident the mark belongs to, it may still be called off.
        self.drafts.keep_reason(reason);
        self.mark(&reason.subject.issue, &reason.subject.step, reason.state, text)
    }

    /// Records a mark in the open incident, or asks which incident it belongs to.
    fn mark(
        &mut self,
        issue: &IssueId,
        step: &StepId,
        state: StepState,
        reason: Option<String>,
    ) -> Vec<Effect> {
        let act = Act::mark(issue, step, state, reason);
        let Some(incident) = self.work.open_for(issue) else {
            self.ask_incident(issue.clone(), Some(act));
            return Vec::new();
        };
        if !incident.would_change(&act) {
            self.forget_reason(Some(&act));
            return Vec::new();
        }
        let said = format!(
            "{}: {}",
            state_word(state),
            step_text(issue, step, incident, &self.library.packs)
        );
        let id = incident.id().clone();
        let worked = matches!(state, StepState::Done | StepState::Todo);
        let notice = if worked { Notice::good(said) } else { Notice::plain(said) };
        let mut effects = self.tell_underway(notice.cuttable());
        self.forget_reason(Some(&act));
        effects.push(Effect::Record { incident: Some(id), acts: vec![act] });
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
        let step = match &event.act {
            Act::Step { issue, step, .. } => Some((issue.clone(), step.clone())),
            _ => None,
        };
        if let Some((issue, step)) = step {
            self.go_to_mark(&issue, &step);
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
}
