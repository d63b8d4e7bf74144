//! How what was measured is printed: a figure a line, its limit beside it.

#![expect(clippy::print_stdout, reason = "a measurement is printed")]

use std::fmt::{Debug, Display};

/// Columns of the name.
const NAME: usize = 50;

/// Prints a figure that has a limit, and whether it was kept.
pub(crate) fn figure<M: Copy + Debug + PartialOrd>(
    name: &str,
    measured: M,
    limit: M,
    more: impl Display,
) {
    let verdict = if measured <= limit { "kept" } else { "MISSED" };
    let (measured, limit) = (format!("{measured:.2?}"), format!("{limit:.1?}"));
    println!("{name:NAME$} {measured:>10}  at most {limit:>8}  {verdict:6}  {more}");
}

/// Prints what the figures are compared with, or what else is to be known about them.
pub(crate) fn note(name: &str, text: impl Display) {
    println!("{name:NAME$} {text}");
}
