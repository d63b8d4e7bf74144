//! The vocabulary of the dashboard: what happened, and what must be done about it.
//!
//! A [`Message`] is a fact, an [`Effect`] an order; a wish is an [`Action`]. [`super::app::App::update`] turns one
//! message into effects and touches nothing else, [`super::host`] performs them and answers with messages.

use std::{sync::Arc, time::Duration};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    action::Action,
    diagnosis::{Answer, Task},
    library::Library,
    raw::Raw,
};
use crate::{
    clipboard::{Origin, Report},
    export::{Draft, OwnFix},
    incident::{Act, Event, Incident, IncidentId, Register},
    pack::Fault,
    redact::Tokens,
};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// The user wishes for an action.
    Act(Action),
    /// A character was typed into the focused text field.
    Type(char),
    /// A text was pasted.
    Paste(Raw),
    /// What the clipboard holds, or why that cannot be said.
    Clipboard(Result<Raw, String>),
    /// What a raw text tells.
    Diagnosed(Box<Answer>),
    /// The left mouse button was pressed on that cell.
    Click {
        /// Column, from 0.
        column: u16,
        /// Row, from 0.
        row: u16,
    },
    /// The mouse wheel was turned over that cell.
    Wheel {
        /// Column, from 0.
        column: u16,
        /// Row, from 0.
        row: u16,
        /// Towards the user.
        down: bool,
    },
    /// The terminal has a new size, in cells.
    Resized {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The present: told before anything else that arrives, and at the time of the last [`Effect::Alarm`].
    Now(Timestamp),
    /// Where the reader is, to tell times.
    Zone(TimeZone),
    /// The machine's tokens for what technicians write.
    Tokens(Tokens),
    /// Packs besides the built-in one were read.
    Packs {
        /// All packs, the built-in one too, with their index.
        library: Arc<Library>,
        /// What is wrong with them.
        faults: Vec<Fault>,
    },
    /// Acts became events; they are on their way to the store.
    Stamped {
        /// The events in order, all of one incident.
        events: Vec<Event>,
        /// The present, to tell today's events from older ones.
        now: Timestamp,
    },
    /// Events are on disk.
    Saved(Vec<Event>),
    /// Events could not be written; the store tries again by itself.
    Unsaved {
        /// Why, for people.
        error: String,
    },
    /// The incidents of the store, newest first.
    Incidents(Register),
    /// The watched incident as it is on disk.
    Incident {
        /// All of it.
        incident: Box<Incident>,
        /// The present, to tell today's events from older ones.
        now: Timestamp,
    },
    /// An incident that was asked for is not in the store.
    Gone(IncidentId),
    /// Something of the store could not be read.
    StoreFailed(String),
    /// What a text has become in the user's own editor, or why it is as it was.
    Edited(Result<String, String>),
    /// A copy was made, or not.
    Copied(Report),
    /// Something worth a line at the bottom happened outside.
    Told(Notice),
    /// A timer that [`Effect::Timer`] started has run out.
    Elapsed(Timer),
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Stamp the acts with time, author and ids, say so with [`Message::Stamped`], and store them in one transaction.
    Record {
        /// The incident; `None` makes a new one.
        incident: Option<IncidentId>,
        /// At least one, in order.
        acts: Vec<Act>,
    },
    /// Store events of other machines as they are, and say so with [`Message::Stamped`].
    Import(Vec<Event>),
    /// Tell an incident once, whatever is watched.
    Load(IncidentId),
    /// Load an incident and go on telling when another session changes it; `None` stops that.
    Watch(Option<IncidentId>),
    /// Put a text on the clipboard.
    Copy {
        /// What to copy.
        text: String,
        /// Whether it may hold a client's data.
        origin: Origin,
    },
    /// Write a text into a private file.
    File {
        /// What to write.
        text: String,
        /// Whether any file may hold it.
        origin: Origin,
    },
    /// Find out what a raw text tells, and say so with [`Message::Diagnosed`]; a newer order overtakes an older one.
    Diagnose(Task),
    /// Write a draft of an issue into the user's own pack.
    SaveDraft(Box<Draft>),
    /// Write a fix into the user's own pack.
    SaveFix(Box<OwnFix>),
    /// Say what the clipboard holds with [`Message::Clipboard`].
    ReadClipboard,
    /// Let the user edit a text in an editor of their own, and say so with [`Message::Edited`].
    Edit(String),
    /// Open an address in the browser.
    Browse(String),
    /// Send [`Message::Elapsed`] after that time; a running timer of the same kind starts anew.
    Timer(Timer, Duration),
    /// Tell the present at that time at the latest; `None` calls that off. A later order takes the place of this one.
    Alarm(Option<Timestamp>),
    /// Report the mouse to the program, or leave it to the terminal.
    Mouse(bool),
    /// Draw every cell again.
    Redraw,
    /// Give the terminal back and stop until the shell continues the program.
    Suspend,
    /// Try at once to store what could not be stored.
    Retry,
    /// Leave, once everything is stored that can be.
    Quit {
        /// Without what cannot be stored; else it goes into a private file.
        discard: bool,
    },
}

/// A kind of timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Timer {
    /// The notice has been shown long enough.
    Notice,
    /// A copy is no longer fresh: Ctrl+C means quit again.
    Copied,
    /// The second Ctrl+C came too late.
    Interrupt,
}

/// A line at the bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Decides mark and colour, once what it tells of is on disk.
    pub tone: Tone,
    /// One line.
    pub text: String,
    /// What it tells of is on its way to the disk: until it is there nothing says that it worked.
    pub is_pending: bool,
    /// Its end tells nothing new, so that it never takes a second line.
    pub may_be_cut: bool,
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Good,
    /// It is worth knowing.
    Plain,
    /// It did not work.
    Bad,
}

impl Notice {
    /// It worked.
    pub fn good(text: impl Into<String>) -> Self {
        Self::new(Tone::Good, text)
    }

    /// It is worth knowing.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(Tone::Plain, text)
    }

    /// It did not work.
    pub fn bad(text: impl Into<String>) -> Self {
        Self::new(Tone::Bad, text)
    }

    fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into(), is_pending: false, may_be_cut: false }
    }

    /// The same, ending in a text that the reader has just seen.
    #[must_use]
    pub fn cuttable(self) -> Self {
        Self { may_be_cut: true, ..self }
    }

    /// The same of what is on its way to the disk.
    #[must_use]
    pub fn pending(self) -> Self {
        Self { is_pending: true, ..self }
    }

    /// The same of what the disk did not take so far.
    #[must_use]
    pub fn unsaved(self) -> Self {
        let text = format!("Not saved yet - {}", self.text);
        Self { tone: Tone::Plain, text, is_pending: false, ..self }
    }
}
