//! The detail pane: which issue it shows, what is unfolded, where the cursor stands, how far it is scrolled.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::Shown;
use crate::{
    issue::{Issue, IssueId},
    search::{Place, Query},
    tui::document::{Document, issue::Item},
};

/// State of the detail pane.
#[derive(Clone, Debug, Default)]
pub struct DetailPane {
    /// What is shown, laid out.
    pub document: Document<Item>,
    /// First line that is shown.
    pub offset: usize,
    shown: Option<Shown>,
    cursor: Option<Item>,
    /// Place of the cursor among the items, for when its item is folded away.
    place: usize,
    /// Lines that were seen at once when the pane was last settled.
    height: usize,
    folds: HashMap<IssueId, HashMap<Item, bool>>,
    /// Fixes that the open incident folds or unfolds, where the user did not.
    pub by_incident: HashMap<Item, bool>,
    /// Blocks that the query unfolds until it goes.
    found: HashSet<Item>,
    /// Look-alikes that were followed, to come back from.
    trail: Vec<(Shown, Option<Item>)>,
}

impl DetailPane {
    /// What is shown.
    pub fn shown(&self) -> Option<&Shown> {
        self.shown.as_ref()
    }

    /// The issue that is shown.
    pub fn issue(&self) -> Option<&IssueId> {
        self.shown.as_ref().and_then(Shown::issue)
    }

    /// The item under the cursor.
    pub fn cursor(&self) -> Option<&Item> {
        self.cursor.as_ref()
    }

    /// Shows something else, from its beginning.
    pub fn show(&mut self, shown: Option<Shown>) {
        if self.shown != shown {
            self.shown = shown;
            self.cursor = None;
            self.place = 0;
            self.offset = 0;
            self.found.clear();
        }
    }

    /// Shows a look-alike; [`DetailPane::return_from`] comes back.
    pub fn follow(&mut self, target: Shown) {
        if let Some(shown) = self.shown.clone() {
            self.trail.push((shown, self.cursor.clone()));
        }
        self.show(Some(target));
    }

    /// Goes back to where a look-alike was followed from; false if none was.
    pub fn return_from(&mut self) -> bool {
        let Some((shown, cursor)) = self.trail.pop() else { return false };
        self.show(Some(shown));
        self.cursor = cursor;
        true
    }

    /// Whether a look-alike is shown instead of the list's selection.
    pub fn is_following(&self) -> bool {
        !self.trail.is_empty()
    }

    /// Forgets where look-alikes were followed from.
    pub fn forget_trail(&mut self) {
        self.trail.clear();
    }

    /// Whether a block of the issue is unfolded: as the user left it, else as its kind starts or the query asks.
    pub fn is_unfolded(&self, issue: &Issue, item: &Item) -> bool {
        if self.found.contains(item) {
            return true;
        }
        let left = self.folds.get(&issue.id).and_then(|folds| folds.get(item));
        let left = left.or_else(|| self.by_incident.get(item)).copied();
        left.unwrap_or_else(|| starts_unfolded(issue, item))
    }

    /// Folds or unfolds a block.
    pub fn set_unfolded(&mut self, issue: &IssueId, item: Item, unfolded: bool) {
        self.found.remove(&item);
        self.folds.entry(issue.clone()).or_default().insert(item, unfolded);
    }

    /// Forgets how the user left a block: it is as it starts, or as the incident says.
    pub fn forget_fold(&mut self, issue: &IssueId, item: &Item) {
        if let Some(folds) = self.folds.get_mut(issue) {
            folds.remove(item);
        }
    }

    /// Folds or unfolds every block.
    pub fn set_all(&mut self, issue: &Issue, unfolded: bool) {
        for block in blocks(issue) {
            self.set_unfolded(&issue.id, block, unfolded);
        }
        if !unfolded {
            self.offset = 0;
        }
    }

    /// Unfolds what the query hits, and returns the first item it hits; none where it hits the head of the issue.
    pub fn reveal_hits(&mut self, issue: &Issue, query: &Query) -> Option<Item> {
        self.found.clear();
        if query.is_empty() {
            return None;
        }
        let places = query.places(issue);
        let items: Vec<_> = places.iter().map(|place| item_of(issue, *place)).collect();
        let blocks = items.iter().flatten().filter_map(|item| block_of(issue, item));
        self.found.extend(blocks);
        items.into_iter().next().flatten()
    }

    /// Puts the cursor on an item; it is shown once the pane is settled.
    pub fn go_to(&mut self, item: Item) {
        self.cursor = Some(item);
    }

    /// Scrolls so that an item is seen, without moving the cursor.
    pub fn scroll_to(&mut self, item: &Item, height: usize) {
        self.offset = self.document.reveal(item, self.offset, height);
    }

    /// Scrolls so that the pane begins with an item, as far as the cursor stays in sight.
    pub fn put_on_top(&mut self, item: &Item, height: usize) {
        if let Some(rows) = self.document.lines_of(item) {
            self.offset = rows.start.min(self.document.last_offset(height));
            self.keep_cursor_in_sight(height);
        }
    }

    /// Moves to the next or previous item. An item taller than the pane is scrolled through line by line first, so that
    /// nothing is skipped unread.
    pub fn step(&mut self, down: bool, height: usize) {
        let rows = self.cursor.as_ref().and_then(|cursor| self.document.lines_of(cursor));
        let hidden = |rows: Range<usize>| {
            if down { rows.end > self.offset + height } else { rows.start < self.offset }
        };
        let unread = rows.filter(|rows| rows.len() > height).is_some_and(hidden);
        let last = self.document.items().count().saturating_sub(1);
        let at_end = if down { self.place >= last } else { self.place == 0 };
        if unread || at_end {
            self.scroll(if down { 1 } else { -1 }, height);
            return;
        }
        self.place = self.place.saturating_add_signed(if down { 1 } else { -1 });
        self.cursor = self.document.item(self.place).cloned();
        self.keep_cursor_in_sight(height);
    }

    /// Scrolls by so many lines; the cursor moves to the nearest item in sight.
    pub fn page(&mut self, by: isize, height: usize) {
        self.scroll(by, height);
        let seen = self.offset..self.offset + height;
        let in_sight = |item: &&Item| {
            self.document.lines_of(item).is_some_and(|rows| seen.contains(&rows.start))
        };
        let found = if by < 0 {
            self.document.items().find(in_sight)
        } else {
            self.document.items().rev().find(in_sight)
        };
        if let Some(item) = found.cloned() {
            self.put_cursor(item);
        }
    }

    /// Goes to the first or last item.
    pub fn end(&mut self, last: bool, height: usize) {
        let item =
            if last { self.document.items().next_back() } else { self.document.items().next() };
        if let Some(item) = item.cloned() {
            self.put_cursor(item);
        }
        self.offset = if last { self.document.last_offset(height) } else { 0 };
    }

    /// Scrolls by so many lines, without moving the cursor.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.offset = self.offset.saturating_add_signed(by).min(self.document.last_offset(height));
    }

    /// Whether the cursor was in sight when the pane was last settled.
    pub fn sees_cursor(&self) -> bool {
        let seen = self.offset..self.offset + self.height;
        let rows = self.cursor.as_ref().and_then(|cursor| self.document.lines_of(cursor));
        rows.is_some_and(|rows| seen.contains(&rows.start))
    }

    /// After a new layout: the cursor on an item that is there, the offset within the text. On demand the cursor is
    /// brought into sight.
    pub fn settle(&mut self, height: usize, follow_cursor: bool) {
        self.height = height;
        self.place = match self.cursor.as_ref().and_then(|cursor| self.document.place(cursor)) {
            Some(place) => place,
            None => self.place.min(self.document.items().count().saturating_sub(1)),
        };
        self.cursor = self.document.item(self.place).cloned();
        self.offset = self.offset.min(self.document.last_offset(height));
        if follow_cursor {
            self.keep_cursor_in_sight(height);
        }
    }

    /// Brings the cursor into sight with as much as possible of its block, unless all of its item is seen already.
    pub fn show_with_block(&mut self, block: &Item, height: usize) {
        let rows = self.cursor.as_ref().and_then(|cursor| self.document.lines_of(cursor));
        let seen =
            rows.is_some_and(|rows| rows.start >= self.offset && rows.end <= self.offset + height);
        if let Some(heading) = self.document.lines_of(block).filter(|_| !seen) {
            self.offset = heading.start;
        }
        self.settle(height, true);
    }

    fn put_cursor(&mut self, item: Item) {
        self.place = self.document.place(&item).unwrap_or(self.place);
        self.cursor = Some(item);
    }

    fn keep_cursor_in_sight(&mut self, height: usize) {
        if let Some(cursor) = &self.cursor {
            let top = self.place == 0;
            self.offset = self.document.reveal(cursor, if top { 0 } else { self.offset }, height);
        }
    }
}

/// The block that folding an item folds: itself, or the one around it.
pub fn block_of(issue: &Issue, item: &Item) -> Option<Item> {
    match item {
        Item::Detail(_) | Item::LookAlikes | Item::Fix(_) => Some(item.clone()),
        Item::LookAlike(_) => Some(Item::LookAlikes),
        Item::Step(step) => issue.step(step).map(|(fix, _)| Item::Fix(fix.id.clone())),
        Item::Gone(_) => None,
    }
}

fn blocks(issue: &Issue) -> Vec<Item> {
    let details = (0..issue.details.len()).map(Item::Detail);
    let fixes = issue.fixes.iter().map(|fix| Item::Fix(fix.id.clone()));
    details.chain([Item::LookAlikes]).chain(fixes).collect()
}

fn starts_unfolded(issue: &Issue, item: &Item) -> bool {
    match item {
        Item::Detail(place) => {
            issue.details.get(*place).is_some_and(|detail| detail.kind.starts_open())
        }
        Item::Fix(id) => {
            let alternatives = issue.fixes.iter().take_while(|fix| fix.when.is_none());
            let mut first =
                alternatives.map(|fix| &fix.id).chain(issue.fixes.first().map(|fix| &fix.id));
            first.any(|fix| fix == id)
        }
        Item::LookAlikes | Item::LookAlike(_) | Item::Step(_) | Item::Gone(_) => true,
    }
}

fn item_of(issue: &Issue, place: Place) -> Option<Item> {
    match place {
        Place::Detail(number) => Some(Item::Detail(number)),
        Place::TellApart(number) => Some(Item::LookAlike(number)),
        Place::Fix(number) => issue.fixes.get(number).map(|fix| Item::Fix(fix.id.clone())),
        Place::Step(fix, step) => issue
            .fixes
            .get(fix)
            .and_then(|fix| fix.steps.get(step))
            .map(|step| Item::Step(step.id.clone())),
        Place::Title
        | Place::Short
        | Place::Alias(_)
        | Place::Summary
        | Place::Id
        | Place::Signature(_) => None,
    }
}
