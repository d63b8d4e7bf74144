//! Waits: starting one, looking in vain, and what is due.

use jiff::Timestamp;

use super::App;
use crate::{
    incident::{Act, Due, StepRef, StepState, Waiting, wait_words},
    issue::{Issue, StepId},
    markdown,
    tui::{
        action::Action,
        keymap::Context,
        message::{Effect, Notice},
        overlay::{Overlay, TypedWait, WaitField, WaitPrompt},
    },
};

impl App {
    /// Asks how long is waited at a step; at one that waits already it is noted that somebody looked.
    pub(super) fn wait(&mut self) -> Vec<Effect> {
        let Ok((issue, step)) = self.step_under_cursor() else { return Vec::new() };
        let place = StepRef { issue: issue.id.clone(), step: step.id.clone() };
        let proposed = TypedWait::proposed(step.wait.as_ref());
        let text = markdown::plain(&step.text);
        if let Some(waiting) = self.waiting_at(&place) {
            return self.look(&waiting, &text);
        }
        let incident = self.work.open().map(|incident| incident.id().clone());
        let focus = WaitField::Earliest;
        let mut prompt = WaitPrompt { incident, step: place, text, focus, typed: proposed };
        if let Some(typed) = self.drafts.of_wait(&prompt.subject()) {
            prompt.typed = typed;
        }
        self.lay_over(Overlay::Wait(Box::new(prompt)));
        Vec::new()
    }

    /// What a step of the open incident waits for.
    pub(super) fn waiting_at(&self, place: &StepRef) -> Option<Waiting> {
        self.work.open_for(&place.issue)?.waiting(&place.issue, &place.step)
    }

    /// The wait of the step under the cursor.
    pub(super) fn waiting_here(&self) -> Option<Waiting> {
        let (issue, step) = self.step_under_cursor().ok()?;
        self.waiting_at(&StepRef { issue: issue.id.clone(), step: step.id.clone() })
    }

    fn look(&mut self, waiting: &Waiting, text: &str) -> Vec<Effect> {
        let looked = Waiting { looked: Some(self.clock.now), ..waiting.clone() };
        let said = format!(
            "Looked, not yet: {}; {}",
            text.trim_end_matches('.'),
            wait_words(&looked, &self.clock)
        );
        let (issue, step) = (waiting.issue.clone(), waiting.step.clone());
        self.record(Act::Looked { issue, step }, Notice::plain(said))
    }

    /// The answer to how long is waited; what is no time stays in the prompt, which says so.
    pub(super) fn answer_wait(&mut self, mut prompt: Box<WaitPrompt>) -> Vec<Effect> {
        let wait = match prompt.typed.read(&self.clock) {
            Ok(wait) => wait,
            Err(wrong) => {
                prompt.focus = wrong.field;
                self.overlay = Some(Overlay::Wait(prompt));
                return Vec::new();
            }
        };
        // Until it is known which incident the wait belongs to, it may still be called off.
        self.drafts.keep_wait(&prompt);
        let StepRef { issue, step } = &prompt.step;
        let act = Act::wait(issue, step, wait.clone());
        if self.work.open_for(issue).is_none() {
            self.ask_incident(issue.clone(), Some(act));
            return Vec::new();
        }
        self.forget_reason(Some(&act));
        let waiting = Waiting {
            issue: issue.clone(),
            step: step.clone(),
            since: self.clock.now,
            looked: None,
            wait,
        };
        let said = format!(
            "Waiting: {}; {}",
            prompt.text.trim_end_matches('.'),
            wait_words(&waiting, &self.clock)
        );
        self.record(act, Notice::good(said))
    }

    /// Takes in the present; false where nothing that is shown depends on the difference.
    pub(super) fn take_now(&mut self, now: Timestamp) -> bool {
        let before = std::mem::replace(&mut self.clock.now, now);
        let minute = |at: Timestamp| at.as_second().div_euclid(60);
        minute(before) != minute(now)
            || self.work.waits().any(|wait| wait.due(before) != wait.due(now))
    }

    /// Orders the present to be told when the next wait is due, unless that is ordered already.
    pub(super) fn set_alarm(&mut self) -> Option<Effect> {
        let next = self.work.waits().filter_map(|wait| wait.next_due(self.clock.now)).min();
        (next != self.alarm).then(|| {
            self.alarm = next;
            Effect::Alarm(next)
        })
    }

    /// How many waits ask for something now.
    pub(super) fn due(&self) -> usize {
        self.work.waits().filter(|wait| wait.due(self.clock.now).is_some()).count()
    }

    /// Where to go on from a step that was waited at long enough.
    pub(super) fn after_wait<'a>(&self, issue: &'a Issue, step: &StepId) -> Option<&'a StepId> {
        let incident = self.work.open_for(&issue.id)?;
        let waiting = incident.waiting(&issue.id, step)?;
        if waiting.due(self.clock.now) != Some(Due::Escalate) {
            return None;
        }
        let checklist = incident.checklist(&issue.id, Some(issue));
        let next = checklist.next_after(step)?.id.clone();
        issue.step(&next).map(|(_, step)| &step.id)
    }

    /// Whether the step under the cursor waits.
    pub fn is_at_wait(&self) -> bool {
        self.waiting_here().is_some()
    }

    /// Whether the heading of a fix is under the cursor.
    pub fn is_at_fix(&self) -> bool {
        self.fix_under_cursor().is_ok()
    }

    /// What holds for the step under the cursor.
    pub(super) fn state_here(&self) -> StepState {
        let here = self.step_under_cursor().ok();
        let state = here.and_then(|(issue, step)| {
            Some(self.work.open_for(&issue.id)?.state(&issue.id, &step.id))
        });
        state.unwrap_or_default()
    }

    /// The key for an action where no overlay is, as people read it.
    pub(super) fn key_name(&self, action: Action) -> String {
        let key = self.keymap.key(Context::Detail, action);
        key.map_or_else(|| format!("the command \"{action}\""), |key| key.to_string())
    }
}
