//! Ticks as fast as the disk allows and prints incident and event once the store has acknowledged the event. Made to be
//! killed: whatever it printed must be in the store afterwards.
//!
//! ```text
//! ticker STORE                 ticks until it is killed
//! ticker STORE --kill 1000     starts and kills itself that often and looks for what is missing each time
//! ```
//!
//! The long run: `cargo run --release --example ticker -- /var/tmp/kills/casebook.db --kill 1000`

use std::{
    collections::{BTreeMap, HashSet},
    env,
    error::Error,
    io::{self, BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use casebook::{
    incident::{Act, Author, Event, EventId, IncidentId, SessionId, StepState},
    store::Store,
};
use jiff::Timestamp;
use uuid::Uuid;

/// What was printed before a kill.
type Acknowledged = BTreeMap<IncidentId, Vec<EventId>>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [path] => tick(path),
        [path, "--kill", rounds] => kill(Path::new(path), rounds.parse()?),
        _ => Err("usage: ticker STORE [--kill ROUNDS]".into()),
    }
}

/// One event per transaction; a new incident every twenty, so that the pace stays the same.
fn tick(path: &str) -> Result<(), Box<dyn Error>> {
    let mut store = Store::open(path)?;
    let mut out = io::stdout();
    let mut incident = IncidentId::from_bits(random());
    let session = SessionId(Uuid::now_v7());
    let author = Author { name: "ticker".into(), device: "here".into(), session };
    let (issue, step) = ("mfa".parse()?, "tick".parse()?);
    for tick in 1_u32.. {
        let state = if tick.is_multiple_of(2) { StepState::Todo } else { StepState::Done };
        let id = EventId(Uuid::now_v7());
        store.append(vec![Event {
            id,
            incident: incident.clone(),
            lamport: 0,
            at: Timestamp::now(),
            author: author.clone(),
            act: Act::mark(&issue, &step, state, None),
        }])?;
        writeln!(out, "{incident} {id}")?;
        if tick.is_multiple_of(20) {
            incident = IncidentId::from_bits(random());
        }
    }
    Ok(())
}

fn kill(path: &Path, rounds: u32) -> Result<(), Box<dyn Error>> {
    let mut all = Acknowledged::new();
    let mut interrupted = 0;
    for round in 0..rounds {
        // Every tenth kill hits a store while it is made, every fourth of the others three writers at once.
        let (store, writers, ticks) = match round {
            round if round % 10 == 0 => (fresh(path, round), 1, 0),
            round if round % 4 == 3 => (path.to_owned(), 3, random() % 4),
            _ => (path.to_owned(), 1, random() % 6),
        };
        let acknowledged = kill_once(&store, writers, ticks)?;
        interrupted += u32::from(journal(&store).exists());
        verify(&store, &acknowledged).map_err(|fault| format!("round {round}: {fault}"))?;
        if store == path {
            all.extend(acknowledged);
        }
    }
    verify(path, &all)?;
    let events: usize = all.values().map(Vec::len).sum();
    writeln!(
        io::stdout(),
        "{rounds} kills, {interrupted} within a transaction; {events} events acknowledged, 0 missing"
    )?;
    Ok(())
}

/// A store that is not there yet, in a folder that is not there either.
fn fresh(path: &Path, round: u32) -> PathBuf {
    path.with_file_name(format!("fresh-{round}")).join("casebook.db")
}

fn journal(store: &Path) -> PathBuf {
    store.with_extension("db-journal")
}

/// Starts writers, lets the first acknowledge some ticks, and kills all at a random moment of the next.
fn kill_once(path: &Path, writers: usize, ticks: u64) -> Result<Acknowledged, Box<dyn Error>> {
    let start = |_| Command::new(env::current_exe()?).arg(path).stdout(Stdio::piped()).spawn();
    let mut children = (0..writers).map(start).collect::<io::Result<Vec<Child>>>()?;
    let mut outputs: Vec<_> = children.iter_mut().filter_map(|child| child.stdout.take()).collect();
    let mut first = BufReader::new(outputs.remove(0));
    let mut printed = String::new();
    for _ in 0..ticks {
        first.read_line(&mut printed)?;
    }
    let moment = Instant::now() + Duration::from_micros(random() % 6000);
    while Instant::now() < moment {
        std::hint::spin_loop();
    }
    for child in &mut children {
        child.kill()?;
        child.wait()?;
    }
    io::Read::read_to_string(&mut first, &mut printed)?;
    outputs.into_iter().try_for_each(|output| read_all(output, &mut printed))?;
    parse(&printed)
}

fn read_all(mut output: ChildStdout, printed: &mut String) -> io::Result<()> {
    io::Read::read_to_string(&mut output, printed).map(drop)
}

fn parse(printed: &str) -> Result<Acknowledged, Box<dyn Error>> {
    let mut acknowledged = Acknowledged::new();
    for line in printed.lines() {
        let (incident, event) = line.split_once(' ').ok_or("a line without an event")?;
        acknowledged.entry(incident.parse()?).or_default().push(EventId(event.parse()?));
    }
    Ok(acknowledged)
}

/// Looks whether the store is whole and has everything that was acknowledged.
fn verify(path: &Path, acknowledged: &Acknowledged) -> Result<(), Box<dyn Error>> {
    let store = Store::open(path)?;
    store.integrity_check()?;
    let listed: HashSet<_> = store.incidents()?.into_iter().map(|summary| summary.id).collect();
    for (id, events) in acknowledged {
        let incident = store.incident(id)?.ok_or_else(|| format!("incident {id} is missing"))?;
        let stored: HashSet<_> = incident.events().iter().map(|event| event.id).collect();
        if let Some(missing) = events.iter().find(|event| !stored.contains(event)) {
            return Err(format!("event {missing} of incident {id} is missing").into());
        }
        if !listed.contains(id) {
            return Err(format!("incident {id} is not in the list").into());
        }
    }
    Ok(())
}

/// The last 62 bits of a new UUID are random.
fn random() -> u64 {
    Uuid::now_v7().as_u64_pair().1
}
