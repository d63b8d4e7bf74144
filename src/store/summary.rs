//! The incident list: one row per incident, derived from its events in the transaction that stores them.

use std::array;

use rusqlite::{Connection, Row, named_params};

use super::{
    events::{self, json, number, parsed},
    record::time_text,
    schema::Version,
};
use crate::incident::{Cause, Incident, IncidentId, State, Summary};

/// Every row, that of the latest event first.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<Summary>> {
    let mut statement = connection.prepare_cached(SELECT)?;
    let rows = statement.query_map([], summary)?;
    let mut list = Vec::new();
    for row in rows {
        let (folded_by, summary) = row?;
        // An older casebook did not understand every event of today when it last wrote this row.
        let fresh =
            if folded_by < CURRENT_FOLD { fold(connection, &summary.id)? } else { Some(summary) };
        list.extend(fresh);
    }
    sort(&mut list);
    Ok(list)
}

/// Every row as the events tell it, without a look at the table.
pub(super) fn replay(connection: &Connection) -> rusqlite::Result<Vec<Summary>> {
    let mut list = Vec::new();
    for incident in events::incidents(connection)? {
        list.extend(fold(connection, &incident)?);
    }
    sort(&mut list);
    Ok(list)
}

/// Brings the rows of these incidents up to their events.
pub(super) fn refresh<'a>(
    connection: &Connection,
    incidents: impl IntoIterator<Item = &'a IncidentId>,
) -> rusqlite::Result<()> {
    for incident in incidents {
        if let Some(summary) = fold(connection, incident)? {
            write(connection, &summary)?;
        }
    }
    Ok(())
}

/// Makes the whole table anew from the events.
pub(super) fn rebuild(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM incident", [])?;
    refresh(connection, &events::incidents(connection)?)
}

const CURRENT_FOLD: i32 = Version::CURRENT.number();

fn fold(connection: &Connection, id: &IncidentId) -> rusqlite::Result<Option<Summary>> {
    let events = events::of_incident(connection, id)?;
    Ok(Summary::of(&Incident::from_events(id.clone(), events)))
}

/// The newest first; ids break ties, so that the order is the same every time.
fn sort(list: &mut [Summary]) {
    list.sort_by(|a, b| b.updated_at.cmp(&a.updated_at).then_with(|| a.id.cmp(&b.id)));
}

fn write(connection: &Connection, summary: &Summary) -> rusqlite::Result<()> {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    connection
        // Not INSERT OR REPLACE: a column that a newer casebook added keeps its value.
        .prepare_cached(
            "INSERT INTO incident
               (id, ticket, client, title, state, opened_at, updated_at, issues, settled, total, failed, waits,
                cause, ended_at, leader, folded_by)
             VALUES
               (:id, :ticket, :client, :title, :state, :opened_at, :updated_at, :issues, :settled, :total, :failed,
                :waits, :cause, :ended_at, :leader, :folded_by)
             ON CONFLICT (id) DO UPDATE SET
               ticket = :ticket, client = :client, title = :title, state = :state, opened_at = :opened_at,
               updated_at = :updated_at, issues = :issues, settled = :settled, total = :total, failed = :failed,
               waits = :waits, cause = :cause, ended_at = :ended_at, leader = :leader, folded_by = :folded_by",
        )?
        .execute(named_params! {
            ":id": summary.id.as_str(),
            ":ticket": summary.ticket,
            ":client": summary.client,
            ":title": summary.title,
            ":state": summary.state.as_str(),
            ":opened_at": time_text(summary.opened_at),
            ":updated_at": time_text(summary.updated_at),
            ":issues": serde_json::json!(summary.issues).to_string(),
            ":settled": count(summary.settled),
            ":total": count(summary.total),
            ":failed": count(summary.failed),
            ":waits": serde_json::json!(summary.waits).to_string(),
            ":cause": summary.ended.as_ref().map(|(cause, _)| serde_json::json!(cause).to_string()),
            ":ended_at": summary.ended.as_ref().map(|(_, at)| time_text(*at)),
            ":leader": summary.leader.as_ref().map(IncidentId::as_str),
            ":folded_by": CURRENT_FOLD,
        })?;
    Ok(())
}

/// Columns are read by their place: looking each up by its name takes as long as all the rest of a long list.
const SELECT: &str = "SELECT id, ticket, client, title, state, opened_at, updated_at, issues, settled, total, failed, \
                       waits, cause, ended_at, leader, folded_by FROM incident";

/// The row with the version of the store that the program had which wrote it.
fn summary(row: &Row<'_>) -> rusqlite::Result<(i32, Summary)> {
    let places: [usize; 16] = array::from_fn(|place| place);
    let [id, ticket, client, title, state, opened_at, updated_at, issues, ..] = places;
    let [.., settled, total, failed, waits, cause, ended_at, leader, folded_by] = places;
    let ended = match row.get_ref(ended_at)?.as_str_or_null()? {
        None => None,
        Some(_) => Some((json::<Cause>(row, cause)?, parsed(row, ended_at)?)),
    };
    let leader = match row.get_ref(leader)?.as_str_or_null()? {
        None => None,
        Some(_) => Some(parsed(row, leader)?),
    };
    let summary = Summary {
        id: parsed(row, id)?,
        ticket: row.get(ticket)?,
        client: row.get(client)?,
        title: row.get(title)?,
        state: State::from_word(row.get_ref(state)?.as_str()?),
        opened_at: parsed(row, opened_at)?,
        updated_at: parsed(row, updated_at)?,
        issues: json(row, issues)?,
        settled: number(row, settled)?,
        total: number(row, total)?,
        failed: number(row, failed)?,
        waits: json(row, waits)?,
        ended,
        leader,
    };
    Ok((row.get(folded_by)?, summary))
}
