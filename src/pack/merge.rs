//! Several packs become what the program works with.

use std::collections::{HashMap, HashSet};

use super::{
    Pack, Packs, Section, Service,
    extension::Extension,
    fault::{Fault, Place, quote},
    issue_file::Marks,
    nearest::nearest,
    pack_file::ListedSection,
};
use crate::issue::{Issue, IssueId, SectionId, ServiceId};

/// Faults that get a "did you mean": looking for it reads every id.
const MAX_SUGGESTIONS: usize = 20;

impl Packs {
    /// Merges packs in the order of their authority: a later issue replaces an earlier one of the same id, extensions
    /// make issues longer, sections and services are united.
    ///
    /// Returns every fault of every pack. What refers to something unknown stays usable: an undeclared section or
    /// service is added under its id.
    pub fn merge(packs: impl IntoIterator<Item = Pack>) -> (Self, Vec<Fault>) {
        let mut merge = Merge::default();
        for pack in packs {
            merge.add(pack);
        }
        merge.finish()
    }
}

#[derive(Default)]
struct Merge {
    merged: Packs,
    /// Ids of the services so far.
    services: HashSet<ServiceId>,
    /// Ids of files with faults: what names them is not at fault.
    broken: HashSet<IssueId>,
    faults: Vec<Fault>,
    suggestions: usize,
}

impl Merge {
    fn add(&mut self, pack: Pack) {
        let Pack {
            name,
            info,
            services,
            sections,
            is_declared,
            issues,
            extensions,
            broken,
            faults,
        } = pack;
        self.faults.extend(faults);
        self.broken.extend(broken);
        for service in services {
            self.services.insert(service.id.clone());
            unite_service(&mut self.merged.services, service);
        }
        let folders: HashMap<_, _> =
            issues.iter().map(|(issue, _)| (issue.id.clone(), issue.section.clone())).collect();
        for ListedSection { section, .. } in &sections {
            self.unite_section(section.clone());
        }
        for section in &sections {
            self.check_listed(&name, section, &folders);
        }
        for (issue, marks) in issues {
            self.check_names(&issue, &marks, &folders, is_declared);
            self.declare_section(&issue.section, &name, is_declared);
            self.insert(issue);
        }
        for extension in extensions {
            self.extend(extension);
        }
        self.merged.infos.push(info);
    }

    fn finish(self) -> (Packs, Vec<Fault>) {
        let mut merged = self.merged;
        merged.sort();
        (merged, self.faults)
    }

    fn insert(&mut self, issue: Issue) {
        let Packs { issues, index, .. } = &mut self.merged;
        if let Some(&at) = index.get(&issue.id) {
            issues[at] = issue;
        } else {
            index.insert(issue.id.clone(), issues.len());
            issues.push(issue);
        }
    }

    fn extend(&mut self, extension: Extension) {
        let Some(&at) = self.merged.index.get(&extension.of) else {
            if !self.broken.contains(&extension.of) {
                let fault = self.no_such_issue(&extension.file, extension.place, &extension.of);
                self.faults.push(fault);
            }
            return;
        };
        let conflicts = extension.apply(&mut self.merged.issues[at]);
        self.faults.extend(conflicts);
    }

    fn unite_section(&mut self, section: Section) {
        match self.merged.sections.iter_mut().find(|known| known.id == section.id) {
            Some(known) => {
                known.title = section.title;
                known.intro = section.intro.or(known.intro.take());
                known.issues.retain(|issue| !section.issues.contains(issue));
                known.issues.extend(section.issues);
            }
            None => self.merged.sections.push(section),
        }
    }

    fn declare_section(&mut self, id: &SectionId, pack: &str, is_declared: bool) {
        if self.merged.section(id).is_some() {
            return;
        }
        if is_declared {
            let fault = Fault::of_file(
                &format!("{pack}/{id}"),
                format_args!("the folder {} is no section", quote(id.as_str())),
            );
            self.faults.push(fault.hint("declare it in pack.toml under [[section]]"));
        }
        let (id, title) = (id.clone(), id.to_string());
        self.merged.sections.push(Section { id, title, intro: None, issues: Vec::new() });
    }

    /// The issues that a section lists: they exist, and in its folder.
    fn check_listed(
        &mut self,
        pack: &str,
        listed: &ListedSection,
        folders: &HashMap<IssueId, SectionId>,
    ) {
        let file = format!("{pack}/pack.toml");
        for (issue, place) in listed.section.issues.iter().zip(&listed.places) {
            match folders.get(issue) {
                Some(folder)
                    if *folder != listed.section.id && self.merged.section(folder).is_some() =>
                {
                    let message = format_args!(
                        "{} is in the folder {}",
                        quote(issue.as_str()),
                        quote(folder.as_str())
                    );
                    self.faults.push(Fault::at(&file, place.clone(), message));
                }
                None if !self.is_known(issue) => {
                    let fault = self.no_such_issue(&file, place.clone(), issue);
                    self.faults.push(fault);
                }
                _ => {}
            }
        }
    }

    /// Services and look-alikes of an issue: they are declared here or in an earlier pack.
    fn check_names(
        &mut self,
        issue: &Issue,
        marks: &Marks,
        folders: &HashMap<IssueId, SectionId>,
        is_declared: bool,
    ) {
        for (service, place) in issue.services.iter().zip(&marks.services) {
            if !self.services.insert(service.clone()) {
                continue;
            }
            if is_declared {
                let message = format_args!("no service has the id {}", quote(service.as_str()));
                let fault = Fault::at(&marks.file, place.clone(), message);
                self.faults.push(fault.hint("declare it in pack.toml under [[service]]"));
            }
            let (id, title) = (service.clone(), service.to_string());
            self.merged.services.push(Service { id, title });
        }
        for (entry, place) in issue.tell_apart.iter().zip(&marks.tell_apart) {
            if !folders.contains_key(&entry.issue) && !self.is_known(&entry.issue) {
                let fault = self.no_such_issue(&marks.file, place.clone(), &entry.issue);
                self.faults.push(fault);
            }
        }
    }

    fn is_known(&self, id: &IssueId) -> bool {
        self.merged.index.contains_key(id) || self.broken.contains(id)
    }

    fn no_such_issue(&mut self, file: &str, place: Place, id: &IssueId) -> Fault {
        let fault =
            Fault::at(file, place, format_args!("no issue has the id {}", quote(id.as_str())));
        self.suggestions += 1;
        if self.suggestions > MAX_SUGGESTIONS {
            return fault;
        }
        match nearest(self.merged.index.keys(), id.as_str(), 1).first() {
            Some(likely) => fault.hint(format_args!("did you mean {}?", quote(likely.as_str()))),
            None => fault,
        }
    }
}

impl Packs {
    /// Puts the issues into the order in which they are shown, and tells every section which are its own.
    fn sort(&mut self) {
        let mut ranks = HashMap::new();
        for section in &self.sections {
            for issue in &section.issues {
                let rank = ranks.len();
                ranks.insert(issue.clone(), rank);
            }
        }
        let place: HashMap<_, _> = self
            .sections
            .iter()
            .enumerate()
            .map(|(at, section)| (section.id.clone(), at))
            .collect();
        self.issues.sort_by(|a, b| {
            let rank = |issue: &Issue| ranks.get(&issue.id).copied().unwrap_or(usize::MAX);
            let section = |issue: &Issue| place.get(&issue.section).copied();
            let key = |issue| (section(issue), rank(issue));
            key(a).cmp(&key(b)).then_with(|| a.title.cmp(&b.title)).then_with(|| a.id.cmp(&b.id))
        });
        self.issues.shrink_to_fit();
        self.index =
            self.issues.iter().enumerate().map(|(at, issue)| (issue.id.clone(), at)).collect();
        for section in &mut self.sections {
            section.issues.clear();
        }
        for issue in &self.issues {
            if let Some(&at) = place.get(&issue.section) {
                self.sections[at].issues.push(issue.id.clone());
            }
        }
    }
}

fn unite_service(services: &mut Vec<Service>, service: Service) {
    match services.iter_mut().find(|known| known.id == service.id) {
        Some(known) => *known = service,
        None => services.push(service),
    }
}
