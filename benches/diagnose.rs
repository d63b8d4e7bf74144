//! How long the diagnosis of a pasted text takes: `cargo bench --bench diagnose`.
//!
//! The matchers are made once, beside the drawing. A diagnosis then takes time in proportion to the text, and hardly more
//! with many issues than with few.

#![expect(clippy::unwrap_used, reason = "a measurement may panic")]

mod support {
    pub(crate) mod figures;
    pub(crate) mod made_up;
    pub(crate) mod memory;
    pub(crate) mod pack_in_memory;
    pub(crate) mod times;
}

use std::{fmt::Write, hint::black_box, time::Duration};

use casebook::{diagnose::Matchers, pack::Packs};

use self::support::{
    figures::{figure, note},
    memory::Megabytes,
    pack_in_memory,
    times::{Times, timed},
};

const RUNS: usize = 100;
const FEW_RUNS: usize = 10;
const BUILD_RUNS: usize = 5;
const MATCHERS_MEMORY: Megabytes = Megabytes(25.0);
const KILOBYTE: usize = 1024;

/// How long the matchers, an error of 2 KB and a log of 100 KB may take.
struct Limits {
    matchers: Duration,
    error: Duration,
    log: Duration,
}

const FEW: Limits = Limits {
    matchers: Duration::from_millis(50),
    error: Duration::from_millis(1),
    log: Duration::from_millis(20),
};

const MANY: Limits = Limits {
    matchers: Duration::from_secs(2),
    error: Duration::from_millis(10),
    log: Duration::from_millis(100),
};

fn main() {
    measure(&pack_in_memory::builtin(), &FEW);
    measure(&pack_in_memory::with_many(), &MANY);
}

fn measure(packs: &Packs, limits: &Limits) {
    let issues = packs.issues().len();
    let matchers = matchers(packs, limits);
    let time = |name: &str, text: &str, runs, limit: Option<Duration>| {
        let diagnose = || matchers.diagnose(packs, black_box(text));
        let times: Times = (0..runs).map(|_| timed(diagnose).1).collect();
        let groups = diagnose().groups.len();
        let name = format!("{issues} issues, {name}");
        match limit {
            Some(limit) => {
                figure(&name, times.median(), limit, format_args!("{times}; {groups} errors"));
            }
            None => note(&name, format_args!("{times}; {groups} errors")),
        }
    };
    time("an error of 2 KB", &error(2 * KILOBYTE), RUNS, Some(limits.error));
    time("a log of 50 KB", &log(packs, 50 * KILOBYTE), FEW_RUNS, None);
    time("a log of 100 KB", &log(packs, 100 * KILOBYTE), FEW_RUNS, Some(limits.log));
    time("a log of 1 MB", &log(packs, 1024 * KILOBYTE), BUILD_RUNS, None);
    time("the same error for 100 KB", &error(2 * KILOBYTE).repeat(50), FEW_RUNS, Some(limits.log));
    time("one line of 2 MB", &"x".repeat(2048 * KILOBYTE), BUILD_RUNS, None);
    time("a million braces", &"{".repeat(1_000_000), BUILD_RUNS, None);
}

fn matchers(packs: &Packs, limits: &Limits) -> Matchers {
    let name = format!("{} issues, matchers", packs.issues().len());
    let times: Times = (0..BUILD_RUNS).map(|_| timed(|| Matchers::new(packs)).1).collect();
    figure(&name, times.median(), limits.matchers, &times);
    let resident = || Megabytes::of("self", "VmRSS").unwrap_or(Megabytes(0.0));
    let before = resident();
    let matchers = Matchers::new(packs);
    figure(&format!("{name}, resident"), Megabytes(resident().0 - before.0), MATCHERS_MEMORY, "");
    matchers
}

/// A log in the words of the packs: entries, of which now and then one has a code.
fn log(packs: &Packs, bytes: usize) -> String {
    let mut log = String::with_capacity(2 * bytes);
    for (entry, issue) in packs.issues().iter().cycle().enumerate() {
        if log.len() >= bytes {
            break;
        }
        let minute = entry % 60;
        let code = if entry % 50 == 49 { "AADSTS" } else { "attempt " };
        let number = 50_000 + entry * 37 % 4_000;
        let text = &issue.summary;
        writeln!(log, "2026-11-20T09:{minute:02}:44Z INFO {text} {code}{number}").unwrap();
    }
    log
}

/// What a client library prints when a sign-in is refused, with a stack trace of so many bytes.
fn error(bytes: usize) -> String {
    let mut text = "Microsoft.Identity.Client.MsalUiRequiredException: AADSTS50076: Due to a configuration change made by \
        your administrator, or because you moved to a new location, you must use multi-factor authentication to access \
        '00000003-0000-0000-c000-000000000000'.\nTrace ID: 00000000-0000-4000-8000-000000000001\n\
        Correlation ID: 00000000-0000-4000-8000-000000000002\nTimestamp: 2026-11-20 09:12:44Z\n"
        .to_owned();
    let mut line = 0;
    while text.len() < bytes {
        line += 1;
        writeln!(
            text,
            "   at Contoso.Sync.Worker.Step{line}(Request request) in Worker.cs:line {line}"
        )
        .unwrap();
    }
    text.truncate(bytes);
    text
}
