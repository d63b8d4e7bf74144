//! Draws the state. Reads it and returns nothing: what a frame needs was laid out when the state changed.

mod dashboard;
mod detail;
mod diagnosis;
mod footer;
mod header;
mod incident;
mod incidents;
mod list;
mod overlay;

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
    text::{Line as Drawn, Span},
    widgets::{Block, BorderType, Paragraph, Widget},
};

use super::{
    app::{App, Screen},
    layout::{self, Pane},
    text::{Line, Role},
    theme::Theme,
};

/// What every part of the drawing needs.
#[derive(Clone, Copy)]
struct Canvas<'a> {
    app: &'a App,
    theme: &'a Theme,
}

/// Draws one frame.
pub fn draw(frame: &mut Frame<'_>, app: &App, theme: &Theme) {
    let canvas = Canvas { app, theme };
    let area = frame.area();
    if layout::is_too_small(area.width, area.height) {
        let text = format!("casebook needs {}x{}", layout::SMALLEST.0, layout::SMALLEST.1);
        Paragraph::new(text).render(area, frame.buffer_mut());
        return;
    }
    let areas = app.areas();
    let buffer = frame.buffer_mut();
    header::draw(canvas, areas.header, buffer);
    header::draw_banner(canvas, areas.banner, buffer);
    match app.screen {
        Screen::Issues => {
            list::draw(canvas, areas.list, buffer);
            detail::draw(canvas, areas.detail, buffer);
            incident::draw(canvas, areas.incident, buffer);
        }
        Screen::Incidents => incidents::draw(canvas, areas.body, buffer),
        Screen::Dashboard => dashboard::draw(canvas, areas.body, buffer),
        Screen::Diagnosis => diagnosis::draw(canvas, areas.body, buffer),
    }
    footer::draw(canvas, areas.footer, buffer);
    let overlaid =
        app.overlay.as_ref().map(|overlay| overlay::draw(canvas, overlay, areas.body, buffer));
    let cursor = overlaid.unwrap_or_else(|| match app.screen {
        Screen::Issues => list::cursor(canvas, areas.list),
        Screen::Incidents => incidents::cursor(canvas, areas.body),
        Screen::Dashboard | Screen::Diagnosis => None,
    });
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

impl Canvas<'_> {
    /// A line of ours as ratatui draws it.
    fn line(&self, line: &Line) -> Drawn<'static> {
        let spans =
            line.iter().map(|piece| Span::styled(piece.text.clone(), self.theme.look(piece.look)));
        spans.collect()
    }

    /// Writes a line at the left of a row, and another at its right end.
    fn row(&self, left: &Line, right: &Line, area: Rect, buffer: &mut Buffer) {
        self.line(left).render(area, buffer);
        let width = u16::try_from(super::text::width(right)).unwrap_or(u16::MAX);
        if width > 0 && width <= area.width {
            let at = Rect { x: area.right() - width, width, ..area };
            self.line(right).render(at, buffer);
        }
    }

    /// A border with a title, in the role of the pane that has the focus or of another.
    fn block(&self, title: &Line, focused: bool) -> Block<'static> {
        let role = if focused { Role::Focus } else { Role::Border };
        let border = if self.is_ascii() { ASCII_BORDER } else { ratatui::symbols::border::PLAIN };
        let kind =
            if focused && !self.is_ascii() { BorderType::Thick.to_border_set() } else { border };
        Block::bordered()
            .border_set(kind)
            .border_style(self.theme.role(role))
            .title(self.line(title))
    }

    fn is_ascii(&self) -> bool {
        self.app.glyphs == super::glyph::Glyphs::of(true)
    }

    /// Whether the keys go to a pane of the Issues screen.
    fn has_focus(&self, pane: Pane) -> bool {
        self.app.overlay.is_none()
            && self.app.screen == Screen::Issues
            && self.app.issues.focus == pane
    }

    /// Shows how much of a text is above and below, on the right border of its pane.
    fn scroll_mark(
        &self,
        pane: Rect,
        offset: usize,
        total: usize,
        seen: usize,
        buffer: &mut Buffer,
    ) {
        if total <= seen || pane.height < 3 || pane.width == 0 {
            return;
        }
        let track = usize::from(pane.height - 2);
        let length = (seen * track / total).max(1);
        let start = offset * (track - length) / (total - seen).max(1);
        let mark = if self.is_ascii() { "#" } else { "█" };
        for row in start..(start + length).min(track) {
            let y = pane.y + 1 + u16::try_from(row).unwrap_or(0);
            if let Some(cell) = buffer.cell_mut(Position::new(pane.right() - 1, y)) {
                cell.set_symbol(mark).set_style(self.theme.role(Role::Text));
            }
        }
    }
}

const ASCII_BORDER: ratatui::symbols::border::Set<'static> = ratatui::symbols::border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};
