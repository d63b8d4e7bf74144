//! The thread that owns the store for the dashboard, which must never wait for a disk or a lock.
//!
//! Orders go in through [`Worker`]; what comes of them comes back as [`Reply`]s, on the thread of the store. Events that
//! cannot be saved are kept in their order and tried again until they are saved or the program ends. What is watched is
//! sent when it is new, and again when it changed, whoever changed it.

mod keeper;

use std::{
    io, panic,
    path::PathBuf,
    sync::mpsc::{self, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

use self::keeper::Keeper;
use super::StoreError;
use crate::incident::{Event, Incident, IncidentId, Summary};

/// What the store's thread tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// The incident list: newly watched, or changed.
    Incidents(Vec<Summary>),
    /// An incident: asked for, newly watched, or changed. `None` while the store has no event of it.
    Incident {
        /// Name of the incident.
        id: IncidentId,
        /// All that is known of it.
        incident: Option<Box<Incident>>,
    },
    /// A batch is on the disk. What is watched follows, as it is with this batch.
    Saved {
        /// The batch as stored, with its lamport numbers.
        events: Vec<Event>,
        /// Events that still wait to be saved.
        waiting: usize,
    },
    /// A batch could not be saved. It is kept, and tried again every two seconds and whenever a batch follows.
    Unsaved {
        /// Why.
        error: StoreError,
        /// Events that wait to be saved.
        waiting: usize,
    },
    /// The store could not be read. That is tried again as well; what was asked for comes once it works.
    Unread {
        /// Why; the same reason is told once.
        error: StoreError,
    },
    /// The copy of the day could not be made.
    NotBackedUp {
        /// Why.
        error: StoreError,
    },
}

/// What the store's thread keeps an eye on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    /// Whether the incident list is watched.
    pub incidents: bool,
    /// The incident that is watched.
    pub incident: Option<IncidentId>,
}

/// Events that could not be saved before the thread ended.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{} not saved: {error}", count(.events.len()))]
pub struct Unfinished {
    /// Why the first of them could not be saved.
    pub error: StoreError,
    /// All of them, in their order.
    pub events: Vec<Event>,
}

/// Handle of the store's thread. Dropping it waits until what was handed in is saved, or could not be.
#[derive(Debug)]
pub struct Worker {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<Result<(), Unfinished>>>,
}

/// What the thread is told to do.
#[derive(Debug)]
enum Order {
    Append(Vec<Event>),
    Load(IncidentId),
    Watch(Watch),
}

/// How long the thread waits before it looks or tries again.
#[derive(Clone, Copy, Debug)]
struct Pace {
    poll: Duration,
    retry: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { poll: Duration::from_millis(500), retry: Duration::from_secs(2) }
    }
}

impl Worker {
    /// Starts the thread, which then opens the store; that it cannot be opened comes as a reply.
    pub fn start(path: PathBuf, reply: impl FnMut(Reply) + Send + 'static) -> io::Result<Self> {
        Self::start_with(Pace::default(), path, reply)
    }

    fn start_with(
        pace: Pace,
        path: PathBuf,
        reply: impl FnMut(Reply) + Send + 'static,
    ) -> io::Result<Self> {
        let (sender, orders) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || Keeper::new(path, pace, reply).run(&orders))?;
        Ok(Self { orders: Some(sender), thread: Some(thread) })
    }

    /// Saves events in one transaction. An empty batch makes what waits be tried again at once.
    pub fn append(&self, events: Vec<Event>) {
        self.order(Order::Append(events));
    }

    /// Asks for an incident once.
    pub fn load(&self, id: IncidentId) {
        self.order(Order::Load(id));
    }

    /// Replaces what is watched. What was watched before already is not sent again.
    pub fn watch(&self, watch: Watch) {
        self.order(Order::Watch(watch));
    }

    /// Ends the thread once everything handed in is saved or was tried a last time.
    pub fn finish(mut self) -> Result<(), Unfinished> {
        self.join()
    }

    fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // The thread only ends before its handle does if it panicked, and then the program ends.
            let _ = orders.send(order);
        }
    }

    fn join(&mut self) -> Result<(), Unfinished> {
        // Without a sender the thread knows that nothing follows.
        self.orders = None;
        match self.thread.take().map(JoinHandle::join) {
            Some(Ok(outcome)) => outcome,
            Some(Err(panic)) => panic::resume_unwind(panic),
            None => Ok(()),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // While unwinding, a second panic would abort before the terminal is given back.
        if !thread::panicking() {
            // Whoever wants to know calls `finish`; each failure was told as a reply as well.
            let _ = self.join();
        }
    }
}

fn count(events: usize) -> String {
    match events {
        1 => "1 event was".to_owned(),
        events => format!("{events} events were"),
    }
}

#[cfg(test)]
mod tests;
