//! Roles as colours. The default uses the terminal's own 16, so that it fits light and dark alike.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

use super::text::{Look, Role};
use crate::config::ThemeName;

/// How every role looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: BTreeMap<&'static str, Style>,
    matched: Style,
    selected: Style,
    selected_elsewhere: Style,
}

/// Why a theme is not as its user wanted it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// No role has that name.
    #[error("there is no role {0:?} to colour; there are {names}", names = ROLES.map(Role::name).join(", "))]
    Role(String),
    /// The colour is none that a terminal knows.
    #[error(
        "{colour:?} is no colour (for the role {role:?}); write a name such as \"red\", a number to 255 or \"#rrggbb\""
    )]
    Colour {
        /// Role that it was meant for.
        role: String,
        /// What was written.
        colour: String,
    },
}

const ROLES: [Role; 15] = [
    Role::Text,
    Role::Dim,
    Role::Title,
    Role::Heading,
    Role::Code,
    Role::Link,
    Role::Good,
    Role::Bad,
    Role::Warning,
    Role::Pending,
    Role::Accent,
    Role::Key,
    Role::Evidence,
    Role::Focus,
    Role::Border,
];

impl Role {
    /// Its name in the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Dim => "dim",
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Code => "code",
            Self::Link => "link",
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Warning => "warning",
            Self::Pending => "pending",
            Self::Accent => "accent",
            Self::Key => "key",
            Self::Evidence => "evidence",
            Self::Focus => "focus",
            Self::Border => "border",
        }
    }

    fn colour(self) -> Style {
        let style = Style::new();
        match self {
            Self::Text => style,
            Self::Title | Self::Key => style.add_modifier(Modifier::BOLD),
            Self::Dim | Self::Border => style.fg(Color::DarkGray),
            Self::Heading | Self::Accent => style.fg(Color::Cyan),
            Self::Code => style.fg(Color::Yellow),
            Self::Link => style.fg(Color::Blue).add_modifier(Modifier::UNDERLINED),
            Self::Good | Self::Focus => style.fg(Color::Green),
            Self::Bad => style.fg(Color::Red),
            Self::Warning => style.fg(Color::LightRed),
            Self::Pending => style.fg(Color::Magenta),
            Self::Evidence => {
                style.fg(Color::Yellow).add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
            }
        }
    }

    fn high_contrast(self) -> Style {
        match self {
            Self::Dim | Self::Border => Style::new(),
            Self::Focus => Style::new().fg(Color::LightYellow).add_modifier(Modifier::BOLD),
            other => other.colour().add_modifier(Modifier::BOLD),
        }
    }

    /// Without any colour: what matters is bold, underlined or dim, and has a mark of its own besides.
    fn mono(self) -> Style {
        let style = Style::new();
        match self {
            Self::Text | Self::Good | Self::Code | Self::Border => style,
            Self::Dim => style.add_modifier(Modifier::DIM),
            Self::Link => style.add_modifier(Modifier::UNDERLINED),
            Self::Evidence => style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Self::Accent | Self::Pending => style.add_modifier(Modifier::ITALIC),
            Self::Title | Self::Heading | Self::Bad | Self::Warning | Self::Key | Self::Focus => {
                style.add_modifier(Modifier::BOLD)
            }
        }
    }
}

impl Theme {
    /// The theme of that name with the user's colours over it. What cannot be done is left out and told. Without
    /// colour (`NO_COLOR`) every name gives the theme without any.
    pub fn new(
        name: ThemeName,
        colours: &BTreeMap<String, String>,
        colourless: bool,
    ) -> (Self, Vec<ThemeError>) {
        let mut faults = Vec::new();
        if colourless {
            return (Self::mono(), faults);
        }
        let mut theme = match name {
            ThemeName::Default => Self::of(Role::colour),
            ThemeName::HighContrast => Self::of(Role::high_contrast),
            ThemeName::Mono => Self::mono(),
        };
        for (role, colour) in colours {
            if let Err(fault) = theme.set(role, colour) {
                faults.push(fault);
            }
        }
        (theme, faults)
    }

    fn set(&mut self, role: &str, colour: &str) -> Result<(), ThemeError> {
        let fault = || ThemeError::Colour { role: role.to_owned(), colour: colour.to_owned() };
        let parsed: Color = colour.parse().map_err(|_| fault())?;
        match self.styles.get_mut(role) {
            Some(style) => *style = style.fg(parsed),
            None => return Err(ThemeError::Role(role.to_owned())),
        }
        Ok(())
    }

    fn of(style: impl Fn(Role) -> Style) -> Self {
        Self {
            styles: ROLES.iter().map(|role| (role.name(), style(*role))).collect(),
            // Bold survives on the selected row, whose colours are the selection's.
            matched: Style::new().fg(Color::Black).bg(Color::Yellow).add_modifier(Modifier::BOLD),
            selected: Style::new()
                .fg(Color::Reset)
                .bg(Color::Reset)
                .add_modifier(Modifier::REVERSED),
            selected_elsewhere: Style::new().add_modifier(Modifier::BOLD),
        }
    }

    fn mono() -> Self {
        Self {
            matched: Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            selected: Style::new().add_modifier(Modifier::REVERSED),
            ..Self::of(Role::mono)
        }
    }

    /// Style of a role.
    pub fn role(&self, role: Role) -> Style {
        self.styles.get(role.name()).copied().unwrap_or_default()
    }

    /// Style of a look.
    pub fn look(&self, look: Look) -> Style {
        let mut style = self.role(look.role);
        if look.strong {
            style = style.add_modifier(Modifier::BOLD);
        }
        if look.stressed {
            style = style.add_modifier(Modifier::ITALIC);
        }
        if look.marked { style.patch(self.matched) } else { style }
    }

    /// Style of the selected row: where the keys go, or in another pane.
    pub fn selection(&self, focused: bool) -> Style {
        if focused { self.selected } else { self.selected_elsewhere }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(colours: &[(&str, &str)], colourless: bool) -> (Theme, Vec<ThemeError>) {
        let colours =
            colours.iter().map(|(role, colour)| ((*role).to_owned(), (*colour).to_owned()));
        Theme::new(ThemeName::Default, &colours.collect(), colourless)
    }

    #[test]
    fn without_colour_no_role_and_no_mark_has_one() {
        let (theme, _) = theme(&[("good", "red")], true);
        let mut styles = vec![theme.matched, theme.selected, theme.selected_elsewhere];
        styles.extend(ROLES.map(|role| theme.role(role)));
        assert!(styles.iter().all(|style| style.fg.is_none() && style.bg.is_none()));
    }

    #[test]
    fn every_wrong_setting_is_told_and_the_right_ones_hold() {
        let (theme, faults) =
            theme(&[("good", "blue"), ("text", "reddish"), ("goode", "red")], false);
        assert_eq!(theme.role(Role::Good).fg, Some(Color::Blue));
        assert_eq!(faults.len(), 2, "{faults:?}");
    }
}
