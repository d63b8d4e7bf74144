//! How long packs take: `cargo bench --bench packs`.
//!
//! The first frame waits for the built-in pack: at most 3 ms. 10,000 definitions from disk may take 1.2 s and 100 MB.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement may panic and prints")]

use std::{fs, hint, path::Path, time::Instant};

use casebook::{pack::Packs, pack_files};

const RUNS: usize = 30;
const ISSUES: usize = 10_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    write_pack(folder.path());
    let before = resident();
    let start = Instant::now();
    let (packs, faults) = Packs::merge(pack_files::load([folder.path()]));
    let took = start.elapsed();
    println!(
        "{} issues, {} faults: first load {took:.2?}, {} MB resident, {} MB at the peak",
        packs.issues().len(),
        faults.len(),
        (resident() - before) / 1024,
        (peak() - before) / 1024,
    );
    drop(packs);
    println!(
        "the same, median of 5: {}",
        median(5, || Packs::merge(pack_files::load([folder.path()])))
    );
    println!(
        "built-in pack, median of {RUNS}: {}",
        median(RUNS, || Packs::merge([pack_files::builtin()]))
    );
    malformed();
}

fn malformed() {
    let files = [
        ("a million brackets", format!("a={}", "[".repeat(1_000_000))),
        ("a million tables", "[[a]]\n".repeat(170_000)),
        ("unknown keys", each(100_000, |n| format!("k{n:x}=1\n"))),
        ("numbers", format!("services=[{}]", "1,".repeat(500_000))),
        ("ids", format!("services=[{}]", each(110_000, |n| format!("'{n:x}',")))),
        ("fixes", "[[fix]]\nid='a'\n".repeat(69_000)),
        ("steps", format!("[[fix]]\n{}", "[[fix.step]]\nid='a'\n".repeat(50_000))),
        ("one long text", format!("title='{}'", "step ".repeat(200_000))),
        ("hidden characters", format!("title='{}'", "\u{202e}".repeat(300_000))),
        ("10 MB", " ".repeat(10_000_000)),
    ];
    for (name, text) in files {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pack.toml"), "id='p'\ntitle='P'\nversion='1'\n").unwrap();
        fs::create_dir(folder.path().join("s")).unwrap();
        fs::write(folder.path().join("s/hostile.toml"), text).unwrap();
        println!("{name}: {}", median(3, || Packs::merge(pack_files::load([folder.path()]))));
    }
}

fn each(count: u32, text: impl Fn(u32) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().concat()
}

fn median<T>(runs: usize, work: impl Fn() -> T) -> String {
    let measure = |_| {
        let start = Instant::now();
        hint::black_box(work());
        start.elapsed()
    };
    let mut times: Vec<_> = (0..runs).map(measure).collect();
    times.sort();
    format!("{:.2?} (fastest {:.2?})", times[runs / 2], times[0])
}

/// Definitions of 2.5 KB, made from those that ship.
fn write_pack(folder: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("issues/microsoft-cloud");
    let services = "[[service]]\nid='graph'\ntitle='Graph'\n[[section]]\nid='s'\ntitle='S'\n";
    fs::write(folder.join("pack.toml"), format!("id='big'\ntitle='Big'\nversion='1'\n{services}"))
        .unwrap();
    fs::create_dir(folder.join("s")).unwrap();
    let sample = root.join("additional-errors/error-assigning-application-permission.toml");
    let sample = fs::read_to_string(sample).unwrap();
    let body = sample.split_once("\naliases").map(|(_, rest)| format!("aliases{rest}")).unwrap();
    let body = body.split("\n[[tell_apart]]").next().unwrap();
    for n in 0..ISSUES {
        let head = format!(
            "title = 'Issue {n} of many that a very large team wrote down'\nshort = 'Issue {n}'\n\
             summary = 'It does not work.'\nclient = 'It did not work.'\nservices = ['graph']\n"
        );
        fs::write(folder.join(format!("s/issue-{n}.toml")), head + body).unwrap();
    }
}

/// Resident memory in KB; 0 where the system does not tell it this way.
fn resident() -> u64 {
    memory("VmRSS:")
}

fn peak() -> u64 {
    memory("VmHWM:")
}

fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
