//! Top line: screens and the open incident; below it what must not be overlooked.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::Canvas;
use crate::{
    incident::{Incident, label},
    tui::{
        action::Action,
        app::Screen,
        text::{Line, Role, cut_line, width},
    },
};

pub(super) fn draw(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    let mut left: Line = vec![Role::Title.piece(" casebook ").strong()];
    for (screen, action, name) in [
        (Screen::Issues, Action::Issues, "Issues"),
        (Screen::Incidents, Action::Incidents, "Incidents"),
    ] {
        let shown = canvas.app.screen == screen;
        let key = canvas.app.keymap.key(crate::tui::keymap::Context::List, action);
        let key = key.map(|key| format!(" {key} ")).unwrap_or_default();
        left.push(Role::Key.piece(key));
        let name = if shown { Role::Focus.piece(name).strong() } else { Role::Dim.piece(name) };
        left.push(name);
        left.push(Role::Text.piece(" "));
    }
    let room = usize::from(area.width).saturating_sub(width(&left) + 2);
    let right = cut_line(incident(canvas), room, canvas.app.glyphs.ellipsis);
    canvas.row(&left, &right, area, buffer);
}

/// The open incident with its progress, or which one can be resumed.
fn incident(canvas: Canvas<'_>) -> Line {
    let app = canvas.app;
    if let Some(open) = app.work.open() {
        let (settled, total) = progress(canvas, open);
        let mark = app.glyphs.incident;
        return vec![
            Role::Accent.piece(format!("{mark} {}", open.label())).strong(),
            Role::Good.piece(format!("  {settled}/{total} ")),
        ];
    }
    let Some(summary) = app.work.resumable() else { return Line::new() };
    let key = app.keymap.key(crate::tui::keymap::Context::List, Action::Resume);
    let name = label(&summary.ticket, &summary.client, &summary.id);
    vec![
        Role::Key.piece(key.map(|key| key.to_string()).unwrap_or_default()),
        Role::Dim.piece(format!(" resume {name} ")),
    ]
}

/// Over all attached issues.
fn progress(canvas: Canvas<'_>, incident: &Incident) -> (usize, usize) {
    let packs = &canvas.app.library.packs;
    let each = incident.issues().map(|attached| {
        let progress = incident.checklist(&attached.issue, packs.issue(&attached.issue)).progress();
        (progress.settled, progress.total)
    });
    each.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}

pub(super) fn draw_banner(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    for (line, at) in canvas.app.banner().iter().zip(area.rows()) {
        let at = Rect { x: at.x + 1, width: at.width.saturating_sub(1), ..at };
        canvas.line(line).render(at, buffer);
    }
}
