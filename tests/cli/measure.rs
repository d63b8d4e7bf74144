//! Measuring the diagnosis with labelled errors.

use super::*;

/// Three errors: one that is found, one that is not, and one that is nothing.
const LABELLED: &str = r#"{"id": "e1", "kind": "positive", "primary": "must-use-mfa", "acceptable": ["must-use-mfa"], "text": "AADSTS50076: you must use multi-factor authentication"}

{"id": "e2", "kind": "synthetic", "primary": "mfa-has-expired", "acceptable": ["mfa-has-expired"], "text": "AADSTS50076: you must use multi-factor authentication"}
{"id": "e3", "kind": "negative", "primary": "none", "acceptable": [], "text": "the printer is out of paper"}
"#;

fn measured(machine: &Machine, labelled: &str, options: &[&str]) -> Output {
    machine.write("errors.jsonl", labelled);
    let file = machine.path("errors.jsonl");
    machine.run(&[&["check", "--errors", file.to_str().unwrap()], options].concat())
}

#[test]
fn shares_and_misses_are_told() {
    let output = measured(&Machine::new(), LABELLED, &[]);

    let told = text(&output.stdout);
    assert!(
        told.starts_with("100.0 % (1 of 1)  positives with an acceptable issue first\n"),
        "{told}"
    );
    let possible = "\n0.0 % (0 of 1)  of these merely possible\n";
    assert!(told.contains(possible), "{told}");
    assert!(told.contains("\nmiss e2: mfa-has-expired, told as must-use-mfa ("), "{told}");
    assert_eq!((told.lines().count(), output.status.code()), (5, Some(1)));
}

#[test]
fn shares_and_misses_are_told_to_scripts() {
    let output = measured(&Machine::new(), LABELLED, &["--json"]);

    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["first"], serde_json::json!({ "right": 1, "of": 1 }));
    assert_eq!(told["first_possible"], 0);
    assert_eq!(told["negative"], serde_json::json!({ "right": 1, "of": 1 }));
    assert_eq!(told["misses"][0]["id"], "e2");
    assert_eq!(told["misses"][0]["found"][0]["issue"], "must-use-mfa");
    assert_eq!(told["held_back"], Value::Null);
}

#[test]
fn every_third_error_can_be_held_back() {
    let machine = Machine::new();
    let labelled = LABELLED.lines().nth(2).unwrap().to_owned() + "\n";

    let output = measured(&machine, &labelled.repeat(3), &["--hold-back"]);

    let told = text(&output.stdout);
    assert_eq!(told.lines().filter(|line| line.starts_with("miss ")).count(), 2, "{told}");
    let held_back = "(1 of 1)  held back: positives and synthetics with the primary";
    assert!(told.contains(held_back), "{told}");
}

#[test]
fn without_a_miss_nothing_is_notable() {
    let found = LABELLED.lines().next().unwrap();
    let output = measured(&Machine::new(), found, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}

#[test]
fn a_line_that_is_no_labelled_error_is_told() {
    let output = measured(&Machine::new(), "{\"id\": 3}\n", &[]);
    let told = text(&output.stderr);
    assert!(
        told.contains("errors.jsonl: line 1: ") && told.contains("id, kind, primary"),
        "{told}"
    );
    assert_eq!((output.status.code(), told.lines().count()), (Some(2), 1));
}
