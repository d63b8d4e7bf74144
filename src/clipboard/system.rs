//! The desktop's clipboard.
//!
//! On X11 and Wayland a text is served by the program it was copied from and gone when that ends. There a helper, this
//! program started once more as `casebook __clipboard`, owns the text until something else is copied. Windows and
//! macOS keep the text themselves.

#[cfg(any(windows, target_os = "macos"))]
mod kept;
#[cfg(not(any(windows, target_os = "macos")))]
mod served;

#[cfg(any(windows, target_os = "macos"))]
use self::kept as desktop;
#[cfg(not(any(windows, target_os = "macos")))]
use self::served as desktop;
use super::report::Lack;

pub use self::desktop::serve;
pub(super) use self::desktop::set;

/// arboard's own words mislead: its X11 error speaks of a time-out whatever went wrong.
fn lack(error: &arboard::Error) -> Lack {
    match error {
        arboard::Error::ClipboardOccupied => Lack::Busy,
        arboard::Error::ClipboardNotSupported => Lack::Unsupported,
        _ => Lack::Unreachable,
    }
}
