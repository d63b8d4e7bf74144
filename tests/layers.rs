//! Imports point downwards only, see the map in `src/lib.rs`.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Plain data and pure functions.
const DOMAIN: &[&str] = &[
    "clean",
    "clock",
    "diagnose",
    "export",
    "handover",
    "incident",
    "issue",
    "markdown",
    "microsoft",
    "note",
    "pack",
    "parallel",
    "redact",
    "search",
];

/// One outside thing each.
const EDGES: &[&str] = &["builtin", "clipboard", "config", "drafts", "pack_files", "store"];

/// Ways to use the rest.
const SHELLS: &[&str] = &["cli", "tui"];

/// What the command line knows of the dashboard: to open it, why it cannot be opened, and what is wrong with its looks.
const DASHBOARD: &[(&str, &str)] = &[
    ("cli/dashboard", "tui"),
    ("cli/doctor", "tui::wrong_keys_and_colours"),
    ("cli/failure", "tui::terminal::NoTerminal"),
];

/// An edge's use of another edge: a setting is read to the type of what it sets.
const BETWEEN_EDGES: &[(&str, &str)] =
    &[("config", "clipboard::Setting"), ("config", "clipboard::Program")];

/// What plain data and pure functions keep away from: terminal, disk, clock, randomness, database.
const IMPURE: &[&str] = &[
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::time::Instant",
    "std::time::SystemTime",
    "std::io::stdin",
    "std::io::stdout",
    "Timestamp::now",
    "Uuid::now_v7",
    "arboard",
    "clap",
    "crossterm",
    "ratatui",
    "rusqlite",
    "rustix",
    "webbrowser",
];

/// The only ones that know the terminal library.
const TERMINAL: &[&str] = &["tui.rs", "tui/input", "tui/keymap", "tui/terminal", "clipboard"];

/// The size of the terminal is needed before the terminal is taken.
const TERMINAL_SIZE: &[(&str, &str)] = &[("tui/setup", "crossterm::terminal::size")];

/// The part of the dashboard that does I/O; everything else in it is state, screens and views.
const DASHBOARD_IO: &[&str] = &[
    "tui.rs",
    "tui/crash",
    "tui/host",
    "tui/input",
    "tui/keys",
    "tui/rescue",
    "tui/setup",
    "tui/signals",
    "tui/terminal",
];

/// A source file with every path that it names.
struct Source {
    /// Inside of `src`, with `/`.
    name: String,
    /// The first folder or file, which is the module below the crate.
    module: String,
    /// `crate::store::Summary`, `std::fs`, …
    paths: Vec<String>,
}

#[test]
fn every_module_belongs_to_a_layer() {
    for source in sources() {
        let known = [DOMAIN, EDGES, SHELLS, &["build", "lib", "main"]].concat();
        assert!(known.contains(&source.module.as_str()), "{} is in no layer", source.name);
    }
}

#[test]
fn the_domain_knows_only_the_domain() {
    for source in sources().iter().filter(|source| DOMAIN.contains(&source.module.as_str())) {
        source.assert_uses_none(|path| is_within(path, EDGES) || is_within(path, SHELLS));
        source.assert_uses_none(|path| IMPURE.iter().any(|impure| starts(path, impure)));
    }
}

#[test]
fn no_two_modules_of_the_domain_know_each_other() {
    let sources = sources();
    let knows = |who: &str, whom: &str| {
        let item = format!("crate::{whom}");
        let of_module = sources.iter().filter(|source| source.module == who);
        of_module.flat_map(|source| &source.paths).any(|path| starts(path, &item))
    };
    for (at, one) in DOMAIN.iter().enumerate() {
        for other in &DOMAIN[at + 1..] {
            assert!(!knows(one, other) || !knows(other, one), "{one} and {other} know each other");
        }
    }
}

#[test]
fn an_edge_knows_the_domain_and_itself() {
    for source in sources().iter().filter(|source| EDGES.contains(&source.module.as_str())) {
        let allowed = |path: &str| {
            let own = starts(path, &format!("crate::{}", source.module));
            own || is_listed(BETWEEN_EDGES, &source.module, path)
        };
        source.assert_uses_none(|path| is_within(path, SHELLS));
        source.assert_uses_none(|path| is_within(path, EDGES) && !allowed(path));
    }
}

#[test]
fn the_shells_do_not_know_each_other() {
    for source in sources() {
        match source.module.as_str() {
            "cli" => source.assert_uses_none(|path| {
                let name = source.name.trim_end_matches(".rs");
                starts(path, "crate::tui") && !is_listed(DASHBOARD, name, path)
            }),
            "tui" => source.assert_uses_none(|path| starts(path, "crate::cli")),
            _ => {}
        }
    }
}

#[test]
fn only_the_outermost_files_know_the_terminal() {
    for source in sources().iter().filter(|source| !source.is_one_of(TERMINAL)) {
        let allowed =
            |path: &str| TERMINAL_SIZE.contains(&(source.name.trim_end_matches(".rs"), path));
        source.assert_uses_none(|path| starts(path, "ratatui::crossterm"));
        source.assert_uses_none(|path| starts(path, "crossterm") && !allowed(path));
    }
}

#[test]
fn state_and_screens_know_no_store() {
    let is_state = |source: &&Source| source.module == "tui" && !source.is_one_of(DASHBOARD_IO);
    for source in sources().iter().filter(is_state) {
        source.assert_uses_none(|path| starts(path, "crate::store"));
        source.assert_uses_none(|path| starts(path, "rusqlite") || starts(path, "std::fs"));
    }
}

#[test]
fn nested_imports_are_read_to_the_end() {
    let code = "use std::{fs::{self, File}, io};\npub use crate::a::{b, c::d as e,};\n// use x::y;\nlet z = crate::q::r();";
    let paths = paths(code, &["tui".into(), "app".into()]);
    for path in [
        "std::fs::self",
        "std::fs::File",
        "std::io",
        "crate::a::b",
        "crate::a::c::d",
        "crate::q::r",
    ] {
        assert!(paths.iter().any(|found| found == path), "{path} is missing in {paths:?}");
    }
    assert!(!paths.iter().any(|found| found.starts_with("x::")), "{paths:?}");
}

impl Source {
    #[track_caller]
    fn assert_uses_none(&self, forbidden: impl Fn(&str) -> bool) {
        let found: Vec<_> = self.paths.iter().filter(|path| forbidden(path)).collect();
        assert!(found.is_empty(), "{} must not know {found:?}", self.name);
    }

    /// Whether it is one of the files, or in the folder of one.
    fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| {
            let rest = self.name.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest == ".rs" || rest.starts_with('/'))
        })
    }
}

fn is_within(path: &str, layer: &[&str]) -> bool {
    layer.iter().any(|module| starts(path, &format!("crate::{module}")))
}

fn is_listed(list: &[(&str, &str)], who: &str, path: &str) -> bool {
    list.iter().any(|(name, what)| *name == who && starts(path, &format!("crate::{what}")))
}

/// Whether a path is that item or inside of it.
fn starts(path: &str, item: &str) -> bool {
    path.strip_prefix(item).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 50, "the sources are elsewhere");
    files.iter().map(|file| read(&root, file)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn read(root: &Path, file: &Path) -> Source {
    let inside = file.strip_prefix(root).unwrap().with_extension("");
    let parts: Vec<String> = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    let paths = paths(&fs::read_to_string(file).unwrap(), &parts);
    Source { name: format!("{}.rs", parts.join("/")), module: parts[0].clone(), paths }
}

/// Every path of a `use`, and every other one that stands in the code.
fn paths(code: &str, module: &[String]) -> Vec<String> {
    let lines = code.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut paths = Vec::new();
    for statement in code.split_inclusive(';') {
        let begins = |line: &&str| {
            line.starts_with("use ") || line.starts_with("pub") && line.contains(" use ")
        };
        let from = statement.lines().position(|line| begins(&line));
        let tree = from.map(|from| statement.lines().skip(from).collect::<Vec<_>>().join(" "));
        if let Some((_, tree)) = tree.as_ref().and_then(|tree| tree.split_once("use ")) {
            expand("", tree.trim_end_matches(';'), &mut paths);
        }
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    paths.extend(code.split(|c| !is_word(c)).filter(|word| word.contains("::")).map(str::to_owned));
    paths.into_iter().map(|path| absolute(&path, module)).collect()
}

/// Writes out a tree such as `a::{b, c::d as e}`.
fn expand(prefix: &str, tree: &str, paths: &mut Vec<String>) {
    let Some((head, inner)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap().trim();
        return paths.push(format!("{prefix}{path}"));
    };
    let inner = inner.rsplit_once('}').map_or(inner, |(inner, _)| inner);
    let mut depth = 0;
    let parts = inner.split(|c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    for part in parts.filter(|part| !part.trim().is_empty()) {
        expand(&format!("{prefix}{}", head.trim()), part, paths);
    }
}

/// A path from the crate's root where it begins with `super`.
fn absolute(path: &str, module: &[String]) -> String {
    let mut depth = module.len();
    let mut rest = path;
    while let Some(above) = rest.strip_prefix("super::") {
        (depth, rest) = (depth.saturating_sub(1), above);
    }
    if rest.len() == path.len() {
        return path.to_owned();
    }
    [&["crate".to_owned()], &module[..depth], &[rest.to_owned()]].concat().join("::")
}
