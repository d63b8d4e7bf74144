//! `casebook incident note`: for each reader, in each format, and from one machine to another.

use super::*;

const CODE: &str = "AADSTS50076";

/// An incident with two settled steps, one of them failed with a name in the reason.
fn worked_on(machine: &Machine) -> String {
    let id = machine.open();
    let step = |step, state, reason| {
        let mut args = vec!["incident", "step", &id, "access-denied-403", step, state];
        args.extend(reason);
        machine.json(&args);
    };
    step("find-permission-kind", "done", vec![]);
    step("grant-resource-permission", "failed", vec!["--reason", "Contoso refuses (AADSTS50076)"]);
    id
}

fn note(machine: &Machine, id: &str, args: &[&str]) -> String {
    let output = machine.run(&[&["incident", "note", id], args].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn without_options_it_is_the_internal_note_as_text() {
    let machine = Machine::new();
    let id = worked_on(&machine);
    let told = note(&machine, &id, &[]);
    assert!(told.starts_with(&format!("T-1 Contoso\n\nIncident {id}, opened ")), "{told}");
    assert!(told.contains("\n- failed: Give the authenticating account"), "{told}");
    assert!(told.contains("\n  Reason: Contoso refuses (AADSTS50076)\n"), "{told}");
    let line = told.lines().last().unwrap();
    assert!(line.starts_with("casebook:1 "), "{told}");
    assert_eq!(told, note(&machine, &id[..4], &["--for", "internal", "--format", "text"]));
}

#[test]
fn what_the_client_and_the_vendor_read_has_nothing_that_is_not_for_them() {
    let machine = Machine::new();
    let id = worked_on(&machine);
    for format in ["text", "markdown", "json"] {
        let client = note(&machine, &id, &["--for", "client", "--format", format]);
        assert!(client.contains("A request to Microsoft 365 was refused"), "{client}");
        for internal in [CODE, "casebook:", "ann", "access-denied-403", &id] {
            assert!(!client.contains(internal), "{internal}: {client}");
        }
        let vendor = note(&machine, &id, &["--for", "vendor", "--format", format]);
        assert!(vendor.contains(CODE) && vendor.contains("UTC"), "{vendor}");
        assert!(!vendor.contains("Contoso") && !vendor.contains("casebook:"), "{vendor}");
    }
}

#[test]
fn for_scripts_it_is_one_document() {
    let machine = Machine::new();
    let id = worked_on(&machine);
    let told = machine.json(&["incident", "note", &id]);
    assert_eq!((&told["audience"], &told["incident"]), (&"internal".into(), &id.as_str().into()));
    let items = told["sections"].as_array().unwrap().iter().flat_map(|section| {
        section["blocks"].as_array().unwrap().iter().filter(|block| block["kind"] == "item")
    });
    let states: Vec<_> = items.filter_map(|item| item["state"].as_str()).collect();
    assert_eq!(states, ["done", "failed"]);
    let same = note(&machine, &id, &["--format", "json"]);
    let same: Value = serde_json::from_str(&same).unwrap();
    assert_eq!(same["handover"], told["handover"]);
}

#[test]
fn a_copied_note_is_where_the_machine_keeps_copies() {
    let machine = Machine::new();
    let id = worked_on(&machine);
    let mut command = machine.casebook(&["incident", "note", &id, "--for", "client", "--copy"]);
    let output = command.env("SSH_CONNECTION", "somewhere").output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(!text(&output.stdout).contains("A request to Microsoft 365"));
}

#[rstest]
#[case::unknown(&["incident", "note", "zzzz"], "casebook: there is no incident `zzzz`")]
#[case::for_nobody(&["incident", "note", "zzzz", "--for", "boss"], "casebook: invalid value 'boss' for '--for <WHOM>' [possible values: client, internal, vendor]")]
fn what_cannot_be_noted_is_told_in_one_line(#[case] args: &[&str], #[case] line: &str) {
    let output = Machine::new().run(args);
    let told = text(&output.stderr);
    assert!(told.starts_with(line) && told.lines().count() == 1, "{told}");
    assert_eq!(output.status.code(), Some(2));
}
