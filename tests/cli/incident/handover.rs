//! What whoever goes on has to know.

use super::*;

#[test]
fn every_open_incident_has_its_last_and_its_next_act() {
    let desk = Desk::new();
    let [due, closed, early] =
        ["T-2", "T-3", "T-4"].map(|ticket| desk.open(ticket, "Fabrikam", SCOPES));
    desk.waited(&due, "let-it-sit", 90, Some(30), Some(80));
    desk.waited(&early, "let-it-sit", 90, Some(100), None);
    desk.casebook("close", &[&closed, "--fixed-by", "itself"]).assert().success();
    desk.json("step", &[SCOPES, "wait-for-sync", "done"]);

    let (handover, code) = desk.all("handover", &[]);

    let order: Vec<_> = handover.as_array().unwrap().iter().map(|entry| &entry["id"]).collect();
    assert_eq!(order, [&Value::from(due), &desk.id.clone().into(), &early.into()]);
    assert_eq!(code, Some(0));
    let [overdue, open, waiting] = [0, 1, 2].map(|place| &handover[place]);
    assert_eq!((&overdue["last"]["by"], &overdue["due"]), (&"bea".into(), &"escalate".into()));
    assert_eq!(
        (&overdue["next"]["act"], &overdue["next"]["step"]),
        (&"escalate".into(), &"let-it-sit".into())
    );
    assert_eq!(overdue["next"]["then"]["step"], "check-scopes");
    assert_eq!(minutes_between(&overdue["waits"][0]["since"], &overdue["due_at"]), 80);
    assert_eq!(open["last"]["what"], "Done: Give Microsoft up to a day to synchronise.");
    assert_eq!(
        (&open["next"]["act"], &open["next"]["step"]),
        (&"step".into(), &"check-scopes-after-sync".into())
    );
    assert_eq!((&open["due_at"], &open["next"]["then"]), (&Value::Null, &Value::Null));
    assert_eq!(waiting["next"]["act"], "wait");
    assert_eq!(minutes_between(&waiting["waits"][0]["since"], &waiting["due_at"]), 100);
}

#[test]
fn as_text_it_can_be_read_out() {
    let desk = Desk::new();
    desk.json("edit", &["--title", "No scopes"]);
    let told = text(&desk.casebook("handover", &[]).output().unwrap().stdout);
    let lines: Vec<_> = told.lines().collect();
    assert_eq!(lines[0], format!("{} T-1 Contoso  open  0/2", desk.id));
    assert_eq!(lines[1], "about  No scopes, Missing Graph scopes");
    assert!(
        lines[2].starts_with("last   ") && lines[2].ends_with(" ann: Corrected: title No scopes"),
        "{told}"
    );
    assert_eq!(
        lines[3],
        format!("next   {SCOPES}/wait-for-sync: Give Microsoft up to a day to synchronise.")
    );
}

#[test]
fn where_no_step_is_left_closing_is_next_and_where_nothing_is_open_nothing() {
    let desk = Desk::new();
    desk.json("detach", &[SCOPES]);
    assert_eq!(desk.all("handover", &[]).0[0]["next"]["act"], "close");
    desk.json("close", &["--fixed-by", "itself"]);
    assert_eq!(desk.all("handover", &[]), (Value::Array(Vec::new()), Some(0)));
    let none = "casebook: no incident is open\n";
    desk.casebook("handover", &[]).assert().success().stdout("").stderr(none);
}
