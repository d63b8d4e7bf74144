//! What a copy comes to, as far as it needs no clipboard.

use std::fs;

use super::*;

fn clipboard(setting: &Setting, copies: &std::path::Path) -> Clipboard {
    let vars = [("TERM", "xterm"), ("SSH_TTY", "/dev/pts/1")];
    Clipboard::new(
        &Env::new(vars.map(|(name, value)| (name, value.to_owned())), true),
        setting,
        copies.to_owned(),
    )
}

fn command(name: &str) -> Setting {
    Setting::Command(Program { name: name.to_owned(), args: Vec::new() })
}

#[test]
fn a_copy_is_clean_and_runs_nothing_when_pasted() {
    let folder = tempfile::tempdir().unwrap();

    let copied = clipboard(&Setting::File, folder.path())
        .copy("\u{1b}[31mGet-User\u{202e}\r\n", Origin::Pack);

    let file = copied.report.saved().unwrap();
    assert_eq!(fs::read_to_string(file).unwrap(), "␛[31mGet-User\u{fffd}");
}

#[test]
fn the_terminal_gets_the_sequence_and_a_file_holds_the_text_as_well() {
    let folder = tempfile::tempdir().unwrap();

    let copied = clipboard(&Setting::Auto, folder.path()).copy("Zürich\n", Origin::Incident);

    assert_eq!(copied.to_terminal.unwrap(), b"\x1b]52;c;WsO8cmljaA==\x07");
    assert_eq!(copied.report.message(), "Sent to your terminal (SSH).");
    assert_eq!(fs::read_to_string(copied.report.saved().unwrap()).unwrap(), "Zürich");
}

#[test]
fn a_text_too_large_for_the_terminal_is_whole_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let text = "x".repeat(210_000);

    let copied = clipboard(&Setting::Auto, folder.path()).copy(&text, Origin::Incident);

    assert_eq!(copied.to_terminal, None);
    let file = copied.report.saved().unwrap();
    let expected =
        format!("Too large for the terminal clipboard (210 KB). Saved to {}.", file.display());
    assert_eq!(copied.report.message(), expected);
    assert_eq!(fs::read_to_string(file).unwrap(), text);
}

#[test]
fn customer_data_that_was_kept_is_in_no_file_whatever_the_clipboard() {
    let folder = tempfile::tempdir().unwrap();
    let too_large = "x".repeat(210_000);
    let missing = command("casebook-has-no-such-command");
    for (setting, text) in [
        (&Setting::Auto, "ann@contoso.com"),
        (&Setting::Auto, &too_large),
        (&Setting::File, "ann@contoso.com"),
        (&missing, "ann@contoso.com"),
    ] {
        let copied = clipboard(setting, folder.path()).copy(text, Origin::Bare);
        assert_eq!(copied.report.saved(), None);
        let is_sent = copied.to_terminal.is_some();
        assert_eq!(copied.report.is_lost(), !is_sent, "{copied:?}");
        let says_why = copied.report.message().contains("goes into no file");
        assert_eq!(says_why, !is_sent, "{copied:?}");
    }
    let saved = clipboard(&Setting::Auto, folder.path()).save("ann@contoso.com", Origin::Bare);
    assert_eq!(saved, Err(SaveError::Bare));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_command_that_takes_the_text_is_believed_and_no_file_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let setting = Setting::Command(Program {
        name: "sh".into(),
        args: vec!["-c".into(), "cat >/dev/null".into()],
    });

    let copied = clipboard(&setting, folder.path()).copy("text", Origin::Incident);

    assert_eq!(copied.report.how, How::Confirmed { place: Place::Command("sh".into()) });
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_command_that_is_missing_is_named_and_the_text_is_in_a_file() {
    let folder = tempfile::tempdir().unwrap();

    let copied = clipboard(&command("casebook-has-no-such-command"), folder.path())
        .copy("text", Origin::Pack);

    let message = copied.report.message();
    assert!(
        message.starts_with(
            "No clipboard here (casebook-has-no-such-command is not installed). Saved to "
        ),
        "{message}"
    );
    assert_eq!(fs::read_to_string(copied.report.saved().unwrap()).unwrap(), "text");
}

#[test]
fn a_text_that_found_no_place_at_all_is_said_to_be_lost() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();

    let report = clipboard(&Setting::File, &file.join("copies")).copy("text", Origin::Pack).report;

    assert!(report.is_lost());
    assert!(report.message().starts_with("Not copied: cannot write to "), "{}", report.message());
}

#[test]
fn copying_switched_off_does_nothing_and_says_so() {
    let folder = tempfile::tempdir().unwrap();

    let copied = clipboard(&Setting::Off, folder.path()).copy("text", Origin::Pack);

    assert_eq!((copied.report.how, copied.to_terminal), (How::Off, None));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn nothing_to_copy_leaves_the_clipboard_alone() {
    let folder = tempfile::tempdir().unwrap();
    let copied = clipboard(&Setting::Auto, folder.path()).copy("\n", Origin::Pack);
    assert_eq!((copied.report.how, copied.to_terminal), (How::Empty, None));
}
