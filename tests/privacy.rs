//! What is kept of a paste, and what is not.

use casebook::{
    builtin,
    diagnose::{Matchers, Shown},
    incident::{Act, Author, Diagnosed, Event, EventId, Incident, IncidentId, SessionId},
    pack::Packs,
    redact::{Options, Tokens, redact},
};
use jiff::Timestamp;
use uuid::Uuid;

const KEY: [u8; 16] = [7; 16];

/// What an incident keeps of the best match of a raw text.
fn kept(raw: &str) -> Act {
    let (packs, _) = Packs::merge([builtin::pack()]);
    let diagnosis = Matchers::new(&packs).diagnose(&packs, raw);
    let mut tokens = Tokens::new(KEY);
    let shown = Shown::new(diagnosis, raw, &mut tokens, &Options::default());
    let (_, group, found) = shown.matches()[0];
    Act::Diagnosed(Box::new(Diagnosed::of(&shown, group, found, &tokens)))
}

fn incident(act: Act) -> Incident {
    let id = IncidentId::from_bits(7);
    let author =
        Author { name: "ann".into(), device: "desk".into(), session: SessionId(Uuid::nil()) };
    let event = Event {
        id: EventId(Uuid::from_u128(1)),
        incident: id.clone(),
        lamport: 1,
        at: Timestamp::UNIX_EPOCH,
        author,
        act,
    };
    Incident::from_events(id, [event])
}

#[test]
fn a_diagnosis_is_stored_without_a_name_and_without_the_rest_of_the_log() {
    let lines = (0..500).map(|line| format!("line {line} of an innocent log\n"));
    let log = lines.collect::<Vec<_>>().concat();
    let act = kept(&format!(
        "{log}jane@contoso.com: AADSTS50076: you must use multi-factor authentication\n{log}"
    ));
    let (kind, body) = act.to_parts();
    let stored = body.to_string();

    assert_eq!(Act::from_parts(&kind, body), act);
    assert!(!stored.contains("jane") && !stored.contains("contoso"), "{stored}");
    assert!(stored.contains("[email-1]: AADSTS50076"), "{stored}");
    assert_eq!(
        stored.matches("innocent").count(),
        12,
        "the lines around the error, to see what failed"
    );
}

#[test]
fn the_next_paste_of_an_incident_goes_on_with_its_tokens() {
    let incident = incident(kept("jane@contoso.com: AADSTS50076: use multi-factor authentication"));
    let mut tokens = Tokens::resume(KEY, incident.tokens());
    let again = redact("bob@fabrikam.com, then Jane@Contoso.com", &mut tokens, &Options::default());
    assert_eq!(again.text, "[email-2], then [email-1]");
}
