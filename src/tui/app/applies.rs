//! Whether an action makes sense now, and if not, why. Footer, palette and the keys themselves ask here.

use super::{App, Screen};
use crate::{
    incident::Incident,
    issue::{Fix, Issue, Step},
    tui::{
        action::Action,
        document::issue::Item,
        issues::Shown,
        layout::Pane,
        overlay::{Choice, Entry, Overlay, Pager, PagerKind},
    },
};

impl App {
    /// Says why an action cannot be done now; nothing is wrong with it where it is `Ok`.
    pub fn applies(&self, action: Action) -> Result<(), String> {
        match action {
            Action::Fail if self.fix_under_cursor().is_ok() => self.can_mark(),
            Action::Tick | Action::Fail | Action::Skip | Action::Wait => {
                self.step_under_cursor().and_then(|_| self.can_mark())
            }
            Action::Undo => self
                .needs_open(|incident| incident.undo_target(self.work.session()).is_some(), "undo"),
            Action::Redo => self
                .needs_open(|incident| incident.redo_target(self.work.session()).is_some(), "redo"),
            Action::Enter if self.is_at_nothing() => Err("There is no incident here.".into()),
            Action::Enter if self.is_at_diagnosis() => self.diagnosed_issue().map(|_| ()),
            Action::NewIncident => self.chosen_issue().map(|_| ()),
            Action::Copy if self.screen == Screen::Diagnosis => self.can_copy_pasted(),
            Action::Copy => self.shown_issue().map(|_| ()),
            Action::Redaction => self.can_turn_classes(),
            Action::SaveDraft => self.can_save_draft(),
            Action::Attach => self.can_attach(),
            Action::EditIncident => self.needs_open(|_| true, "edit"),
            Action::Note => self.can_note(),
            Action::CloseIncident => self.needs_open(|_| true, "close"),
            Action::RuleOut => self.can_rule_out(),
            Action::Comment => self.needs_open(|_| true, "comment on"),
            Action::SwitchIncident => self.can_switch(),
            Action::Resume => self.can_resume(),
            Action::ShowCopy if self.last_copy.is_none() => Err("Nothing was copied yet.".into()),
            Action::FileCopy => self.can_file_copy(),
            Action::OpenLink if self.screen == Screen::Diagnosis => self.can_look_up(),
            Action::OpenLink => self.can_open_link(),
            Action::Faults if self.troubles().next().is_none() => {
                Err("Packs, settings and store are without fault.".into())
            }
            Action::NextPane | Action::PreviousPane => self.has_next_field(),
            Action::Filter => self.can_filter(),
            Action::OnlyState | Action::OnlyAge | Action::OnlyClient => self.can_narrow(action),
            Action::GroupBy if !self.issues.list.query.is_empty() => {
                Err("Only the whole list is grouped: empty the search box first.".into())
            }
            Action::GroupBy | Action::UnfoldAll | Action::FoldAll
                if self.screen != Screen::Issues =>
            {
                Err("This works on the Issues screen.".into())
            }
            Action::Suspend if cfg!(not(unix)) => Err("Windows cannot suspend a program.".into()),
            _ => Ok(()),
        }
    }

    /// Every command of the palette.
    pub(super) fn commands(&self) -> Vec<Entry> {
        let offered = Action::ALL.iter().filter(|action| is_command(**action));
        let entry = |action: &Action| Entry {
            also: action.name().to_owned(),
            refused: self.applies(*action).is_err(),
            ..Entry::new(action.help(), "", Choice::Act(*action))
        };
        offered.map(entry).collect()
    }

    /// The issue in the detail.
    pub(super) fn shown_issue(&self) -> Result<&Issue, String> {
        let shown = self.issues.detail.shown().filter(|_| self.screen == Screen::Issues);
        match shown {
            Some(Shown::Issue(id)) => {
                self.library.packs.issue(id).ok_or_else(|| format!("{id} is in no pack."))
            }
            Some(Shown::Section(_)) => {
                Err("This is an introduction: choose an issue first.".into())
            }
            None => Err("Choose an issue first.".into()),
        }
    }

    /// The issue in the detail, or the one that is selected in the diagnosis.
    pub(super) fn chosen_issue(&self) -> Result<&Issue, String> {
        if self.screen != Screen::Diagnosis {
            return self.shown_issue();
        }
        let id = self.diagnosed_issue()?;
        self.library.packs.issue(id).ok_or_else(|| format!("{id} is in no pack."))
    }

    /// The step under the cursor, with its issue.
    pub(super) fn step_under_cursor(&self) -> Result<(&Issue, &Step), String> {
        let issue = self.shown_issue()?;
        if self.issues.focus != Pane::Detail {
            return Err("Go to a step first: Enter leads to the next one.".into());
        }
        let found = match self.issues.detail.cursor() {
            Some(Item::Step(step)) => issue.step(step),
            Some(Item::Gone(_)) => {
                return Err("This step is gone from the pack; its mark stays as it is.".into());
            }
            _ => None,
        };
        found.map(|(_, step)| (issue, step)).ok_or_else(|| "Move to a step first.".into())
    }

    /// The fix whose heading is under the cursor, with its issue.
    pub(super) fn fix_under_cursor(&self) -> Result<(&Issue, &Fix), String> {
        let issue = self.shown_issue()?;
        let found = match self.issues.detail.cursor() {
            Some(Item::Fix(fix)) if self.issues.focus == Pane::Detail => issue.fix(fix),
            _ => None,
        };
        found.map(|fix| (issue, fix)).ok_or_else(|| "Move to the heading of a fix first.".into())
    }

    /// Nothing is marked in an incident that is closed.
    fn can_mark(&self) -> Result<(), String> {
        let issue = self.shown_issue()?;
        match self.work.open_for(&issue.id) {
            Some(incident) if incident.closing().is_some() => Err(self.said_closed(incident)),
            _ => Ok(()),
        }
    }

    /// Why nothing is recorded in a closed incident, and what to do about it.
    pub(super) fn said_closed(&self, incident: &Incident) -> String {
        let key = self.key_name(Action::CloseIncident);
        format!("{} is closed; {key} reopens it.", incident.label())
    }

    fn is_at_diagnosis(&self) -> bool {
        self.screen == Screen::Diagnosis && self.overlay.is_none()
    }

    /// Whether the screen of all incidents, or the dashboard, has nothing to go on with.
    fn is_at_nothing(&self) -> bool {
        let is_empty = match self.screen {
            Screen::Incidents => self.incidents.chosen(&self.work.list).is_none(),
            Screen::Dashboard => self.work.list.is_empty(),
            Screen::Issues | Screen::Diagnosis => false,
        };
        is_empty && self.overlay.is_none()
    }

    fn has_next_field(&self) -> Result<(), String> {
        match &self.overlay {
            Some(Overlay::Incident(prompt)) if prompt.has_fields() => Ok(()),
            None if self.is_at_diagnosis() && self.diagnosis.shown().is_none() => {
                Err("Nothing is diagnosed yet: paste an error first.".into())
            }
            Some(Overlay::Wait(_) | Overlay::Pager(Pager { kind: PagerKind::Note(_), .. }))
            | None => Ok(()),
            Some(_) => Err("There is no other field here.".into()),
        }
    }

    fn can_filter(&self) -> Result<(), String> {
        match &self.overlay {
            Some(Overlay::Menu(menu)) if menu.has_filter() => Ok(()),
            Some(Overlay::Menu(_)) => Err("There are too few rows to filter.".into()),
            None if self.screen == Screen::Incidents => self.can_narrow(Action::Filter),
            _ => Err("This works in a menu, and among the incidents.".into()),
        }
    }

    fn needs_open(&self, has: impl Fn(&Incident) -> bool, verb: &str) -> Result<(), String> {
        match self.work.open() {
            None => Err(format!("There is nothing to {verb}: no incident is open.")),
            Some(incident) if !has(incident) => Err(format!("There is nothing to {verb}.")),
            Some(incident) => self.is_selected(incident),
        }
    }

    /// Among the incidents, whoever presses a key means the selected one.
    pub(super) fn is_selected(&self, open: &Incident) -> Result<(), String> {
        let selected = self.incidents.chosen(&self.work.list);
        let is_other = selected.is_some_and(|selected| selected.id != *open.id());
        if self.screen == Screen::Incidents && is_other && self.overlay.is_none() {
            let key = self.key_name(Action::Enter);
            return Err(format!("The open incident is {}: {key} opens this one.", open.label()));
        }
        Ok(())
    }

    fn can_attach(&self) -> Result<(), String> {
        let issue = self.chosen_issue()?;
        let Some(incident) = self.work.open() else {
            return Err("No incident is open: a tick or a new incident opens one.".into());
        };
        if incident.closing().is_some() {
            return Err(self.said_closed(incident));
        }
        // A newer version of the pack may be attached anew.
        match self.attach_act(&issue.id).filter(|attach| incident.would_change(attach)) {
            None => Err(format!("It is attached to {} already.", incident.label())),
            Some(_) => Ok(()),
        }
    }

    fn can_rule_out(&self) -> Result<(), String> {
        let issue = self.shown_issue()?;
        match self.work.open_for(&issue.id) {
            None => Err("Only an issue of the open incident can be ruled out.".into()),
            Some(_) => self.can_mark(),
        }
    }

    fn can_switch(&self) -> Result<(), String> {
        if self.work.list.is_empty() && self.work.open().is_none() {
            return Err(self.said_none());
        }
        Ok(())
    }

    fn can_resume(&self) -> Result<(), String> {
        match (self.resumable(), self.work.open()) {
            (Some(_), _) => Ok(()),
            (None, Some(_)) => Err("There is no other incident.".into()),
            (None, None) => Err(self.said_none()),
        }
    }

    /// Why there is no incident to go to, and what to do about it.
    fn said_none(&self) -> String {
        if self.work.list.is_empty() {
            return "There are no incidents yet: ticking a step opens one.".to_owned();
        }
        let key = self.key_name(Action::Incidents);
        format!("Every incident is closed; {key} shows them.")
    }

    fn can_look_up(&self) -> Result<(), String> {
        let link = self.look_up_link();
        link.map(|_| ()).ok_or_else(|| "There is no code here to look up at Microsoft.".into())
    }

    fn can_save_draft(&self) -> Result<(), String> {
        match self.diagnosis.shown() {
            Some(_) if self.screen == Screen::Diagnosis => Ok(()),
            _ => Err("Diagnose an error first: a draft is made of it.".into()),
        }
    }

    fn can_open_link(&self) -> Result<(), String> {
        let issue = self.shown_issue()?;
        if super::take::links(issue, self.issues.detail.cursor()).is_empty() {
            return Err("This issue has no links.".into());
        }
        Ok(())
    }
}

/// Moving about and editing text are no commands.
fn is_command(action: Action) -> bool {
    use crate::tui::action::Group;
    let moving = matches!(
        action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
            | Action::Enter
            | Action::Back
            | Action::Fold
            | Action::Unfold
            | Action::ScrollUp
            | Action::ScrollDown
            | Action::NextPane
            | Action::PreviousPane
            | Action::Palette
            | Action::Filter
            | Action::Interrupt
    );
    action.group() != Group::Text && !moving
}
