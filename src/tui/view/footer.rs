//! Bottom line: what just happened, and the keys that make sense now.

use ratatui::{buffer::Buffer, layout::Rect};

use super::Canvas;
use crate::tui::{
    action::Action,
    keymap::Context,
    message::{Notice, Tone},
    overlay::Overlay,
    text::{Line, Role, cut_line, width},
};

pub(super) fn draw(canvas: Canvas<'_>, area: Rect, buffer: &mut Buffer) {
    let columns = usize::from(area.width);
    let help = hint(canvas, canvas.app.context(), Action::Help);
    let left = canvas.app.notice.as_ref().map(|notice| told(canvas, notice)).unwrap_or_default();
    let left = cut_line(left, columns.saturating_sub(width(&help) + 1), canvas.app.glyphs.ellipsis);
    let right = keys(canvas, columns.saturating_sub(width(&left) + 1));
    canvas.row(&left, &right, area, buffer);
}

fn told(canvas: Canvas<'_>, notice: &Notice) -> Line {
    let (mark, role) = match notice.tone {
        _ if notice.is_pending => (canvas.app.glyphs.dot, Role::Text),
        Tone::Good => (canvas.app.glyphs.good, Role::Good),
        Tone::Plain => (canvas.app.glyphs.dot, Role::Text),
        Tone::Bad => (canvas.app.glyphs.bad, Role::Bad),
    };
    vec![role.piece(format!(" {mark} ")), role.piece(notice.text.replace('\n', " "))]
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
    match canvas.app.keymap.key(context, action) {
        Some(key) => {
            let key = key.to_string();
            vec![
                Role::Key.piece(key).strong(),
                Role::Dim.piece(format!(" {}  ", word(canvas, context, action))),
            ]
        }
        None => Line::new(),
    }
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

fn is_completing(canvas: Canvas<'_>) -> bool {
    matches!(&canvas.app.overlay, Some(Overlay::Incident(prompt)) if prompt.completion().is_some())
}

fn is_filtered(canvas: Canvas<'_>) -> bool {
    match &canvas.app.overlay {
        Some(Overlay::Menu(menu)) => !menu.field.text().is_empty(),
        Some(Overlay::Incident(prompt)) => !prompt.filter.text().is_empty(),
        _ => false,
    }
}

/// The actions worth a place in the footer, the most useful first.
fn useful(context: Context) -> &'static [Action] {
    use Action::{
        Attach, Back, Clipboard, CloseIncident, Comment, Copy, EditIncident, Enter, ExternalEditor,
        Fail, Filter, GroupBy, Incidents, Issues, NewIncident, NextPane, OpenLink, PageDown,
        Palette, Redaction, Resume, Save, Search, Skip, SwitchIncident, Tick, Undo, Wait,
    };
    match context {
        Context::Search => &[Enter, NextPane, Back, Incidents],
        Context::EmptySearch => &[Enter, NextPane, Resume, Clipboard, Palette],
        Context::List => &[Enter, Search, Resume, Copy, GroupBy, Palette],
        Context::Detail => {
            &[Tick, Fail, Skip, Wait, Copy, Comment, Undo, OpenLink, Attach, Back, Palette]
        }
        Context::Incident => {
            &[Enter, CloseIncident, Comment, EditIncident, SwitchIncident, Undo, Back, Palette]
        }
        Context::Incidents => &[Enter, Issues, Palette],
        Context::Diagnosis => {
            &[Enter, NewIncident, Copy, NextPane, OpenLink, Redaction, Clipboard, Back, Palette]
        }
        Context::Prompt => &[Enter, NextPane, Back],
        Context::Editor => &[Save, Back, ExternalEditor],
        Context::Filter => &[Enter, Back],
        Context::Menu => &[Enter, Filter, Back],
        Context::Pager => &[PageDown, Back],
    }
}
