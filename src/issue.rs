//! What a known problem is: how to recognise it, what it means, how to fix it.
//!
//! Plain data, as validated by [`crate::pack`]. Serialising an [`Issue`] gives the documented JSON of
//! `casebook show --format json`.

mod id;
mod wait;

use std::{fmt, time::Duration};

use serde::{Deserialize, Serialize};

pub use self::{
    id::{FixId, IdError, IssueId, PackId, SectionId, ServiceId, StepId},
    wait::{duration, duration_in_short},
};

/// A known problem as defined in a pack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Issue {
    /// File name of the definition; unique over all packs, a later pack's issue replaces an earlier one's.
    pub id: IssueId,
    /// Pack that the definition (or its replacement) comes from.
    pub pack: PackId,
    /// Folder of the definition.
    pub section: SectionId,
    /// The guide's heading, to the letter.
    pub title: String,
    /// At most 36 columns, unique in the pack: for rows, header and prompts.
    pub short: String,
    /// One sentence for a technician.
    pub summary: String,
    /// One sentence for the client's note, free of internals.
    pub client: String,
    /// Services that show the problem, as declared in `pack.toml`.
    pub services: Vec<ServiceId>,
    /// When in the life of an integration it shows; may be empty.
    pub phase: Vec<Phase>,
    /// Words that people type for it and that its title does not contain.
    pub aliases: Vec<String>,
    /// Day (`2026-11-22`) on which a person checked it against Microsoft's behaviour.
    pub verified: Option<String>,
    /// Raw errors that must put this issue first.
    pub examples: Vec<String>,
    /// Raw errors that must not be taken for this issue.
    pub not_examples: Vec<String>,
    /// Alternatives, one is enough; none where no text exists.
    #[serde(rename = "signature")]
    pub signatures: Vec<Signature>,
    /// Foldable blocks in reading order.
    #[serde(rename = "detail")]
    pub details: Vec<Detail>,
    /// In the order in which they are tried; never empty.
    #[serde(rename = "fix")]
    pub fixes: Vec<Fix>,
    /// Look-alikes.
    pub tell_apart: Vec<TellApart>,
}

/// What a raw error must contain to be the issue. Every given part must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// How much a whole match proves.
    pub strength: Strength,
    /// Any one of them, as a whole token.
    pub codes: Vec<String>,
    /// All of them; `*` spans up to 12 words.
    pub phrases: Vec<String>,
    /// At least one of them.
    pub any: Vec<String>,
    /// Not one of them.
    pub none: Vec<String>,
    /// Any one of them, as an HTTP status.
    pub http: Vec<u16>,
    /// Whose host the text must name.
    pub host: Option<Host>,
}

/// A foldable block of an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// Decides the mark and whether it starts open.
    pub kind: DetailKind,
    /// Heading of the block.
    pub title: String,
    /// Markdown, see [`crate::markdown`].
    pub body: String,
}

/// An ordered list of steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    /// Stable and unique in the issue.
    pub id: FixId,
    /// Heading of the fix.
    pub title: String,
    /// What was done, in the past tense, for notes.
    pub done: String,
    /// The situation it is for, where fixes are alternatives.
    pub only_if: Option<String>,
    /// What went before did not help: the condition for going on to this fix.
    pub when: Option<String>,
    /// Whose tenant or organisation one acts in; a step may differ.
    pub level: Level,
    /// Why, as Markdown of a sentence or two.
    pub body: Option<String>,
    /// Single acts, in order; never empty.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// One act of a fix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Stable and unique in the issue: progress hangs on it.
    pub id: StepId,
    /// The act in the imperative, as inline Markdown.
    pub text: String,
    /// The situation it is for.
    pub only_if: Option<String>,
    /// Where it differs from its fix's.
    pub level: Option<Level>,
    /// How long to wait, and for whom.
    pub wait: Option<Wait>,
    /// What is lost or cut off by this step.
    pub danger: Option<String>,
    /// Values to copy.
    pub copy: Vec<Copy>,
    /// Pages to open.
    pub link: Vec<Link>,
    /// How to see that it worked.
    pub verify: Option<String>,
    /// Whose support this step asks.
    pub escalate: Option<Vendor>,
    /// The step whose effect this one takes back.
    pub cleanup: Option<StepId>,
}

/// A waiting time before the next step; both ends are optional.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// Not worth looking before; seconds in JSON.
    #[serde(with = "seconds", rename = "min")]
    pub earliest: Option<Duration>,
    /// Worth escalating after; seconds in JSON.
    #[serde(with = "seconds", rename = "max")]
    pub latest: Option<Duration>,
    /// Who is waited for.
    pub on: WaitOn,
}

/// A value worth copying by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copy {
    /// What it is.
    pub label: String,
    /// Exactly what goes to the clipboard; may have several lines.
    pub text: String,
}

/// A page on the web.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// What is found there.
    pub label: String,
    /// Absolute, http or https.
    pub url: String,
}

/// A look-alike and what separates it from the issue that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellApart {
    /// The other issue; it carries the reverse entry.
    pub issue: IssueId,
    /// What separates them.
    #[serde(flatten)]
    pub sign: Sign,
}

/// What separates two look-alikes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Under this condition it is the other issue.
    When(String),
    /// One story told twice; always `true`.
    Same(bool),
}

macro_rules! word {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_meta])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every value, in the order of the definition format.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word in definitions, JSON and on the screen.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value that a word names; case counts.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.as_str()) }
        }
    };
}

word! {
    /// How much a whole match of a signature proves.
    #[derive(Default)]
    Strength {
        /// The text is this issue, or a declared look-alike.
        Strong = "strong",
        /// The text may be this issue.
        #[default]
        Weak = "weak",
    }
}

word! {
    /// When in the life of an integration an issue shows.
    Phase {
        /// While the integration is installed.
        Install = "install",
        /// While the service account signs in.
        Authorize = "authorize",
        /// While a client organisation is consented.
        Consent = "consent",
        /// While workflows run.
        Run = "run",
    }
}

word! {
    /// What a foldable block tells.
    DetailKind {
        /// What one sees.
        Symptom = "symptom",
        /// Why it happens.
        Cause = "cause",
        /// Where it happens.
        Context = "context",
        /// How things hang together.
        Background = "background",
        /// What not to do.
        Warning = "warning",
        /// What else to know.
        Note = "note",
        /// Where to read on.
        Reference = "reference",
    }
}

impl DetailKind {
    /// Whether a block of this kind is unfolded when the issue is first shown.
    pub const fn starts_open(self) -> bool {
        matches!(self, Self::Symptom | Self::Cause | Self::Warning)
    }
}

word! {
    /// Whose tenant or organisation a step acts in.
    Level {
        /// The service provider's own.
        Msp = "msp",
        /// The client's.
        Customer = "customer",
    }
}

word! {
    /// Who is waited for.
    WaitOn {
        /// Microsoft's systems or support.
        Microsoft = "microsoft",
        /// Rewst's systems or support.
        Rewst = "rewst",
        /// The client.
        Client = "client",
    }
}

word! {
    /// Whose support is asked.
    Vendor {
        /// Rewst support.
        Rewst = "rewst",
        /// Microsoft support.
        Microsoft = "microsoft",
    }
}

word! {
    /// Whose host a raw error must name.
    Host {
        /// A host of Microsoft's cloud.
        Microsoft = "microsoft",
    }
}

impl Issue {
    /// Every step with the fix it belongs to, in pack order.
    pub fn steps(&self) -> impl Iterator<Item = (&Fix, &Step)> {
        self.fixes.iter().flat_map(|fix| fix.steps.iter().map(move |step| (fix, step)))
    }

    /// The step of that id, with its fix.
    pub fn step(&self, id: &StepId) -> Option<(&Fix, &Step)> {
        self.steps().find(|(_, step)| step.id == *id)
    }

    /// The fix of that id.
    pub fn fix(&self, id: &FixId) -> Option<&Fix> {
        self.fixes.iter().find(|fix| fix.id == *id)
    }
}

impl Step {
    /// Whose tenant or organisation the step acts in.
    pub fn level_in(&self, fix: &Fix) -> Level {
        self.level.unwrap_or(fix.level)
    }
}

/// Times as whole seconds.
mod seconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::ref_option, reason = "serde passes the field by reference")]
    pub(super) fn serialize<S: Serializer>(
        time: &Option<Duration>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        time.map(|time| time.as_secs()).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Duration>, D::Error> {
        Ok(Option::deserialize(deserializer)?.map(Duration::from_secs))
    }
}
