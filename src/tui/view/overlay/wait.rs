//! The question how long something is waited for.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::Widget,
};

use super::{draw_field, draw_frame, select};
use crate::{
    incident::{Waiting, wait_words},
    tui::{
        layout::split_rows,
        overlay::{Parts, WaitField, WaitPrompt, whom},
        text::{Line, Role, cut_line},
        view::Canvas,
    },
};

pub(super) fn draw(
    canvas: Canvas<'_>,
    prompt: &WaitPrompt,
    parts: Parts,
    buffer: &mut Buffer,
) -> Option<Position> {
    draw_frame(canvas, &format!("Wait: {}", prompt.text.replace('\n', " ")), parts.frame, buffer);
    let mut cursor = None;
    for (field, at) in WaitField::ALL.into_iter().zip(parts.rows.rows()) {
        cursor = draw_one(canvas, prompt, field, at, buffer).or(cursor);
    }
    let (outcome, hint) = split_rows(parts.hint, 1);
    let told =
        cut_line(told(canvas, prompt), usize::from(outcome.width), canvas.app.glyphs.ellipsis);
    canvas.line(&told).render(outcome, buffer);
    canvas.line(&vec![Role::Dim.piece(said(prompt))]).render(hint, buffer);
    cursor
}

fn draw_one(
    canvas: Canvas<'_>,
    prompt: &WaitPrompt,
    field: WaitField,
    at: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let focused = prompt.focus == field;
    let hint = "2h, 14:20 or Tue 9:00; may stay empty";
    match field {
        WaitField::Earliest => {
            draw_field(canvas, ("Look again ", hint), &prompt.typed.earliest, focused, at, buffer)
        }
        WaitField::Latest => {
            draw_field(canvas, ("At latest  ", hint), &prompt.typed.latest, focused, at, buffer)
        }
        WaitField::On => {
            let name = whom(prompt.typed.on);
            let value = if focused {
                Role::Text.piece(format!("< {name} >"))
            } else {
                Role::Dim.piece(name)
            };
            canvas.line(&vec![Role::Heading.piece("For whom   "), value]).render(at, buffer);
            select(canvas, focused, at, buffer);
            None
        }
    }
}

/// What the fields come to, or why they come to nothing.
fn told(canvas: Canvas<'_>, prompt: &WaitPrompt) -> Line {
    let clock = &canvas.app.clock;
    match prompt.typed.read(clock) {
        Err(wrong) => vec![Role::Bad.piece(wrong.said)],
        Ok(wait) => {
            let waiting = Waiting {
                issue: prompt.step.issue.clone(),
                step: prompt.step.step.clone(),
                since: clock.now,
                looked: None,
                wait,
            };
            vec![Role::Pending.piece(wait_words(&waiting, clock))]
        }
    }
}

fn said(prompt: &WaitPrompt) -> &'static str {
    match prompt.focus {
        WaitField::On => "Left and Right change it. Enter starts the wait, Esc does not.",
        WaitField::Earliest | WaitField::Latest => "Enter starts the wait, Esc does not.",
    }
}
