//! Texts of events that come from elsewhere.

use std::{borrow::Cow, mem};

use serde_json::Value;

use crate::clean::{clean, clean_line};

/// Cleans every text in the JSON of an event, or in its body: only comments, excerpts and the like have more than one
/// line.
pub fn clean_texts(json: &mut Value) {
    clean_named("", json);
}

fn clean_named(name: &str, value: &mut Value) {
    match value {
        Value::String(text) => {
            let has_lines = matches!(name, "text" | "excerpt" | "reason");
            let cleaned = match if has_lines { clean(text) } else { clean_line(text) } {
                Cow::Borrowed(_) => None,
                Cow::Owned(cleaned) => Some(cleaned),
            };
            if let Some(cleaned) = cleaned {
                *text = cleaned;
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| clean_named(name, value)),
        Value::Object(fields) => {
            fields.iter_mut().for_each(|(name, value)| clean_named(name, value));
            if fields.keys().any(|name| matches!(clean_line(name), Cow::Owned(_))) {
                let named = |(name, value): (String, _)| (clean_line(&name).into_owned(), value);
                *fields = mem::take(fields).into_iter().map(named).collect();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
