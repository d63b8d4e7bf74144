-- What happened: the only truth. Nothing in it ever changes.
CREATE TABLE event (
    seq      INTEGER PRIMARY KEY,   -- order of arrival in this file
    id       TEXT NOT NULL UNIQUE,  -- UUID of version 7
    incident TEXT NOT NULL,
    lamport  INTEGER NOT NULL CHECK (lamport > 0),
    at       TEXT NOT NULL,         -- RFC 3339 in UTC with nine fraction digits, so that text order is time order
    actor    TEXT NOT NULL,
    device   TEXT NOT NULL,
    session  TEXT NOT NULL,
    kind     TEXT NOT NULL,
    body     TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE INDEX event_of_incident ON event (incident, lamport, id);
CREATE INDEX event_by_lamport ON event (lamport);

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id OR seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;

-- The incident list: derived from the events, rebuilt from them at any time.
CREATE TABLE incident (
    id         TEXT PRIMARY KEY,
    ticket     TEXT NOT NULL,
    client     TEXT NOT NULL,
    state      TEXT NOT NULL,
    opened_at  TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    issues     TEXT NOT NULL CHECK (json_valid(issues)),
    settled    INTEGER NOT NULL,
    total      INTEGER NOT NULL,
    folded_by  INTEGER NOT NULL     -- store version of the program that folded the events into this row
) STRICT;
