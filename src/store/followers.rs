//! What is done for an incident is done for its followers, in the same transaction.

use std::collections::{BTreeSet, HashSet};

use rusqlite::{Connection, OptionalExtension as _};

use super::events::{self, parsed};
use crate::incident::{Act, Event, EventId, IncidentId};

/// Stores what a stored event means for the followers of its incident, and gives those.
///
/// Called for each event before the next one is stored: what is done in an incident right after it was linked
/// counts more than what its leader did before.
pub(super) fn follow(connection: &Connection, event: &Event) -> rusqlite::Result<Vec<IncidentId>> {
    let leader = match &event.act {
        Act::Linked { leader } => Some(leader.clone()),
        // What goes on after all catches up with what was done while it was closed.
        Act::Reopened | Act::Undone { .. } => leader_of(connection, &event.incident)?,
        _ => None,
    };
    if let Some(leader) = leader {
        mirror(connection, &events::of_incident(connection, &leader)?, &event.incident)?;
    }
    let followers = of(connection, &event.incident)?;
    followers.iter().try_for_each(|follower| mirror(connection, [event], follower))?;
    Ok(followers)
}

/// Stores what an incident's imported events mean for its followers that are here and not in the file, and gives those.
/// What a follower in the file did not follow there, it does not follow here.
pub(super) fn follow_import(
    connection: &Connection,
    leader: &IncidentId,
    imported: &HashSet<EventId>,
    in_file: &BTreeSet<IncidentId>,
) -> rusqlite::Result<Vec<IncidentId>> {
    let mut followers = of(connection, leader)?;
    followers.retain(|follower| !in_file.contains(follower));
    if !followers.is_empty() {
        let mut events = events::of_incident(connection, leader)?;
        events.retain(|event| imported.contains(&event.id));
        followers.iter().try_for_each(|follower| mirror(connection, &events, follower))?;
    }
    Ok(followers)
}

fn mirror<'a>(
    connection: &Connection,
    of_leader: impl IntoIterator<Item = &'a Event>,
    follower: &IncidentId,
) -> rusqlite::Result<()> {
    let mut mirrored = of_leader.into_iter().filter_map(|event| event.for_follower(follower));
    mirrored.try_for_each(|event| events::insert(connection, event).map(drop))
}

/// Whom an incident follows, be it closed.
fn leader_of(
    connection: &Connection,
    follower: &IncidentId,
) -> rusqlite::Result<Option<IncidentId>> {
    let mut statement =
        connection.prepare_cached("SELECT leader FROM incident WHERE id = ?1 AND leader <> id")?;
    statement.query_row([follower.as_str()], |row| parsed(row, "leader")).optional()
}

/// Followers of an incident that go on.
fn of(connection: &Connection, leader: &IncidentId) -> rusqlite::Result<Vec<IncidentId>> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM incident WHERE leader = ?1 AND state <> 'resolved' AND id <> ?1",
    )?;
    statement.query_map([leader.as_str()], |row| parsed(row, "id"))?.collect()
}
