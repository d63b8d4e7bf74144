//! Reads the built-in pack while casebook is built, so that starting it does not have to.
//!
//! A fault in a definition fails the build and is told as `casebook check` tells it. This script stands in `src` because it
//! is made of the crate's own modules.

#![expect(clippy::print_stderr, reason = "cargo shows what a failing build script prints there")]
#![expect(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "modules of the crate, of which the build needs a part"
)]

mod clean;
mod issue;
mod markdown;
mod pack;
mod pack_files;
mod parallel;

use std::{env, fs, path::PathBuf, process::ExitCode};

use crate::pack::Packs;

/// Where build scripts run, it stands beside `Cargo.toml`.
const FOLDER: &str = "issues/microsoft-cloud";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed={FOLDER}");
    match compile().and_then(write) {
        Ok(()) => ExitCode::SUCCESS,
        Err(told) => {
            eprintln!("{told}");
            ExitCode::FAILURE
        }
    }
}

/// The pack as [`pack::Pack::compiled`] takes it, or its faults.
fn compile() -> Result<Vec<u8>, String> {
    let packs = pack_files::load([FOLDER]);
    let (_, faults) = Packs::merge(packs.clone());
    if !faults.is_empty() {
        let told: Vec<_> = faults.iter().map(|fault| fault.render(false)).collect();
        return Err(told.join("\n\n"));
    }
    packs[0].compile().map_err(|error| error.to_string())
}

fn write(compiled: Vec<u8>) -> Result<(), String> {
    let folder = env::var_os("OUT_DIR").ok_or("cargo names no folder for what is built")?;
    let path = PathBuf::from(folder).join("microsoft-cloud.json");
    fs::write(&path, compiled).map_err(|error| format!("{}: {error}", path.display()))
}
