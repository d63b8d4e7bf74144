//! Performs effects: the only part of the dashboard that touches store, clipboard, browser and clock.
//!
//! What takes time happens in threads of its own and answers with messages.

use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant, SystemTime},
};

use jiff::Timestamp;
use uuid::Uuid;

mod diagnosing;

use super::{
    Inbox,
    diagnosis::Task,
    message::{Effect, Message, Notice, Timer},
    rescue::Rescue,
    signals,
    terminal::Terminal,
};
use crate::{
    clipboard::{self, Clipboard, Env, Origin, Setting},
    config::Paths,
    incident::{Act, Author, Event, EventId, IncidentId},
    store::{Reply, Unfinished, Watch, Worker},
};

/// How long the end may take without a word about it.
const PATIENCE: Duration = Duration::from_millis(300);

/// Performs effects.
pub struct Host {
    inbox: Sender<Inbox>,
    store: Worker,
    clipboard: Sender<Copying>,
    diagnosis: Sender<Task>,
    author: Author,
    timers: HashMap<Timer, Instant>,
    store_file: PathBuf,
    data: PathBuf,
    /// Rises with every event of this run, so that those not yet stored stay in their order behind all others.
    provisional: u64,
    can_browse: bool,
}

/// Whether the loop goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// It does.
    GoOn,
    /// The user wishes to leave.
    Leave(End),
}

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The user quits: what is on its way is waited for.
    InPeace,
    /// The user quits without what cannot be saved.
    Discarding,
    /// The system ends the program within a moment.
    InAHurry,
}

enum Copying {
    Copy(String, Origin),
    File(String),
}

impl Host {
    /// Starts the threads that answer into `inbox`.
    pub fn start(
        inbox: Sender<Inbox>,
        paths: &Paths,
        author: Author,
        setting: &Setting,
    ) -> io::Result<Self> {
        let env = Env::from_process();
        let can_browse = !env.remote();
        let tell = inbox.clone();
        let store = Worker::start(paths.store_file.clone(), move |reply| {
            if let Some(message) = told_by_store(reply) {
                let _ = tell.send(Inbox::Message(message));
            }
        })?;
        store.watch(Watch { incidents: true, incident: None });
        let clipboard = Clipboard::new(&env, setting, paths.copies_dir.clone());
        Ok(Self {
            clipboard: start_copying(clipboard, inbox.clone(), paths.copies_dir.clone())?,
            diagnosis: diagnosing::start(inbox.clone())?,
            inbox,
            store,
            author,
            timers: HashMap::new(),
            store_file: paths.store_file.clone(),
            data: paths.data_dir.clone(),
            provisional: 1 << 62,
            can_browse,
        })
    }

    /// Performs one effect. What it causes at once is in the returned messages, the rest arrives in the inbox.
    pub fn perform(
        &mut self,
        effect: Effect,
        terminal: &mut Terminal,
    ) -> io::Result<(Flow, Vec<Message>)> {
        let mut messages = Vec::new();
        match effect {
            Effect::Record { incident, acts } => messages.push(self.record(incident, acts)),
            Effect::Watch(incident) => self.store.watch(Watch { incidents: true, incident }),
            Effect::Copy { text, origin } => self.order(Copying::Copy(text, origin)),
            Effect::File(text) => self.order(Copying::File(text)),
            Effect::Diagnose(task) => drop(self.diagnosis.send(task)),
            Effect::ReadClipboard => messages.extend(diagnosing::read_clipboard(&self.inbox)),
            Effect::Browse(url) => messages.extend(self.browse(url)),
            Effect::Timer(timer, time) => {
                self.timers.insert(timer, Instant::now() + time);
            }
            Effect::Mouse(mouse) => terminal.set_mouse(mouse)?,
            Effect::Redraw => terminal.redraw()?,
            Effect::Suspend => {
                if let Err(error) = signals::suspend() {
                    messages.push(Message::Told(Notice::bad(error.to_string())));
                }
            }
            Effect::Retry => self.store.append(Vec::new()),
            Effect::Quit { discard: true } => return Ok((Flow::Leave(End::Discarding), messages)),
            Effect::Quit { discard: false } => return Ok((Flow::Leave(End::InPeace), messages)),
        }
        Ok((Flow::GoOn, messages))
    }

    /// When the next timer runs out.
    pub fn deadline(&self) -> Option<Instant> {
        self.timers.values().min().copied()
    }

    /// The timers that have run out by now; each is told once.
    pub fn elapsed(&mut self, now: Instant) -> Vec<Message> {
        let due: Vec<Timer> =
            self.timers.iter().filter(|(_, at)| **at <= now).map(|(timer, _)| *timer).collect();
        for timer in &due {
            self.timers.remove(timer);
        }
        due.into_iter().map(Message::Elapsed).collect()
    }

    /// Waits until everything is stored; where that takes longer than a moment, `say` is called with what is waited
    /// for. What could not be stored is written into a private file, unless the user gave it up; what became of it is
    /// returned. In a hurry the file comes first: the system ends the program before a lock is waited out. A user who
    /// waits may do the same.
    pub fn finish(
        self,
        pending: &[Event],
        end: End,
        say: impl Fn(&str) + Send + Sync,
    ) -> Option<String> {
        let Self { store, store_file, data, .. } = self;
        let keep = || {
            let worth_it = end != End::Discarding && !pending.is_empty();
            worth_it.then(|| Rescue::write(pending, &data))
        };
        let early = (end == End::InAHurry).then(keep).flatten();
        let (outcome, waited) = finish_with_patience(store, || {
            let kept = (end == End::InPeace).then(keep).flatten();
            say(&waits_for(pending.len(), &store_file));
            kept
        });
        let was_told = waited.is_some() && !pending.is_empty();
        let kept = early.or(waited.flatten());
        match outcome {
            Ok(()) => {
                if let Some(kept) = kept {
                    kept.discard();
                }
                was_told.then(|| "saved".to_owned())
            }
            Err(_) if end == End::Discarding => None,
            Err(unfinished) => {
                let rescue = kept.unwrap_or_else(|| Rescue::write(&unfinished.events, &data));
                Some(format!("{unfinished}; {}", rescue.told()))
            }
        }
    }

    fn record(&mut self, incident: Option<IncidentId>, acts: Vec<Act>) -> Message {
        let incident =
            incident.unwrap_or_else(|| IncidentId::from_bits(Uuid::now_v7().as_u64_pair().1));
        let now = Timestamp::now();
        let events: Vec<Event> = acts
            .into_iter()
            .map(|act| {
                self.provisional += 1;
                Event {
                    id: EventId(Uuid::now_v7()),
                    incident: incident.clone(),
                    lamport: self.provisional,
                    at: now,
                    author: self.author.clone(),
                    act,
                }
            })
            .collect();
        self.store.append(events.clone());
        Message::Stamped { events, now }
    }

    fn order(&self, copying: Copying) {
        // The thread ends only with the program.
        let _ = self.clipboard.send(copying);
    }

    /// A browser on the machine at the other end of SSH helps nobody: the address is copied instead.
    fn browse(&self, url: String) -> Option<Message> {
        if !self.can_browse {
            self.order(Copying::Copy(url.clone(), Origin::Pack));
            return Some(Message::Told(Notice::plain(format!(
                "No browser over SSH; copying {url}"
            ))));
        }
        let inbox = self.inbox.clone();
        let open = move || {
            let opened = webbrowser::open_browser_with_options(
                webbrowser::Browser::Default,
                &url,
                webbrowser::BrowserOptions::new().with_suppress_output(true),
            );
            let notice = match opened {
                Ok(()) => Notice::good(format!("Opened {url}")),
                Err(_) => Notice::bad(format!("No browser could be started. The address: {url}")),
            };
            let _ = inbox.send(Inbox::Message(Message::Told(notice)));
        };
        let spawned = thread::Builder::new().name("browser".into()).spawn(open);
        spawned.err().map(|error| {
            Message::Told(Notice::bad(format!("No browser could be started: {error}")))
        })
    }
}

/// Ends the store's thread. Where that takes longer than a moment, `impatient` is called meanwhile.
fn finish_with_patience<T: Send>(
    store: Worker,
    impatient: impl FnOnce() -> T + Send,
) -> (Result<(), Unfinished>, Option<T>) {
    thread::scope(|scope| {
        let (finished, waiting) = mpsc::channel::<()>();
        let watch = move || match waiting.recv_timeout(PATIENCE) {
            Err(RecvTimeoutError::Timeout) => Some(impatient()),
            Ok(()) | Err(RecvTimeoutError::Disconnected) => None,
        };
        // Without the thread it ends all the same, only silently.
        let watcher = thread::Builder::new().name("patience".into()).spawn_scoped(scope, watch);
        let outcome = store.finish();
        drop(finished);
        (outcome, watcher.ok().and_then(|watcher| watcher.join().ok()).flatten())
    })
}

fn waits_for(events: usize, store_file: &Path) -> String {
    let what = match events {
        0 => String::new(),
        1 => "saving 1 event: ".to_owned(),
        events => format!("saving {events} events: "),
    };
    let store = store_file.display();
    format!("{what}waiting for {store}, which another program may be using ...")
}

/// The thread that copies; it also removes what earlier copies left behind.
fn start_copying(
    clipboard: Clipboard,
    inbox: Sender<Inbox>,
    copies: PathBuf,
) -> io::Result<Sender<Copying>> {
    let (orders, queue) = mpsc::channel();
    let work = move || {
        // Old copies that cannot be removed now are removed another day.
        let _ = clipboard::remove_old_copies(&copies, SystemTime::now());
        for copying in queue {
            let message = match copying {
                Copying::Copy(text, origin) => {
                    let made = clipboard.copy(&text, origin);
                    if let Some(bytes) = made.to_terminal {
                        let _ = inbox.send(Inbox::ToTerminal(bytes));
                    }
                    Message::Copied(made.report)
                }
                Copying::File(text) => Message::Told(match clipboard.save(&text) {
                    Ok(path) => Notice::good(format!(
                        "Written to {}; it is removed after a day.",
                        path.display()
                    )),
                    Err(error) => Notice::bad(error.to_string()),
                }),
            };
            let _ = inbox.send(Inbox::Message(message));
        }
    };
    thread::Builder::new().name("clipboard".into()).spawn(work)?;
    Ok(orders)
}

fn told_by_store(reply: Reply) -> Option<Message> {
    match reply {
        Reply::Incidents(list) => Some(Message::Incidents(list)),
        Reply::Incident { incident, .. } => incident.map(|incident| Message::Incident {
            incident: Box::new(incident),
            now: Timestamp::now(),
        }),
        Reply::Saved { events, .. } => Some(Message::Saved(events)),
        Reply::Unsaved { error, .. } => Some(Message::Unsaved { error: error.to_string() }),
        Reply::Unread { error } => Some(Message::StoreFailed(error.to_string())),
        Reply::NotBackedUp { error } => {
            Some(Message::Told(Notice::bad(format!("The copy of the day was not made: {error}"))))
        }
    }
}
