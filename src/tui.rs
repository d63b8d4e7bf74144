//! To be written.

pub mod action;
pub mod keymap;
