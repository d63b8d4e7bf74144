//! Signals from outside: end, stop, go on.
//!
//! A flag that the loop looks at is not enough. The loop may be blocked in the terminal, and crossterm spins for ever in
//! one that was closed (crossterm#793). So a thread tells the loop, and ends the process if the loop does not.

/// What the operating system asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// End the program; the loop has 300 ms to do it by itself.
    End {
        /// What to exit with: 128 and the number of the signal.
        exit_code: u8,
    },
    /// Call [`suspend`].
    Stop,
    /// The process was stopped and goes on: take the terminal again and draw everything.
    Continue,
}

/// What to exit with when the terminal is gone, whether a signal, a read or a draw says so first.
pub const HUNG_UP: u8 = 129;

/// Nobody could continue the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no shell is there that could continue casebook")]
pub struct CannotSuspend;

#[cfg(unix)]
pub use self::unix::{spawn, suspend};

#[cfg(not(unix))]
pub use self::other::{spawn, suspend};

#[cfg(unix)]
mod unix {
    use std::{io, process, sync::mpsc, thread, time::Duration};

    use rustix::process::{getpgrp, getpid, getsid, kill_current_process_group, kill_process};
    use signal_hook::{
        consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP},
        iterator::Signals,
    };

    use super::{CannotSuspend, Signal};
    use crate::tui::{keys, terminal};

    /// How long the loop may take to end the program by itself.
    const GRACE: Duration = Duration::from_millis(300);

    /// How long giving the terminal back may take; a terminal that takes no output would hold it up for ever.
    const LAST_WORDS: Duration = Duration::from_millis(200);

    /// Listens from now on in a thread of its own; `tell` is called there.
    pub fn spawn(tell: impl Fn(Signal) + Send + 'static) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
        let listen = move || {
            for number in signals.forever() {
                match number {
                    // They are meant for the program that has the terminal; it stops by itself, and this one with it.
                    SIGINT | SIGQUIT if keys::are_lent() => {}
                    SIGTSTP if keys::are_lent() => {
                        let _ = kill_process(getpid(), rustix::process::Signal::STOP);
                    }
                    SIGTSTP => tell(Signal::Stop),
                    SIGCONT => tell(Signal::Continue),
                    number => {
                        let exit_code = u8::try_from(128 + number).unwrap_or(u8::MAX);
                        tell(Signal::End { exit_code });
                        end(exit_code);
                    }
                }
            }
        };
        thread::Builder::new().name("signals".into()).spawn(listen).map(drop)
    }

    /// Gives the terminal back and stops the program with all that the shell started along with it.
    ///
    /// Only [`Signal::Continue`] may take the terminal again: the other threads run on for an instant after this returns.
    pub fn suspend() -> Result<(), CannotSuspend> {
        // Without a group of our own there is no shell with job control, and the window would hang for ever.
        if getsid(None).is_ok_and(|session| session == getpgrp()) {
            return Err(CannotSuspend);
        }
        terminal::leave();
        kill_current_process_group(rustix::process::Signal::STOP).map_err(|_| CannotSuspend)
    }

    /// Ends the process unless the loop does so first.
    #[expect(
        clippy::disallowed_methods,
        reason = "the terminal is given back just before, if it takes it"
    )]
    fn end(exit_code: u8) -> ! {
        thread::sleep(GRACE);
        let (left, has_left) = mpsc::channel();
        let leave = move || {
            terminal::leave();
            let _ = left.send(());
        };
        if thread::Builder::new().spawn(leave).is_ok() {
            let _ = has_left.recv_timeout(LAST_WORDS);
        }
        process::exit(exit_code.into())
    }
}

#[cfg(not(unix))]
mod other {
    use std::io;

    use super::{CannotSuspend, Signal};

    /// There are no signals here.
    pub fn spawn(_tell: impl Fn(Signal) + Send + 'static) -> io::Result<()> {
        Ok(())
    }

    /// There is no job control here.
    pub fn suspend() -> Result<(), CannotSuspend> {
        Err(CannotSuspend)
    }
}
