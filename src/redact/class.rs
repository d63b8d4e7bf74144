//! The kinds of customer data, and which of them are replaced.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a replaced value was; the word in its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Opens a door: password, key, token, signature. Always replaced.
    Secret,
    /// Mail address or sign-in name of its shape.
    Email,
    /// Name of a person or an account.
    User,
    /// Name of a Microsoft tenant, or a host that is named after it.
    Tenant,
    /// Domain of an organisation.
    Domain,
    /// Name of a machine.
    Host,
    /// Id of something in a tenant, or of the tenant.
    Guid,
    /// Network address.
    Ip,
    /// Hardware address.
    Mac,
    /// Phone number.
    Phone,
    /// Number of a payment card.
    Card,
    /// Name of a person as a folder.
    Path,
    /// Security identifier of an account.
    Sid,
    /// Name of the incident's client; its token has no number.
    Client,
}

impl Class {
    /// Every class, in the order in which they are shown.
    pub const ALL: &[Self] = &[
        Self::Secret,
        Self::Email,
        Self::User,
        Self::Tenant,
        Self::Domain,
        Self::Host,
        Self::Guid,
        Self::Ip,
        Self::Mac,
        Self::Phone,
        Self::Card,
        Self::Path,
        Self::Sid,
        Self::Client,
    ];

    /// The word in tokens, JSON and on the screen.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Secret => "secret",
            Self::Email => "email",
            Self::User => "user",
            Self::Tenant => "tenant",
            Self::Domain => "domain",
            Self::Host => "host",
            Self::Guid => "guid",
            Self::Ip => "ip",
            Self::Mac => "mac",
            Self::Phone => "phone",
            Self::Card => "card",
            Self::Path => "path",
            Self::Sid => "sid",
            Self::Client => "client",
        }
    }

    /// The class that a word names; case counts.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.as_str() == word)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A set of classes that always has [`Class::Secret`] in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Classes(u16);

impl Classes {
    /// Every class.
    pub const ALL: Self = Self(u16::MAX);

    /// Secrets alone.
    pub const SECRET: Self = Self(bit(Class::Secret));

    /// Whether values of the class are replaced.
    pub const fn contains(self, class: Class) -> bool {
        self.0 & bit(class) != 0
    }

    /// The set with one more class.
    #[must_use]
    pub const fn with(self, class: Class) -> Self {
        Self(self.0 | bit(class))
    }

    /// The set with one class fewer; secrets stay.
    #[must_use]
    pub const fn without(self, class: Class) -> Self {
        Self(self.0 & !bit(class) | bit(Class::Secret))
    }
}

impl Default for Classes {
    fn default() -> Self {
        Self::ALL
    }
}

const fn bit(class: Class) -> u16 {
    1 << class as u16
}
