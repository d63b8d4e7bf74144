//! Closing and reopening.

use super::*;

#[test]
fn the_only_fix_that_was_entered_is_what_helped() {
    let desk = Desk::new();
    desk.json("fix", &[SCOPES, "let-microsoft-sync", "failed"]);
    desk.json("step", &[SCOPES, "reauthorise", "done"]);

    let closed = desk.json("close", &[]);

    assert_eq!(closed["state"], "resolved");
    let how = &closed["closed"];
    assert_eq!((&how["cause"], &how["issue"]), (&"fix".into(), &SCOPES.into()));
    assert_eq!((&how["fix"], &how["by"]), (&"reauthorise".into(), &"ann".into()));
    assert_eq!(desk.json("close", &[]), closed);
    let shown = text(&desk.run("show", &[]).stdout);
    assert!(
        shown.contains(" ann: \"Re-authorise and let Microsoft catch up\" helped\n"),
        "{shown}"
    );
}

#[rstest]
#[case::nothing_entered(&[], "let-microsoft-sync, reauthorise, support, other, itself, vendor")]
#[case::several_entered(&["wait-for-sync", "contact-rewst"], "let-microsoft-sync, support, reauthorise, other, itself, vendor")]
fn where_the_steps_do_not_tell_the_choices_are_named(#[case] done: &[&str], #[case] choices: &str) {
    let desk = Desk::new();
    for step in done {
        desk.json("step", &[SCOPES, step, "done"]);
    }
    let told = desk.refused("close", &[]);
    let expected =
        format!("casebook: what ended the incident? add --fixed-by with one of {choices}\n");
    assert_eq!(told, expected);
}

#[rstest]
#[case::itself(&["itself"], "itself", "it went away by itself")]
#[case::vendor(&["vendor", "--text", "ticket 7"], "vendor", "the vendor solved it (ticket 7)")]
#[case::other(&["other", "--text", "restarted"], "other", "something else helped (restarted)")]
fn what_no_fix_did_is_told_as_such(#[case] by: &[&str], #[case] cause: &str, #[case] told: &str) {
    let desk = Desk::new();
    let output = desk.run("close", &[&["--fixed-by"], by].concat());
    let said = text(&output.stdout);
    assert!(said.ends_with(&format!("\nrecorded  Closed: {told}\n")), "{said}");
    assert_eq!(desk.json("show", &[])["closed"]["cause"], cause);
}

#[test]
fn something_else_needs_a_word_about_it() {
    let told = Desk::new().refused("close", &["--fixed-by", "other"]);
    assert_eq!(told, "casebook: what helped? add --text TEXT\n");
}

#[test]
fn a_fix_is_named_with_its_issue_where_several_have_it() {
    let desk = Desk::new();
    let machine = &desk.machine;
    let ours = machine.path("ours");
    let ours = ours.to_str().unwrap();
    pack(machine, "ours");
    let own = machine.path("ours/network/tunnel-down.toml");
    let issue = fs::read_to_string(own).unwrap().replace("short = \"Tunnel", "short = \"Link");
    machine.write("ours/network/link-down.toml", &issue);
    desk.json("attach", &["tunnel-down", "--pack", ours]);
    desk.json("attach", &["link-down", "--pack", ours]);

    let told = desk.refused("close", &["--fixed-by", "restart", "--pack", ours]);
    let expected = "casebook: several issues have a fix `restart`; name one of tunnel-down/restart, link-down/restart\n";
    assert_eq!(told, expected);
    let closed = desk.json("close", &["--fixed-by", "link-down/restart"]);
    assert_eq!(closed["closed"]["issue"], "link-down");
}

#[test]
fn a_fix_that_helped_after_all_no_longer_stands_as_one_that_did_not() {
    let desk = Desk::new();
    desk.json("fix", &[SCOPES, "reauthorise", "failed"]);
    let closed = desk.json("close", &["--fixed-by", "reauthorise"]);
    assert_eq!(closed["failed_fixes"], Value::Array(Vec::new()));
}

#[test]
fn what_was_given_and_not_taken_back_is_reminded_of_also_in_an_issue_that_was_ruled_out() {
    let desk = Desk::new();
    desk.json("attach", &[GDAP]);
    desk.json("step", &[GDAP, "temporary-globaladmin", "done"]);
    desk.json("detach", &[GDAP]);
    let told = |args: &[&str]| {
        text(&desk.run("close", &[&["--fixed-by", "itself"], args].concat()).stderr)
    };

    let reminder = format!(
        "casebook: still to be taken back: {GDAP}/remove-globaladmin: If desired, take GLOBALADMIN away from the account again.\n"
    );
    assert_eq!(told(&[]), reminder);
    assert_eq!(told(&["--json"]), reminder);
    desk.json("reopen", &[]);
    desk.json("attach", &[GDAP]);
    desk.json("step", &[GDAP, "remove-globaladmin", "done"]);
    assert_eq!(told(&[]), "");
}

/// Another incident that follows the desk's.
fn follower(desk: &Desk) -> String {
    let follower = desk.open("T-2", "Fabrikam", SCOPES);
    let leader: IncidentId = desk.id.parse().unwrap();
    let mut store = desk.store();
    let mut event = store.incident(&leader).unwrap().unwrap().events()[0].clone();
    event.id = EventId(Uuid::now_v7());
    event.incident = follower.parse().unwrap();
    event.act = Act::Linked { leader };
    store.append(vec![event]).unwrap();
    follower
}

#[test]
fn incidents_that_follow_are_named_and_stay_open() {
    let desk = Desk::new();
    let follower = follower(&desk);
    let output = desk.run("close", &["--fixed-by", "itself"]);
    let told = format!(
        "casebook: these follow it and stay open, unless you add --followers: {follower} T-2 Fabrikam\n"
    );
    assert_eq!(text(&output.stderr), told);
    let store = desk.store();
    let follower = store.incident(&follower.parse().unwrap()).unwrap().unwrap();
    assert_eq!(follower.closing(), None);
}

#[test]
fn incidents_that_follow_are_closed_by_the_same_cause_where_that_is_wanted() {
    let desk = Desk::new();
    let follower = follower(&desk);
    let args =
        ["--fixed-by", "other", "--text", "Contoso's restart, password: hunter2x", "--followers"];
    let output = desk.run("close", &args);
    let told =
        format!("casebook: closed as well, each with its own note: {follower} T-2 Fabrikam\n");
    assert_eq!(text(&output.stderr), told);
    let follower = desk.store().incident(&follower.parse().unwrap()).unwrap().unwrap();
    let closing = follower.closing().unwrap();
    assert_eq!(closing.cause, Cause::Other);
    assert_eq!(closing.text.as_deref(), Some("[client]'s restart, password: [secret-1]"));
    assert_eq!(text(&desk.run("close", &args).stderr), "", "nobody follows it any more");
}

#[rstest]
#[case::step("step", &[SCOPES, "check-scopes", "done"])]
#[case::wait("wait", &[SCOPES, "let-it-sit"])]
#[case::fix("fix", &[SCOPES, "reauthorise", "failed"])]
#[case::attach("attach", &[GDAP])]
#[case::detach("detach", &[SCOPES])]
fn a_closed_incident_is_not_worked_on(#[case] verb: &str, #[case] args: &[&str]) {
    let desk = Desk::new();
    desk.json("close", &["--fixed-by", "itself"]);
    let told = desk.refused(verb, args);
    let expected = format!(
        "casebook: incident {0} is closed: `casebook incident reopen {0}` lets it go on\n",
        desk.id
    );
    assert_eq!(told, expected);
}

#[test]
fn a_closed_incident_takes_comments_and_corrections_and_can_go_on() {
    let desk = Desk::new();
    desk.json("wait", &[SCOPES, "let-it-sit"]);
    let closed = desk.json("close", &["--fixed-by", "itself"]);
    assert_eq!(closed["waits"], Value::Array(Vec::new()));
    desk.json("comment", &["the client agrees"]);
    desk.json("edit", &["--title", "Scopes"]);
    let corrected = desk.json("close", &["--fixed-by", "vendor", "--text", "their ticket 7"]);
    assert_eq!(corrected["closed"]["cause"], "vendor");

    let open = desk.json("reopen", &[]);

    assert_eq!((&open["state"], &open["closed"]), (&"waiting".into(), &Value::Null));
    assert_eq!(open["waits"][0]["step"], "let-it-sit");
    assert_eq!(desk.json("reopen", &[]), open);
}
