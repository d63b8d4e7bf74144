//! A program that runs in a terminal and is watched while it draws.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    path::Path,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::{Parser, Screen};

/// Columns and rows of the terminal.
pub(crate) const SIZE: (u16, u16) = (100, 30);

/// Nothing measured here takes so long unless it hangs.
const PATIENCE: Duration = Duration::from_secs(30);

const CTRL_C: &str = "\x03";

/// A program that runs in a terminal; it is killed when the value goes.
pub(crate) struct Program {
    /// The process.
    pub(crate) process: Box<dyn Child + Send + Sync>,
    started: Instant,
    /// When its latest output came, from the start on.
    latest: Duration,
    terminal: Parser,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Output>,
    /// Kept open: the program would be told that its terminal is gone.
    _master: Box<dyn MasterPty + Send>,
}

/// What the program wrote, and when.
type Output = (Instant, Vec<u8>);

/// casebook with a home of its own: no settings, and its data where they are told to be.
pub(crate) fn casebook(home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
    command.env("HOME", home);
    for folder in ["CONFIG", "DATA", "STATE", "CACHE"] {
        command.env(format!("XDG_{folder}_HOME"), home.join(folder.to_lowercase()));
    }
    command.env_remove("NO_COLOR");
    command.arg("--data");
    command.arg(home);
    command
}

/// Whether all of casebook's frame is there: the bottom line comes last.
pub(crate) fn is_drawn(screen: &Screen) -> bool {
    screen.rows(0, SIZE.0).last().is_some_and(|row| row.contains("help"))
}

impl Program {
    /// Starts a program in a terminal of its own.
    pub(crate) fn start(mut command: CommandBuilder) -> Self {
        command.env("TERM", "xterm-256color");
        // Not the home, which need not be there yet.
        command.cwd(env!("CARGO_TARGET_TMPDIR"));
        let size = PtySize { cols: SIZE.0, rows: SIZE.1, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let reader = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let (sender, output) = mpsc::channel();
        thread::spawn(move || read(reader, &sender));
        let started = Instant::now();
        let process = pair.slave.spawn_command(command).unwrap();
        let [rows, columns] = [SIZE.1, SIZE.0].map(|cells| NonZeroU16::new(cells).unwrap());
        let terminal = Parser::new(rows, columns, 0);
        let latest = Duration::ZERO;
        Self { process, started, latest, terminal, keyboard, output, _master: pair.master }
    }

    /// Waits until the screen is as wanted, and tells how long after the start it was.
    pub(crate) fn until(&mut self, wanted: impl Fn(&Screen) -> bool) -> Duration {
        while !wanted(self.terminal.screen()) {
            if let Err(silence) = self.next(PATIENCE) {
                let contents = self.terminal.screen().contents();
                panic!("not what was wanted, {silence}:\n{contents}");
            }
        }
        self.latest
    }

    /// Waits for the next output, so long at most.
    pub(crate) fn next(&mut self, patience: Duration) -> Result<(), RecvTimeoutError> {
        let (at, bytes) = self.output.recv_timeout(patience)?;
        self.latest = at - self.started;
        self.terminal.process(&bytes);
        Ok(())
    }

    /// Presses keys, and tells how long after the start.
    pub(crate) fn press(&mut self, keys: &str) -> Duration {
        let at = self.started.elapsed();
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        at
    }

    /// Ends casebook or `fzf`.
    pub(crate) fn quit(mut self) {
        self.press(CTRL_C);
        self.end();
    }

    /// Waits until the program has ended, and tells how long after the start it did.
    pub(crate) fn end(&mut self) -> Duration {
        loop {
            match self.next(PATIENCE) {
                Ok(()) => {}
                Err(RecvTimeoutError::Disconnected) => return self.latest,
                Err(RecvTimeoutError::Timeout) => panic!("still running"),
            }
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if !matches!(self.process.try_wait(), Ok(Some(_))) {
            // Gone in this instant, if it cannot be killed.
            let _ = self.process.kill();
            let _ = self.process.wait();
        }
    }
}

/// Tells what the program writes; nothing at all tells its end.
fn read(mut reader: Box<dyn Read + Send>, sender: &Sender<Output>) {
    let mut buffer = [0; 16 * 1024];
    loop {
        let length = reader.read(&mut buffer).unwrap_or(0);
        let told = sender.send((Instant::now(), buffer[..length].to_vec()));
        if length == 0 || told.is_err() {
            return;
        }
    }
}
