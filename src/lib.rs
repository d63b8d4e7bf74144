//! casebook: from a raw Microsoft Cloud error to the known issue and its fix as a checklist.
//!
//! The crate has three layers; imports point downwards only, which `tests/layers.rs` keeps true.
//!
//! * **Domain**, plain data and pure functions without terminal, disk, clock or database: [`issue`], [`pack`],
//!   [`search`], [`diagnose`], [`redact`], [`markdown`], [`clean`], [`clock`] (times in words), [`incident`], [`export`],
//!   [`note`] (what goes into the ticket), [`handover`] (an incident as one line of it). Beside them the helpers
//!   `microsoft` (its domains) and `parallel`.
//! * **Edges**, one outside thing each: [`store`] (SQLite), [`clipboard`], [`config`] (settings and paths),
//!   [`pack_files`] (packs in folders), [`builtin`] (the pack in the binary), [`drafts`] (new files in the user's pack).
//! * **Shells**, two ways to use the rest: [`cli`] (one command, one answer) and [`tui`] (the dashboard).

pub mod builtin;
pub mod clean;
pub mod cli;
pub mod clipboard;
pub mod clock;
pub mod config;
pub mod diagnose;
pub mod drafts;
pub mod export;
pub mod handover;
pub mod incident;
pub mod issue;
pub mod markdown;
mod microsoft;
pub mod note;
pub mod pack;
pub mod pack_files;
mod parallel;
pub mod redact;
pub mod search;
pub mod store;
pub mod tui;
