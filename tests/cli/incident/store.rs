//! What the store lets the command line do.

use std::thread;

use super::*;

#[test]
fn commands_at_the_same_time_all_succeed() {
    let desk = Desk::new();
    thread::scope(|scope| {
        let comments: Vec<_> = (0..12)
            .map(|number| {
                let desk = &desk;
                scope.spawn(move || desk.run("comment", &[&format!("comment {number}")]))
            })
            .collect();
        for comment in comments {
            let output = comment.join().unwrap();
            assert!(output.status.success(), "{}", text(&output.stderr));
        }
    });
    assert_eq!(desk.json("show", &[])["comments"].as_array().unwrap().len(), 12);
}

#[test]
fn a_store_of_a_newer_casebook_is_shown_and_not_changed() {
    let desk = Desk::new();
    desk.waited(&desk.id, "let-it-sit", 90, Some(60), None);
    let raw = rusqlite::Connection::open(desk.machine.path("data/casebook.db")).unwrap();
    raw.execute_batch("PRAGMA user_version = 2000").unwrap();
    drop(raw);

    assert_eq!(desk.json("show", &[])["state"], "waiting");
    assert_eq!(desk.all("due", &[]).1, Some(1));
    for (verb, args) in
        [("comment", &["x"][..]), ("wait", &[SCOPES, "let-it-sit"]), ("reopen", &[])]
    {
        let output = desk.run(verb, args);
        let told = text(&output.stderr);
        if verb == "reopen" {
            assert!(output.status.success(), "nothing is to be recorded: {told}");
        } else {
            assert!(told.contains("it can be read but not changed; install a casebook"), "{told}");
            assert_eq!((output.status.code(), told.lines().count()), (Some(2), 1));
        }
    }
    assert_eq!(desk.events(), 3);
}
