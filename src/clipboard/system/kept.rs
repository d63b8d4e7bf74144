//! Where the system keeps the text: Windows and macOS.

use std::{io, sync::mpsc, thread, time::Duration};

use arboard::{Clipboard, Error, Set};

use super::lack;
use crate::clipboard::{Lack, Origin};

/// Over remote desktop the clipboard is often held for a moment by `rdpclip`.
const RETRIES: u32 = 3;
const PAUSE: Duration = Duration::from_millis(50);

/// Gives the text to the system, or gives up waiting after `limit`.
pub(in crate::clipboard) fn set(text: &str, origin: Origin, limit: Duration) -> Result<(), Lack> {
    let text = text.to_owned();
    let (sender, answer) = mpsc::channel();
    thread::spawn(move || sender.send(persist(&text, origin)));
    answer.recv_timeout(limit).unwrap_or(Err(Lack::Silent))
}

/// Nothing is served here: only other systems start the helper.
pub fn serve() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn persist(text: &str, origin: Origin) -> Result<(), Lack> {
    let mut result = put(text, origin);
    for _ in 0..RETRIES {
        if !matches!(result, Err(Error::ClipboardOccupied)) {
            break;
        }
        thread::sleep(PAUSE);
        result = put(text, origin);
    }
    result.map_err(|error| lack(&error))
}

fn put(text: &str, origin: Origin) -> Result<(), Error> {
    let mut clipboard = Clipboard::new()?;
    let set = match origin {
        Origin::Pack => clipboard.set(),
        Origin::Incident | Origin::Bare => private(clipboard.set()),
    };
    set.text(text)
}

#[cfg(windows)]
fn private(set: Set<'_>) -> Set<'_> {
    // Covers the history, the cloud clipboard and third-party monitors.
    arboard::SetExtWindows::exclude_from_monitoring(set)
}

#[cfg(target_os = "macos")]
fn private(set: Set<'_>) -> Set<'_> {
    arboard::SetExtApple::exclude_from_history(set)
}
