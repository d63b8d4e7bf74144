//! A text as it was pasted: what must not leave the memory of this process.

use std::{fmt, sync::Arc};

use super::text::floor;
use crate::clean::clean;

/// Most bytes of a paste that a text field looks at.
const FIELD: usize = 16 * 1024;

/// A paste of one line and at most so many characters is a query as it is.
const QUERY: usize = 60;

/// A text as it was pasted. It is neither redacted nor clean; its `Debug` tells only how long it is.
// Not an `Arc<str>`, which would copy megabytes between two frames.
#[derive(Clone, PartialEq, Eq)]
pub struct Raw(Arc<String>);

impl Raw {
    /// A pasted text.
    pub fn new(text: String) -> Self {
        Self(Arc::new(text))
    }

    /// The raw text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Its beginning, clean: as much as a text field may take.
    pub fn for_field(&self) -> String {
        clean(&self.0[..floor(&self.0, FIELD)]).into_owned()
    }

    /// Whether it is short enough to be searched for.
    pub fn is_query(&self) -> bool {
        if self.0.len() > FIELD {
            return false;
        }
        let text = self.0.trim();
        !text.contains(['\n', '\r']) && text.chars().count() <= QUERY
    }

    /// The same with `\n` at the end of every line, as terminals and Windows do not agree on it.
    #[must_use]
    pub fn with_plain_lines(self) -> Self {
        if memchr::memchr(b'\r', self.0.as_bytes()).is_none() {
            return self;
        }
        Self::new(self.0.replace("\r\n", "\n").replace('\r', "\n"))
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Raw({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(text: &str) -> Raw {
        Raw::new(text.to_owned())
    }

    #[test]
    fn what_was_pasted_is_not_in_its_debug_output() {
        assert_eq!(format!("{:?}", raw("hunter2")), "Raw(7 bytes)");
    }

    #[rstest::rstest]
    #[case::a_code("AADSTS50076", true)]
    #[case::with_its_line_break(" AADSTS50076\r\n", true)]
    #[case::sixty(&"x".repeat(60), true)]
    #[case::sixty_one(&"x".repeat(61), false)]
    #[case::two_lines("a\nb", false)]
    #[case::two_lines_of_a_terminal("a\rb", false)]
    fn one_short_line_is_a_query(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(raw(text).is_query(), expected);
    }

    #[test]
    fn every_line_ends_in_the_same_way() {
        assert_eq!(raw("a\r\nb\rc\n").with_plain_lines(), raw("a\nb\nc\n"));
    }

    #[test]
    fn a_field_takes_the_beginning_without_what_is_hostile() {
        assert_eq!(raw("a\u{1b}b").for_field(), "a␛b");
        assert!(raw(&"ä".repeat(1 << 20)).for_field().len() <= FIELD);
    }
}
