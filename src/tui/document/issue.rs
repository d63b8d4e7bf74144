//! An issue as the detail pane shows it: foldable blocks, fixes as checklists.

use std::time::Duration;

use super::{Document, Page};
use crate::{
    incident::{Checklist, Incident, Mark, Progress, StepState},
    issue::{
        Detail, DetailKind, Fix, FixId, Issue, Level, ServiceId, Sign, Step, StepId, Vendor, Wait,
        WaitOn,
    },
    markdown,
    pack::Packs,
    search::Query,
    tui::{
        clock::Clock,
        glyph::{Glyphs, check_box},
        text::{self, Line, Piece, Role},
    },
};

/// Columns for the time of a mark of today, or for the word that it is not on disk yet.
const TIME: usize = 7;

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
            step(subject, page, fix, entry);
        }
        for gone in checklist
            .iter()
            .flat_map(|list| &list.steps)
            .filter(|step| step.gone && *step.fix == fix.id)
        {
            page.item(Item::Gone(gone.id.clone()), |page| {
                let line =
                    vec![Role::Dim.piece(gone.text), Role::Warning.piece("  gone from the pack")];
                page.text(
                    vec![Role::Dim.piece(format!("  {} ", check_box(gone.state())))],
                    line,
                    Line::new(),
                );
            });
        }
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

fn step(subject: &Subject<'_>, page: &mut Page<'_, Item>, fix: &Fix, step: &Step) {
    let mark = subject.incident.and_then(|incident| incident.mark(&subject.issue.id, &step.id));
    let state = mark.map_or(StepState::Todo, |mark| mark.state);
    page.item(Item::Step(step.id.clone()), |page| {
        let role = if matches!(state, StepState::Done | StepState::Skipped) {
            Role::Dim
        } else {
            Role::Text
        };
        let text = text::from_inlines(&markdown::inline(&step.text), role);
        page.text(
            box_before(subject, mark, state),
            text,
            at_right_of_step(subject, fix, step, mark),
        );
        let indent = if subject.incident.is_some() { 6 } else { 4 };
        if let Some(reason) = mark.and_then(|mark| mark.reason.as_ref()) {
            page.note(indent, format!("{}: {reason}", state.as_str()), Role::Pending);
        }
        around(page, step, indent, state);
    });
}

fn box_before(subject: &Subject<'_>, mark: Option<&Mark>, state: StepState) -> Line {
    if subject.incident.is_none() {
        return vec![Role::Dim.piece(format!("  {} ", subject.glyphs.step))];
    }
    let role = match (state, mark) {
        (_, Some(mark)) if (subject.is_pending)(mark) => Role::Pending,
        (StepState::Todo, _) => Role::Text,
        (StepState::Done, _) => Role::Good,
        (StepState::Failed, _) => Role::Bad,
        (StepState::Skipped, _) => Role::Dim,
    };
    vec![Role::Text.piece("  "), role.piece(check_box(state)), Role::Text.piece(" ")]
}

fn at_right_of_step(subject: &Subject<'_>, fix: &Fix, step: &Step, mark: Option<&Mark>) -> Line {
    let level = step.level_in(fix);
    let mut right: Line =
        (level != fix.level).then(|| Role::Accent.piece(level_word(level))).into_iter().collect();
    if subject.incident.is_some() {
        let (time, role) = match mark.filter(|mark| mark.state != StepState::Todo) {
            Some(mark) if (subject.is_pending)(mark) => ("unsaved".to_owned(), Role::Pending),
            Some(mark) => (subject.clock.short(mark.at), Role::Dim),
            None => (String::new(), Role::Dim),
        };
        // The column stands before there is a time in it: a tick must not move the text under the eyes.
        right.push(role.piece(format!("  {time:>TIME$}")));
    }
    right
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Msp => "msp",
        Level::Customer => "customer",
    }
}

/// What stands below a step: conditions and dangers while it is open, what it offers always.
fn around(page: &mut Page<'_, Item>, step: &Step, indent: usize, state: StepState) {
    if let Some(condition) = &step.only_if {
        page.labelled(indent, "only if:", condition, Role::Pending);
    }
    if state == StepState::Todo {
        if let Some(danger) = &step.danger {
            page.labelled(indent, "careful:", danger, Role::Warning);
        }
        if let Some(wait) = &step.wait {
            page.note(indent, wait_sentence(wait), Role::Pending);
        }
    }
    if let Some(vendor) = step.escalate {
        page.note(indent, format!("asks {} support", vendor_name(vendor)), Role::Accent);
    }
    for copy in &step.copy {
        page.text(
            vec![Role::Text.piece(" ".repeat(indent))],
            offered(&copy.label, &copy.text),
            Line::new(),
        );
    }
    for link in &step.link {
        let line = vec![Role::Dim.piece("page: "), Role::Link.piece(&link.label)];
        page.text(vec![Role::Text.piece(" ".repeat(indent))], line, Line::new());
    }
    if let Some(verify) = &step.verify {
        page.labelled(indent, "worked if:", verify, Role::Good);
    }
}

fn offered(label: &str, value: &str) -> Vec<Piece> {
    let lines = value.trim().lines().count();
    let shown = if lines > 1 { format!("{lines} lines") } else { value.trim().to_owned() };
    vec![Role::Dim.piece(format!("copy {label}: ")), Role::Code.piece(shown)]
}

/// Name of a vendor's support as people write it.
pub fn vendor_name(vendor: Vendor) -> &'static str {
    match vendor {
        Vendor::Rewst => "Rewst",
        Vendor::Microsoft => "Microsoft",
    }
}

/// How long to wait and for whom.
fn wait_sentence(wait: &Wait) -> String {
    let whom = match wait.on {
        WaitOn::Microsoft => "Microsoft",
        WaitOn::Rewst => "Rewst",
        WaitOn::Client => "the client",
    };
    match (wait.earliest.map(in_unit), wait.latest.map(in_unit)) {
        (None, None) => format!("wait for {whom}"),
        (Some(time), None) => format!("wait at least {} for {whom}", told(time)),
        (None, Some(time)) => format!("wait up to {} for {whom}", told(time)),
        (Some(earliest), Some(latest)) if earliest.1 == latest.1 => {
            format!("wait {} to {} for {whom}", earliest.0, told(latest))
        }
        (Some(earliest), Some(latest)) => {
            format!("wait {} to {} for {whom}", told(earliest), told(latest))
        }
    }
}

/// In the largest unit that gives a whole number, but hours up to two days, as people say.
fn in_unit(time: Duration) -> (u64, &'static str) {
    let minutes = time.as_secs() / 60;
    match minutes {
        _ if minutes.is_multiple_of(24 * 60) && minutes > 48 * 60 => (minutes / (24 * 60), "day"),
        _ if minutes.is_multiple_of(60) => (minutes / 60, "hour"),
        _ => (minutes, "minute"),
    }
}

fn told((number, unit): (u64, &str)) -> String {
    if number == 1 { format!("1 {unit}") } else { format!("{number} {unit}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case(Some(2), Some(48), "wait 2 to 48 hours for Microsoft")]
    #[case(None, Some(72), "wait up to 3 days for Microsoft")]
    #[case(Some(1), None, "wait at least 1 hour for Microsoft")]
    #[case(None, None, "wait for Microsoft")]
    fn a_wait_is_told_in_units_people_use(
        #[case] earliest: Option<u64>,
        #[case] latest: Option<u64>,
        #[case] expected: &str,
    ) {
        let hours = |hours: u64| Duration::from_secs(hours * 3600);
        let wait = Wait {
            earliest: earliest.map(hours),
            latest: latest.map(hours),
            on: WaitOn::Microsoft,
        };
        assert_eq!(wait_sentence(&wait), expected);
    }
}
