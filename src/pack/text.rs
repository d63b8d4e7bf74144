//! What a text of a definition must be like.

use std::{borrow::Cow, time::Duration};

use unicode_width::UnicodeWidthStr;

use super::{fault::quote, value::Value};
use crate::{
    clean::{clean, forbidden},
    issue::{self, Link},
};

/// Longest text, in bytes.
const MAX_TEXT: usize = 8 * 1024;

/// Widest short title, in columns: rows of a 40 column terminal show it whole.
const MAX_SHORT: usize = 36;

/// Any text: not empty, not endless, nothing invisible in it. White space at its end is dropped.
pub(super) fn text(value: Value<'_>) -> Option<String> {
    checked_text(value, |_, _| Some(()))
}

/// A text of one line.
pub(super) fn line(value: Value<'_>) -> Option<String> {
    checked_text(value, one_line)
}

/// Text for people, in Markdown.
pub(super) fn prose(value: Value<'_>) -> Option<String> {
    checked_text(value, reads_well)
}

/// A sentence for people.
pub(super) fn sentence(value: Value<'_>) -> Option<String> {
    checked_text(value, |value, text| one_line(value, text).and(reads_well(value, text)))
}

/// A title that fits a row.
pub(super) fn short(value: Value<'_>) -> Option<String> {
    checked_text(value, |value, text| {
        one_line(value, text)?;
        match text.width() {
            ..=MAX_SHORT => Some(()),
            width => value.fault(format_args!("is {width} columns wide, {MAX_SHORT} at most")),
        }
    })
}

/// An error code: one word.
pub(super) fn code(value: Value<'_>) -> Option<String> {
    checked_text(value, |value, text| {
        if text.contains(char::is_whitespace) {
            return value.fault("is no code: a code has no blanks");
        }
        has_word(value, text)
    })
}

/// A part of a raw error to look for.
pub(super) fn phrase(value: Value<'_>) -> Option<String> {
    checked_text(value, has_word)
}

/// An HTTP status.
pub(super) fn status(value: &Value<'_>) -> Option<u16> {
    match u16::try_from(value.number()?) {
        Ok(status @ 100..=599) => Some(status),
        _ => value.fault("is no HTTP status: 100 to 599"),
    }
}

/// A page on the web, absolute.
pub(super) fn url(value: Value<'_>) -> Option<String> {
    checked_text(value, |value, text| {
        if is_absolute(text) {
            return Some(());
        }
        value.fault(format_args!("must be an absolute http or https address, not {}", quote(text)))
    })
}

/// A day, written `2026-11-22`.
pub(super) fn day(value: Value<'_>) -> Option<String> {
    checked_text(value, |value, text| {
        if text.len() == "2026-11-22".len() && text.parse::<jiff::civil::Date>().is_ok() {
            return Some(());
        }
        value.fault(format_args!("must be a day like 2026-11-22, not {}", quote(text)))
    })
}

/// A length of time: a whole number and `m`, `h` or `d`.
pub(super) fn duration(mut value: Value<'_>) -> Option<Duration> {
    let text = value.string()?;
    let parsed = issue::duration(&text);
    parsed.or_else(|| {
        let hint = "a whole number and `m`, `h` or `d`, such as \"90m\", \"48h\", \"7d\"";
        let message = format_args!("is no duration: {}", quote(&text));
        value.fault_at(value.span(), message, Some(hint.to_owned()))
    })
}

/// A label and what it stands for.
pub(super) fn link(value: Value<'_>) -> Option<Link> {
    let mut table = value.table("`link`")?;
    let label = table.required("label", line);
    let url = table.required("url", url);
    table.finish();
    Some(Link { label: label?, url: url? })
}

fn checked_text(
    mut value: Value<'_>,
    check: impl FnOnce(&Value<'_>, &str) -> Option<()>,
) -> Option<String> {
    let mut text = value.string()?;
    if text.contains("\r\n") {
        text = text.replace("\r\n", "\n");
    }
    text.truncate(text.trim_end().len());
    if text.trim_start().is_empty() {
        return value.fault("is empty");
    }
    if text.len() > MAX_TEXT {
        return value.fault(format_args!("has {} bytes, {MAX_TEXT} at most", text.len()));
    }
    nothing_hidden(&value, &text)?;
    check(&value, &text)?;
    text.shrink_to_fit();
    Some(text)
}

/// What cleaning would change has no place in a definition.
fn nothing_hidden(value: &Value<'_>, text: &str) -> Option<()> {
    if let Cow::Borrowed(_) = clean(text) {
        return Some(());
    }
    let Some((offset, hidden)) = forbidden(text) else {
        return value.fault("piles too many marks on one character");
    };
    let written = &text[offset..offset + hidden.len_utf8()];
    let message = format!("holds the invisible character U+{:04X}", u32::from(hidden));
    value.fault_at(value.locate(written), message, Some("leave it out".to_owned()))
}

fn one_line(value: &Value<'_>, text: &str) -> Option<()> {
    if text.contains('\n') { value.fault("must be one line") } else { Some(()) }
}

fn has_word(value: &Value<'_>, text: &str) -> Option<()> {
    if text.contains(char::is_alphanumeric) {
        return Some(());
    }
    value.fault("has neither a letter nor a digit to look for")
}

fn reads_well(value: &Value<'_>, text: &str) -> Option<()> {
    if let Some(step) = numbered_step(text) {
        let message = format_args!("speaks of {}: numbers change", quote(step));
        let hint = "name what is done in that step".to_owned();
        return value.fault_at(value.locate(step), message, Some(hint));
    }
    if let Some(target) = relative_link(text) {
        let message = format_args!("links to {}", quote(target));
        let hint = "write the whole address, beginning with https://".to_owned();
        return value.fault_at(value.locate(target), message, Some(hint));
    }
    Some(())
}

/// "step 4", "Steps 2" …: a reference that breaks as soon as a step is added.
fn numbered_step(text: &str) -> Option<&str> {
    memchr::memmem::find_iter(text.as_bytes(), "tep").find_map(|tep| {
        let start = tep.checked_sub(1)?;
        let alone = !text[..start].ends_with(char::is_alphanumeric);
        let word = text.get(start..).filter(|rest| alone && rest.starts_with(['s', 'S']))?;
        let rest = word["step".len()..].trim_start_matches('s');
        let number = rest.trim_start_matches([' ', '\n', '\u{a0}', '#']);
        let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        let counts = digits > 0 && number.len() < rest.len();
        counts.then(|| &word[..word.len() - number.len() + digits])
    })
}

/// The first Markdown link outside code that is not absolute.
fn relative_link(text: &str) -> Option<&str> {
    memchr::memmem::find_iter(text.as_bytes(), "](").find_map(|bracket| {
        let in_code = text[..bracket].matches('`').count() % 2 == 1;
        let target = text[bracket + "](".len()..].split([')', ' ', '\n']).next()?;
        (!in_code && !is_absolute(target)).then_some(target)
    })
}

fn is_absolute(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with(char::is_alphanumeric))
        && !url.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    use rstest::rstest;

    #[rstest]
    #[case("Repeat step 4.", Some("step 4"))]
    #[case("Steps 2 and 3", Some("Steps 2"))]
    #[case("as in step #12", Some("step #12"))]
    #[case("the step\n3", Some("step\n3"))]
    #[case("a footstep 4", None)]
    #[case("two steps", None)]
    #[case("step4", None)]
    #[case("the next step: 4 roles", None)]
    #[case("tep 4", None)]
    fn a_reference_to_a_step_by_its_number_is_found(
        #[case] text: &str,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(numbered_step(text), expected);
    }

    #[rstest]
    #[case("[a](https://x.y)", None)]
    #[case("[a](guide.md)", Some("guide.md"))]
    #[case("[a](#part)", Some("#part"))]
    #[case("![a](/img.png \"t\")", Some("/img.png"))]
    #[case("[a](https://)", Some("https://"))]
    #[case("`$a[0](1)`", None)]
    fn a_link_that_is_not_absolute_is_found(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(relative_link(text), expected);
    }
}
