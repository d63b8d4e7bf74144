//! Fixes that did not help.

use super::*;

#[test]
fn a_fix_that_did_not_help_is_told_with_its_reason_and_the_next_one_opens() {
    let desk = Desk::new();
    let options = ["--reason", "still 90 scopes"];
    let output =
        desk.run("fix", &[&[SCOPES, "let-microsoft-sync", "failed"], &options[..]].concat());

    let told = text(&output.stdout);
    assert!(
        told.contains("\nrecorded  Did not help: Let Microsoft synchronise (still 90 scopes)\n"),
        "{told}"
    );
    assert!(told.contains(&format!("\nnext      {SCOPES}/uninstall-integration: ")), "{told}");
    let shown = desk.json("show", &[]);
    let failed = &shown["failed_fixes"][0];
    for (key, value) in [
        ("issue", SCOPES),
        ("fix", "let-microsoft-sync"),
        ("title", "Let Microsoft synchronise"),
        ("reason", "still 90 scopes"),
        ("by", "ann"),
    ] {
        assert_eq!(failed[key], value);
    }
    assert!(text(&desk.run("show", &[]).stdout).contains("  did not help: still 90 scopes, "));
}

#[test]
fn repeating_it_adds_no_event_and_keeps_the_reason() {
    let desk = Desk::new();
    let failed = [SCOPES, "let-microsoft-sync", "failed"];
    let first = desk.json("fix", &[&failed[..], &["--reason", "still 90"]].concat());
    assert_eq!(desk.json("fix", &failed), first);

    let open = desk.json("fix", &[SCOPES, "let-microsoft-sync", "open"]);
    assert_eq!(open["failed_fixes"], Value::Array(Vec::new()));
    assert_eq!(desk.json("fix", &[SCOPES, "let-microsoft-sync", "open"]), open);
    assert_eq!(desk.events(), 4);
}

#[test]
fn a_fix_that_the_issue_does_not_have_is_told_with_what_may_have_been_meant() {
    let desk = Desk::new();
    let told = desk.refused("fix", &[SCOPES, "reauthorize", "failed"]);
    let expected = format!(
        "casebook: there is no fix `reauthorize` in incident {}; did you mean reauthorise?\n",
        desk.id
    );
    assert_eq!(told, expected);
    desk.json("attach", &[GDAP]);
    assert!(desk.refused("fix", &[GDAP, "reauthorise", "failed"]).contains("there is no fix"));
}
