//! The pack that is part of the binary: the definitions under `issues/`, read and checked by the build, see `src/build.rs`.

use crate::pack::Pack;

/// The pack as the build left it.
static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/microsoft-cloud.json"));

/// The pack of this repository; it has no faults, or it would not have been built.
#[expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "the build and the program share the type, and a test compares them"
)]
pub fn pack() -> Pack {
    Pack::compiled(COMPILED).expect("what the build wrote is what the program reads")
}
