//! A value of a TOML table, as the type that the definition format asks for.

use std::{collections::HashSet, fmt, hash::Hash, ops::Range, str::FromStr};

use toml::{Spanned, de::DeValue};

use super::{
    document::Document,
    fault::{Place, quote},
    table::Table,
};
use crate::issue::{DetailKind, Host, IdError, Level, Phase, Strength, Vendor, WaitOn};

/// Longest word that is compared with the known ones.
const MAX_WORD: usize = 64;

/// Longest list.
const MAX_ENTRIES: usize = 20_000;

/// A value with the name under which messages speak of it.
pub(super) struct Value<'d> {
    document: &'d Document<'d>,
    name: Name,
    span: Range<usize>,
    content: DeValue<'d>,
}

/// What messages call a value.
#[derive(Clone, Copy)]
pub(super) enum Name {
    /// By its key.
    Key(&'static str),
    /// By the list in which it stands.
    EntryOf(&'static str),
}

/// A closed set of words of the definition format.
pub(super) trait Word: Copy + 'static {
    /// Every word.
    const WORDS: &'static [Self];

    /// The word as written.
    fn written(self) -> &'static str;
}

macro_rules! words {
    ($($name:ident),+) => {
        $(impl Word for $name {
            const WORDS: &'static [Self] = Self::ALL;

            fn written(self) -> &'static str { self.as_str() }
        })+
    };
}

words!(DetailKind, Host, Level, Phase, Strength, Vendor, WaitOn);

impl<'d> Value<'d> {
    pub(super) fn new(document: &'d Document<'d>, name: Name, value: Spanned<DeValue<'d>>) -> Self {
        Self { document, name, span: value.span(), content: value.into_inner() }
    }

    /// Reports a fault of this value; always `None`, for a reader to return.
    pub(super) fn fault<T>(&self, message: impl fmt::Display) -> Option<T> {
        self.fault_at(self.span.clone(), message, None)
    }

    /// The same at a part of the value, or with advice.
    pub(super) fn fault_at<T>(
        &self,
        span: Range<usize>,
        message: impl fmt::Display,
        hint: Option<String>,
    ) -> Option<T> {
        self.document.report_with(span, format_args!("{} {message}", self.name), hint);
        None
    }

    /// Where the value is written.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Where a piece of the value's text is written.
    pub(super) fn locate(&self, piece: &str) -> Range<usize> {
        self.document.locate(&self.span, piece)
    }

    /// Where the value stands, for faults that only other files can decide.
    pub(super) fn place(&self) -> Place {
        self.document.place(self.span.clone())
    }

    /// The value as it stands, if it is a string.
    pub(super) fn string(&mut self) -> Option<String> {
        if let DeValue::String(text) = &mut self.content {
            return Some(std::mem::take(text).into_owned());
        }
        let is_date = matches!(self.content, DeValue::Datetime(_));
        self.wrong_type("a text", is_date.then(|| "put it in quotes".to_owned()))
    }

    /// A whole number.
    pub(super) fn number(&self) -> Option<u64> {
        match &self.content {
            DeValue::Integer(number) => {
                let parsed = u64::from_str_radix(number.as_str(), number.radix()).ok();
                parsed.or_else(|| self.fault("is too large or negative"))
            }
            _ => self.wrong_type("a whole number", None),
        }
    }

    /// `true`, where nothing else makes sense.
    pub(super) fn only_true(self) -> Option<bool> {
        match self.content {
            DeValue::Boolean(true) => Some(true),
            DeValue::Boolean(false) => self.fault("can only be `true`"),
            _ => self.wrong_type("`true`", None),
        }
    }

    /// One of the words of the format.
    pub(super) fn word<W: Word>(&mut self) -> Option<W> {
        let text = self.string()?;
        if let Some(word) = W::WORDS.iter().copied().find(|word| word.written() == text) {
            return Some(word);
        }
        let words: Vec<_> = W::WORDS.iter().map(|word| word.written()).collect();
        let hint = nearest_word(&text, words.iter().copied())
            .map(|likely| format!("did you mean `{likely}`?"));
        let message = format!("must be {}, not {}", one_of(&words), quote(&text));
        self.fault_at(self.span.clone(), message, hint)
    }

    /// An id of any kind.
    pub(super) fn id<I: FromStr<Err = IdError>>(&mut self) -> Option<I> {
        let text = self.string()?;
        match text.parse() {
            Ok(id) => Some(id),
            Err(error) => self.fault(format_args!("is no id, {}: {error}", quote(&text))),
        }
    }

    /// Whether the value is a list without entries.
    pub(super) fn is_empty_list(&self) -> bool {
        matches!(&self.content, DeValue::Array(entries) if entries.is_empty())
    }

    /// The table inside.
    pub(super) fn table(self, noun: &'static str) -> Option<Table<'d>> {
        match self.content {
            DeValue::Table(entries) => Some(Table::new(self.document, noun, self.span, entries)),
            _ => self.wrong_type("a table", None),
        }
    }

    /// Passes an item on unless it stands in the list already.
    pub(super) fn once<T: Eq + Hash + Clone>(&self, seen: &mut HashSet<T>, item: T) -> Option<T> {
        if seen.insert(item.clone()) { Some(item) } else { self.fault("stands twice") }
    }

    /// Every entry that can be read.
    pub(super) fn list<T>(self, mut read: impl FnMut(Self) -> Option<T>) -> Option<Vec<T>> {
        let (Name::Key(key) | Name::EntryOf(key)) = self.name;
        let DeValue::Array(entries) = self.content else {
            let hint = match self.content {
                DeValue::String(_) => format!("put it in brackets: {key} = [\"…\"]"),
                DeValue::Table(_) if self.document.is_inline(&self.span) => {
                    format!("put it in brackets: {key} = [{{ … }}]")
                }
                DeValue::Table(_) => format!("write [[{key}]] in double brackets"),
                _ => return self.wrong_type("a list", None),
            };
            return self.wrong_type("a list", Some(hint));
        };
        if entries.len() > MAX_ENTRIES {
            let count = entries.len();
            let message = format_args!("{} has {count} entries, {MAX_ENTRIES} at most", self.name);
            self.document.report(self.span, message);
            return None;
        }
        let document = self.document;
        let entry = |value| read(Value::new(document, Name::EntryOf(key), value));
        let mut list: Vec<T> = entries.into_iter().filter_map(entry).collect();
        list.shrink_to_fit();
        Some(list)
    }

    fn wrong_type<T>(&self, wanted: &str, hint: Option<String>) -> Option<T> {
        let found = match &self.content {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let message = format!("must be {wanted}, not {found}");
        self.fault_at(self.span.clone(), message, hint)
    }
}

/// Reads one of the words of the format.
pub(super) fn word<W: Word>(mut value: Value<'_>) -> Option<W> {
    value.word()
}

/// Reads an id of any kind.
pub(super) fn id<I: FromStr<Err = IdError>>(mut value: Value<'_>) -> Option<I> {
    value.id()
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(f, "`{key}`"),
            Self::EntryOf(key) => write!(f, "an entry of `{key}`"),
        }
    }
}

/// The known word that a mistyped one was likely meant to be.
pub(super) fn nearest_word<'w>(
    word: &str,
    known: impl Iterator<Item = &'w str>,
) -> Option<&'w str> {
    if word.len() > MAX_WORD {
        return None;
    }
    let distance = |known: &str| strsim::damerau_levenshtein(word, known);
    let (distance, nearest) = known.map(|known| (distance(known), known)).min()?;
    (distance <= 1 + nearest.len() / 4).then_some(nearest)
}

fn one_of(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
