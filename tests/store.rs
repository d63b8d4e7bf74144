//! What a store survives: kills, full disks, read-only folders, other processes, files that are something else.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[cfg(unix)]
#[path = "store/faults.rs"]
mod faults;
#[path = "store/files.rs"]
mod files;
#[cfg(target_os = "linux")]
#[path = "store/injected.rs"]
mod injected;
#[path = "store/model.rs"]
mod model;
#[path = "store/processes.rs"]
mod processes;
#[path = "store/purges.rs"]
mod purges;
#[path = "store/restores.rs"]
mod restores;
#[path = "store/support.rs"]
mod support;
#[path = "store/transfer.rs"]
mod transfer;
