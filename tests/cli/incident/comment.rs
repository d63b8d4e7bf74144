//! Comments.

use super::*;

#[test]
fn a_comment_is_kept_with_its_time_and_author() {
    let commented = Desk::new().json("comment", &["called Bob"]);

    let comment = &commented["comments"][0];
    assert_eq!((&comment["text"], &comment["by"]), (&"called Bob".into(), &"ann".into()));
    assert_eq!((&comment["issue"], &comment["step"]), (&Value::Null, &Value::Null));
    assert!(comment["at"].as_str().unwrap().ends_with('Z'));
}

#[test]
fn lines_are_read_from_standard_input_and_may_be_about_a_step() {
    let desk = Desk::new();
    let place = format!("{SCOPES}/Let-It-Sit");
    let mut command = desk.casebook("comment", &[&desk.id, "-", "--step", &place]);
    command.write_stdin("\n called Bob\r\n\tnot there\n").assert().success();

    let comment = &desk.json("show", &[])["comments"][0];
    assert_eq!(comment["text"], "called Bob\n\tnot there");
    assert_eq!((&comment["issue"], &comment["step"]), (&SCOPES.into(), &"let-it-sit".into()));
    let shown = text(&desk.run("show", &[]).stdout);
    let part = format!(" ann  {SCOPES}/let-it-sit\n  called Bob\n");
    assert!(shown.contains(&part), "{shown}");
}

#[test]
fn secrets_are_replaced_in_all_that_a_technician_writes() {
    let desk = Desk::new();
    let secret = "password: Xyz-123!";
    desk.json("comment", &[&format!("told Bob that {secret} is old")]);
    desk.json("step", &[SCOPES, "reauthorise", "failed", "--reason", secret]);
    desk.json("fix", &[SCOPES, "reauthorise", "failed", "--reason", secret]);
    desk.json("detach", &[SCOPES, "--reason", secret]);
    let closed = desk.json("close", &["--fixed-by", "other", "--text", secret]);

    assert_eq!(closed["comments"][0]["text"], "told Bob that password: [secret-1] is old");
    // What a token of these texts stands for is remembered nowhere: none is given to what may be another value.
    assert_eq!(closed["closed"]["text"], "password: [secret-5]");
    let data = fs::read_dir(desk.machine.path("data")).unwrap();
    for file in data.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let bytes = fs::read(&file).unwrap();
        let is_there = bytes.windows(7).any(|part| part == b"Xyz-123");
        assert!(!is_there, "{}", file.display());
    }
    // Repeating is repeating all the same.
    let before = desk.events();
    desk.json("close", &["--fixed-by", "other", "--text", secret]);
    assert_eq!(desk.events(), before);
}

#[test]
fn hostile_text_is_only_text() {
    let desk = Desk::new();
    desk.json("comment", &["a\u{1b}]52;c;x\u{7}\u{202e}b\nc"]);
    let shown = text(&desk.run("show", &[]).stdout);
    assert!(shown.ends_with("\n  a␛]52;c;x␇\u{fffd}b\n  c\n"), "{shown}");
}

#[rstest]
#[case::blank("  ", Vec::new(), "casebook: no comment was written: there is no text\n")]
#[case::nothing_piped("-", b"\r\n".to_vec(), "casebook: no comment was written: there is no text\n")]
#[case::binary(
    "-",
    b"\x7fELF\x02\x01\x01\0\0\0\0".to_vec(),
    "casebook: no comment was written: this is no text but binary data\n"
)]
#[case::long("-", vec![b'x'; 70_000], "casebook: no comment was written: it is longer than 64 KiB\n")]
fn what_is_no_comment_is_refused(#[case] typed: &str, #[case] piped: Vec<u8>, #[case] told: &str) {
    let desk = Desk::new();
    let mut command = desk.casebook("comment", &[&desk.id, typed]);
    command.write_stdin(piped).assert().code(2).stdout("").stderr(told.to_owned());
    assert_eq!(desk.events(), 2);
}

#[test]
fn the_longest_comment_has_64_kib() {
    let desk = Desk::new();
    let longest = "ab c".repeat(16 << 10);
    let mut command = desk.casebook("comment", &[&desk.id, "-"]);
    command.write_stdin(longest.clone()).assert().success();
    assert!(desk.json("show", &[])["comments"][0]["text"] == longest.as_str());
}

#[test]
fn different_secrets_have_different_tokens_within_an_incident() {
    let desk = Desk::new();
    desk.json("comment", &["password: Xyz-12345!"]);
    desk.json("step", &[SCOPES, "reauthorise", "failed", "--reason", "password: Abc-98765!"]);
    let commented = desk.json("comment", &["password: Klm-13579!, not Uvw-24680!"]);
    let texts: Vec<_> =
        commented["comments"].as_array().unwrap().iter().map(|one| &one["text"]).collect();
    assert_eq!(texts[0], "password: [secret-1]");
    assert!(texts[1].as_str().unwrap().starts_with("password: [secret-3]"), "{texts:?}");
    let other = desk.open("T-2", "Fabrikam", SCOPES);
    let run =
        desk.casebook("comment", &[&other, "password: Xyz-12345!", "--json"]).output().unwrap();
    let told: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(told["comments"][0]["text"], "password: [secret-1]");
}

#[test]
fn a_place_that_is_no_step_is_refused() {
    let desk = Desk::new();
    assert_eq!(
        desk.refused("comment", &["x", "--step", "let-it-sit"]),
        "casebook: `let-it-sit` is no step: write ISSUE/STEP\n"
    );
    let told = desk.refused("comment", &["x", "--step", &format!("{SCOPES}/let-it-sti")]);
    assert!(told.ends_with("; did you mean let-it-sit?\n"), "{told}");
}
