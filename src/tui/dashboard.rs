//! State of the Dashboard screen: the figures of all incidents, and a cursor on one of them.

use crate::{
    clock::Clock,
    incident::{IncidentId, Register, StepRef, figures::Figures},
    issue::IssueId,
    tui::{
        document::Document,
        incidents::{Only, When, Which},
    },
};

/// Days that are counted, up to today.
pub const DAYS: u16 = 28;

/// State of the Dashboard screen.
#[derive(Clone, Debug, Default)]
pub struct DashboardScreen {
    /// The figures of all incidents.
    pub figures: Figures,
    /// The two halves as they are laid out; where only one is shown it has everything.
    pub halves: [Document<Spot>; 2],
    /// First line of each half that is shown.
    pub offsets: [usize; 2],
    /// How many days before today the selected column stands for.
    pub days_ago: u16,
    selected: Option<Spot>,
    /// Where it stood among all spots, for when it is gone.
    place: usize,
    made_of: Option<Register>,
}

/// Something on the dashboard that the cursor can stand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// All incidents of a state.
    All(Which),
    /// A wait that asks for something.
    Due(IncidentId, StepRef),
    /// An incident.
    Incident(IncidentId),
    /// An issue that several clients have since today.
    Spread(IssueId),
    /// An issue that was frequent in the days that are counted.
    Frequent(IssueId),
    /// The columns for the days.
    Days,
}

/// Where a spot leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Behind {
    /// To an incident, at a step if that is what it is about.
    Incident(IncidentId, Option<StepRef>),
    /// To these incidents.
    Incidents(Only),
}

impl DashboardScreen {
    /// Makes the figures anew if the list or the time asks for that.
    pub fn count(&mut self, list: &Register, clock: &Clock) {
        let is_same = self.made_of.as_ref().is_some_and(|made_of| made_of.is(list));
        if !is_same || !self.figures.holds.contains(&clock.now) {
            self.figures = Figures::of(list, clock, DAYS);
            self.made_of = Some(list.clone());
        }
    }

    /// Forgets what depends on where the reader is.
    pub fn forget(&mut self) {
        self.made_of = None;
    }

    /// The spot under the cursor.
    pub fn selected(&self) -> Option<&Spot> {
        self.selected.as_ref()
    }

    /// Moves the cursor by so many spots, from the last of one half to the first of the other, stopping at both ends.
    pub fn step(&mut self, by: isize) {
        let end = self.spots().count().saturating_sub(1);
        self.go_to(self.place.saturating_add_signed(by).min(end));
    }

    /// Goes to the first spot of the other half.
    pub fn change_half(&mut self) {
        let first = self.halves[0].items().count();
        let there = if self.place < first && self.spots().count() > first { first } else { 0 };
        self.go_to(there);
    }

    /// Puts the cursor on a spot; false if it stood there already.
    pub fn select(&mut self, spot: Spot) -> bool {
        let moved = self.selected.as_ref() != Some(&spot);
        self.selected = Some(spot);
        moved
    }

    /// Keeps the cursor on something that is there, and in sight.
    pub fn settle(&mut self, heights: [usize; 2]) {
        let kept = self.spots().position(|spot| Some(spot) == self.selected.as_ref());
        let last = self.spots().count().saturating_sub(1);
        self.go_to(kept.unwrap_or(self.place.min(last)));
        for ((half, offset), height) in self.halves.iter().zip(&mut self.offsets).zip(heights) {
            // The heading above the first spot is seen with it.
            let is_first = half.items().next() == self.selected.as_ref();
            *offset = match &self.selected {
                Some(_) if is_first => 0,
                Some(spot) => half.reveal(spot, *offset, height),
                None => 0,
            };
            *offset = (*offset).min(half.last_offset(height));
        }
    }

    /// Selects the day before or after, of those that are counted.
    pub fn turn_day(&mut self, later: bool) {
        let ago = self.days_ago;
        self.days_ago = if later { ago.saturating_sub(1) } else { (ago + 1).min(DAYS - 1) };
    }

    /// Where the spot under the cursor leads to.
    pub fn behind(&self, clock: &Clock) -> Option<Behind> {
        let only = match self.selected.clone()? {
            Spot::Due(id, step) => return Some(Behind::Incident(id, Some(step))),
            Spot::Incident(id) => return Some(Behind::Incident(id, None)),
            Spot::All(which) => Only { which, ..Only::default() },
            Spot::Spread(issue) => {
                Only { issue: Some(issue), when: Some(When::Today), ..Only::default() }
            }
            Spot::Frequent(issue) => {
                Only { issue: Some(issue), when: Some(When::Days(DAYS)), ..Only::default() }
            }
            Spot::Days => {
                let day = clock.days_ago(self.days_ago);
                Only { when: Some(When::On(day)), ..Only::default() }
            }
        };
        Some(Behind::Incidents(only))
    }

    fn go_to(&mut self, place: usize) {
        let spot = self.spots().nth(place).cloned();
        (self.place, self.selected) = (place, spot);
    }

    fn spots(&self) -> impl Iterator<Item = &Spot> {
        self.halves.iter().flat_map(Document::items)
    }
}
