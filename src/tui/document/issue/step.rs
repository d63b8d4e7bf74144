//! A step of a fix with all that stands around it.

use super::{Item, Subject};
use crate::{
    incident::{Mark, StepState},
    issue::{Fix, Step, Wait},
    markdown,
    tui::{
        document::Page,
        glyph::check_box,
        text::{self, Line, Piece, Role},
    },
};

/// Columns for the time of a mark of today, and as many for the word that it is not on disk yet: nothing moves when it
/// is.
const TIME: usize = 7;

/// Lays out a step.
pub(super) fn lay_out(subject: &Subject<'_>, page: &mut Page<'_, Item>, fix: &Fix, step: &Step) {
    let mark = subject.incident.and_then(|incident| incident.mark(&subject.issue.id, &step.id));
    let state = mark.map_or(StepState::Todo, |mark| mark.state);
    page.item(Item::Step(step.id.clone()), |page| {
        let role = if matches!(state, StepState::Done | StepState::Skipped) {
            Role::Dim
        } else {
            Role::Text
        };
        let text = text::from_inlines(&markdown::inline(&step.text), role);
        let indent = if subject.incident.is_some() { 6 } else { 4 };
        let (mut right, time) = (level(fix, step), time(subject, mark));
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
        (StepState::Waiting, _) => Role::Warning,
        (StepState::Done, _) => Role::Good,
        (StepState::Failed, _) => Role::Bad,
        (StepState::Skipped, _) => Role::Dim,
    };
    vec![Role::Text.piece("  "), role.piece(check_box(state)), Role::Text.piece(" ")]
}

/// Whose tenant or organisation a step is for, where that is not its fix's.
fn level(fix: &Fix, step: &Step) -> Line {
    let level = step.level_in(fix);
    (level != fix.level).then(|| Role::Accent.piece(level.as_str())).into_iter().collect()
}

/// When a step was marked, or that the mark is not on disk yet.
fn time(subject: &Subject<'_>, mark: Option<&Mark>) -> Line {
    let Some(mark) = mark.filter(|mark| mark.state != StepState::Todo) else { return Line::new() };
    let (time, role) = if (subject.is_pending)(mark) {
        ("unsaved".to_owned(), Role::Pending)
    } else {
        (subject.clock.short(mark.at), Role::Dim)
    };
    vec![role.piece(format!("{time:>TIME$}"))]
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
