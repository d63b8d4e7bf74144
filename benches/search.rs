//! How long a keystroke in the search box takes: `cargo bench --bench search`, or with `-- similar`
//! only the queries of such a name.
//!
//! First over the built-in pack, then over ten thousand issues that are made up, always the same, and about as long as
//! real ones; few words are common and most are rare, as in real text.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement may panic, and prints what it finds"
)]

use std::{
    env, fs,
    hint::black_box,
    time::{Duration, Instant},
};

use casebook::{
    issue::{Copy, Detail, DetailKind, Fix, Issue, Level, Link, Signature, Step, Strength},
    pack::Packs,
    pack_files,
    search::{Index, Query},
};
use serde_json::Value;

/// What people type, from the shortest to the most tedious for an index.
const QUERIES: &[(&str, &str)] = &[
    ("empty", ""),
    ("one letter", "e"),
    ("one rare letter", "q"),
    ("two letters", "re"),
    ("three letters", "con"),
    ("common word", "consent"),
    ("rare word", "bivodura"),
    ("code", "50076"),
    ("several letters", "a e i o u t n s"),
    ("several words", "consent admin token"),
    ("common and rare", "the tenant bivodura"),
    ("phrase", "the client tenant"),
    ("similar", "unsuported"),
    ("similar, short", "tnt"),
    ("similar, common letters", "teri"),
    ("similar, several", "cnsent tnant admn"),
    ("literally", "'consent 'admin"),
    ("not", "consent !admin !token"),
    ("no hit", "xyzzyx"),
    ("no hit, common letters", "onsetion"),
    ("no hit, several words", "resention onsetion statenter"),
    ("one word too many", "consent admin onsetion"),
    (
        "pasted",
        "consent to the client tenant was refused because admin permission is missing in graph",
    ),
];

fn main() {
    let only = env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    let (packs, _) = Packs::merge([pack_files::builtin()]);
    for issues in [packs.issues(), &made_up(10_000, 2_500)] {
        let index = indexed(issues);
        for (name, text) in QUERIES.iter().filter(|(name, _)| name.contains(&only)) {
            measure(&index, name, text);
        }
    }
}

fn indexed(issues: &[Issue]) -> Index {
    let text: usize = issues.iter().map(|issue| texts(&serde_json::to_value(issue).unwrap())).sum();
    let (count, each) = (issues.len(), text / issues.len());
    let before = resident();
    let start = Instant::now();
    let index = Index::new(issues);
    let (built, grown) = (start.elapsed(), resident().saturating_sub(before));
    println!("{count} issues, {each} bytes of text each: index built in {built:.1?}, {grown} KiB");
    index
}

fn measure(index: &Index, name: &str, text: &str) {
    let mut times: Vec<_> = (0..200).map(|_| keystroke(index, text)).collect();
    times.sort_unstable();
    let (best, median, late) = (times[0], times[100], times[198]);
    let results = index.search(&Query::parse(text));
    let (literal, similar) = (results.similar_from, results.hits.len() - results.similar_from);
    println!(
        "  {name:24} best {best:>9.1?}  median {median:>9.1?}  p99 {late:>9.1?}  {literal:>5} + {similar} hits"
    );
}

fn keystroke(index: &Index, text: &str) -> Duration {
    let start = Instant::now();
    black_box(index.search(&Query::parse(black_box(text))));
    start.elapsed()
}

/// The length of all texts in a definition.
fn texts(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().map(texts).sum(),
        Value::Object(entries) => entries.values().map(texts).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

/// Memory of this process in KiB, where the system tells; else 0.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Makes up the same words in the same order every time.
struct Author {
    state: u64,
    rare: Vec<String>,
}

const COMMON: &[&str] = &[
    "the",
    "a",
    "of",
    "to",
    "in",
    "is",
    "and",
    "for",
    "client",
    "tenant",
    "consent",
    "admin",
    "token",
    "graph",
    "permission",
    "user",
    "account",
    "integration",
    "access",
    "role",
    "app",
    "registration",
    "error",
    "this",
    "that",
    "not",
    "with",
    "service",
    "exchange",
    "partner",
    "center",
    "policy",
    "conditional",
    "delegated",
    "application",
    "organization",
    "MFA",
    "GDAP",
    "CSP",
    "authorize",
    "sign",
    "check",
    "under",
    "step",
    "wait",
    "microsoft",
    "rewst",
    "azure",
    "license",
    "group",
    "was",
    "refused",
    "because",
    "missing",
    "unsupported",
];

const SYLLABLES: &[&str] = &[
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va",
    "we", "ten", "con", "sta", "tion", "ment", "bi", "vo", "du", "ra", "sen", "ter", "pro", "re",
    "in", "ex",
];

impl Author {
    fn new() -> Self {
        let mut author = Self { state: 0x2545_F491_4F6C_DD1D, rare: Vec::new() };
        author.rare = (0..8_000).map(|_| author.syllables()).collect();
        author.rare[7_000] = "bivodura".to_owned();
        author
    }

    /// Xorshift.
    fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap() % bound
    }

    fn syllables(&mut self) -> String {
        (0..2 + self.below(3)).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect()
    }

    fn word(&mut self) -> String {
        if self.below(10) < 6 {
            // The smaller of two: the front of the list is used most.
            let word = self.below(COMMON.len()).min(self.below(COMMON.len()));
            COMMON[word].to_owned()
        } else {
            let word = self.below(self.rare.len()).min(self.below(self.rare.len()));
            self.rare[word].clone()
        }
    }

    fn text(&mut self, bytes: usize) -> String {
        let mut text = self.word();
        while text.len() < bytes {
            text.push(' ');
            text.push_str(&self.word());
        }
        text
    }

    fn issue(&mut self, number: usize, bytes: usize) -> Issue {
        let unit = bytes / 37;
        Issue {
            id: format!("issue-{number}").parse().unwrap(),
            pack: "made-up".parse().unwrap(),
            section: "all".parse().unwrap(),
            title: self.text(60),
            short: self.text(25),
            summary: self.text(unit),
            client: String::new(),
            services: Vec::new(),
            phase: Vec::new(),
            aliases: (0..3).map(|_| self.text(16)).collect(),
            verified: None,
            examples: Vec::new(),
            not_examples: Vec::new(),
            signatures: vec![self.signature(unit)],
            details: (0..3).map(|_| self.detail(unit * 4)).collect(),
            fixes: (0..2).map(|number| self.fix(number, unit)).collect(),
            tell_apart: Vec::new(),
        }
    }

    fn signature(&mut self, bytes: usize) -> Signature {
        let code = format!("AADSTS{}", 50_000 + self.below(2_000));
        let phrases = vec![self.text(bytes / 2)];
        Signature { strength: Strength::Strong, codes: vec![code], phrases, ..Signature::default() }
    }

    fn detail(&mut self, bytes: usize) -> Detail {
        let (title, first) = (self.text(20), self.text(bytes / 2));
        let body = format!("{first}\n\n- **{}**\n- {}", self.text(bytes / 4), self.text(bytes / 4));
        Detail { kind: DetailKind::Cause, title, body }
    }

    fn fix(&mut self, number: usize, bytes: usize) -> Fix {
        Fix {
            id: format!("fix-{number}").parse().unwrap(),
            title: self.text(30),
            done: self.text(30),
            only_if: None,
            when: None,
            level: Level::Msp,
            body: Some(self.text(bytes)),
            steps: (0..4).map(|step| self.step(number * 10 + step, bytes)).collect(),
        }
    }

    fn step(&mut self, number: usize, bytes: usize) -> Step {
        Step {
            id: format!("step-{number}").parse().unwrap(),
            text: self.text(bytes),
            only_if: None,
            level: None,
            wait: None,
            danger: None,
            copy: vec![Copy { label: self.word(), text: self.text(12) }],
            link: vec![Link { label: self.text(12), url: "https://example.com".to_owned() }],
            verify: None,
            escalate: None,
            cleanup: None,
        }
    }
}

fn made_up(issues: usize, bytes: usize) -> Vec<Issue> {
    let mut author = Author::new();
    (0..issues).map(|number| author.issue(number, bytes)).collect()
}
