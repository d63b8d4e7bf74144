//! What a tick costs, beside what the disk alone costs: `cargo bench --bench store`.
//!
//! One commit is five fsyncs (the journal twice, the store once, the folder twice), so five bare ones of a file in the
//! same folder, in the same run, are what it is measured against.

#![expect(clippy::unwrap_used, reason = "a measurement may panic")]

mod support {
    pub(crate) mod figures;
    pub(crate) mod incidents;
    pub(crate) mod program;
    pub(crate) mod times;
}

use std::{fs::File, io::Write as _, iter, path::Path, time::Duration};

use casebook::{
    incident::{Act, IncidentId, StepState},
    store::Store,
};
use vt100::Screen;

use self::support::{
    figures::{figure, note},
    incidents::{self, event},
    program::{Program, casebook, is_drawn},
    times::{Times, timed},
};

const RUNS: usize = 30;
const FSYNCS: u32 = 5;

/// What a tick may take on top of its fsyncs.
const MORE: Duration = Duration::from_millis(3);

/// Whoever has written nothing for so long waits for the next key.
const SILENCE: Duration = Duration::from_millis(50);

fn main() {
    // Not in memory, where the system's folder for temporary files may be.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let folder = folder.path();
    appends(folder);
    if cfg!(unix) {
        ticks(folder);
    } else {
        note("a tick", "measured on Unix only");
    }
    reading(folder);
}

/// The store alone.
fn appends(folder: &Path) {
    let mut store = Store::open(folder.join("casebook.db")).unwrap();
    let incident = IncidentId::from_bits(0);
    let states = [StepState::Done, StepState::Todo].into_iter().cycle();
    let ticks = states.map(|state| {
        let mark = Act::mark(&"mfa".parse().unwrap(), &"tick".parse().unwrap(), state, None);
        let event = event(&incident, mark);
        timed(|| store.append(vec![event]).unwrap()).1
    });
    beside_fsyncs(folder, "a tick, stored", ticks);
}

/// The whole way: from the key through terminal, program and disk to the time at the end of the step's row.
fn ticks(folder: &Path) {
    let mut program = Program::start(casebook(&folder.join("whole")));
    program.until(is_drawn);
    // The first issue's first step, in a new incident.
    for key in ["\r", " ", "\r"] {
        settle(&mut program);
        program.press(key);
    }
    program.until(is_acknowledged);
    let ticks = iter::repeat_with(|| {
        settle(&mut program);
        program.press(" ");
        program.until(|screen| !screen.contents().contains("[x]"));
        settle(&mut program);
        let pressed = program.press(" ");
        program.until(is_acknowledged).saturating_sub(pressed)
    });
    beside_fsyncs(folder, "a tick, from the key until it is acknowledged", ticks);
    program.quit();
}

/// Measures the ticks and bare fsyncs by turns.
fn beside_fsyncs(folder: &Path, name: &str, ticks: impl Iterator<Item = Duration>) {
    let mut file = File::create(folder.join("bare")).unwrap();
    let pairs = ticks.take(RUNS).map(|tick| (tick, timed(|| fsyncs(&mut file)).1));
    let (ticks, bare): (Vec<_>, Vec<_>) = pairs.unzip();
    let [ticks, bare] = [ticks, bare].map(Times::from_iter);
    note("five bare fsyncs", &bare);
    figure(name, ticks.median(), bare.median() + MORE, &ticks);
}

fn fsyncs(file: &mut File) {
    for _ in 0..FSYNCS {
        file.write_all(&[0; 4096]).unwrap();
        file.sync_all().unwrap();
    }
}

/// A step is ticked, and no row says any more that it is not on the disk.
fn is_acknowledged(screen: &Screen) -> bool {
    let contents = screen.contents();
    contents.contains("[x]") && !contents.contains("not saved yet")
}

fn settle(program: &mut Program) {
    while program.next(SILENCE).is_ok() {}
}

/// With a thousand incidents of ten events.
fn reading(folder: &Path) {
    let store = incidents::fill(&folder.join("many").join("casebook.db"));
    let some = IncidentId::from_bits(0);
    let parts: [(&str, &dyn Fn()); 4] = [
        ("1,000 incidents: the list", &|| drop(store.incidents().unwrap())),
        ("1,000 incidents: one of them", &|| drop(store.incident(&some).unwrap().unwrap())),
        ("1,000 incidents: looking for changes", &|| _ = store.data_version().unwrap()),
        ("1,000 incidents: quick check", &|| store.quick_check().unwrap()),
    ];
    for (name, work) in parts {
        note(name, (0..RUNS).map(|_| timed(work).1).collect::<Times>());
    }
}
