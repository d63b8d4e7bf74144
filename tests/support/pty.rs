//! A terminal in which a program runs and is watched.
//!
//! A thread reads what the program writes and wakes whoever waits for it; nobody sleeps.

use std::{
    fs::OpenOptions,
    io::{Read, Write},
    num::NonZeroU16,
    os::unix::fs::OpenOptionsExt,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::{
    fs::OFlags,
    process::{Pid, Signal, kill_process, kill_process_group},
};
use vt100::{MouseProtocolMode, Parser, Screen};

/// A test that waits longer has failed; long enough for a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);

/// How long one attempt of [`Pty::send_until`] is waited for.
const ATTEMPT: Duration = Duration::from_millis(200);

/// A running program and its terminal. Dropping it kills the program.
pub(crate) struct Pty {
    ends: Option<Ends>,
    pid: Pid,
    modes_before: String,
    shared: Arc<Shared>,
}

/// What must be closed for the program to see that its terminal is gone.
struct Ends {
    master: Box<dyn MasterPty + Send>,
    /// Kept open so that the terminal and its modes outlive the program.
    slave: Box<dyn SlavePty + Send>,
    writer: Box<dyn Write + Send>,
    reader: JoinHandle<()>,
}

#[derive(Default)]
struct Shared {
    seen: Mutex<Seen>,
    changed: Condvar,
}

#[derive(Default)]
struct Seen {
    parser: Parser,
    output: Vec<u8>,
    exit: Option<ExitStatus>,
    closing: bool,
}

impl Pty {
    /// Starts a program in a new terminal of that size.
    pub(crate) fn spawn(mut command: CommandBuilder, columns: u16, rows: u16) -> Self {
        command.env("TERM", "xterm-256color");
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let shared = Arc::new(Shared::default());
        shared.seen().parser = Parser::new(at_least_two(rows), at_least_two(columns), 0);

        let modes_before = modes(pair.master.as_ref());
        let mut child = pair.slave.spawn_command(command).unwrap();
        let pid = child.process_id().and_then(|pid| Pid::from_raw(pid.cast_signed())).unwrap();
        let (reader, writer) =
            (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
        let (watching, waiting) = (Arc::clone(&shared), Arc::clone(&shared));
        let reader = thread::spawn(move || watching.read(reader));
        thread::spawn(move || {
            let exit = child.wait().unwrap();
            waiting.tell(|seen| seen.exit = Some(exit));
        });
        let ends = Ends { master: pair.master, slave: pair.slave, writer, reader };
        Self { ends: Some(ends), pid, modes_before, shared }
    }

    /// Types or pastes; returns when the terminal has taken all of it.
    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let writer = &mut self.ends.as_mut().unwrap().writer;
        writer.write_all(bytes.as_ref()).unwrap();
        writer.flush().unwrap();
    }

    /// Sends the same again until the screen is as wanted, for a program that may ignore it for a while.
    pub(crate) fn send_until(
        &mut self,
        bytes: impl AsRef<[u8]>,
        wanted: impl Fn(&Screen) -> bool,
    ) -> Screen {
        let start = Instant::now();
        loop {
            self.send(bytes.as_ref());
            let deadline = if start.elapsed() < DEADLINE { ATTEMPT } else { Duration::ZERO };
            match self.shared.wait(deadline, |seen| wanted(seen.parser.screen())) {
                Ok(seen) => return seen.parser.screen().clone(),
                Err(seen) if deadline.is_zero() => {
                    panic!("not what was wanted:\n{}", picture(&seen))
                }
                Err(_) => {}
            }
        }
    }

    /// Waits until the screen is as wanted.
    pub(crate) fn wait_for(&self, wanted: impl Fn(&Screen) -> bool) -> Screen {
        match self.shared.wait(DEADLINE, |seen| wanted(seen.parser.screen())) {
            Ok(seen) => seen.parser.screen().clone(),
            Err(seen) => panic!("not what was wanted:\n{}", picture(&seen)),
        }
    }

    /// Waits until a text stands on the screen.
    pub(crate) fn wait_for_text(&self, text: &str) -> Screen {
        self.wait_for(|screen| screen.contents().contains(text))
    }

    /// Waits until the program has ended.
    pub(crate) fn wait_for_exit(&self) -> ExitStatus {
        match self.shared.wait(DEADLINE, |seen| seen.exit.is_some()) {
            Ok(seen) => seen.exit.clone().unwrap(),
            Err(seen) => panic!("still running:\n{}", picture(&seen)),
        }
    }

    /// Everything that the program has written so far.
    pub(crate) fn output(&self) -> Vec<u8> {
        self.shared.seen().output.clone()
    }

    /// The modes of the terminal device.
    pub(crate) fn modes(&self) -> String {
        modes(self.ends.as_ref().unwrap().master.as_ref())
    }

    /// The modes before the program was started.
    pub(crate) fn modes_before(&self) -> &str {
        &self.modes_before
    }

    /// Changes the size of the terminal.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let resized =
            |seen: &mut Seen| seen.parser.set_size(at_least_two(rows), at_least_two(columns));
        self.shared.tell(resized);
        self.ends.as_ref().unwrap().master.resize(size(columns, rows)).unwrap();
    }

    /// Sends a signal to the process group in the foreground.
    pub(crate) fn signal(&self, signal: Signal) {
        let leader = self.ends.as_ref().unwrap().master.process_group_leader();
        kill_process_group(leader.and_then(Pid::from_raw).unwrap(), signal).unwrap();
    }

    /// Closes the terminal as one closes a window.
    pub(crate) fn hang_up(&mut self) {
        let Ends { master, slave, writer, reader } = self.ends.take().unwrap();
        self.shared.tell(|seen| seen.closing = true);
        // The reader holds an end too; a byte written from the other side wakes it.
        let mut options = OpenOptions::new();
        options.write(true).custom_flags(OFlags::NOCTTY.bits().cast_signed());
        options.open(master.tty_name().unwrap()).unwrap().write_all(b"\0").unwrap();
        reader.join().unwrap();
        drop((slave, writer, master));
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.shared.seen().exit.is_none() {
            // Gone in this instant, if it cannot be killed.
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

impl Shared {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.seen());
        self.changed.notify_all();
    }

    fn read(&self, mut reader: Box<dyn Read + Send>) {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = reader.read(&mut buffer) {
            self.tell(|seen| {
                seen.parser.process(&buffer[..length]);
                seen.output.extend_from_slice(&buffer[..length]);
            });
            if self.seen().closing {
                return;
            }
        }
    }

    /// What was seen when it was as wanted, or else in the end.
    fn wait(
        &self,
        patience: Duration,
        wanted: impl Fn(&Seen) -> bool,
    ) -> Result<MutexGuard<'_, Seen>, MutexGuard<'_, Seen>> {
        let unwanted = |seen: &mut Seen| !wanted(seen);
        let (seen, out) = self.changed.wait_timeout_while(self.seen(), patience, unwanted).unwrap();
        if out.timed_out() { Err(seen) } else { Ok(seen) }
    }
}

/// Whether nothing is left switched on that a shell would not expect.
pub(crate) fn is_given_back(screen: &Screen) -> bool {
    !screen.alternate_screen()
        && !screen.bracketed_paste()
        && !screen.hide_cursor()
        && screen.mouse_protocol_mode() == MouseProtocolMode::None
}

fn modes(master: &(dyn MasterPty + Send)) -> String {
    format!("{:#?}", master.get_termios().unwrap())
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// The parser panics below 2 x 2: vt100-rust#37.
fn at_least_two(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells.max(2)).unwrap()
}

fn picture(seen: &Seen) -> String {
    let exit = seen.exit.as_ref().map_or_else(|| "running".into(), ToString::to_string);
    format!("{}\n[{exit}]", seen.parser.screen().contents())
}
