//! The parts of an issue: what is searched, and where in it a hit lies.

use super::{
    Query,
    fold::fold_into,
    query::{self, Word},
};
use crate::{
    issue::{Fix, Issue, Sign, Step},
    markdown,
};

/// A part of an issue that can be shown or folded by itself. Numbers count from 0 in the order of the definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The title.
    Title,
    /// The short title.
    Short,
    /// The alias of that number.
    Alias(usize),
    /// The summary.
    Summary,
    /// The issue's id.
    Id,
    /// Codes and phrases of the signature of that number.
    Signature(usize),
    /// Heading and body of the detail of that number.
    Detail(usize),
    /// What tells the issue from the look-alike of that number.
    TellApart(usize),
    /// Heading, conditions and reason of the fix of that number, without its steps.
    Fix(usize),
    /// The step of the second number in the fix of the first, with everything below it.
    Step(usize, usize),
}

impl Place {
    /// Whether it is one of the names that people know the issue by.
    pub(super) fn is_name(self) -> bool {
        matches!(self, Self::Title | Self::Short | Self::Alias(_))
    }
}

impl Query {
    /// The parts of an issue that a hit lies in, in the order of the definition: those with the most of the wanted
    /// words, so that a common word beside a rare one does not unfold everything.
    pub fn places(&self, issue: &Issue) -> Vec<Place> {
        let phrase = query::phrase(self.wanted.iter());
        let mut best = 1;
        let mut places = Vec::new();
        for (place, text) in folded(issue) {
            let holds = |word: &&Word| word.finder.find(text.as_bytes()).is_some();
            let phrase = phrase.as_ref().is_some_and(|phrase| text.contains(phrase));
            let held = self.wanted.iter().filter(holds).count() + usize::from(phrase);
            if held > best {
                best = held;
                places.clear();
            }
            if held == best {
                places.push(place);
            }
        }
        places
    }
}

/// Hands over every text that is searched, names first; the texts of one place follow each other.
pub(super) fn visit(issue: &Issue, see: &mut dyn FnMut(Place, &str)) {
    see(Place::Title, &issue.title);
    see(Place::Short, &issue.short);
    for (number, alias) in issue.aliases.iter().enumerate() {
        see(Place::Alias(number), alias);
    }
    see(Place::Summary, &issue.summary);
    see(Place::Id, issue.id.as_str());
    for (number, signature) in issue.signatures.iter().enumerate() {
        let texts = [&signature.codes, &signature.phrases, &signature.any];
        texts.into_iter().flatten().for_each(|text| see(Place::Signature(number), text));
    }
    for (number, detail) in issue.details.iter().enumerate() {
        see(Place::Detail(number), &detail.title);
        see(Place::Detail(number), &markdown::plain(&detail.body));
    }
    for (number, other) in issue.tell_apart.iter().enumerate() {
        if let Sign::When(condition) = &other.sign {
            see(Place::TellApart(number), condition);
        }
    }
    for (number, fix) in issue.fixes.iter().enumerate() {
        visit_fix(fix, number, see);
    }
}

fn visit_fix(fix: &Fix, number: usize, see: &mut dyn FnMut(Place, &str)) {
    see(Place::Fix(number), &fix.title);
    for text in [&fix.only_if, &fix.when].into_iter().flatten() {
        see(Place::Fix(number), text);
    }
    if let Some(body) = &fix.body {
        see(Place::Fix(number), &markdown::plain(body));
    }
    see(Place::Fix(number), &fix.done);
    for (step_number, step) in fix.steps.iter().enumerate() {
        visit_step(step, &mut |text| see(Place::Step(number, step_number), text));
    }
}

fn visit_step(step: &Step, see: &mut dyn FnMut(&str)) {
    let text: String = markdown::inline(&step.text).into_iter().map(|inline| inline.text).collect();
    see(&text);
    for text in [&step.only_if, &step.danger, &step.verify].into_iter().flatten() {
        see(text);
    }
    for copy in &step.copy {
        see(&copy.label);
        see(&copy.text);
    }
    step.link.iter().for_each(|link| see(&link.label));
}

fn folded(issue: &Issue) -> Vec<(Place, String)> {
    let mut parts: Vec<(Place, String)> = Vec::new();
    visit(issue, &mut |place, text| {
        if parts.last().is_none_or(|(last, _)| *last != place) {
            parts.push((place, String::new()));
        }
        if let Some((_, part)) = parts.last_mut() {
            fold_into(part, text);
            part.push('\n');
        }
    });
    parts
}
