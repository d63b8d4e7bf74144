//! The note for the ticket that is made of an incident: for the client, for colleagues, for a vendor.
//!
//! A [`Note`] is the note as data: a heading, and sections of paragraphs, list items and quoted text. [`Note::to_text`]
//! comes first, as most tickets draw no Markdown; [`Note::to_markdown`] and its JSON say the same.

mod client;
mod hide;
mod internal;
mod markdown;
mod text;
mod tried;
mod vendor;
mod words;

use std::fmt;

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    clock::Clock,
    incident::{Incident, IncidentId, StepState},
    pack::Packs,
};

/// A note for a ticket. Its JSON is the documented contract of `casebook incident note --format json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Who reads it.
    pub audience: Audience,
    /// The incident; only in an internal note.
    pub incident: Option<IncidentId>,
    /// What it is about, in one line.
    pub heading: String,
    /// None of them is empty.
    pub sections: Vec<Section>,
    /// The line from which another casebook goes on; only in an internal note.
    pub handover: Option<String>,
}

/// Who reads a note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The client: what was wrong and what was done, in their words.
    Client,
    /// Colleagues: everything.
    #[default]
    Internal,
    /// Support of Microsoft or Rewst: what they ask for, without names.
    Vendor,
}

/// A part of a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading; the first part may have none.
    pub title: Option<String>,
    /// At least one.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// Running text.
    Paragraph {
        /// One line or more.
        text: String,
    },
    /// An entry of a list.
    Item(Item),
    /// A value with its name.
    Fact {
        /// What it is.
        name: &'static str,
        /// One line.
        value: String,
    },
    /// Lines of a pasted error, redacted.
    Quote {
        /// As they were.
        text: String,
    },
}

/// An entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Item {
    /// State of the step that it is about.
    pub state: Option<StepState>,
    /// What it is.
    pub text: String,
    /// When it came to that.
    pub at: Option<Timestamp>,
    /// Who did it; only in an internal note.
    pub by: Option<String>,
    /// Reasons and comments: texts of one line or more.
    pub lines: Vec<String>,
    /// Time and person as the note says them; may be empty.
    #[serde(skip)]
    pub when: String,
}

impl Audience {
    /// Every audience, in the order of the dashboard.
    pub const ALL: [Self; 3] = [Self::Client, Self::Internal, Self::Vendor];

    /// The word on the command line, in JSON and on the screen.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Internal => "internal",
            Self::Vendor => "vendor",
        }
    }

    /// The next or the one before, around the ends.
    #[must_use]
    pub const fn turned(self, forward: bool) -> Self {
        match (self, forward) {
            (Self::Client, true) | (Self::Vendor, false) => Self::Internal,
            (Self::Internal, true) | (Self::Client, false) => Self::Vendor,
            (Self::Vendor, true) | (Self::Internal, false) => Self::Client,
        }
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text about an incident that is read where nobody of the incident is known: no names, no customer data.
pub fn for_anybody(text: &str, incident: &Incident) -> String {
    hide::Hide::of(incident).all(text)
}

impl Note {
    /// The note as of now.
    pub fn new(incident: &Incident, packs: &Packs, clock: &Clock, audience: Audience) -> Self {
        let mut note = match audience {
            Audience::Client => client::note(incident, packs, clock),
            Audience::Internal => internal::note(incident, packs, clock),
            Audience::Vendor => vendor::note(incident, packs, clock),
        };
        // What was written down may be nothing but blanks.
        for section in &mut note.sections {
            section.blocks.retain(Block::says_something);
        }
        note.sections.retain(|section| !section.blocks.is_empty());
        note
    }

    /// For a ticket that draws no Markdown: one paragraph a line, whoever shows it wraps it.
    pub fn to_text(&self) -> String {
        text::note(self)
    }

    /// For a ticket that draws Markdown.
    pub fn to_markdown(&self) -> String {
        markdown::note(self)
    }

    /// For a script.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }

    /// Changes everything that somebody reads as text.
    fn map_texts(&mut self, change: impl Fn(&str) -> String) {
        let change = |text: &mut String| *text = change(text);
        change(&mut self.heading);
        for section in &mut self.sections {
            section.title.iter_mut().for_each(change);
            section.blocks.iter_mut().for_each(|block| match block {
                Block::Paragraph { text } | Block::Quote { text } => change(text),
                Block::Fact { value, .. } => change(value),
                Block::Item(item) => {
                    change(&mut item.text);
                    item.lines.iter_mut().for_each(change);
                }
            });
        }
    }
}

impl Section {
    /// A part with a heading.
    fn new(title: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self { title: Some(title.into()), blocks }
    }

    /// The part before the first heading.
    fn first(blocks: Vec<Block>) -> Self {
        Self { title: None, blocks }
    }
}

impl Block {
    fn says_something(&self) -> bool {
        match self {
            Self::Paragraph { text } | Self::Quote { text } => !text.trim().is_empty(),
            Self::Item(_) | Self::Fact { .. } => true,
        }
    }

    fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { text: text.into() }
    }

    fn item(text: impl Into<String>) -> Self {
        Self::Item(Item { text: text.into(), ..Item::default() })
    }
}
