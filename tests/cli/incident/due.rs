//! What is due, for prompts and scheduled tasks.

use super::*;

#[test]
fn while_nothing_is_due_there_is_silence() {
    let desk = Desk::new();
    desk.casebook("due", &[]).assert().success().stdout("").stderr("");
    desk.json("wait", &[SCOPES, "let-it-sit"]);
    desk.casebook("due", &[]).assert().success().stdout("").stderr("");
    assert_eq!(desk.all("due", &[]), (Value::Array(Vec::new()), Some(0)));
}

#[test]
fn without_a_store_nothing_is_due_and_none_is_made() {
    let machine = Machine::new();
    machine.casebook(&["incident", "due"]).assert().success().stdout("").stderr("");
    assert_eq!(fs::read_dir(machine.home.path()).unwrap().count(), 0);
}

#[test]
fn what_was_waited_for_long_enough_comes_before_what_is_to_be_looked_at() {
    let desk = Desk::new();
    let [second, third, fourth] =
        ["T-2", "T-3", "T-4"].map(|ticket| desk.open(ticket, "Fabrikam", SCOPES));
    desk.waited(&desk.id, "let-it-sit", 90, Some(60), Some(600));
    desk.waited(&second, "let-it-sit", 90, Some(30), Some(600));
    desk.waited(&third, "let-it-sit", 90, Some(30), Some(80));
    desk.waited(&fourth, "let-it-sit", 90, Some(100), None);

    let (due, code) = desk.all("due", &[]);

    let rows: Vec<_> =
        due.as_array().unwrap().iter().map(|row| (&row["incident"], &row["due"])).collect();
    let expected = [(&third, "escalate"), (&second, "recheck"), (&desk.id, "recheck")]
        .map(|(id, due)| (id.clone().into(), Value::from(due)));
    assert_eq!(rows, expected.iter().map(|(id, due)| (id, due)).collect::<Vec<_>>());
    assert_eq!(code, Some(1));
    let (all, code) = desk.all("due", &["--all"]);
    assert_eq!(
        (&all[3]["incident"], &all[3]["due"], code),
        (&fourth.into(), &Value::Null, Some(1))
    );
}

#[test]
fn of_what_is_to_be_escalated_comes_first_what_was_to_be_for_the_longest_time() {
    let desk = Desk::new();
    let [second, third] = ["T-2", "T-3"].map(|ticket| desk.open(ticket, "Fabrikam", SCOPES));
    desk.waited(&desk.id, "let-it-sit", 90, Some(10), Some(80));
    desk.waited(&second, "let-it-sit", 90, Some(40), Some(60));
    desk.waited(&third, "let-it-sit", 90, Some(20), Some(70));
    let expected = [&second, &third, &desk.id].map(|id| Value::from(id.clone()));
    for (verb, id) in [("due", "incident"), ("list", "id"), ("handover", "id")] {
        let (rows, _) = desk.all(verb, &[]);
        let ids: Vec<_> = rows.as_array().unwrap().iter().map(|row| &row[id]).collect();
        assert_eq!(ids, expected.iter().collect::<Vec<_>>(), "{verb}");
    }
}

#[test]
fn every_wait_has_a_line_that_says_whose_it_is_and_what_to_do_when() {
    let desk = Desk::new();
    desk.waited(&desk.id, "let-it-sit", 90, Some(60), Some(600));
    desk.waited(&desk.id, "wait-for-sync", 90, None, None);

    let output = desk.casebook("due", &[]).output().unwrap();

    let told = text(&output.stdout);
    let start = format!("{}  re-check  T-1 Contoso  {SCOPES}/let-it-sit  re-check from ", desk.id);
    assert!(told.starts_with(&start) && told.contains(", escalate after "), "{told}");
    assert_eq!(
        (told.lines().count(), text(&output.stderr), output.status.code()),
        (1, String::new(), Some(1))
    );
}

#[test]
fn a_look_in_vain_puts_the_next_one_off() {
    let desk = Desk::new();
    desk.waited(&desk.id, "let-it-sit", 90, Some(60), Some(600));
    assert_eq!(desk.all("due", &[]).1, Some(1));
    desk.json("wait", &[SCOPES, "let-it-sit"]);
    assert_eq!(desk.all("due", &[]).1, Some(0));
}

#[test]
fn faults_in_packs_and_settings_do_not_fill_the_mail_of_a_scheduled_task() {
    let desk = Desk::new();
    desk.machine.write(".config/casebook/config.toml", "theem = \"mono\"\n");
    desk.machine.write(".config/casebook/packs/ours/pack.toml", "id = \n");
    desk.casebook("due", &[]).assert().success().stderr("");
}
