//! What lies over a screen and takes the keys: at most one at a time, and state like everything else.

mod completion;
mod editor;
mod filter;
mod incident;
mod link;
mod menu;
mod pager;
mod parts;
mod reason;
mod rows;
mod wait;

pub use self::{
    completion::rest,
    editor::Editor,
    incident::{IncidentPrompt, PromptField, PromptLine, Purpose, Target},
    link::Link,
    menu::{Choice, Entry, Menu},
    pager::{Pager, PagerKind},
    parts::Parts,
    reason::{Question, Reason, Subject, Topic},
    rows::Rows,
    wait::{TypedWait, WaitField, WaitPrompt, WrongWait, whom},
};
use super::field::Field;
use crate::incident::IncidentId;

/// Most rows that a window shows of a list that can be filtered; more would hide what it is about.
const MOST_SEEN: usize = 12;

/// What lies over a screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Text to read.
    Pager(Pager),
    /// A choice among rows.
    Menu(Menu),
    /// Which incident something belongs to.
    Incident(Box<IncidentPrompt>),
    /// A reason, in a line of text.
    Reason(Reason),
    /// How long something is waited for.
    Wait(Box<WaitPrompt>),
    /// A comment of any number of lines.
    Editor(Box<Editor>),
}

impl Overlay {
    /// The text field that typed characters go into.
    pub fn field(&mut self) -> Option<&mut Field> {
        match self {
            Self::Pager(_) | Self::Editor(_) => None,
            Self::Menu(menu) => menu.has_filter().then_some(&mut menu.field),
            Self::Incident(prompt) => prompt.field(),
            Self::Reason(reason) => Some(&mut reason.field),
            Self::Wait(prompt) => prompt.field(),
        }
    }

    /// Whether closing it would lose something typed; a filter is nothing to lose.
    pub fn has_typed(&self) -> bool {
        match self {
            // What the pack proposes for a wait is no loss, and what was typed is kept.
            Self::Pager(_) | Self::Menu(_) | Self::Wait(_) => false,
            Self::Incident(prompt) => prompt.has_typed(),
            Self::Reason(reason) => !reason.field.text().is_empty(),
            Self::Editor(editor) => !editor.text().trim().is_empty(),
        }
    }

    /// Whether it is about what is open now: what is answered must not go into another incident.
    pub fn is_about(&self, open: Option<&IncidentId>) -> bool {
        match self {
            Self::Pager(_) => true,
            Self::Menu(menu) => menu.incident.is_none() || menu.incident.as_ref() == open,
            Self::Incident(prompt) => prompt.incident().is_none_or(|about| Some(about) == open),
            Self::Reason(reason) => reason.incident.as_ref() == open,
            Self::Wait(prompt) => prompt.incident.as_ref() == open,
            Self::Editor(editor) => editor.subject.incident.as_ref() == open,
        }
    }

    /// The text of its field has changed: a list is filtered anew.
    pub fn edited(&mut self) {
        match self {
            Self::Menu(menu) => menu.filter(),
            Self::Incident(prompt) if prompt.is_filtering() => prompt.filter(),
            Self::Pager(_)
            | Self::Incident(_)
            | Self::Reason(_)
            | Self::Wait(_)
            | Self::Editor(_) => {}
        }
    }

    /// Shows the whole list again; false if nothing filters it.
    pub fn clear_filter(&mut self) -> bool {
        match self {
            Self::Menu(menu) if !menu.field.text().is_empty() => menu.clear_filter(),
            Self::Incident(prompt) if !prompt.filter.text().is_empty() => {
                prompt.filter = Field::default();
                prompt.filter();
            }
            Self::Pager(_)
            | Self::Menu(_)
            | Self::Incident(_)
            | Self::Reason(_)
            | Self::Wait(_)
            | Self::Editor(_) => return false,
        }
        true
    }

    /// Moves by so many rows, stopping at both ends.
    pub fn step(&mut self, by: isize) {
        match self {
            Self::Menu(menu) => menu.step(by),
            Self::Incident(prompt) => prompt.step(by),
            Self::Wait(prompt) => prompt.turn(by > 0),
            Self::Editor(editor) => editor.step(by),
            Self::Pager(_) | Self::Reason(_) => {}
        }
    }

    /// Selects what stands on a line; true if that was selected already.
    pub fn select_line(&mut self, line: usize) -> bool {
        match self {
            Self::Menu(menu) if line < menu.found().len() => {
                let again = menu.rows.selected == line;
                menu.rows.selected = line;
                again
            }
            Self::Incident(prompt) => prompt.select_line(line),
            Self::Wait(prompt) => {
                prompt.focus = WaitField::ALL.get(line).copied().unwrap_or(prompt.focus);
                false
            }
            Self::Pager(_) | Self::Menu(_) | Self::Reason(_) | Self::Editor(_) => false,
        }
    }
}
