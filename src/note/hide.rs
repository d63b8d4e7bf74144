//! Names out of a note: the client's out of what was pasted, and both the client's and the technicians' out of what goes
//! to people outside.

use std::{cell::RefCell, collections::BTreeSet};

use crate::{
    incident::{Act, Incident},
    redact::{Class, Classes, Names, Options, Tokens, redact, token_ranges},
};

/// What stands for the client.
const CLIENT: &str = "[client]";

/// What stands for somebody who worked on the incident.
const TECHNICIAN: &str = "[technician]";

/// Takes out of texts of an incident what is nobody's business outside. A value has the same token in all of them.
pub(super) struct Hide {
    clients: Names,
    technicians: Names,
    tokens: RefCell<Tokens>,
}

impl Hide {
    /// For the names of an incident: every client it was ever opened or corrected with, everybody who did something.
    pub(super) fn of(incident: &Incident) -> Self {
        let mut clients = BTreeSet::new();
        let mut technicians = BTreeSet::new();
        for event in incident.events() {
            technicians.insert(event.author.name.as_str());
            if let Act::Opened { client, .. } | Act::Edited { client: Some(client), .. } =
                &event.act
            {
                clients.insert(client.as_str());
            }
        }
        let parts = technicians.iter().flat_map(|name| name.split(['.', ' ', '\\', '@']));
        Self {
            clients: Names::of_clients(clients).inside_of_words(),
            technicians: Names::new(technicians.iter().copied().chain(parts)),
            tokens: RefCell::new(tokens(incident)),
        }
    }

    /// A text without the client's name.
    pub(super) fn client(&self, text: &str) -> String {
        replaced(text, &self.clients, CLIENT)
    }

    /// What a technician wrote, for people outside: without names, and redacted as if it had been pasted.
    pub(super) fn all(&self, text: &str) -> String {
        let options = Options { classes: Classes::ALL, client: None };
        let redacted = redact(text, &mut self.tokens.borrow_mut(), &options);
        replaced(&self.client(&redacted.text), &self.technicians, TECHNICIAN)
    }
}

/// What was pasted, with `[client]` in the place of the client's name.
pub(super) fn client_in_paste(text: &str, incident: &Incident) -> String {
    let client = Some(incident.client().to_owned());
    let options = Options { classes: Classes::SECRET.with(Class::Client), client };
    redact(text, &mut tokens(incident), &options).text
}

/// Tokens that the incident has not given yet. The machine's key is not known here: a value that was met before gets a
/// further number.
fn tokens(incident: &Incident) -> Tokens {
    Tokens::resume([0; 16], incident.tokens().without_values())
}

/// The text with a token in the place of each name; tokens that stand in it are left alone.
fn replaced(text: &str, names: &Names, token: &str) -> String {
    let technicians = text.match_indices(TECHNICIAN).map(|(at, found)| at..at + found.len());
    let fixed: Vec<_> = token_ranges(text).chain(technicians).collect();
    let mut hidden = String::with_capacity(text.len());
    let mut copied = 0;
    for found in names.find(text) {
        if fixed.iter().any(|fixed| fixed.start < found.end && found.start < fixed.end) {
            continue;
        }
        hidden.push_str(&text[copied..found.start]);
        hidden.push_str(token);
        copied = found.end;
    }
    hidden.push_str(&text[copied..]);
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::{Author, Event, EventId, IncidentId, SessionId};

    fn incident(client: &str, by: &str) -> Incident {
        let id = IncidentId::from_bits(7);
        let opened = Event {
            id: EventId(uuid::Uuid::from_u128(1)),
            incident: id.clone(),
            lamport: 1,
            at: jiff::Timestamp::UNIX_EPOCH,
            author: Author {
                name: by.to_owned(),
                device: "desk".to_owned(),
                session: SessionId(uuid::Uuid::from_u128(1)),
            },
            act: Act::Opened { ticket: String::new(), client: client.to_owned() },
        };
        Incident::from_events(id, [opened])
    }

    #[rstest::rstest]
    #[case::client("Fabrikam", "Fabrikam said no", "[client] said no")]
    #[case::inside_of_a_name("Fabrikam", "fabrikamadmin", "[client]admin")]
    #[case::technician(
        "Fabrikam",
        "Ann called, ann.meyer was told",
        "[technician] called, [technician] was told"
    )]
    #[case::client_called_as_a_token("Client GmbH", "the client", "the [client]")]
    #[case::client_called_as_a_technician("Technician GmbH", "Ann knows", "[technician] knows")]
    #[case::tokens_stay("Email AG", "[email-1] of Email", "[email-1] of [client]")]
    fn nobody_is_named_outside(#[case] client: &str, #[case] text: &str, #[case] expected: &str) {
        let hide = Hide::of(&incident(client, "ann.meyer"));
        assert_eq!(hide.all(text), expected);
        assert_eq!(hide.all(expected), expected);
        assert_eq!(hide.client(expected), expected);
    }

    #[test]
    fn a_value_has_the_same_token_in_all_texts_and_another_value_has_another() {
        let hide = Hide::of(&incident("Contoso", "ann"));
        let hidden = ["eve@fabrikam.com", "bob@fabrikam.com", "eve@fabrikam.com"];
        assert_eq!(hidden.map(|text| hide.all(text)), ["[email-1]", "[email-2]", "[email-1]"]);
    }
}
