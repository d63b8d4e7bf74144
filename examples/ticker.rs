//! Works as fast as the disk allows and prints incident and event once the store has acknowledged the event. Made to be
//! killed: whatever it printed must be in the store afterwards.
//!
//! ```text
//! ticker STORE                 works until it is killed
//! ticker STORE --times 4       works so often; what the store does not take is told, and tried a second time
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
    incident::{
        Act, Author, Cause, Event, EventId, FixState, Incident, IncidentId, RunningWait, SessionId,
        StepState, Summary,
    },
    store::Store,
};
use jiff::Timestamp;
use uuid::Uuid;

/// What was printed before a kill.
type Acknowledged = BTreeMap<IncidentId, Vec<EventId>>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [path] => work(path, u32::MAX),
        [path, "--times", times] => work(path, times.parse()?),
        [path, "--kill", rounds] => kill(Path::new(path), rounds.parse()?),
        _ => Err("usage: ticker STORE [--times TIMES | --kill ROUNDS]".into()),
    }
}

/// Transactions of a pair of incidents, so that the pace stays the same.
const TURNS: u32 = 20;

/// Somebody who works on an incident that another one follows.
struct Technician {
    author: Author,
    leader: IncidentId,
    follower: IncidentId,
    /// What was done last in the leader.
    last: EventId,
}

fn work(path: &str, times: u32) -> Result<(), Box<dyn Error>> {
    let mut store = Store::open(path)?;
    let mut technician = Technician::new();
    for turn in 0..times {
        if turn.is_multiple_of(TURNS) {
            technician = Technician::new();
        }
        let events = technician.act(turn % TURNS)?;
        let stored = store.append(events.clone()).or_else(|error| {
            writeln!(io::stderr(), "{error}").map_err(Box::<dyn Error>::from)?;
            // As casebook does after a failure of the disk: with a new connection.
            store = Store::open(path)?;
            Ok::<_, Box<dyn Error>>(store.append(events)?)
        })?;
        let told = stored.iter().map(|event| format!("{} {}\n", event.incident, event.id));
        io::stdout().write_all(told.collect::<String>().as_bytes())?;
    }
    Ok(())
}

impl Technician {
    fn new() -> Self {
        let session = SessionId(Uuid::now_v7());
        let [leader, follower] = [(); 2].map(|()| IncidentId::from_bits(random()));
        let author = Author { name: "ticker".into(), device: "here".into(), session };
        Self { author, leader, follower, last: EventId(Uuid::now_v7()) }
    }

    /// What is done in one transaction: at first both incidents are opened, then everything that can be done is done.
    fn act(&mut self, turn: u32) -> Result<Vec<Event>, Box<dyn Error>> {
        let (issue, step, fix) = ("mfa".parse()?, "tick".parse()?, "renew".parse()?);
        let (leader, follower) = (self.leader.clone(), self.follower.clone());
        let target = self.last;
        let act = match turn {
            0 => {
                let opened =
                    |ticket: &str| Act::Opened { ticket: ticket.into(), client: String::new() };
                let linked = Act::Linked { leader: leader.clone() };
                let first = self.event(&leader, opened("T-1"));
                let others = [opened("T-2"), linked].map(|act| self.event(&follower, act));
                return Ok([first].into_iter().chain(others).collect());
            }
            1 => Act::wait(&issue, &step, RunningWait::default()),
            2 => Act::Looked { issue, step },
            3 => {
                return Ok(vec![
                    self.event(&follower, Act::Commented { on: None, text: "called".into() }),
                ]);
            }
            4 => Act::Fix { issue, fix, state: FixState::Failed, reason: None },
            5 => Act::Undone { target },
            6 => Act::Closed { cause: Cause::Itself, text: None },
            7 => Act::Reopened,
            turn if turn.is_multiple_of(3) => Act::Undone { target },
            turn if turn.is_multiple_of(2) => Act::mark(&issue, &step, StepState::Todo, None),
            _ => Act::mark(&issue, &step, StepState::Done, None),
        };
        let event = self.event(&leader, act);
        self.last = event.id;
        Ok(vec![event])
    }

    fn event(&self, incident: &IncidentId, act: Act) -> Event {
        let id = EventId(Uuid::now_v7());
        let (incident, author) = (incident.clone(), self.author.clone());
        Event { id, incident, lamport: 0, at: Timestamp::now(), author, act }
    }
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

/// Looks whether the store is whole, has everything that was acknowledged, lists it as its events tell it, and did for
/// followers what was done for their leaders.
fn verify(path: &Path, acknowledged: &Acknowledged) -> Result<(), Box<dyn Error>> {
    let store = Store::open(path)?;
    store.integrity_check()?;
    let list = store.incidents()?;
    let listed: BTreeMap<_, _> = list.iter().map(|summary| (&summary.id, summary)).collect();
    for (id, events) in acknowledged {
        let incident = store.incident(id)?.ok_or_else(|| format!("incident {id} is missing"))?;
        let stored = ids(&incident);
        if let Some(missing) = events.iter().find(|event| !stored.contains(event)) {
            return Err(format!("event {missing} of incident {id} is missing").into());
        }
        if listed.get(id).copied() != Summary::of(&incident).as_ref() {
            return Err(format!("incident {id} is not listed as it is").into());
        }
        for follower in list.iter().filter(|summary| summary.leader.as_ref() == Some(id)) {
            let followed = store.incident(&follower.id)?.map(|follower| ids(&follower));
            let followed = followed.unwrap_or_default();
            let mirrored =
                incident.events().iter().filter_map(|event| event.for_follower(&follower.id));
            if let Some(event) = mirrored.map(|event| event.id).find(|id| !followed.contains(id)) {
                return Err(format!("event {event} of follower {} is missing", follower.id).into());
            }
        }
    }
    Ok(())
}

fn ids(incident: &Incident) -> HashSet<EventId> {
    incident.events().iter().map(|event| event.id).collect()
}

/// The last 62 bits of a new UUID are random.
fn random() -> u64 {
    Uuid::now_v7().as_u64_pair().1
}
