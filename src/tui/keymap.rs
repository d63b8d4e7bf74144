//! Which chord stands for which action in which place.
//!
//! The keys themselves are written in `assets/keymap.toml` and nowhere else; footer, palette and help ask here.

mod chord;
mod context;
mod file;

pub use self::{
    chord::{Chord, ChordError},
    context::{Context, Table},
    file::Fault,
};

use super::action::Action;

/// The keys that casebook comes with, as the documented file.
pub const DEFAULT: &str = include_str!("../../assets/keymap.toml");

/// Every binding there is.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// At most one for a chord in a table; the user's before the default ones, each in the order of their file.
    bindings: Vec<Binding>,
}

/// One line of a keymap file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub table: Table,
    /// What is pressed.
    pub chord: Chord,
    /// What is wished for; `None` takes the chord away, also from the tables after this one.
    pub action: Option<Action>,
}

impl Keymap {
    /// Adds the bindings of a user's file, which win. The faulty ones are left out and returned, all of them.
    pub fn merge(&mut self, file_name: &str, text: &str) -> Vec<Fault> {
        let (mut bindings, faults) = file::read(file_name, text);
        let overridden = |old: &Binding| {
            bindings.iter().any(|new| new.table == old.table && new.chord == old.chord)
        };
        self.bindings.retain(|old| !overridden(old));
        bindings.append(&mut self.bindings);
        self.bindings = bindings;
        faults
    }

    /// What a chord stands for where the focus is.
    pub fn lookup(&self, context: Context, chord: Chord) -> Option<Action> {
        let in_table =
            |table: &Table| self.bindings.iter().find(|b| b.table == *table && b.chord == chord);
        context.chain().iter().find_map(in_table)?.action
    }

    /// The chord to name for an action where the focus is: the most particular one that works.
    pub fn key(&self, context: Context, action: Action) -> Option<Chord> {
        let in_table = |table: &Table| {
            let of_action =
                self.bindings.iter().filter(|b| b.table == *table && b.action == Some(action));
            of_action
                .map(|binding| binding.chord)
                .find(|chord| self.lookup(context, *chord) == Some(action))
        };
        context.chain().iter().find_map(in_table)
    }

    /// Every chord of an action with the table that has it, for the help.
    pub fn chords(&self, action: Action) -> impl Iterator<Item = (Table, Chord)> {
        let of_action = move |binding: &&Binding| binding.action == Some(action);
        self.bindings.iter().filter(of_action).map(|binding| (binding.table, binding.chord))
    }

    /// Every binding: the user's first, each in the order of their file.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }
}

impl Default for Keymap {
    /// The keys that casebook comes with; that none of them is at fault is proven by a test.
    fn default() -> Self {
        let (bindings, _) = file::read("keymap.toml", DEFAULT);
        Self { bindings }
    }
}

/// The known name that a word was probably meant to be.
fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let tolerable = word.chars().count().div_ceil(3);
    known
        .map(|name| (strsim::damerau_levenshtein(&word, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= tolerable)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests;
