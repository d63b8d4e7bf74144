//! What was tried for an issue and how it ended, fix by fix.

use super::{Audience, Block, Item, words, words::Times};
use crate::{
    incident::{
        Attached, CheckStep, Checklist, Comment, Incident, StepState, fix_title, step_text,
    },
    issue::{FixId, IssueId},
    pack::Packs,
};

/// What a note about an incident says, and how.
pub(super) struct Teller<'a> {
    pub(super) incident: &'a Incident,
    pub(super) packs: &'a Packs,
    pub(super) times: Times,
    /// Who reads it.
    pub(super) audience: Audience,
    /// What technicians wrote, as the reader may read it.
    pub(super) voice: &'a dyn Fn(&str) -> String,
}

impl<'a> Teller<'a> {
    /// The steps of an issue, as they are now.
    pub(super) fn checklist(&self, issue: &IssueId) -> Checklist<'a> {
        self.incident.checklist(issue, self.packs.issue(issue))
    }

    /// Every fix that was entered, with what became of its steps and what was said about them.
    pub(super) fn tried(&self, attached: &Attached) -> Vec<Block> {
        let issue = &attached.issue;
        let checklist = self.checklist(issue);
        checklist.fixes().flat_map(|steps| self.fix(issue, &checklist, steps)).collect()
    }

    fn fix(
        &self,
        issue: &IssueId,
        checklist: &Checklist<'a>,
        steps: &[CheckStep<'a>],
    ) -> Vec<Block> {
        let fix = steps[0].fix;
        let items: Vec<_> = steps.iter().filter_map(|step| self.step(issue, step)).collect();
        let outcome = self.outcome(issue, fix);
        if items.is_empty() && outcome.is_none() {
            return Vec::new();
        }
        let outcome = outcome.unwrap_or_else(|| {
            let progress = checklist.progress_of(fix);
            format!("{} of {} settled", progress.settled, words::counted(progress.total, "step"))
        });
        let title = format!("Fix \"{}\": {outcome}", fix_title(issue, fix, self.packs));
        [Block::paragraph(title)].into_iter().chain(items.into_iter().map(Block::Item)).collect()
    }

    /// What was found out about a fix as a whole.
    fn outcome(&self, issue: &IssueId, fix: &FixId) -> Option<String> {
        if self.incident.was_ended_by(issue, fix) {
            return Some("helped".to_owned());
        }
        let failed = self.incident.failed_fix(issue, fix)?;
        let reason = failed.reason.as_ref().map(|reason| format!(": {}", (self.voice)(reason)));
        let when = self.when(failed.at, &failed.by);
        Some(format!("did not help ({when}){}", reason.unwrap_or_default()))
    }

    /// A step that somebody did something with or said something about.
    fn step(&self, issue: &IssueId, step: &CheckStep<'a>) -> Option<Item> {
        let mark = step.mark.filter(|mark| mark.state != StepState::Todo);
        // Comments name people, and whoever reads a note outside is told elsewhere what was left out.
        let said = if self.is_inside() { self.comments(issue, step) } else { Vec::new() };
        let is_left_out = !self.is_inside() && step.state() == StepState::Skipped;
        if mark.is_none() && said.is_empty() || is_left_out {
            return None;
        }
        let gone = if step.is_gone() { " (no longer in the pack)" } else { "" };
        let text = step_text(issue, step.id, self.incident, self.packs).replace('\n', " ");
        let is_over =
            step.state() == StepState::Waiting && self.incident.waiting(issue, step.id).is_none();
        let waited = if is_over { "waited: " } else { "" };
        let reason =
            mark.and_then(|mark| mark.reason.as_ref()).filter(|why| !why.trim().is_empty());
        let reason = reason.map(|reason| format!("Reason: {}", (self.voice)(reason)));
        Some(Item {
            state: Some(step.state()).filter(|_| !is_over),
            text: format!("{waited}{text}{gone}"),
            at: mark.map(|mark| mark.at),
            by: mark.filter(|_| self.is_inside()).map(|mark| mark.by.clone()),
            lines: reason.into_iter().chain(said).collect(),
            when: mark.map(|mark| self.when(mark.at, &mark.by)).unwrap_or_default(),
        })
    }

    fn comments(&self, issue: &IssueId, step: &CheckStep<'_>) -> Vec<String> {
        let about = |comment: &Comment<'_>| {
            comment.on.is_some_and(|on| on.issue == *issue && on.step == *step.id)
        };
        self.written().filter(about).map(|comment| self.said(&comment)).collect()
    }

    /// Comments on the incident, and on steps of which nothing else is told.
    pub(super) fn other_comments(&self) -> Vec<Block> {
        let is_told = |comment: &Comment<'_>| {
            comment.on.is_some_and(|on| {
                self.incident.ever_attached(&on.issue).is_some()
                    && self.checklist(&on.issue).steps.iter().any(|step| *step.id == on.step)
            })
        };
        let others = self.written().filter(|comment| !is_told(comment));
        others.map(|comment| Block::item(self.said(&comment))).collect()
    }

    /// Comments of more than blanks.
    fn written(&self) -> impl Iterator<Item = Comment<'a>> {
        self.incident.comments().filter(|comment| !comment.text.trim().is_empty())
    }

    fn said(&self, comment: &Comment<'_>) -> String {
        let text = (self.voice)(comment.text.trim());
        format!("{}: {text}", self.when(comment.at, comment.by))
    }

    /// Whether a colleague reads it.
    fn is_inside(&self) -> bool {
        self.audience == Audience::Internal
    }

    /// When it was, and who where that is said.
    pub(super) fn when(&self, at: jiff::Timestamp, by: &str) -> String {
        let at = self.times.at(at);
        if self.is_inside() && !by.is_empty() { format!("{at}, {by}") } else { at }
    }

    /// What stands before what was pasted: why it is that issue; then the lines, and what support asks for.
    pub(super) fn errors(&self, paste: impl Fn(&str) -> String) -> Vec<Block> {
        let mut blocks = Vec::new();
        for diagnosed in self.incident.diagnoses() {
            if self.is_inside() {
                let name = crate::incident::issue_name(&diagnosed.issue, self.incident, self.packs);
                let sure = words::sentence(diagnosed.confidence.as_str());
                let sure = sure.trim_end_matches('.');
                blocks.push(Block::paragraph(format!(
                    "{sure}: {name} - {}",
                    paste(&diagnosed.reason)
                )));
            }
            if !diagnosed.excerpt.trim().is_empty() {
                blocks.push(Block::Quote { text: paste(&diagnosed.excerpt) });
            }
            let facts = diagnosed.extracted.facts().into_iter();
            blocks.extend(facts.map(|(name, value)| Block::Fact { name, value: paste(&value) }));
        }
        blocks
    }
}
