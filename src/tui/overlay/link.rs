//! Which incident a new one follows.

use crate::incident::IncidentId;

/// The incidents that a new one could follow, and which of them it does; at first none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Each with how people call it; may be empty.
    leaders: Vec<(IncidentId, String)>,
    followed: Option<usize>,
}

impl Link {
    /// A choice among these.
    pub fn to(leaders: Vec<(IncidentId, String)>) -> Self {
        Self { leaders, followed: None }
    }

    /// Whether there is nothing to follow.
    pub fn is_empty(&self) -> bool {
        self.leaders.is_empty()
    }

    /// The incident that is followed.
    pub fn leader(&self) -> Option<&IncidentId> {
        self.followed.and_then(|at| self.leaders.get(at)).map(|(id, _)| id)
    }

    /// Follows the next of them, and after the last none.
    pub fn turn(&mut self) {
        let next = self.followed.map_or(0, |at| at + 1);
        self.followed = (next < self.leaders.len()).then_some(next);
    }

    /// `[ ] linked to T-48211 Contoso: follows its steps`.
    pub fn words(&self) -> String {
        let (mark, at) = match self.followed {
            None => ("[ ]", 0),
            Some(at) => ("[x]", at),
        };
        let label = self.leaders.get(at).map_or("", |(_, label)| label);
        let of = match self.leaders.len() {
            0 | 1 => String::new(),
            count => format!(" ({} of {count})", at + 1),
        };
        format!("{mark} linked to {label}{of}: follows its steps")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_goes_through_all_of_them_and_back_to_none() {
        let leader = |number| (IncidentId::from_bits(number), format!("T-{number}"));
        let mut link = Link::to(vec![leader(1), leader(2)]);
        let mut followed = Vec::new();
        for _ in 0..4 {
            followed.push(link.leader().cloned());
            link.turn();
        }
        let id = |number| Some(IncidentId::from_bits(number));
        assert_eq!(followed, [None, id(1), id(2), None]);
        assert_eq!(link.words(), "[x] linked to T-1 (1 of 2): follows its steps");
    }
}
