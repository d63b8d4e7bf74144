//! The Diagnose screen: what the pasted text may be, and the text with what speaks for it.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{Canvas, detail::draw_document};
use crate::{
    redact::Class,
    tui::{
        action::Action,
        diagnosis::{Waiting, counted},
        keymap::Context,
        layout,
        text::{Line, Role, cut_line},
        wrap::wrap,
    },
};

pub(super) fn draw(canvas: Canvas<'_>, body: Rect, buffer: &mut Buffer) {
    let screen = &canvas.app.diagnosis;
    if screen.shown().is_none() {
        draw_nothing(canvas, body, buffer);
        return;
    }
    let (list, text) = layout::halves(body, screen.reading);
    draw_matches(canvas, list, buffer);
    draw_text(canvas, text, buffer);
}

fn draw_matches(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let screen = &canvas.app.diagnosis;
    let focused = canvas.app.overlay.is_none() && !screen.reading;
    let title = match waiting(canvas) {
        Some(said) => vec![Role::Pending.piece(format!(" {said} "))],
        None => vec![Role::Title.piece(" Diagnosis ")],
    };
    canvas.block(&title, focused).render(area, buffer);
    let selected = screen.selected_place();
    let cursor = selected.as_ref().map(|place| (place, focused));
    draw_document(canvas, &screen.document, screen.offset, cursor, area, buffer);
}

fn draw_text(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let screen = &canvas.app.diagnosis;
    let focused = canvas.app.overlay.is_none() && screen.reading;
    let room = usize::from(area.width).saturating_sub(4);
    let replaced = cut_line(replaced(canvas), room, canvas.app.glyphs.ellipsis);
    let block = canvas.block(&title(canvas), focused).title_bottom(canvas.line(&replaced));
    block.render(area, buffer);
    let inside = layout::text_area(area);
    for (line, at) in screen.text.seen().zip(inside.rows()) {
        canvas.line(&line).render(at, buffer);
    }
    let seen = usize::from(inside.height);
    canvas.scroll_mark(area, screen.text.offset, screen.text.height(), seen, buffer);
}

fn title(canvas: Canvas<'_>) -> Line {
    let mut title = vec![Role::Title.piece(" Pasted text, redacted ")];
    if let Some((part, total)) = canvas.app.diagnosis.text.part() {
        let kib = |bytes: usize| bytes.div_ceil(1024);
        let part = format!("{} of {} KiB shown ", kib(part.len()), kib(total));
        title.push(Role::Dim.piece(part));
    }
    title
}

/// What was replaced, and what the next copy keeps.
fn replaced(canvas: Canvas<'_>) -> Line {
    let screen = &canvas.app.diagnosis;
    let counts = screen.shown().map(crate::diagnose::Shown::replaced).unwrap_or_default();
    if counts.is_empty() {
        return vec![Role::Dim.piece(" nothing was replaced ")];
    }
    let told = |counts: &[&(Class, usize)]| {
        counts.iter().map(|(class, count)| counted(*class, *count)).collect::<Vec<_>>().join(", ")
    };
    let bare: Vec<_> = counts.iter().filter(|(class, _)| !screen.hidden.contains(*class)).collect();
    let mut line = Line::new();
    if !bare.is_empty() {
        let said = format!(" the next copy keeps {} {}", told(&bare), canvas.app.glyphs.dot);
        line.push(Role::Warning.piece(said).strong());
    }
    let all: Vec<_> = counts.iter().collect();
    line.push(Role::Dim.piece(format!(" replaced: {} ", told(&all))));
    line
}

fn waiting(canvas: Canvas<'_>) -> Option<String> {
    let said = match canvas.app.diagnosis.waiting()? {
        Waiting::Clipboard => "Reading the clipboard",
        Waiting::Diagnosis => "Diagnosing",
    };
    Some(format!("{said} {}", canvas.app.glyphs.ellipsis))
}

fn draw_nothing(canvas: Canvas<'_>, body: Rect, buffer: &mut Buffer) {
    let focused = canvas.app.overlay.is_none();
    canvas.block(&vec![Role::Title.piece(" Diagnosis ")], focused).render(body, buffer);
    let inside = layout::text_area(body);
    let columns = usize::from(inside.width).max(1);
    let said = match waiting(canvas) {
        Some(said) => vec![Role::Pending.piece(said)],
        None => invitation(canvas),
    };
    for (line, at) in wrap(&said, columns).iter().zip(inside.rows()) {
        canvas.line(line).render(at, buffer);
    }
}

fn invitation(canvas: Canvas<'_>) -> Line {
    let key = canvas.app.keymap.key(Context::Diagnosis, Action::Clipboard);
    let mut line = vec![Role::Text.piece("Paste a whole raw error here")];
    if let Some(key) = key {
        line.push(Role::Text.piece(", or press "));
        line.push(Role::Key.piece(key.to_string()));
        line.push(Role::Text.piece(" to take it from the clipboard"));
    }
    line.push(Role::Text.piece(
        ".\n\ncasebook says which known issue it is and why. The text stays in the memory of this program; \
         customer data in it is replaced before anything is drawn, copied or stored.",
    ));
    line
}
