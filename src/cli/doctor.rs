//! `casebook doctor`

mod print;
mod restore;
mod terminal;

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Serialize;

use self::terminal::Terminal;
use super::{answer::Answer, args::DoctorArgs, context::Context, failure::Failure, text::Text};
use crate::{
    clipboard::{Env, Form, Os, Provider, plan},
    config::Config,
    pack::{PackInfo, Packs},
    pack_files,
    store::{Store, StoreError, Version},
    tui::wrong_keys_and_colours,
};

/// Everything that helps to help.
#[derive(Debug, Serialize)]
struct Diagnosis<'a> {
    version: &'static str,
    paths: Vec<PathFacts>,
    store: StoreFacts,
    packs: Vec<PackFacts>,
    clipboard: Vec<String>,
    terminal: Terminal,
    config: &'a Config,
    /// What is broken, one line each.
    problems: Vec<String>,
}

/// A place on this machine.
#[derive(Debug, Serialize)]
struct PathFacts {
    name: &'static str,
    path: PathBuf,
    exists: bool,
    /// Permissions in octal digits, where the system has such.
    mode: Option<String>,
}

/// The store, which is not made if it is not there.
#[derive(Debug, Default, Serialize)]
struct StoreFacts {
    exists: bool,
    version: Option<String>,
    incidents: Option<usize>,
    quick_check: Option<String>,
    full_check: Option<String>,
}

/// A pack by itself.
#[derive(Debug, Serialize)]
struct PackFacts {
    #[serde(flatten)]
    info: PackInfo,
    issues: usize,
    faults: usize,
}

/// Looks at everything and changes nothing, unless told to restore; something broken is the notable answer.
pub(super) fn answer(context: &Context, args: &DoctorArgs) -> Result<Answer, Failure> {
    if args.restore {
        return restore::answer(context, args.json);
    }
    let diagnosis = diagnose(context);
    let is_notable = !diagnosis.problems.is_empty();
    let text = if args.json {
        Text::json(&diagnosis)?
    } else {
        print::diagnosis(&diagnosis, context.look)?
    };
    Ok(Answer::new(text).notable(is_notable))
}

fn diagnose(context: &Context) -> Diagnosis<'_> {
    let mut problems: Vec<_> = context.config_faults.iter().map(ToString::to_string).collect();
    problems.extend(wrong_keys_and_colours(&context.paths, &context.config));
    let env = Env::from_process();
    let plan = plan(&env, Os::current(), &context.config.clipboard);
    let paths = paths(context);
    problems.extend(paths.iter().filter_map(exposed));
    Diagnosis {
        version: env!("CARGO_PKG_VERSION"),
        store: store(context, &mut problems),
        packs: packs(context, &mut problems),
        clipboard: plan.iter().map(way).collect(),
        terminal: Terminal::look(&env),
        config: &context.config,
        paths,
        problems,
    }
}

fn paths(context: &Context) -> Vec<PathFacts> {
    let paths = &context.paths;
    let named: [(_, &Path); 7] = [
        ("settings", &paths.config_file),
        ("keymap", &paths.keymap_file),
        ("packs", &paths.packs_dir),
        ("data", &paths.data_dir),
        ("store", &paths.store_file),
        ("copies", &paths.copies_dir),
        ("crash report", &paths.crash_file),
    ];
    let facts = |(name, path): (_, &Path)| {
        let metadata = fs::metadata(path).ok();
        let mode = metadata.as_ref().and_then(mode);
        PathFacts { name, path: path.to_owned(), exists: metadata.is_some(), mode }
    };
    named.into_iter().map(facts).collect()
}

fn mode(metadata: &fs::Metadata) -> Option<String> {
    #[cfg(unix)]
    let mode = Some(std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()));
    #[cfg(not(unix))]
    let mode = None::<u32>.filter(|_| metadata.is_file());
    mode.map(|mode| format!("{:04o}", mode & 0o7777))
}

/// The store holds what clients would not like to see with others.
fn exposed(facts: &PathFacts) -> Option<String> {
    let mode = facts.mode.as_ref().filter(|mode| facts.name == "store" && !mode.ends_with("00"))?;
    let path = facts.path.display();
    Some(format!("others can read the store (mode {mode}): run `chmod 600 {path}`"))
}

fn store(context: &Context, problems: &mut Vec<String>) -> StoreFacts {
    let store = match context.store_to_read() {
        Ok(Some(store)) => store,
        Ok(None) => return StoreFacts::default(),
        Err(failure) => {
            problems.push(failure.line());
            return StoreFacts { exists: true, ..StoreFacts::default() };
        }
    };
    problems.extend(store.newer().map(|error| error.to_string()));
    let mut told = |outcome: Result<(), StoreError>| match outcome {
        Ok(()) => "ok".to_owned(),
        Err(error) => {
            let error = error.to_string();
            if !problems.contains(&error) {
                problems.push(error.clone());
            }
            error
        }
    };
    let (quick_check, full_check) = (told(store.quick_check()), told(store.integrity_check()));
    let incidents = store.incidents();
    if let Err(error) = &incidents {
        told(Err(error.clone()));
    }
    StoreFacts {
        exists: true,
        version: Some(version(&store)),
        incidents: incidents.ok().map(|incidents| incidents.len()),
        quick_check: Some(quick_check),
        full_check: Some(full_check),
    }
}

fn version(store: &Store) -> String {
    let version = store.version();
    let own = Version::CURRENT;
    if version == own {
        version.to_string()
    } else {
        format!("{version} (this casebook writes {own})")
    }
}

fn packs(context: &Context, problems: &mut Vec<String>) -> Vec<PackFacts> {
    if let Err(error) = pack_files::folders_in(&context.paths.packs_dir) {
        problems.push(format!("cannot list {}: {error}", context.paths.packs_dir.display()));
    }
    let packs = context.pack_list();
    let facts = packs.iter().map(|pack| PackFacts {
        info: pack.info().clone(),
        issues: pack.issues().count(),
        faults: pack.faults().len(),
    });
    let facts = facts.collect();
    let (_, faults) = Packs::merge(packs);
    if !faults.is_empty() {
        problems.push(format!(
            "faults in packs: {}; `casebook check` with the same options tells all",
            faults.len()
        ));
    }
    facts
}

/// A way of copying, in the order in which it is tried.
fn way(provider: &Provider) -> String {
    match provider {
        Provider::Command(program) => format!("the command {}", program.name),
        Provider::System => "the desktop's clipboard".to_owned(),
        Provider::Tmux => "tmux".to_owned(),
        Provider::Osc52(Form::Plain) => "the terminal (OSC 52)".to_owned(),
        Provider::Osc52(Form::Screen) => "the terminal (OSC 52, wrapped for screen)".to_owned(),
        Provider::File => "a file in the copies folder".to_owned(),
    }
}
