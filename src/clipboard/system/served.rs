//! Where a running program serves the text: X11 and Wayland.

mod session;

use std::{
    env,
    io::{self, BufRead, BufReader, Read, Write},
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use arboard::{Clipboard, Set, SetExtLinux};

use self::session::{Held, Session};
use super::lack;
use crate::clipboard::{Lack, Origin};

const OK: &str = "ok";

/// Starts a helper that serves `text` until something else is copied, and waits for its word up to `limit`.
pub(in crate::clipboard) fn set(text: &str, origin: Origin, limit: Duration) -> Result<(), Lack> {
    let mut helper = start().map_err(|_| Lack::Helper)?;
    let (Some(mut stdin), Some(stdout)) = (helper.stdin.take(), helper.stdout.take()) else {
        return Err(Lack::Helper);
    };
    let text = [first_line(origin), "\n", text].concat();
    let (sender, answer) = mpsc::channel();
    thread::spawn(move || {
        let mut line = String::new();
        let talk = stdin.write_all(text.as_bytes()).and_then(|()| {
            drop(stdin);
            BufReader::new(stdout).read_line(&mut line)
        });
        // Nobody listens any more when the helper took too long.
        let _ = sender.send(talk.map(|_| line));
    });
    let outcome = match answer.recv_timeout(limit) {
        Ok(Ok(line)) => understand(line.trim_end()),
        Ok(Err(_)) => Err(Lack::Helper),
        Err(_) => Err(Lack::Silent),
    };
    part(helper, outcome.is_ok());
    outcome
}

/// The helper itself: takes the text from standard input, answers on standard output, and owns the text until
/// something else is copied or the session is over.
pub fn serve() -> io::Result<()> {
    let session = Session::leave();
    let mut line = String::new();
    let mut stdin = io::stdin().lock();
    stdin.read_line(&mut line)?;
    let mut text = String::new();
    stdin.read_to_string(&mut text)?;
    let origin =
        if line.trim_end() == first_line(Origin::Pack) { Origin::Pack } else { Origin::Incident };
    match put(&text, origin) {
        Ok(clipboard) => {
            // Before the answer: after it, the display may be gone, or another be there under its name.
            let held = session.hold();
            answer(OK)?;
            keep(clipboard, text, origin, held);
            Ok(())
        }
        Err(error) => answer(word(&lack(&error))),
    }
}

/// Setting once without waiting shows whether it works, as the waiting call does not return while it does.
fn put(text: &str, origin: Origin) -> Result<Clipboard, arboard::Error> {
    let mut clipboard = Clipboard::new()?;
    request(&mut clipboard, origin).text(text)?;
    Ok(clipboard)
}

/// Returns when another program owns the clipboard or the session is over. arboard sees only the former.
fn keep(mut clipboard: Clipboard, text: String, origin: Origin, session: Held) {
    let (sender, over) = mpsc::channel();
    let replaced = sender.clone();
    thread::spawn(move || {
        // Nobody listens any more to what goes wrong.
        let _ = request(&mut clipboard, origin).wait().text(text);
        replaced.send(())
    });
    session.watch(&sender);
    let _ = over.recv();
}

fn request(clipboard: &mut Clipboard, origin: Origin) -> Set<'_> {
    match origin {
        Origin::Pack => clipboard.set(),
        Origin::Incident | Origin::Bare => clipboard.set().exclude_from_history(),
    }
}

fn answer(word: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{word}")?;
    stdout.flush()
}

fn start() -> io::Result<Child> {
    Command::new(this_program()?)
        .arg0(env!("CARGO_PKG_NAME"))
        .arg("__clipboard")
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
}

/// On Linux by the name that still works when an update has replaced the file.
fn this_program() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") { Ok("/proc/self/exe".into()) } else { env::current_exe() }
}

fn part(mut helper: Child, serving: bool) {
    if !serving {
        // It must not put the text there after all; when it has ended already, killing is refused.
        let _ = helper.kill();
    }
    // Reaped when its time comes, as it would stay a zombie while this program runs.
    thread::spawn(move || helper.wait());
}

fn first_line(origin: Origin) -> &'static str {
    match origin {
        Origin::Pack => "pack",
        Origin::Incident | Origin::Bare => "incident",
    }
}

fn word(lack: &Lack) -> &'static str {
    match lack {
        Lack::Busy => "err busy",
        Lack::Unsupported => "err unsupported",
        _ => "err unreachable",
    }
}

fn understand(line: &str) -> Result<(), Lack> {
    match line {
        OK => Ok(()),
        "err busy" => Err(Lack::Busy),
        "err unsupported" => Err(Lack::Unsupported),
        "err unreachable" => Err(Lack::Unreachable),
        _ => Err(Lack::Helper),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Lack::Busy)]
    #[case(Lack::Unsupported)]
    #[case(Lack::Unreachable)]
    fn the_helpers_answer_is_understood_as_it_was_meant(#[case] lack: Lack) {
        assert_eq!(understand(word(&lack)), Err(lack));
    }

    #[test]
    fn a_helper_that_says_nothing_did_not_copy() {
        assert_eq!(understand(""), Err(Lack::Helper));
    }
}
