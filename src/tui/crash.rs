//! What happens when casebook itself is at fault: the terminal is given back, a report is written, the process ends.
//!
//! A panic in a background thread ends the process too; a dashboard that goes on without its store or its input would
//! only pretend to work.

use std::{
    any::Any,
    backtrace::Backtrace,
    env::consts::{ARCH, OS},
    fmt,
    fs::{self, OpenOptions},
    io::{self, Write},
    panic::{self, PanicHookInfo},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use jiff::Timestamp;

use super::terminal;
use crate::clean::clean;

/// Exit code of a panic, as Rust programs have it.
const EXIT_CODE: i32 = 101;

/// Longest message that is kept: some panics repeat the text that they failed on, and that may be a customer's.
const MAX_MESSAGE: usize = 300;

/// Makes a panic in any thread give the terminal back, write a private report to that path and end the process.
pub fn install_panic_hook(report: PathBuf) {
    static PANICKED: AtomicBool = AtomicBool::new(false);
    panic::set_hook(Box::new(move |info| {
        if PANICKED.swap(true, Ordering::SeqCst) {
            // Another thread is at it and ends the process in a moment.
            hang();
        }
        terminal::leave();
        let told = match write_report(&report, &Report::new(info).to_string()) {
            Ok(()) => format!("casebook crashed; please report it with {}", report.display()),
            Err(error) => format!("casebook crashed at {}; no report: {error}", place(info)),
        };
        let _ = writeln!(io::stderr(), "{}", clean(&told));
        end();
    }));
}

/// Goes wrong as the environment variable `CASEBOOK_PANIC` says, for tests that look at how that ends: `main` and
/// `thread` panic there, `hang` never returns.
///
/// # Panics
///
/// Where it is asked to.
#[cfg(debug_assertions)]
pub fn provoke() {
    match std::env::var("CASEBOOK_PANIC").as_deref() {
        Ok("main") => panic!("provoked in the main thread"),
        Ok("thread") => drop(thread::spawn(|| panic!("provoked in another thread"))),
        Ok("hang") => hang(),
        _ => {}
    }
}

/// Does nothing in a release.
#[cfg(not(debug_assertions))]
pub const fn provoke() {}

/// What a developer needs to know.
struct Report {
    time: Timestamp,
    thread: String,
    place: String,
    message: String,
    backtrace: Backtrace,
}

impl Report {
    fn new(info: &PanicHookInfo<'_>) -> Self {
        Self {
            time: Timestamp::now(),
            thread: thread::current().name().unwrap_or("unnamed").to_owned(),
            place: place(info),
            message: message(info.payload()),
            backtrace: Backtrace::force_capture(),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "casebook {} ({OS} {ARCH}) crashed at {}",
            env!("CARGO_PKG_VERSION"),
            self.time
        )?;
        writeln!(f, "thread: {}", self.thread)?;
        writeln!(f, "place: {}", self.place)?;
        writeln!(f, "message: {}", self.message)?;
        write!(f, "\n{}", self.backtrace)
    }
}

fn place(info: &PanicHookInfo<'_>) -> String {
    info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string)
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let start: String = text.unwrap_or("no message").chars().take(MAX_MESSAGE).collect();
    clean(&start).into_owned()
}

/// Replaces an older report, so that the mode is always that of a new file.
fn write_report(path: &Path, report: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(report.as_bytes())
}

fn hang() -> ! {
    loop {
        thread::park();
    }
}

#[expect(clippy::disallowed_methods, reason = "the terminal was given back just before")]
fn end() -> ! {
    std::process::exit(EXIT_CODE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_private_and_replaces_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/crash.txt");
        write_report(&path, "first, and longer").unwrap();
        write_report(&path, "second").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "second");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_message_is_short_and_cannot_command_the_terminal() {
        assert_eq!(message(&"\u{1b}[2J of a"), "␛[2J of a");
        assert_eq!(message(&format!("index of {}", "x".repeat(5_000))).len(), MAX_MESSAGE);
        assert_eq!(message(&7), "no message");
    }
}
