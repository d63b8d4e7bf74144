//! An incident as one line of text: the end of a ticket note, from which another technician's casebook goes on.
//!
//! The line holds the events that still matter, exactly as they are. Events keep their ids, so that taking the line in
//! twice, or where the incident is known, changes nothing; [`news()`] leaves out what is older than what is known.

mod line;
mod matters;
mod news;
mod subject;

use jiff::Timestamp;
use serde_json::Value;

pub use self::news::news;
use crate::{
    clean::clean_line,
    incident::{Act, Event, Incident, clean_texts},
};

/// Most bytes of events that a line may hold, compressed or not.
const MOST_BYTES: usize = 4 << 20;

/// Most events that a line may hold.
const MOST_EVENTS: usize = 20_000;

/// Most lines that are looked at in one text.
const MOST_LINES: usize = 16;

/// Why a line is of no use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandoverError {
    /// Not all of it is there.
    #[error(
        "the casebook line is cut off after {there} of {whole} characters: copy it again to its end"
    )]
    CutOff {
        /// Characters that are there.
        there: usize,
        /// Characters that it had.
        whole: usize,
    },
    /// Something in it is not as it was.
    #[error("the casebook line was changed on its way: copy it again from the note it stands in")]
    Changed,
    /// A newer casebook made it.
    #[error("the casebook line is of a newer form ({0}): update casebook to take it in")]
    Newer(String),
    /// It holds more than any incident.
    #[error("the casebook line holds more than casebook takes in")]
    TooLarge,
    /// It holds no incident.
    #[error("the casebook line holds no incident: {0}")]
    NoIncident(String),
}

/// The incident as one line.
pub fn encode(incident: &Incident) -> String {
    let events: Vec<Value> = matters::events(incident).map(|event| event.to_json()).collect();
    line::pack(Value::from(events).to_string().as_bytes())
}

/// The incident that a text hands over, as the events of its line; `None` where there is no such line.
///
/// The line may be wrapped and quoted, with anything before and after it. Of several sound lines the one with the newest
/// event counts: a ticket may hold earlier notes.
pub fn find_in(text: &str) -> Option<Result<Vec<Event>, HandoverError>> {
    let lines = line::lines(text).take(MOST_LINES);
    let read = |json: Result<Vec<u8>, HandoverError>| json.and_then(|json| events(&json));
    lines.map(read).reduce(|best, other| if newest(&best) < newest(&other) { other } else { best })
}

/// Time of the newest event; a line that is of no use is older than any.
fn newest(events: &Result<Vec<Event>, HandoverError>) -> Option<Timestamp> {
    events.as_ref().ok()?.iter().map(|event| event.at).max()
}

fn events(json: &[u8]) -> Result<Vec<Event>, HandoverError> {
    let no_incident = |why: String| HandoverError::NoIncident(clean_line(&why).into_owned());
    let unreadable = |error: serde_json::Error| no_incident(error.to_string());
    let values: Vec<Value> = serde_json::from_slice(json).map_err(unreadable)?;
    if values.len() > MOST_EVENTS {
        return Err(HandoverError::TooLarge);
    }
    let read = |mut value| {
        clean_texts(&mut value);
        Event::from_json(value).map_err(unreadable)
    };
    let events = values.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let opened = events.iter().find(|event| matches!(event.act, Act::Opened { .. }));
    let id = &opened.ok_or_else(|| no_incident("it has no beginning".to_owned()))?.incident;
    if events.iter().any(|event| event.incident != *id) {
        return Err(no_incident("its events are of several".to_owned()));
    }
    Ok(events)
}

#[cfg(test)]
mod tests;
