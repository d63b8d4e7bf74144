//! Who reads the keys: casebook, or a program that it has lent the terminal to.
//!
//! The input thread sleeps in crossterm until a key comes, and would take the first one from an editor. So it sleeps
//! here instead, where it can be told to leave the keys alone.

#[cfg(unix)]
pub(super) use self::unix::{Keys, are_lent, lend};

#[cfg(not(unix))]
pub(super) use self::other::{Keys, lend};

#[cfg(unix)]
mod unix {
    use std::{
        io::{self, IsTerminal, Read, Write},
        os::unix::net::UnixStream,
        sync::{Condvar, Mutex, MutexGuard, PoisonError},
        time::Duration,
    };

    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::{consts::SIGWINCH, low_level::pipe};

    /// How long the input thread may take to leave the keys alone; it hangs where half a key has come.
    const PATIENCE: Duration = Duration::from_millis(200);

    static GATE: Gate = Gate { state: Mutex::new(State::new()), changed: Condvar::new() };

    struct Gate {
        state: Mutex<State>,
        changed: Condvar,
    }

    struct State {
        lent: bool,
        /// Whether the input thread leaves the keys alone.
        is_parked: bool,
        /// Wakes the input thread.
        bell: Option<UnixStream>,
    }

    impl State {
        const fn new() -> Self {
            Self { lent: false, is_parked: false, bell: None }
        }
    }

    /// The input thread's way to sleep.
    pub(in crate::tui) struct Keys {
        /// Absent where it cannot be woken; then it sleeps in crossterm.
        bell: Option<UnixStream>,
    }

    /// The keys are somebody else's until this is dropped.
    pub(in crate::tui) struct Lent(());

    /// Whether another program has the terminal.
    pub(in crate::tui) fn are_lent() -> bool {
        state().lent
    }

    /// Leaves the keys to another program.
    pub(in crate::tui) fn lend() -> Lent {
        let mut state = state();
        state.lent = true;
        if let Some(bell) = &mut state.bell {
            // A bell that is full rings already.
            let _ = bell.write(&[0]);
            let parked = GATE.changed.wait_timeout_while(state, PATIENCE, |state| !state.is_parked);
            drop(parked);
        }
        Lent(())
    }

    impl Drop for Lent {
        fn drop(&mut self) {
            state().lent = false;
            GATE.changed.notify_all();
        }
    }

    impl Keys {
        pub(in crate::tui) fn new() -> Self {
            Self { bell: bell().ok() }
        }

        /// Sleeps until there may be something to read, or the window has a new size; false where only crossterm can
        /// tell.
        pub(in crate::tui) fn wait(&self) -> bool {
            let Some(mut bell) = self.bell.as_ref() else { return false };
            let stdin = io::stdin();
            let mut sources =
                [PollFd::new(&stdin, PollFlags::IN), PollFd::new(bell, PollFlags::IN)];
            if poll(&mut sources, None).is_err_and(|error| error != rustix::io::Errno::INTR) {
                return false;
            }
            let [keys, rung] = sources.map(|source| source.revents());
            // A terminal that is gone, or that cannot be waited for: crossterm finds out which.
            if keys.intersects(PollFlags::ERR | PollFlags::HUP | PollFlags::NVAL) {
                return false;
            }
            if !rung.is_empty() {
                let _ = bell.read(&mut [0; 64]);
                park();
            }
            true
        }
    }

    /// Leaves the keys alone while they are lent.
    fn park() {
        let mut state = state();
        while state.lent {
            state.is_parked = true;
            GATE.changed.notify_all();
            state = GATE.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.is_parked = false;
    }

    /// What rings when the keys are lent and, as crossterm hears of that only where it sleeps itself, on a new size.
    fn bell() -> io::Result<UnixStream> {
        // Where stdin is no terminal, crossterm reads from one that it opens.
        if !io::stdin().is_terminal() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let (heard, rung) = UnixStream::pair()?;
        heard.set_nonblocking(true)?;
        rung.set_nonblocking(true)?;
        pipe::register(SIGWINCH, rung.try_clone()?)?;
        state().bell = Some(rung);
        Ok(heard)
    }

    fn state() -> MutexGuard<'static, State> {
        GATE.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(not(unix))]
mod other {
    /// Windows has no way to wake crossterm; an editor with a window of its own is not disturbed by it.
    pub(in crate::tui) struct Keys;

    pub(in crate::tui) struct Lent;

    pub(in crate::tui) const fn lend() -> Lent {
        Lent
    }

    impl Keys {
        pub(in crate::tui) const fn new() -> Self {
            Self
        }

        pub(in crate::tui) const fn wait(&self) -> bool {
            false
        }
    }
}
