//! The steps of an issue as an incident sees them.

use serde_json::json;

use super::*;
use crate::issue::Issue;

#[rstest::rstest]
#[case("do a", Since::Same)]
#[case("do it otherwise", Since::Changed)]
fn a_step_tells_what_became_of_it_since_its_issue_was_attached(
    #[case] text: &str,
    #[case] since: Since,
) {
    let incident = folded(&[(1, Act::Attached(attached(&["a"])))]);
    let step = |id: &str, text: &str| json!({ "id": id, "text": text, "copy": [], "link": [] });
    let fix = json!({
        "id": "first", "title": "t", "done": "d", "level": "msp", "step": [step("a", text), step("b", "new")],
    });
    let issue = json!({
        "id": "mfa", "pack": "test", "section": "all", "title": "t", "short": "s", "summary": "s", "client": "c",
        "services": [], "phase": [], "aliases": [], "examples": [], "not_examples": [], "signature": [],
        "detail": [], "fix": [fix], "tell_apart": [],
    });
    let issue: Issue = serde_json::from_value(issue).unwrap();
    let checklist = incident.checklist(&id("mfa"), Some(&issue));
    let found: Vec<_> = checklist.steps.iter().map(|step| step.since).collect();
    assert_eq!(found, [since, Since::New]);
}

#[test]
fn steps_of_an_issue_that_vanished_from_the_pack_are_still_listed_as_gone() {
    let incident =
        folded(&[(1, Act::Attached(attached(&["a", "b"]))), (1, mark("b", StepState::Done))]);
    let checklist = incident.checklist(&id("mfa"), None);
    let rows: Vec<_> = checklist
        .steps
        .iter()
        .map(|step| (step.id.as_str(), step.state(), step.is_gone()))
        .collect();
    assert_eq!(rows, [("a", StepState::Todo, true), ("b", StepState::Done, true)]);
}

#[test]
fn a_step_whose_condition_was_denied_does_not_count() {
    let incident = folded(&[
        (1, Act::Attached(attached(&["a", "maybe"]))),
        (1, mark("a", StepState::Done)),
        (1, mark("maybe", StepState::Skipped)),
    ]);
    let progress = incident.checklist(&id("mfa"), None).progress();
    assert_eq!(progress, Progress { settled: 1, total: 1 });
}
