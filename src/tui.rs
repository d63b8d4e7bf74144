//! To be written.

pub mod action;
pub mod keymap;
pub mod signals;
pub mod terminal;
