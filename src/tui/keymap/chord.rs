//! A key with its modifiers, as it is pressed.

mod written;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub use self::written::ChordError;

/// A key with its modifiers, normalised so that all ways to press or write it are equal.
///
/// `{}` writes it as `keymap.toml` does, in ASCII; `{:#}` draws arrows as arrows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    key: KeyCode,
    modifiers: KeyModifiers,
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
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
