//! Events as rows.

use std::{error::Error as StdError, str::FromStr};

use rusqlite::{Connection, OptionalExtension, Row, RowIndex, types::Type};
use uuid::Uuid;

use super::record::Record;
use crate::{
    clean::clean_line,
    incident::{Act, Author, Event, EventId, IncidentId, SessionId, clean_texts},
};

/// Stores an event behind all others and gives it back as stored; one that is there already is not stored again.
pub(super) fn insert(connection: &Connection, mut event: Event) -> rusqlite::Result<Event> {
    if let Some(known) = by_id(connection, event.id)? {
        return Ok(known);
    }
    event.lamport = newest_lamport(connection)? + 1;
    record(&event)?.insert(connection)?;
    Ok(event)
}

/// Events of one incident in the order of folding.
pub(super) fn of_incident(
    connection: &Connection,
    incident: &IncidentId,
) -> rusqlite::Result<Vec<Event>> {
    let mut statement = connection
        .prepare_cached("SELECT * FROM event WHERE incident = ?1 ORDER BY lamport, id")?;
    statement.query_map([incident.as_str()], event)?.collect()
}

/// Every incident that has an event.
pub(super) fn incidents(connection: &Connection) -> rusqlite::Result<Vec<IncidentId>> {
    let mut statement = connection.prepare_cached("SELECT DISTINCT incident FROM event")?;
    statement.query_map([], |row| parsed(row, "incident"))?.collect()
}

/// Whether nothing was ever stored.
pub(super) fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM event)", [], |row| row.get(0))
}

/// The column's text as the type it stands for.
pub(super) fn parsed<T>(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<T>
where
    T: FromStr<Err: StdError + Send + Sync + 'static>,
{
    let index = column.idx(row.as_ref())?;
    row.get_ref(index)?.as_str()?.parse().map_err(|error| unreadable(index, error))
}

/// The column's JSON as the type it stands for.
pub(super) fn json<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    column: impl RowIndex,
) -> rusqlite::Result<T> {
    let index = column.idx(row.as_ref())?;
    serde_json::from_str(row.get_ref(index)?.as_str()?).map_err(|error| unreadable(index, error))
}

/// The column's number, which must not be negative.
pub(super) fn number<T: TryFrom<i64>>(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<T> {
    let index = column.idx(row.as_ref())?;
    let number: i64 = row.get(index)?;
    T::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(index, number))
}

/// A value that casebook never writes.
pub(super) fn unreadable(
    index: usize,
    error: impl StdError + Send + Sync + 'static,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error))
}

/// Place of the newest event in the order of folding; 0 without any.
pub(super) fn newest_lamport(connection: &Connection) -> rusqlite::Result<u64> {
    connection
        .prepare_cached("SELECT coalesce(max(lamport), 0) AS newest FROM event")?
        .query_row([], |row| number(row, "newest"))
}

fn by_id(connection: &Connection, id: EventId) -> rusqlite::Result<Option<Event>> {
    connection
        .prepare_cached("SELECT * FROM event WHERE id = ?1")?
        .query_row([id.to_string()], event)
        .optional()
}

fn record(event: &Event) -> rusqlite::Result<Record> {
    let (kind, body) = event.act.to_parts();
    let body = serde_json::value::to_raw_value(&body)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    Ok(Record {
        id: event.id,
        incident: event.incident.clone(),
        lamport: event.lamport,
        at: event.at,
        actor: event.author.name.clone(),
        device: event.author.device.clone(),
        session: event.author.session,
        kind,
        body,
    })
}

/// The row's event. What stands in a row may have been imported, so its texts are cleaned here for all that show them.
fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let kind: String = row.get("kind")?;
    let mut body = json(row, "body")?;
    clean_texts(&mut body);
    Ok(Event {
        id: EventId(parsed::<Uuid>(row, "id")?),
        incident: parsed(row, "incident")?,
        lamport: number(row, "lamport")?,
        at: parsed(row, "at")?,
        author: Author {
            name: clean_line(&row.get::<_, String>("actor")?).into_owned(),
            device: clean_line(&row.get::<_, String>("device")?).into_owned(),
            session: SessionId(parsed::<Uuid>(row, "session")?),
        },
        act: Act::from_parts(&clean_line(&kind), body),
    })
}
