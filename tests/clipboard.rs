//! Copies end to end: real displays, real multiplexers, and what is really in the clipboard afterwards.
//!
//! A test whose tools are not installed says so and passes, or fails where `CASEBOOK_REQUIRE_TOOLS=1` asks for it. The
//! program that copies is `examples/copy.rs`.

#![cfg(all(unix, not(target_os = "macos")))]
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may panic, and says what it could not test"
)]

use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    io::{BufRead, BufReader, Read, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// Long enough for many pieces, and telling in base64: `YWFhYWFh…`.
const LONG: usize = 20_000;

#[test]
fn on_x11_the_text_is_there_after_the_program_has_ended() {
    let Some(copy) = ready(&["Xvfb", "xclip"]) else { return };
    let folder = tempfile::tempdir().unwrap();
    let display = Display::start();

    let said = run(command(&copy, &display).arg(folder.path()), "hello Zürich\n");

    assert_eq!(said, "Copied (13 B).\n");
    assert_eq!(display.clipboard(), "hello Zürich");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_text_of_a_client_is_marked_for_clipboard_managers_to_forget() {
    let Some(copy) = ready(&["Xvfb", "xclip"]) else { return };
    let display = Display::start();

    let targets = ["-o", "-t", "TARGETS"];

    let mut first = own(&copy, &display, "incident\ntext");
    assert!(display.xclip(&targets).contains("x-kde-passwordManagerHint"));

    let mut second = own(&copy, &display, "pack\ntext");
    assert!(!display.xclip(&targets).contains("x-kde-passwordManagerHint"));

    drop(display);
    assert!(first.wait().unwrap().success() && second.wait().unwrap().success());
}

#[test]
fn whoever_copies_next_ends_the_helper() {
    let Some(copy) = ready(&["Xvfb", "xclip"]) else { return };
    let display = Display::start();
    let mut helper = own(&copy, &display, "pack\nfirst");

    let folder = tempfile::tempdir().unwrap();
    run(command(&copy, &display).arg(folder.path()), "second");

    assert!(helper.wait().unwrap().success());
    assert_eq!(display.clipboard(), "second");
}

#[test]
fn the_helper_ends_with_its_display() {
    let Some(copy) = ready(&["Xvfb"]) else { return };
    let display = Display::start();
    let mut helper = own(&copy, &display, "pack\ntext");

    drop(display);

    assert!(helper.wait().unwrap().success());
}

#[test]
fn a_display_that_is_not_there_is_said_plainly_and_the_text_is_in_a_private_file() {
    let Some(copy) = ready(&[]) else { return };
    let folder = tempfile::tempdir().unwrap();

    let said = run(bare(&copy).env("DISPLAY", "localhost:99.0").arg(folder.path()), "text");

    assert!(
        said.starts_with("No clipboard here (the display cannot be reached, no tmux, "),
        "{said}"
    );
    assert_eq!(only_file(folder.path()), ("text".to_owned(), 0o600));
}

#[test]
fn without_any_clipboard_the_text_is_in_a_private_file() {
    let Some(copy) = ready(&[]) else { return };
    let folder = tempfile::tempdir().unwrap();

    let said = run(bare(&copy).arg(folder.path()), "text\n");

    assert!(said.starts_with("No clipboard here (no display, no tmux, "), "{said}");
    assert_eq!(only_file(folder.path()), ("text".to_owned(), 0o600));
}

#[test]
fn tmux_as_it_comes_has_the_text_in_its_buffer_and_sends_it_to_the_terminal() {
    let Some(copy) = ready(&["tmux"]) else { return };
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("socket");
    let script = script(
        &copy,
        folder.path(),
        &format!("tmux -S '{0}' show-buffer > '{0}.buffer'", socket.display()),
    );
    let tmux = ["tmux", "-f", "/dev/null", "-S"].map(OsString::from);
    let tmux =
        tmux.into_iter().chain([socket.into(), "new-session".into(), "sh".into(), script.into()]);

    let seen = in_terminal(tmux, &[]);

    assert_eq!(fs::read_to_string(folder.path().join("socket.buffer")).unwrap(), "a".repeat(LONG));
    assert!(contains(&seen.bytes, &"YWFh".repeat(LONG / 3)), "the terminal got no OSC 52");
    assert!(!seen.spilled);
}

#[test]
fn screen_passes_the_text_to_the_terminal_and_spills_nothing() {
    let Some(copy) = ready(&["screen"]) else { return };
    let folder = tempfile::tempdir().unwrap();
    let sockets = folder.path().join("sockets");
    fs::create_dir(&sockets).unwrap();
    fs::set_permissions(&sockets, PermissionsExt::from_mode(0o700)).unwrap();
    let screen = ["screen", "-q", "-c", "/dev/null", "sh"].map(OsString::from);
    let screen = screen.into_iter().chain([script(&copy, folder.path(), "true").into()]);

    let seen = in_terminal(screen, &[("SCREENDIR", &sockets)]);

    assert!(contains(&seen.bytes, &"YWFh".repeat(LONG / 3)), "the terminal got no OSC 52");
    assert!(!seen.spilled);
}

/// The program under test, if it and all `tools` are there.
fn ready(tools: &[&str]) -> Option<PathBuf> {
    let copy =
        env::current_exe().unwrap().parent().unwrap().parent().unwrap().join("examples/copy");
    let folders: Vec<_> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    let there = |tool: &str| folders.iter().any(|folder| folder.join(tool).is_file());
    let mut missing: Vec<_> =
        tools.iter().filter(|tool| !there(tool)).map(|tool| (*tool).to_owned()).collect();
    if !copy.exists() {
        missing.push("the example `copy` (cargo build --example copy)".to_owned());
    }
    if missing.is_empty() {
        return Some(copy);
    }
    let missing = missing.join(", ");
    assert!(
        env::var_os("CASEBOOK_REQUIRE_TOOLS").is_none_or(|value| value != "1"),
        "not installed: {missing}"
    );
    eprintln!("skipped, not installed: {missing}");
    None
}

/// An X server that ends with its owner.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "64x64x8", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut number).unwrap();
        Self { server, name: format!(":{}", number.trim()) }
    }

    fn clipboard(&self) -> String {
        self.xclip(&["-o"])
    }

    fn xclip(&self, arguments: &[&str]) -> String {
        let output = bare("xclip")
            .env("DISPLAY", &self.name)
            .args(["-selection", "clipboard"])
            .args(arguments)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}

/// A command that knows nothing of the session the tests run in.
fn bare(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("PATH", env::var_os("PATH").unwrap_or_default());
    command
}

fn command(copy: &Path, display: &Display) -> Command {
    let mut command = bare(copy);
    command.env("DISPLAY", &display.name);
    command
}

/// What the command prints when it reads `text`.
fn run(command: &mut Command, text: &str) -> String {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

/// A helper that owns the clipboard, having said so.
fn own(copy: &Path, display: &Display, request: &str) -> Child {
    let mut command = command(copy, display);
    let mut helper =
        command.arg("__clipboard").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    helper.stdin.take().unwrap().write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    BufReader::new(helper.stdout.as_mut().unwrap()).read_line(&mut answer).unwrap();
    assert_eq!(answer, "ok\n");
    helper
}

/// Text and mode of the one file in `folder`.
fn only_file(folder: &Path) -> (String, u32) {
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let [file] = files.as_slice() else { panic!("one file expected: {files:?}") };
    (fs::read_to_string(file).unwrap(), fs::metadata(file).unwrap().permissions().mode() & 0o777)
}

/// A shell script that copies a long text on its terminal and then runs `after`.
fn script(copy: &Path, folder: &Path, after: &str) -> PathBuf {
    let (text, script) = (folder.join("text"), folder.join("script"));
    fs::write(&text, "a".repeat(LONG)).unwrap();
    let (copy, text, copies) = (copy.display(), text.display(), folder.join("copies"));
    fs::write(&script, format!("'{copy}' '{}' < '{text}'\n{after}\n", copies.display())).unwrap();
    script
}

/// What a terminal saw of a command.
struct Seen {
    bytes: Vec<u8>,
    /// Base64 stood on the screen at some moment.
    spilled: bool,
}

fn in_terminal(command: impl Iterator<Item = OsString>, env: &[(&str, &Path)]) -> Seen {
    let mut command = CommandBuilder::from_argv(command.collect());
    command.env_clear();
    for (name, value) in env {
        command.env(name, value);
    }
    command.env("PATH", env::var_os("PATH").unwrap_or_default());
    command.env("TERM", "xterm-256color");
    let pty =
        native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let mut reader = pty.master.try_clone_reader().unwrap();
    let (mut screen, mut bytes, mut spilled) = (vt100::Parser::default(), Vec::new(), false);
    let mut buffer = [0; 4096];
    // The end shows as an error on Linux.
    while let Ok(count @ 1..) = reader.read(&mut buffer) {
        bytes.extend_from_slice(&buffer[..count]);
        screen.process(&buffer[..count]);
        spilled |= screen.screen().contents().contains("YWFhYWFh");
    }
    child.wait().unwrap();
    Seen { bytes, spilled }
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
