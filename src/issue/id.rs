//! Names that files, events and scripts refer to.

use std::{fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

/// Longest id, in characters.
const MAX_LENGTH: usize = 64;

/// Why a text is no id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// It does not match `^[a-z0-9]+(-[a-z0-9]+)*$`.
    #[error("an id is made of lower-case letters, digits and single hyphens between them")]
    Characters,
    /// It has more than 64 characters.
    #[error("an id has at most {MAX_LENGTH} characters")]
    Length,
    /// Windows cannot store a file of that name.
    #[error("Windows reserves this name for a device")]
    Reserved,
}

fn validate(text: &str) -> Result<(), IdError> {
    let word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if !text.split('-').all(word) {
        return Err(IdError::Characters);
    }
    if text.len() > MAX_LENGTH {
        return Err(IdError::Length);
    }
    let device = matches!(text, "con" | "prn" | "aux" | "nul");
    let port = text.strip_prefix("com").or_else(|| text.strip_prefix("lpt"));
    if device || port.is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit()) {
        return Err(IdError::Reserved);
    }
    Ok(())
}

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it stands in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                validate(text).map(|()| Self(text.into()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.as_ref().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    };
}

id! {
    /// Name of an issue: its file's, without `.toml`.
    IssueId
}
id! {
    /// Name of a fix, unique in its issue.
    FixId
}
id! {
    /// Name of a step, unique in its issue.
    StepId
}
id! {
    /// Name of a pack.
    PackId
}
id! {
    /// Name of a section: its folder's.
    SectionId
}
id! {
    /// Name of a service that a pack declares.
    ServiceId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("mfa-has-expired", Ok(()))]
    #[case("a", Ok(()))]
    #[case("400", Ok(()))]
    #[case("com10", Ok(()))]
    #[case("", Err(IdError::Characters))]
    #[case("-a", Err(IdError::Characters))]
    #[case("a--b", Err(IdError::Characters))]
    #[case("Über", Err(IdError::Characters))]
    #[case("../etc", Err(IdError::Characters))]
    #[case("com1", Err(IdError::Reserved))]
    #[case("nul", Err(IdError::Reserved))]
    fn an_id_is_a_safe_file_name_on_every_system(
        #[case] text: &str,
        #[case] expected: Result<(), IdError>,
    ) {
        assert_eq!(text.parse::<IssueId>().map(|_| ()), expected);
    }

    #[test]
    fn an_id_has_at_most_64_characters() {
        assert!("a".repeat(64).parse::<StepId>().is_ok());
        assert_eq!("a".repeat(65).parse::<StepId>(), Err(IdError::Length));
    }
}
