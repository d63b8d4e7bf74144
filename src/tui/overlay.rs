//! What lies over a screen and takes the keys: at most one at a time, and state like everything else.

mod menu;
mod pager;
mod palette;
mod prompt;

pub use self::{
    menu::{Choice, Entry, Menu},
    pager::{Pager, PagerKind},
    palette::{Command, Palette},
    prompt::{IncidentPrompt, PromptField, Purpose, Reason, Target},
};
use super::field::Field;

/// What lies over a screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Text to read.
    Pager(Pager),
    /// Commands, found by typing.
    Palette(Palette),
    /// A choice among a few.
    Menu(Menu),
    /// Which incident something belongs to.
    Incident(IncidentPrompt),
    /// Why a step is skipped or failed.
    Reason(Reason),
}

impl Overlay {
    /// The text field that typed characters go into.
    pub fn field(&mut self) -> Option<&mut Field> {
        match self {
            Self::Pager(_) | Self::Menu(_) => None,
            Self::Palette(palette) => Some(&mut palette.field),
            Self::Incident(prompt) => prompt.field(),
            Self::Reason(reason) => Some(&mut reason.field),
        }
    }
}
