//! What other incidents tell about an issue: that its client had it before, who else has it today, and who leads whom.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;

use super::{ClientKey, IncidentId, Register, State, Summary, cause_words};
use crate::{
    clock::{Clock, span},
    issue::IssueId,
    pack::Packs,
};

/// Who asks what other incidents tell: an incident, or a technician who has none yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Here<'a> {
    /// The incident, which tells nothing about itself, and when it began.
    pub incident: Option<(&'a IncidentId, Timestamp)>,
    /// The client as typed; may be empty.
    pub client: &'a str,
}

/// What other incidents tell about an issue.
#[derive(Clone, Debug, Default)]
pub struct Elsewhere<'a> {
    /// The client as typed.
    client: &'a str,
    /// How often the client had the issue before.
    pub times: usize,
    /// The last of these times.
    pub before: Option<&'a Summary>,
    /// Incidents of other clients that were opened today, the latest of each client.
    pub today: Vec<&'a Summary>,
}

impl Register {
    /// What other incidents than this one tell about an issue.
    pub fn elsewhere<'a>(
        &'a self,
        issue: &IssueId,
        here: &Here<'a>,
        clock: &Clock,
    ) -> Elsewhere<'a> {
        let own = ClientKey::of(here.client);
        let today = clock.hours_of_today();
        let mut found = Elsewhere { client: here.client.trim(), ..Elsewhere::default() };
        let mut clients: BTreeMap<&ClientKey, &Summary> = BTreeMap::new();
        for place in self.with_issue(issue) {
            let summary = &self[*place];
            let Some(client) = self.client(*place) else { continue };
            if here.incident.is_some_and(|(id, _)| *id == summary.id) {
                continue;
            }
            if own.as_ref() != Some(client) {
                if today.contains(&summary.opened_at) {
                    let latest = clients.entry(client).or_insert(summary);
                    *latest = later(latest, summary);
                }
            } else if here.incident.is_none_or(|(_, opened_at)| summary.opened_at < opened_at) {
                found.times += 1;
                found.before = Some(found.before.map_or(summary, |latest| later(latest, summary)));
            }
        }
        found.today = clients.into_values().collect();
        found
    }

    /// The incidents that a new one with that issue could follow, of whatever client, the latest first: an incident that
    /// follows another one is represented by that, as long as it goes on.
    pub fn leaders(&self, issue: &IssueId) -> Vec<&Summary> {
        let goes_on = |summary: &&Summary| summary.state != State::Resolved;
        let leader_of = |summary: &Summary| self.with_id(summary.leader.as_ref()?).filter(goes_on);
        let with_issue = self.with_issue(issue).iter().map(|place| &self[*place]).filter(goes_on);
        let leaders = with_issue.map(|summary| leader_of(summary).unwrap_or(summary));
        let mut seen = HashSet::new();
        leaders.filter(|leader| seen.insert(&leader.id)).collect()
    }
}

/// The incidents that follow one and go on: whoever closes that may want to close them too.
pub fn followers<'a>(
    list: &'a [Summary],
    leader: &'a IncidentId,
) -> impl Iterator<Item = &'a Summary> {
    list.iter().filter(move |summary| {
        summary.leader.as_ref() == Some(leader)
            && summary.id != *leader
            && summary.state != State::Resolved
    })
}

fn later<'a>(one: &'a Summary, other: &'a Summary) -> &'a Summary {
    if other.opened_at > one.opened_at { other } else { one }
}

impl Elsewhere<'_> {
    /// What there is to tell, a sentence each: what the client knows of the issue, then who else has it.
    pub fn sentences(&self, packs: &Packs, clock: &Clock) -> Vec<String> {
        let before = self.before.map(|before| self.had_it(before, packs, clock));
        before.into_iter().chain(self.spread()).collect()
    }

    /// `Contoso had this on 2026-10-02: "Reinstall and re-consent" helped, 3 h`.
    fn had_it(&self, before: &Summary, packs: &Packs, clock: &Clock) -> String {
        let client = self.client;
        let day = match clock.day(before.opened_at) {
            day if day == clock.today() => "today".to_owned(),
            day => format!("on {day}"),
        };
        let when = match self.times {
            1 => day,
            times => format!("{times} times, last {day}"),
        };
        match &before.ended {
            Some((cause, at)) => {
                let took = span(at.duration_since(before.opened_at));
                format!("{client} had this {when}: {}, {took}", cause_words(cause, packs))
            }
            None => format!("{client} had this {when}: {} is still open", before.label()),
        }
    }

    /// `2 more clients today: check the MSP level first`.
    pub fn spread(&self) -> Option<String> {
        let is_known = ClientKey::of(self.client).is_some();
        let said = match (self.today.len(), is_known) {
            (0, _) | (1, false) => return None,
            (1, true) => "1 more client today: check the MSP level first".to_owned(),
            (count, true) => format!("{count} more clients today: check the MSP level first"),
            (count, false) => format!("{count} clients have this today: check the MSP level first"),
        };
        Some(said)
    }
}

#[cfg(test)]
mod tests;
