//! Parse, call, print the error, exit.

fn main() {}
