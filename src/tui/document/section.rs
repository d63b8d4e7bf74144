//! A section's introduction, with the pack's.

use super::{Document, Page};
use crate::{
    pack::{Packs, Section},
    search::Query,
    tui::{
        glyph::Glyphs,
        text::{Line, Role},
    },
};

/// Lays out what the pack says before a section's issues.
pub fn lay_out<I: Clone + PartialEq>(
    section: &Section,
    packs: &Packs,
    query: &Query,
    glyphs: &'static Glyphs,
    width: usize,
) -> Document<I> {
    let mut page = Page::new(width, glyphs, query);
    page.text(Line::new(), vec![Role::Title.piece(&section.title).strong()], Line::new());
    page.blank();
    page.markdown(0, section.intro.as_deref().unwrap_or_default());
    for pack in packs.packs() {
        page.blank();
        let heading = format!("{} {}", pack.title, pack.version);
        page.text(Line::new(), vec![Role::Heading.piece(heading).strong()], Line::new());
        if let Some(source) = &pack.source {
            page.note(0, format!("guide of {}", source.as_of), Role::Dim);
        }
        page.markdown(0, pack.intro.as_deref().unwrap_or_default());
    }
    page.document
}
