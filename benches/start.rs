//! How long the first frame takes, beside a program that does nothing and beside `fzf`: `cargo bench --bench start`.
//!
//! Each is started in a terminal of its own by a shell, in turn, so that what else the machine does hits all alike. A
//! frame is there when its last line is.

#![expect(clippy::unwrap_used, reason = "a measurement may panic")]

mod support {
    pub(crate) mod figures;
    pub(crate) mod incidents;
    pub(crate) mod phases;
    pub(crate) mod program;
    pub(crate) mod screen;
    pub(crate) mod times;
}

use std::{fs, path::Path, process::Command, time::Duration};

use casebook::{builtin, pack::Packs};
use portable_pty::CommandBuilder;
use vt100::Screen;

use self::support::{
    figures::{figure, note},
    incidents, phases,
    program::{Program, casebook, is_drawn},
    times::Times,
};

const RUNS: usize = 30;
const LIMIT: Duration = Duration::from_millis(15);

fn main() {
    // First, while nothing has been touched yet, as in a new process.
    phases::print();
    if cfg!(unix) {
        starts();
    } else {
        note("first frame", "measured on Unix only");
    }
}

fn starts() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let used = folder.path().join("used");
    incidents::fill(&used.join("casebook.db"));
    let titles = folder.path().join("titles");
    fs::write(&titles, titles_of_builtin()).unwrap();
    let has_fzf = Command::new("fzf").arg("--version").output().is_ok();

    // Once for nothing: the files come from the disk only then.
    start(&used);
    let [mut idle, mut new, mut old, mut prompt, mut list] = [const { Vec::new() }; 5];
    for run in 0..RUNS {
        idle.push(nothing());
        new.push(start(&folder.path().join(run.to_string())));
        old.push(start(&used));
        if has_fzf {
            let (first, second) = fzf(&titles);
            prompt.push(first);
            list.push(second);
        }
    }
    let [idle, new, old] = [idle, new, old].map(Times::from_iter);
    note("true in a terminal, until it has ended", &idle);
    figure("first frame", new.median(), LIMIT, &new);
    figure("first frame over 1,000 incidents", old.median(), LIMIT, &old);
    if has_fzf {
        let [prompt, list] = [prompt, list].map(Times::from_iter);
        note("fzf over the titles, until its prompt", &prompt);
        note("fzf over the titles, until they are shown", &list);
        figure("first frame, fzf's titles as the limit", new.median(), list.median(), "");
    } else {
        note("fzf", "is not installed: not compared");
    }
}

fn nothing() -> Duration {
    Program::start(from_shell(CommandBuilder::new("true"))).end()
}

fn start(data: &Path) -> Duration {
    let mut program = Program::start(from_shell(casebook(data)));
    let time = program.until(is_drawn);
    program.quit();
    time
}

/// Until the prompt is there, and until all titles are.
fn fzf(titles: &Path) -> (Duration, Duration) {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", r#"exec fzf <"$0""#]);
    command.arg(titles);
    command.env_remove("FZF_DEFAULT_OPTS");
    let mut program = Program::start(command);
    let prompt = program.until(|screen| last_row(screen).starts_with('>'));
    let count = titles_of_builtin().lines().count();
    let shown = format!("{count}/{count}");
    let list = program.until(|screen| screen.contents().contains(&shown));
    program.quit();
    (prompt, list)
}

fn from_shell(mut command: CommandBuilder) -> CommandBuilder {
    let shell = ["sh", "-c", r#"exec "$@""#, "sh"].map(Into::into);
    command.get_argv_mut().splice(0..0, shell);
    command
}

fn last_row(screen: &Screen) -> String {
    screen.rows(0, u16::MAX).last().unwrap()
}

fn titles_of_builtin() -> String {
    let (packs, _) = Packs::merge([builtin::pack()]);
    let titles: Vec<_> = packs.issues().iter().map(|issue| issue.title.as_str()).collect();
    titles.join("\n")
}
