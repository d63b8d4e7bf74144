//! Why an issue was found: what stands where.

use std::ops::Range;

use serde::Serialize;

/// Something in the text that speaks for an issue.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// Its bytes in the raw text.
    #[serde(flatten)]
    pub range: Range<usize>,
}

/// What a piece of evidence is, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A code of the issue.
    Code,
    /// A phrase of one of its signatures.
    Phrase,
    /// Its title.
    Title,
    /// An HTTP status.
    Http,
    /// A host of Microsoft's.
    Host,
    /// A word that the issue has too.
    Word,
}

impl EvidenceKind {
    /// The word in JSON and for a person.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Phrase => "phrase",
            Self::Title => "title",
            Self::Http => "http",
            Self::Host => "host",
            Self::Word => "word",
        }
    }
}
