//! When the session that a copied text belongs to is over.

use std::{
    env,
    fs::File,
    io::Read,
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    sync::mpsc::Sender,
    thread,
};

use rustix::event::{PollFd, PollFlags, poll};
use x11rb::{connection::Connection, rust_connection::RustConnection};

use crate::clipboard::Env;

/// What a helper keeps of the session it has left.
pub(super) struct Session {
    /// The terminal of a remote session: `ssh` does not end before the programs on its forwarded display do.
    terminal: Option<File>,
}

impl Session {
    /// Leaves the terminal's session, whose end would end this process before its time.
    pub(super) fn leave() -> Self {
        let terminal = Env::from_process().remote().then(|| File::open("/dev/tty").ok()).flatten();
        // Refused to the leader of a group, who is not the terminal's to end.
        let _ = rustix::process::setsid();
        Self { terminal }
    }

    /// Takes hold of the display, as long as it is certainly the one that has the text.
    pub(super) fn hold(self) -> Held {
        Held { display: Display::connect(), terminal: self.terminal }
    }
}

/// What tells that the session is over.
pub(super) struct Held {
    /// Absent where it went away since the text was put there.
    display: Option<Display>,
    terminal: Option<File>,
}

impl Held {
    /// Sends a word when the display is gone, or the terminal of a remote session.
    pub(super) fn watch(self, over: &Sender<()>) {
        let sender = over.clone();
        thread::spawn(move || {
            if let Some(display) = self.display {
                display.wait();
            }
            sender.send(())
        });
        if let Some(terminal) = self.terminal {
            let sender = over.clone();
            thread::spawn(move || wait_for_hangup(&terminal).map(|()| sender.send(())));
        }
    }
}

/// Connected and silent, a client of either kind hears nothing until the other end goes away.
enum Display {
    Wayland(UnixStream),
    X11(Box<RustConnection>),
}

impl Display {
    fn connect() -> Option<Self> {
        let wayland = wayland_socket().and_then(|path| UnixStream::connect(path).ok());
        wayland
            .map(Self::Wayland)
            .or_else(|| x11rb::connect(None).ok().map(|(display, _)| Self::X11(Box::new(display))))
    }

    /// Returns when the display is gone.
    fn wait(self) {
        match self {
            Self::Wayland(mut display) => {
                let mut nothing = [0; 64];
                while display.read(&mut nothing).is_ok_and(|count| count > 0) {}
            }
            Self::X11(display) => while display.wait_for_event().is_ok() {},
        }
    }
}

fn wait_for_hangup(terminal: &File) -> Option<()> {
    // A hang-up is told without being asked for.
    poll(&mut [PollFd::new(terminal, PollFlags::empty())], None).ok().map(|_| ())
}

fn wayland_socket() -> Option<PathBuf> {
    let name = env::var_os("WAYLAND_DISPLAY").filter(|name| !name.is_empty())?;
    if Path::new(&name).is_absolute() {
        return Some(name.into());
    }
    env::var_os("XDG_RUNTIME_DIR").map(|folder| Path::new(&folder).join(name))
}
