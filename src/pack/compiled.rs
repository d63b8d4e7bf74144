//! A pack in the form in which the binary carries its own: read and checked once, by the build.

use serde::{Deserialize, Serialize};

use super::{Pack, PackInfo, Section, Service, issue_file::Marks, pack_file::ListedSection};
use crate::issue::Issue;

/// What a sound pack holds; places in its files are of no more use.
#[derive(Serialize, Deserialize)]
struct Compiled {
    name: String,
    info: PackInfo,
    services: Vec<Service>,
    sections: Vec<Section>,
    issues: Vec<Issue>,
}

/// Why a pack has no compiled form.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// [`Pack::faults`] tells them.
    #[error("the pack has faults")]
    Faulty,
    /// A compiled pack stands by itself.
    #[error("the pack extends issues of another one")]
    Extends,
    /// Not expected of plain data.
    #[error(transparent)]
    Format(#[from] serde_json::Error),
}

impl Pack {
    /// Bytes from which [`Pack::compiled`] makes the pack again, in a fraction of the time that reading its files takes.
    pub fn compile(&self) -> Result<Vec<u8>, CompileError> {
        if !self.faults.is_empty() {
            return Err(CompileError::Faulty);
        }
        if !self.extensions.is_empty() {
            return Err(CompileError::Extends);
        }
        let compiled = Compiled {
            name: self.name.clone(),
            info: self.info.clone(),
            services: self.services.clone(),
            sections: self.sections.iter().map(|listed| listed.section.clone()).collect(),
            issues: self.issues().cloned().collect(),
        };
        Ok(serde_json::to_vec(&compiled)?)
    }

    /// The pack that [`Pack::compile`] made the bytes of.
    pub fn compiled(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        let Compiled { name, info, services, sections, issues } = serde_json::from_slice(bytes)?;
        let listed = |section| ListedSection { section, places: Vec::new() };
        Ok(Self {
            name,
            info,
            services,
            sections: sections.into_iter().map(listed).collect(),
            is_declared: true,
            issues: issues.into_iter().map(|issue| (issue, Marks::default())).collect(),
            extensions: Vec::new(),
            broken: Vec::new(),
            faults: Vec::new(),
        })
    }
}
