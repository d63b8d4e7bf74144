//! The only place that knows how terminals report keys, pastes and the mouse.
//!
//! Events are read in a thread of their own, because crossterm can block for ever on half an escape sequence. What they
//! mean depends on where the focus is, so the loop translates them, each after the one before has been dealt with.

mod paste;

use std::{
    io, thread,
    time::{Duration, Instant},
};

use crossterm::event::{
    self, Event, KeyEvent, KeyEventKind, MouseButton, MouseEvent, MouseEventKind,
};

pub use self::paste::{PasteGate, coalesce, gather};
use super::{
    keymap::{Chord, Context, Keymap},
    keys::Keys,
    message::Message,
    raw::Raw,
};
use crate::clean::forbidden;

/// How long crossterm looks for events, those too that it has read but not told: with no time at all it does not look.
const LOOK: Duration = Duration::from_millis(1);

/// An event of the terminal and when it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// What happened.
    pub event: Event,
    /// Read, not handled: the loop may have been busy since.
    pub at: Instant,
}

/// Reads the terminal from now on in a thread of its own; `tell` is called there.
///
/// An error is the last that is told: the terminal is gone, see [`super::signals::HUNG_UP`]. The thread is not to be waited for.
pub fn spawn(tell: impl Fn(io::Result<Heard>) + Send + 'static) -> io::Result<()> {
    let keys = Keys::new();
    let listen = move || {
        loop {
            match next_events(&keys) {
                Ok(events) => {
                    let at = Instant::now();
                    let relevant = events.into_iter().filter(matters);
                    relevant.for_each(|event| tell(Ok(Heard { event, at })));
                }
                Err(error) => return tell(Err(error)),
            }
        }
    };
    thread::Builder::new().name("input".into()).spawn(listen).map(drop)
}

/// What an event means where the focus is.
pub fn translate(event: Event, context: Context, keymap: &Keymap) -> Option<Message> {
    match event {
        Event::Key(key) => translate_key(key, context, keymap),
        Event::Mouse(mouse) => translate_mouse(mouse),
        Event::Paste(text) => (!text.is_empty()).then(|| Message::Paste(Raw::new(text))),
        Event::Resize(width, height) => Some(Message::Resized { width, height }),
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// Events at least one; on Windows, those of a whole paste are one.
#[expect(clippy::disallowed_methods, reason = "this is the input thread")]
fn next_events(keys: &Keys) -> io::Result<Vec<Event>> {
    if cfg!(windows) {
        return gather(event::poll, event::read).map(coalesce);
    }
    while !event::poll(LOOK)? {
        if !keys.wait() {
            break;
        }
    }
    event::read().map(|event| vec![event])
}

/// Whether the loop is to be woken. Windows and kitty also report releases, which would do everything twice.
fn matters(event: &Event) -> bool {
    match event {
        Event::Key(key) => key.kind != KeyEventKind::Release,
        Event::Mouse(mouse) => translate_mouse(*mouse).is_some(),
        Event::Paste(_) | Event::Resize(..) => true,
        Event::FocusGained | Event::FocusLost => false,
    }
}

fn translate_key(key: KeyEvent, context: Context, keymap: &Keymap) -> Option<Message> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let chord = Chord::pressed(key)?;
    if let Some(action) = keymap.lookup(context, chord) {
        return Some(Message::Act(action));
    }
    let c = chord.typed().filter(|_| context.takes_text())?;
    forbidden(c.encode_utf8(&mut [0; 4])).is_none().then_some(Message::Type(c))
}

fn translate_mouse(mouse: MouseEvent) -> Option<Message> {
    let MouseEvent { column, row, .. } = mouse;
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Message::Click { column, row }),
        MouseEventKind::ScrollUp => Some(Message::Wheel { column, row, down: false }),
        MouseEventKind::ScrollDown => Some(Message::Wheel { column, row, down: true }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crossterm::event::{KeyCode, KeyModifiers};
    use rstest::rstest;

    const NONE: KeyModifiers = KeyModifiers::NONE;
    const CTRL: KeyModifiers = KeyModifiers::CONTROL;
    const CTRL_ALT: KeyModifiers = KeyModifiers::CONTROL.union(KeyModifiers::ALT);

    fn key(code: KeyCode, modifiers: KeyModifiers, kind: KeyEventKind) -> Event {
        Event::Key(KeyEvent::new_with_kind(code, modifiers, kind))
    }

    fn press(c: char, modifiers: KeyModifiers) -> Event {
        key(KeyCode::Char(c), modifiers, KeyEventKind::Press)
    }

    fn mouse(kind: MouseEventKind) -> Event {
        Event::Mouse(MouseEvent { kind, column: 3, row: 7, modifiers: NONE })
    }

    fn translated(event: Event, context: Context) -> String {
        translate(event, context, &Keymap::default())
            .map_or_else(|| "nothing".into(), |message| format!("{message:?}"))
    }

    #[rstest]
    #[case::letter_in_text(press('q', NONE), Context::Search, "Type('q')")]
    #[case::letter_outside_text(press('q', NONE), Context::List, "Act(Quit)")]
    #[case::unbound_letter_outside_text(press('z', NONE), Context::List, "nothing")]
    #[case::shifted_letter_in_text(press('Q', KeyModifiers::SHIFT), Context::Prompt, "Type('Q')")]
    #[case::shifted_letter_outside_text(
        press('J', KeyModifiers::SHIFT),
        Context::List,
        "Act(ScrollDown)"
    )]
    #[case::space_in_text(press(' ', NONE), Context::Filter, "Type(' ')")]
    #[case::space_outside_text(press(' ', NONE), Context::Detail, "Act(Tick)")]
    #[case::control_in_text(press('n', CTRL), Context::Search, "Act(Down)")]
    #[case::unbound_control_in_text(press('x', CTRL), Context::Search, "nothing")]
    #[case::unbound_alt_in_text(press('x', KeyModifiers::ALT), Context::Search, "nothing")]
    #[case::alt_gr_in_text(press('@', CTRL_ALT), Context::Search, "Type('@')")]
    #[case::interrupt_in_text(press('c', CTRL), Context::Prompt, "Act(Interrupt)")]
    #[case::invisible_character(press('\u{202e}', NONE), Context::Search, "nothing")]
    #[case::repeated(key(KeyCode::Down, NONE, KeyEventKind::Repeat), Context::List, "Act(Down)")]
    #[case::released(key(KeyCode::Down, NONE, KeyEventKind::Release), Context::List, "nothing")]
    #[case::released_in_text(
        key(KeyCode::Char('a'), NONE, KeyEventKind::Release),
        Context::Search,
        "nothing"
    )]
    #[case::back_tab(
        key(KeyCode::BackTab, KeyModifiers::SHIFT, KeyEventKind::Press),
        Context::List,
        "Act(PreviousPane)"
    )]
    #[case::click(
        mouse(MouseEventKind::Down(MouseButton::Left)),
        Context::List,
        "Click { column: 3, row: 7 }"
    )]
    #[case::right_click(mouse(MouseEventKind::Down(MouseButton::Right)), Context::List, "nothing")]
    #[case::moved(mouse(MouseEventKind::Moved), Context::List, "nothing")]
    #[case::wheel(
        mouse(MouseEventKind::ScrollDown),
        Context::List,
        "Wheel { column: 3, row: 7, down: true }"
    )]
    #[case::resize(Event::Resize(80, 24), Context::List, "Resized { width: 80, height: 24 }")]
    #[case::focus(Event::FocusGained, Context::List, "nothing")]
    #[case::paste(Event::Paste("a\r\nb".into()), Context::Search, "Paste(Raw(4 bytes))")]
    #[case::empty_paste(Event::Paste(String::new()), Context::List, "nothing")]
    fn events_become_messages(
        #[case] event: Event,
        #[case] context: Context,
        #[case] expected: &str,
    ) {
        assert_eq!(translated(event, context), expected);
    }

    #[rstest]
    #[case::press(press('a', NONE), true)]
    #[case::release(key(KeyCode::Char('a'), NONE, KeyEventKind::Release), false)]
    #[case::moved(mouse(MouseEventKind::Moved), false)]
    #[case::wheel(mouse(MouseEventKind::ScrollUp), true)]
    #[case::focus(Event::FocusLost, false)]
    fn the_loop_is_woken_only_by_what_means_something(
        #[case] event: Event,
        #[case] expected: bool,
    ) {
        assert_eq!(matters(&event), expected);
    }
}
