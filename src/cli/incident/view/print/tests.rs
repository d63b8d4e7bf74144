//! What an incident looks like on terminals of any width.

use anstream::adapter::strip_str;
use unicode_width::UnicodeWidthStr;
use uuid::Uuid;

use super::*;
use crate::{
    builtin,
    incident::{Act, Author, Event, EventId, IncidentId, SessionId},
    issue::StepId,
};

/// An incident of whose first issue every step is done.
fn worked_on(packs: &Packs) -> Incident {
    let issue =
        packs.issues().iter().find(|issue| issue.id.as_str() == "access-denied-403").unwrap();
    let done = |step: &StepId| Act::mark(&issue.id, step, StepState::Done, None);
    let steps = issue.steps().map(|(_, step)| done(&step.id));
    let mut incident = Incident::new(IncidentId::from_bits(1));
    for (number, act) in (1..).zip([Act::attach(issue, "1")].into_iter().chain(steps)) {
        incident.apply(Event {
            id: EventId(Uuid::from_u128(u128::from(number))),
            incident: incident.id().clone(),
            lamport: number,
            at: Timestamp::UNIX_EPOCH,
            author: Author {
                name: "ann".into(),
                device: "desk".into(),
                session: SessionId(Uuid::nil()),
            },
            act,
        });
    }
    incident
}

#[test]
fn a_narrow_terminal_has_every_step_with_its_text_and_its_time() {
    let (packs, _) = Packs::merge([builtin::pack()]);
    let incident = worked_on(&packs);
    let told = |width| {
        let text = print(&incident, &packs, Look { width, ascii: false });
        strip_str(text.as_str()).to_string()
    };

    let (narrow, wide) = (told(Some(80)), told(None));

    let time = format!("  {} ann", local(Timestamp::UNIX_EPOCH));
    assert_eq!(
        narrow.lines().filter(|line| line.ends_with(&time)).count(),
        incident.events().len() - 1,
        "{narrow}"
    );
    let words = |text: &str| {
        let mut words: Vec<_> = text.split_whitespace().map(str::to_owned).collect();
        words.sort();
        words
    };
    assert_eq!(words(&narrow), words(&wide), "{narrow}");
    assert!(narrow.lines().all(|line| line.width() <= 80), "{narrow}");
}
