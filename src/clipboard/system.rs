//! The desktop's clipboard.
//!
//! On X11 and Wayland a text is served by the program it was copied from and gone when that ends. There a helper, this
//! program started once more as `casebook __clipboard`, owns the text until something else is copied. Windows and
//! macOS keep the text themselves.

#[cfg(any(windows, target_os = "macos"))]
mod kept;
#[cfg(not(any(windows, target_os = "macos")))]
mod served;

use std::{borrow::Cow, time::Duration};

#[cfg(any(windows, target_os = "macos"))]
use self::kept as desktop;
#[cfg(not(any(windows, target_os = "macos")))]
use self::served as desktop;
use super::{Origin, Os, report::Lack};

pub use self::desktop::serve;

/// Puts `text` on the clipboard, or gives up waiting after `limit`.
pub(super) fn set(text: &str, origin: Origin, limit: Duration) -> Result<(), Lack> {
    desktop::set(&with_line_ends(text, Os::current()), origin, limit)
}

/// Windows keeps text with its own line ends; there are programs that show any other text as a single line.
fn with_line_ends(text: &str, os: Os) -> Cow<'_, str> {
    if os == Os::Windows { text.replace('\n', "\r\n").into() } else { text.into() }
}

/// arboard's own words mislead: its X11 error speaks of a time-out whatever went wrong.
fn lack(error: &arboard::Error) -> Lack {
    match error {
        arboard::Error::ClipboardOccupied => Lack::Busy,
        arboard::Error::ClipboardNotSupported => Lack::Unsupported,
        _ => Lack::Unreachable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_the_system_has_it() {
        assert_eq!(with_line_ends("a\n\nb", Os::Windows), "a\r\n\r\nb");
        assert_eq!(with_line_ends("a\n\nb", Os::MacOs), "a\n\nb");
        assert_eq!(with_line_ends("a\n\nb", Os::Unix), "a\n\nb");
    }
}
