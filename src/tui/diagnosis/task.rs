//! A diagnosis that is made outside of the loop: what is ordered, and what comes back.

use std::sync::Arc;

use crate::{
    diagnose::Shown,
    incident::IncidentId,
    redact::{Classes, Memory, Options, Tokens},
    tui::{library::Library, raw::Raw},
};

/// A raw text to be diagnosed, outside of the loop.
#[derive(Clone, Debug)]
pub struct Task {
    /// Tells the answer from that to an older order.
    pub number: u64,
    /// The text.
    pub raw: Raw,
    /// What is hidden of it.
    pub hidden: Classes,
    /// The incident that is open meanwhile.
    pub incident: Known,
    /// The issues that it may be.
    pub library: Arc<Library>,
}

/// What redaction knows of an incident; nothing where none is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Which it is.
    pub id: Option<IncidentId>,
    /// Its client's name.
    pub client: Option<String>,
    /// Which token stands for which value in it.
    pub tokens: Memory,
}

/// What a raw text tells.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Number of the order.
    pub number: u64,
    /// The text, with plain line ends: places of the diagnosis are places in it.
    pub raw: Raw,
    /// What was hidden of it.
    pub hidden: Classes,
    /// What it tells.
    pub shown: Shown,
    /// Which token stands for which value, in the incident that was open meanwhile or in the next one.
    pub tokens: Tokens,
    /// That incident.
    pub incident: Option<IncidentId>,
}

impl PartialEq for Task {
    fn eq(&self, other: &Self) -> bool {
        (self.number, &self.raw, self.hidden) == (other.number, &other.raw, other.hidden)
    }
}

impl Task {
    /// Finds out what the text tells; may take seconds. The key is that of the machine's tokens.
    pub fn run(self, key: [u8; 16]) -> Answer {
        let Self { number, raw, hidden, incident, library } = self;
        let mut tokens = Tokens::resume(key, incident.tokens);
        let raw = raw.with_plain_lines();
        let diagnosis = library.matchers().diagnose(&library.packs, raw.text());
        let options = Options { classes: hidden, client: incident.client };
        let shown = Shown::new(diagnosis, raw.text(), &mut tokens, &options);
        Answer { number, raw, hidden, shown, tokens, incident: incident.id }
    }
}
