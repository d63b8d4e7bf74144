//! The made-up pack in a folder.

use std::{fs, path::Path};

use super::made_up;

/// Writes the pack with so many issues into a folder.
pub(crate) fn write(folder: &Path, issues: usize) {
    for (path, text) in made_up::files(issues) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
