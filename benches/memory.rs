//! What the running program holds and does: `cargo bench --bench memory`.
//!
//! Memory after the start, with the built-in pack alone and with a large one from the disk, which must not hold up the
//! first frame; then a minute in which nobody touches it. `CASEBOOK_BENCH_IDLE` makes it another number of seconds.

#![expect(clippy::unwrap_used, reason = "a measurement may panic")]

mod support {
    pub(crate) mod figures;
    pub(crate) mod made_up;
    pub(crate) mod memory;
    pub(crate) mod pack_on_disk;
    pub(crate) mod program;
}

use std::{
    env, fs, iter,
    path::Path,
    time::{Duration, Instant},
};

use casebook::builtin;

use self::support::{
    figures::{figure, note},
    made_up,
    memory::Megabytes,
    pack_on_disk,
    program::{Program, casebook, is_drawn},
};

const FRAME: Duration = Duration::from_millis(15);
const LOADED: Duration = Duration::from_millis(1500);
const SMALL: Megabytes = Megabytes(20.0);
const LARGE: Megabytes = Megabytes(160.0);
const LARGE_NAME: &str = "and 10,000 more";
const IDLE: u64 = 60;

/// Whoever has written nothing for so long has come to rest; the store is looked at twice a second.
const SILENCE: Duration = Duration::from_millis(1500);

/// At rest it may have a thousandth of the time: the watch over the store.
const IDLE_PART: u32 = 1000;

fn main() {
    if !cfg!(target_os = "linux") {
        note("memory and rest", "measured on Linux only");
        return;
    }
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut small = alone(&folder.path().join("small"));
    let mut large = with_many(folder.path());
    let seconds = env::var("CASEBOOK_BENCH_IDLE").ok().and_then(|text| text.parse().ok());
    let programs = [("built-in pack", &mut small), (LARGE_NAME, &mut large)];
    rest(programs, Duration::from_secs(seconds.unwrap_or(IDLE)));
    small.quit();
    large.quit();
}

fn alone(data: &Path) -> Program {
    let mut program = Program::start(casebook(data));
    program.until(is_drawn);
    settle(&mut program);
    memory("built-in pack", &program, SMALL);
    program
}

fn with_many(folder: &Path) -> Program {
    let pack = folder.join("pack");
    pack_on_disk::write(&pack, made_up::MANY);
    let count = made_up::MANY + builtin::pack().issues().count();
    let shown = format!(" {count}/{count} ");
    let mut command = casebook(&folder.join("large"));
    command.arg("--pack");
    command.arg(&pack);

    let mut program = Program::start(command);
    let frame = program.until(is_drawn);
    let loaded = program.until(|screen| screen.contents().contains(&shown));
    settle(&mut program);
    figure(&format!("{LARGE_NAME}: first frame, while they load"), frame, FRAME, "once");
    figure(&format!("{LARGE_NAME}: loaded"), loaded, LOADED, "once");
    memory(LARGE_NAME, &program, LARGE);
    program
}

fn memory(name: &str, program: &Program, limit: Megabytes) {
    let of = |what| Megabytes::of(process_of(program), what).unwrap();
    let peak = format!("at the peak {:.1?}", of("VmHWM"));
    figure(&format!("{name}: resident"), of("VmRSS"), limit, peak);
}

/// Nobody touches them for a while.
fn rest(programs: [(&str, &mut Program); 2], time: Duration) {
    let end = Instant::now() + time;
    let before = programs.each_ref().map(|(_, program)| busy(program));
    for ((name, program), before) in programs.into_iter().zip(before) {
        let drawn = outputs(program, end);
        figure(&format!("{name}, {time:?} at rest: writes to the terminal"), drawn, 0, "");
        let name = format!("{name}, {time:?} at rest: processor time");
        figure(&name, busy(program).saturating_sub(before), time / IDLE_PART, "");
    }
}

/// How often it writes until then.
fn outputs(program: &mut Program, end: Instant) -> usize {
    let next = || program.next(end.saturating_duration_since(Instant::now())).ok();
    iter::from_fn(next).count()
}

/// What the program's threads have had of the processor.
fn busy(program: &Program) -> Duration {
    let threads = fs::read_dir(format!("/proc/{}/task", process_of(program))).unwrap();
    let busy = threads.map(|thread| {
        let times = fs::read_to_string(thread.unwrap().path().join("schedstat")).unwrap();
        times.split(' ').next().unwrap().parse::<u64>().unwrap()
    });
    Duration::from_nanos(busy.sum())
}

fn process_of(program: &Program) -> u32 {
    program.process.process_id().unwrap()
}

fn settle(program: &mut Program) {
    while program.next(SILENCE).is_ok() {}
}
