//! What to say after a copy.

use std::path::{Path, PathBuf};

use super::copies::SaveError;
use crate::clean::clean_line;

/// What became of a text that was to be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Where it is now, as far as that can be known.
    pub how: How,
    /// Length of the text.
    pub bytes: usize,
}

/// Where a text is after a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// A clipboard said that it has it.
    Confirmed {
        /// Which one.
        place: Place,
    },
    /// In tmux's buffer for certain; whether the terminal took what tmux sent on, nobody says.
    Tmux {
        /// The terminal is on another machine.
        remote: bool,
    },
    /// Handed to the terminal, which does not answer.
    Unconfirmed {
        /// The terminal is on another machine.
        remote: bool,
        /// Where it lies as well, unless that failed.
        saved: Option<PathBuf>,
    },
    /// More than a terminal's clipboard takes, and there was no other.
    TooLarge {
        /// Where it lies instead.
        saved: Result<PathBuf, SaveError>,
    },
    /// No clipboard took it.
    Nowhere {
        /// What was not there or did not work.
        lacks: Vec<Lack>,
        /// Where it lies instead.
        saved: Result<PathBuf, SaveError>,
    },
    /// The settings ask for a file.
    Filed {
        /// Where it lies.
        saved: Result<PathBuf, SaveError>,
    },
    /// The settings ask for no copies.
    Off,
    /// There was no text; what the clipboard held stays.
    Empty,
}

/// A clipboard that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The desktop's.
    System,
    /// That of the configured command, here its name.
    Command(String),
}

/// Why one way of copying was closed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lack {
    /// Neither X11 nor Wayland is announced.
    #[error("no display")]
    Display,
    /// Not inside tmux.
    #[error("no tmux")]
    Tmux,
    /// Standard output is a file or pipe, or a terminal without a clipboard.
    #[error("no terminal with a clipboard")]
    Terminal,
    /// A display is announced and does not answer.
    #[error("the display cannot be reached")]
    Unreachable,
    /// Another program held the clipboard all the time.
    #[error("another program holds the clipboard")]
    Busy,
    /// The desktop has no clipboard for this session.
    #[error("the desktop offers no clipboard")]
    Unsupported,
    /// The desktop's clipboard did not answer in time.
    #[error("the clipboard did not answer")]
    Silent,
    /// The helper that serves the text could not be started or broke off.
    #[error("the clipboard helper failed")]
    Helper,
    /// The command does not exist.
    #[error("{} is not installed", clean_line(program))]
    NotInstalled {
        /// Its name.
        program: String,
    },
    /// The command ended badly.
    #[error("{} failed ({status})", clean_line(program))]
    Failed {
        /// Its name.
        program: String,
        /// How it ended.
        status: String,
    },
    /// The command was ended after two seconds.
    #[error("{} took too long", clean_line(program))]
    TimedOut {
        /// Its name.
        program: String,
    },
}

impl Report {
    /// What happened, in a sentence or two; names no key.
    pub fn message(&self) -> String {
        let size = size(self.bytes);
        match &self.how {
            How::Confirmed { .. } => format!("Copied ({size})."),
            How::Tmux { remote } => {
                format!("Copied to tmux ({size}) and sent on{}.", over_ssh(*remote))
            }
            How::Unconfirmed { remote, .. } => {
                format!("Sent to your terminal{}.", over_ssh(*remote))
            }
            How::TooLarge { saved } => {
                format!("Too large for the terminal clipboard ({size}). {}", place(saved))
            }
            How::Nowhere { lacks, saved } => {
                format!("No clipboard here{}. {}", reasons(lacks), place(saved))
            }
            How::Filed { saved: Err(error) } => format!("Not copied: {error}."),
            How::Filed { saved } => place(saved),
            How::Off => "Not copied: the settings say clipboard = \"off\".".to_owned(),
            How::Empty => "Nothing to copy.".to_owned(),
        }
    }

    /// What to do where the clipboard may not hold the text, with the keys that show it and file it, if it may be filed.
    pub fn hint(&self, show: &str, file: Option<&str>) -> Option<String> {
        match &self.how {
            How::Confirmed { .. } | How::Empty => None,
            How::Tmux { .. } | How::Unconfirmed { .. } => {
                let file = file.map(|file| format!(", {file} files it")).unwrap_or_default();
                Some(format!("Paste empty? {show} shows{file}."))
            }
            How::TooLarge { saved: Ok(_) }
            | How::Nowhere { saved: Ok(_), .. }
            | How::Filed { saved: Ok(_) } => Some(format!("Press {show} to show it.")),
            How::TooLarge { .. } | How::Nowhere { .. } | How::Filed { .. } | How::Off => {
                Some(format!("Press {show}: it is kept on screen only."))
            }
        }
    }

    /// The file that holds the text, if there is one.
    pub fn saved(&self) -> Option<&Path> {
        match &self.how {
            How::Unconfirmed { saved, .. } => saved.as_deref(),
            How::TooLarge { saved } | How::Nowhere { saved, .. } | How::Filed { saved } => {
                saved.as_deref().ok()
            }
            How::Confirmed { .. } | How::Tmux { .. } | How::Off | How::Empty => None,
        }
    }

    /// Whether the text is, as far as that can be known, nowhere but in the program.
    pub fn is_lost(&self) -> bool {
        match &self.how {
            How::TooLarge { saved } | How::Nowhere { saved, .. } | How::Filed { saved } => {
                saved.is_err()
            }
            How::Off => true,
            How::Confirmed { .. } | How::Tmux { .. } | How::Unconfirmed { .. } | How::Empty => {
                false
            }
        }
    }
}

fn over_ssh(remote: bool) -> &'static str {
    if remote { " (SSH)" } else { "" }
}

fn place(saved: &Result<PathBuf, SaveError>) -> String {
    match saved {
        Ok(path) => format!("Saved to {}.", clean_line(&path.to_string_lossy())),
        Err(error) => format!("It could not be saved either: {error}."),
    }
}

fn reasons(lacks: &[Lack]) -> String {
    if lacks.is_empty() {
        return String::new();
    }
    let lacks: Vec<_> = lacks.iter().map(ToString::to_string).collect();
    format!(" ({})", lacks.join(", "))
}

/// `512 B`, `1.2 KB`, `210 KB`, `3.4 MB`.
fn size(bytes: usize) -> String {
    let in_units = |unit: usize, name: &str| {
        let tenths = (bytes * 10 + unit / 2) / unit;
        if tenths < 100 {
            format!("{}.{} {name}", tenths / 10, tenths % 10)
        } else {
            format!("{} {name}", tenths / 10)
        }
    };
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => in_units(1000, "KB"),
        _ => in_units(1_000_000, "MB"),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn report(how: How) -> Report {
        Report { how, bytes: 1234 }
    }

    fn file() -> PathBuf {
        "/state/copies/copy-1.txt".into()
    }

    fn full() -> SaveError {
        SaveError::Failed {
            folder: "/state/copies".into(),
            reason: "No space left on device (os error 28)".into(),
        }
    }

    #[rstest]
    #[case(How::Confirmed { place: Place::System }, "Copied (1.2 KB).")]
    #[case(How::Tmux { remote: false }, "Copied to tmux (1.2 KB) and sent on. \
        Paste empty? S shows, F files it.")]
    #[case(How::Unconfirmed { remote: true, saved: None }, "Sent to your terminal (SSH). \
        Paste empty? S shows, F files it.")]
    #[case(How::TooLarge { saved: Ok(file()) }, "Too large for the terminal clipboard (1.2 KB). \
        Saved to /state/copies/copy-1.txt. Press S to show it.")]
    #[case(How::Nowhere { lacks: vec![Lack::Display, Lack::Tmux], saved: Ok(file()) }, "No clipboard here (no display, \
        no tmux). Saved to /state/copies/copy-1.txt. Press S to show it.")]
    #[case(How::Nowhere { lacks: vec![Lack::Unreachable], saved: Err(full()) }, "No clipboard here (the display cannot \
        be reached). It could not be saved either: cannot write to /state/copies: No space left on device (os error \
        28). Press S: it is kept on screen only.")]
    #[case(How::Filed { saved: Ok(file()) }, "Saved to /state/copies/copy-1.txt. Press S to show it.")]
    #[case(
        How::Off,
        "Not copied: the settings say clipboard = \"off\". Press S: it is kept on screen only."
    )]
    #[case(How::Empty, "Nothing to copy.")]
    fn the_message_says_what_happened_and_the_hint_what_to_do(
        #[case] how: How,
        #[case] expected: &str,
    ) {
        let report = report(how);
        let said: Vec<_> =
            [Some(report.message()), report.hint("S", Some("F"))].into_iter().flatten().collect();
        assert_eq!(said.join(" "), expected);
    }

    #[rstest]
    #[case(How::Unconfirmed { remote: true, saved: None }, "Sent to your terminal (SSH). Paste empty? S shows.")]
    #[case(How::Nowhere { lacks: vec![Lack::Display], saved: Err(SaveError::Bare) }, "No clipboard here (no display). \
        It could not be saved either: customer data was kept in the text, and that goes into no file. Press S: it is \
        kept on screen only.")]
    #[case(How::Filed { saved: Err(SaveError::Bare) }, "Not copied: customer data was kept in the text, and that goes \
        into no file. Press S: it is kept on screen only.")]
    fn of_a_text_for_no_file_it_says_so_and_offers_none(#[case] how: How, #[case] expected: &str) {
        let report = report(how);
        let hint = report.hint("S", None).unwrap();
        assert_eq!(format!("{} {hint}", report.message()), expected);
    }

    #[rstest]
    #[case(0, "0 B")]
    #[case(999, "999 B")]
    #[case(1000, "1.0 KB")]
    #[case(1249, "1.2 KB")]
    #[case(9_949, "9.9 KB")]
    #[case(9_950, "10 KB")]
    #[case(210_400, "210 KB")]
    #[case(3_400_000, "3.4 MB")]
    fn sizes_read_short(#[case] bytes: usize, #[case] expected: &str) {
        assert_eq!(size(bytes), expected);
    }
}
