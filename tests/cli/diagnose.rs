//! Diagnosing and redacting what is pasted.

use std::{io::Write, path::PathBuf};

use super::*;

const MFA: &str = "AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a \
    new location, you must use multi-factor authentication to access 'bob@contoso.com'.\n\
    Trace ID: 11111111-2222-3333-4444-555555555555";

const EXPIRED: &str = "AADSTS700082: The refresh token has expired due to inactivity.";

const UNKNOWN: &str = "AADSTS99999: Something new happened to bob@contoso.com.\n\
    Correlation ID: 11111111-2222-3333-4444-555555555555\nTimestamp: 2026-11-22 10:11:12Z";

impl Machine {
    /// What is said to bytes on standard input.
    fn told(&self, args: &[&str], input: impl Into<Vec<u8>>) -> Output {
        self.casebook(args).write_stdin(input).output().unwrap()
    }

    fn json_of(&self, args: &[&str], input: impl Into<Vec<u8>>) -> Value {
        serde_json::from_slice(&self.told(&[args, &["--json"]].concat(), input).stdout).unwrap()
    }

    /// A file with that text.
    fn file(&self, text: &str) -> String {
        self.write("error.txt", text);
        self.path("error.txt").to_str().unwrap().to_owned()
    }
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn the_best_issue_stands_in_the_first_line_with_its_reason() {
    let machine = Machine::new();
    let file = machine.file(MFA);

    let output = machine.run(&["diagnose", &file]);

    let told = text(&output.stdout);
    let first = told.lines().next().unwrap();
    assert!(first.contains("  must-use-mfa  ") && first.contains("AADSTS50076"), "{told}");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}

#[rstest]
#[case::utf_8(MFA.as_bytes().to_vec())]
#[case::utf_8_with_a_mark([b"\xef\xbb\xbf", MFA.as_bytes()].concat())]
#[case::utf_16_of_windows(utf_16(MFA, u16::to_le_bytes))]
#[case::utf_16_of_others(utf_16(MFA, u16::to_be_bytes))]
fn places_count_bytes_of_the_decoded_text(#[case] input: Vec<u8>) {
    let told = Machine::new().json_of(&["diagnose", "-"], input);

    let best = &told["matches"][0];
    assert_eq!(best["issue"], "must-use-mfa", "{told}");
    let codes = best["evidence"].as_array().unwrap().iter();
    let code = codes.into_iter().find(|evidence| evidence["kind"] == "code").unwrap();
    assert_eq!((&code["text"], &code["start"]), (&"AADSTS50076".into(), &0.into()));
    assert_eq!(code["end"], 11);
}

#[test]
fn bytes_that_are_no_text_are_replaced() {
    let told = Machine::new().json_of(&["diagnose"], b"f\xfcr Bob\nAADSTS50076 \xff".to_vec());
    assert_eq!(told["matches"][0]["issue"], "must-use-mfa", "{told}");
    assert!(told["redacted"].as_str().unwrap().starts_with("f\u{fffd}r Bob"), "{told}");
}

#[rstest]
#[case::empty(b"".to_vec(), "there is no text to diagnose")]
#[case::blank(b" \r\n\t\n".to_vec(), "there is no text to diagnose")]
#[case::only_a_mark(b"\xff\xfe".to_vec(), "there is no text to diagnose")]
#[case::no_words(b"-- {}".to_vec(), "there are no words to diagnose in the text")]
#[case::binary((0..=255).cycle().take(20_000).collect(), "this is no text but binary data: there is nothing to diagnose")]
fn nothing_to_diagnose_is_told_in_one_line(#[case] input: Vec<u8>, #[case] line: &str) {
    let machine = Machine::new();
    for args in [&["diagnose"][..], &["diagnose", "--draft"]] {
        let output = machine.told(args, input.clone());
        assert_eq!(text(&output.stderr), format!("casebook: {line}\n"));
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), String::new()));
    }
    let output = machine.told(&["diagnose", "--json"], input);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &told["matches"]), (Some(1), &Value::Array(Vec::new())));
}

#[test]
fn an_unknown_error_is_told_with_all_that_there_is() {
    let output = Machine::new().told(&["diagnose"], UNKNOWN);

    let (matches, notes) = (text(&output.stdout), text(&output.stderr));
    assert!(matches.lines().count() <= 2, "{matches}");
    assert!(matches.lines().all(|line| line.starts_with("possible  ")), "{matches}");
    assert!(notes.starts_with("casebook: no known issue"), "{notes}");
    for part in [
        "AADSTS99999, correlation id 11111111-2222-3333-4444-555555555555, time 2026-11-22T10:11:12Z",
        "https://login.microsoftonline.com/error?code=99999",
        "--draft",
    ] {
        assert!(notes.contains(part), "{part} is missing:\n{notes}");
    }
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_unknown_error_is_told_to_scripts_with_the_page_of_its_code() {
    let told = Machine::new().json_of(&["diagnose"], UNKNOWN);
    assert_eq!(told["look_up"], "https://login.microsoftonline.com/error?code=99999");
    assert_eq!(told["extracted"]["codes"][0], "AADSTS99999");
    assert_eq!(told["replaced"]["email"], 1);
}

#[test]
fn several_errors_in_one_paste_are_numbered() {
    let machine = Machine::new();
    let input = format!("{MFA}\n\n\n{EXPIRED}\n\n\n{UNKNOWN}");

    let output = machine.told(&["diagnose"], input.clone());

    let told = text(&output.stdout);
    let line = |issue: &str| told.lines().find(|line| line.contains(issue)).unwrap_or_default();
    assert!(line("  must-use-mfa  ").ends_with("  error 1"), "{told}");
    assert!(line("AADSTS700082").ends_with("  error 2"), "{told}");
    let notes = text(&output.stderr);
    assert!(notes.contains("casebook: error 3: no known issue"), "{notes}");
    assert_eq!(output.status.code(), Some(0));
    let groups: Vec<_> = machine.json_of(&["diagnose", "-n", "2"], input)["matches"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["group"].as_u64().unwrap())
        .collect();
    assert_eq!(groups.len(), 2);
    assert_eq!(groups[0], 1);
}

#[test]
fn a_long_text_is_read_in_no_time_and_says_what_was_left_out() {
    let line = "2026-11-22 10:11:12 INFO the service goes on as if nothing had happened\n";
    let input = MFA.to_owned() + "\n" + &line.repeat(20 * 1024 * 1024 / line.len());
    let machine = Machine::new();

    let output = machine.told(&["diagnose", "-n", "1"], input.clone());

    assert!(text(&output.stdout).contains("  must-use-mfa  "), "{}", text(&output.stdout));
    let left_out = input.len() - 2 * 1024 * 1024;
    assert_eq!(
        text(&output.stderr),
        format!("casebook: the text is long: {left_out} bytes in its middle were left out\n")
    );
}

#[test]
fn a_pipe_that_is_closed_early_ends_silently() {
    let machine = Machine::new();
    machine.write("error.txt", &MFA.repeat(2_000));
    let file = machine.path("error.txt");
    let ended = machine.with_a_closed_pipe(&["redact", file.to_str().unwrap()]);
    assert_eq!(ended, (Some(0), String::new()));
}

#[test]
fn a_redacted_text_is_printed_and_what_was_replaced_is_counted() {
    let machine = Machine::new();
    let output = machine.told(&["redact"], "bob@contoso.com and BOB@contoso.com \u{1b}[31mfailed");
    assert_eq!(text(&output.stdout), "[email-1] and [email-1] ␛[31mfailed\n");
    assert_eq!(text(&output.stderr), "casebook: replaced 2 email\n");
    let told = machine.json_of(&["redact"], "bob@contoso.com\n");
    assert_eq!(told, serde_json::json!({ "redacted": "[email-1]\n", "replaced": { "email": 1 } }));
}

#[test]
fn nothing_to_redact_is_told() {
    let output = Machine::new().told(&["redact"], "");
    assert_eq!((text(&output.stdout), output.status.code()), (String::new(), Some(0)));
    assert_eq!(text(&output.stderr), "casebook: there is no text to redact\n");
}

mod draft {
    use super::*;

    fn save(machine: &Machine, input: &str) -> PathBuf {
        let output = machine.told(&["diagnose", "--draft"], input);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let told = text(&output.stdout);
        assert_eq!(told.lines().count(), 1, "{told}");
        told.trim_end().into()
    }

    #[test]
    fn it_is_an_issue_of_the_own_pack_at_once() {
        let machine = Machine::new();

        let path = save(&machine, UNKNOWN);

        assert!(path.starts_with(machine.path(".config/casebook/packs/own")), "{path:?}");
        machine.casebook(&["check"]).assert().success().stdout("no findings in 48 issues\n");
        let told = text(&machine.told(&["diagnose"], UNKNOWN).stdout);
        assert!(
            told.starts_with("certain  draft-aadsts99999  Draft: AADSTS99999  AADSTS99999"),
            "{told}"
        );
        let shown = text(&machine.run(&["show", "draft-aadsts99999"]).stdout);
        assert!(shown.contains("Find out what helps"), "{shown}");
    }

    #[test]
    fn an_error_that_is_known_gets_none() {
        let machine = Machine::new();
        save(&machine, UNKNOWN);

        let again = machine.told(&["diagnose", "--draft"], UNKNOWN);

        assert_eq!(again.status.code(), Some(1));
        assert_eq!(text(&again.stdout), "");
        let told = "casebook: no draft was made: this is the known issue `draft-aadsts99999`\n";
        assert_eq!(text(&again.stderr), told);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_told() {
        let machine = Machine::new();
        machine.write(".config/casebook/packs", "");

        let output = machine.told(&["diagnose", "--draft"], UNKNOWN);

        let told = text(&output.stderr);
        assert!(told.starts_with("casebook: cannot write the draft into "), "{told}");
        assert_eq!((output.status.code(), told.lines().count()), (Some(2), 1));
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_with_a_name_is_a_file() {
    let machine = Machine::new();
    let mut child = Process::new("sh")
        .args(["-c", r#""$0" diagnose /dev/stdin"#, cargo_bin("casebook").to_str().unwrap()])
        .env_clear()
        .env("HOME", machine.home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(MFA.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(text(&output.stdout).contains("must-use-mfa"));
}
