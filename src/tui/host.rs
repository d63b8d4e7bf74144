//! Performs effects: the only part of the dashboard that touches store, clipboard, browser and clock.
//!
//! What takes time happens in threads of its own and answers with messages.

mod diagnosing;
mod editor;
mod end;

use std::{
    collections::HashMap,
    io,
    path::PathBuf,
    sync::mpsc::{self, Sender},
    thread,
    time::{Duration, Instant, SystemTime},
};

use jiff::Timestamp;

pub use self::end::End;
use super::{
    Inbox,
    diagnosis::Task,
    message::{Effect, Message, Notice, Timer},
    signals,
    terminal::Terminal,
};
use crate::{
    clipboard::{self, Clipboard, Env, Origin, Setting},
    config::Paths,
    incident::{Act, Author, Event, IncidentId},
    store::{Reply, Scribe, Watch, Worker},
};

/// Performs effects.
pub struct Host {
    inbox: Sender<Inbox>,
    store: Worker,
    clipboard: Sender<Copying>,
    diagnosis: Sender<Task>,
    scribe: Scribe,
    timers: HashMap<Timer, Instant>,
    /// When the present is to be told.
    alarm: Option<Timestamp>,
    store_file: PathBuf,
    data: PathBuf,
    packs: PathBuf,
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

enum Copying {
    Copy(String, Origin),
    File(String, Origin),
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
            let _ = tell.send(Inbox::Message(told_by_store(reply)));
        })?;
        store.watch(Watch { incidents: true, incident: None });
        let clipboard = Clipboard::new(&env, setting, paths.copies_dir.clone());
        Ok(Self {
            clipboard: start_copying(clipboard, inbox.clone(), paths.copies_dir.clone())?,
            diagnosis: diagnosing::start(inbox.clone(), paths.data_dir.clone())?,
            inbox,
            store,
            scribe: Scribe::new(author),
            timers: HashMap::new(),
            alarm: None,
            store_file: paths.store_file.clone(),
            data: paths.data_dir.clone(),
            packs: paths.packs_dir.clone(),
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
            Effect::Import(events) => messages.push(self.import(events)),
            Effect::Load(incident) => self.store.load(incident),
            Effect::Watch(incident) => self.store.watch(Watch { incidents: true, incident }),
            Effect::Copy { text, origin } => self.order(Copying::Copy(text, origin)),
            Effect::File { text, origin } => self.order(Copying::File(text, origin)),
            Effect::Diagnose(task) => drop(self.diagnosis.send(task)),
            Effect::SaveDraft(draft) => {
                diagnosing::save_draft(draft, self.packs.clone(), &self.inbox);
            }
            Effect::SaveFix(fix) => diagnosing::save_fix(fix, self.packs.clone(), &self.inbox),
            Effect::ReadClipboard => messages.extend(diagnosing::read_clipboard(&self.inbox)),
            Effect::Edit(text) => {
                let edited = terminal.lend(|| editor::edit(&text))?;
                messages.push(Message::Edited(edited.map_err(|error| error.to_string())));
            }
            Effect::Browse(url) => messages.extend(self.browse(url)),
            Effect::Timer(timer, time) => {
                self.timers.insert(timer, Instant::now() + time);
            }
            Effect::Alarm(at) => self.alarm = at,
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

    /// When the next timer runs out, or the alarm is to be looked at.
    pub fn deadline(&self) -> Option<Instant> {
        let alarm = self.alarm.map(|at| Instant::now() + until(at, Timestamp::now()));
        self.timers.values().copied().chain(alarm).min()
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

    /// Whether the present is to be told, though nothing else happens.
    pub fn rings(&mut self, now: Timestamp) -> bool {
        self.alarm.take_if(|at| *at <= now).is_some()
    }

    fn record(&mut self, incident: Option<IncidentId>, acts: Vec<Act>) -> Message {
        let incident = incident.unwrap_or_else(Scribe::new_incident);
        let now = Timestamp::now();
        let events = self.scribe.write(&incident, now, acts);
        self.store.append(events.clone());
        Message::Stamped { events, now }
    }

    fn import(&mut self, mut events: Vec<Event>) -> Message {
        self.scribe.place(&mut events);
        self.store.append(events.clone());
        Message::Stamped { events, now: Timestamp::now() }
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
                Copying::File(text, origin) => Message::Told(match clipboard.save(&text, origin) {
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

/// How long to sleep until a time. Not long at once: clocks are set, and a machine that sleeps counts no time.
fn until(at: Timestamp, now: Timestamp) -> Duration {
    const LONGEST: Duration = Duration::from_secs(30);
    Duration::try_from(at.duration_since(now)).unwrap_or(Duration::ZERO).min(LONGEST)
}

fn told_by_store(reply: Reply) -> Message {
    match reply {
        // Made on the thread of the store, beside the loop.
        Reply::Incidents(list) => Message::Incidents(list.into()),
        Reply::Incident { incident: Some(incident), .. } => {
            Message::Incident { incident, now: Timestamp::now() }
        }
        Reply::Incident { id, incident: None } => Message::Gone(id),
        Reply::Saved { events, .. } => Message::Saved(events),
        Reply::Unsaved { error, .. } => Message::Unsaved { error: error.to_string() },
        Reply::Unread { error } => Message::StoreFailed(error.to_string()),
        Reply::NotBackedUp { error } => {
            Message::Told(Notice::bad(format!("The copy of the day was not made: {error}")))
        }
    }
}
