//! Bottom line: what just happened, and the keys that make sense now.

use ratatui::{buffer::Buffer, layout::Rect};

use super::Canvas;
use crate::tui::{
    action::Action,
    app::{Footer, Screen},
    keymap::Context,
    layout,
    overlay::Overlay,
    text::{Line, width},
};

pub(super) fn draw(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    let Footer { above, beside } = canvas.app.footer();
    let (notice, keys_at) = layout::split_rows(area, area.height.saturating_sub(1));
    for (line, at) in above.iter().zip(notice.rows()) {
        canvas.row(line, &Line::new(), at, buffer);
    }
    let room = usize::from(area.width).saturating_sub(width(&beside) + 1);
    canvas.row(&beside, &keys(canvas, room), keys_at, buffer);
}

/// As many as fit, the most useful first; help is always among them.
fn keys(canvas: Canvas<'_>, room: usize) -> Line {
    let context = canvas.app.context();
    let help = hint(canvas, context, Action::Help);
    let mut left = room.saturating_sub(width(&help));
    let mut line = Line::new();
    for action in useful(context).iter().filter(|action| canvas.app.applies(**action).is_ok()) {
        let hint = hint(canvas, context, *action);
        if width(&hint) > left {
            break;
        }
        left -= width(&hint);
        line.extend(hint);
    }
    line.extend(help);
    line
}

fn hint(canvas: Canvas<'_>, context: Context, action: Action) -> Line {
    canvas.app.hint(context, action, word(canvas, context, action))
}

/// What an action does there, in a word or two.
fn word(canvas: Canvas<'_>, context: Context, action: Action) -> &'static str {
    let in_prompt = matches!(
        canvas.app.overlay,
        Some(Overlay::Incident(_) | Overlay::Reason(_) | Overlay::Wait(_))
    );
    match (context, action) {
        (Context::Prompt | Context::Filter, Action::Enter) if in_prompt => "record",
        (Context::Prompt, Action::NextPane) if is_completing(canvas) => "complete",
        (Context::Prompt, Action::NextPane) => "next field",
        (Context::Note, Action::NextPane) => "other reader",
        (Context::Note, Action::Note) => "copy",
        (Context::Filter, Action::NextPane) => "to the list",
        (Context::Incidents, Action::Enter) => "resume",
        (Context::Filter, Action::Enter) if is_among_incidents(canvas) => "resume",
        (Context::Filter, Action::Back) if is_among_incidents(canvas) && !is_filtered(canvas) => {
            Action::Back.hint()
        }
        (Context::Filter | Context::Menu, Action::Enter) => "choose",
        (Context::Filter, Action::Back) if is_filtered(canvas) => "show all",
        (Context::Editor, Action::Back) => "keep as draft",
        (Context::Prompt | Context::Filter | Context::Menu, Action::Back) => "cancel",
        (Context::Detail, Action::Wait) if canvas.app.is_at_wait() => "not yet",
        (Context::Detail, Action::Tick) if canvas.app.is_at_wait() => "done",
        (Context::Detail, Action::Fail) if canvas.app.is_at_fix() => "did not help",
        _ => action.hint(),
    }
}

/// Whether the filter is the box over the incidents.
fn is_among_incidents(canvas: Canvas<'_>) -> bool {
    canvas.app.overlay.is_none() && canvas.app.screen == Screen::Incidents
}

fn is_completing(canvas: Canvas<'_>) -> bool {
    matches!(&canvas.app.overlay, Some(Overlay::Incident(prompt)) if prompt.completion().is_some())
}

fn is_filtered(canvas: Canvas<'_>) -> bool {
    match &canvas.app.overlay {
        None => !canvas.app.incidents.field.text().is_empty(),
        Some(Overlay::Menu(menu)) => !menu.field.text().is_empty(),
        Some(Overlay::Incident(prompt)) => !prompt.filter.text().is_empty(),
        _ => false,
    }
}

/// The actions worth a place in the footer, the most useful first.
fn useful(context: Context) -> &'static [Action] {
    use Action::{
        Attach, Back, Clipboard, CloseIncident, Comment, Copy, EditIncident, Enter, ExternalEditor,
        Fail, Filter, GroupBy, Incidents, Issues, NewIncident, NextPane, Note, OnlyAge, OnlyClient,
        OnlyState, OpenLink, PageDown, Palette, Redaction, Resume, Save, Search, Skip,
        SwitchIncident, Tick, Undo, Wait,
    };
    match context {
        Context::Search => &[Enter, NextPane, Back, Incidents],
        Context::EmptySearch => &[Enter, NextPane, Resume, Clipboard, Palette],
        Context::List => &[Enter, Search, Resume, Copy, GroupBy, Palette],
        Context::Detail => {
            &[Tick, Fail, Skip, Wait, Copy, Note, Comment, Undo, OpenLink, Attach, Back, Palette]
        }
        Context::Incident => &[
            Enter,
            Note,
            CloseIncident,
            Comment,
            EditIncident,
            SwitchIncident,
            Undo,
            Back,
            Palette,
        ],
        Context::Incidents => &[Enter, Filter, OnlyState, OnlyAge, OnlyClient, Back, Palette],
        Context::Dashboard => &[Enter, NextPane, Incidents, Issues, Back, Palette],
        Context::Diagnosis => {
            &[Enter, NewIncident, Copy, NextPane, OpenLink, Redaction, Clipboard, Back, Palette]
        }
        Context::Editor => &[Save, Back, ExternalEditor],
        Context::Prompt | Context::Filter => &[Enter, NextPane, Back],
        Context::Menu => &[Enter, Filter, Back],
        Context::Pager => &[PageDown, Back],
        Context::Note => &[Note, NextPane, PageDown, Back],
    }
}
