//! Incidents: opening, attaching, switching, resuming, correcting, and what the store tells about them.

use super::{App, Screen};
use crate::{
    incident::{Act, Incident, IncidentId, StepRef, state_word},
    issue::IssueId,
    markdown,
    tui::{
        action::Action,
        issues::Shown,
        layout::Pane,
        message::{Effect, Notice},
        overlay::{Choice, Entry, IncidentPrompt, Link, Menu, Overlay, Purpose, Target},
        work::Awaited,
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
            _ => {}
        }
        Vec::new()
    }

    /// Asks which incident an issue and its first mark belong to.
    pub(super) fn ask_incident(&mut self, issue: IssueId, mark: Option<Act>) {
        let open = self
            .work
            .open()
            .map(|incident| Target::Open { id: incident.id().clone(), label: incident.label() });
        let open_id = self.work.open().map(|incident| incident.id().clone());
        let others = self.work.list.iter().filter(|summary| Some(&summary.id) != open_id.as_ref());
        let others = others.map(|summary| Target::Other {
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
        let [ticket, client] = self.drafts.of_incident(&purpose);
        let link = self.link_for(&purpose);
        let prompt = IncidentPrompt::new(purpose, targets, ticket, client).with_link(link);
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
        };
        self.prompt(purpose, vec![Target::New]);
    }

    fn ask_switch(&mut self) {
        let open = self.work.open().map(Incident::id);
        let others = self.work.list.iter().filter(|summary| Some(&summary.id) != open);
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

    /// The answer to which incident something belongs to: everything in one transaction.
    pub(super) fn answer_incident(&mut self, prompt: &IncidentPrompt) -> Vec<Effect> {
        let (ticket, client) =
            (prompt.ticket.trimmed().to_owned(), prompt.client.trimmed().to_owned());
        let (issue, mark) = match &prompt.purpose {
            Purpose::Edit { incident, .. } => return self.correct(incident, ticket, client),
            Purpose::Attach { issue, mark } => (issue, mark.clone()),
        };
        let Some(attach) = self.attach_act(issue) else { return Vec::new() };
        self.forget_reason(mark.as_ref());
        match prompt.target() {
            Some(Target::New) => {
                self.drafts.forget_new_incident();
                let diagnosed = self.diagnosed_for_new(issue, &client);
                let leader = prompt.link.leader().cloned();
                let linked = leader.map(|leader| Act::Linked { leader });
                let acts = [Act::Opened { ticket, client }, attach].into_iter();
                let acts = acts.chain(diagnosed).chain(linked).chain(mark).collect();
                self.go_on_from_diagnosis();
                vec![Effect::Record { incident: None, acts }]
            }
            Some(Target::Open { id, label }) => {
                let said = self.said_of(mark.as_ref(), label);
                let diagnosed = self.diagnosed_for_open(issue);
                let acts = [attach].into_iter().chain(diagnosed).chain(mark).collect();
                let mut effects = self.tell_underway(said);
                effects.push(Effect::Record { incident: Some(id.clone()), acts });
                effects
            }
            Some(Target::Other { id, .. }) => {
                // What it says already is only known once it is here.
                let acts = [attach].into_iter().chain(mark).collect();
                self.work.awaited = Some(Awaited::to_record(id.clone(), acts));
                vec![Effect::Watch(Some(id.clone()))]
            }
            None => Vec::new(),
        }
    }

    pub(super) fn said_of(&self, mark: Option<&Act>, label: &str) -> Notice {
        let what = match mark {
            Some(Act::Step { issue, step, state, .. }) => {
                let text = self.library.packs.issue(issue).and_then(|issue| issue.step(step));
                let text =
                    text.map_or_else(|| step.to_string(), |(_, step)| markdown::plain(&step.text));
                format!("{}: {text}", state_word(*state))
            }
            _ => "Attached".to_owned(),
        };
        Notice::good(format!("{label}: {what}")).cuttable()
    }

    /// Tells of what is on its way to the disk.
    pub(super) fn tell_underway(&mut self, notice: Notice) -> Vec<Effect> {
        let notice = match self.work.unsaved {
            None => notice.pending(),
            Some(_) => notice.unsaved(),
        };
        self.tell(notice)
    }

    fn correct(&mut self, id: &IncidentId, ticket: String, client: String) -> Vec<Effect> {
        self.drafts.forget_edit(id);
        let Some(incident) = self.work.open().filter(|incident| incident.id() == id) else {
            return self
                .tell(Notice::plain("Another incident is open by now; nothing was changed."));
        };
        let act = Act::Edited {
            ticket: (ticket != incident.ticket()).then_some(ticket),
            client: (client != incident.client()).then_some(client),
            title: None,
        };
        if !incident.would_change(&act) {
            return self.tell(Notice::plain("Nothing was changed."));
        }
        let record = Effect::Record { incident: Some(incident.id().clone()), acts: vec![act] };
        let mut effects = self.tell_underway(Notice::good("Ticket and client corrected."));
        effects.push(record);
        effects
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

    fn attach_act(&self, issue: &IssueId) -> Option<Act> {
        let issue = self.library.packs.issue(issue)?;
        let pack = self.library.packs.packs().iter().find(|pack| pack.id == issue.pack);
        Some(Act::attach(issue, pack.map_or("", |pack| pack.version.as_str())))
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
        self.work.awaited = Some(Awaited::to_resume(id.clone(), step));
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
        self.show_issue(Shown::Issue(issue.clone()));
        self.enter_issue();
        let library = self.library.clone();
        if let (Some(issue), Some(step)) = (library.packs.issue(&issue), step)
            && issue.step(&step).is_some()
        {
            self.go_to_step(issue, &step);
        }
    }
}
