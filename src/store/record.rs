//! An event as it stands in a row and in a line of an export: to the letter, whatever this version makes of it.

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};
use uuid::Uuid;

use super::events::{number, parsed, unreadable};
use crate::{
    clean::clean_line,
    incident::{EventId, IncidentId, SessionId},
};

/// Highest place in the order of folding that an event of a file may bring along: far more than any store ever gets to
/// by itself.
const HIGHEST: u64 = 1 << 53;

/// An event with its body as text, so that fields of a newer casebook stay as they are.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    pub(super) id: EventId,
    pub(super) incident: IncidentId,
    pub(super) lamport: u64,
    #[serde(serialize_with = "fixed_width")]
    pub(super) at: Timestamp,
    pub(super) actor: String,
    pub(super) device: String,
    pub(super) session: SessionId,
    pub(super) kind: String,
    pub(super) body: Box<RawValue>,
}

impl Record {
    /// The row's event.
    pub(super) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let body = row.as_ref().column_index("body")?;
        Ok(Self {
            id: EventId(parsed::<Uuid>(row, "id")?),
            incident: parsed(row, "incident")?,
            lamport: number(row, "lamport")?,
            at: parsed(row, "at")?,
            actor: row.get("actor")?,
            device: row.get("device")?,
            session: SessionId(parsed::<Uuid>(row, "session")?),
            kind: row.get("kind")?,
            body: RawValue::from_string(row.get(body)?).map_err(|error| unreadable(body, error))?,
        })
    }

    /// Stores it as it is.
    pub(super) fn insert(&self, connection: &Connection) -> rusqlite::Result<()> {
        let lamport = i64::try_from(self.lamport)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        connection
            .prepare_cached(
                "INSERT INTO event (id, incident, lamport, at, actor, device, session, kind, body)
                 VALUES (:id, :incident, :lamport, :at, :actor, :device, :session, :kind, :body)",
            )?
            .execute(named_params! {
                ":id": self.id.to_string(),
                ":incident": self.incident.as_str(),
                ":lamport": lamport,
                ":at": time_text(self.at),
                ":actor": self.actor,
                ":device": self.device,
                ":session": self.session.to_string(),
                ":kind": self.kind,
                ":body": self.body.get(),
            })?;
        Ok(())
    }

    /// One line of JSON in ASCII: some shells write what a program prints in a character set of their own choice.
    pub(super) fn line(&self) -> serde_json::Result<String> {
        // A line break that JSON allows stands between its words and never inside of a text.
        let line = serde_json::to_string(self)?.replace(['\n', '\r'], " ");
        Ok(ascii(line))
    }

    /// Whether it brings its place in the order of folding along. Beyond the highest is none: no store gave it, or one
    /// that somebody had led up to the highest. Such an event comes behind all others, like one that was never stored,
    /// so that every store can go on and whatever it exports can be imported.
    pub(super) fn is_placed(&self) -> bool {
        self.lamport <= HIGHEST
    }

    /// Whether both are the same event. Its place in the order of folding counts too, unless one of the two has none
    /// yet, or each store made the event for itself, as they do for followers.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        let is_comparable = self.is_placed() && other.is_placed() && !self.id.is_of_follower();
        (self.lamport == other.lamport || !is_comparable) && self.tells_the_same(other)
    }

    fn tells_the_same(&self, other: &Self) -> bool {
        let rest = |record: &Self| {
            let Self { id, incident, at, actor, device, session, kind, .. } = record.clone();
            (id, incident, at, actor, device, session, kind)
        };
        let body = |record: &Self| serde_json::from_str::<Value>(record.body.get()).ok();
        rest(self) == rest(other)
            && (self.body.get() == other.body.get() || body(self) == body(other))
    }

    /// What it is about, for people who must choose between two.
    pub(super) fn described(&self) -> String {
        let Self { incident, lamport, at, actor, device, kind, .. } = self;
        let described =
            format!("`{kind}` no. {lamport} of incident {incident} by {actor} on {device}, {at}");
        clean_line(&described).into_owned()
    }
}

/// Time as it stands in the store: of fixed width, so that text order is time order.
pub(super) fn time_text(time: Timestamp) -> String {
    format!("{time:.9}")
}

fn fixed_width<S: serde::Serializer>(time: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{time:.9}"))
}

/// JSON holds characters beyond ASCII, and DEL, only inside of texts, where they may be written as escapes.
fn ascii(json: String) -> String {
    let is_plain = |byte: u8| byte.is_ascii() && byte != b'\x7f';
    if json.bytes().all(is_plain) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() * 2);
    for character in json.chars() {
        if character.is_ascii() && character != '\x7f' {
            escaped.push(character);
        } else {
            let units = character.encode_utf16(&mut [0; 2]).to_vec();
            escaped.extend(units.into_iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    escaped
}
