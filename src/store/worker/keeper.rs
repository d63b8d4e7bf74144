//! What runs on the store's thread.

use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{Order, Pace, Reply, Unfinished, Watch};
use crate::{
    incident::{Event, Incident, IncidentId, Summary},
    store::{Store, StoreError},
};

/// The store with what is still to be done for it.
pub(super) struct Keeper<R> {
    path: PathBuf,
    pace: Pace,
    reply: R,
    store: Option<Store>,
    unsaved: VecDeque<Vec<Event>>,
    asked: Vec<IncidentId>,
    watch: Watch,
    sent: Sent,
    /// Why reading failed last, until it works again.
    unread: Option<StoreError>,
    /// Nothing is tried before: the last attempt failed.
    rest_until: Option<Instant>,
    /// Day of the last attempt to copy the store.
    copied: Option<Date>,
}

/// What was last sent of the things that are watched.
#[derive(Default)]
struct Sent {
    /// What [`Store::data_version`] was then; unknown after a write of our own, which does not change it.
    data_version: Option<i64>,
    incidents: Option<Vec<Summary>>,
    incident: Option<(IncidentId, Option<Incident>)>,
}

impl<R: FnMut(Reply)> Keeper<R> {
    pub(super) fn new(path: PathBuf, pace: Pace, reply: R) -> Self {
        Self {
            path,
            pace,
            reply,
            store: None,
            unsaved: VecDeque::new(),
            asked: Vec::new(),
            watch: Watch::default(),
            sent: Sent::default(),
            unread: None,
            rest_until: None,
            copied: None,
        }
    }

    /// Works until nobody can give orders any more.
    pub(super) fn run(mut self, orders: &Receiver<Order>) -> Result<(), Unfinished> {
        loop {
            self.work();
            match orders.recv_timeout(self.pause()) {
                Ok(order) => {
                    self.accept(order);
                    // All at once: if a lock makes each attempt slow, one attempt has to do for all of them.
                    for order in orders.try_iter() {
                        self.accept(order);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.save().map_err(|error| Unfinished {
            error,
            events: self.unsaved.into_iter().flatten().collect(),
        })
    }

    fn accept(&mut self, order: Order) {
        match order {
            Order::Append(events) if events.is_empty() => {}
            Order::Append(events) => self.unsaved.push_back(events),
            Order::Load(id) => self.asked.push(id),
            Order::Watch(watch) => self.watch(watch),
        }
        self.rest_until = None;
    }

    fn watch(&mut self, watch: Watch) {
        if !watch.incidents {
            self.sent.incidents = None;
        }
        if watch.incident != self.watch.incident {
            self.sent.incident = None;
        }
        self.sent.data_version = None;
        self.watch = watch;
    }

    fn pause(&self) -> Duration {
        let rest = self.rest_until.map(|until| until.saturating_duration_since(Instant::now()));
        rest.unwrap_or(self.pace.poll)
    }

    fn work(&mut self) {
        if self.rest_until.is_some_and(|until| Instant::now() < until) {
            return;
        }
        self.rest_until = None;
        let saved = self.save();
        if let Err(error) = &saved {
            let waiting = self.waiting();
            (self.reply)(Reply::Unsaved { error: error.clone(), waiting });
        }
        match self.read() {
            Ok(()) => self.unread = None,
            // The reason of a failure to save is known already.
            Err(error) if saved.as_ref() == Err(&error) => {}
            Err(error) => self.report_unread(error),
        }
        if self.rest_until.is_none() {
            self.copy(Timestamp::now());
        }
    }

    /// Saves batch by batch, each in its own transaction, up to the first that fails.
    fn save(&mut self) -> Result<(), StoreError> {
        while let Some(batch) = self.unsaved.front().cloned() {
            let events = self.with_store(|store| store.append(batch))?;
            self.unsaved.pop_front();
            self.sent.data_version = None;
            let waiting = self.waiting();
            (self.reply)(Reply::Saved { events, waiting });
        }
        Ok(())
    }

    fn waiting(&self) -> usize {
        self.unsaved.iter().map(Vec::len).sum()
    }

    fn read(&mut self) -> Result<(), StoreError> {
        while let Some(id) = self.asked.first().cloned() {
            let incident = self.with_store(|store| store.incident(&id))?;
            self.asked.remove(0);
            (self.reply)(Reply::Incident { id, incident: incident.map(Box::new) });
        }
        // Read before the rest: what changes meanwhile is found the next time.
        let data_version = self.with_store(|store| store.data_version())?;
        if self.sent.data_version != Some(data_version) {
            self.send_incidents()?;
            self.send_incident()?;
            self.sent.data_version = Some(data_version);
        }
        Ok(())
    }

    fn send_incidents(&mut self) -> Result<(), StoreError> {
        if !self.watch.incidents {
            return Ok(());
        }
        let incidents = self.with_store(|store| store.incidents())?;
        if self.sent.incidents.as_ref() != Some(&incidents) {
            let incidents = self.sent.incidents.insert(incidents).clone();
            (self.reply)(Reply::Incidents(incidents));
        }
        Ok(())
    }

    fn send_incident(&mut self) -> Result<(), StoreError> {
        let Some(id) = self.watch.incident.clone() else { return Ok(()) };
        let incident = self.with_store(|store| store.incident(&id))?;
        let latest = (id, incident);
        if self.sent.incident.as_ref() != Some(&latest) {
            let (id, incident) = self.sent.incident.insert(latest).clone();
            (self.reply)(Reply::Incident { id, incident: incident.map(Box::new) });
        }
        Ok(())
    }

    fn report_unread(&mut self, error: StoreError) {
        // Once reading works again everything is sent, so that the failure is known to be over.
        self.sent = Sent::default();
        if self.unread.as_ref() != Some(&error) {
            self.unread = Some(error.clone());
            (self.reply)(Reply::Unread { error });
        }
    }

    /// Does something with the store, which is opened first where it is not; a failure makes the thread rest.
    fn with_store<T>(
        &mut self,
        act: impl FnOnce(&mut Store) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let outcome = match self.store.as_mut() {
            Some(store) => act(store),
            None => open(&self.path).and_then(|store| act(self.store.insert(store))),
        };
        if let Err(error) = &outcome {
            self.rest_until = Some(Instant::now() + self.pace.retry);
            self.forget_after(error);
        }
        outcome
    }

    /// After a failure that may be the connection's, the file is opened anew: it may have been moved or replaced.
    fn forget_after(&mut self, error: &StoreError) {
        let is_sound = matches!(
            error,
            StoreError::Full { .. } | StoreError::Locked { .. } | StoreError::Newer { .. }
        );
        if !is_sound {
            self.store = None;
            self.sent.data_version = None;
        }
    }

    fn copy(&mut self, now: Timestamp) {
        let today = now.to_zoned(TimeZone::UTC).date();
        if self.copied.replace(today) == Some(today) {
            return;
        }
        if let Some(Err(error)) = self.store.as_ref().map(|store| store.backup(now)) {
            (self.reply)(Reply::NotBackedUp { error });
        }
    }
}

/// Nothing is written to a damaged store: its remains would be overwritten.
fn open(path: &PathBuf) -> Result<Store, StoreError> {
    let store = Store::open(path)?;
    store.quick_check()?;
    Ok(store)
}
