//! Sentences that the plain text and the Markdown of an issue share.

use std::borrow::Cow;

use crate::{
    issue::{Copy, Fix, Issue, Level, Link, Sign, Step, TellApart, Wait},
    pack::Packs,
};

/// Services, phases and the age of what is told, for the line below the title.
pub(super) fn origin(issue: &Issue, packs: &Packs) -> String {
    let services = issue.services.iter().map(|id| match packs.service(id) {
        Some(service) => service.title.as_str(),
        None => id.as_str(),
    });
    let phases = issue.phase.iter().map(|phase| phase.as_str());
    let guide = packs.pack(&issue.pack).and_then(|pack| pack.source.as_ref());
    let parts = [
        Some(services.collect::<Vec<_>>().join(", ")),
        Some(phases.collect::<Vec<_>>().join(", ")),
        guide.map(|guide| format!("guide of {}", guide.as_of)),
        issue.verified.as_ref().map(|day| format!("verified on {day}")),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// What a look-alike is called: its title, or its id where no pack has it.
pub(super) fn title_of<'a>(entry: &'a TellApart, packs: &'a Packs) -> &'a str {
    packs.issue(&entry.issue).map_or(entry.issue.as_str(), |other| other.title.as_str())
}

/// What separates a look-alike.
pub(super) fn sign(sign: &Sign) -> &str {
    match sign {
        Sign::When(when) => when,
        Sign::Same(_) => "The same issue, told once more.",
    }
}

/// Something to know about a step besides its text.
pub(super) enum Note<'a> {
    /// A label and a plain sentence.
    Says(&'static str, Cow<'a, str>),
    /// A value to copy.
    Value(&'a Copy),
    /// A page to open.
    Page(&'a Link),
}

/// Everything to know about a step besides its text; what must be known before acting comes first.
pub(super) fn notes<'a>(fix: &Fix, step: &'a Step) -> Vec<Note<'a>> {
    let level = step.level.filter(|level| *level != fix.level);
    let before = [
        step.only_if.as_deref().map(|text| ("Only if", text.into())),
        step.danger.as_deref().map(|text| ("DANGER", text.into())),
        level.map(|level| ("Where", place(level).into())),
        step.wait.as_ref().map(|wait| ("Wait", waiting(wait).into())),
        step.escalate.map(|vendor| ("Ask", format!("{} support", vendor.name()).into())),
    ];
    let after = step.verify.as_deref().map(|text| ("It worked if", text.into()));
    let says = |(label, text)| Note::Says(label, text);
    let mut notes: Vec<_> = before.into_iter().flatten().map(says).collect();
    notes.extend(step.copy.iter().map(Note::Value));
    notes.extend(step.link.iter().map(Note::Page));
    notes.extend(after.map(says));
    notes
}

/// Where one acts.
pub(super) const fn place(level: Level) -> &'static str {
    match level {
        Level::Msp => "the MSP's own tenant or organisation",
        Level::Customer => "the client's tenant or organisation",
    }
}

/// How long to wait, and for whom.
fn waiting(wait: &Wait) -> String {
    let whom = wait.on.name();
    match wait.span() {
        Some(span) => format!("{span}, for {whom}"),
        None => format!("for {whom}"),
    }
}

/// A text behind a marker, with all its lines at the marker's end.
pub(super) fn indented(marker: &str, text: &str) -> String {
    let margin = " ".repeat(marker.chars().count());
    let mut indented = String::from(marker);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            indented.push('\n');
            indented.push_str(if line.is_empty() { "" } else { &margin });
        }
        indented.push_str(line);
    }
    indented
}
