//! How long a key takes until its frame is written: `cargo bench --bench draw`.
//!
//! The state is asked, laid out anew and drawn as in the program, at 160x50 with an incident open beside the issue; only
//! the terminal is missing.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a measurement may panic")]

mod support {
    pub(crate) mod figures;
    pub(crate) mod made_up;
    pub(crate) mod pack_in_memory;
    pub(crate) mod screen;
    pub(crate) mod times;
}

#[expect(dead_code, reason = "a measurement looks at less than the tests do")]
#[path = "../tests/dashboard/session.rs"]
mod session;

use std::time::Duration;

use casebook::{
    pack::Packs,
    store::Store,
    tui::{action::Action, message::Message, view},
};

use self::{
    session::Session,
    support::{
        figures::{figure, note},
        pack_in_memory,
        screen::{Screen, screen},
        times::{Times, timed},
    },
};

const RUNS: usize = 500;
const SIZE: (u16, u16) = (160, 50);
const FRAME: Duration = Duration::from_millis(2);

/// What is typed, each letter a keystroke.
const TYPED: &[&str] = &["consent admin", "e", "50076", "'token", "unsuported", "xyzzyx"];

/// So many issues down, then as many up.
const WAY: usize = 40;

fn main() {
    note("at 160x50, an incident open", "the limits are for p99");
    measure("built-in pack", pack_in_memory::builtin(), Duration::from_millis(3));
    measure("and 10,000 more", pack_in_memory::with_many(), Duration::from_millis(16));
}

fn measure(size: &str, packs: Packs, limit: Duration) {
    let mut session = Session::with(packs, Store::in_memory().unwrap(), 1);
    // The first issue of the list gets an incident with one step done.
    session.resize(SIZE.0, SIZE.1).keys("<Enter> <Enter>");
    let whole: Times = (0..RUNS).map(|_| whole_frame(&session)).collect();
    figure(&format!("{size}: a whole frame"), whole.p99(), FRAME, &whole);

    // As the program does after its first frame.
    session.app.library.index();
    session.keys("/");
    let keys =
        (0..RUNS).map(|run| if (run / WAY).is_multiple_of(2) { Action::Down } else { Action::Up });
    let moved: Times = drawn(&mut session, keys.map(Message::Act));
    figure(&format!("{size}: one issue down or up, until drawn"), moved.p99(), limit, &moved);
    for text in TYPED {
        let typed: Times =
            (0..RUNS.div_ceil(text.len())).flat_map(|_| type_out(&mut session, text)).collect();
        figure(&format!("{size}: a letter of \"{text}\", until drawn"), typed.p99(), limit, &typed);
    }
}

fn whole_frame(session: &Session) -> Duration {
    let mut screen = screen(SIZE);
    timed(|| draw(&mut screen, session)).1
}

fn type_out(session: &mut Session, text: &str) -> Vec<Duration> {
    session.keys("<Ctrl+U>");
    drawn(session, text.chars().map(Message::Type))
}

/// Delivers messages one by one and draws after each.
fn drawn<T: FromIterator<Duration>>(
    session: &mut Session,
    messages: impl Iterator<Item = Message>,
) -> T {
    let mut screen = screen(SIZE);
    draw(&mut screen, session);
    let mut deliver = |message| {
        let effects = session.app.update(message);
        draw(&mut screen, session);
        effects
    };
    let once = |message| {
        let (effects, time) = timed(|| deliver(message));
        assert_eq!(effects, []);
        time
    };
    messages.map(once).collect()
}

fn draw(screen: &mut Screen, session: &Session) {
    screen.draw(|frame| view::draw(frame, &session.app, &session.theme)).unwrap();
}
