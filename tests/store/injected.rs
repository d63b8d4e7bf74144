//! Every write, sync and removal of four appends fails once, or the process ends there: by strace, which makes system
//! calls fail where it is told to.
#![expect(clippy::print_stderr, reason = "a test that cannot run here says so")]

use std::{
    collections::BTreeSet,
    env, fs,
    os::unix::process::ExitStatusExt as _,
    path::Path,
    process::{Command, Output},
    thread,
};

use casebook::{
    incident::{EventId, IncidentId, Summary},
    store::Store,
};
use rstest::rstest;

use crate::{
    processes::{TICKER, number},
    support::{quick_folder, store},
};

/// Calls by which SQLite changes files.
const CALLS: [&str; 3] = ["pwrite64,write", "fsync,fdatasync", "unlink"];

/// Appends that are watched.
const TIMES: &str = "4";

/// How a call goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    InputOutput,
    NoSpace,
    Kill,
}

impl Fault {
    const fn injected(self) -> &'static str {
        match self {
            Self::InputOutput => "error=EIO",
            Self::NoSpace => "error=ENOSPC",
            Self::Kill => "signal=KILL",
        }
    }
}

#[rstest]
fn whatever_fails_once_loses_nothing_and_is_told_so_that_one_can_read_it(
    #[values(Fault::InputOutput, Fault::NoSpace, Fault::Kill)] fault: Fault,
) {
    if Command::new("strace").arg("--version").output().is_err() {
        assert!(env::var_os("CASEBOOK_REQUIRE_TOOLS").is_none(), "there is no strace");
        eprintln!("skipped: there is no strace, which makes system calls fail");
        return;
    }
    // Every call, or every so manieth: the full run takes minutes.
    let stride = number("CASEBOOK_EVERY", 4);
    let points: Vec<_> = thread::scope(|scope| {
        let tried = CALLS.map(|calls| scope.spawn(move || all_points(calls, fault, stride)));
        tried.into_iter().map(|tried| tried.join().unwrap()).collect()
    });
    eprintln!("{fault:?}: {points:?} calls of {CALLS:?}");
    assert!(points.iter().sum::<usize>() * stride > 30, "{points:?}");
}

/// Lets call after call fail until there is none left; gives how many failed.
fn all_points(calls: &str, fault: Fault, stride: usize) -> usize {
    let points = (1..).step_by(stride).map_while(|nth| {
        let (_folder, path) = quick_folder();
        drop(store(&path));
        let log = path.with_file_name("strace.log");
        let output = run(&path, &log, &format!("inject={calls}:{}:when={nth}", fault.injected()));
        let is_hit = match fault {
            // strace ends as what it watches does.
            Fault::Kill => output.status.signal() == Some(9),
            _ => fs::read_to_string(&log).unwrap().contains("(INJECTED)"),
        };
        verify(&path, &output, &format!("{fault:?} at {calls} no. {nth}"));
        is_hit.then_some(())
    });
    points.count()
}

/// Only the calls on the store, its journal and its folder count.
fn run(path: &Path, log: &Path, inject: &str) -> Output {
    let journal = path.with_file_name("casebook.db-journal");
    let mut command = Command::new("strace");
    for watched in [path, &journal, path.parent().unwrap()] {
        command.arg("-P").arg(watched);
    }
    command.args(["-f", "-qq", "-o"]).arg(log).args(["-e", inject]);
    command.arg(&*TICKER).arg(path).args(["--times", TIMES]).output().unwrap()
}

fn verify(path: &Path, output: &Output, point: &str) {
    let told = String::from_utf8_lossy(&output.stderr);
    let store = Store::open(path).unwrap_or_else(|error| panic!("{point}: {error}"));
    store.integrity_check().unwrap_or_else(|error| panic!("{point}: {error}"));
    let acknowledged = String::from_utf8(output.stdout.clone()).unwrap();
    for line in acknowledged.lines() {
        let (incident, event) = line.split_once(' ').unwrap();
        let id: IncidentId = incident.parse().unwrap();
        let incident =
            store.incident(&id).unwrap().unwrap_or_else(|| panic!("{point}: {id} is lost"));
        let events: BTreeSet<_> = incident.events().iter().map(|event| event.id).collect();
        assert!(events.contains(&EventId(event.parse().unwrap())), "{point}: {event} is lost");
        let listed = store.incidents().unwrap().into_iter().find(|summary| summary.id == id);
        assert_eq!(listed, Summary::of(&incident), "{point}");
    }
    if output.status.signal().is_none() {
        // What fails once succeeds the second time, and in between a person is told what to do.
        assert!(output.status.success(), "{point}: {told}");
        assert_eq!(acknowledged.lines().count(), 6, "{point}: {told}");
        let readable = |line: &str| {
            line.starts_with("cannot save to ") || line.starts_with("cannot read or write ")
        };
        assert!(told.lines().all(readable), "{point}: {told}");
        assert!(told.lines().all(|line| line.ends_with(" and try again")), "{point}: {told}");
    }
}
