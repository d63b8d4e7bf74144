//! What undo and redo are about.

use super::{Act, Event, Incident, SessionId};

impl Incident {
    /// The event that undo takes back: the session's newest, else the incident's newest.
    pub fn undo_target(&self, session: &SessionId) -> Option<&Event> {
        let mut active = self.standing().rev().filter(|event| event.act.can_be_undone());
        let newest = active.clone().next();
        active.find(|event| event.author.session == *session).or(newest)
    }

    /// The event that redo brings back: the one that the session undid last, until the session does something new.
    pub fn redo_target(&self, session: &SessionId) -> Option<&Event> {
        let own = self.events.iter().rev().filter(|event| event.author.session == *session);
        for event in own {
            match &event.act {
                Act::Undone { target } if self.undone.contains(target) => {
                    return self.events.iter().find(|event| event.id == *target);
                }
                Act::Undone { .. } | Act::Redone { .. } => {}
                _ if self.undone.contains(&event.id) => {}
                _ => return None,
            }
        }
        None
    }
}
