//! Questions with text to type: which incident, and why.

use crate::{
    incident::{Act, IncidentId, StepState},
    issue::{IssueId, StepId},
    tui::field::Field,
};

/// Which incident something belongs to.
#[derive(Clone, Debug)]
pub struct IncidentPrompt {
    /// What is asked for.
    pub purpose: Purpose,
    /// The possible answers, at least one.
    pub targets: Vec<Target>,
    /// Place of the selected answer.
    pub selected: usize,
    /// Which of the fields has the cursor.
    pub focus: PromptField,
    /// Ticket of a new or corrected incident.
    pub ticket: Field,
    /// Client of a new or corrected incident.
    pub client: Field,
}

/// What an answer is needed for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// An issue is to be taken in, with a first mark if there is one.
    Attach {
        /// The issue.
        issue: IssueId,
        /// Its first mark.
        mark: Option<Act>,
    },
    /// Ticket and client of the open incident are to be corrected.
    Edit,
}

/// A possible answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A new incident, with the ticket and client typed.
    New,
    /// The open incident.
    Open {
        /// Its id.
        id: IncidentId,
        /// How people call it.
        label: String,
    },
    /// Another incident.
    Other {
        /// Its id.
        id: IncidentId,
        /// How people call it.
        label: String,
        /// Whether the issue is attached to it already.
        has_issue: bool,
    },
}

/// A field of the prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptField {
    /// The ticket.
    Ticket,
    /// The client.
    Client,
}

/// Why a step is skipped or failed.
#[derive(Clone, Debug)]
pub struct Reason {
    /// Issue of the step.
    pub issue: IssueId,
    /// The step.
    pub step: StepId,
    /// Its text, for the title.
    pub text: String,
    /// What it becomes.
    pub state: StepState,
    /// The reason.
    pub field: Field,
}

impl IncidentPrompt {
    /// The selected answer.
    pub fn target(&self) -> Option<&Target> {
        self.targets.get(self.selected)
    }

    /// Whether ticket and client can be typed.
    pub fn has_fields(&self) -> bool {
        self.purpose == Purpose::Edit || self.target() == Some(&Target::New)
    }

    /// The field that has the cursor; none while the answer is an incident that has both already.
    pub fn field(&mut self) -> Option<&mut Field> {
        self.has_fields().then_some(match self.focus {
            PromptField::Ticket => &mut self.ticket,
            PromptField::Client => &mut self.client,
        })
    }

    /// Moves the selection by so many answers, stopping at both ends.
    pub fn step(&mut self, by: isize) {
        let last = self.targets.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// Goes to the other field.
    pub fn next_field(&mut self) {
        self.focus = match self.focus {
            PromptField::Ticket => PromptField::Client,
            PromptField::Client => PromptField::Ticket,
        };
    }
}
