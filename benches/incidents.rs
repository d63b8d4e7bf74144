//! The screens over all incidents, with 10,000 incidents of 20 events: `cargo bench --bench incidents`.
//!
//! The state is asked and drawn as in the program, at 160x50; only the terminal is missing. The list is read from a file,
//! and prepared as the thread of the store does it.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a measurement may panic")]

mod support {
    pub(crate) mod figures;
    pub(crate) mod screen;
    pub(crate) mod times;
}

#[expect(dead_code, reason = "a measurement looks at less than the tests do")]
#[path = "../tests/dashboard/session.rs"]
mod session;

use std::time::Duration;

use casebook::{
    builtin,
    incident::{
        Act, Author, Cause, Event, EventId, Here, IncidentId, Register, RunningWait, SessionId,
        StepState, figures::Figures,
    },
    issue::Issue,
    pack::Packs,
    store::Store,
    tui::{action::Action, dashboard::DAYS, message::Message, view},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use self::{
    session::Session,
    support::{
        figures::{figure, note},
        screen::{Screen, screen},
        times::{Times, timed},
    },
};

const INCIDENTS: usize = 10_000;
const EVENTS: usize = 20;

const RUNS: usize = 20;
const SIZE: (u16, u16) = (160, 50);

/// What is typed into the filter, each letter a keystroke.
const TYPED: &[&str] = &["contoso 1", "gdap", "e", "t-5", "fbrkm", "!consent", "xyzzyx"];

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let (packs, _) = Packs::merge([builtin::pack()]);
    let store = fill(Store::open(folder.path().join("casebook.db")).unwrap(), &packs);
    note("10,000 incidents of 20 events, at 160x50", "the limits are for p99");
    first_page(&packs, &store);
    let mut session = Session::with(packs, Store::in_memory().unwrap(), 1);
    session.resize(SIZE.0, SIZE.1);
    session.app.update(Message::Incidents(store.incidents().unwrap().into()));
    keystrokes(&mut session);
    figures(&session.app.work.list, &session);
    lookups(&session.app.work.list, &session);
}

/// From the wish for the screen until it is drawn, the list being read anew.
fn first_page(packs: &Packs, store: &Store) {
    let mut read = Vec::new();
    let mut pages = Vec::new();
    for _ in 0..RUNS {
        let mut session = Session::with(packs.clone(), Store::in_memory().unwrap(), 1);
        session.resize(SIZE.0, SIZE.1);
        let mut screen = screen(SIZE);
        let (list, reading) = timed(|| Register::from(store.incidents().unwrap()));
        let show = || {
            session.app.update(Message::Incidents(list));
            session.app.update(Message::Act(Action::Incidents));
            draw(&mut screen, &session);
        };
        let ((), showing) = timed(show);
        read.push(reading);
        pages.push(reading + showing);
    }
    let [read, pages] = [read, pages].map(Times::from_iter);
    note("the list, read and prepared beside the loop", &read);
    figure("incidents: the first page, with reading the list", pages.p99(), ms(50), &pages);
}

fn keystrokes(session: &mut Session) {
    session.keys("<Alt+2>/");
    for text in TYPED {
        let times: Times = (0..RUNS).flat_map(|_| type_out(session, text)).collect();
        figure(
            &format!("incidents: a letter of \"{text}\", until drawn"),
            times.p99(),
            ms(14),
            &times,
        );
    }
    session.keys("<Esc><Esc>");
    let moved: Times = (0..RUNS * 10).map(|_| drawn(session, Message::Act(Action::Down))).collect();
    figure("incidents: one row down, until drawn", moved.p99(), ms(14), &moved);
}

fn type_out(session: &mut Session, text: &str) -> Vec<Duration> {
    session.keys("<Ctrl+U>");
    text.chars().map(|character| drawn(session, Message::Type(character))).collect()
}

fn figures(list: &Register, session: &Session) {
    let times: Times =
        (0..RUNS * 5).map(|_| timed(|| Figures::of(list, &session.app.clock, DAYS)).1).collect();
    figure("dashboard: the figures", times.p99(), ms(100), &times);
    let mut app = session.app.clone();
    let mut screen = screen(SIZE);
    let show = |_| {
        app.dashboard.forget();
        timed(|| {
            app.update(Message::Act(Action::Dashboard));
            screen.draw(|frame| view::draw(frame, &app, &session.theme)).unwrap();
        })
        .1
    };
    let shown: Times = (0..RUNS * 5).map(show).collect();
    note("dashboard: the figures, laid out and drawn", &shown);
}

/// Who else has an issue today, and whether the client had it before: for every issue of the pack.
fn lookups(list: &Register, session: &Session) {
    let packs = &session.app.library.packs;
    let here = Here { incident: None, client: "Client 7" };
    let told = |issue: &Issue| {
        let found = list.elsewhere(&issue.id, &here, &session.app.clock);
        found.sentences(packs, &session.app.clock)
    };
    let times: Times =
        packs.issues().iter().cycle().take(500).map(|issue| timed(|| told(issue)).1).collect();
    note("spread and history of one issue", &times);
}

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn drawn(session: &mut Session, message: Message) -> Duration {
    let mut screen = screen(SIZE);
    timed(|| {
        session.app.update(message);
        draw(&mut screen, session);
    })
    .1
}

fn draw(screen: &mut Screen, session: &Session) {
    screen.draw(|frame| view::draw(frame, &session.app, &session.theme)).unwrap();
}

/// Two years of incidents up to the present of the session, five thousand of them of the last month.
fn fill(mut store: Store, packs: &Packs) -> Store {
    let issues = packs.issues().iter().cycle().take(INCIDENTS).enumerate();
    let incidents: Vec<_> = issues.collect();
    for batch in incidents.chunks(500) {
        let events = batch.iter().flat_map(|(number, issue)| incident(*number, issue));
        store.append(events.collect()).unwrap();
    }
    store
}

/// An incident of twenty events; of ten, seven are closed and one waits.
fn incident(number: usize, issue: &Issue) -> Vec<Event> {
    let now: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
    let minutes = i64::try_from(number).unwrap();
    let age = if number.is_multiple_of(2) { minutes * 4 } else { minutes * 105 };
    let opened = now - SignedDuration::from_mins(age + 20);
    let client = format!("{} {}", ["Contoso", "Fabrikam", "Client"][number % 3], number % 400);
    let steps: Vec<_> = issue.steps().map(|(_, step)| step.id.clone()).collect();
    let mark = |at: usize| {
        let state = if at.is_multiple_of(7) { StepState::Failed } else { StepState::Done };
        Act::mark(&issue.id, &steps[at % steps.len()], state, None)
    };
    let wait = RunningWait {
        earliest: Some(now + SignedDuration::from_mins(minutes % 90 - 30)),
        latest: Some(now + SignedDuration::from_mins(minutes % 900 - 30)),
        on: None,
        ..RunningWait::default()
    };
    let last = match number % 10 {
        0..7 => Act::Closed { cause: Cause::Itself, text: None },
        7 => Act::wait(&issue.id, &steps[0], wait),
        _ => mark(0),
    };
    let first =
        [Act::Opened { ticket: format!("T-{}", 40_000 + number), client }, Act::attach(issue, "1")];
    let acts = first.into_iter().chain((0..EVENTS - 3).map(mark)).chain([last]);
    acts.zip(0..).map(|(act, minute)| event(number, opened, minute, act)).collect()
}

fn event(number: usize, opened: Timestamp, minute: i64, act: Act) -> Event {
    Event {
        id: EventId(Uuid::now_v7()),
        incident: IncidentId::from_bits(number as u64),
        lamport: 0,
        at: opened + SignedDuration::from_mins(minute),
        author: Author {
            name: "ann".into(),
            device: "desk".into(),
            session: SessionId(Uuid::nil()),
        },
        act,
    }
}
