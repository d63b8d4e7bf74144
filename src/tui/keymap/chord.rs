//! A key with its modifiers: as pressed, as written in `keymap.toml`, as shown.

use std::{fmt, str::FromStr};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::nearest;

/// A key with its modifiers, normalised so that all ways to press or write it are equal.
///
/// `{}` writes it as `keymap.toml` does, in ASCII; `{:#}` draws arrows as arrows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    key: KeyCode,
    modifiers: KeyModifiers,
}

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

/// Keys with a name: the name, how it is drawn, the key.
const NAMED: [(&str, &str, KeyCode); 15] = [
    ("Up", "↑", KeyCode::Up),
    ("Down", "↓", KeyCode::Down),
    ("Left", "←", KeyCode::Left),
    ("Right", "→", KeyCode::Right),
    ("Home", "Home", KeyCode::Home),
    ("End", "End", KeyCode::End),
    ("PgUp", "PgUp", KeyCode::PageUp),
    ("PgDn", "PgDn", KeyCode::PageDown),
    ("Enter", "Enter", KeyCode::Enter),
    ("Esc", "Esc", KeyCode::Esc),
    ("Tab", "Tab", KeyCode::Tab),
    ("Space", "Space", KeyCode::Char(' ')),
    ("Backspace", "Backspace", KeyCode::Backspace),
    ("Delete", "Delete", KeyCode::Delete),
    ("Insert", "Insert", KeyCode::Insert),
];

/// Modifiers as they are written, in this order.
const MODIFIERS: [(&str, KeyModifiers); 3] =
    [("Ctrl", KeyModifiers::CONTROL), ("Alt", KeyModifiers::ALT), ("Shift", KeyModifiers::SHIFT)];

const CTRL_ALT: KeyModifiers = KeyModifiers::CONTROL.union(KeyModifiers::ALT);

impl Chord {
    /// The chord of a pressed key; `None` for keys that cannot be bound, such as those of media and the Windows key.
    pub fn pressed(event: KeyEvent) -> Option<Self> {
        let mut modifiers = event.modifiers;
        if !(CTRL_ALT | KeyModifiers::SHIFT).contains(modifiers) {
            return None;
        }
        let key = match event.code {
            KeyCode::BackTab => {
                modifiers |= KeyModifiers::SHIFT;
                KeyCode::Tab
            }
            KeyCode::Char(c) if !c.is_control() => KeyCode::Char(c),
            KeyCode::F(number @ 1..=24) => KeyCode::F(number),
            key if NAMED.iter().any(|(.., named)| *named == key) => key,
            _ => return None,
        };
        Some(Self { key, modifiers }.normalised())
    }

    /// The character that it types into a text field.
    pub fn typed(self) -> Option<char> {
        match self.key {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }

    fn normalised(self) -> Self {
        let Self { key: KeyCode::Char(c), mut modifiers } = self else { return self };
        // Windows reports AltGr as Ctrl+Alt: crossterm#820. No layout types ASCII letters and digits with it.
        if modifiers.contains(CTRL_ALT) && !c.is_ascii_alphanumeric() && c != ' ' {
            modifiers -= CTRL_ALT;
        }
        let c = match () {
            () if modifiers.contains(KeyModifiers::CONTROL) => c.to_ascii_lowercase(),
            () if modifiers.contains(KeyModifiers::SHIFT) => c.to_ascii_uppercase(),
            () => c,
        };
        Self { key: KeyCode::Char(c), modifiers: modifiers - KeyModifiers::SHIFT }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;
    use rstest::rstest;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<String> {
        Chord::pressed(KeyEvent::new(code, modifiers)).map(|chord| chord.to_string())
    }

    #[rstest]
    #[case::plain(KeyCode::Char('j'), KeyModifiers::NONE, "j")]
    #[case::shift_as_most_terminals_send_it(KeyCode::Char('J'), KeyModifiers::SHIFT, "J")]
    #[case::shift_as_kitty_sends_it(KeyCode::Char('j'), KeyModifiers::SHIFT, "J")]
    #[case::caps_lock(KeyCode::Char('J'), KeyModifiers::NONE, "J")]
    #[case::shifted_sign(KeyCode::Char('?'), KeyModifiers::SHIFT, "?")]
    #[case::control(KeyCode::Char('n'), KeyModifiers::CONTROL, "Ctrl+N")]
    #[case::control_with_shift(KeyCode::Char('N'), KeyModifiers::CONTROL.union(KeyModifiers::SHIFT), "Ctrl+N")]
    #[case::alt_keeps_the_case(KeyCode::Char('b'), KeyModifiers::ALT, "Alt+b")]
    #[case::back_tab(KeyCode::BackTab, KeyModifiers::NONE, "Shift+Tab")]
    #[case::back_tab_with_shift(KeyCode::BackTab, KeyModifiers::SHIFT, "Shift+Tab")]
    #[case::alt_gr_on_windows(KeyCode::Char('@'), CTRL_ALT, "@")]
    #[case::polish_alt_gr(KeyCode::Char('ą'), CTRL_ALT, "ą")]
    #[case::control_and_alt_alone(KeyCode::Char('x'), CTRL_ALT, "Ctrl+Alt+X")]
    #[case::space(KeyCode::Char(' '), KeyModifiers::NONE, "Space")]
    #[case::function(KeyCode::F(1), KeyModifiers::NONE, "F1")]
    fn every_way_to_press_a_chord_is_the_same(
        #[case] code: KeyCode,
        #[case] modifiers: KeyModifiers,
        #[case] expected: &str,
    ) {
        assert_eq!(pressed(code, modifiers).as_deref(), Some(expected));
    }

    #[rstest]
    #[case::windows_key(KeyCode::Char('l'), KeyModifiers::SUPER)]
    #[case::caps_lock(KeyCode::CapsLock, KeyModifiers::NONE)]
    #[case::control_character(KeyCode::Char('\u{9b}'), KeyModifiers::NONE)]
    fn keys_that_belong_to_others_are_no_chord(
        #[case] code: KeyCode,
        #[case] modifiers: KeyModifiers,
    ) {
        assert_eq!(pressed(code, modifiers), None);
    }

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
