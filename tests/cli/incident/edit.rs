//! Corrections of what an incident is called.

use super::*;

#[test]
fn ticket_client_and_title_are_corrected_and_the_others_stay() {
    let desk = Desk::new();
    let edited = desk.json("edit", &["--title", " Scopes\tmissing ", "--ticket", ""]);
    for (key, value) in [("ticket", ""), ("client", "Contoso"), ("title", "Scopes missing")] {
        assert_eq!(edited[key], value);
    }
    let shown = text(&desk.run("show", &[]).stdout);
    assert!(
        shown.starts_with(&format!("{} Contoso  open  0/2\nScopes missing\n", desk.id)),
        "{shown}"
    );
}

#[test]
fn correcting_to_what_it_is_adds_no_event() {
    let desk = Desk::new();
    desk.json("edit", &["--client", "Contoso", "--ticket", "T-1 "]);
    assert_eq!(desk.events(), 2);
    let told = text(&desk.run("edit", &["--client", "Fabrikam", "--ticket", "T-1"]).stdout);
    assert!(told.contains("\nrecorded  Corrected: client Fabrikam\n"), "{told}");
}

#[test]
fn nothing_to_correct_is_no_command() {
    let told = Desk::new().refused("edit", &[]);
    let expected = "casebook: the following required arguments were not provided: \
                    <--ticket <TICKET>|--client <CLIENT>|--title <TITLE>>; see `casebook incident edit --help`\n";
    assert_eq!(told, expected);
}
