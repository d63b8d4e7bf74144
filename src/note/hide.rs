//! Names out of a note: the client's out of what was pasted, and both the client's and the technicians' out of what goes
//! to a vendor.

use std::{collections::BTreeSet, ops::Range};

use crate::{
    incident::{Act, Incident},
    redact::{Class, Classes, Memory, Options, Tokens, redact},
};

/// What stands for the client.
const CLIENT: &str = "[client]";

/// What stands for somebody who worked on the incident.
const TECHNICIAN: &str = "[technician]";

/// A shorter name is a word that texts have anyway.
const SHORTEST: usize = 3;

/// A name of that many letters is found inside of words too, as in `contosoadmin`.
const TELLING: usize = 5;

/// What companies are, which nobody says of them.
const LEGAL_FORMS: [&str; 20] = [
    "ag", "gmbh", "kg", "ug", "se", "ltd", "ltd.", "limited", "llc", "inc", "inc.", "corp",
    "corp.", "plc", "bv", "b.v.", "nv", "sa", "srl", "oy",
];

/// What must not be read in a note.
#[derive(Clone, Debug)]
pub(super) struct Names {
    clients: Vec<Name>,
    technicians: Vec<Name>,
    /// Numbers of tokens that the incident has given.
    given: Memory,
}

/// A name, ready to be looked for.
#[derive(Clone, Debug)]
struct Name {
    /// Its words in small letters.
    words: Vec<Vec<char>>,
    /// Whether it counts inside of words.
    inside: bool,
}

impl Names {
    /// The names of an incident: every client it was ever opened or corrected with, everybody who did something.
    pub(super) fn of(incident: &Incident) -> Self {
        let mut clients = BTreeSet::new();
        let mut technicians = BTreeSet::new();
        for event in incident.events() {
            technicians.insert(event.author.name.as_str());
            if let Act::Opened { client, .. } | Act::Edited { client: Some(client), .. } =
                &event.act
            {
                clients.insert(client.trim());
                clients.insert(without_legal_form(client.trim()));
            }
        }
        let client = |name| Name::new(name).map(|name| Name { inside: name.is_telling(), ..name });
        let full = technicians.iter().copied();
        let parts = technicians.iter().flat_map(|name| name.split(['.', ' ', '\\', '@']));
        Self {
            clients: longest_first(clients.into_iter().filter_map(client)),
            technicians: longest_first(full.chain(parts).filter_map(Name::new)),
            given: incident.tokens().without_values(),
        }
    }

    /// A text without the client's name.
    pub(super) fn without_client(&self, text: &str) -> String {
        replaced(text, &self.clients, CLIENT)
    }

    /// What a technician wrote, for people outside: without names, and redacted as if it had been pasted.
    pub(super) fn for_outside(&self, text: &str) -> String {
        // The machine's key is not known here: a value that was met before gets a further number.
        let mut tokens = Tokens::resume([0; 16], self.given.clone());
        let redacted = redact(text, &mut tokens, &Options { classes: Classes::ALL, client: None });
        replaced(&self.without_client(&redacted.text), &self.technicians, TECHNICIAN)
    }
}

/// What was pasted, with `[client]` in the place of the client's name.
pub(super) fn client_in_paste(text: &str, incident: &Incident) -> String {
    let client = Some(incident.client().to_owned());
    let options = Options { classes: Classes::SECRET.with(Class::Client), client };
    let mut tokens = Tokens::resume([0; 16], incident.tokens().without_values());
    redact(text, &mut tokens, &options).text
}

fn without_legal_form(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((rest, form)) if LEGAL_FORMS.contains(&form.to_lowercase().as_str()) => {
            rest.trim_end_matches([',', ' ', '&'])
        }
        _ => name,
    }
}

fn longest_first(names: impl Iterator<Item = Name>) -> Vec<Name> {
    let mut names: Vec<_> = names.collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.letters()));
    names
}

impl Name {
    /// Nothing for a name that is too short.
    fn new(name: &str) -> Option<Self> {
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let lower = |word: &str| word.chars().flat_map(char::to_lowercase).collect();
        let name = Self { words: words.map(lower).collect(), inside: false };
        (name.letters() >= SHORTEST).then_some(name)
    }

    fn letters(&self) -> usize {
        self.words.iter().map(Vec::len).sum()
    }

    fn is_telling(&self) -> bool {
        self.letters() >= TELLING
    }

    /// How many characters from there are the name, in any case and with anything between its words.
    fn length_at(&self, text: &[(Range<usize>, char)], start: usize) -> Option<usize> {
        let letter = |at: usize| text.get(at).map(|(_, c)| *c);
        let mut at = start;
        for (number, word) in self.words.iter().enumerate() {
            while number > 0 && letter(at).is_some_and(|c| !c.is_alphanumeric()) {
                at += 1;
            }
            for c in word {
                if letter(at) != Some(*c) {
                    return None;
                }
                at += 1;
            }
        }
        let is_word = |at: Option<usize>| at.and_then(letter).is_some_and(char::is_alphanumeric);
        let whole = !is_word(start.checked_sub(1)) && !is_word(Some(at));
        (self.inside || whole).then_some(at - start)
    }
}

/// The text with a token in the place of each name; tokens that stand in it are left alone.
fn replaced(text: &str, names: &[Name], token: &str) -> String {
    if names.is_empty() {
        return text.to_owned();
    }
    let folded = folded(text);
    let mut hidden = String::with_capacity(text.len());
    let (mut at, mut copied) = (0, 0);
    while at < folded.len() {
        if let Some(length) = token_at(&folded, at) {
            at += length;
        } else if let Some(length) = names.iter().find_map(|name| name.length_at(&folded, at)) {
            hidden.push_str(&text[copied..folded[at].0.start]);
            hidden.push_str(token);
            at += length;
            copied = folded[at - 1].0.end;
        } else {
            at += 1;
        }
    }
    hidden.push_str(text.get(copied..).unwrap_or_default());
    hidden
}

/// Small letters, each with the bytes that it comes from.
fn folded(text: &str) -> Vec<(Range<usize>, char)> {
    let letters =
        |(at, c): (usize, char)| c.to_lowercase().map(move |lower| (at..at + c.len_utf8(), lower));
    text.char_indices().flat_map(letters).collect()
}

/// Length of the token there, such as `[client]` or `[user-12]`.
fn token_at(text: &[(Range<usize>, char)], start: usize) -> Option<usize> {
    const LONGEST: usize = 20;
    let mut rest = text[start..].iter().take(LONGEST).map(|(_, c)| *c);
    rest.next().filter(|c| *c == '[')?;
    let word: String = rest.by_ref().take_while(|c| *c != ']').collect();
    let ends = text.get(start + 1 + word.chars().count()).is_some_and(|(_, c)| *c == ']');
    let class = word.split_once('-').map_or(word.as_str(), |(class, _)| class);
    let is_token =
        Class::from_word(class).is_some() || class == TECHNICIAN.trim_matches(['[', ']']);
    (ends && is_token).then(|| word.chars().count() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(name: &str) -> Names {
        let clients = [name, without_legal_form(name)].into_iter().filter_map(Name::new);
        let clients = clients.map(|name| Name { inside: name.is_telling(), ..name });
        Names { clients: longest_first(clients), technicians: Vec::new(), given: Memory::default() }
    }

    #[rstest::rstest]
    #[case::any_case("Contoso", "CONTOSO and contoso", "[client] and [client]")]
    #[case::inside_of_a_name("Contoso", "contosoadmin@x", "[client]admin@x")]
    #[case::short_only_whole("ACME", "acme acmes", "[client] acmes")]
    #[case::two_letters_are_a_word("IT", "it is IT", "it is IT")]
    #[case::blanks_written_otherwise(
        "Kontor Zürich",
        "kontor-ZÜRICH, KontorZürich",
        "[client], [client]"
    )]
    #[case::without_its_legal_form(
        "Fabrikam GmbH",
        "Fabrikam said; Fabrikam GmbH",
        "[client] said; [client]"
    )]
    #[case::tokens_stay("Client", "[client] of the client", "[client] of the [client]")]
    #[case::letters_that_grow("İstanbul", "i̇stanbul", "[client]")]
    fn the_clients_name_becomes_a_token(
        #[case] name: &str,
        #[case] text: &str,
        #[case] expected: &str,
    ) {
        assert_eq!(client(name).without_client(text), expected);
    }
}
