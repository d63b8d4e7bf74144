//! Several processes at once, and processes that are killed. They are the example `ticker`.

use std::{
    env,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
    sync::{Barrier, LazyLock},
    thread,
};

use casebook::store::Store;

#[cfg(unix)]
use crate::support::mode;
use crate::support::{folder, has, opened, quick_folder, store};

/// The ticker, built first: `cargo test --test store` alone does not build examples.
pub(crate) static TICKER: LazyLock<PathBuf> = LazyLock::new(|| {
    let build =
        Command::new(env!("CARGO")).args(["build", "--quiet", "--example", "ticker"]).status();
    assert!(build.unwrap().success());
    let tests = env::current_exe().unwrap();
    tests
        .parent()
        .unwrap()
        .with_file_name("examples")
        .join(format!("ticker{}", env::consts::EXE_SUFFIX))
});

/// How often something is tried: a few times, or as often as the environment says.
pub(crate) fn number(variable: &str, few: usize) -> usize {
    env::var(variable).map_or(few, |number| number.parse().unwrap())
}

/// A ticker that is killed with the value.
struct Ticker {
    child: Child,
    printed: BufReader<ChildStdout>,
}

impl Ticker {
    fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let printed = BufReader::new(child.stdout.take().unwrap());
        Self { child, printed }
    }

    /// Waits until it acknowledged an event.
    fn wait(&mut self) {
        let mut line = String::new();
        self.printed.read_line(&mut line).unwrap();
        assert!(line.ends_with('\n'), "the ticker ended");
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn kills_lose_no_acknowledged_event() {
    let (_folder, path) = quick_folder();
    let kills = number("CASEBOOK_KILLS", 200);
    let output =
        Command::new(&*TICKER).arg(&path).args(["--kill", &kills.to_string()]).output().unwrap();
    let (told, complaint) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && complaint.is_empty(), "{told}{complaint}");
    assert!(
        told.starts_with(&format!("{kills} kills, ")) && told.ends_with(", 0 missing\n"),
        "{told}"
    );
}

#[test]
fn twelve_threads_open_a_new_store_at_once() {
    for _ in 0..40 {
        let (_folder, path) = quick_folder();
        let barrier = Barrier::new(12);
        thread::scope(|scope| {
            for number in 0..12 {
                let (barrier, path) = (&barrier, &path);
                scope.spawn(move || {
                    barrier.wait();
                    Store::open(path).unwrap().append(vec![opened(number)]).unwrap();
                });
            }
        });
        let store = Store::open(&path).unwrap();
        assert!((0..12).all(|number| has(&store, number)));
    }
}

#[test]
fn twelve_processes_open_a_new_store_at_once() {
    for _ in 0..number("CASEBOOK_ROUNDS", 5) {
        let (_folder, path) = quick_folder();
        let start = |_| Ticker::start(Command::new(&*TICKER).arg(&path));
        let mut tickers: Vec<_> = (0..12).map(start).collect();
        tickers.iter_mut().for_each(Ticker::wait);
        drop(tickers);
        let store = Store::open(&path).unwrap();
        assert!(store.incidents().unwrap().len() >= 12);
        store.integrity_check().unwrap();
    }
}

#[test]
fn twelve_processes_mark_steps_of_one_incident_at_once() {
    let (_folder, path) = folder();
    let data = path.parent().unwrap();
    let casebook = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
        command.arg("--data").arg(data).arg("incident").args(args);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let opened = casebook(&["open", "--issue", "access-denied-403"]).wait_with_output().unwrap();
    let id = String::from_utf8(opened.stdout).unwrap().split(' ').next().unwrap().to_owned();
    for round in 1..=number("CASEBOOK_ROUNDS", 5) {
        let reasons: Vec<_> = (0..12).map(|number| format!("{round}.{number}")).collect();
        let mark = |reason: &String| {
            let step = [&id, "access-denied-403", "no-override", "failed", "--reason", reason];
            casebook(&[&["step"], &step[..]].concat())
        };
        for process in reasons.iter().map(mark).collect::<Vec<_>>() {
            let output = process.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let store = Store::open(&path).unwrap();
        let incident = store.incident(&id.parse().unwrap()).unwrap().unwrap();
        assert_eq!(incident.events().len(), 2 + 12 * round);
    }
}

#[test]
fn what_one_process_stored_is_seen_by_another_without_asking_for_the_events() {
    let (_folder, path) = folder();
    let mine = store(&path);
    let before = mine.data_version().unwrap();
    assert_eq!(mine.data_version().unwrap(), before);
    Ticker::start(Command::new(&*TICKER).arg(&path)).wait();
    assert_ne!(mine.data_version().unwrap(), before);
    assert!(mine.incidents().unwrap().len() > 1);
}

#[test]
fn ones_own_events_do_not_count_as_somebody_elses() {
    let (_folder, path) = folder();
    let mut mine = store(&path);
    let before = mine.data_version().unwrap();
    mine.append(vec![opened(2)]).unwrap();
    assert_eq!(mine.data_version().unwrap(), before);
}

#[cfg(unix)]
#[test]
fn folder_file_and_journal_are_private_whatever_the_umask() {
    let (_folder, path) = folder();
    let script = r#"umask 000; exec "$0" "$1""#;
    let mut ticker =
        Ticker::start(Command::new("sh").args(["-c", script]).arg(&*TICKER).arg(&path));
    ticker.wait();
    drop(ticker);
    let folder = path.parent().unwrap();
    assert_eq!(mode(folder), 0o700);
    for entry in std::fs::read_dir(folder).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
}
