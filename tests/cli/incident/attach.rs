//! Issues that are attached and ruled out.

use super::*;

#[test]
fn an_issue_is_ruled_out_with_its_reason_and_can_be_taken_back() {
    let desk = Desk::new();
    let attached = desk.json("attach", &[GDAP]);
    assert_eq!(attached["issues"][1]["id"], GDAP);
    desk.json("step", &[GDAP, "check-roles", "done"]);

    let ruled_out = desk.json("detach", &[GDAP, "--reason", "GDAP is fine"]);

    assert_eq!(ruled_out["issues"].as_array().unwrap().len(), 1);
    let entry = &ruled_out["ruled_out"][0];
    assert_eq!((&entry["id"], &entry["reason"]), (&GDAP.into(), &"GDAP is fine".into()));
    assert_eq!(entry["by"], "ann");
    let shown = text(&desk.run("show", &[]).stdout);
    assert!(
        shown.contains(&format!(
            "\nruled out  Consent failed: Forbidden (GDAP) ({GDAP}): GDAP is fine, "
        )),
        "{shown}"
    );
    let told = desk.refused("step", &[GDAP, "check-roles", "done"]);
    assert!(
        told.contains(&format!("`casebook incident attach {} {GDAP}` takes it back", desk.id)),
        "{told}"
    );

    let back = desk.json("attach", &[GDAP]);
    assert_eq!(back["ruled_out"], Value::Array(Vec::new()));
    let done = back["issues"][1]["steps"].as_array().unwrap().iter();
    assert_eq!(done.filter(|step| step["state"] == "done").count(), 1);
}

#[test]
fn repeating_adds_no_event_but_a_reason_may_follow() {
    let desk = Desk::new();
    desk.json("attach", &[SCOPES]);
    assert_eq!(desk.events(), 2);
    let ruled_out = desk.json("detach", &[SCOPES]);
    assert_eq!(desk.json("detach", &[SCOPES]), ruled_out);
    let with_reason = desk.json("detach", &[SCOPES, "--reason", "no such list"]);
    assert_eq!(with_reason["ruled_out"][0]["reason"], "no such list");
    assert_eq!(desk.json("detach", &[SCOPES]), with_reason);
    assert_eq!(desk.events(), 4);
}

#[test]
fn an_issue_that_is_none_or_was_never_attached_is_told_with_what_may_have_been_meant() {
    let desk = Desk::new();
    assert!(
        desk.refused("attach", &["mfa-has-expird"]).ends_with("; did you mean mfa-has-expired?\n")
    );
    let told = desk.refused("detach", &["missing-scopes"]);
    assert!(
        told.ends_with(&format!(" is not about `missing-scopes`; did you mean {SCOPES}?\n")),
        "{told}"
    );
}
