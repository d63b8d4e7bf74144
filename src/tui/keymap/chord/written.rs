//! A chord as it is written in `keymap.toml` and shown, and which ones cannot be bound.

use std::{fmt, str::FromStr};

use crossterm::event::{KeyCode, KeyModifiers};

use super::{Chord, NAMED};
use crate::tui::keymap::nearest;

/// Why a text is no chord that can be bound.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChordError {
    /// No key has that name.
    #[error("there is no such key")]
    Unknown {
        /// The name that was probably meant.
        near: Option<&'static str>,
    },
    /// Shift is part of the character already.
    #[error("Shift does not go with a character")]
    Shifted,
    /// Terminals send nothing for it, or the same as for another key.
    #[error("terminals do not tell this key apart from others")]
    NeverSent {
        /// What they send for it.
        instead: Option<&'static str>,
    },
}

/// Modifiers as they are written, in this order.
const MODIFIERS: [(&str, KeyModifiers); 3] =
    [("Ctrl", KeyModifiers::CONTROL), ("Alt", KeyModifiers::ALT), ("Shift", KeyModifiers::SHIFT)];

impl FromStr for Chord {
    type Err = ChordError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = text;
        while let Some((modifier, after)) = split_modifier(rest) {
            modifiers |= modifier;
            rest = after;
        }
        let chord = Self { key: key_named(rest)?, modifiers };
        chord.objection().map_or_else(|| Ok(chord.normalised()), Err)
    }
}

/// The first modifier and what follows its plus; `Ctrl++` is Ctrl with the plus key.
fn split_modifier(text: &str) -> Option<(KeyModifiers, &str)> {
    let (name, rest) = text.split_once('+')?;
    let (_, modifier) =
        MODIFIERS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim()))?;
    Some((*modifier, if rest == " " { rest } else { rest.trim_start() }))
}

fn key_named(text: &str) -> Result<KeyCode, ChordError> {
    let mut characters = text.chars();
    let first = characters.next();
    let named =
        |(name, drawn, _): &&(&str, &str, _)| name.eq_ignore_ascii_case(text) || *drawn == text;
    if let Some((.., key)) = NAMED.iter().find(named) {
        return Ok(*key);
    }
    if let (Some(c), None) = (first, characters.next())
        && !c.is_control()
    {
        return Ok(KeyCode::Char(c));
    }
    let function = text.strip_prefix(['F', 'f']).and_then(|number| number.parse().ok());
    match function {
        Some(number @ 1..=24) => Ok(KeyCode::F(number)),
        _ => Err(ChordError::Unknown { near: nearest(text, NAMED.iter().map(|(name, ..)| *name)) }),
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, modifier) in MODIFIERS {
            if self.modifiers.contains(modifier) {
                write!(f, "{name}+")?;
            }
        }
        match self.key {
            KeyCode::F(number) => write!(f, "F{number}"),
            KeyCode::Char(c) if self.modifiers.contains(KeyModifiers::CONTROL) && c != ' ' => {
                write!(f, "{}", c.to_ascii_uppercase())
            }
            KeyCode::Char(c) if c != ' ' => write!(f, "{c}"),
            key => {
                let named = NAMED.iter().find(|(.., known)| *known == key);
                let text = named.map(|(name, drawn, _)| if f.alternate() { drawn } else { name });
                f.write_str(text.unwrap_or(&"?"))
            }
        }
    }
}

impl ChordError {
    /// What to write instead.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unknown { near: Some(near) } => Some(format!("did you mean `{near}`?")),
            Self::Unknown { near: None } => {
                Some("a key is a character, or a name such as `Up`, `F5` or `Ctrl+N`".into())
            }
            Self::Shifted => Some("write the character as it is typed: `J` for Shift and j".into()),
            Self::NeverSent { instead: Some(instead) } => {
                Some(format!("they send `{instead}` for it"))
            }
            Self::NeverSent { instead: None } => {
                Some("Ctrl goes with letters and named keys".into())
            }
        }
    }
}

impl Chord {
    /// What is wrong with binding it, if anything.
    fn objection(self) -> Option<ChordError> {
        let control = self.modifiers.contains(KeyModifiers::CONTROL);
        let shift = self.modifiers.contains(KeyModifiers::SHIFT);
        let instead = match self.key {
            KeyCode::Char(_) if shift => return Some(ChordError::Shifted),
            KeyCode::Char('i' | 'I') | KeyCode::Tab if control => Some("Tab"),
            KeyCode::Char('m' | 'M') | KeyCode::Enter if control || shift => Some("Enter"),
            KeyCode::Char('[') | KeyCode::Esc if control || shift => Some("Esc"),
            KeyCode::Char(c) if control && !c.is_ascii_alphabetic() && c != ' ' => None,
            _ => return None,
        };
        Some(ChordError::NeverSent { instead })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crossterm::event::KeyEvent;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("ctrl+n", "Ctrl+N")]
    #[case("CTRL+N", "Ctrl+N")]
    #[case("Shift+Ctrl+Up", "Ctrl+Shift+Up")]
    #[case("Ctrl + Left", "Ctrl+Left")]
    #[case("↑", "Up")]
    #[case("+", "+")]
    #[case("Alt++", "Alt++")]
    #[case(" ", "Space")]
    #[case("f12", "F12")]
    #[case("ß", "ß")]
    fn every_way_to_write_a_chord_is_the_same(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(text.parse::<Chord>().unwrap().to_string(), expected);
    }

    #[rstest]
    #[case("PgDwn", "did you mean `PgDn`?")]
    #[case("Ctrl+Entr", "did you mean `Enter`?")]
    #[case("Hyper+x", "a key is a character")]
    #[case("F25", "a key is a character")]
    #[case("", "a key is a character")]
    #[case("Shift+j", "`J` for Shift and j")]
    #[case("Ctrl+I", "they send `Tab`")]
    #[case("Ctrl+M", "they send `Enter`")]
    #[case("Ctrl+[", "they send `Esc`")]
    #[case("Ctrl+Enter", "they send `Enter`")]
    #[case("Ctrl+1", "Ctrl goes with letters")]
    fn what_cannot_be_bound_is_refused_with_advice(#[case] text: &str, #[case] advice: &str) {
        let hint = text.parse::<Chord>().unwrap_err().hint().unwrap();
        assert!(hint.contains(advice), "{hint}");
    }

    #[rstest]
    #[case("Up", "↑")]
    #[case("Ctrl+Left", "Ctrl+←")]
    #[case("PgUp", "PgUp")]
    fn arrows_are_drawn_as_arrows(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(format!("{:#}", text.parse::<Chord>().unwrap()), expected);
    }

    proptest! {
        #[test]
        fn a_chord_is_read_as_it_is_written(
            modifiers in prop::collection::vec(prop::sample::select(vec!["Ctrl+", "Alt+", "Shift+"]), 0..3),
            key in prop_oneof![
                "[ -~]",
                any::<char>().prop_map(String::from),
                prop::sample::select(NAMED.to_vec()).prop_map(|(name, ..)| name.to_owned()),
                (1..=24_u8).prop_map(|number| format!("F{number}")),
            ],
        ) {
            if let Ok(chord) = format!("{}{key}", modifiers.concat()).parse::<Chord>() {
                prop_assert_eq!(chord.to_string().parse(), Ok(chord));
                prop_assert_eq!(format!("{chord:#}").parse(), Ok(chord));
                prop_assert_eq!(Chord::pressed(KeyEvent::new(chord.key, chord.modifiers)), Some(chord));
            }
        }
    }
}
