//! One incident as a whole.

use super::*;

#[test]
fn what_became_of_its_steps_in_the_pack_is_told() {
    let desk = Desk::new();
    let machine = &desk.machine;
    pack(machine, "ours");
    let ours = machine.path("ours");
    let ours = ours.to_str().unwrap();
    let file = "ours/network/tunnel-down.toml";
    let before = fs::read_to_string(machine.path(file)).unwrap();
    let step = "{ id = \"restart\", text = \"Restart the **gateway**.\" }";
    let two = format!("{step}, {{ id = \"ping\", text = \"Ping it.\" }}");
    machine.write(file, &before.replace(step, &two));
    desk.json("attach", &["tunnel-down", "--pack", ours]);

    let restarted =
        "{ id = \"restart\", text = \"Restart it.\" }, { id = \"call\", text = \"Call them.\" }";
    machine.write(file, &before.replace(step, restarted));
    let shown = desk.json("show", &["--pack", ours]);

    let steps = shown["issues"][1]["steps"].as_array().unwrap();
    let changes: Vec<_> =
        steps.iter().map(|step| (step["id"].as_str(), step["change"].as_str())).collect();
    assert_eq!(
        changes,
        [("restart", "changed"), ("call", "new"), ("ping", "gone")]
            .map(|(id, change)| (Some(id), Some(change)))
    );
    let told = text(&desk.run("show", &["--pack", ours]).stdout);
    for line in [
        "(changed in the pack) Restart it.",
        "(new in the pack) Call them.",
        "(gone from the pack) Ping it.",
    ] {
        assert!(told.contains(line), "{told}");
    }
}

#[test]
fn what_was_undone_is_not_told() {
    let desk = Desk::new();
    desk.json("comment", &["called Bob"]);
    let mut store = desk.store();
    let incident = store.incident(&desk.id.parse().unwrap()).unwrap().unwrap();
    let mut event = incident.events().last().unwrap().clone();
    event.act = Act::Undone { target: event.id };
    event.id = EventId(Uuid::now_v7());
    store.append(vec![event]).unwrap();
    assert_eq!(desk.json("show", &[])["comments"], Value::Array(Vec::new()));
    assert!(!text(&desk.run("show", &[]).stdout).contains("called Bob"));
}
