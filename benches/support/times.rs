//! How long the same work took, time after time.

use std::{
    fmt::{self, Display},
    hint::black_box,
    time::{Duration, Instant},
};

/// How long the same work took, shortest first.
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// As many were longer as were shorter.
    pub(crate) fn median(&self) -> Duration {
        self.0[self.0.len() / 2]
    }

    /// One in a hundred was longer; of fewer than a hundred, the longest.
    pub(crate) fn p99(&self) -> Duration {
        self.0[(self.0.len() * 99 / 100).min(self.0.len() - 1)]
    }
}

impl FromIterator<Duration> for Times {
    fn from_iter<I: IntoIterator<Item = Duration>>(times: I) -> Self {
        let mut times: Vec<_> = times.into_iter().collect();
        times.sort_unstable();
        Self(times)
    }
}

impl Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (best, median, p99) = (self.0[0], self.median(), self.p99());
        let count = self.0.len();
        write!(f, "median {median:.2?}, best {best:.2?}, p99 {p99:.2?} of {count}")
    }
}

/// Does something, and tells how long it took.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = black_box(work());
    (done, start.elapsed())
}
