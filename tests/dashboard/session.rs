//! The dashboard without a terminal: keys in, screen and effects out.
//!
//! The host here stamps and stores like the real one, into a store in memory and with a clock of its own; what it would
//! do outside (copy, browse, quit) it only records.

use std::sync::Arc;

use casebook::{
    builtin,
    clipboard::{How, Place, Report},
    clock::Clock,
    config::{Group, ThemeName},
    incident::{Act, Author, Event, EventId, Incident, IncidentId, SessionId},
    pack::Packs,
    store::Store,
    tui::{
        app::{App, Setup},
        diagnosis::Task,
        input,
        keymap::Keymap,
        library::Library,
        message::{Effect, Message},
        raw::Raw,
        theme::Theme,
        view,
    },
};
use crossterm::event::{
    Event as Heard, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use jiff::{Span, Timestamp, ToSpan, tz::TimeZone};
use ratatui::{Terminal, backend::TestBackend};
use unicode_width::UnicodeWidthStr;
use uuid::Uuid;

/// A dashboard and its host.
pub(crate) struct Session {
    pub(crate) app: App,
    pub(crate) store: Store,
    pub(crate) theme: Theme,
    effects: Vec<Effect>,
    author: Author,
    now: Timestamp,
    numbers: u128,
    watched: Option<IncidentId>,
    /// When the application wants to be told the present.
    pub(crate) alarm: Option<Timestamp>,
    /// What every attempt to store is answered with, if not with success.
    pub(crate) disk_fails: Option<String>,
    /// Whether attempts to store are not answered at all.
    pub(crate) disk_waits: bool,
    /// Whether incidents that are asked for do not come until [`Session::answer`].
    pub(crate) store_waits: bool,
    /// Whether diagnoses are not made until [`Session::diagnose`].
    pub(crate) diagnosis_waits: bool,
    /// What the clipboard holds.
    pub(crate) clipboard: Result<String, String>,
    tasks: Vec<Task>,
    loads: Vec<IncidentId>,
}

impl Session {
    /// The built-in pack, an empty store, 140 columns and 40 rows.
    pub(crate) fn new() -> Self {
        Self::over(Store::in_memory().unwrap(), 1)
    }

    /// The built-in pack over a store that earlier sessions used.
    pub(crate) fn over(store: Store, number: u128) -> Self {
        let (packs, faults) = Packs::merge([builtin::pack()]);
        assert_eq!(faults, []);
        Self::with(packs, store, number)
    }

    /// Other packs.
    pub(crate) fn with(packs: Packs, store: Store, number: u128) -> Self {
        let session = SessionId(Uuid::from_u128(number));
        let now: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
        let app = App::new(Setup {
            library: Arc::new(Library::new(packs)),
            faults: Vec::new(),
            keymap: Arc::new(Keymap::default()),
            session,
            clock: Clock { now, zone: TimeZone::UTC },
            ascii: false,
            mouse: true,
            interrupt_copies: false,
            size: (140, 40),
            grouping: Group::Section,
        });
        let author = Author { name: "ann".into(), device: "desk".into(), session };
        let (theme, _) =
            Theme::new(ThemeName::Default, &std::collections::BTreeMap::default(), false);
        let mut new = Self {
            app,
            store,
            theme,
            effects: Vec::new(),
            author,
            now: now + i64::try_from(number).unwrap().hours(),
            numbers: number << 64,
            watched: None,
            alarm: None,
            disk_fails: None,
            disk_waits: false,
            store_waits: false,
            diagnosis_waits: false,
            clipboard: Err("there is no text in the clipboard".into()),
            tasks: Vec::new(),
            loads: Vec::new(),
        };
        let list = new.store.incidents().unwrap();
        let now = new.now;
        new.tell(Message::Now(now)).tell(Message::Incidents(list.into()));
        new
    }

    /// The built-in pack over a store with that many incidents, `T-1` first, at three clients in turn.
    pub(crate) fn with_incidents(count: u128) -> Self {
        let store = Store::in_memory().unwrap();
        let mut session = Self::over(store, 1);
        for number in 1..=count {
            let client =
                ["Contoso", "Fabrikam", "Kontor Zürich"][usize::try_from(number % 3).unwrap()];
            let act = Act::Opened { ticket: format!("T-{number}"), client: client.to_owned() };
            session.perform(&Effect::Record { incident: None, acts: vec![act] });
        }
        Self::over(session.store, 2)
    }

    /// Presses keys: characters as they are, others as `<Enter>` or `<Ctrl+N>`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in parsed(keys) {
            let context = self.app.context();
            if let Some(message) = input::translate(Heard::Key(key), context, &self.app.keymap) {
                self.tell(message);
            }
        }
        self
    }

    /// Clicks on the first character of a text on the screen.
    pub(crate) fn click(&mut self, text: &str) -> &mut Self {
        let at = self.place_of(text);
        self.mouse(MouseEventKind::Down(MouseButton::Left), at)
    }

    /// Turns the wheel over a text on the screen, by one notch towards the user.
    pub(crate) fn wheel_down(&mut self, text: &str) -> &mut Self {
        let at = self.place_of(text);
        self.mouse(MouseEventKind::ScrollDown, at)
    }

    /// Does something with the mouse on a cell.
    pub(crate) fn mouse(&mut self, kind: MouseEventKind, (column, row): (u16, u16)) -> &mut Self {
        let event = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        let context = self.app.context();
        if let Some(message) = input::translate(Heard::Mouse(event), context, &self.app.keymap) {
            self.tell(message);
        }
        self
    }

    /// Column and row of a text on the screen.
    fn place_of(&self, text: &str) -> (u16, u16) {
        let screen = self.screen();
        let row = screen.lines().position(|line| line.contains(text));
        let row = row.unwrap_or_else(|| panic!("{text:?} is not on the screen:\n{screen}"));
        let line = screen.lines().nth(row).unwrap();
        let before = &line[..line.find(text).unwrap()];
        let column = UnicodeWidthStr::width(before);
        (u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
    }

    /// Pastes a text as a terminal reports it.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        let context = self.app.context();
        if let Some(message) =
            input::translate(Heard::Paste(text.into()), context, &self.app.keymap)
        {
            self.tell(message);
        }
        self
    }

    /// Changes the size of the screen.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.tell(Message::Resized { width, height });
        self
    }

    /// Delivers a message and performs what it causes.
    pub(crate) fn tell(&mut self, message: Message) -> &mut Self {
        let mut queue = std::collections::VecDeque::from([message]);
        while let Some(message) = queue.pop_front() {
            for effect in self.app.update(message) {
                queue.extend(self.perform(&effect));
                if !matches!(effect, Effect::Timer(..) | Effect::Alarm(_)) {
                    self.effects.push(effect);
                }
            }
        }
        self
    }

    /// The same with another present.
    pub(crate) fn at(mut self, now: Timestamp) -> Self {
        self.now = now;
        self.tell(Message::Now(now));
        self
    }

    /// Lets time pass in which nothing else happens: the present is told only when the application asked for that.
    pub(crate) fn pass(&mut self, time: Span) -> &mut Self {
        let end = self.now + time;
        while let Some(at) = self.alarm.filter(|at| *at <= end) {
            self.now = at;
            self.alarm = None;
            self.tell(Message::Now(at));
        }
        self.now = end;
        self
    }

    /// Makes the diagnoses that wait, in the order in which they were asked for.
    pub(crate) fn diagnose(&mut self) -> &mut Self {
        for task in std::mem::take(&mut self.tasks) {
            self.tell(diagnosed(task));
        }
        self
    }

    /// Lets the incidents come that were asked for and still are.
    pub(crate) fn answer(&mut self) -> &mut Self {
        self.store_waits = false;
        for id in std::mem::take(&mut self.loads).into_iter().chain(self.watched.clone()) {
            let message = self.read(&id);
            self.tell(message);
        }
        self
    }

    /// What was ordered since this was last asked, without timers and alarms.
    pub(crate) fn effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        let (width, height) = self.app.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| view::draw(frame, &self.app, &self.theme)).unwrap();
        let buffer = terminal.backend().buffer();
        let row = |y: u16| {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..width {
                let symbol = buffer[(x, y)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                }
                skip = if skip > 0 { skip - 1 } else { UnicodeWidthStr::width(symbol).max(1) - 1 };
            }
            line.trim_end().to_owned()
        };
        (0..height).map(row).collect::<Vec<_>>().join("\n")
    }

    /// The screen at a wide, a middling and a narrow size, each with its size as snapshots name it.
    pub(crate) fn at_three_widths(&mut self) -> Vec<(String, String)> {
        [(160, 50), (100, 30), (60, 20)]
            .map(|(width, height)| {
                self.resize(width, height);
                (format!("{width}x{height}"), self.screen())
            })
            .to_vec()
    }

    /// Draws every size up to 60 by 60.
    pub(crate) fn assert_every_small_size_draws(&mut self) {
        for (width, height) in (1..=60).flat_map(|width| (1..=60).map(move |row| (width, row))) {
            self.resize(width, height);
            let screen = self.screen();
            let widest = screen.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
            assert!(widest <= usize::from(width), "{width}x{height}:\n{screen}");
        }
    }

    /// The open incident as the store has it.
    pub(crate) fn stored(&self) -> Incident {
        let id = self.app.work.open().expect("an incident is open").id().clone();
        self.store.incident(&id).unwrap().expect("it is stored")
    }

    /// The line at the bottom.
    pub(crate) fn notice(&self) -> &str {
        self.app.notice.as_ref().map_or("", |notice| notice.text.as_str())
    }

    fn perform(&mut self, effect: &Effect) -> Vec<Message> {
        match effect {
            Effect::Record { incident, acts } => {
                let incident = incident.clone().unwrap_or_else(|| {
                    IncidentId::from_bits(u64::try_from(self.next() % 1000).unwrap())
                });
                self.now += 1.minutes();
                let events: Vec<Event> = acts
                    .iter()
                    .map(|act| Event {
                        id: EventId(Uuid::from_u128(self.next())),
                        incident: incident.clone(),
                        lamport: 1 << 62,
                        at: self.now,
                        author: self.author.clone(),
                        act: act.clone(),
                    })
                    .collect();
                let stamped = Message::Stamped { events: events.clone(), now: self.now };
                [vec![stamped], self.save(events)].concat()
            }
            Effect::Import(events) => {
                self.now += 1.minutes();
                let mut events = events.clone();
                for event in &mut events {
                    event.lamport = 1 << 62;
                }
                let stamped = Message::Stamped { events: events.clone(), now: self.now };
                [vec![stamped], self.save(events)].concat()
            }
            Effect::Alarm(at) => {
                self.alarm = *at;
                Vec::new()
            }
            Effect::Watch(id) => {
                self.watched.clone_from(id);
                let asked = id.iter().filter(|_| !self.store_waits);
                asked.map(|id| self.read(id)).collect()
            }
            Effect::Load(id) if self.store_waits => {
                self.loads.push(id.clone());
                Vec::new()
            }
            Effect::Load(id) => vec![self.read(id)],
            Effect::Copy { text, .. } => {
                let report =
                    Report { how: How::Confirmed { place: Place::System }, bytes: text.len() };
                vec![Message::Copied(report)]
            }
            Effect::Diagnose(task) if self.diagnosis_waits => {
                self.tasks.push(task.clone());
                Vec::new()
            }
            Effect::Diagnose(task) => vec![diagnosed(task.clone())],
            Effect::ReadClipboard => vec![Message::Clipboard(self.clipboard.clone().map(Raw::new))],
            Effect::Retry => {
                let pending = self.app.work.pending().to_vec();
                self.save(pending)
            }
            _ => Vec::new(),
        }
    }

    fn save(&mut self, events: Vec<Event>) -> Vec<Message> {
        if self.disk_waits {
            return Vec::new();
        }
        if let Some(error) = &self.disk_fails {
            return vec![Message::Unsaved { error: error.clone() }];
        }
        let saved = self.store.append(events).unwrap();
        vec![Message::Saved(saved), Message::Incidents(self.store.incidents().unwrap().into())]
    }

    fn read(&self, id: &IncidentId) -> Message {
        match self.store.incident(id).unwrap() {
            Some(incident) => Message::Incident { incident: Box::new(incident), now: self.now },
            None => Message::Gone(id.clone()),
        }
    }

    fn next(&mut self) -> u128 {
        self.numbers += 1;
        self.numbers
    }
}

fn diagnosed(task: Task) -> Message {
    Message::Diagnosed(Box::new(task.run([7; 16])))
}

fn parsed(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let name = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        if let Some((name, after)) = name {
            events.push(named(name));
            rest = after;
        } else {
            events.push(KeyEvent::new(KeyCode::Char(first), KeyModifiers::NONE));
            rest = &rest[first.len_utf8()..];
        }
    }
    events
}

fn named(name: &str) -> KeyEvent {
    let (modifiers, key) = match name.rsplit_once('+') {
        Some(("Ctrl", key)) => (KeyModifiers::CONTROL, key),
        Some(("Alt", key)) => (KeyModifiers::ALT, key),
        Some((other, _)) => panic!("unknown modifier {other}"),
        None => (KeyModifiers::NONE, name),
    };
    let code = match key {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Backspace" => KeyCode::Backspace,
        "F1" => KeyCode::F(1),
        _ if key.chars().count() == 1 => KeyCode::Char(key.to_lowercase().chars().next().unwrap()),
        _ => panic!("unknown key {key}"),
    };
    KeyEvent::new(code, modifiers)
}
