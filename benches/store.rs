//! What a tick or a wait costs, beside what the disk alone costs, and what whole stores cost: `cargo bench --bench store`.
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
    incident::{Act, IncidentId, RunningWait, StepState},
    issue::{Wait, WaitOn},
    store::{Lines, Store},
};
use jiff::Timestamp;
use vt100::Screen;

use self::support::{
    figures::{figure, note},
    incidents::{self, event},
    program::{Program, casebook, is_drawn},
    times::{Times, timed},
};

const RUNS: usize = 30;

/// Of what takes longer.
const FEW: usize = 5;

const HOUR: Duration = Duration::from_secs(60 * 60);

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
    whole_stores(folder);
}

/// The store alone.
fn appends(folder: &Path) {
    let mut store = Store::open(folder.join("casebook.db")).unwrap();
    let incident = IncidentId::from_bits(0);
    let (issue, step) = ("mfa".parse().unwrap(), "tick".parse().unwrap());
    let mut stored = |act| {
        let event = event(&incident, act);
        timed(|| store.append(vec![event]).unwrap()).1
    };
    let states = [StepState::Done, StepState::Todo].into_iter().cycle();
    let ticks = states.map(|state| stored(Act::mark(&issue, &step, state, None)));
    beside_fsyncs(folder, "a tick, stored", ticks);
    let two_days = Wait { earliest: Some(HOUR), latest: Some(48 * HOUR), on: WaitOn::Microsoft };
    let begun = || Act::wait(&issue, &step, RunningWait::begun(&two_days, Timestamp::now()));
    beside_fsyncs(folder, "a wait, stored", iter::repeat_with(|| stored(begun())));
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

/// What looks at all of ten thousand incidents of twenty events.
fn whole_stores(folder: &Path) {
    let mut store = incidents::filled(&folder.join("most").join("casebook.db"), 10_000, 18);
    let mut measure = |name, work: &mut dyn FnMut(&mut Store)| {
        note(name, (0..FEW).map(|_| timed(|| work(&mut store)).1).collect::<Times>());
    };
    measure("10,000 incidents: the list", &mut |store| drop(store.incidents().unwrap()));
    measure("10,000 incidents: quick check", &mut |store| store.quick_check().unwrap());
    measure("10,000 incidents: the list made anew", &mut |store| store.rebuild().unwrap());
    measure("10,000 incidents: export", &mut |store| drop(store.export(&[]).unwrap()));
    let exported = store.export(&[]).unwrap().join("\n");
    note("10,000 incidents: bytes exported", exported.len());
    let (lines, read) = timed(|| Lines::read(&exported).unwrap());
    note("10,000 incidents: looking at every line", format!("{read:.2?}"));
    let mut other = Store::open(folder.join("other").join("casebook.db")).unwrap();
    let imported = timed(|| other.import(&lines).unwrap()).1;
    note("10,000 incidents: import", format!("{imported:.2?}"));
    let again = timed(|| other.import(&lines).unwrap()).1;
    note("10,000 incidents: import, nothing new", format!("{again:.2?}"));
    let some = IncidentId::from_bits(7);
    let purged = timed(|| {
        let plan = other.plan_purge(&some, folder).unwrap();
        other.purge(&plan).unwrap();
    });
    note("10,000 incidents: purge of one", format!("{:.2?}", purged.1));
}
