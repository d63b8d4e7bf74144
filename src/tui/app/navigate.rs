//! Moving about: panes, rows, folds, screens.

use super::{App, Screen};
use crate::{
    issue::{Issue, StepId},
    tui::{
        action::Action,
        document::{incident, issue::Item},
        issues::{Shown, detail::block_of},
        layout::Pane,
        message::{Effect, Notice},
    },
};

impl App {
    pub(super) fn navigate(&mut self, action: Action) -> Vec<Effect> {
        if self.overlay.is_some() {
            return self.navigate_overlay(action);
        }
        match action {
            Action::Issues => self.show_screen(Screen::Issues),
            Action::Incidents => self.show_screen(Screen::Incidents),
            Action::Dashboard => self.show_screen(Screen::Dashboard),
            Action::Diagnose => self.show_screen(Screen::Diagnosis),
            Action::Search => self.focus_search(),
            _ if self.screen == Screen::Incidents => return self.navigate_incidents(action),
            _ if self.screen == Screen::Dashboard => return self.navigate_dashboard(action),
            _ if self.screen == Screen::Diagnosis => return self.navigate_diagnosis(action),
            Action::NextPane => self.change_pane(true),
            Action::PreviousPane => self.change_pane(false),
            Action::GroupBy => return self.group_by(),
            Action::UnfoldAll => self.fold_all(true),
            Action::FoldAll => self.fold_all(false),
            Action::ScrollUp => self.issues.detail.scroll(-1, self.detail_height()),
            Action::ScrollDown => self.issues.detail.scroll(1, self.detail_height()),
            Action::Back => return self.back(),
            _ => match self.issues.focus {
                Pane::Search | Pane::List => self.navigate_list(action),
                Pane::Detail => self.navigate_detail(action),
                Pane::Incident => self.navigate_incident_pane(action),
            },
        }
        Vec::new()
    }

    pub(super) fn show_screen(&mut self, screen: Screen) {
        if self.screen != screen {
            // What was told there is not about this one.
            self.notice = None;
        }
        self.screen = screen;
        self.put_away();
        if screen == Screen::Incidents && self.incidents.selected.is_none() {
            self.incidents.selected = self.work.open().map(|incident| incident.id().clone());
        }
    }

    pub(super) fn focus_search(&mut self) {
        self.show_screen(Screen::Issues);
        self.issues.focus = Pane::Search;
        self.issues.detail.forget_trail();
        self.follow_selection();
    }

    /// Panes in order, the incident's only where an incident is open.
    fn change_pane(&mut self, forward: bool) {
        let mut panes = vec![Pane::Search, Pane::List, Pane::Detail];
        if self.work.open().is_some() {
            panes.push(Pane::Incident);
        }
        let at = panes.iter().position(|pane| *pane == self.issues.focus).unwrap_or(0);
        let to = if forward { at + 1 } else { at + panes.len() - 1 };
        self.issues.focus = panes[to % panes.len()];
    }

    fn group_by(&mut self) -> Vec<Effect> {
        let list = &mut self.issues.list;
        list.grouping = list.grouping.next();
        list.search(&self.library);
        let word = list.grouping.as_str();
        self.follow_selection();
        self.tell(Notice::plain(format!("Grouped by {word}.")))
    }

    fn fold_all(&mut self, unfolded: bool) {
        let library = self.library.clone();
        if let Some(issue) = self.issues.detail.issue().and_then(|id| library.packs.issue(id)) {
            self.issues.detail.set_all(issue, unfolded);
        }
    }

    fn navigate_list(&mut self, action: Action) {
        if let Some(by) = action.rows(self.list_height()) {
            return self.move_selection(by);
        }
        match action {
            Action::Enter => self.enter_issue(),
            Action::Unfold => self.issues.focus = Pane::Detail,
            Action::Fold => self.issues.focus = Pane::Search,
            _ => {}
        }
    }

    pub(super) fn move_selection(&mut self, by: isize) {
        self.issues.list.step(by);
        self.follow_selection();
    }

    /// Goes to the first step of the issue that is not settled.
    pub(super) fn enter_issue(&mut self) {
        self.issues.focus = Pane::Detail;
        let library = self.library.clone();
        let Some(issue) = self.issues.detail.issue().and_then(|id| library.packs.issue(id)) else {
            return;
        };
        let incident = self.work.open_for(&issue.id);
        let next = match incident {
            Some(incident) => {
                incident.checklist(&issue.id, Some(issue)).next().map(|step| step.id.clone())
            }
            None => issue.steps().next().map(|(_, step)| step.id.clone()),
        };
        if let Some(step) = next.or_else(|| issue.steps().next().map(|(_, step)| step.id.clone())) {
            self.go_to_step(issue, &step);
        }
    }

    pub(super) fn go_to_step(&mut self, issue: &Issue, step: &StepId) {
        let item = Item::Step(step.clone());
        let block = block_of(issue, &item).unwrap_or_else(|| item.clone());
        self.issues.detail.set_unfolded(&issue.id, block.clone(), true);
        self.issues.detail.go_to(item);
        self.refresh();
        self.issues.detail.show_with_block(&block, self.detail_height());
    }

    fn navigate_detail(&mut self, action: Action) {
        let height = self.detail_height();
        let page = isize::try_from(height.saturating_sub(2).max(1)).unwrap_or(1);
        match action {
            Action::Up => self.issues.detail.step(false, height),
            Action::Down => self.issues.detail.step(true, height),
            Action::PageUp => self.issues.detail.page(-page, height),
            Action::PageDown => self.issues.detail.page(page, height),
            Action::First => self.issues.detail.end(false, height),
            Action::Last => self.issues.detail.end(true, height),
            Action::Enter => self.enter_item(),
            Action::Unfold => self.fold_here(true),
            Action::Fold => self.fold_here(false),
            _ => {}
        }
    }

    /// Follows a look-alike, folds or unfolds a block, goes on from a step that was waited at long enough; any other step is
    /// left to Space.
    fn enter_item(&mut self) {
        let library = self.library.clone();
        let Some(issue) = self.issues.detail.issue().and_then(|id| library.packs.issue(id)) else {
            return;
        };
        match self.issues.detail.cursor().cloned() {
            Some(Item::LookAlike(place)) => {
                if let Some(other) = issue.tell_apart.get(place) {
                    self.issues.detail.follow(Shown::Issue(other.issue.clone()));
                    self.reveal_hits();
                }
            }
            Some(item @ (Item::Detail(_) | Item::LookAlikes | Item::Fix(_))) => {
                let unfolded = self.issues.detail.is_unfolded(issue, &item);
                self.issues.detail.set_unfolded(&issue.id, item, !unfolded);
            }
            Some(Item::Step(step)) => {
                if let Some(next) = self.after_wait(issue, &step).cloned() {
                    self.go_to_step(issue, &next);
                }
            }
            Some(Item::Gone(_)) | None => {}
        }
    }

    /// Folds or unfolds the block under the cursor; folding what is folded already goes to the list.
    fn fold_here(&mut self, unfold: bool) {
        let library = self.library.clone();
        let issue = self.issues.detail.issue().and_then(|id| library.packs.issue(id));
        let block =
            issue.zip(self.issues.detail.cursor()).and_then(|(issue, item)| block_of(issue, item));
        match issue.zip(block) {
            Some((issue, block)) if self.issues.detail.is_unfolded(issue, &block) != unfold => {
                self.issues.detail.set_unfolded(&issue.id, block.clone(), unfold);
                self.issues.detail.go_to(block);
            }
            _ if !unfold => self.issues.focus = Pane::List,
            _ => {}
        }
    }

    fn navigate_incident_pane(&mut self, action: Action) {
        let pane = &mut self.issues.incident;
        let leap = isize::try_from(pane.height.saturating_sub(2).max(1)).unwrap_or(1);
        match action {
            Action::Up => pane.step(false),
            Action::Down => pane.step(true),
            Action::PageUp => pane.scroll(-leap),
            Action::PageDown => pane.scroll(leap),
            Action::First => pane.end(false),
            Action::Last => pane.end(true),
            Action::Fold => self.issues.focus = Pane::Detail,
            Action::Enter | Action::Unfold => match pane.document.item(pane.selected).cloned() {
                Some(incident::Item::Wait(step)) => self.go_to_place(&step),
                Some(incident::Item::Issue(issue) | incident::Item::RuledOut(issue)) => {
                    self.show_issue(Shown::Issue(issue));
                    self.enter_issue();
                }
                None => {}
            },
            _ => {}
        }
    }

    /// Selects an issue in the list, for which the search box is emptied if the list does not have it.
    pub(super) fn show_issue(&mut self, shown: Shown) {
        self.show_screen(Screen::Issues);
        if !self.issues.list.select(&shown, &self.library) {
            self.issues.list.field = crate::tui::field::Field::default();
            self.issues.list.search(&self.library);
            self.issues.list.select(&shown, &self.library);
        }
        self.follow_selection();
        self.issues.detail.show(Some(shown));
    }

    /// One step back: out of a look-alike, to the list, out of the search; never out of the program.
    fn back(&mut self) -> Vec<Effect> {
        match (self.issues.focus, self.issues.from) {
            (Pane::Detail, _) if self.issues.detail.return_from() => {}
            (Pane::Incident, _) => self.issues.focus = Pane::Detail,
            (_, Some(screen)) => self.show_screen(screen),
            (Pane::Detail, None) => self.issues.focus = Pane::List,
            (Pane::List, None) => self.focus_search(),
            (Pane::Search, None) if !self.issues.list.field.text().is_empty() => {
                self.issues.list.field = crate::tui::field::Field::default();
                self.search_again();
            }
            (Pane::Search, None) => return self.tell_how_to_quit(),
        }
        Vec::new()
    }
}
