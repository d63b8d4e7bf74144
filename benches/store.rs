//! What a tick costs, beside what the disk alone costs: `cargo bench --bench store`.
//!
//! One commit is five fsyncs (the journal twice, the store once, the folder twice), so five bare ones of a file in the
//! same folder, in the same run, are what it is measured against.

use std::{
    error::Error,
    fs::File,
    io::{self, Write as _},
    path::Path,
    time::{Duration, Instant},
};

use casebook::{
    incident::{Act, Author, Event, EventId, IncidentId, SessionId, StepState},
    store::Store,
};
use jiff::Timestamp;
use uuid::Uuid;

const RUNS: u32 = 30;
const FSYNCS: u32 = 5;

fn main() -> Result<(), Box<dyn Error>> {
    // Not in memory, where the system's folder for temporary files may be.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let mut store = Store::open(folder.path().join("casebook.db"))?;
    let mut file = File::create(folder.path().join("bare"))?;
    let (mut ticks, mut bare) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        let tick = tick(run)?;
        ticks.push(time(|| store.append(vec![tick]))?);
        bare.push(time(|| fsyncs(&mut file))?);
    }
    report("append of a tick", ticks)?;
    report("five bare fsyncs", bare)?;
    sizes(folder.path())?;
    Ok(())
}

/// How long reading takes with a thousand incidents of ten events.
fn sizes(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut store = Store::open(folder.join("many").join("casebook.db"))?;
    let events = (0..10_000).map(tick).collect::<Result<Vec<_>, _>>()?;
    let some = events[0].incident.clone();
    store.append(events)?;
    let many = |act: &dyn Fn() -> Result<(), Box<dyn Error>>| {
        (0..RUNS).map(|_| time(act)).collect::<Result<Vec<_>, _>>()
    };
    report("list of 1,000 incidents", many(&|| Ok(store.incidents().map(drop)?))?)?;
    report("one incident of them", many(&|| Ok(store.incident(&some).map(drop)?))?)?;
    report("looking for changes", many(&|| Ok(store.data_version().map(drop)?))?)?;
    report("quick check", many(&|| Ok(store.quick_check()?))?)
}

fn tick(number: u32) -> Result<Event, Box<dyn Error>> {
    let state = if number.is_multiple_of(2) { StepState::Done } else { StepState::Todo };
    Ok(Event {
        id: EventId(Uuid::now_v7()),
        incident: IncidentId::from_bits(u64::from(number / 10)),
        lamport: 0,
        at: Timestamp::now(),
        author: Author {
            name: "ann".into(),
            device: "desk".into(),
            session: SessionId(Uuid::nil()),
        },
        act: Act::mark(&"mfa".parse()?, &"tick".parse()?, state, None),
    })
}

fn fsyncs(file: &mut File) -> io::Result<()> {
    (0..FSYNCS).try_for_each(|_| {
        file.write_all(&[0; 4096])?;
        file.sync_all()
    })
}

fn time<T, E>(act: impl FnOnce() -> Result<T, E>) -> Result<Duration, E> {
    let start = Instant::now();
    act()?;
    Ok(start.elapsed())
}

fn report(what: &str, mut times: Vec<Duration>) -> Result<(), Box<dyn Error>> {
    times.sort();
    let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
    writeln!(io::stdout(), "{what:<24} median {median:>10.2?}   slowest {slowest:>10.2?}")?;
    Ok(())
}
