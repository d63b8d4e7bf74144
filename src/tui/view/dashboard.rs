//! The Dashboard screen: what all incidents tell together.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{Canvas, detail::draw_document};
use crate::tui::{
    action::Action,
    keymap::Context,
    layout,
    text::{Line, Role},
    wrap::wrap,
};

pub(super) fn draw(canvas: Canvas<'_>, body: Rect, buffer: &mut Buffer) {
    if canvas.app.work.list.is_empty() {
        draw_nothing(canvas, body, buffer);
        return;
    }
    let screen = &canvas.app.dashboard;
    let focused = canvas.app.overlay.is_none();
    let titles = [title(canvas), vec![Role::Title.piece(" Figures ")]];
    let areas = layout::dashboard(body);
    for (half, (area, title)) in areas.into_iter().zip(&titles).enumerate() {
        if area.is_empty() {
            continue;
        }
        let document = &screen.halves[half];
        let cursor = screen.selected().filter(|spot| document.place(spot).is_some());
        canvas.block(title, focused && cursor.is_some()).render(area, buffer);
        let cursor = cursor.map(|spot| (spot, focused));
        draw_document(canvas, document, screen.offsets[half], cursor, area, buffer);
    }
}

fn title(canvas: Canvas<'_>) -> Line {
    let counts = &canvas.app.dashboard.figures.counts;
    let incidents = if counts.all == 1 { "incident" } else { "incidents" };
    let all = format!("{} {incidents}, {} resolved ", counts.all, counts.resolved);
    vec![Role::Title.piece(" Dashboard "), Role::Dim.piece(all)]
}

fn draw_nothing(canvas: Canvas<'_>, body: Rect, buffer: &mut Buffer) {
    let focused = canvas.app.overlay.is_none();
    canvas.block(&vec![Role::Title.piece(" Dashboard ")], focused).render(body, buffer);
    let inside = layout::text_area(body);
    let key = |action| canvas.app.keymap.key(Context::Dashboard, action);
    let key = |action| Role::Key.piece(key(action).map(|key| key.to_string()).unwrap_or_default());
    let said = [
        Role::Dim.piece("There are no incidents to count yet. "),
        key(Action::Issues),
        Role::Dim.piece(" shows the issues; "),
        key(Action::Tick),
        Role::Dim.piece(
            " on a step there opens an incident. Then you see here what is due, which issues several clients have \
             today, what goes on, what is frequent, and how much there was each day.",
        ),
    ];
    let columns = usize::from(inside.width).max(1);
    for (line, at) in wrap(&said, columns).iter().zip(inside.rows()) {
        canvas.line(line).render(at, buffer);
    }
}
