//! The dashboard without a terminal: journeys as keys in, screen and effects out, and whole screens as pictures.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod busy;
mod closing;
mod diagnosis;
mod fixes;
mod incidents;
mod journeys;
mod linked;
mod note;
mod overlays;
mod overtaken;
mod overview;
mod session;
mod views;
mod waits;
mod writing;
