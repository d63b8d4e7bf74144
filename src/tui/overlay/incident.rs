//! The question which incident something belongs to, with the ticket and client of a new one.

use std::ops::Range;

use super::{
    MOST_SEEN,
    completion::complete,
    filter::{Row, best},
    link::Link,
    rows::Rows,
};
use crate::{
    incident::{Act, IncidentId},
    issue::IssueId,
    tui::field::Field,
};

/// Which incident something belongs to.
#[derive(Clone, Debug)]
pub struct IncidentPrompt {
    /// What is asked for.
    pub purpose: Purpose,
    /// Which of the fields has the cursor.
    pub focus: PromptField,
    /// Ticket of a new or corrected incident.
    pub ticket: Field,
    /// Client of a new or corrected incident.
    pub client: Field,
    /// What a new incident follows.
    pub link: Link,
    /// Title of a corrected incident.
    pub title: Field,
    /// What narrows the incidents that there are.
    pub filter: Field,
    /// Which of the found answers is selected, and which lines are seen.
    pub rows: Rows,
    /// Clients that are known, the newest first.
    clients: Vec<String>,
    targets: Vec<Target>,
    /// Places of the answers that the filter lets through, the best first.
    found: Vec<usize>,
}

/// What an answer is needed for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// An issue is to be taken in, with a first mark if there is one.
    Attach {
        /// The issue.
        issue: IssueId,
        /// Its first mark.
        mark: Option<Act>,
    },
    /// Ticket, client and title of the open incident are to be corrected.
    Edit {
        /// The incident.
        incident: IncidentId,
        /// Its ticket so far.
        ticket: String,
        /// Its client so far.
        client: String,
        /// Its title so far.
        title: String,
    },
}

/// A possible answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A new incident, with the ticket and client typed.
    New,
    /// The open incident.
    Open {
        /// Its id.
        id: IncidentId,
        /// How people call it.
        label: String,
    },
    /// Another incident.
    Other {
        /// Its id.
        id: IncidentId,
        /// How people call it.
        label: String,
        /// Whether the issue is attached to it already.
        has_issue: bool,
    },
}

/// A field of the prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptField {
    /// The ticket.
    Ticket,
    /// The client.
    Client,
    /// The incident that a new one follows.
    Link,
    /// The title.
    Title,
}

/// A line of the prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptLine {
    /// A possible answer, by its place among the found.
    Answer(usize),
    /// A field of the new or corrected incident.
    Field(PromptField),
}

impl IncidentPrompt {
    /// A prompt with its first answer selected.
    pub fn new(
        purpose: Purpose,
        targets: Vec<Target>,
        [ticket, client, title]: [Field; 3],
        clients: Vec<String>,
    ) -> Self {
        let found = (0..targets.len()).collect();
        Self {
            purpose,
            focus: PromptField::Ticket,
            ticket,
            client,
            link: Link::default(),
            title,
            clients,
            filter: Field::default(),
            rows: Rows::default(),
            targets,
            found,
        }
    }

    /// The same, where a new incident could follow another one.
    #[must_use]
    pub fn with_link(self, link: Link) -> Self {
        Self { link, ..self }
    }

    /// The incident that the selected answer changes, as long as that one is open.
    pub fn incident(&self) -> Option<&IncidentId> {
        match (&self.purpose, self.target()) {
            (Purpose::Edit { incident: id, .. }, _) | (_, Some(Target::Open { id, .. })) => {
                Some(id)
            }
            _ => None,
        }
    }

    /// The selected answer; none where the filter lets nothing through.
    pub fn target(&self) -> Option<&Target> {
        self.found(self.rows.selected)
    }

    /// The answer at a place among those that the filter lets through.
    pub fn found(&self, place: usize) -> Option<&Target> {
        self.targets.get(*self.found.get(place)?)
    }

    /// Whether ticket and client of the selected answer can be typed.
    pub fn has_fields(&self) -> bool {
        self.target() == Some(&Target::New)
    }

    /// Whether there are incidents that typing filters.
    pub fn has_filter(&self) -> bool {
        self.targets.iter().any(|target| matches!(target, Target::Other { .. }))
    }

    /// Whether what is typed filters the incidents that there are.
    pub fn is_filtering(&self) -> bool {
        self.has_filter() && !self.has_fields()
    }

    /// The field that typed characters go into.
    pub fn field(&mut self) -> Option<&mut Field> {
        match self.focus {
            _ if self.is_filtering() => Some(&mut self.filter),
            PromptField::Ticket => self.has_fields().then_some(&mut self.ticket),
            PromptField::Client => self.has_fields().then_some(&mut self.client),
            PromptField::Link => None,
            PromptField::Title => self.has_fields().then_some(&mut self.title),
        }
    }

    /// Ticket, client and title as they are to be recorded.
    pub fn answered(&self) -> [String; 3] {
        self.typed().map(|text| text.trim().to_owned())
    }

    /// Of ticket, client and title what is no longer as it was when the prompt began.
    pub fn corrected(&self) -> [Option<String>; 3] {
        let (now, [ticket, client, title]) = (self.answered(), self.before());
        let [new_ticket, new_client, new_title] = now;
        let changed = |new: String, before: &str| (new != before).then_some(new);
        [changed(new_ticket, ticket), changed(new_client, client), changed(new_title, title)]
    }

    /// Ticket, client and title with which it began.
    fn before(&self) -> [&str; 3] {
        match &self.purpose {
            Purpose::Attach { .. } => [""; 3],
            Purpose::Edit { ticket, client, title, .. } => [ticket, client, title],
        }
    }

    /// Ticket, client and title as typed.
    pub fn typed(&self) -> [&str; 3] {
        [self.ticket.text(), self.client.text(), self.title.text()]
    }

    /// The known client that what is typed may become, while the cursor stands behind it.
    pub fn completion(&self) -> Option<&str> {
        let is_typing = self.focus == PromptField::Client && self.has_fields();
        is_typing.then(|| complete(self.client.text(), &self.clients)).flatten()
    }

    /// Takes what was typed for the known client; false where none is proposed at the cursor.
    pub fn accept_completion(&mut self) -> bool {
        let known = self.completion().filter(|_| self.client.is_at_end()).map(Field::with);
        let is_known = known.is_some();
        self.client = known.unwrap_or(std::mem::take(&mut self.client));
        is_known
    }

    /// Whether closing it would lose something typed.
    pub fn has_typed(&self) -> bool {
        self.typed() != self.before()
    }

    /// Finds anew what the filter lets through. While something is typed there it asks for an incident that there is.
    pub fn filter(&mut self) {
        let is_filtered = !self.filter.trimmed().is_empty();
        let places =
            self.targets.iter().enumerate().filter(|(_, to)| !is_filtered || **to != Target::New);
        let places: Vec<usize> = places.map(|(place, _)| place).collect();
        let row = |place: &usize| Row {
            name: self.targets[*place].label().to_owned(),
            rest: String::new(),
        };
        self.found = best(self.filter.text(), places.iter().map(row))
            .into_iter()
            .map(|at| places[at])
            .collect();
        self.rows = Rows::default();
    }

    /// Every line in order: the answers, below the new incident its fields.
    pub fn lines(&self) -> Vec<PromptLine> {
        let fields = self.fields();
        let mut lines = Vec::with_capacity(self.found.len() + fields.len());
        for place in 0..self.found.len() {
            if !self.is_edit() {
                lines.push(PromptLine::Answer(place));
            }
            if self.found(place) == Some(&Target::New) {
                lines.extend(fields.iter().copied().map(PromptLine::Field));
            }
        }
        lines
    }

    /// Lines of a window that shows it, whatever the filter lets through.
    pub fn window_lines(&self) -> usize {
        let has_new = self.targets.contains(&Target::New);
        let fields = if has_new { self.fields().len() } else { 0 };
        let answers = if self.is_edit() { 0 } else { self.targets.len().min(MOST_SEEN) };
        answers + fields
    }

    /// Where among the lines the selected answer stands, with its fields.
    pub fn selected_lines(&self) -> Range<usize> {
        let lines = self.lines();
        let start = lines.iter().position(|line| *line == PromptLine::Answer(self.rows.selected));
        let start = start.unwrap_or(0);
        let fields = if self.has_fields() { self.fields().len() } else { 0 };
        start..start + (usize::from(!self.is_edit()) + fields).max(1)
    }

    /// Moves by so many answers and fields, stopping at both ends.
    pub fn step(&mut self, by: isize) {
        let stops = self.stops();
        let here = (self.rows.selected, self.has_fields().then_some(self.focus));
        let at = stops.iter().position(|stop| *stop == here).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(stops.len().saturating_sub(1));
        if let Some((place, field)) = stops.get(to) {
            self.rows.selected = *place;
            self.focus = field.unwrap_or(self.focus);
        }
    }

    /// Where the cursor can stand: on an answer, or on a field of the new incident.
    fn stops(&self) -> Vec<(usize, Option<PromptField>)> {
        let stop = |place| match self.found(place) {
            Some(Target::New) => self.fields().iter().map(|field| (place, Some(*field))).collect(),
            _ => vec![(place, None)],
        };
        (0..self.found.len()).flat_map(stop).collect()
    }

    /// Selects what stands on a line; true if that was selected already, and is no field.
    pub fn select_line(&mut self, line: usize) -> bool {
        match self.lines().get(line) {
            Some(PromptLine::Answer(place)) if *place == self.rows.selected => true,
            Some(PromptLine::Answer(place)) => {
                self.rows.selected = *place;
                false
            }
            Some(PromptLine::Field(field)) => {
                if *field == PromptField::Link && self.has_fields() {
                    self.link.turn();
                }
                self.focus = *field;
                let new = (0..self.found.len()).find(|at| self.found(*at) == Some(&Target::New));
                self.rows.selected = new.unwrap_or(self.rows.selected);
                false
            }
            None => false,
        }
    }

    /// Goes to the next or previous field, beyond an end to the other.
    pub fn turn(&mut self, forward: bool) {
        let fields = self.fields();
        let place = fields.iter().position(|field| *field == self.focus).unwrap_or(0);
        let step = if forward { 1 } else { fields.len() - 1 };
        self.focus = fields[(place + step) % fields.len()];
    }

    /// A title is worth the room only once there is something to say, a link only where there is one to make.
    fn fields(&self) -> &'static [PromptField] {
        use PromptField::{Client, Link, Ticket, Title};
        match (self.is_edit(), self.link.is_empty()) {
            (true, _) => &[Ticket, Client, Title],
            (false, true) => &[Ticket, Client],
            (false, false) => &[Ticket, Client, Link],
        }
    }

    /// Whether the cursor is where a new incident follows another one or not.
    pub fn is_at_link(&self) -> bool {
        self.has_fields() && self.focus == PromptField::Link
    }

    /// Whether it corrects the open incident, which leaves nothing to choose.
    pub fn is_edit(&self) -> bool {
        matches!(self.purpose, Purpose::Edit { .. })
    }
}

impl Target {
    fn label(&self) -> &str {
        match self {
            Self::New => "",
            Self::Open { label, .. } | Self::Other { label, .. } => label,
        }
    }
}
