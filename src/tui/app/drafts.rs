//! What was typed and not used, for when the same question comes again.

use std::collections::HashMap;

use crate::{
    incident::IncidentId,
    tui::{
        field::Field,
        overlay::{
            Editor, IncidentPrompt, Overlay, Purpose, Reason, Subject, TypedWait, WaitPrompt,
        },
    },
};

/// What was typed and not used.
#[derive(Clone, Debug, Default)]
pub(super) struct Drafts {
    /// Ticket and client of a new incident.
    new_incident: [String; 2],
    /// Ticket, client and title of incidents that were to be corrected, as far as they were changed.
    edits: HashMap<IncidentId, [Option<String>; 3]>,
    reasons: HashMap<Subject, String>,
    waits: HashMap<Subject, TypedWait>,
    comments: HashMap<Subject, String>,
}

impl Drafts {
    /// Keeps what an overlay that goes away has in its fields.
    pub(super) fn keep(&mut self, overlay: &Overlay) {
        match overlay {
            Overlay::Incident(prompt) => self.keep_incident(prompt),
            Overlay::Reason(reason) => self.keep_reason(reason),
            Overlay::Editor(editor) => self.keep_comment(editor),
            Overlay::Wait(prompt) => self.keep_wait(prompt),
            Overlay::Pager(_) | Overlay::Menu(_) => {}
        }
    }

    fn keep_incident(&mut self, prompt: &IncidentPrompt) {
        match &prompt.purpose {
            Purpose::Attach { .. } => {
                let [ticket, client, _] = prompt.typed().map(str::to_owned);
                self.new_incident = [ticket, client];
            }
            Purpose::Edit { incident, .. } if prompt.has_typed() => {
                self.edits.insert(incident.clone(), prompt.corrected());
            }
            Purpose::Edit { incident, .. } => self.forget_edit(incident),
        }
    }

    pub(super) fn keep_reason(&mut self, reason: &Reason) {
        let subject = reason.subject();
        if reason.field.text().is_empty() {
            self.reasons.remove(&subject);
        } else {
            self.reasons.insert(subject, reason.field.text().to_owned());
        }
    }

    pub(super) fn keep_comment(&mut self, editor: &Editor) {
        let text = editor.text();
        if text.trim().is_empty() {
            self.comments.remove(&editor.subject);
        } else {
            self.comments.insert(editor.subject.clone(), text);
        }
    }

    /// The comment that the editor begins with.
    pub(super) fn of_comment(&self, subject: &Subject) -> String {
        self.comments.get(subject).cloned().unwrap_or_default()
    }

    pub(super) fn forget_comment(&mut self, subject: &Subject) {
        self.comments.remove(subject);
    }

    pub(super) fn keep_wait(&mut self, prompt: &WaitPrompt) {
        self.waits.insert(prompt.subject(), prompt.typed.clone());
    }

    /// Ticket, client and title that a prompt begins with.
    pub(super) fn of_incident(&self, purpose: &Purpose) -> [Field; 3] {
        match purpose {
            Purpose::Attach { .. } => {
                let [ticket, client] = &self.new_incident;
                [Field::with(ticket), Field::with(client), Field::default()]
            }
            Purpose::Edit { incident, ticket, client, title } => {
                let [new_ticket, new_client, new_title] =
                    self.edits.get(incident).cloned().unwrap_or_default();
                [(new_ticket, ticket), (new_client, client), (new_title, title)]
                    .map(|(new, known)| Field::with(&new.unwrap_or_else(|| known.clone())))
            }
        }
    }

    /// The reason that a prompt begins with.
    pub(super) fn of_reason(&self, subject: &Subject) -> Field {
        self.reasons.get(subject).map(|text| Field::with(text)).unwrap_or_default()
    }

    /// The times that a prompt begins with, if they were typed.
    pub(super) fn of_wait(&self, subject: &Subject) -> Option<TypedWait> {
        self.waits.get(subject).cloned()
    }

    pub(super) fn forget_new_incident(&mut self) {
        self.new_incident = Default::default();
    }

    pub(super) fn forget_edit(&mut self, incident: &IncidentId) {
        self.edits.remove(incident);
    }

    /// What was typed about something is recorded.
    pub(super) fn forget(&mut self, subject: &Subject) {
        self.reasons.remove(subject);
        self.waits.remove(subject);
    }
}
