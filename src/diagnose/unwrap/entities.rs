//! later

use super::layer::{Rewrite, Rewritten};

pub(super) fn undo(text: &str) -> Option<Rewritten> {
    Rewrite::new(text).finish()
}
