//! What the dashboard may rely on.

use std::{fs, path::Path, sync::mpsc::Receiver};

use jiff::Timestamp;
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::{
    incident::{Act, Author, EventId, SessionId},
    store::Store,
};

const QUICK: Pace = Pace { poll: Duration::from_millis(2), retry: Duration::from_millis(5) };

/// Longer than anything here takes; a reply that does not come fails the test.
const PATIENCE: Duration = Duration::from_secs(20);

fn incident(number: u64) -> IncidentId {
    IncidentId::from_bits(number)
}

fn opened(number: u64) -> Event {
    Event {
        id: EventId(Uuid::from_u128(u128::from(number))),
        incident: incident(number % 10),
        lamport: 0,
        at: Timestamp::from_second(i64::try_from(number).unwrap()).unwrap(),
        author: Author {
            name: "ann".into(),
            device: "desk".into(),
            session: SessionId(Uuid::nil()),
        },
        act: Act::Opened { ticket: format!("T-{number}"), client: String::new() },
    }
}

fn start(path: &Path) -> (Worker, Receiver<Reply>) {
    let (sender, replies) = mpsc::channel();
    let reply = move |reply| {
        let _ = sender.send(reply);
    };
    (Worker::start_with(QUICK, path.to_owned(), reply).unwrap(), replies)
}

fn next(replies: &Receiver<Reply>) -> Reply {
    replies.recv_timeout(PATIENCE).unwrap()
}

fn tickets(reply: Reply) -> Vec<String> {
    match reply {
        Reply::Incidents(list) => list.into_iter().map(|summary| summary.ticket).collect(),
        other => panic!("expected the incident list: {other:?}"),
    }
}

fn lists(reply: &Reply, expected: &[&str]) -> bool {
    matches!(reply, Reply::Incidents(_)) && tickets(reply.clone()) == expected
}

fn numbers(events: &[Event]) -> Vec<u64> {
    events.iter().map(|event| u64::try_from(event.id.0.as_u128()).unwrap()).collect()
}

/// A folder in which no store can be made as long as a file has the name of the store's folder.
fn blocked() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let obstacle = folder.path().join("casebook");
    fs::write(&obstacle, "in the way").unwrap();
    let path = obstacle.join("casebook.db");
    (folder, obstacle, path)
}

#[test]
fn a_batch_is_on_the_disk_when_it_is_told_as_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("casebook.db");
    let (worker, replies) = start(&path);
    worker.append(vec![opened(1), opened(2)]);
    let Reply::Saved { events, waiting: 0 } = next(&replies) else { panic!("not saved") };
    assert_eq!(events.iter().map(|event| event.lamport).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(Store::open(&path).unwrap().incidents().unwrap().len(), 2);
    assert_eq!(worker.finish(), Ok(()));
}

#[test]
fn what_is_watched_comes_at_once_and_again_when_another_session_changed_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("casebook.db");
    let (worker, replies) = start(&path);
    worker.watch(Watch { incidents: true, incident: Some(incident(1)) });
    assert_eq!(tickets(next(&replies)), Vec::<String>::new());
    assert_eq!(next(&replies), Reply::Incident { id: incident(1), incident: None });
    let mut other = Store::open(&path).unwrap();
    other.append(vec![opened(1)]).unwrap();
    assert_eq!(tickets(next(&replies)), ["T-1"]);
    let expected = other.incident(&incident(1)).unwrap().map(Box::new);
    assert_eq!(next(&replies), Reply::Incident { id: incident(1), incident: expected });
    worker.finish().unwrap();
}

#[test]
fn a_change_to_another_incident_does_not_send_the_watched_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("casebook.db");
    let mut other = Store::open(&path).unwrap();
    other.append(vec![opened(1)]).unwrap();
    let (worker, replies) = start(&path);
    worker.watch(Watch { incidents: false, incident: Some(incident(1)) });
    assert!(matches!(next(&replies), Reply::Incident { .. }));
    other.append(vec![opened(2)]).unwrap();
    other.append(vec![opened(11)]).unwrap();
    let Reply::Incident { incident: Some(incident), .. } = next(&replies) else { panic!() };
    assert_eq!(numbers(incident.events()), [1, 11]);
    worker.finish().unwrap();
    assert_eq!(replies.try_iter().count(), 0);
}

#[test]
fn saved_events_come_before_the_watched_incident_that_contains_them() {
    let folder = tempfile::tempdir().unwrap();
    let (worker, replies) = start(&folder.path().join("casebook.db"));
    worker.watch(Watch { incidents: false, incident: Some(incident(1)) });
    assert!(matches!(next(&replies), Reply::Incident { incident: None, .. }));
    worker.append(vec![opened(1)]);
    assert!(matches!(next(&replies), Reply::Saved { .. }));
    assert!(matches!(next(&replies), Reply::Incident { incident: Some(_), .. }));
    worker.finish().unwrap();
}

#[test]
fn what_was_watched_already_is_not_sent_again() {
    let folder = tempfile::tempdir().unwrap();
    let (worker, replies) = start(&folder.path().join("casebook.db"));
    worker.watch(Watch { incidents: true, incident: None });
    assert!(matches!(next(&replies), Reply::Incidents(_)));
    worker.watch(Watch { incidents: true, incident: Some(incident(1)) });
    assert!(matches!(next(&replies), Reply::Incident { .. }));
    worker.finish().unwrap();
    assert_eq!(replies.try_iter().count(), 0);
}

#[test]
fn an_incident_can_be_asked_for_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("casebook.db");
    Store::open(&path).unwrap().append(vec![opened(1)]).unwrap();
    let (worker, replies) = start(&path);
    worker.load(incident(1));
    assert!(matches!(next(&replies), Reply::Incident { incident: Some(_), .. }));
    worker.finish().unwrap();
}

#[test]
fn unsaved_batches_keep_their_order_and_are_saved_once_that_is_possible() {
    let (_folder, obstacle, path) = blocked();
    let (worker, replies) = start(&path);
    assert!(matches!(next(&replies), Reply::Unread { .. }));
    worker.append(vec![opened(1)]);
    let Reply::Unsaved { error, waiting: 1 } = next(&replies) else { panic!("saved") };
    assert!(error.is_temporary());
    worker.append(vec![opened(2), opened(3)]);
    while !matches!(next(&replies), Reply::Unsaved { waiting: 3, .. }) {}
    fs::remove_file(&obstacle).unwrap();
    let mut saved = replies.iter().filter_map(|reply| match reply {
        Reply::Saved { events, waiting } => Some((numbers(&events), waiting)),
        _ => None,
    });
    assert_eq!(saved.next(), Some((vec![1], 2)));
    assert_eq!(saved.next(), Some((vec![2, 3], 0)));
    worker.finish().unwrap();
}

#[test]
fn the_watched_list_comes_once_the_store_can_be_read_and_the_reason_is_told_once() {
    let (_folder, obstacle, path) = blocked();
    let (worker, replies) = start(&path);
    worker.watch(Watch { incidents: true, incident: None });
    assert!(matches!(next(&replies), Reply::Unread { .. }));
    worker.append(vec![opened(1)]);
    assert!(matches!(next(&replies), Reply::Unsaved { .. }));
    fs::remove_file(&obstacle).unwrap();
    let told = replies.iter().take_while(|reply| !lists(reply, &["T-1"])).collect::<Vec<_>>();
    assert!(told.iter().any(|reply| matches!(reply, Reply::Saved { .. })));
    assert!(!told.iter().any(|reply| matches!(reply, Reply::Unread { .. })));
    worker.finish().unwrap();
}

#[test]
fn finishing_saves_what_was_handed_in_last() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("casebook.db");
    let (worker, _replies) = start(&path);
    (1..100).for_each(|number| worker.append(vec![opened(number)]));
    worker.finish().unwrap();
    let store = Store::open(&path).unwrap();
    let events = |summary: &Summary| store.incident(&summary.id).unwrap().unwrap().events().len();
    assert_eq!(store.incidents().unwrap().iter().map(events).sum::<usize>(), 99);
}

#[test]
fn finishing_gives_back_what_could_not_be_saved() {
    let (_folder, _obstacle, path) = blocked();
    let (worker, _replies) = start(&path);
    worker.append(vec![opened(1)]);
    worker.append(vec![opened(2), opened(3)]);
    let unfinished = worker.finish().unwrap_err();
    assert_eq!(numbers(&unfinished.events), [1, 2, 3]);
    let text = unfinished.to_string();
    assert!(text.starts_with("3 events were not saved: cannot open the store "), "{text}");
}

#[test]
fn the_store_is_copied_once_it_holds_something() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("casebook.db");
    Store::open(&path).unwrap().append(vec![opened(1)]).unwrap();
    let (worker, _replies) = start(&path);
    worker.finish().unwrap();
    assert_eq!(fs::read_dir(folder.path().join("backups")).unwrap().count(), 1);
}
