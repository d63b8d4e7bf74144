//! An issue as the detail pane shows it: foldable blocks, fixes as checklists.

mod step;

use super::{Document, Page};
use crate::{
    clock::Clock,
    incident::{CheckStep, Checklist, Incident, Mark, Progress, Since},
    issue::{Detail, DetailKind, Fix, FixId, Issue, ServiceId, Sign, StepId},
    markdown,
    pack::Packs,
    search::Query,
    tui::{
        glyph::Glyphs,
        text::{self, Line, Role},
    },
};

/// Something in an issue that the cursor can stand on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// A foldable block, by its place in the issue.
    Detail(usize),
    /// The block that tells look-alikes apart.
    LookAlikes,
    /// One look-alike, by its place in the issue.
    LookAlike(usize),
    /// A fix.
    Fix(FixId),
    /// A step.
    Step(StepId),
    /// A step that the pack no longer has.
    Gone(StepId),
}

/// What is laid out, and for whom.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The issue.
    pub issue: &'a Issue,
    /// Where look-alikes, services and the pack's name are found.
    pub packs: &'a Packs,
    /// What is searched for.
    pub query: &'a Query,
    /// Whether a block is unfolded.
    pub is_unfolded: &'a dyn Fn(&Item) -> bool,
    /// The open incident, if the issue is attached to it.
    pub incident: Option<&'a Incident>,
    /// What other incidents tell about the issue, a sentence each.
    pub elsewhere: &'a [String],
    /// Whether a mark is not on disk yet.
    pub is_pending: &'a dyn Fn(&Mark) -> bool,
    /// To write times.
    pub clock: &'a Clock,
    /// Marks to use.
    pub glyphs: &'static Glyphs,
}

/// Lays an issue out for a pane of that width.
pub fn lay_out(subject: &Subject<'_>, width: usize) -> Document<Item> {
    let mut page = Page::new(width, subject.glyphs, subject.query);
    let checklist =
        subject.incident.map(|incident| incident.checklist(&subject.issue.id, Some(subject.issue)));
    head(subject, &mut page);
    if let Some(checklist) = &checklist {
        changes(checklist, &mut page);
    }
    let (symptoms, others): (Vec<_>, Vec<_>) = subject
        .issue
        .details
        .iter()
        .enumerate()
        .partition(|(_, detail)| detail.kind == DetailKind::Symptom);
    for (place, block) in symptoms {
        detail(subject, &mut page, place, block);
    }
    look_alikes(subject, &mut page);
    for (place, block) in others {
        detail(subject, &mut page, place, block);
    }
    for (number, entry) in subject.issue.fixes.iter().enumerate() {
        fix(subject, &mut page, number, entry, checklist.as_ref());
    }
    for step in checklist.iter().flat_map(|list| vanished(subject.issue, list)) {
        gone(&mut page, step);
    }
    tail(subject, &mut page);
    page.document
}

fn head(subject: &Subject<'_>, page: &mut Page<'_, Item>) {
    let Subject { issue, packs, glyphs, .. } = subject;
    page.text(Line::new(), vec![Role::Title.piece(&issue.title).strong()], Line::new());
    let services: Vec<_> = issue.services.iter().map(ServiceId::as_str).collect();
    let phases: Vec<_> = issue.phase.iter().map(|phase| phase.as_str()).collect();
    let mut facts = vec![services.join(" "), phases.join(", ")];
    let pack = packs.packs().iter().find(|pack| pack.id == issue.pack);
    if let Some(source) = pack.and_then(|pack| pack.source.as_ref()) {
        facts.push(format!("guide of {}", source.as_of));
    }
    if packs.packs().len() > 1 {
        facts.push(format!("pack {}", issue.pack));
    }
    facts.extend(issue.verified.as_ref().map(|day| format!("verified {day}")));
    facts.retain(|fact| !fact.is_empty());
    page.note(0, facts.join(&format!(" {} ", glyphs.dot)), Role::Accent);
    page.note(0, &issue.summary, Role::Text);
    for told in subject.elsewhere {
        page.note(0, format!("{} {told}", glyphs.bullet), Role::Pending);
    }
}

/// How the issue is recognised and what else it is called; a code is told once.
fn tail(subject: &Subject<'_>, page: &mut Page<'_, Item>) {
    let issue = subject.issue;
    let mut codes: Vec<&str> = Vec::new();
    for code in issue.signatures.iter().flat_map(|signature| &signature.codes) {
        if !codes.contains(&code.as_str()) {
            codes.push(code);
        }
    }
    let is_code = |alias: &str| codes.iter().any(|code| code.eq_ignore_ascii_case(alias));
    let aliases = issue.aliases.iter().map(String::as_str).filter(|alias| !is_code(alias));
    let aliases: Vec<&str> = aliases.collect();
    page.blank();
    if !codes.is_empty() {
        page.note(0, format!("codes: {}", codes.join(", ")), Role::Dim);
    }
    if !aliases.is_empty() {
        page.note(0, format!("also: {}", aliases.join(", ")), Role::Dim);
    }
}

fn heading(
    subject: &Subject<'_>,
    page: &mut Page<'_, Item>,
    item: &Item,
    title: Line,
    right: Line,
) -> bool {
    let unfolded = (subject.is_unfolded)(item);
    let glyph = if unfolded { subject.glyphs.unfolded } else { subject.glyphs.folded };
    page.text(vec![Role::Dim.piece(format!("{glyph} "))], title, right);
    unfolded
}

fn detail(subject: &Subject<'_>, page: &mut Page<'_, Item>, place: usize, detail: &Detail) {
    page.blank();
    let role = if detail.kind == DetailKind::Warning { Role::Warning } else { Role::Heading };
    let item = Item::Detail(place);
    page.item(item.clone(), |page| {
        let mut title = vec![role.piece(&detail.title).strong()];
        if detail.kind == DetailKind::Warning {
            title.insert(0, role.piece(format!("{} ", subject.glyphs.warning)).strong());
        }
        if heading(subject, page, &item, title, Line::new()) {
            page.markdown(2, &detail.body);
        }
    });
}

fn look_alikes(subject: &Subject<'_>, page: &mut Page<'_, Item>) {
    let others = &subject.issue.tell_apart;
    if others.is_empty() {
        return;
    }
    page.blank();
    let mut unfolded = false;
    page.item(Item::LookAlikes, |page| {
        let title =
            vec![Role::Heading.piece(format!("Or is it {}?", subject.glyphs.ellipsis)).strong()];
        let count = vec![Role::Dim.piece(others.len().to_string())];
        unfolded = heading(subject, page, &Item::LookAlikes, title, count);
    });
    for (place, other) in others.iter().enumerate().filter(|_| unfolded) {
        let name = subject
            .packs
            .issue(&other.issue)
            .map_or(other.issue.as_str(), |issue| issue.short.as_str());
        let when = match &other.sign {
            Sign::When(when) => when.as_str(),
            Sign::Same(_) => "The same problem, told twice in the guide.",
        };
        page.item(Item::LookAlike(place), |page| {
            let mut line = vec![Role::Link.piece(name), Role::Text.piece("  ")];
            line.extend(text::from_inlines(&markdown::inline(when), Role::Text));
            page.text(
                vec![Role::Dim.piece(format!("  {} ", subject.glyphs.bullet))],
                line,
                Line::new(),
            );
        });
    }
}

fn fix(
    subject: &Subject<'_>,
    page: &mut Page<'_, Item>,
    number: usize,
    fix: &Fix,
    checklist: Option<&Checklist<'_>>,
) {
    page.blank();
    let item = Item::Fix(fix.id.clone());
    let mut unfolded = false;
    page.item(item.clone(), |page| {
        let title = vec![
            Role::Heading.piece(format!("Fix {}: ", number + 1)).strong(),
            Role::Heading.piece(&fix.title).strong(),
        ];
        let progress = checklist.map(|checklist| checklist.progress_of(&fix.id));
        unfolded = heading(subject, page, &item, title, at_right_of_fix(subject, fix, progress));
        let failed = subject.incident.and_then(|one| one.failed_fix(&subject.issue.id, &fix.id));
        if let Some(failed) = failed {
            let reason = failed.reason.as_ref().map(|reason| format!(": {reason}"));
            page.note(2, format!("did not help{}", reason.unwrap_or_default()), Role::Bad);
        }
        for (label, text) in [("if it did not help so far:", &fix.when), ("only if:", &fix.only_if)]
        {
            if let Some(text) = text {
                page.labelled(2, label, text, Role::Pending);
            }
        }
        if let Some(body) = fix.body.as_ref().filter(|_| unfolded) {
            page.markdown(2, body);
        }
    });
    if unfolded {
        for entry in &fix.steps {
            step::lay_out(subject, page, fix, entry, checklist);
        }
        let steps = checklist.iter().flat_map(|list| &list.steps);
        for step in steps.filter(|step| step.is_gone() && *step.fix == fix.id) {
            gone(page, step);
        }
    }
}

/// A step that the pack no longer has, as it was.
fn gone(page: &mut Page<'_, Item>, step: &CheckStep<'_>) {
    page.item(Item::Gone(step.id.clone()), |page| {
        let text = Role::Dim.piece(markdown::plain(step.text));
        let line = [text].into_iter().chain(step::since_then(step.since)).collect();
        let check_box = Role::Dim.piece(format!("  {} ", step.state().check_box()));
        page.text(vec![check_box], line, Line::new());
    });
}

/// Steps of fixes that the pack no longer has.
fn vanished<'l, 'a>(
    issue: &'l Issue,
    checklist: &'l Checklist<'a>,
) -> impl Iterator<Item = &'l CheckStep<'a>> {
    checklist.steps.iter().filter(|step| step.is_gone() && issue.fix(step.fix).is_none())
}

/// What became of the steps in the pack since the issue was attached.
fn changes(checklist: &Checklist<'_>, page: &mut Page<'_, Item>) {
    let count = |since| checklist.steps.iter().filter(|step| step.since == since).count();
    let told = [(Since::New, "new"), (Since::Changed, "changed"), (Since::Gone, "gone")];
    let told = told.map(|(since, word)| (count(since), word));
    let told: Vec<_> = told
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if !told.is_empty() {
        let told = told.join(", ");
        let said = format!(
            "The pack changed since this was attached: {told}. Attaching it anew takes today's steps."
        );
        page.note(0, said, Role::Warning);
    }
}

fn at_right_of_fix(subject: &Subject<'_>, fix: &Fix, progress: Option<Progress>) -> Line {
    let mut right = vec![Role::Dim.piece(fix.level.as_str())];
    if let Some(Progress { settled, total }) = progress {
        let gauge = subject.glyphs.gauge(settled, total, 5);
        right.push(Role::Good.piece(format!("  {gauge} {settled}/{total}")));
    }
    right
}
