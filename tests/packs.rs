//! The packs that ship, and packs in folders.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use casebook::{pack::Packs, pack_files};

#[test]
fn the_built_in_pack_has_no_faults() {
    let (packs, faults) = Packs::merge([pack_files::builtin()]);
    let told: Vec<_> = faults.iter().map(|fault| fault.render(false)).collect();
    assert_eq!(told.join("\n\n"), "");
    assert!(!packs.packs().first().unwrap().version.is_empty());
}
