//! Incidents that leave for good: afterwards nothing beside the store knows them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use casebook::{
    incident::{Act, Event, EventId, IncidentId, PROVISIONAL},
    store::{Place, PlaceKind, Purge, Store, StoreError},
};
use jiff::{Timestamp, ToSpan as _};
use rusqlite::Connection;
use uuid::Uuid;

use crate::support::{folder, has, opened};

const CLIENT: &str = "Fabrikam Widgets";

fn id() -> IncidentId {
    IncidentId::from_bits(1)
}

/// Events of the incident that is to go: enough of them for several pages.
fn events() -> Vec<Event> {
    let event = |number: u64, act| Event {
        id: EventId(Uuid::from_u128(u128::from(number))),
        act,
        ..opened(1)
    };
    let begun = Act::Opened { ticket: "T-4711".into(), client: CLIENT.into() };
    let comment = |number| {
        let text = format!("{CLIENT} called. {}", "And called again. ".repeat(20));
        event(number, Act::Commented { on: None, text })
    };
    std::iter::once(event(1, begun)).chain((100..160).map(comment)).collect()
}

/// Everything below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Files in which something stands, in any case.
fn grep(folder: &Path, word: &str) -> Vec<PathBuf> {
    let found = |path: &PathBuf| {
        String::from_utf8_lossy(&fs::read(path).unwrap())
            .to_lowercase()
            .contains(&word.to_lowercase())
    };
    files(folder).into_iter().filter(found).collect()
}

fn kinds(plan: &Purge) -> Vec<(PlaceKind, usize)> {
    plan.places.iter().map(|Place { kind, events, .. }| (*kind, *events)).collect()
}

/// A data folder in which the incident is in all places there are.
fn spread_out(path: &Path) -> Store {
    let mut store = Store::open(path).unwrap();
    store.append(events()).unwrap();
    // Others before, between and behind, so that its pages are shared.
    (2..40).for_each(|number| _ = store.append(vec![opened(number)]).unwrap());
    for day in 0..2 {
        store.backup(Timestamp::UNIX_EPOCH + (24 * day).hours()).unwrap();
    }
    let folder = path.parent().unwrap();
    fs::copy(path, folder.join("casebook.db.corrupt-2026-11-22T090000Z")).unwrap();
    fs::write(folder.join("backups/2026-11-22.part-7"), format!("half a copy of {CLIENT}"))
        .unwrap();
    let unsaved = |number: u64, incident: u64| {
        let text = format!("{} and {CLIENT}", if incident == 1 { "it" } else { "not it" });
        let text = if incident == 1 { text } else { "another".to_owned() };
        let act = Act::Commented { on: None, text };
        let id = EventId(Uuid::from_u128(u128::from(number)));
        Event { id, lamport: PROVISIONAL, act, ..opened(incident) }.to_json()
    };
    let lines = format!("{}\n{}\n", unsaved(900, 1), unsaved(901, 2));
    fs::write(folder.join("unsaved-20261122T090000000Z.jsonl"), lines).unwrap();
    fs::write(folder.join("unsaved-20261123T090000000Z.jsonl"), format!("{}\n", unsaved(902, 1)))
        .unwrap();
    fs::create_dir(folder.join("copies")).unwrap();
    fs::write(folder.join("copies/copy-1.txt"), format!("Dear {},", CLIENT.to_uppercase()))
        .unwrap();
    fs::write(folder.join("copies/copy-2.txt"), "see t-4711").unwrap();
    fs::write(folder.join("copies/copy-3.txt"), "of somebody else").unwrap();
    store
}

#[test]
fn nothing_of_a_purged_incident_is_left_in_the_data_folder() {
    let (_folder, path) = folder();
    let data = path.parent().unwrap();
    let copies = data.join("copies");
    let mut store = spread_out(&path);
    assert!(grep(data, CLIENT).len() >= 7, "{:?}", grep(data, CLIENT));

    let plan = store.plan_purge(&id(), &copies).unwrap();
    assert_eq!((plan.events, plan.label.as_str()), (61, "T-4711 Fabrikam Widgets"));
    assert_eq!(
        kinds(&plan),
        [
            (PlaceKind::Backup, 61),
            (PlaceKind::Backup, 61),
            (PlaceKind::UnfinishedBackup, 0),
            (PlaceKind::SetAside, 61),
            (PlaceKind::Unsaved, 1),
            (PlaceKind::Unsaved, 1),
            (PlaceKind::CopyFile, 0),
            (PlaceKind::CopyFile, 0),
        ]
    );
    assert!(grep(data, CLIENT).len() >= 7, "looking removes nothing");

    assert_eq!(store.purge(&plan).unwrap(), []);
    for word in [CLIENT, "T-4711"] {
        assert_eq!(grep(data, word), Vec::<PathBuf>::new(), "{word}");
    }
    assert!(store.plan_purge(&id(), &copies).unwrap().is_empty());
    assert!(copies.join("copy-3.txt").exists());
    let unsaved = fs::read_to_string(data.join("unsaved-20261122T090000000Z.jsonl")).unwrap();
    assert!(unsaved.lines().count() == 1 && unsaved.contains("another"), "{unsaved}");
}

#[test]
fn lines_of_unsaved_events_that_casebook_cannot_read_go_too() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.append(vec![opened(2)]).unwrap();
    let unsaved = path.with_file_name("unsaved-20261122T090000000Z.jsonl");
    let mut newer = events()[0].to_json();
    newer["mood"] = "calm".into();
    let other = opened(2).to_json().to_string();
    // The disk was full in the midst of a character.
    let whole = newer.to_string();
    let cut = [&whole.as_bytes()[..whole.len() - 40], "ü".as_bytes()].concat();
    assert!(String::from_utf8_lossy(&cut).contains(id().as_str()));
    let bytes = [whole.as_bytes(), b"\n", other.as_bytes(), b"\n", &cut[..cut.len() - 1]].concat();
    fs::write(&unsaved, bytes).unwrap();

    let plan = store.plan_purge(&id(), Path::new("/nowhere")).unwrap();
    assert_eq!(
        (plan.label.as_str(), kinds(&plan)),
        ("T-4711 Fabrikam Widgets", vec![(PlaceKind::Unsaved, 2)])
    );
    assert_eq!(store.purge(&plan).unwrap(), []);
    assert_eq!(fs::read_to_string(&unsaved).unwrap(), other + "\n");
}

#[test]
fn a_file_of_unsaved_events_with_a_line_that_may_be_anybodys_is_named() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.append(events()).unwrap();
    let unsaved = path.with_file_name("unsaved-20261122T090000000Z.jsonl");
    let [own, other] = [&events()[1], &opened(2)].map(|event| event.to_json().to_string());
    fs::write(&unsaved, format!("{own}\n{other}\n{}", &own[..90])).unwrap();
    let plan = store.plan_purge(&id(), Path::new("/nowhere")).unwrap();
    assert_eq!(kinds(&plan), [(PlaceKind::Unsaved, 1)]);
    let left = store.purge(&plan).unwrap();
    assert_eq!(left.iter().map(|left| &left.path).collect::<Vec<_>>(), [&unsaved]);
    assert_eq!(fs::read_to_string(&unsaved).unwrap(), format!("{other}\n{}\n", &own[..90]));
}

#[test]
fn what_stays_is_whole_and_is_still_only_appended() {
    let (_folder, path) = folder();
    let mut store = spread_out(&path);
    let plan = store.plan_purge(&id(), &path.with_file_name("copies")).unwrap();
    store.purge(&plan).unwrap();
    store.append(vec![opened(50)]).unwrap();
    drop(store);
    let backups = files(&path.with_file_name("backups"));
    assert_eq!(backups.len(), 2);
    for file in backups.iter().chain([&path]) {
        let store = Store::open(file).unwrap();
        store.integrity_check().unwrap();
        assert!(!has(&store, 1) && (2..40).all(|number| has(&store, number)));
        drop(store);
        let error = Connection::open(file).unwrap().execute("DELETE FROM event", []).unwrap_err();
        assert!(error.to_string().contains("events are only appended"), "{error}");
    }
}

#[test]
fn followers_of_a_purged_incident_go_on_alone() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.append(events()).unwrap();
    let linked = Act::Linked { leader: id() };
    let linked = Event { id: EventId(Uuid::from_u128(77)), act: linked, ..opened(2) };
    store.append(vec![opened(2), linked]).unwrap();
    let plan = store.plan_purge(&id(), Path::new("/nowhere")).unwrap();
    assert_eq!(plan.followers, [IncidentId::from_bits(2)]);
    store.purge(&plan).unwrap();
    let follower = store.incident(&IncidentId::from_bits(2)).unwrap().unwrap();
    assert_eq!((follower.events().len(), follower.leader()), (2, Some(&id())));
    assert_eq!(store.incidents().unwrap().len(), 1);
    store.append(vec![opened(3)]).unwrap();
}

#[test]
fn a_damaged_store_that_was_set_aside_is_named_and_left_to_the_user() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.append(events()).unwrap();
    let damaged = path.with_file_name("casebook.db.corrupt-2026-11-22T090000Z");
    let other = path.with_file_name("casebook.db.corrupt-2026-11-21T090000Z");
    fs::write(&damaged, &fs::read(&path).unwrap()[4096..]).unwrap();
    fs::write(&other, "no store, and nothing of the incident").unwrap();
    let plan = store.plan_purge(&id(), Path::new("/nowhere")).unwrap();
    let left = store.purge(&plan).unwrap();
    assert_eq!(left.iter().map(|left| &left.path).collect::<Vec<_>>(), [&damaged]);
    assert!(damaged.exists() && other.exists());
    assert!(!has(&store, 1));
}

#[test]
fn an_incident_that_only_a_backup_has_is_removed_from_it() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.append(events()).unwrap();
    store.backup(Timestamp::UNIX_EPOCH).unwrap();
    drop(store);
    fs::remove_file(&path).unwrap();
    let mut store = Store::open(&path).unwrap();
    let plan = store.plan_purge(&id(), Path::new("/nowhere")).unwrap();
    assert_eq!((plan.events, kinds(&plan)), (0, vec![(PlaceKind::Backup, 61)]));
    store.purge(&plan).unwrap();
    assert_eq!(grep(path.parent().unwrap(), CLIENT), Vec::<PathBuf>::new());
}

#[test]
fn a_store_of_a_newer_casebook_is_not_purged() {
    let (_folder, path) = folder();
    Store::open(&path).unwrap().append(events()).unwrap();
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 2003").unwrap();
    let mut store = Store::open(&path).unwrap();
    let plan = store.plan_purge(&id(), Path::new("/nowhere")).unwrap();
    assert!(matches!(store.purge(&plan), Err(StoreError::Newer { .. })));
    assert!(has(&store, 1));
}
