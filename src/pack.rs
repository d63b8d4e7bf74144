//! Packs: folders of definitions, read to the plain types of [`crate::issue`] and validated once.
//!
//! [`read`](fn@read) makes a [`Pack`] of the files of one folder and never stops at a fault: a file with any fault is left out,
//! all others count, and every fault of every file is told with its line. [`Packs::merge`] puts several of them together
//! to what the program works with. Nothing here touches the disk, see [`crate::pack_files`].

mod check;
mod compiled;
mod document;
mod extension;
mod fault;
mod fix;
mod issue_file;
mod merge;
mod nearest;
mod pack_file;
mod read;
mod table;
mod text;
mod value;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

pub use self::{
    compiled::CompileError,
    fault::{Fault, Place},
    read::{MAX_FILE, MAX_ISSUES, Source, SourceError, read},
};
use self::{extension::Extension, issue_file::Marks, pack_file::ListedSection};
use crate::issue::{Issue, IssueId, PackId, SectionId, ServiceId};

/// One folder as read, not yet merged.
#[derive(Clone, Debug)]
pub struct Pack {
    /// What faults call the folder.
    name: String,
    info: PackInfo,
    services: Vec<Service>,
    sections: Vec<ListedSection>,
    /// Whether `pack.toml` is sound, so that something absent from it is a fault of whoever names it.
    is_declared: bool,
    issues: Vec<(Issue, Marks)>,
    extensions: Vec<Extension>,
    broken: Vec<IssueId>,
    faults: Vec<Fault>,
}

/// What a pack says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackInfo {
    /// Stands in issues and events.
    pub id: PackId,
    /// For people.
    pub title: String,
    /// Recorded where an issue is attached; empty where `pack.toml` could not be read.
    pub version: String,
    /// The guide that it was written from.
    pub source: Option<Guide>,
    /// Opening hints, as Markdown.
    pub intro: Option<String>,
}

/// What a pack was written from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// Absolute address.
    pub url: String,
    /// Day (`2026-11-22`) of the state that was used.
    pub as_of: String,
}

/// A heading of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Folder of its issues.
    pub id: SectionId,
    /// The guide's heading.
    pub title: String,
    /// The guide's introduction, as Markdown.
    pub intro: Option<String>,
    /// Its issues in display order.
    pub issues: Vec<IssueId>,
}

/// Something that issues are grouped and badged by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Short enough for a badge.
    pub id: ServiceId,
    /// For people.
    pub title: String,
}

/// All packs of a run, merged. Callers share it in an `Arc`.
#[derive(Clone, Debug, Default)]
pub struct Packs {
    infos: Vec<PackInfo>,
    services: Vec<Service>,
    sections: Vec<Section>,
    issues: Vec<Issue>,
    index: HashMap<IssueId, usize>,
}

impl Pack {
    /// What the pack says about itself.
    pub fn info(&self) -> &PackInfo {
        &self.info
    }

    /// Its healthy issues, in the order of its files.
    pub fn issues(&self) -> impl Iterator<Item = &Issue> {
        self.issues.iter().map(|(issue, _)| issue)
    }

    /// What is wrong with it by itself; [`Packs::merge`] returns these too.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

impl Packs {
    /// Every issue in display order: sections, then their listed order, then titles.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// The issue of that id.
    pub fn issue(&self, id: &IssueId) -> Option<&Issue> {
        self.index.get(id).map(|&at| &self.issues[at])
    }

    /// Every section in display order; those without issues too.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The section of that id; every issue has one.
    pub fn section(&self, id: &SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == *id)
    }

    /// Every service in the order of declaration.
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// The service of that id; every service of an issue has one.
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == *id)
    }

    /// What the packs say about themselves, in the order in which they were merged.
    pub fn packs(&self) -> &[PackInfo] {
        &self.infos
    }

    /// The pack of that id; of several the last.
    pub fn pack(&self, id: &PackId) -> Option<&PackInfo> {
        self.infos.iter().rfind(|pack| pack.id == *id)
    }

    /// Up to `n` ids that a text was likely meant to be, best first.
    pub fn nearest(&self, text: &str, n: usize) -> Vec<&IssueId> {
        nearest::nearest(self.index.keys(), text, n)
    }
}
