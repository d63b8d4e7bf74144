//! Settings with few values.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Unexpected, Visitor},
};

/// A set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeName {
    /// The terminal's own 16 colours.
    #[default]
    Default,
    /// The brightest of them.
    HighContrast,
    /// None; bold, underlined and reversed text only.
    Mono,
}

/// How issues are grouped without a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// As the guide has them.
    #[default]
    Section,
    /// By when in the life of an integration they show.
    Phase,
    /// By the services that show them.
    Service,
}

impl Group {
    /// The next one, around the end.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Section => Self::Phase,
            Self::Phase => Self::Service,
            Self::Service => Self::Section,
        }
    }

    /// The word in the settings and on the screen.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Phase => "phase",
            Self::Service => "service",
        }
    }
}

/// Whether click and wheel go to the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mouse {
    /// On, but not on Windows, where it disables the terminal's own paste.
    #[default]
    Auto,
    /// Everywhere.
    On,
    /// Nowhere.
    Off,
}

impl Mouse {
    /// Whether to ask the terminal for the mouse on this system.
    pub const fn is_on(self) -> bool {
        match self {
            Self::Auto => !cfg!(windows),
            Self::On => true,
            Self::Off => false,
        }
    }
}

impl Serialize for Mouse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Auto => serializer.serialize_str("auto"),
            Self::On => serializer.serialize_bool(true),
            Self::Off => serializer.serialize_bool(false),
        }
    }
}

impl<'de> Deserialize<'de> for Mouse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MouseVisitor)
    }
}

struct MouseVisitor;

impl Visitor<'_> for MouseVisitor {
    type Value = Mouse;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(r#"true, false or "auto""#)
    }

    fn visit_bool<E: Error>(self, on: bool) -> Result<Mouse, E> {
        Ok(if on { Mouse::On } else { Mouse::Off })
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Mouse, E> {
        if word == "auto" {
            Ok(Mouse::Auto)
        } else {
            Err(E::invalid_value(Unexpected::Str(word), &self))
        }
    }
}
