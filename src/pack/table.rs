//! A cursor over a TOML table: keys are taken out one by one, faults are collected, what is left over is unknown.
//!
//! Every reader function gets a [`Value`] and returns `None` after reporting why; it never stops the others, so that
//! one pass finds everything.

use std::{fmt, ops::Range};

use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use super::{
    document::{Document, plain_key_hint},
    fault::quote,
    value::{Name, Value, nearest_word},
};

/// Most keys that a table of the format has; one allocation holds them.
const MAX_KEYS: usize = 16;

/// A table that is being read.
pub(super) struct Table<'d> {
    document: &'d Document<'d>,
    /// What messages call it: "the issue", `[[fix]]`.
    noun: &'static str,
    span: Range<usize>,
    entries: DeTable<'d>,
    /// Keys asked for, and whether they were there.
    asked: Vec<(&'static str, bool)>,
    missing: Vec<&'static str>,
}

impl<'d> Table<'d> {
    pub(super) fn new(
        document: &'d Document<'d>,
        noun: &'static str,
        span: Range<usize>,
        entries: DeTable<'d>,
    ) -> Self {
        Self {
            document,
            noun,
            span,
            entries,
            asked: Vec::with_capacity(MAX_KEYS),
            missing: Vec::new(),
        }
    }

    /// A key that must be there.
    pub(super) fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Value<'d>) -> Option<T>,
    ) -> Option<T> {
        let value = self.take(key);
        if value.is_none() {
            self.missing.push(key);
        }
        value.and_then(read)
    }

    /// A key that may be there.
    pub(super) fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Value<'d>) -> Option<T>,
    ) -> Option<T> {
        self.take(key).and_then(read)
    }

    /// A list that may be absent or empty.
    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        read: impl FnMut(Value<'d>) -> Option<T>,
    ) -> Vec<T> {
        self.optional(key, |value| value.list(read)).unwrap_or_default()
    }

    /// A list with at least one entry.
    pub(super) fn some<T>(
        &mut self,
        key: &'static str,
        read: impl FnMut(Value<'d>) -> Option<T>,
    ) -> Vec<T> {
        let read_some = |value: Value<'d>| {
            if value.is_empty_list() {
                return value.fault("is empty");
            }
            value.list(read)
        };
        self.required(key, read_some).unwrap_or_default()
    }

    /// Whether a key is there and no empty list.
    pub(super) fn has(&self, key: &str) -> bool {
        match self.entries.get(key).map(Spanned::get_ref) {
            Some(DeValue::Array(entries)) => !entries.is_empty(),
            value => value.is_some(),
        }
    }

    /// Whether a key was asked for and there.
    pub(super) fn took(&self, key: &'static str) -> bool {
        self.asked.contains(&(key, true))
    }

    /// Whether there are keys that nobody asked for so far.
    pub(super) fn has_more(&self) -> bool {
        !self.entries.is_empty()
    }

    /// Reports a fault that concerns several keys of the table; always `None`, for a reader to return.
    pub(super) fn fault<T>(&self, message: impl fmt::Display) -> Option<T> {
        self.document.report(self.span.clone(), format_args!("{} {message}", self.noun));
        None
    }

    /// Reports what nobody asked for and what is not there; a mistyped or misplaced key is one fault, not two.
    pub(super) fn finish(mut self) {
        for (key, _) in std::mem::take(&mut self.entries) {
            self.unknown(key);
        }
        for key in &self.missing {
            if !self.document.is_misplaced(key) {
                self.fault::<()>(format_args!("has no `{key}`"));
            }
        }
    }

    fn take(&mut self, key: &'static str) -> Option<Value<'d>> {
        let value = self.entries.remove(key);
        self.asked.push((key, value.is_some()));
        value.map(|value| Value::new(self.document, Name::Key(key), value))
    }

    fn unknown(&mut self, key: Spanned<DeString<'_>>) {
        let (span, key) = (key.span(), key.into_inner());
        let hint = if self.document.is_hopeless() { None } else { self.advice(&key) };
        let message = format_args!("unknown key {} in {}", quote(&key), self.noun);
        self.document.report_with(span, message, hint);
    }

    fn advice(&mut self, key: &str) -> Option<String> {
        let is_root = self.span == (0..0);
        if !is_root && self.document.misplace(key) {
            return Some(plain_key_hint(key));
        }
        match key {
            "id" if is_root => return Some("the id is the file's name".to_owned()),
            "section" if is_root => return Some("the section is the file's folder".to_owned()),
            _ => {}
        }
        let likely = nearest_word(key, self.asked.iter().map(|(key, _)| *key))?;
        self.missing.retain(|missing| *missing != likely);
        Some(format!("did you mean `{likely}`?"))
    }
}
