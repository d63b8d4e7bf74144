//! What support asks for, taken out of an error: codes, HTTP status, hosts, ids and the time.
//!
//! [`extract`] finds everything with its place in the plain text of an [`Unwrapped`](super::unwrap::Unwrapped);
//! [`Extracted::within`] sums up what belongs to one error of several.

mod codes;
mod hosts;
mod ids;
mod status;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use hosts::is_microsoft;
use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::clean::clean_line;

/// One finding and its place in the text that was searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the value, without its label.
    pub range: Range<usize>,
    /// What was found.
    pub fact: Fact,
}

/// Something that an error tells about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// What kind of error it is, in the words of the service.
    Code(CodeKind, String),
    /// A status of 400 to 599 that is told as one.
    HttpStatus(u16),
    /// A host in lower case.
    Host {
        /// The name, without a port.
        name: String,
        /// Whether it belongs to Microsoft's cloud.
        microsoft: bool,
    },
    /// A service of Microsoft's that is called by its name.
    Service(&'static str),
    /// Microsoft's id of a sign-in.
    TraceId(String),
    /// The caller's id of a sign-in.
    CorrelationId(String),
    /// The service's id of a request.
    RequestId(String),
    /// Another id of a request: the caller's, or that of an operation.
    ClientRequestId(String),
    /// The application that asked.
    AppId(String),
    /// When the error happened, in RFC 3339 and UTC.
    Timestamp(String),
    /// A time that is called a date or a time only, and may be that of something else.
    Date(String),
}

/// Whose word a code is, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeKind {
    /// `AADSTS50076`, also where the text has only the number.
    Aadsts,
    /// `Request_BadRequest`: what a service puts under `code`.
    Service,
    /// `invalid_grant`: what RFC 6749 and its relatives call `error`.
    OAuth,
    /// `0x80131904`.
    Hresult,
    /// `ADOperationException`.
    Exception,
}

/// What one error tells about itself, for a person and for JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// Each once, the most telling kind first, else in the order of the text.
    pub codes: Vec<String>,
    /// Each once, in the order of the text.
    pub http_status: Vec<u16>,
    /// Each once, in the order of the text.
    pub hosts: Vec<String>,
    /// Microsoft's id of the sign-in.
    pub trace_id: Option<String>,
    /// The caller's id of the sign-in.
    pub correlation_id: Option<String>,
    /// The service's id of the request.
    pub request_id: Option<String>,
    /// The caller's id of the request.
    pub client_request_id: Option<String>,
    /// The application that asked.
    pub app_id: Option<String>,
    /// When it happened, in RFC 3339 and UTC.
    pub timestamp: Option<String>,
    /// Services of Microsoft's that are called by their names; for the reason of a match and not part of the JSON.
    #[serde(skip)]
    pub services: Vec<&'static str>,
}

/// Everything in a plain text that support would ask for, in the order of the text.
pub fn extract(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    codes::find(text, &mut found);
    status::find(text, &mut found);
    hosts::find(text, &mut found);
    ids::find(text, &mut found);
    found.sort_by_key(|found| (found.range.start, found.range.end));
    // `"code": "BadRequest"` is known by its key and by its look.
    found.dedup();
    found
}

impl Extracted {
    /// Sums up the findings that lie in a part of the text; they are in its order, as [`extract`] returns them.
    pub fn within(found: &[Found], part: Range<usize>) -> Self {
        let first = found.partition_point(|found| found.range.start < part.start);
        let inside = found[first..]
            .iter()
            .take_while(|found| found.range.start < part.end)
            .filter(|found| found.range.end <= part.end);
        let mut extracted = Self::default();
        let mut codes: Vec<(CodeKind, &String)> = Vec::new();
        let mut date = None;
        for Found { fact, .. } in inside {
            match fact {
                Fact::Code(kind, code) => add(&mut codes, (*kind, code)),
                Fact::HttpStatus(status) => add(&mut extracted.http_status, *status),
                Fact::Host { name, .. } => add(&mut extracted.hosts, name.clone()),
                Fact::Service(name) => add(&mut extracted.services, *name),
                Fact::TraceId(id) => first_of(&mut extracted.trace_id, id),
                Fact::CorrelationId(id) => first_of(&mut extracted.correlation_id, id),
                Fact::RequestId(id) => first_of(&mut extracted.request_id, id),
                Fact::ClientRequestId(id) => first_of(&mut extracted.client_request_id, id),
                Fact::AppId(id) => first_of(&mut extracted.app_id, id),
                Fact::Timestamp(time) => first_of(&mut extracted.timestamp, time),
                Fact::Date(time) => first_of(&mut date, time),
            }
        }
        codes.sort_by_key(|(kind, _)| *kind);
        extracted.codes = codes.into_iter().map(|(_, code)| code.clone()).collect();
        extracted.timestamp = extracted.timestamp.or(date);
        extracted
    }

    /// What there is to tell, as names and clean values; nothing that is not there.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let status: Vec<_> = self.http_status.iter().map(ToString::to_string).collect();
        let one = |value: &Option<String>| value.clone().unwrap_or_default();
        let found = [
            ("codes", self.codes.join(", ")),
            ("HTTP status", status.join(", ")),
            ("hosts", self.hosts.join(", ")),
            ("trace id", one(&self.trace_id)),
            ("correlation id", one(&self.correlation_id)),
            ("request id", one(&self.request_id)),
            ("client request id", one(&self.client_request_id)),
            ("app id", one(&self.app_id)),
            ("time", one(&self.timestamp)),
        ];
        let found = found.into_iter().filter(|(_, value)| !value.is_empty());
        found.map(|(name, value)| (name, clean_line(&value).into_owned())).collect()
    }
}

/// Most values of a kind that are told of one error: a log of 2 MiB may name thousands of hosts.
const MOST: usize = 32;

fn add<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if values.len() < MOST && !values.contains(&value) {
        values.push(value);
    }
}

fn first_of(slot: &mut Option<String>, value: &str) {
    slot.get_or_insert_with(|| value.to_owned());
}

/// A pattern of this module's.
#[expect(clippy::expect_used, reason = "the patterns are constants, and the tests use each")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is valid")
}
