//! Events as rows.

use std::{error::Error as StdError, str::FromStr};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params, types::Type};
use uuid::Uuid;

use crate::incident::{Act, Author, Event, EventId, IncidentId, SessionId};

/// Stores events in their order and gives them back as stored; one that is there already is not stored again.
pub(super) fn insert(connection: &Connection, events: Vec<Event>) -> rusqlite::Result<Vec<Event>> {
    let mut lamport = newest_lamport(connection)?;
    let mut stored = Vec::with_capacity(events.len());
    for mut event in events {
        if let Some(known) = by_id(connection, event.id)? {
            stored.push(known);
            continue;
        }
        lamport += 1;
        event.lamport = lamport;
        insert_row(connection, &event)?;
        stored.push(event);
    }
    Ok(stored)
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

/// Time as it stands in the store: of fixed width, so that text order is time order.
pub(super) fn time_text(time: Timestamp) -> String {
    format!("{time:.9}")
}

/// The column's text as the type it stands for.
pub(super) fn parsed<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: FromStr<Err: StdError + Send + Sync + 'static>,
{
    let index = row.as_ref().column_index(column)?;
    row.get_ref(index)?.as_str()?.parse().map_err(|error| unreadable(index, error))
}

/// The column's JSON as the type it stands for.
pub(super) fn json<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    column: &str,
) -> rusqlite::Result<T> {
    let index = row.as_ref().column_index(column)?;
    serde_json::from_str(row.get_ref(index)?.as_str()?).map_err(|error| unreadable(index, error))
}

/// The column's number, which must not be negative.
pub(super) fn number<T: TryFrom<i64>>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let index = row.as_ref().column_index(column)?;
    let number: i64 = row.get(index)?;
    T::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(index, number))
}

fn unreadable(index: usize, error: impl StdError + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error))
}

fn newest_lamport(connection: &Connection) -> rusqlite::Result<u64> {
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

fn insert_row(connection: &Connection, event: &Event) -> rusqlite::Result<()> {
    let (kind, body) = event.act.to_parts();
    let lamport = i64::try_from(event.lamport)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    connection
        .prepare_cached(
            "INSERT INTO event (id, incident, lamport, at, actor, device, session, kind, body)
             VALUES (:id, :incident, :lamport, :at, :actor, :device, :session, :kind, :body)",
        )?
        .execute(named_params! {
            ":id": event.id.to_string(),
            ":incident": event.incident.as_str(),
            ":lamport": lamport,
            ":at": time_text(event.at),
            ":actor": event.author.name,
            ":device": event.author.device,
            ":session": event.author.session.to_string(),
            ":kind": kind,
            ":body": body.to_string(),
        })?;
    Ok(())
}

fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let kind: String = row.get("kind")?;
    Ok(Event {
        id: EventId(parsed::<Uuid>(row, "id")?),
        incident: parsed(row, "incident")?,
        lamport: number(row, "lamport")?,
        at: parsed(row, "at")?,
        author: Author {
            name: row.get("actor")?,
            device: row.get("device")?,
            session: SessionId(parsed::<Uuid>(row, "session")?),
        },
        act: Act::from_parts(&kind, json(row, "body")?),
    })
}
