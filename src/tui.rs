//! The dashboard: the only loop, and the threads that talk to it.
//!
//! ```text
//! crossterm event -> input::translate -> Message -> App::update(message) -> Vec<Effect> -> Host::perform -> Message …
//! ```
//!
//! Everything arrives in one inbox. The loop takes all that waits there, then draws once; while nothing arrives it
//! sleeps. The state lives in [`app`] and knows neither terminal nor store.

pub mod action;
pub mod app;
pub mod crash;
pub mod dashboard;
pub mod diagnosis;
pub mod document;
pub mod field;
pub mod glyph;
pub mod host;
pub mod incidents;
pub mod input;
pub mod issues;
pub mod keymap;
mod keys;
pub mod layout;
pub mod library;
pub mod message;
pub mod overlay;
pub mod raw;
mod rescue;
mod setup;
pub mod signals;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod view;
pub mod work;
pub mod wrap;

use std::{
    io,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    time::Instant,
};

use jiff::Timestamp;

pub use self::setup::{Options, wrong_keys_and_colours};
use self::{
    app::App,
    host::{End, Flow, Host},
    input::{Heard, PasteGate},
    message::Message,
    signals::Signal,
    terminal::Terminal,
    theme::Theme,
};

/// What wakes the loop.
#[derive(Debug)]
pub enum Inbox {
    /// The terminal reports something, or is gone.
    Terminal(io::Result<Heard>),
    /// The operating system asks for something.
    Signal(Signal),
    /// Something happened elsewhere.
    Message(Message),
    /// Bytes for the terminal, to be sent in one piece between two frames.
    ToTerminal(Vec<u8>),
}

/// How the dashboard ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// What to exit with.
    pub exit_code: u8,
    /// What to say after the screen is gone.
    pub last_words: Option<String>,
}

/// Runs the dashboard until the user or the system ends it. What is to be said before all is saved goes to `say`, once
/// the screen is gone.
pub fn run(options: Options, say: impl Fn(&str) + Send + Sync) -> anyhow::Result<Ended> {
    terminal::check()?;
    let (sender, inbox) = mpsc::channel();
    let prepared = setup::prepare(options)?;
    crash::install_panic_hook(prepared.paths.crash_file.clone());
    // Before the terminal is taken, so that no signal can end the program without giving it back.
    let tell = sender.clone();
    signals::spawn(move |signal| drop(tell.send(Inbox::Signal(signal))))?;
    let mut terminal = Terminal::enter(terminal::Options { mouse: prepared.app.mouse })?;
    if terminal.draw(|frame| view::draw(frame, &prepared.app, &prepared.theme)).is_err() {
        // Closed before there was anything to see, and nothing was done yet.
        return Ok(Ended { exit_code: signals::HUNG_UP, last_words: None });
    }
    let host = setup::start_threads(&sender, &prepared)?;
    crash::provoke();
    let mut dashboard = Dashboard {
        app: prepared.app,
        theme: prepared.theme,
        host,
        terminal,
        gate: PasteGate::default(),
    };
    // Only a terminal that is gone makes the loop fail, and then there is nobody to tell.
    let leaving = dashboard
        .run(&inbox)
        .unwrap_or(Leaving { exit_code: signals::HUNG_UP, end: End::InAHurry });
    dashboard.hand_in();
    drop(dashboard.terminal);
    let last_words = dashboard.host.finish(dashboard.app.work.pending(), leaving.end, say);
    Ok(Ended { exit_code: leaving.exit_code, last_words })
}

struct Dashboard {
    app: App,
    theme: Theme,
    host: Host,
    terminal: Terminal,
    gate: PasteGate,
}

/// Why the loop ends.
#[derive(Clone, Copy, Debug)]
struct Leaving {
    exit_code: u8,
    end: End,
}

impl Dashboard {
    fn run(&mut self, inbox: &Receiver<Inbox>) -> io::Result<Leaving> {
        loop {
            let first = self.wait(inbox);
            let now = Timestamp::now();
            let elapsed = self.host.elapsed(Instant::now());
            if first.is_none() && elapsed.is_empty() && !self.host.rings(now) {
                continue;
            }
            let told = [Message::Now(now)].into_iter().chain(elapsed).map(Inbox::Message);
            for arrived in told.chain(first).chain(inbox.try_iter()) {
                if let Some(leaving) = self.take(arrived)? {
                    return Ok(leaving);
                }
            }
            self.terminal.draw(|frame| view::draw(frame, &self.app, &self.theme))?;
        }
    }

    fn wait(&self, inbox: &Receiver<Inbox>) -> Option<Inbox> {
        let arrived = match self.host.deadline() {
            Some(deadline) => {
                inbox.recv_timeout(deadline.saturating_duration_since(Instant::now()))
            }
            None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        // The host holds a sender, so that the inbox outlives the loop.
        arrived.ok()
    }

    fn take(&mut self, arrived: Inbox) -> io::Result<Option<Leaving>> {
        match arrived {
            Inbox::Message(message) => return self.update(message),
            Inbox::Terminal(heard) => {
                let heard = heard?;
                if self.gate.admits(&heard.event, heard.at)
                    && let Some(message) =
                        input::translate(heard.event, self.app.context(), &self.app.keymap)
                {
                    return self.update(message);
                }
            }
            Inbox::ToTerminal(bytes) => self.terminal.send(&bytes)?,
            Inbox::Signal(Signal::End { exit_code }) => {
                return Ok(Some(Leaving { exit_code, end: End::InAHurry }));
            }
            Inbox::Signal(Signal::Stop) => {
                if let Err(error) = signals::suspend() {
                    return self.update(Message::Told(message::Notice::bad(error.to_string())));
                }
            }
            Inbox::Signal(Signal::Continue) => self.terminal.resume()?,
        }
        Ok(None)
    }

    /// Hands over to the store what was confirmed and waits for its incident, whatever ends the program.
    fn hand_in(&mut self) {
        for effect in self.app.record_outgoing() {
            // Recording needs no terminal, which may be gone.
            if let Ok((_, caused)) = self.host.perform(effect, &mut self.terminal) {
                for message in caused {
                    drop(self.app.update(message));
                }
            }
        }
    }

    fn update(&mut self, message: Message) -> io::Result<Option<Leaving>> {
        let mut messages = std::collections::VecDeque::from([message]);
        while let Some(message) = messages.pop_front() {
            for effect in self.app.update(message) {
                let (flow, caused) = self.host.perform(effect, &mut self.terminal)?;
                messages.extend(caused);
                if let Flow::Leave(end) = flow {
                    // What was recorded just now is to be saved as well.
                    for message in messages {
                        drop(self.app.update(message));
                    }
                    return Ok(Some(Leaving { exit_code: 0, end }));
                }
            }
        }
        Ok(None)
    }
}
