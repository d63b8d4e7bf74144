//! Incidents: opening, attaching, switching, resuming, correcting, and what the store tells about them.

use super::{App, Screen};
use crate::{
    incident::{Act, Incident, IncidentId, StepRef},
    issue::{FixId, IssueId},
    tui::{
        action::Action,
        issues::Shown,
        layout::Pane,
        message::{Effect, Notice},
        overlay::{Choice, Entry, IncidentPrompt, Link, Menu, Overlay, Purpose, Question, Target},
        work::{self, Awaited},
    },
};

impl App {
    pub(super) fn act_on_incident(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::NewIncident => self.ask_new_incident(),
            Action::SwitchIncident => self.ask_switch(),
            Action::Resume => {
                if self.screen == Screen::Incidents {
                    return self.open_selected_incident();
                }
                let id = self.resumable().map(|summary| summary.id.clone());
                return id.map_or_else(Vec::new, |id| self.resume(id));
            }
            Action::Attach => return self.attach(),
            Action::EditIncident => self.ask_edit(),
            Action::Note => return self.show_or_copy_note(),
            Action::OnlyState | Action::OnlyAge | Action::OnlyClient => return self.narrow(action),
            Action::CloseIncident => return self.ask_close(),
            Action::Comment => return self.ask_comment(),
            Action::RuleOut => return self.ask_rule_out(),
            _ => {}
        }
        Vec::new()
    }

    /// Asks which incident an issue and its first mark belong to.
    pub(super) fn ask_incident(&mut self, issue: IssueId, mark: Option<Act>) {
        let open =
            self.work.open().filter(|incident| incident.closing().is_none()).map(|incident| {
                Target::Open { id: incident.id().clone(), label: incident.label() }
            });
        let open_id = self.work.open().map(|incident| incident.id().clone());
        let others = self.work.list.iter().filter(|one| Some(&one.id) != open_id.as_ref());
        // Nothing is marked in an incident that is closed.
        let others = others.filter(|one| one.ended.is_none()).map(|summary| Target::Other {
            id: summary.id.clone(),
            label: summary.label(),
            has_issue: summary.issues.contains(&issue),
        });
        let targets = open.into_iter().chain([Target::New]).chain(others).collect();
        self.prompt(Purpose::Attach { issue, mark }, targets);
    }

    fn ask_new_incident(&mut self) {
        if let Ok(issue) = self.chosen_issue() {
            let issue = issue.id.clone();
            self.prompt(Purpose::Attach { issue, mark: None }, vec![Target::New]);
        }
    }

    fn prompt(&mut self, purpose: Purpose, targets: Vec<Target>) {
        let fields = self.drafts.of_incident(&purpose);
        let link = self.link_for(&purpose);
        let prompt = IncidentPrompt::new(purpose, targets, fields, self.work.clients());
        let prompt = prompt.with_link(link);
        self.lay_over(Overlay::Incident(Box::new(prompt)));
    }

    /// The incidents that a new one with that issue could follow.
    fn link_for(&self, purpose: &Purpose) -> Link {
        let Purpose::Attach { issue, .. } = purpose else { return Link::default() };
        let leaders = self.work.list.leaders(issue).into_iter();
        Link::to(leaders.map(|leader| (leader.id.clone(), leader.label())).collect())
    }

    fn ask_edit(&mut self) {
        let Some(incident) = self.work.open() else { return };
        let purpose = Purpose::Edit {
            incident: incident.id().clone(),
            ticket: incident.ticket().to_owned(),
            client: incident.client().to_owned(),
            title: incident.title().to_owned(),
        };
        self.prompt(purpose, vec![Target::New]);
    }

    fn ask_switch(&mut self) {
        let open = self.work.open().map(Incident::id);
        let others = self.work.list.iter().filter(|one| Some(&one.id) != open);
        let others = others.filter(|one| one.ended.is_none());
        let mut entries: Vec<Entry> = others
            .map(|summary| {
                let shorts = self.library.shorts(&summary.issues);
                let detail = format!("{}  {shorts}", summary.progress());
                Entry::new(summary.label(), detail, Choice::Open(summary.id.clone()))
            })
            .collect();
        if self.work.open().is_some() {
            entries.push(Entry::new("Set the open incident aside", "", Choice::SetAside));
        }
        self.lay_over(Overlay::Menu(Menu::of_names("Switch to an incident", entries)));
    }

    /// The answer to which incident something belongs to, or to how the open one is called.
    pub(super) fn answer_incident(&mut self, prompt: &IncidentPrompt) -> Vec<Effect> {
        let (issue, mark) = match &prompt.purpose {
            Purpose::Edit { .. } => return self.correct(prompt),
            Purpose::Attach { issue, mark } => (issue, mark.clone()),
        };
        let Some(attach) = self.attach_act(issue) else { return Vec::new() };
        self.forget_reason(mark.as_ref());
        match prompt.target() {
            Some(Target::New) => self.open_new(prompt, issue, attach, mark),
            Some(Target::Open { id, label }) => self.take_into_open(id, label, attach, issue, mark),
            Some(Target::Other { id, label, .. }) => {
                self.record_elsewhere(id, label, [attach].into_iter().chain(mark).collect())
            }
            None => Vec::new(),
        }
    }

    /// Opens an incident with all that belongs to it in one transaction.
    fn open_new(
        &mut self,
        prompt: &IncidentPrompt,
        issue: &IssueId,
        attach: Act,
        mark: Option<Act>,
    ) -> Vec<Effect> {
        let [ticket, client, _] = prompt.answered();
        self.drafts.forget_new_incident();
        let diagnosed = self.diagnosed_for_new(issue, &client);
        let linked = prompt.link.leader().cloned().map(|leader| Act::Linked { leader });
        let acts = [Act::Opened { ticket, client }, attach].into_iter();
        let acts = acts.chain(diagnosed).chain(linked).chain(mark).collect();
        self.go_on_from_diagnosis();
        vec![Effect::Record { incident: None, acts }]
    }

    /// Takes an issue into the open incident, with its first mark in the same transaction.
    fn take_into_open(
        &mut self,
        id: &IncidentId,
        label: &str,
        attach: Act,
        issue: &IssueId,
        mark: Option<Act>,
    ) -> Vec<Effect> {
        let said = self.said_of(mark.as_ref(), label);
        let diagnosed = self.diagnosed_for_open(issue);
        let acts = [attach].into_iter().chain(diagnosed).chain(mark).collect();
        let mut effects = self.tell_underway(said);
        effects.push(Effect::Record { incident: Some(id.clone()), acts });
        effects
    }

    pub(super) fn said_of(&self, mark: Option<&Act>, label: &str) -> Notice {
        let notice = mark.map_or_else(|| Notice::good("Attached"), |mark| self.notice_of(mark));
        Notice::good(format!("{label}: {}", notice.text)).cuttable()
    }

    /// Tells of what is on its way to the disk.
    pub(super) fn tell_underway(&mut self, notice: Notice) -> Vec<Effect> {
        let notice = match self.work.unsaved {
            None => notice.pending(),
            Some(_) => notice.unsaved(),
        };
        self.tell(notice)
    }

    /// Corrects what was changed in the prompt, and leaves alone what a colleague corrected meanwhile.
    fn correct(&mut self, prompt: &IncidentPrompt) -> Vec<Effect> {
        if let Some(incident) = prompt.incident() {
            self.drafts.forget_edit(incident);
        }
        let [ticket, client, title] = prompt.corrected();
        let (is_rest, is_title) = (ticket.is_some() || client.is_some(), title.is_some());
        let said = match (is_rest, is_title) {
            (true, true) => "Ticket, client and title corrected.",
            (true, false) => "Ticket and client corrected.",
            (false, _) => "Title corrected.",
        };
        self.record(Act::Edited { ticket, client, title }, Notice::good(said))
    }

    fn attach(&mut self) -> Vec<Effect> {
        let Ok(issue) = self.chosen_issue().map(|issue| issue.id.clone()) else {
            return Vec::new();
        };
        let Some(attach) = self.attach_act(&issue) else { return Vec::new() };
        let acts = [attach].into_iter().chain(self.diagnosed_for_open(&issue)).collect();
        let Some(incident) = self.work.open() else { return Vec::new() };
        let (id, label) = (incident.id().clone(), incident.label());
        let mut effects = self.tell_underway(Notice::good(format!("Attached to {label}.")));
        effects.push(Effect::Record { incident: Some(id), acts });
        effects
    }

    fn has_failed(&self, issue: &IssueId, fix: &FixId) -> bool {
        self.work.open_for(issue).is_some_and(|incident| incident.failed_fix(issue, fix).is_some())
    }

    fn ask_rule_out(&mut self) -> Vec<Effect> {
        let Ok(issue) = self.shown_issue() else { return Vec::new() };
        let (id, short) = (issue.id.clone(), issue.short.clone());
        self.ask(Question::WhyRuledOut(id), short)
    }

    pub(super) fn attach_act(&self, issue: &IssueId) -> Option<Act> {
        let packs = &self.library.packs;
        packs.issue(issue).map(|issue| Act::attach_from(packs, issue))
    }

    /// Goes back to an incident: its issue and its last step come back once it is loaded.
    pub(super) fn resume(&mut self, id: IncidentId) -> Vec<Effect> {
        self.resume_at(id, None)
    }

    /// The same, at that step.
    pub(super) fn resume_at(&mut self, id: IncidentId, step: Option<StepRef>) -> Vec<Effect> {
        self.put_away();
        if self.work.open().map(Incident::id) == Some(&id) {
            self.show_work(step);
            return Vec::new();
        }
        let purpose = work::Purpose::Resume(step);
        self.work.awaited = Some(Awaited { id: id.clone(), purpose });
        vec![Effect::Watch(Some(id))]
    }

    pub(super) fn set_aside(&mut self) -> Vec<Effect> {
        self.work.set_aside();
        if self.issues.focus == Pane::Incident {
            self.issues.focus = Pane::Detail;
        }
        vec![Effect::Watch(None)]
    }

    /// Shows a step of the open incident with its issue; where none is told, the last that was marked.
    pub(super) fn show_work(&mut self, step: Option<StepRef>) {
        let Some(incident) = self.work.open() else { return };
        let told = step.map(|StepRef { issue, step }| (issue, step));
        let touched = || incident.last_touched().map(|(issue, step)| (issue.clone(), step.clone()));
        let touched = told.or_else(touched).map(|(issue, step)| (issue, Some(step)));
        let first = incident.issues().next().map(|attached| (attached.issue.clone(), None));
        let Some((issue, step)) = touched.or(first) else { return };
        let from = self.screen;
        self.show_issue(Shown::Issue(issue.clone()));
        self.enter_issue();
        self.issues.from = matches!(from, Screen::Incidents | Screen::Dashboard).then_some(from);
        let library = self.library.clone();
        if let (Some(issue), Some(step)) = (library.packs.issue(&issue), step)
            && let Some((fix, _)) = issue.step(&step)
            // Where its fix did not help, the next open step is the one to go on with.
            && !self.has_failed(&issue.id, &fix.id)
        {
            self.go_to_step(issue, &step);
        }
    }
}
