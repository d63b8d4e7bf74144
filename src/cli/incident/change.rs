//! Changing an incident: what all commands have in common that record something in one.

use jiff::Timestamp;

use super::{Refusal, find, record, report, view::IncidentView};
use crate::{
    clean::clean_line,
    cli::{
        answer::Answer,
        context::Context,
        failure::Failure,
        text::{Look, Text},
    },
    incident::{Act, Event, Incident, IncidentId, keep_secrets_out},
    pack::Packs,
    redact::Tokens,
    store::{Store, token_key_or_random},
};

/// An incident that is being changed, and the store that it is in.
pub(super) struct Change<'c> {
    context: &'c Context,
    store: Store,
    incident: Incident,
    /// The machine's.
    tokens: Tokens,
    /// When it is done, once that is settled.
    at: Option<Timestamp>,
    recorded: Vec<Event>,
    notes: Vec<String>,
}

impl<'c> Change<'c> {
    /// Begins with an incident, be it closed.
    pub(super) fn of(context: &'c Context, typed: &str) -> Result<Self, Failure> {
        if !context.has_store() {
            // An unknown id makes no store.
            find(None, typed)?;
        }
        let (store, not_backed_up) = context.store_to_write()?;
        let incident = find(Some(&store), typed)?;
        let notes = not_backed_up.into_iter().collect();
        let tokens = Tokens::new(token_key_or_random(&context.paths.data_dir));
        Ok(Self { context, store, incident, tokens, at: None, recorded: Vec::new(), notes })
    }

    /// Begins with an incident that goes on.
    pub(super) fn of_open(context: &'c Context, typed: &str) -> Result<Self, Failure> {
        let change = Self::of(context, typed)?;
        match change.incident.closing() {
            Some(_) => Err(Refusal::Closed(change.incident.id().clone()).into()),
            None => Ok(change),
        }
    }

    /// The incident as it is by now.
    pub(super) fn incident(&self) -> &Incident {
        &self.incident
    }

    /// The time of all that is recorded from now on.
    pub(super) fn now(&mut self) -> Timestamp {
        *self.at.get_or_insert_with(Timestamp::now)
    }

    /// The store that it is in.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// Adds something that is to be known about the change.
    pub(super) fn note(&mut self, notes: impl IntoIterator<Item = String>) {
        self.notes.extend(notes);
    }

    /// Records what changes something, all of it in one transaction, and without secrets.
    pub(super) fn record(&mut self, acts: impl IntoIterator<Item = Act>) -> Result<(), Failure> {
        let mut acts: Vec<_> = acts.into_iter().collect();
        keep_secrets_out(&mut acts, Some(&self.incident), &self.tokens);
        acts.retain(|act| self.incident.would_change(act));
        if acts.is_empty() {
            return Ok(());
        }
        let at = self.now();
        let events = record::events(&self.context.config, self.incident.id(), at, acts);
        for event in self.store.append(events)? {
            self.incident.apply(event.clone());
            self.recorded.push(event);
        }
        Ok(())
    }

    /// Records the same in other incidents, all of it in one transaction.
    pub(super) fn record_in(&mut self, others: &[IncidentId], act: &Act) -> Result<(), Failure> {
        let (at, config) = (self.now(), &self.context.config);
        let mut events = Vec::new();
        for id in others {
            let mut acts = vec![act.clone()];
            keep_secrets_out(&mut acts, self.store.incident(id)?.as_ref(), &self.tokens);
            events.extend(record::events(config, id, at, acts));
        }
        self.store.append(events)?;
        Ok(())
    }

    /// What was recorded and what is next, or for scripts the whole incident.
    pub(super) fn answer(self, packs: &Packs, json: bool, look: Look) -> Result<Answer, Failure> {
        let text = if json {
            Text::json(&IncidentView::of(&self.incident, packs))?
        } else {
            report::print(&self.incident, &self.recorded, packs, look)
        };
        Ok(Answer::new(text).with_notes(self.notes))
    }
}

/// What somebody typed as one line; nothing where it is blank.
pub(super) fn line(typed: Option<&str>) -> Option<String> {
    let line = clean_line(typed?.trim()).into_owned();
    (!line.is_empty()).then_some(line)
}
