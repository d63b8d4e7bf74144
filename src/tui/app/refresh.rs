//! Brings what is derived from the state up to date after every message: layouts, cursors, offsets.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{App, Screen};
use crate::{
    incident::{EventId, Mark},
    issue::Fix,
    tui::{
        document::{Document, incident, issue, section},
        issues::{LaidOutOf, Shown},
        layout::{self, Pane},
    },
};

impl App {
    /// Lays out anew and keeps cursors and offsets where something is.
    pub(super) fn refresh(&mut self) {
        if layout::is_too_small(self.size.0, self.size.1) {
            return;
        }
        self.refresh_note();
        let areas = self.areas();
        if let Some(overlay) = &mut self.overlay {
            overlay.settle(areas.body);
        }
        let before = self.issues.detail.cursor().cloned();
        let keep_in_sight = self.issues.focus == Pane::Detail && self.issues.detail.sees_cursor();
        let list_height = usize::from(layout::list_rows(areas.list).height);
        self.issues.list.settle(list_height);
        self.issues.detail.by_incident = self.folds_by_incident();
        self.issues.detail.document =
            self.detail_document(usize::from(layout::text_area(areas.detail).width));
        self.issues.detail.settle(self.detail_height(), keep_in_sight);
        if self.issues.detail.cursor() != before.as_ref() {
            self.issues.detail.settle(self.detail_height(), true);
        }
        if !areas.incident.is_empty() {
            self.refresh_incident(usize::from(layout::text_area(areas.incident).width));
        }
        self.issues.incident.height = usize::from(layout::text_area(areas.incident).height);
        self.issues.incident.scroll(0);
        if self.screen == Screen::Diagnosis {
            self.refresh_diagnosis();
        }
        if self.screen == Screen::Incidents {
            self.incidents.refresh(&self.work.list, &self.library, &self.clock);
            self.incidents.settle(&self.work.list, self.table_height());
        }
        if self.screen == Screen::Dashboard {
            self.refresh_dashboard(areas.body);
        }
    }

    /// Lines of the detail that are seen at once.
    pub(super) fn detail_height(&self) -> usize {
        usize::from(layout::text_area(self.areas().detail).height)
    }

    /// Rows of incidents that are seen at once.
    pub(super) fn table_height(&self) -> usize {
        usize::from(layout::table_rows(self.areas().body).height)
    }

    /// Rows of the list that are seen at once.
    pub(super) fn list_height(&self) -> usize {
        usize::from(layout::list_rows(self.areas().list).height)
    }

    /// Fixes that did not help are folded, the next one is unfolded.
    fn folds_by_incident(&self) -> HashMap<issue::Item, bool> {
        let issue = self.issues.detail.issue().and_then(|id| self.library.packs.issue(id));
        let Some((issue, incident)) =
            issue.and_then(|issue| Some((issue, self.work.open_for(&issue.id)?)))
        else {
            return HashMap::new();
        };
        let failed = |fix: &&Fix| incident.failed_fix(&issue.id, &fix.id).is_some();
        let failed = issue.fixes.iter().filter(failed);
        let mut folds: HashMap<_, _> =
            failed.map(|fix| (issue::Item::Fix(fix.id.clone()), false)).collect();
        if !folds.is_empty()
            && let Some(next) = incident.checklist(&issue.id, Some(issue)).next()
        {
            folds.insert(issue::Item::Fix(next.fix.clone()), true);
        }
        folds
    }

    fn detail_document(&self, width: usize) -> Document<issue::Item> {
        let (packs, query) = (&self.library.packs, &self.issues.list.query);
        match self.issues.detail.shown() {
            Some(Shown::Issue(id)) => {
                let Some(found) = packs.issue(id) else { return Document::default() };
                let is_pending = |mark: &Mark| self.work.is_pending_mark(mark);
                let is_unfolded = |item: &issue::Item| self.issues.detail.is_unfolded(found, item);
                let subject = issue::Subject {
                    issue: found,
                    packs,
                    query,
                    is_unfolded: &is_unfolded,
                    incident: self.work.open_for(id),
                    elsewhere: &self.told_elsewhere(id),
                    is_pending: &is_pending,
                    clock: &self.clock,
                    glyphs: self.glyphs,
                };
                issue::lay_out(&subject, width)
            }
            Some(Shown::Section(id)) => packs
                .section(id)
                .map(|found| section::lay_out(found, packs, query, self.glyphs, width))
                .unwrap_or_default(),
            None => Document::default(),
        }
    }

    /// Lays the open incident out anew where something of it has changed.
    fn refresh_incident(&mut self, width: usize) {
        let Some(open) = self.work.open() else { return };
        let pending: HashSet<EventId> = self.work.pending().iter().map(|event| event.id).collect();
        let of = LaidOutOf {
            incident: open.id().clone(),
            events: (open.events().len(), pending.len()),
            width,
            minute: self.clock.now.as_second().div_euclid(60),
            due: open.waits().filter(|wait| wait.due(self.clock.now).is_some()).count(),
            zone: self.clock.zone.clone(),
            packs: Arc::as_ptr(&self.library).addr(),
            glyphs: self.glyphs,
        };
        if self.issues.incident.laid_out_of.as_ref() == Some(&of) {
            return;
        }
        let subject = incident::Subject {
            incident: open,
            packs: &self.library.packs,
            list: &self.work.list,
            elsewhere: &|issue| self.told_elsewhere(issue),
            is_pending: &|id| pending.contains(id),
            clock: &self.clock,
            glyphs: self.glyphs,
        };
        self.issues.incident.document = incident::lay_out(&subject, width);
        self.issues.incident.laid_out_of = Some(of);
    }

    /// Shows in the detail what the list has selected, with what the query hits unfolded and in sight.
    pub(super) fn follow_selection(&mut self) {
        let shown = self.issues.list.shown(&self.library);
        self.issues.detail.forget_trail();
        self.issues.from = None;
        self.issues.detail.show(shown);
        self.reveal_hits();
    }

    /// Unfolds what the query hits and scrolls to the first hit.
    pub(super) fn reveal_hits(&mut self) {
        let library = self.library.clone();
        let issue = self.issues.detail.issue().and_then(|id| library.packs.issue(id));
        let Some(issue) = issue else { return };
        let query = self.issues.list.query.clone();
        let hit = self.issues.detail.reveal_hits(issue, &query);
        self.issues.detail.offset = 0;
        if let Some(item) = hit {
            self.refresh();
            let height = self.detail_height();
            self.issues.detail.scroll_to(&item, height);
        }
    }
}
