//! Text that is safe to print.

use std::{borrow::Cow, fmt::Write};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::{
    clean::{clean, clean_line, forbidden},
    pack::Fault,
};

/// A heading.
pub(super) const BOLD: Style = Style::new().bold();
/// Less important than what stands beside it.
pub(super) const DIM: Style = Style::new().dimmed();
/// It worked.
pub(super) const GOOD: Style = AnsiColor::Green.on_default();
/// It is broken or did not work.
pub(super) const BAD: Style = AnsiColor::Red.on_default();
/// As it is.
pub(super) const PLAIN: Style = Style::new();

/// Text that is safe to print: whatever is put in was cleaned, and all escape sequences are its own styles.
#[derive(Clone, Debug, Default)]
pub struct Text {
    printed: String,
    look: Look,
}

/// What a text is printed for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal; `None` for a file or pipe, where nothing is cut.
    pub width: Option<usize>,
    /// Without drawn characters beyond ASCII.
    pub ascii: bool,
}

impl Text {
    /// Nothing yet.
    pub fn new(look: Look) -> Self {
        Self { printed: String::new(), look }
    }

    /// A JSON document. Characters that are not safe stand in it as escapes, so that nothing is lost.
    pub fn json(value: &impl Serialize) -> serde_json::Result<Self> {
        let mut printed = escape(&serde_json::to_string_pretty(value)?);
        printed.push('\n');
        Ok(Self { printed, look: Look::default() })
    }

    /// A text that needs no cleaning, as it holds nothing that came from outside.
    pub(super) fn own(printed: String) -> Self {
        Self { printed, look: Look::default() }
    }

    /// Adds text of one or more lines.
    pub fn lines(&mut self, text: &str) -> &mut Self {
        self.put(&clean(text));
        self
    }

    /// Adds a piece of a line.
    pub fn piece(&mut self, style: Style, text: &str) -> &mut Self {
        let text = clean_line(text);
        if style == PLAIN || text.is_empty() {
            self.put(&text);
        } else {
            // Writing to a string does not fail.
            let _ = write!(self.printed, "{style}");
            self.put(&text);
            let _ = write!(self.printed, "{style:#}");
        }
        self
    }

    /// Ends the line.
    pub fn end(&mut self) -> &mut Self {
        self.printed.push('\n');
        self
    }

    /// Adds a fault, which is clean, with its line and caret.
    pub fn fault(&mut self, fault: &Fault) -> &mut Self {
        self.printed.push_str(&fault.render(true));
        self.end()
    }

    /// What it is printed for.
    pub fn look(&self) -> Look {
        self.look
    }

    /// Everything, with the escape sequences of its styles.
    pub fn as_str(&self) -> &str {
        &self.printed
    }

    /// A clean text as it is printed: in plain forms where nothing beyond ASCII is drawn.
    pub(super) fn written<'t>(&self, clean: &'t str) -> Cow<'t, str> {
        if !self.look.ascii {
            return Cow::Borrowed(clean);
        }
        Cow::Owned(clean.replace('·', "-").replace('…', "...").replace(['“', '”'], "\""))
    }

    fn put(&mut self, clean: &str) {
        let written = self.written(clean);
        self.printed.push_str(&written);
    }
}

/// JSON holds characters beyond ASCII and DEL only inside of texts, where they may be written as escapes.
fn escape(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((at, found)) = forbidden(rest) {
        escaped.push_str(&rest[..at]);
        for unit in found.encode_utf16(&mut [0; 2]) {
            let _ = write!(escaped, "\\u{unit:04x}");
        }
        rest = &rest[at + found.len_utf8()..];
    }
    escaped + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_hostile_characters_as_escapes() {
        let hostile = "\u{1b}]52;c;x\u{7} \u{9b}31m \u{202e} \u{e0041} \u{7f} ä";
        let text = Text::json(&hostile).unwrap();

        assert_eq!(forbidden(text.as_str()), None);
        assert_eq!(serde_json::from_str::<String>(text.as_str()).unwrap(), hostile);
    }

    #[test]
    fn only_the_styles_are_escape_sequences() {
        let mut text = Text::default();
        text.piece(BAD, "\u{1b}[31mred\nline").end().lines("a\n\u{1b}b");

        assert_eq!(anstream::adapter::strip_str(text.as_str()).to_string(), "␛[31mred line\na\n␛b");
    }

    #[test]
    fn drawn_characters_have_plain_forms() {
        let mut text = Text::new(Look { ascii: true, width: None });
        text.piece(PLAIN, "a · b…");
        assert_eq!(text.as_str(), "a - b...");
    }
}
