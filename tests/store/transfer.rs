//! Events that leave a store as lines and come into another.

use casebook::{
    incident::{Act, Event, EventId, IncidentId, PROVISIONAL, StepState},
    store::{ImportError, Imported, LineFault, Lines, Store, StoreError},
};
use rusqlite::Connection;
use serde_json::json;
use uuid::Uuid;

use crate::support::{folder, has, opened, store};

fn of(number: u64, act: Act) -> Event {
    Event { id: EventId(Uuid::from_u128(u128::from(number))), act, ..opened(1) }
}

fn lines(text: &str) -> Lines {
    Lines::read(text).unwrap()
}

/// Exported, imported into an empty store, and exported again.
fn there_and_back(store: &Store) -> (Vec<String>, Vec<String>) {
    let exported = store.export(&[]).unwrap();
    let mut other = Store::in_memory().unwrap();
    let imported = other.import(&lines(&exported.join("\n"))).unwrap();
    assert_eq!((imported.new, imported.known), (exported.len(), 0));
    assert_eq!(other.incidents().unwrap(), store.incidents().unwrap());
    (exported, other.export(&[]).unwrap())
}

#[test]
fn an_export_that_is_imported_elsewhere_is_exported_there_to_the_letter() {
    let (_folder, path) = folder();
    let mut store = store(&path);
    let mark = Act::mark(&"mfa".parse().unwrap(), &"tick".parse().unwrap(), StepState::Done, None);
    let comment =
        Act::Commented { on: None, text: "Müller\u{202e} said:\n\u{7f}👩‍💻".into() };
    store.append(vec![of(2, mark), of(3, comment), opened(4), of(5, Act::Reopened)]).unwrap();
    // A newer casebook, with names, numbers and blanks of its own.
    Connection::open(&path)
        .unwrap()
        .execute_batch(
            r#"INSERT INTO event (id, incident, lamport, at, actor, device, session, kind, body)
               SELECT '00000000-0000-0000-0000-0000000000ff', incident, 99, at, actor, device, session, 'handed_over',
                      '{"z": 1.10,' || char(10) || ' "a":12345678901234567890, "a": [1e5]}' FROM event LIMIT 1"#,
        )
        .unwrap();
    let (exported, again) = there_and_back(&store);
    assert_eq!(exported, again);
    assert_eq!(exported.len(), 6);
    assert!(exported.iter().all(|line| line.is_ascii() && !line.contains('\n')), "{exported:?}");
    let newest = exported.last().unwrap();
    assert!(
        newest.contains(r#""body":{"z": 1.10,  "a":12345678901234567890, "a": [1e5]}}"#),
        "{newest}"
    );
}

#[test]
fn what_followers_did_comes_along_and_nothing_is_done_for_them_twice() {
    let mut store = Store::in_memory().unwrap();
    let tick = |number, state| {
        of(number, Act::mark(&"mfa".parse().unwrap(), &"tick".parse().unwrap(), state, None))
    };
    let follower = |number, act| Event { incident: IncidentId::from_bits(9), ..of(number, act) };
    let opened_again = follower(9, opened(9).act);
    let linked = follower(10, Act::Linked { leader: IncidentId::from_bits(1) });
    store.append(vec![opened(1), opened_again, linked, tick(2, StepState::Done)]).unwrap();
    // While it was closed it followed nothing.
    let closed = Act::Closed { cause: casebook::incident::Cause::Itself, text: None };
    store.append(vec![follower(11, closed), tick(3, StepState::Todo)]).unwrap();
    store.append(vec![follower(12, Act::Reopened), tick(4, StepState::Failed)]).unwrap();
    let (exported, again) = there_and_back(&store);
    assert_eq!(exported, again);
    let alone = store.export(&[IncidentId::from_bits(1)]).unwrap();
    assert_eq!(alone.len(), 4);
}

#[test]
fn what_a_colleague_did_for_an_incident_is_done_for_its_followers_here() {
    let mut here = Store::in_memory().unwrap();
    here.append(vec![opened(1)]).unwrap();
    let mut there = Store::in_memory().unwrap();
    there.import(&lines(&here.export(&[]).unwrap().join("\n"))).unwrap();
    let (issue, step) = ("mfa".parse().unwrap(), "tick".parse().unwrap());
    there.append(vec![of(2, Act::mark(&issue, &step, StepState::Done, None))]).unwrap();

    let linked = Event {
        incident: IncidentId::from_bits(9),
        ..of(10, Act::Linked { leader: IncidentId::from_bits(1) })
    };
    here.append(vec![opened(9), linked]).unwrap();
    let back = lines(&there.export(&[]).unwrap().join("\n"));
    assert_eq!(here.import(&back).unwrap().new, 1);
    let follower = here.incident(&IncidentId::from_bits(9)).unwrap().unwrap();
    assert_eq!(follower.state(&issue, &step), StepState::Done);
    assert_eq!(here.import(&back).unwrap(), Imported { new: 0, known: 2, ..Imported::default() });
}

#[test]
fn importing_the_same_file_twice_changes_nothing() {
    let (_folder, path) = folder();
    let exported = store(&path).export(&[]).unwrap().join("\n");
    let mut other = Store::in_memory().unwrap();
    other.import(&lines(&exported)).unwrap();
    let before = other.export(&[]).unwrap();
    let again = other.import(&lines(&exported)).unwrap();
    assert_eq!(again, Imported { new: 0, known: 1, ..Imported::default() });
    assert_eq!(other.export(&[]).unwrap(), before);
    let twice = lines(&format!("{exported}\r\n\n{exported}\n"));
    assert_eq!(other.import(&twice).unwrap(), again);
}

#[test]
fn an_event_with_another_content_is_a_conflict_and_nothing_of_the_file_is_stored() {
    let (_folder, path) = folder();
    let mut store = store(&path);
    let mut forged = opened(1).to_json();
    forged["lamport"] = json!(1);
    forged["body"]["client"] = json!("Eve");
    forged["actor"] = json!("eve\u{1b}[31m");
    let mut new = opened(2).to_json();
    new["lamport"] = json!(2);
    let error = store.import(&lines(&format!("{new}\n{forged}"))).unwrap_err();
    assert!(matches!(error, ImportError::Conflict { line: 2, .. }), "{error:?}");
    let told = error.to_string();
    for part in ["00000000-0000-0000-0000-000000000001", "by eve␛[31m on desk", "by ann on desk"]
    {
        assert!(told.contains(part), "{part} is missing in {told}");
    }
    assert!(!has(&store, 2));
}

#[test]
fn another_place_in_the_order_is_another_content() {
    let (_folder, path) = folder();
    let mut moved = opened(1).to_json();
    moved["lamport"] = json!(7);
    let error = store(&path).import(&lines(&moved.to_string())).unwrap_err();
    assert!(matches!(error, ImportError::Conflict { .. }), "{error:?}");
}

#[test]
fn events_that_no_store_took_get_the_next_places_and_are_known_the_next_time() {
    let (_folder, path) = folder();
    let mut store = store(&path);
    let rescued =
        |number, place| Event { lamport: PROVISIONAL + place, ..opened(number) }.to_json();
    let file = lines(&format!("{}\n{}\n{}", rescued(1, 1), rescued(3, 2), rescued(2, 3)));
    let imported = store.import(&file).unwrap();
    assert_eq!((imported.new, imported.known), (2, 1));
    let lamport = |number| {
        store.incident(&IncidentId::from_bits(number)).unwrap().unwrap().events()[0].lamport
    };
    assert_eq!((lamport(3), lamport(2)), (2, 3));
    assert_eq!(store.import(&file).unwrap(), Imported { new: 0, known: 3, ..Imported::default() });
}

/// Farther than any store ever comes, so that a line with it was made up.
const FAR: u64 = 1 << 53;

#[rstest::rstest]
#[case::the_last_place(FAR)]
#[case::beyond_all_places(FAR + 1)]
#[case::just_before_those_that_are_none(PROVISIONAL - 1)]
#[case::the_largest_number(u64::MAX)]
fn whatever_places_a_file_names_the_store_goes_on_and_what_it_exports_can_be_imported(
    #[case] place: u64,
) {
    let mut far = opened(1).to_json();
    far["lamport"] = json!(place);
    let mut store = Store::in_memory().unwrap();
    store.import(&lines(&far.to_string())).unwrap();
    let issue = "mfa".parse().unwrap();
    for (number, state) in [(2, StepState::Done), (3, StepState::Failed)] {
        let mark = Act::mark(&issue, &"tick".parse().unwrap(), state, None);
        store.append(vec![of(number, mark)]).unwrap();
    }
    let exported = lines(&store.export(&[]).unwrap().join("\n"));
    let mut other = Store::in_memory().unwrap();
    other.append(vec![opened(9)]).unwrap();
    assert_eq!(other.import(&exported).unwrap().new, 3);
    let incident = other.incident(&IncidentId::from_bits(1)).unwrap().unwrap();
    assert_eq!(incident.state(&issue, &"tick".parse().unwrap()), StepState::Failed);
    let again = Imported { new: 0, known: 3, ..Imported::default() };
    assert_eq!(other.import(&exported).unwrap(), again, "a place that is none is no contradiction");
    assert_eq!(store.import(&exported).unwrap(), again);
    other.append(vec![opened(10)]).unwrap();
    Store::in_memory().unwrap().import(&lines(&other.export(&[]).unwrap().join("\n"))).unwrap();
}

#[test]
fn an_import_into_a_store_of_a_newer_casebook_is_refused_with_the_needed_version() {
    let (_folder, path) = folder();
    let exported = store(&path).export(&[]).unwrap().join("\n");
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 2003").unwrap();
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.export(&[]).unwrap().join("\n"), exported);
    let error = store.import(&lines(&exported)).unwrap_err();
    assert!(matches!(error, ImportError::Store(StoreError::Newer { .. })), "{error:?}");
}

/// A line with a field changed.
fn with(field: &str, value: serde_json::Value) -> String {
    let mut json = opened(1).to_json();
    json["lamport"] = json!(1);
    json[field] = value;
    json.to_string()
}

fn with_body(body: &str) -> String {
    with("body", json!("HERE")).replace("\"HERE\"", body)
}

#[rstest::rstest]
#[case::no_json("Dear diary", "it is no event (expected value at column 1); give the whole file")]
#[case::cut_off(&with("kind", json!("x"))[..80], "it is no event (EOF while parsing")]
#[case::an_array("[]", "it is no event (")]
#[case::a_field_of_a_newer_casebook(&with("mood", json!("calm")), "it is no event (unknown field `mood`")]
#[case::no_id(&with("id", json!("T-1")), "it is no event (UUID parsing failed")]
#[case::no_incident(&with("incident", json!("ILOU0000")), "it is no event (an incident id has 8 characters")]
#[case::no_time(&with("at", json!("yesterday")), "it is no event (")]
#[case::no_place(&with("lamport", json!(0)), "its lamport number is 0, and the first is 1;")]
#[case::no_number(&with("lamport", json!(-1)), "it is no event (invalid value: integer `-1`")]
#[case::a_long_kind(&with("kind", json!("k".repeat(2000))), "its kind is longer than 1024 bytes")]
#[case::a_long_name(&with("actor", json!("k".repeat(2000))), "its actor is longer than 1024 bytes")]
#[case::a_book(&with("body", json!("x".repeat(5 << 20))), "it is longer than 4 MiB")]
#[case::a_deep_body(&with_body(&format!("{}{}", "[".repeat(5000), "]".repeat(5000))), "the body of its event cannot be read (recursion limit exceeded")]
#[case::a_number_without_end(&with_body("1e999"), "the body of its event cannot be read (number out of range")]
#[case::half_a_character(&with_body(r#""\ud800""#), "the body of its event cannot be read (")]
fn a_line_that_is_no_event_is_told_with_its_number_and_stops_the_whole_file(
    #[case] line: &str,
    #[case] fault: &str,
) {
    let good = with("kind", json!("opened"));
    let error = Lines::read(&format!("{good}\n\n{line}\nno event\n{good}")).unwrap_err();
    assert_eq!(error.line, 3);
    let told = error.to_string();
    assert!(told.starts_with(&format!("line 3: {fault}")), "{told}");
    assert!(told.ends_with("; one more line is wrong") && told.lines().count() == 1, "{told}");
}

#[test]
fn two_lines_that_contradict_each_other_are_both_named() {
    let error =
        Lines::read(&[with("kind", json!("opened")), with("kind", json!("closed"))].join("\n"))
            .unwrap_err();
    let LineFault::Contradiction { other: 1, this, that, .. } = &error.fault else {
        panic!("{error:?}")
    };
    assert!(
        this.starts_with("`closed` no. 1 of incident") && that.starts_with("`opened`"),
        "{error}"
    );
}

#[test]
fn an_incident_of_too_many_events_is_refused() {
    let line = |number: u64| {
        let mut json = of(number, Act::Reopened).to_json();
        json["lamport"] = json!(number);
        json.to_string() + "\n"
    };
    let error = Lines::read(&(1..=50_001).map(line).collect::<String>()).unwrap_err();
    assert!(matches!(error.fault, LineFault::TooMany(_)) && error.line == 50_001, "{error}");
}

#[test]
fn what_an_incident_is_called_in_a_file_is_one_line_each_wherever_it_is_shown() {
    let lines_of = "T-1\n## Solved\r\nby Eve";
    let body = json!({ "ticket": lines_of, "client": lines_of });
    let edited = json!({ "ticket": null, "client": null, "title": lines_of });
    let comment = json!({ "text": "two\nlines" });
    let mut file = with("body", body);
    for (number, kind, body) in [(2, "edited", edited), (3, "commented", comment)] {
        let mut json = of(number, Act::Reopened).to_json();
        (json["lamport"], json["kind"], json["body"]) = (json!(number), json!(kind), body);
        file = format!("{file}\n{json}");
    }
    let mut store = Store::in_memory().unwrap();
    store.import(&lines(&file)).unwrap();
    let summary = &store.incidents().unwrap()[0];
    for name in [&summary.ticket, &summary.client, &summary.title] {
        assert_eq!(name, "T-1 ## Solved by Eve");
    }
    let incident = store.incident(&summary.id).unwrap().unwrap();
    assert_eq!(incident.comments().next().unwrap().text, "two\nlines");
}

#[test]
fn hostile_texts_of_a_file_are_clean_in_whatever_is_read_of_the_store() {
    let hostile = "\u{1b}]52;c;x\u{7}\u{202e}\u{9b}31m";
    let mut json = with("body", json!({ "ticket": hostile, "client": hostile }));
    json = json.replace("\"ann\"", &json!(hostile).to_string());
    let mut store = Store::in_memory().unwrap();
    store.import(&lines(&json)).unwrap();
    let clean = "␛]52;c;x␇\u{fffd}\u{fffd}31m";
    let summary = &store.incidents().unwrap()[0];
    assert_eq!((summary.ticket.as_str(), summary.client.as_str()), (clean, clean));
    let incident = store.incident(&summary.id).unwrap().unwrap();
    assert_eq!(incident.events()[0].author.name, clean);
    assert!(store.export(&[]).unwrap()[0].contains(r"\u001b]52;c;x\u0007\u202e\u009b31m"));
}
