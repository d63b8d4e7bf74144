//! Waiting for something at a step.

use super::*;

#[test]
fn without_options_the_wait_is_as_the_pack_proposes() {
    let waiting = Desk::new().json("wait", &[SCOPES, "let-it-sit"]);

    let wait = &waiting["waits"][0];
    assert_eq!((&wait["issue"], &wait["step"]), (&SCOPES.into(), &"let-it-sit".into()));
    assert_eq!((&wait["on"], &wait["due"]), (&"microsoft".into(), &Value::Null));
    assert_eq!(minutes_between(&wait["since"], &wait["recheck_at"]), 2 * 60);
    assert_eq!(minutes_between(&wait["since"], &wait["escalate_at"]), 48 * 60);
    assert_eq!((&waiting["state"], &wait["looked_at"]), (&"waiting".into(), &Value::Null));
}

#[test]
fn times_that_are_given_take_the_place_of_both_of_the_packs() {
    let desk = Desk::new();
    let options = ["--max", "3d"];
    let waiting = desk.json("wait", &[&[SCOPES, "let-it-sit"], &options[..]].concat());
    let wait = &waiting["waits"][0];
    assert_eq!(minutes_between(&wait["since"], &wait["escalate_at"]), 3 * 24 * 60);
    assert_eq!((&wait["recheck_at"], &wait["on"]), (&Value::Null, &"microsoft".into()));

    let waiting = desk.json("wait", &[SCOPES, "let-it-sit", "--on", "client"]);
    let kept = &waiting["waits"][0];
    assert_eq!((&kept["escalate_at"], &kept["on"]), (&wait["escalate_at"], &"client".into()));
}

#[test]
fn to_wait_again_says_that_somebody_looked_and_keeps_the_deadline() {
    let desk = Desk::new();
    let before = desk.json("wait", &[SCOPES, "let-it-sit"]);
    let after = desk.json("wait", &[SCOPES, "let-it-sit"]);

    let (before, after) = (&before["waits"][0], &after["waits"][0]);
    assert_eq!(
        (&after["since"], &after["escalate_at"]),
        (&before["since"], &before["escalate_at"])
    );
    assert!(after["looked_at"].is_string());
    let told = text(&desk.run("wait", &[SCOPES, "let-it-sit"]).stdout);
    assert!(
        told.contains("\nrecorded  Looked, not yet: Leave it alone for 2 to 48 hours.\n"),
        "{told}"
    );
    assert!(
        told.contains("\nwaits     re-check from ") && told.contains(", escalate after "),
        "{told}"
    );
}

#[test]
fn a_wait_for_somebody_else_keeps_its_beginning_and_its_last_look() {
    let desk = Desk::new();
    desk.waited(&desk.id, "let-it-sit", 90, Some(60), Some(600));
    let looked = desk.json("wait", &[SCOPES, "let-it-sit"]);
    let before = &looked["waits"][0];
    assert!(before["looked_at"].is_string());

    let after = desk.json("wait", &[SCOPES, "let-it-sit", "--on", "client"]);

    let mut expected = before.clone();
    expected["on"] = "client".into();
    assert_eq!(after["waits"][0], expected);
    let events = desk.events();
    desk.json("wait", &[SCOPES, "let-it-sit", "--on", "client"]);
    assert_eq!(desk.events(), events, "it is so already");
    let again = desk.json("wait", &[SCOPES, "let-it-sit"]);
    assert_eq!(again["waits"][0]["since"], before["since"]);
    assert_ne!(again["waits"][0]["looked_at"], before["looked_at"]);
    let anew = desk.json("wait", &[SCOPES, "let-it-sit", "--min", "1h"]);
    assert_eq!(anew["waits"][0]["looked_at"], Value::Null, "other times are another wait");
    assert_eq!(anew["waits"][0]["on"], "client");
}

#[test]
fn a_wait_of_which_the_pack_knows_no_times_is_started_with_a_hint() {
    let desk = Desk::new();
    let output = desk.run("wait", &[SCOPES, "contact-rewst", "--on", "rewst"]);

    let told = "casebook: the wait has no time and never comes due: --min and --max give it one\n";
    assert_eq!((text(&output.stderr).as_str(), output.status.code()), (told, Some(0)));
    let (listed, code) = desk.all("due", &["--all"]);
    assert_eq!((&listed[0]["on"], &listed[0]["recheck_at"]), (&"rewst".into(), &Value::Null));
    assert_eq!(code, Some(0));
}

#[rstest]
#[case::backwards(&["--min", "2h", "--max", "90m"], "the wait would end before it is worth a look: --max must not be less than --min\n")]
#[case::before_now(&["--min", "-3h"], "invalid value '-3h' for '--min <D>': write a whole number and m, h or d, such as 90m, 48h, 7d; see `casebook incident wait --help`\n")]
#[case::no_unit(&["--min", "2"], "invalid value '2' for '--min <D>': write a whole number and m, h or d, such as 90m, 48h, 7d; see `casebook incident wait --help`\n")]
#[case::nobody(&["--on", "bob"], "invalid value 'bob' for '--on <WHOM>' [possible values: microsoft, rewst, client]; see `casebook incident wait --help`\n")]
fn a_wait_that_cannot_be_is_refused(#[case] options: &[&str], #[case] told: &str) {
    let desk = Desk::new();
    let refused = desk.refused("wait", &[&[SCOPES, "let-it-sit"], options].concat());
    assert_eq!(refused, format!("casebook: {told}"));
    assert_eq!(desk.events(), 2);
}

#[test]
fn nothing_is_waited_for_in_a_fix_that_did_not_help() {
    let desk = Desk::new();
    desk.json("wait", &[SCOPES, "wait-for-sync"]);
    let failed = desk.json("fix", &[SCOPES, "let-microsoft-sync", "failed"]);
    assert_eq!((&failed["waits"], &failed["state"]), (&Value::Array(Vec::new()), &"open".into()));

    let told = desk.refused("wait", &[SCOPES, "wait-for-sync"]);
    let way_out =
        format!("`casebook incident fix {} {SCOPES} let-microsoft-sync open` takes", desk.id);
    assert!(told.contains(&way_out), "{told}");
}
