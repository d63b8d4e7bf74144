//! Questions with text to type: which incident, and why.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::Widget,
};

use super::{draw_field, draw_frame, select};
use crate::tui::{
    overlay::{
        IncidentPrompt, Parts, PromptField, PromptLine, Purpose, Question, Reason, Target, rest,
    },
    text::{Role, cut_line},
    view::Canvas,
};

pub(super) fn draw(
    canvas: Canvas<'_>,
    prompt: &IncidentPrompt,
    parts: Parts,
    buffer: &mut Buffer,
) -> Option<Position> {
    let title = match &prompt.purpose {
        Purpose::Edit { .. } => "Ticket, client and title",
        Purpose::Attach { mark: Some(_), .. } => "Which incident does this mark belong to?",
        Purpose::Attach { mark: None, .. } => "New incident",
    };
    draw_frame(canvas, title, parts.frame, buffer);
    let mut cursor = None;
    let lines = prompt.lines();
    for (line, at) in lines.iter().skip(prompt.rows.offset).zip(parts.rows.rows()) {
        cursor = match line {
            PromptLine::Answer(place) => {
                draw_answer(canvas, prompt, *place, at, buffer);
                cursor
            }
            PromptLine::Field(field) => {
                draw_prompt_field(canvas, prompt, *field, at, buffer).or(cursor)
            }
        };
    }
    if lines.is_empty() {
        let nothing = vec![Role::Dim.piece("No incident of that name.")];
        canvas.line(&nothing).render(parts.rows, buffer);
    }
    canvas.line(&vec![Role::Dim.piece(hint(prompt))]).render(parts.hint, buffer);
    if prompt.is_filtering() {
        let label = ("Filter  ", "type to filter");
        return draw_field(canvas, label, &prompt.filter, true, parts.field, buffer);
    }
    cursor
}

fn draw_answer(
    canvas: Canvas<'_>,
    prompt: &IncidentPrompt,
    place: usize,
    at: Rect,
    buffer: &mut Buffer,
) {
    let answer = match prompt.found(place) {
        Some(Target::New) => "New incident".to_owned(),
        Some(Target::Open { label, .. }) => format!("The open one: {label}"),
        Some(Target::Other { label, has_issue: true, .. }) => format!("{label} (has this issue)"),
        Some(Target::Other { label, .. }) => label.clone(),
        None => return,
    };
    let ellipsis = canvas.app.glyphs.ellipsis;
    let answer = cut_line(vec![Role::Text.piece(answer)], usize::from(at.width), ellipsis);
    canvas.line(&answer).render(at, buffer);
    select(canvas, place == prompt.rows.selected, at, buffer);
}

fn draw_prompt_field(
    canvas: Canvas<'_>,
    prompt: &IncidentPrompt,
    field: PromptField,
    at: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let (label, text) = match field {
        PromptField::Ticket => ("  Ticket  ", &prompt.ticket),
        PromptField::Client => ("  Client  ", &prompt.client),
        PromptField::Link => return draw_link(canvas, prompt, at, buffer),
        PromptField::Title => ("  Title   ", &prompt.title),
    };
    let focused = prompt.has_fields() && prompt.focus == field;
    let cursor = draw_field(canvas, (label, ""), text, focused, at, buffer);
    if let Some(completion) = prompt.completion().filter(|_| focused && text.is_at_end()) {
        draw_completion(canvas, (text.text(), completion), cursor?, at, buffer);
    }
    cursor
}

/// What the text may become, dim behind the cursor.
fn draw_completion(
    canvas: Canvas<'_>,
    (typed, completion): (&str, &str),
    cursor: Position,
    at: Rect,
    buffer: &mut Buffer,
) {
    let room = Rect { x: cursor.x, width: at.right().saturating_sub(cursor.x), ..at };
    let text = match rest(typed, completion) {
        Some(rest) => rest.to_owned(),
        None => format!("  {} {completion}", canvas.app.glyphs.becomes),
    };
    let line =
        cut_line(vec![Role::Dim.piece(text)], usize::from(room.width), canvas.app.glyphs.ellipsis);
    canvas.line(&line).render(room, buffer);
}

/// What a new incident follows; it is chosen, not typed.
fn draw_link(
    canvas: Canvas<'_>,
    prompt: &IncidentPrompt,
    at: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let focused = prompt.has_fields() && prompt.focus == PromptField::Link;
    let role = if prompt.link.leader().is_some() { Role::Accent } else { Role::Dim };
    let role = if focused { Role::Text } else { role };
    let words = vec![Role::Text.piece("  "), role.piece(prompt.link.words())];
    let words = cut_line(words, usize::from(at.width), canvas.app.glyphs.ellipsis);
    canvas.line(&words).render(at, buffer);
    focused.then(|| Position::new((at.x + 3).min(at.right().saturating_sub(1)), at.y))
}

fn hint(prompt: &IncidentPrompt) -> &'static str {
    if prompt.completion().is_some() {
        return "Right or Tab takes the known client.";
    }
    match (prompt.is_edit(), prompt.target()) {
        (false, Some(Target::New)) if prompt.focus == PromptField::Link => {
            "Space links it or not. Enter records."
        }
        (true, _) => "Enter saves, Esc leaves it as it is.",
        (false, Some(Target::New)) if prompt.has_filter() => {
            "Both may stay empty. Down leads to those that exist."
        }
        (false, Some(Target::New)) => "Both may stay empty. Enter records, Esc records nothing.",
        (false, Some(_)) => "Enter records it there, Esc records nothing.",
        (false, None) => "Esc shows all of them again.",
    }
}

pub(super) fn draw_reason(
    canvas: Canvas<'_>,
    reason: &Reason,
    parts: Parts,
    buffer: &mut Buffer,
) -> Option<Position> {
    let (title, label, said) = asked(&reason.question);
    draw_frame(canvas, title, parts.frame, buffer);
    let text = vec![Role::Dim.piece(reason.text.replace('\n', " "))];
    let step = cut_line(text, usize::from(parts.rows.width), canvas.app.glyphs.ellipsis);
    canvas.line(&step).render(parts.rows, buffer);
    canvas.line(&vec![Role::Dim.piece(said)]).render(parts.hint, buffer);
    draw_field(canvas, (label, ""), &reason.field, true, parts.field, buffer)
}

/// Title, label and what Enter does.
fn asked(question: &Question) -> (&'static str, &'static str, &'static str) {
    let records = "Enter records it, Esc does not.";
    match question {
        Question::WhySkipped(_) => ("Why is this step skipped?", "Reason  ", records),
        Question::WhyFailed(_) => (
            "What happened? (may stay empty)",
            "Reason  ",
            "Enter records the failure, Esc does not.",
        ),
        Question::WhyInVain(..) => (
            "This fix did not help: what shows it? (may stay empty)",
            "Reason  ",
            "Enter records it and goes on to the next fix, Esc does not.",
        ),
        Question::WhyRuledOut(_) => (
            "Why is it not this issue? (may stay empty)",
            "Reason  ",
            "Enter rules it out; its marks stay. Esc does not.",
        ),
        Question::WhatHelped => {
            ("What helped?", "Helped  ", "Enter closes the incident, Esc does not.")
        }
    }
}
