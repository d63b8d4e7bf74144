//! Events in a file, one JSON object a line: all of it is looked at before anything is stored.

use std::collections::HashMap;

use serde_json::Value;

use super::record::Record;
use crate::incident::{EventId, IncidentId};

/// Longest line, in bytes. An event is some hundred bytes; one with a long diagnosis some ten thousand.
const LONGEST_LINE: usize = 4 << 20;

/// Longest kind, and longest name of a person or machine, in bytes.
const LONGEST_NAME: usize = 1 << 10;

/// Most events of one incident: folding them must not take for ever.
const MOST: usize = 50_000;

/// Events of a file, each with the number of its line; right as far as that can be told without a store.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    pub(super) records: Vec<(usize, Record)>,
}

/// A line that is no event, or not one that may be stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}{}", others(*.more))]
pub struct LineError {
    /// Number of the first wrong line.
    pub line: usize,
    /// What is wrong with it, and what to do.
    pub fault: LineFault,
    /// Wrong lines that follow.
    pub more: usize,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// No event can be read from it.
    #[error(
        "it is no event ({0}); give the whole file that `casebook incident export` printed, without --json"
    )]
    NoEvent(String),
    /// Its body would never be read again.
    #[error("the body of its event cannot be read ({0}); leave the line out, or export it anew")]
    Body(String),
    /// It is a book.
    #[error("it is longer than {} MiB, as no event is; leave the line out", LONGEST_LINE >> 20)]
    TooLong,
    /// A name is a book.
    #[error("its {0} is longer than {LONGEST_NAME} bytes, as none is; leave the line out")]
    Name(&'static str),
    /// No event has that place.
    #[error("its lamport number is 0, and the first is 1; export the event anew from its store")]
    Lamport,
    /// An incident of so many events would block the program.
    #[error("incident {0} has more than {MOST} events, as none has; leave that incident out")]
    TooMany(IncidentId),
    /// Two lines disagree.
    #[error(
        "it has event {id} as {this}, and line {other} has it as {that}; leave one of the two lines out"
    )]
    Contradiction {
        /// The event.
        id: EventId,
        /// What this line says.
        this: String,
        /// The line that has it too.
        other: usize,
        /// What that says.
        that: String,
    },
}

impl Lines {
    /// Looks at every line; empty ones count for nothing.
    pub fn read(text: &str) -> Result<Self, LineError> {
        let mut reader = Reader::default();
        let mut faults = Vec::new();
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        for (index, line) in lines {
            let number = index + 1;
            if let Err(fault) = reader.take(number, line) {
                faults.push((number, fault));
            }
        }
        let more = faults.len().saturating_sub(1);
        match faults.into_iter().next() {
            Some((line, fault)) => Err(LineError { line, fault, more }),
            None => Ok(Self { records: reader.records }),
        }
    }
}

/// What was read so far.
#[derive(Default)]
struct Reader {
    records: Vec<(usize, Record)>,
    /// Where an event stands in the records.
    known: HashMap<EventId, usize>,
    counts: HashMap<IncidentId, usize>,
}

impl Reader {
    fn take(&mut self, number: usize, line: &str) -> Result<(), LineFault> {
        let record = parse(line)?;
        if let Some(place) = self.known.get(&record.id) {
            let (other, known) = &self.records[*place];
            if record.agrees_with(known) {
                return Ok(());
            }
            return Err(LineFault::Contradiction {
                id: record.id,
                this: record.described(),
                other: *other,
                that: known.described(),
            });
        }
        let count = self.counts.entry(record.incident.clone()).or_default();
        *count += 1;
        if *count > MOST {
            return Err(LineFault::TooMany(record.incident));
        }
        self.known.insert(record.id, self.records.len());
        self.records.push((number, record));
        Ok(())
    }
}

fn parse(line: &str) -> Result<Record, LineFault> {
    if line.len() > LONGEST_LINE {
        return Err(LineFault::TooLong);
    }
    let record = serde_json::from_str(line).map_err(|error| LineFault::NoEvent(told(&error)))?;
    check(&record)?;
    Ok(record)
}

/// Whether the event can be stored, and read again.
pub(super) fn check(record: &Record) -> Result<(), LineFault> {
    let names = [("kind", &record.kind), ("actor", &record.actor), ("device", &record.device)];
    if let Some((name, _)) = names.into_iter().find(|(_, text)| text.len() > LONGEST_NAME) {
        return Err(LineFault::Name(name));
    }
    if record.lamport == 0 {
        return Err(LineFault::Lamport);
    }
    // Nesting without end, numbers without end, and half characters are JSON too.
    let body = serde_json::from_str::<Value>(record.body.get());
    body.map(drop).map_err(|error| LineFault::Body(told(&error)))
}

/// What the parser says, without the line that it counts from one in every line.
fn told(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
}

fn others(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => "; one more line is wrong".to_owned(),
        more => format!("; {more} more lines are wrong"),
    }
}
