//! Commands, found by typing.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::tui::{action::Action, field::Field};

/// Commands, found by typing.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    /// What is typed.
    pub field: Field,
    /// Place of the selected one among the found.
    pub selected: usize,
    /// Commands that match, the best first.
    pub found: Vec<Command>,
}

/// A command of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What it does.
    pub action: Action,
    /// Why it cannot be done now.
    pub refused: Option<String>,
}

impl Palette {
    /// Finds commands anew among those on offer; those that can be done now come first.
    pub fn find(&mut self, offered: &[Command]) {
        let matcher = SkimMatcherV2::default().ignore_case();
        let pattern: String = self.field.text().split_whitespace().collect();
        let score = |command: &Command| {
            let text = format!("{} {}", command.action.help(), command.action.name());
            matcher.fuzzy_match(&text, &pattern)
        };
        let mut scored: Vec<_> =
            offered.iter().filter_map(|command| Some((score(command)?, command.clone()))).collect();
        scored.sort_by_key(|(score, command)| (command.refused.is_some(), -score));
        self.found = scored.into_iter().map(|(_, command)| command).collect();
        self.selected = 0;
    }

    /// Moves the selection by so many commands, stopping at both ends.
    pub fn step(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }
}
