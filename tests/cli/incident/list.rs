//! The list of incidents.

use super::*;

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap()).collect()
}

#[test]
fn what_is_due_is_first_and_the_rest_as_it_changed() {
    let desk = Desk::new();
    desk.waited(&desk.id, "let-it-sit", 90, Some(60), None);
    let [second, third] = ["T-2", "T-3"].map(|ticket| desk.open(ticket, "Fabrikam", SCOPES));

    let (list, _) = desk.all("list", &[]);

    assert_eq!(ids(&list), [desk.id.as_str(), &third, &second]);
    assert_eq!((&list[0]["due"], &list[0]["state"]), (&"recheck".into(), &"waiting".into()));
    assert_eq!(list[0]["waits"][0]["step"], "let-it-sit");
    assert_eq!((&list[1]["due"], &list[1]["issues"][0]), (&Value::Null, &SCOPES.into()));
}

#[test]
fn incidents_are_chosen_by_state_and_client() {
    let desk = Desk::new();
    desk.waited(&desk.id, "let-it-sit", 90, Some(60), None);
    let [second, third] = [("T-2", "fabrikam"), ("T-3", "")]
        .map(|(ticket, client)| desk.open(ticket, client, SCOPES));
    desk.casebook("close", &[&second, "--fixed-by", "itself"]).assert().success();
    let chosen = |args: &[&str]| desk.all("list", args).0;

    assert_eq!(ids(&chosen(&["--state", "waiting"])), [&desk.id]);
    assert_eq!(ids(&chosen(&["--state", "due"])), [&desk.id]);
    assert_eq!(ids(&chosen(&["--state", "open,resolved"])), [&second, &third]);
    assert_eq!(ids(&chosen(&["--client", " FABRIKAM "])), [&second]);
    assert_eq!(ids(&chosen(&["--client", "Contoso", "--state", "open"])), [""; 0]);
    assert_eq!(ids(&chosen(&["--client", ""])), [""; 0]);
    assert_eq!(chosen(&["--state", "resolved"])[0]["closed"]["cause"], "itself");
    let none = "casebook: no incident is like that\n";
    desk.casebook("list", &["--client", "x"]).assert().success().stdout("").stderr(none);
}

#[test]
fn a_line_has_state_progress_failed_steps_and_the_wait() {
    let desk = Desk::new();
    desk.json("step", &[SCOPES, "check-scopes-after-sync", "failed"]);
    desk.json("edit", &["--title", "Scopes"]);
    let listed = || text(&desk.casebook("list", &[]).output().unwrap().stdout);
    let line = listed();
    assert!(line.starts_with(&format!("{}  open  1/2 !  T-1  Contoso  ", desk.id)), "{line}");
    assert!(line.ends_with(&format!("  Scopes  {SCOPES}\n")), "{line}");

    desk.waited(&desk.id, "wait-for-sync", 90, Some(60), Some(80));
    let line = listed();
    assert!(
        line.starts_with(&format!("{}  due  1/2 !  T-1  Contoso  escalate  ", desk.id)),
        "{line}"
    );
}
