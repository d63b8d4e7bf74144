//! Which extracted values may be told: those that redaction left in the text.

use std::cell::OnceCell;

use crate::diagnose::{extract::Extracted, unwrap::unwrap};

/// The redacted text of one error.
pub(super) struct Left<'a> {
    text: &'a str,
    /// The same without its wrapping, without blanks and in lower case: values are extracted from a text that was
    /// unwrapped, and a console may have broken them.
    plain: OnceCell<String>,
}

impl<'a> Left<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, plain: OnceCell::new() }
    }

    /// Replaces what is not left in the text by what `redact` makes of it, and leaves out what that does not change: it
    /// was a part of something that is nobody's business.
    pub(super) fn redact(&self, extracted: &mut Extracted, mut redact: impl FnMut(&str) -> String) {
        let mut told = |value: &String| {
            if self.has(value) {
                return Some(value.clone());
            }
            let redacted = redact(value);
            (redacted != *value).then_some(redacted)
        };
        for values in [&mut extracted.codes, &mut extracted.hosts] {
            let mut kept: Vec<_> = values.iter().filter_map(&mut told).collect();
            kept.dedup();
            *values = kept;
        }
        for value in [
            &mut extracted.trace_id,
            &mut extracted.correlation_id,
            &mut extracted.request_id,
            &mut extracted.client_request_id,
            &mut extracted.app_id,
        ] {
            *value = value.as_ref().and_then(&mut told);
        }
    }

    fn has(&self, value: &str) -> bool {
        // The text may have the number alone.
        let value = value.strip_prefix("AADSTS").unwrap_or(value);
        self.text.contains(value) || self.plain().contains(&squeezed(value))
    }

    fn plain(&self) -> &str {
        self.plain.get_or_init(|| squeezed(unwrap(self.text).text()))
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
