//! A step of a fix with all that stands around it.

use super::{Item, Subject};
use crate::{
    incident::{
        CheckStep, Checklist, Due, Mark, Since, StepRef, StepState, Waiting, wait_in_short,
        wait_words,
    },
    issue::{Fix, Step, StepId, Wait},
    markdown,
    tui::{
        document::Page,
        text::{self, Line, Piece, Role},
    },
};

/// Columns for the time of a mark of today, and as many for the word that it is not on disk yet: nothing moves when it
/// is.
const TIME: usize = 7;

/// Narrower panes tell of a wait only at the right of its step.
const ROOM_FOR_WAIT: usize = 44;

/// Lays out a step.
pub(super) fn lay_out(
    subject: &Subject<'_>,
    page: &mut Page<'_, Item>,
    fix: &Fix,
    step: &Step,
    checklist: Option<&Checklist<'_>>,
) {
    let check = checklist.and_then(|list| list.steps.iter().find(|one| *one.id == step.id));
    let mark = check.and_then(|check| check.mark);
    let state = mark.map_or(StepState::Todo, |mark| mark.state);
    let waiting =
        subject.incident.and_then(|incident| incident.waiting(&subject.issue.id, &step.id));
    page.item(Item::Step(step.id.clone()), |page| {
        let is_over = matches!(state, StepState::Done | StepState::Skipped);
        let is_over = is_over || check.is_some_and(|check| check.given_up);
        let role = if is_over { Role::Dim } else { Role::Text };
        let mut text = text::from_inlines(&markdown::inline(&step.text), role);
        text.extend(check.and_then(|check| since_then(check.since)));
        let indent = if subject.incident.is_some() { 6 } else { 4 };
        let (mut right, time) = (level(fix, step), time(subject, mark, waiting.as_ref()));
        if let Some(reason) = mark.and_then(|mark| mark.reason.as_ref()) {
            page.text(box_before(subject, mark, state), text, right);
            let reason = vec![Role::Pending.piece(format!("{}: {reason}", state.as_str()))];
            page.text(vec![Role::Text.piece(" ".repeat(indent))], reason, time);
        } else {
            if !right.is_empty() && !time.is_empty() {
                right.push(Role::Text.piece("  "));
            }
            right.extend(time);
            page.text(box_before(subject, mark, state), text, right);
        }
        if let Some(waiting) = &waiting {
            wait(subject, page, waiting, indent, checklist);
        }
        comments(subject, page, step, indent);
        around(page, step, indent, state);
    });
}

/// What became of the step in the pack since the issue was attached.
pub(super) fn since_then(since: Since) -> Option<Piece> {
    match since {
        Since::Same => None,
        Since::New => Some(Role::Warning.piece("  new")),
        Since::Changed => Some(Role::Warning.piece("  changed")),
        Since::Gone => Some(Role::Warning.piece("  gone from the pack")),
    }
}

/// Until when and for whom; after the latest time, where to go on.
fn wait(
    subject: &Subject<'_>,
    page: &mut Page<'_, Item>,
    waiting: &Waiting,
    indent: usize,
    checklist: Option<&Checklist<'_>>,
) {
    let due = waiting.due(subject.clock.now);
    if page.width >= ROOM_FOR_WAIT {
        let mut facts = vec![wait_words(waiting, subject.clock)];
        facts.extend(waiting.wait.on.map(|on| format!("for {}", on.name())));
        let looked = waiting.looked.map(|at| format!("looked {}", subject.clock.short(at)));
        facts.extend(looked);
        let role = if due.is_some() { Role::Warning } else { Role::Pending };
        page.note(indent, facts.join(&format!(" {} ", subject.glyphs.dot)), role);
    }
    if due == Some(Due::Escalate) {
        let next = checklist.and_then(|list| list.next_after(&waiting.step));
        page.note(indent, waited_enough(subject, &waiting.step, next), Role::Warning);
    }
}

fn waited_enough(subject: &Subject<'_>, step: &StepId, next: Option<&CheckStep<'_>>) -> String {
    let Some(next) = next else {
        return "Waited long enough, and no step is left.".to_owned();
    };
    let here = subject.issue.step(step).map(|(fix, _)| &fix.id);
    let text = markdown::plain(next.text);
    let what = match subject.issue.fix(next.fix).filter(|fix| Some(&fix.id) != here) {
        Some(fix) => format!("the fix \"{}\"", markdown::plain(&fix.title)),
        None => format!("\"{}\"", text.trim_end_matches('.')),
    };
    format!("Waited long enough; Enter goes on to {what}.")
}

/// What was written down at the step, the oldest first.
fn comments(subject: &Subject<'_>, page: &mut Page<'_, Item>, step: &Step, indent: usize) {
    let Some(incident) = subject.incident else { return };
    let here = |on: &StepRef| on.issue == subject.issue.id && on.step == step.id;
    for comment in incident.comments().filter(|comment| comment.on.is_some_and(here)) {
        let when = subject.clock.short(comment.at);
        page.note(indent, format!("{} {when}: {}", comment.by, comment.text), Role::Dim);
    }
}

fn box_before(subject: &Subject<'_>, mark: Option<&Mark>, state: StepState) -> Line {
    if subject.incident.is_none() {
        return vec![Role::Dim.piece(format!("  {} ", subject.glyphs.step))];
    }
    let role = match (state, mark) {
        (_, Some(mark)) if (subject.is_pending)(mark) => Role::Pending,
        (StepState::Todo, _) => Role::Text,
        (StepState::Waiting, _) => Role::Warning,
        (StepState::Done, _) => Role::Good,
        (StepState::Failed, _) => Role::Bad,
        (StepState::Skipped, _) => Role::Dim,
    };
    vec![Role::Text.piece("  "), role.piece(state.check_box()), Role::Text.piece(" ")]
}

/// Whose tenant or organisation a step is for, where that is not its fix's.
fn level(fix: &Fix, step: &Step) -> Line {
    let level = step.level_in(fix);
    (level != fix.level).then(|| Role::Accent.piece(level.as_str())).into_iter().collect()
}

/// When a step was marked, what a waiting one asks for, or that the mark is not on disk yet.
fn time(subject: &Subject<'_>, mark: Option<&Mark>, waiting: Option<&Waiting>) -> Line {
    let Some(mark) = mark.filter(|mark| mark.state != StepState::Todo) else { return Line::new() };
    let (time, role) = match waiting {
        _ if (subject.is_pending)(mark) => ("unsaved".to_owned(), Role::Pending),
        Some(waiting) => at_right_of_wait(subject, waiting),
        None => (subject.clock.short(mark.at), Role::Dim),
    };
    vec![role.piece(format!("{time:>TIME$}"))]
}

fn at_right_of_wait(subject: &Subject<'_>, waiting: &Waiting) -> (String, Role) {
    let is_due = waiting.due(subject.clock.now).is_some();
    let role = if is_due { Role::Warning } else { Role::Pending };
    (wait_in_short(waiting, subject.clock), role)
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
        page.note(indent, format!("asks {} support", vendor.name()), Role::Accent);
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

/// How long to wait and for whom.
fn wait_sentence(wait: &Wait) -> String {
    let whom = wait.on.name();
    match wait.span() {
        Some(span) => format!("wait {span} for {whom}"),
        None => format!("wait for {whom}"),
    }
}
