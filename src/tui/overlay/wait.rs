//! The question how long something is waited for at a step, and for whom.

use super::{Subject, Topic};
use crate::{
    clock::Clock,
    incident::{IncidentId, RunningWait, StepRef},
    issue::{Wait, WaitOn, duration_in_short},
    tui::field::Field,
};

/// How long something is waited for at a step, and for whom.
#[derive(Clone, Debug)]
pub struct WaitPrompt {
    /// The open incident; none while a new one is to be asked for.
    pub incident: Option<IncidentId>,
    /// The step.
    pub step: StepRef,
    /// Its text, for the title.
    pub text: String,
    /// Which of the fields has the cursor.
    pub focus: WaitField,
    /// What was typed so far.
    pub typed: TypedWait,
}

/// The fields as they were typed.
#[derive(Clone, Debug, Default)]
pub struct TypedWait {
    /// Not worth a look before.
    pub earliest: Field,
    /// Waited long enough from then.
    pub latest: Field,
    /// Who is waited for.
    pub on: Option<WaitOn>,
}

/// A field of the prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitField {
    /// The earliest time.
    Earliest,
    /// The latest time.
    Latest,
    /// Who is waited for.
    On,
}

impl WaitField {
    /// Every field, in order.
    pub const ALL: [Self; 3] = [Self::Earliest, Self::Latest, Self::On];
}

/// What a prompt cannot mean, and the field to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongWait {
    /// The field.
    pub field: WaitField,
    /// What is wrong.
    pub said: String,
}

impl TypedWait {
    /// What the pack proposes for a step.
    pub fn proposed(wait: Option<&Wait>) -> Self {
        let field = |time: Option<std::time::Duration>| {
            time.map(|time| Field::with(&duration_in_short(time))).unwrap_or_default()
        };
        let Some(wait) = wait else { return Self::default() };
        Self { earliest: field(wait.earliest), latest: field(wait.latest), on: Some(wait.on) }
    }

    /// The wait that begins now.
    pub fn read(&self, clock: &Clock) -> Result<RunningWait, WrongWait> {
        let moment = |field: &Field, which| {
            let typed = Some(field.trimmed()).filter(|typed| !typed.is_empty());
            let read = typed.map(|typed| clock.moment(typed)).transpose();
            read.map_err(|error| WrongWait { field: which, said: error.to_string() })
        };
        let earliest = moment(&self.earliest, WaitField::Earliest)?;
        let latest = moment(&self.latest, WaitField::Latest)?;
        if earliest.zip(latest).is_some_and(|(earliest, latest)| latest < earliest) {
            let said = "the latest time is before the time to look again".to_owned();
            return Err(WrongWait { field: WaitField::Latest, said });
        }
        Ok(RunningWait { earliest, latest, on: self.on, ..RunningWait::default() })
    }
}

impl WaitPrompt {
    /// What the times are about.
    pub fn subject(&self) -> Subject {
        Subject { incident: self.incident.clone(), topic: Topic::Step(self.step.clone()) }
    }

    /// The field that typed characters go into.
    pub fn field(&mut self) -> Option<&mut Field> {
        match self.focus {
            WaitField::Earliest => Some(&mut self.typed.earliest),
            WaitField::Latest => Some(&mut self.typed.latest),
            WaitField::On => None,
        }
    }

    /// Goes by so many fields, beyond an end to the other.
    pub fn turn(&mut self, forward: bool) {
        let place = WaitField::ALL.iter().position(|field| *field == self.focus).unwrap_or(0);
        let count = WaitField::ALL.len();
        self.focus = WaitField::ALL[(place + if forward { 1 } else { count - 1 }) % count];
    }

    /// Waits for the next or previous one of those who can be waited for.
    pub fn turn_whom(&mut self, forward: bool) {
        let all: Vec<Option<WaitOn>> =
            WaitOn::ALL.iter().copied().map(Some).chain([None]).collect();
        let place = all.iter().position(|on| *on == self.typed.on).unwrap_or(0);
        let step = if forward { 1 } else { all.len() - 1 };
        self.typed.on = all[(place + step) % all.len()];
    }

    /// Waits for whose name begins so.
    pub fn choose_whom(&mut self, first: char) {
        let begins = |name: &str| name.starts_with(first.to_ascii_lowercase());
        match WaitOn::ALL.iter().find(|on| begins(on.as_str())) {
            Some(on) => self.typed.on = Some(*on),
            None if begins("nobody") => self.typed.on = None,
            None => {}
        }
    }
}

/// Who is waited for, in words.
pub fn whom(on: Option<WaitOn>) -> &'static str {
    on.map_or("nobody in particular", WaitOn::name)
}
