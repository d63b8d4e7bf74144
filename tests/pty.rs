//! The real program in a real terminal: whatever happens, the terminal is given back as it was.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support {
    pub(crate) mod pty;
}

use std::{
    fs,
    path::{Path, PathBuf},
};

use portable_pty::CommandBuilder;
use rstest::rstest;
use rustix::process::Signal;
use tempfile::TempDir;
use vt100::Screen;

use self::support::pty::{Pty, is_given_back};

/// Stands on the screen as soon as there is one.
const FIRST_FRAME: &str = "1 Issues";

const CTRL_C: &str = "\x03";
const CTRL_Z: &str = "\x1a";

/// casebook with folders of its own, in which nothing is yet.
fn casebook(home: &TempDir) -> CommandBuilder {
    at_home(home, env!("CARGO_BIN_EXE_casebook"))
}

fn at_home(home: &TempDir, program: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.env("HOME", home.path());
    for folder in ["CONFIG", "DATA", "STATE", "CACHE"] {
        command.env(format!("XDG_{folder}_HOME"), home.path().join(folder.to_lowercase()));
    }
    command.env_remove("CASEBOOK_PANIC");
    command.env_remove("NO_COLOR");
    command.cwd(home.path());
    command
}

/// casebook as started by a shell with job control, which says when it is back.
fn casebook_in_a_shell(home: &TempDir) -> CommandBuilder {
    let mut command = at_home(home, "sh");
    let script = r#"set -m; "$0"; echo shell is back; read line; fg >/dev/null; echo ended with $?; read line"#;
    command.args(["-c", script, env!("CARGO_BIN_EXE_casebook")]);
    command
}

/// Whether the first frame is there to its last byte, which puts the cursor back into the search box.
///
/// Stopped by force before that, the program leaves half an escape sequence, and the terminal takes what the shell says
/// for the other half.
fn is_drawn_whole(screen: &Screen) -> bool {
    screen.contents().contains("? help") && !screen.hide_cursor() && screen.cursor_position().0 == 1
}

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn sh(script: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script]);
    command
}

fn paste(text: &str) -> String {
    format!("\x1b[200~{text}\x1b[201~")
}

fn wait_until_given_back(pty: &Pty) -> Screen {
    let screen = pty.wait_for(is_given_back);
    assert_eq!(pty.modes(), pty.modes_before());
    screen
}

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    let home = home();
    let mut pty = Pty::spawn(casebook(&home), 80, 24);
    let screen = pty.wait_for_text(FIRST_FRAME);
    assert!(screen.alternate_screen() && screen.bracketed_paste());
    assert_ne!(pty.modes(), pty.modes_before());

    pty.send(CTRL_C);
    assert_eq!(pty.wait_for_exit().exit_code(), 0);
    assert_eq!(wait_until_given_back(&pty).contents(), "");
}

#[test]
fn a_panic_in_any_thread_gives_the_terminal_back_and_leaves_a_report() {
    for place in ["main", "thread"] {
        let home = home();
        let mut command = casebook(&home);
        command.env("CASEBOOK_PANIC", place);
        let pty = Pty::spawn(command, 200, 24);

        assert_eq!(pty.wait_for_exit().exit_code(), 101);
        let line = pty.wait_for_text("casebook crashed").contents();
        wait_until_given_back(&pty);
        let (_, path) = line.split_once("please report it with ").unwrap();
        let report = fs::read_to_string(path.trim()).unwrap();
        assert!(report.contains("message: provoked in"), "{report}");
    }
}

#[rstest]
#[case::terminate(Signal::TERM, 143)]
#[case::interrupt(Signal::INT, 130)]
#[case::quit(Signal::QUIT, 131)]
fn a_signal_ends_the_program_and_gives_the_terminal_back(
    #[case] signal: Signal,
    #[case] exit_code: u32,
) {
    let home = home();
    let pty = Pty::spawn(casebook(&home), 80, 24);
    pty.wait_for_text(FIRST_FRAME);
    pty.signal(signal);

    assert_eq!(pty.wait_for_exit().exit_code(), exit_code);
    wait_until_given_back(&pty);
}

#[rstest]
#[case::escape_sequence(b"\x1b[1;")]
#[case::paste(b"\x1b[200~half")]
#[case::character(b"\xc3")]
fn half_a_sequence_does_not_hold_up_a_signal(#[case] half: &[u8]) {
    let home = home();
    let mut pty = Pty::spawn(casebook(&home), 80, 24);
    pty.wait_for_text(FIRST_FRAME);
    pty.send(half);
    pty.signal(Signal::TERM);

    assert_eq!(pty.wait_for_exit().exit_code(), 143);
    wait_until_given_back(&pty);
}

#[rstest]
#[case::terminate(Signal::TERM, 143)]
#[case::hang_up(Signal::HUP, 129)]
fn a_program_that_hangs_is_ended_all_the_same(#[case] signal: Signal, #[case] exit_code: u32) {
    let home = home();
    let mut command = casebook(&home);
    command.env("CASEBOOK_PANIC", "hang");
    let pty = Pty::spawn(command, 80, 24);
    pty.wait_for_text(FIRST_FRAME);
    pty.signal(signal);

    assert_eq!(pty.wait_for_exit().exit_code(), exit_code);
    wait_until_given_back(&pty);
}

#[test]
fn closing_the_window_ends_the_program() {
    let home = home();
    let mut pty = Pty::spawn(casebook(&home), 80, 24);
    pty.wait_for_text(FIRST_FRAME);
    pty.hang_up();

    assert_eq!(pty.wait_for_exit().exit_code(), 129);
}

#[test]
fn a_paste_of_a_megabyte_is_survived() {
    let home = home();
    let mut pty = Pty::spawn(casebook(&home), 80, 24);
    pty.wait_for_text(FIRST_FRAME);
    pty.send(paste(&"AADSTS50076: no \u{1b}[31mtoken\r\n".repeat(40_000)));

    pty.send_until(CTRL_C, is_given_back);
    assert_eq!(pty.wait_for_exit().exit_code(), 0);
    wait_until_given_back(&pty);
}

#[test]
fn a_pasted_error_shows_its_issue_and_nothing_of_the_customer() {
    let home = home();
    let mut pty = Pty::spawn(casebook(&home), 100, 30);
    pty.wait_for_text(FIRST_FRAME);
    pty.send(paste("Sign-in of nora@contoso.com failed\rAADSTS50076: you must use multi-factor authentication\r"));

    let screen = pty.wait_for_text("[email-1]").contents();
    assert!(screen.contains("certain  MFA must be used"), "{screen}");
    assert!(!screen.contains("nora@"), "{screen}");
    // Right behind a paste it would be dropped.
    pty.send_until("\r", |screen| screen.contents().contains("Fix 1"));
}

#[test]
fn what_stands_behind_the_end_of_a_paste_is_no_command() {
    let home = home();
    let mut pty = Pty::spawn(casebook(&home), 80, 24);
    pty.wait_for_text(FIRST_FRAME);
    pty.send(paste("50076\x1b[201~q\x03"));

    pty.wait_for_text("50076");
    pty.send_until("z", |screen| screen.contents().contains("50076z"));
}

#[test]
fn suspending_gives_the_terminal_to_the_shell_and_takes_it_again() {
    let home = home();
    let mut pty = Pty::spawn(casebook_in_a_shell(&home), 80, 24);
    pty.wait_for_text(FIRST_FRAME);
    pty.send(CTRL_Z);
    pty.wait_for_text("shell is back");
    wait_until_given_back(&pty);

    pty.send("\r");
    let screen = pty.wait_for_text(FIRST_FRAME);
    assert!(screen.alternate_screen() && screen.bracketed_paste());
    pty.send(CTRL_C);
    pty.wait_for_text("ended with 0");
    wait_until_given_back(&pty);
}

#[test]
fn the_own_editor_has_the_terminal_and_every_key_to_itself() {
    let home = home();
    let script = home.path().join("editor.sh");
    fs::write(&script, "echo in the editor; read one; read two; echo \"$one $two\" >> \"$1\"")
        .unwrap();
    let mut command = casebook(&home);
    command.env("VISUAL", format!("sh {}", script.display()));
    let mut pty = Pty::spawn(command, 80, 24);
    pty.wait_for_text(FIRST_FRAME);
    pty.send("50076\r");
    pty.wait_for_text("· Check the MFA settings");
    pty.send(" ");
    pty.wait_for_text("Which incident");
    pty.send("\r");
    pty.wait_for_text("Opened incident");
    pty.send("a");
    pty.wait_for_text("Comment: ");
    pty.send("begun\x05");
    let screen = pty.wait_for_text("in the editor");
    assert!(!screen.alternate_screen());
    pty.send("all keys\r");
    pty.send("are mine\r");
    let screen = pty.wait_for_text("all keys are mine");
    assert!(screen.alternate_screen() && screen.bracketed_paste());
    pty.send("!\x13");
    pty.wait_for_text("Comment saved.");
    pty.send(CTRL_C);
    // The screen is given back before the modes of the terminal are.
    assert_eq!(pty.wait_for_exit().exit_code(), 0);
    wait_until_given_back(&pty);
}

#[test]
fn stopping_the_program_from_outside_is_suspending() {
    let home = home();
    let mut pty = Pty::spawn(casebook_in_a_shell(&home), 80, 24);
    pty.wait_for_text(FIRST_FRAME);
    pty.signal(Signal::TSTP);
    pty.wait_for_text("shell is back");
    wait_until_given_back(&pty);

    pty.send("\r");
    pty.wait_for_text(FIRST_FRAME);
    pty.signal(Signal::TERM);
    pty.wait_for_text("ended with 143");
    wait_until_given_back(&pty);
}

#[test]
fn stopping_the_program_by_force_is_survived() {
    let home = home();
    let mut pty = Pty::spawn(casebook_in_a_shell(&home), 80, 24);
    pty.wait_for(is_drawn_whole);
    pty.signal(Signal::STOP);
    pty.wait_for_text("shell is back");

    pty.send("\n");
    pty.send_until(CTRL_C, |screen| screen.contents().contains("ended with 0"));
    wait_until_given_back(&pty);
}

#[test]
fn without_a_shell_that_could_continue_it_the_program_is_not_suspended() {
    let home = home();
    let mut pty = Pty::spawn(casebook(&home), 80, 24);
    pty.wait_for_text(FIRST_FRAME);
    pty.send(CTRL_Z);

    pty.send_until("z", |screen| screen.contents().contains('z'));
}

#[rstest]
#[case::dumb("dumb")]
#[case::empty("")]
fn a_terminal_that_cannot_draw_is_refused_with_a_way_out(#[case] term: &str) {
    let home = home();
    let mut command = at_home(&home, "sh");
    command.args(["-c", r#"TERM="$1" "$0""#, env!("CARGO_BIN_EXE_casebook"), term]);
    let pty = Pty::spawn(command, 80, 24);

    assert_eq!(pty.wait_for_exit().exit_code(), 2);
    pty.wait_for_text("the dashboard needs a terminal; try `casebook list` or `casebook --help`");
    assert!(!pty.output().contains(&b'\x1b'));
}

#[rstest]
#[case(1, 1)]
#[case(1, 200)]
#[case(500, 1)]
fn no_size_is_too_odd(#[case] columns: u16, #[case] rows: u16) {
    let home = home();
    let mut pty = Pty::spawn(casebook(&home), 80, 24);
    pty.wait_for_text(FIRST_FRAME);
    pty.resize(columns, rows);
    pty.resize(80, 24);
    pty.wait_for_text(FIRST_FRAME);

    pty.send(CTRL_C);
    assert_eq!(pty.wait_for_exit().exit_code(), 0);
}

#[test]
fn whoever_diagnoses_without_a_file_is_told_how_to_end_the_text() {
    let home = home();
    let mut command = casebook(&home);
    command.arg("diagnose");
    let mut pty = Pty::spawn(command, 160, 24);
    pty.wait_for_text("casebook: paste the error, then press Ctrl+D");
    pty.send("AADSTS700082: The refresh token has expired due to inactivity.\n\x04");

    assert_eq!(pty.wait_for_exit().exit_code(), 0);
    assert!(pty.wait_for_text("certain").contents().contains("AADSTS700082, "));
    assert_eq!(pty.modes(), pty.modes_before());
}

#[test]
fn a_person_is_told_what_tells_look_alikes_apart() {
    let home = home();
    let pack = home.path().join("pack");
    fs::create_dir_all(pack.join("network")).unwrap();
    let head = "id = 'ours'\ntitle = 'Ours'\nversion = '1'\nsection = [{ id = 'network', title = 'Network' }]\n";
    fs::write(pack.join("pack.toml"), head).unwrap();
    for (id, other, when) in [("wet", "dry", "The cable is dry."), ("dry", "wet", "It rains.")] {
        let issue = format!(
            "title = 'Tunnel {id}'\nshort = '{id}'\nsummary = 'x'\nclient = 'x'\nservices = ['bundle']\n\
             signature = [{{ strength = 'strong', codes = ['Tunnel_Down'] }}]\n\
             tell_apart = [{{ issue = '{other}', when = '{when}' }}]\n\
             [[fix]]\nid = 'f'\ntitle = 'F'\ndone = 'Done.'\nlevel = 'msp'\nstep = [{{ id = 's', text = 'Do.' }}]\n"
        );
        fs::write(pack.join(format!("network/{id}.toml")), issue).unwrap();
    }
    fs::write(home.path().join("error.txt"), "Tunnel_Down\n").unwrap();
    let mut command = casebook(&home);
    command.args(["diagnose", "error.txt", "--pack", "pack"]);
    let pty = Pty::spawn(command, 160, 24);

    assert_eq!(pty.wait_for_exit().exit_code(), 0);
    let told = pty.wait_for_text("casebook: or ").contents();
    let first = told.split_whitespace().nth(1).unwrap();
    let or =
        if first == "dry" { "or wet (wet)? It rains." } else { "or dry (dry)? The cable is dry." };
    assert!(told.contains(or), "{told}");
}

/// The instrument itself, with programs of which everything is known.
mod instrument {
    use super::*;

    #[test]
    fn a_program_is_written_to_and_read_from() {
        let mut pty = Pty::spawn(sh("read line; echo \"<$line>\"; exit 3"), 80, 24);
        pty.send("hello\n");
        pty.wait_for_text("<hello>");
        assert_eq!(pty.wait_for_exit().exit_code(), 3);
        assert!(String::from_utf8_lossy(&pty.output()).contains("<hello>\r\n"));
    }

    #[test]
    fn what_is_left_switched_on_is_seen() {
        let left_on =
            r"stty raw; printf '\033[?1049h\033[?2004h\033[?25l\033[?1000hready'; read line";
        let pty = Pty::spawn(sh(left_on), 80, 24);
        let screen = pty.wait_for_text("ready");
        assert!(!is_given_back(&screen) && screen.hide_cursor() && screen.bracketed_paste());
        assert_ne!(pty.modes(), pty.modes_before());
    }

    #[test]
    fn closing_the_terminal_is_a_hang_up() {
        let mut pty =
            Pty::spawn(sh("trap 'exit 9' HUP; echo ready; while :; do read line; done"), 80, 24);
        pty.wait_for_text("ready");
        pty.hang_up();
        assert_eq!(pty.wait_for_exit().exit_code(), 9);
    }

    #[test]
    fn a_new_size_is_told() {
        let pty = Pty::spawn(
            sh("trap 'stty size; exit' WINCH; echo ready; while :; do read line; done"),
            80,
            24,
        );
        pty.wait_for_text("ready");
        pty.resize(100, 30);
        pty.wait_for_text("30 100");
    }
}

/// What one terminal records appears in the other, where somebody is in the midst of something.
mod beside_each_other {
    use std::process::Command;

    use casebook::{
        incident::{
            Act, Author, Cause, Event, EventId, IncidentId, RunningWait, SessionId, StepState,
        },
        store::Store,
    };
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::*;

    /// A step of the issue that is at work.
    const STEP: [&str; 2] = ["access-denied-403", "no-override"];

    /// A dashboard with an incident open, and the incident's name.
    fn at_work(home: &TempDir) -> (Pty, String) {
        let mut pty = Pty::spawn(casebook(home), 130, 40);
        pty.wait_for_text(FIRST_FRAME);
        pty.send("access denied http\r");
        pty.wait_for_text("Fix 1");
        pty.send(" T-1\r");
        pty.wait_for_text("✓ Opened incident T-1");
        (pty, only_incident(home).to_string())
    }

    fn store(home: &TempDir) -> Store {
        Store::open(home.path().join("state/casebook/casebook.db")).unwrap()
    }

    fn only_incident(home: &TempDir) -> IncidentId {
        store(home).incidents().unwrap().remove(0).id
    }

    /// The command line in another terminal.
    fn elsewhere(home: &TempDir, args: &[&str]) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
        command.arg("--data").arg(home.path().join("state/casebook")).args(args);
        let output = command.env("HOME", home.path()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    /// What another program of the same store records.
    fn record(home: &TempDir, act: Act) {
        let session = SessionId(Uuid::now_v7());
        let author = Author { name: "ben".into(), device: "desk".into(), session };
        let (id, incident) = (EventId(Uuid::now_v7()), only_incident(home));
        let event = Event { id, incident, lamport: 0, at: Timestamp::now(), author, act };
        store(home).append(vec![event]).unwrap();
    }

    /// Why steps are marked as they are, as it is on disk.
    fn reasons(home: &TempDir) -> Vec<String> {
        let incident = store(home).incident(&only_incident(home)).unwrap().unwrap();
        let reason = |event: &Event| match &event.act {
            Act::Step { reason, .. } => reason.clone(),
            _ => None,
        };
        incident.events().iter().filter_map(reason).collect()
    }

    /// Whether the top line counts so many settled steps.
    fn counts(screen: &Screen, settled: usize) -> bool {
        let top = screen.rows(0, 130).next().unwrap_or_default();
        top.contains(&format!("▸ T-1  {settled}/"))
    }

    #[test]
    fn a_step_marked_elsewhere_appears_and_a_half_typed_search_stays() {
        let home = home();
        let (mut pty, id) = at_work(&home);
        pty.send("/");
        // While a frame is drawn the cursor is elsewhere; then it is behind what was typed.
        let is_behind = |screen: &Screen| screen.cursor_position() == (1, 20);
        pty.wait_for(|screen| counts(screen, 1) && is_behind(screen));
        elsewhere(&home, &["incident", "step", &id, STEP[0], STEP[1], "done"]);
        let after = pty.wait_for(|screen| counts(screen, 2) && is_behind(screen));
        assert!(after.contents().contains("┏ access denied http ━"), "{}", after.contents());
        pty.send(" client");
        pty.wait_for_text("denied http client ━");
    }

    #[test]
    fn a_step_marked_elsewhere_appears_behind_a_prompt_that_keeps_what_was_typed() {
        let home = home();
        let (mut pty, id) = at_work(&home);
        pty.send("js");
        pty.wait_for_text("Enter record");
        pty.send("not wan");
        pty.wait_for(|screen| counts(screen, 1) && screen.contents().contains("not wan"));
        elsewhere(&home, &["incident", "step", &id, STEP[0], STEP[1], "failed"]);
        pty.wait_for(|screen| counts(screen, 2) && screen.contents().contains("not wan"));
        pty.send("ted\r");
        // The count is drawn before the mark is on disk; once it is, the time takes the place of "unsaved".
        pty.wait_for(|screen| counts(screen, 3) && reasons(&home) == ["not wanted"]);
    }

    #[test]
    fn folds_stay_as_they_are_when_somebody_else_works_on_the_incident() {
        let home = home();
        let (mut pty, _) = at_work(&home);
        pty.send("C");
        pty.wait_for_text("▸ Fix 1");
        let (issue, step) = (STEP[0].parse().unwrap(), STEP[1].parse().unwrap());
        record(&home, Act::wait(&issue, &step, RunningWait::default()));
        record(&home, Act::Commented { on: None, text: "They called.".into() });
        record(&home, Act::Closed { cause: Cause::Itself, text: None });
        record(&home, Act::Reopened);
        record(&home, Act::mark(&issue, &step, StepState::Done, None));
        let after = pty.wait_for(|screen| counts(screen, 2));
        assert!(after.contents().contains("▸ Fix 1"), "{}", after.contents());
        assert!(!after.contents().contains('▾'), "{}", after.contents());
    }

    #[test]
    fn an_incident_that_is_purged_elsewhere_is_open_no_more() {
        let home = home();
        let (mut pty, id) = at_work(&home);
        elsewhere(&home, &["incident", "purge", &id, "--yes"]);
        pty.wait_for_text("T-1 was removed by another casebook");
        pty.send(" ");
        pty.wait_for_text("New incident");
        assert_eq!(store(&home).incidents().unwrap(), []);
    }
}

#[rstest]
#[case::yes("y\r", 0, "removed 3 events")]
#[case::no("\r", 1, "nothing was removed")]
fn a_purge_lists_what_goes_and_asks(#[case] answer: &str, #[case] code: u32, #[case] told: &str) {
    let home = home();
    let mut command = casebook(&home);
    command.args([
        "incident",
        "open",
        "--client",
        "Contoso",
        "--issue",
        "mfa-has-expired",
        "--issue",
        "access-denied-403",
    ]);
    let opened = Pty::spawn(command, 100, 30);
    assert_eq!(opened.wait_for_exit().exit_code(), 0);
    let store = home.path().join("state/casebook/casebook.db");
    let id = casebook::store::Store::open(store).unwrap().incidents().unwrap()[0].id.to_string();

    let mut command = casebook(&home);
    command.args(["incident", "purge", &id]);
    let mut pty = Pty::spawn(command, 100, 30);
    let asked = pty.wait_for_text("[y/N]").contents();
    assert!(asked.contains("3 events in the store") && asked.contains("Contoso"), "{asked}");
    pty.send(answer);
    assert_eq!(pty.wait_for_exit().exit_code(), code);
    pty.wait_for_text(told);
}

/// casebook with a mark that waits for another program to let go of the store.
fn waiting_for_a_lock(home: &TempDir) -> (Pty, rusqlite::Connection, PathBuf) {
    let mut pty = Pty::spawn(casebook(home), 100, 30);
    pty.wait_for_text(FIRST_FRAME);
    pty.send("device object\r");
    pty.wait_for_text("Fix 1");
    pty.send(" T-1\r");
    // The bottom line is drawn last, and tells of what is on disk.
    pty.wait_for_text("✓ Opened incident T-1");
    let data = home.path().join("state/casebook");
    let other = rusqlite::Connection::open(data.join("casebook.db")).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    pty.send("j ");
    pty.wait_for_text("unsaved");
    (pty, other, data)
}

/// The files of events that no store took.
fn kept_files(data: &Path) -> Vec<PathBuf> {
    let names = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    names.filter(|path| path.extension().is_some_and(|end| end == "jsonl")).collect()
}

fn stored_marks(store: &rusqlite::Connection) -> u32 {
    let count = "SELECT count(*) FROM event WHERE kind = 'step'";
    store.query_row(count, [], |row| row.get(0)).unwrap()
}

#[test]
fn quitting_says_what_it_waits_for_and_that_it_came() {
    let home = home();
    let (mut pty, other, data) = waiting_for_a_lock(&home);
    pty.send("q");
    let screen = pty.wait_for_text("casebook: saving 1 event: waiting for ");
    assert!(is_given_back(&screen));
    pty.wait_for_text("Ctrl+C ends that: they are kept in ");
    other.execute_batch("ROLLBACK").unwrap();

    pty.wait_for_text("casebook: saved");
    assert_eq!(pty.wait_for_exit().exit_code(), 0);
    assert_eq!(stored_marks(&other), 2);
    assert_eq!(kept_files(&data), Vec::<PathBuf>::new());
}

#[test]
fn who_does_not_wait_for_the_lock_finds_the_mark_in_a_file() {
    let home = home();
    let (mut pty, other, data) = waiting_for_a_lock(&home);
    pty.send("q");
    pty.wait_for_text("casebook: saving 1 event: waiting for ");
    pty.send_until(CTRL_C, |screen| screen.contents().contains("^C"));
    assert_eq!(pty.wait_for_exit().exit_code(), 130);

    let kept = kept_files(&data);
    let text = fs::read_to_string(&kept[0]).unwrap();
    assert!(text.contains(r#""kind":"step""#), "{text}");
    drop(other);
}

#[rstest]
#[case::terminated(false)]
#[case::window_closed(true)]
fn a_tick_that_a_locked_store_does_not_take_is_kept_in_a_file_when_the_system_ends_the_program(
    #[case] window_closed: bool,
) {
    let home = home();
    let (mut pty, other, data) = waiting_for_a_lock(&home);
    if window_closed {
        pty.hang_up();
    } else {
        pty.signal(Signal::TERM);
    }
    pty.wait_for_exit();

    let kept = kept_files(&data);
    assert_eq!(kept.len(), 1, "{kept:?}");
    let text = fs::read_to_string(&kept[0]).unwrap();
    let in_file = text.lines().filter(|line| line.contains(r#""kind":"step""#)).count();
    other.execute_batch("ROLLBACK").unwrap();
    let in_store = stored_marks(&other);
    assert!(in_file >= 1, "{text}");
    assert_eq!(in_file + usize::try_from(in_store).unwrap(), 2, "{text}");
}
