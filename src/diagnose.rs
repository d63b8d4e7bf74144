//! From a raw error to the known issues that it may be, and why.

pub mod extract;
pub mod unwrap;
