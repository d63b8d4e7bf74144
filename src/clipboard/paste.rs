//! The text that the clipboard holds.

use std::{sync::mpsc, thread, time::Duration};

use super::{Env, Lack, Os, system};

/// Longest time that the clipboard's owner may take to hand its text over.
const LIMIT: Duration = Duration::from_secs(2);

/// Why there is no text from the clipboard.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasteError {
    /// Only the terminal reaches the clipboard of the machine one sits at.
    #[error("the clipboard is on the machine you sit at: paste the error with your terminal")]
    Remote,
    /// It holds nothing, or a picture or files.
    #[error("there is no text in the clipboard")]
    Empty,
    /// No display, or the clipboard does not answer.
    #[error("the clipboard cannot be read ({0}): paste the error with your terminal")]
    Unreadable(String),
}

/// Reads the clipboard's text. Blocks for up to two seconds: give it a thread of its own.
pub fn paste(env: &Env) -> Result<String, PasteError> {
    if env.remote() {
        return Err(PasteError::Remote);
    }
    if Os::current() == Os::Unix && !env.has_display() {
        return Err(PasteError::Unreadable("there is no display".to_owned()));
    }
    let (sender, answer) = mpsc::channel();
    thread::spawn(move || {
        let text = arboard::Clipboard::new().and_then(|mut clipboard| clipboard.get_text());
        // Nobody listens any more when it took too long.
        let _ = sender.send(text);
    });
    match answer.recv_timeout(LIMIT) {
        Ok(Ok(text)) if text.is_empty() => Err(PasteError::Empty),
        Ok(Ok(text)) => Ok(text),
        Ok(Err(arboard::Error::ContentNotAvailable)) => Err(PasteError::Empty),
        Ok(Err(error)) => Err(PasteError::Unreadable(system::lack(&error).to_string())),
        Err(_) => Err(PasteError::Unreadable(Lack::Silent.to_string())),
    }
}
