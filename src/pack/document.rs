//! One TOML file while it is read: its source, and the faults found so far.

use std::{
    cell::{Cell, RefCell},
    fmt,
    ops::Range,
};

use toml::de::DeTable;
use toml_parser::{Source, lexer::TokenKind};

use super::{
    fault::{Fault, Place, quote},
    table::Table,
};

/// Faults told of one file; whoever has more begins with these. Bounds what a hostile file costs.
const MAX_FAULTS: usize = 100;

/// Most values in lists of one file. More are no definition, and a tree of them would cost a hundred times their text.
const MAX_VALUES: usize = 100_000;

/// A source with the list of what is wrong with it.
pub(super) struct Document<'s> {
    /// Path to show.
    pub(super) file: &'s str,
    source: &'s str,
    /// Keys that stand before the first `[[table]]`; found below it, they were meant for the file.
    plain_keys: &'static [&'static str],
    /// Those of them that were found below it.
    misplaced: RefCell<Vec<&'static str>>,
    findings: RefCell<Vec<Finding>>,
    /// Faults beyond those, only counted.
    more: Cell<usize>,
}

/// A fault whose line is not looked up yet.
struct Finding {
    span: Range<usize>,
    message: String,
    hint: Option<String>,
}

impl<'s> Document<'s> {
    pub(super) fn new(file: &'s str, source: &'s str, plain_keys: &'static [&'static str]) -> Self {
        Self {
            file,
            source,
            plain_keys,
            misplaced: RefCell::default(),
            findings: RefCell::default(),
            more: Cell::default(),
        }
    }

    /// The whole file as a table; `None` with one fault where it is not TOML.
    pub(super) fn root(&self, noun: &'static str) -> Option<Table<'_>> {
        if let Some(excess) = first_excess(self.source) {
            self.report(excess, format_args!("more than {MAX_VALUES} values"));
            return None;
        }
        match DeTable::parse(self.source) {
            Ok(table) => Some(Table::new(self, noun, 0..0, table.into_inner())),
            Err(error) => {
                self.report_syntax(&error);
                None
            }
        }
    }

    pub(super) fn report(&self, span: Range<usize>, message: impl fmt::Display) {
        self.report_with(span, message, None);
    }

    pub(super) fn report_with(
        &self,
        span: Range<usize>,
        message: impl fmt::Display,
        hint: Option<String>,
    ) {
        if self.is_hopeless() {
            return self.more.set(self.more.get() + 1);
        }
        let finding = Finding { span, message: message.to_string(), hint };
        self.findings.borrow_mut().push(finding);
    }

    /// Whether so many faults are known that more of them only waste time.
    pub(super) fn is_hopeless(&self) -> bool {
        self.findings.borrow().len() >= MAX_FAULTS
    }

    /// The place of a span, for a fault that only other files can decide.
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        Place::new(self.source, span)
    }

    /// The part of the span where a piece of its decoded text is written, or the whole span.
    pub(super) fn locate(&self, span: &Range<usize>, piece: &str) -> Range<usize> {
        let found = self.source.get(span.clone()).and_then(|raw| raw.find(piece));
        found.map_or(span.clone(), |start| span.start + start..span.start + start + piece.len())
    }

    /// Whether a table is written `{ … }`.
    pub(super) fn is_inline(&self, span: &Range<usize>) -> bool {
        self.source.get(span.clone()).is_some_and(|raw| raw.starts_with('{'))
    }

    /// Notes a key below the first `[[table]]`; whether it was meant to stand before it.
    pub(super) fn misplace(&self, key: &str) -> bool {
        let plain_key = self.plain_keys.iter().find(|plain_key| **plain_key == key);
        self.misplaced.borrow_mut().extend(plain_key);
        plain_key.is_some()
    }

    /// Whether a key of the file was found further down.
    pub(super) fn is_misplaced(&self, key: &str) -> bool {
        self.misplaced.borrow().contains(&key)
    }

    /// The faults in the order of the file; none means that it was read whole.
    pub(super) fn into_faults(self) -> Vec<Fault> {
        let mut findings = self.findings.into_inner();
        findings.sort_by_key(|finding| finding.span.start);
        let mut faults: Vec<_> = findings
            .into_iter()
            .map(|Finding { span, message, hint }| {
                let fault = Fault::at(self.file, Place::new(self.source, span), message);
                match hint {
                    Some(hint) => fault.hint(hint),
                    None => fault,
                }
            })
            .collect();
        let more = self.more.get();
        if more > 0 {
            faults.push(Fault::of_file(self.file, format_args!("{more} more faults in this file")));
        }
        faults
    }

    /// toml's own rendering carries the raw bytes of the file; only its message and span are used.
    fn report_syntax(&self, error: &toml::de::Error) {
        let span = error.span().unwrap_or(0..0);
        let text = self.source.get(span.clone()).unwrap_or_default();
        if error.message() != "duplicate key" {
            return self.report(span, format_args!("not TOML: {}", error.message()));
        }
        let below_a_table = self.source[..span.start].contains("\n[[");
        let hint = (below_a_table && self.plain_keys.contains(&text)).then(|| plain_key_hint(text));
        self.report_with(span.clone(), format_args!("{} is given twice", quote(text)), hint);
    }
}

/// Advice for a key that TOML puts into the table above it.
pub(super) fn plain_key_hint(key: &str) -> String {
    format!("{} belongs to the file: put it before the first [[table]]", quote(key))
}

/// The comma after which a file has too many values; a short file cannot have them.
fn first_excess(source: &str) -> Option<Range<usize>> {
    if source.len() < 2 * MAX_VALUES {
        return None;
    }
    let is_comma = |kind: TokenKind| kind == TokenKind::Comma;
    let mut commas = Source::new(source).lex().filter(|token| is_comma(token.kind()));
    let span = commas.nth(MAX_VALUES)?.span();
    Some(span.start()..span.end())
}
