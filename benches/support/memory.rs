//! How much memory a process has, where the system tells it in `/proc`.

use std::{
    fmt::{self, Debug, Display},
    fs,
};

/// An amount of memory.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(crate) struct Megabytes(pub(crate) f64);

impl Megabytes {
    /// What a process (a number, or `self`) has by that name in its status; `None` where the system does not tell.
    pub(crate) fn of(process: impl Display, name: &str) -> Option<Self> {
        let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        let kilobytes: f64 =
            line.trim_start_matches(':').trim_end_matches("kB").trim().parse().ok()?;
        Some(Self(kilobytes / 1024.0))
    }
}

impl Debug for Megabytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let precision = f.precision().unwrap_or(0);
        write!(f, "{:.precision$} MB", self.0)
    }
}
