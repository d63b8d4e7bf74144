//! What an incident keeps of a diagnosis. All of it is redacted, and it is never the whole paste.

use serde::{Deserialize, Serialize};

use crate::{
    diagnose::{Confidence, Group, Match, Shown, extract::Extracted},
    issue::IssueId,
    redact::{Class, Memory, Tokens},
};

/// A diagnosis from which an incident was opened, or that was taken into it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnosed {
    /// The issue that was chosen from it.
    pub issue: IssueId,
    /// How sure the diagnosis was of it.
    pub confidence: Confidence,
    /// Why, in one line.
    pub reason: String,
    /// The lines of the text around the evidence.
    pub excerpt: String,
    /// What support asks for.
    pub extracted: Extracted,
    /// How many values of each class were replaced in the whole text.
    pub replaced: Vec<(Class, usize)>,
    /// Which token stands for which value, by hash.
    pub tokens: Memory,
}

impl Diagnosed {
    /// What is kept about one of the matches of a diagnosis, in the group that it belongs to.
    pub fn of(shown: &Shown, group: &Group, found: &Match, tokens: &Tokens) -> Self {
        Self {
            issue: found.issue.clone(),
            confidence: found.confidence,
            reason: shown.reason(found),
            excerpt: shown.excerpt(found),
            extracted: group.extracted.clone(),
            replaced: shown.replaced(),
            tokens: tokens.memory().clone(),
        }
    }

    /// The same for an incident of its own, with that one's tokens instead of those that it was redacted with.
    #[must_use]
    pub fn taken_over(mut self, own: &mut Tokens, others: &Tokens) -> Self {
        let Extracted {
            codes,
            hosts,
            trace_id,
            correlation_id,
            request_id,
            client_request_id,
            app_id,
            ..
        } = &mut self.extracted;
        let ids = [trace_id, correlation_id, request_id, client_request_id, app_id];
        let ids = ids.into_iter().flatten();
        let texts = [&mut self.excerpt, &mut self.reason].into_iter();
        for text in texts.chain(codes).chain(hosts).chain(ids) {
            *text = own.take_over(text, others);
        }
        self.tokens = own.memory().clone();
        self
    }
}
