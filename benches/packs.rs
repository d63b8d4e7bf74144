//! How long packs take: `cargo bench --bench packs`.
//!
//! The first frame waits for the built-in pack. A large one from the disk comes beside the drawing; a malformed file must
//! not hold it up.

#![expect(clippy::unwrap_used, reason = "a measurement may panic")]

mod support {
    pub(crate) mod figures;
    pub(crate) mod made_up;
    pub(crate) mod memory;
    pub(crate) mod pack_on_disk;
    pub(crate) mod times;
}

use std::{fs, path::Path, time::Duration};

use casebook::{
    builtin,
    pack::{Fault, Packs},
    pack_files,
};

use self::support::{
    figures::{figure, note},
    made_up,
    memory::Megabytes,
    pack_on_disk,
    times::{Times, timed},
};

const RUNS: usize = 30;
const FEW_RUNS: usize = 5;
const BUILTIN: Duration = Duration::from_millis(3);
const MANY: Duration = Duration::from_millis(1200);
const MANY_MEMORY: Megabytes = Megabytes(100.0);
const MALFORMED: Duration = Duration::from_millis(100);

fn main() {
    let folder = tempfile::tempdir().unwrap();
    many(folder.path());
    let builtin = times(RUNS, || Packs::merge([builtin::pack()]));
    figure("the built-in pack", builtin.median(), BUILTIN, &builtin);
    malformed();
}

fn many(folder: &Path) {
    pack_on_disk::write(folder, made_up::MANY);
    let memory = |name| Megabytes::of("self", name).unwrap_or(Megabytes(0.0));
    let before = memory("VmRSS");
    let (packs, faults) = load(folder);
    assert_eq!((packs.issues().len(), faults.len()), (made_up::MANY, 0));
    let [resident, peak] = ["VmRSS", "VmHWM"].map(|name| Megabytes(memory(name).0 - before.0));
    figure("10,000 issues, resident", resident, MANY_MEMORY, "");
    note("10,000 issues, at the peak", format_args!("{peak:.1?}"));
    drop(packs);
    let times = times(FEW_RUNS, || load(folder));
    figure("10,000 issues, loaded", times.median(), MANY, &times);
}

fn times<T>(runs: usize, work: impl Fn() -> T) -> Times {
    (0..runs).map(|_| timed(&work).1).collect()
}

fn load(folder: &Path) -> (Packs, Vec<Fault>) {
    Packs::merge(pack_files::load([folder]))
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
        let times = times(FEW_RUNS, || load(folder.path()));
        figure(&format!("malformed: {name}"), times.median(), MALFORMED, &times);
    }
}

fn each(count: u32, text: impl Fn(u32) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().concat()
}
