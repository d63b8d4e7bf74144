//! Names of incidents, events and sessions.

use std::{fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Crockford's base 32 in lower case: no `i`, `l`, `o`, `u`, which are misread over the phone.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Characters of an incident id.
const LENGTH: usize = 8;

/// Name of an incident: 8 characters of Crockford's base 32, lower case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct IncidentId(Arc<str>);

/// The text is no incident id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an incident id has 8 characters of 0-9 and a-z without i, l, o and u")]
pub struct IncidentIdError;

impl IncidentId {
    /// The id made of the low 40 bits of a number, which the caller draws at random.
    pub fn from_bits(bits: u64) -> Self {
        let five_bits = |index: usize| (bits >> (5 * index)).to_le_bytes()[0] & 31;
        let digit = |index| char::from(ALPHABET[usize::from(five_bits(index))]);
        Self((0..LENGTH).rev().map(digit).collect::<String>().into())
    }

    /// The id as people read it out.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for IncidentId {
    type Err = IncidentIdError;

    fn from_str(text: &str) -> Result<Self, IncidentIdError> {
        let valid = text.len() == LENGTH && text.bytes().all(|byte| ALPHABET.contains(&byte));
        valid.then(|| Self(text.into())).ok_or(IncidentIdError)
    }
}

impl TryFrom<String> for IncidentId {
    type Error = IncidentIdError;

    fn try_from(text: String) -> Result<Self, IncidentIdError> {
        text.parse()
    }
}

impl From<IncidentId> for String {
    fn from(id: IncidentId) -> Self {
        id.0.as_ref().to_owned()
    }
}

impl fmt::Display for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IncidentId({})", self.0)
    }
}

/// Name of an event: a UUID of version 7, so that ids sort by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub Uuid);

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Name of one run of the program; undo prefers the events of its own session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(pub Uuid);

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
