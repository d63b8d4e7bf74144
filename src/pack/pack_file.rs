//! `pack.toml`: what the pack is called, its services and its sections.

use std::collections::HashSet;

use super::{
    Guide, PackInfo, Section, Service,
    document::Document,
    fault::Place,
    table::Table,
    text::{day, line, prose, url},
    value::{Value, id},
};
use crate::issue::{IssueId, PackId, SectionId, ServiceId};

/// What a `pack.toml` says; of a faulty one, what could be read.
pub(super) struct PackFile {
    pub(super) info: PackInfo,
    pub(super) services: Vec<Service>,
    pub(super) sections: Vec<ListedSection>,
}

/// A section as declared, with the places of its `issues`.
#[derive(Clone, Debug)]
pub(super) struct ListedSection {
    pub(super) section: Section,
    pub(super) places: Vec<Place>,
}

/// The file that says nothing.
pub(super) fn unread(fallback: PackId) -> PackFile {
    let info = PackInfo {
        title: fallback.to_string(),
        id: fallback,
        version: String::new(),
        source: None,
        intro: None,
    };
    PackFile { info, services: Vec::new(), sections: Vec::new() }
}

/// Reads the file; `fallback` stands in for an id that cannot be read.
pub(super) fn pack_file(document: &Document<'_>, fallback: PackId) -> PackFile {
    let Some(mut table) = document.root("the pack") else { return unread(fallback) };
    let pack_id = table.required("id", id).unwrap_or(fallback);
    let info = PackInfo {
        title: table.required("title", line).unwrap_or_else(|| pack_id.to_string()),
        id: pack_id,
        version: table.required("version", line).unwrap_or_default(),
        source: table.optional("source", guide),
        intro: table.optional("intro", prose),
    };
    let services = services(&mut table);
    let sections = sections(&mut table);
    table.finish();
    PackFile { info, services, sections }
}

/// Keys of `pack.toml` that are no tables.
pub(super) const PLAIN_KEYS: &[&str] = &["version", "source"];

fn guide(value: Value<'_>) -> Option<Guide> {
    let mut table = value.table("`source`")?;
    let url = table.required("url", url);
    let as_of = table.required("as_of", day);
    table.finish();
    Some(Guide { url: url?, as_of: as_of? })
}

fn services(table: &mut Table<'_>) -> Vec<Service> {
    let mut seen = HashSet::new();
    table.list("service", |value| {
        let mut table = value.table("[[service]]")?;
        let id: Option<ServiceId> = table.required("id", |mut value| {
            let id = value.id()?;
            value.once(&mut seen, id)
        });
        let title = table.required("title", line);
        table.finish();
        Some(Service { id: id?, title: title? })
    })
}

fn sections(table: &mut Table<'_>) -> Vec<ListedSection> {
    let (mut seen, mut listed) = (HashSet::new(), HashSet::new());
    table.list("section", |value| {
        let mut table = value.table("[[section]]")?;
        let id: Option<SectionId> = table.required("id", |mut value| {
            let id = value.id()?;
            value.once(&mut seen, id)
        });
        let title = table.required("title", line);
        let intro = table.optional("intro", prose);
        let issues: Vec<(IssueId, Place)> = table.list("issues", |mut value| {
            let issue = value.id()?;
            Some((value.once(&mut listed, issue)?, value.place()))
        });
        table.finish();
        let (issues, places) = issues.into_iter().unzip();
        Some(ListedSection { section: Section { id: id?, title: title?, intro, issues }, places })
    })
}
