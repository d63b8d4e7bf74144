//! Pastes: bursts of keys that are one, and keys behind a paste that are none.

use std::{
    io,
    time::{Duration, Instant},
};

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};

use crate::tui::keymap::Chord;

/// As many printable characters waiting at once are a paste; nobody types so fast.
const BURST: usize = 4;

/// A paste that arrives as keys is over when none has come for so long.
const SILENCE: Duration = Duration::from_millis(10);

/// Keys that follow a paste within this time belong to it.
const AFTERMATH: Duration = Duration::from_millis(50);

/// Keeps the end of a paste from becoming commands.
///
/// A pasted text may contain the very sequence that ends a bracketed paste; what stands behind it arrives as keys.
#[derive(Clone, Copy, Debug, Default)]
pub struct PasteGate {
    closed_until: Option<Instant>,
}

impl PasteGate {
    /// Whether an event that was read at that time is what the user did; a dropped key prolongs the time.
    pub fn admits(&mut self, event: &Event, at: Instant) -> bool {
        let dropped =
            matches!(event, Event::Key(_)) && self.closed_until.is_some_and(|until| at < until);
        if dropped || matches!(event, Event::Paste(_)) {
            self.closed_until = Some(at + AFTERMATH);
        }
        !dropped
    }
}

/// The next event, and whatever waits behind it; of a burst, everything until it is over.
pub fn gather(
    mut poll: impl FnMut(Duration) -> io::Result<bool>,
    mut read: impl FnMut() -> io::Result<Event>,
) -> io::Result<Vec<Event>> {
    let mut events = Vec::new();
    let mut run = Run::default();
    loop {
        let event = read()?;
        run.count(&event);
        events.push(event);
        let patience = if run.is_paste() { SILENCE } else { Duration::ZERO };
        if !poll(patience)? {
            return Ok(events);
        }
    }
}

/// Makes a paste of every burst of typed characters among events that waited at once.
///
/// Windows reports pastes as keys, Enter among them: crossterm#737.
pub fn coalesce(events: Vec<Event>) -> Vec<Event> {
    let mut coalesced = Vec::new();
    let mut keys = Vec::new();
    for event in events.into_iter().filter(|event| !is_release(event)) {
        if text_of(&event).is_some() {
            keys.push(event);
        } else {
            coalesced.append(&mut paste_or_keys(&mut keys));
            coalesced.push(event);
        }
    }
    coalesced.append(&mut paste_or_keys(&mut keys));
    coalesced
}

/// Empties the keys.
fn paste_or_keys(keys: &mut Vec<Event>) -> Vec<Event> {
    let mut run = Run::default();
    for event in &*keys {
        run.count(event);
    }
    let keys = std::mem::take(keys);
    if run.is_paste() {
        vec![Event::Paste(keys.iter().filter_map(text_of).collect())]
    } else {
        keys
    }
}

/// Typed characters in a row.
#[derive(Default)]
struct Run {
    printable: usize,
    first: Option<char>,
    /// More than one key: a key that is held down is no paste.
    varied: bool,
}

impl Run {
    fn count(&mut self, event: &Event) {
        match text_of(event) {
            Some('\r' | '\n' | '\t') => {}
            Some(c) => {
                self.printable += 1;
                self.varied |= *self.first.get_or_insert(c) != c;
            }
            None if is_release(event) => {}
            None => *self = Self::default(),
        }
    }

    fn is_paste(&self) -> bool {
        self.printable >= BURST && self.varied
    }
}

fn is_release(event: &Event) -> bool {
    matches!(event, Event::Key(key) if key.kind == KeyEventKind::Release)
}

/// What a key would add to a pasted text; line breaks come as Enter, Ctrl+J or both.
fn text_of(event: &Event) -> Option<char> {
    let key = event.as_key_event().filter(|key| key.kind != KeyEventKind::Release)?;
    let control = key.modifiers == KeyModifiers::CONTROL;
    match key.code {
        KeyCode::Enter if control || key.modifiers.is_empty() => Some('\r'),
        KeyCode::Tab if key.modifiers.is_empty() => Some('\t'),
        KeyCode::Char('j') if control => Some('\n'),
        _ => Chord::pressed(key)?.typed(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;

    use crossterm::event::KeyEvent;
    use proptest::prelude::*;
    use rstest::rstest;

    fn key(code: KeyCode) -> Event {
        Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn control_j() -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char('j'), KeyModifiers::CONTROL))
    }

    /// Keys as Windows reports them for a text: presses and releases, `\r` as Enter, `\n` as Ctrl+J.
    fn keys(text: &str) -> Vec<Event> {
        let press = |c| match c {
            '\r' => key(KeyCode::Enter),
            '\n' => control_j(),
            '\t' => key(KeyCode::Tab),
            c => key(KeyCode::Char(c)),
        };
        let release = |event: &Event| {
            let key = event.as_key_event().unwrap();
            Event::Key(KeyEvent { kind: KeyEventKind::Release, ..key })
        };
        text.chars().map(press).flat_map(|press| [press.clone(), release(&press)]).collect()
    }

    fn presses(text: &str) -> Vec<Event> {
        keys(text).into_iter().step_by(2).collect()
    }

    fn paste(text: &str) -> Event {
        Event::Paste(text.into())
    }

    #[rstest]
    #[case::word("AADS")]
    #[case::lines("a\r\nb\rc\nd")]
    #[case::columns("a\tb\tc\td")]
    #[case::line_break_first("\rabcd")]
    #[case::line_break_last("abcd\r")]
    fn four_characters_at_once_are_a_paste(#[case] text: &str) {
        assert_eq!(coalesce(keys(text)), [paste(text)]);
    }

    #[rstest]
    #[case::three("abc")]
    #[case::three_and_enter("abc\r")]
    #[case::one_key_held("jjjjjjjjjjjj")]
    #[case::tab_held("\t\t\t\t\t\t")]
    fn fast_typing_and_a_key_held_down_are_no_paste(#[case] text: &str) {
        assert_eq!(coalesce(keys(text)), presses(text));
    }

    #[test]
    fn other_events_stay_where_they_were() {
        let mut events = keys("abcd");
        events.push(Event::Resize(80, 24));
        events.push(key(KeyCode::Esc));
        events.extend(keys("ab"));
        let mut expected = vec![paste("abcd"), Event::Resize(80, 24), key(KeyCode::Esc)];
        expected.extend(presses("ab"));
        assert_eq!(coalesce(events), expected);
    }

    #[test]
    fn characters_of_alt_gr_are_part_of_a_paste() {
        let mut events = keys("me");
        let modifiers = KeyModifiers::CONTROL | KeyModifiers::ALT;
        events.push(Event::Key(KeyEvent::new(KeyCode::Char('@'), modifiers)));
        events.extend(keys("x"));
        assert_eq!(coalesce(events), [paste("me@x")]);
    }

    /// What `gather` takes of events that come with these pauses before them, in milliseconds.
    fn gathered(events: Vec<(u64, Event)>) -> Vec<Event> {
        let queue = std::cell::RefCell::new(VecDeque::from(events));
        let waits = |patience: Duration| {
            Ok(queue
                .borrow()
                .front()
                .is_some_and(|(pause, _)| Duration::from_millis(*pause) <= patience))
        };
        let read = || Ok(queue.borrow_mut().pop_front().unwrap().1);
        gather(waits, read).unwrap()
    }

    fn with_pauses(pause: u64, events: Vec<Event>) -> Vec<(u64, Event)> {
        events.into_iter().map(|event| (pause, event)).collect()
    }

    #[test]
    fn a_burst_is_gathered_over_short_pauses() {
        let mut events = with_pauses(0, keys("abcd"));
        events.extend(with_pauses(9, keys("ef\rgh")));
        events.extend(with_pauses(11, keys("q")));
        assert_eq!(coalesce(gathered(events)), [paste("abcdef\rgh")]);
    }

    #[test]
    fn typing_is_not_waited_for() {
        assert_eq!(gathered(with_pauses(1, keys("abcdef"))), keys("a")[..1]);
        let mut held = with_pauses(0, keys("jjjjjj"));
        held.extend(with_pauses(5, keys("k")));
        assert_eq!(gathered(held), keys("jjjjjj"));
    }

    fn after(start: Instant, milliseconds: u64) -> Instant {
        start + Duration::from_millis(milliseconds)
    }

    #[test]
    fn keys_right_behind_a_paste_are_dropped_for_as_long_as_they_come() {
        let (mut gate, start) = (PasteGate::default(), Instant::now());
        let q = key(KeyCode::Char('q'));
        assert!(gate.admits(&q, start));
        assert!(gate.admits(&paste("abc"), after(start, 1)));
        assert!(!gate.admits(&q, after(start, 2)));
        assert!(!gate.admits(&q, after(start, 51)));
        assert!(!gate.admits(&q, after(start, 100)));
        assert!(gate.admits(&q, after(start, 150)));
        assert!(gate.admits(&q, after(start, 151)));
    }

    #[test]
    fn a_second_paste_and_a_resize_pass_behind_a_paste() {
        let (mut gate, start) = (PasteGate::default(), Instant::now());
        assert!(gate.admits(&paste("abc"), start));
        assert!(gate.admits(&Event::Resize(80, 24), after(start, 1)));
        assert!(gate.admits(&paste("def"), after(start, 2)));
        assert!(!gate.admits(&key(KeyCode::Enter), after(start, 51)));
    }

    proptest! {
        #[test]
        fn no_typed_character_is_lost_or_moved(text in "[ab\r\n\t]{0,20}") {
            let typed: String = coalesce(keys(&text))
                .iter()
                .map(|event| match event {
                    Event::Paste(text) => text.clone(),
                    key => text_of(key).unwrap().to_string(),
                })
                .collect();
            prop_assert_eq!(typed, text);
        }
    }
}
