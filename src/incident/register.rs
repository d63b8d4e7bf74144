//! Every incident, with what is looked up among them.

use std::{collections::HashMap, ops::Deref, sync::Arc};

use super::{ClientKey, IncidentId, Summary};
use crate::{issue::IssueId, search::fold::fold_into};

/// Every incident, with what is looked up among them prepared once. A clone is the same register.
#[derive(Clone, Debug, Default)]
pub struct Register(Arc<Prepared>);

#[derive(Debug, Default)]
struct Prepared {
    list: Vec<Summary>,
    clients: Vec<Option<ClientKey>>,
    texts: Vec<String>,
    by_issue: HashMap<IssueId, Vec<usize>>,
    by_id: HashMap<IncidentId, usize>,
}

impl From<Vec<Summary>> for Register {
    fn from(list: Vec<Summary>) -> Self {
        let clients = list.iter().map(Summary::client_key).collect();
        let texts = list.iter().map(text).collect();
        let by_id = list.iter().zip(0..).map(|(summary, place)| (summary.id.clone(), place));
        let by_id = by_id.collect();
        let mut by_issue: HashMap<IssueId, Vec<usize>> = HashMap::new();
        for (place, summary) in list.iter().enumerate() {
            for issue in &summary.issues {
                match by_issue.get_mut(issue) {
                    Some(places) => places.push(place),
                    None => drop(by_issue.insert(issue.clone(), vec![place])),
                }
            }
        }
        Self(Arc::new(Prepared { list, clients, texts, by_issue, by_id }))
    }
}

impl Deref for Register {
    type Target = [Summary];

    fn deref(&self) -> &[Summary] {
        &self.0.list
    }
}

impl Register {
    /// Whose the incident at a place is; nobody's where no client was typed.
    pub fn client(&self, place: usize) -> Option<&ClientKey> {
        self.0.clients.get(place)?.as_ref()
    }

    /// The incident of that name.
    pub fn with_id(&self, id: &IncidentId) -> Option<&Summary> {
        self.0.list.get(*self.0.by_id.get(id)?)
    }

    /// Places of the incidents that an issue belongs to, in their order.
    pub fn with_issue(&self, issue: &IssueId) -> &[usize] {
        self.0.by_issue.get(issue).map_or(&[], Vec::as_slice)
    }

    /// Every issue of an incident, with the places of its incidents.
    pub fn issues(&self) -> impl Iterator<Item = (&IssueId, &[usize])> {
        self.0.by_issue.iter().map(|(issue, places)| (issue, places.as_slice()))
    }

    /// What each incident is found by, folded: in the first line what is only found literally.
    pub fn texts(&self) -> &[String] {
        &self.0.texts
    }

    /// Whether both are the same register, and not merely equal.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A ticket's number is right or wrong, and so is an id; client and title may be similar to what was typed.
fn text(summary: &Summary) -> String {
    let Summary { id, ticket, client, title, .. } = summary;
    let mut text = String::with_capacity(ticket.len() + client.len() + title.len() + 12);
    for (part, after) in [(ticket.as_str(), " "), (id.as_str(), "\n"), (client, "\n"), (title, "")]
    {
        fold_into(&mut text, part);
        text.push_str(after);
    }
    text
}
