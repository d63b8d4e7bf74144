//! Reading a keymap file: every binding that is right, and every fault.

use std::{borrow::Cow, fmt, ops::Range};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Binding, Chord, Table, nearest};
use crate::{clean::clean_line, tui::action::Action};

/// One thing that is wrong with a keymap file. Every text in it is clean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Path to show.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, " ({hint})"))
    }
}

/// What takes a chord away instead of binding it.
const UNBOUND: &str = "none";

/// The bindings of a file in its order, and all of its faults.
pub(super) fn read(file_name: &str, text: &str) -> (Vec<Binding>, Vec<Fault>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { file_name, text, bindings: Vec::new(), faults: Vec::new() };
    for error in errors {
        reader.fault(error.span().unwrap_or_default(), error.message(), None);
    }
    for (name, value) in in_file_order(root.get_ref()) {
        reader.table(name, value);
    }
    reader.faults.sort_by_key(|fault| (fault.line, fault.column));
    (reader.bindings, reader.faults)
}

type Entry<'t, 'i> = (&'t Spanned<Cow<'i, str>>, &'t Spanned<DeValue<'i>>);

fn in_file_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<Entry<'t, 'i>> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}

struct Reader<'a> {
    file_name: &'a str,
    text: &'a str,
    bindings: Vec<Binding>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn table(&mut self, name: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let Some(table) = Table::from_name(name.get_ref()) else {
            let names = || Table::ALL.into_iter().map(Table::name);
            let hint = nearest(name.get_ref(), names()).map_or_else(
                || format!("tables are {}", names().collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            return self.fault(
                name.span(),
                &format!("there is no table `{name}`", name = name.get_ref()),
                Some(hint),
            );
        };
        let Some(entries) = value.get_ref().as_table() else {
            let hint = format!("write `[{}]` on a line of its own, its keys below", table.name());
            return self.fault(name.span(), "a table is expected here", Some(hint));
        };
        // A value that TOML itself objects to has been told already and stands here as a text without a place.
        let readable = |(_, value): &Entry<'_, '_>| !value.span().is_empty();
        for (chord, action) in in_file_order(entries).into_iter().filter(readable) {
            self.binding(table, chord, action);
        }
    }

    fn binding(&mut self, table: Table, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let chord = key.get_ref().parse::<Chord>();
        if let Err(error) = &chord {
            self.fault(key.span(), &format!("`{}`: {error}", key.get_ref()), error.hint());
        }
        let action = self.action(value);
        let (Ok(chord), Some(action)) = (chord, action) else { return };
        if self.bindings.iter().any(|binding| binding.table == table && binding.chord == chord) {
            let message = format!("`{chord}` is bound twice in [{}]", table.name());
            return self.fault(key.span(), &message, Some("keep one of the two".into()));
        }
        self.bindings.push(Binding { table, chord, action });
    }

    /// The action of a value, `Some(None)` for none; anything else is a fault.
    #[expect(clippy::option_option, reason = "the outer one is whether there is an answer at all")]
    fn action(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Option<Action>> {
        let Some(name) = value.get_ref().as_str() else {
            let hint = format!("write an action in quotes, such as \"tick\", or \"{UNBOUND}\"");
            self.fault(value.span(), "the name of an action is expected here", Some(hint));
            return None;
        };
        let action = Action::from_name(name);
        if action.is_none() && name != UNBOUND {
            let hint = nearest(name, Action::ALL.iter().map(|action| action.name()));
            let hint = hint.map(|near| format!("did you mean `{near}`?"));
            self.fault(value.span(), &format!("there is no action `{name}`"), hint);
            return None;
        }
        Some(action)
    }

    fn fault(&mut self, span: Range<usize>, message: &str, hint: Option<String>) {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        self.faults.push(Fault {
            file: clean_line(self.file_name).into_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message: clean_line(message).into_owned(),
            hint,
        });
    }
}
