//! The command line as scripts and people meet it: the real binary, its output to the letter, its exit codes.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "cli/diagnose.rs"]
mod diagnose;
#[path = "cli/incident.rs"]
mod incident;
#[path = "cli/keep.rs"]
mod keep;
#[path = "cli/leaks.rs"]
mod leaks;
#[path = "cli/measure.rs"]
mod measure;
#[path = "cli/note.rs"]
mod note;
#[path = "support/texts.rs"]
mod texts;

use std::{
    fs,
    io::Read,
    process::{Command as Process, Output, Stdio},
};

use assert_cmd::{Command, cargo::cargo_bin};
use predicates::prelude::*;
use rstest::rstest;
use serde_json::Value;
use tempfile::TempDir;

/// A machine on which casebook was never used.
struct Machine {
    home: TempDir,
}

impl Machine {
    fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    fn casebook(&self, args: &[&str]) -> Command {
        let mut command = Command::new(cargo_bin("casebook"));
        command.env_clear().env("HOME", self.home.path()).env("USER", "ann").env("TERM", "xterm");
        // On Windows the same folders go by other names, and without these they would be the real ones.
        command.env("APPDATA", self.path(".config")).env("LOCALAPPDATA", self.path(".local/state"));
        command.args(args);
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.casebook(args).output().unwrap()
    }

    /// Exit code and standard error where nobody reads standard output.
    fn with_a_closed_pipe(&self, args: &[&str]) -> (Option<i32>, String) {
        let mut child = Process::new(cargo_bin("casebook"))
            .args(args)
            .env_clear()
            .env("HOME", self.home.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        (child.wait().unwrap().code(), told)
    }

    fn json(&self, args: &[&str]) -> Value {
        let output = self.run(&[args, &["--json"]].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn path(&self, inside: &str) -> std::path::PathBuf {
        self.home.path().join(inside)
    }

    fn write(&self, inside: &str, text: &str) {
        let path = self.path(inside);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Opens an incident about two issues and gives its id.
    fn open(&self) -> String {
        let args = ["incident", "open", "--ticket", "T-1", "--client", "Contoso"];
        let issues = ["--issue", "access-denied-403", "--issue", "mfa-has-expired"];
        let incident = self.json(&[&args[..], &issues].concat());
        incident["id"].as_str().unwrap().to_owned()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The store, beside everything else that is written, on Linux.
const BROKEN: &str = "title = \"Broken\"\nshort = 3\nclients = \"x\"\n";

fn pack(machine: &Machine, folder: &str) {
    machine.write(
        &format!("{folder}/pack.toml"),
        "id = \"ours\"\ntitle = \"Ours\"\nversion = \"2.0.0\"\n\
         [[service]]\nid = \"vpn\"\ntitle = \"VPN\"\n[[section]]\nid = \"network\"\ntitle = \"Network\"\n",
    );
    machine.write(
        &format!("{folder}/network/tunnel-down.toml"),
        "title = \"The tunnel \\u00b7 is down\"\nshort = \"Tunnel down\"\nsummary = \"No tunnel.\"\n\
         client = \"The connection was down.\"\nservices = [\"vpn\"]\n[[fix]]\nid = \"restart\"\n\
         title = \"Restart it\"\ndone = \"It was restarted.\"\nlevel = \"msp\"\n\
         step = [{ id = \"restart\", text = \"Restart the **gateway**.\" }]\n",
    );
}

#[rstest]
#[case::unknown_command(&["serch"], "casebook: unrecognized subcommand 'serch'; tip: a similar subcommand exists: 'search'; see `casebook --help`\n")]
#[case::no_query(&["search"], "casebook: the following required arguments were not provided: <QUERY>; see `casebook search --help`\n")]
#[case::no_hit_asked_for(&["search", "-n", "0", "gdap"], "casebook: invalid value '0' for '-n <N>': write a number from 1 on; see `casebook search --help`\n")]
#[case::less_than_no_match(&["diagnose", "-n", "-1"], "casebook: invalid value '-1' for '-n <N>': write a number from 1 on; see `casebook diagnose --help`\n")]
#[case::no_number(&["diagnose", "-n", "few"], "casebook: invalid value 'few' for '-n <N>': write a number from 1 on; see `casebook diagnose --help`\n")]
#[case::unknown_issue(&["show", "mfa-has-expird"], "casebook: there is no issue `mfa-has-expird`; did you mean mfa-has-expired?\n")]
#[case::no_issue_at_all(&["show", "foobar"], "casebook: there is no issue `foobar`; `casebook list` shows all, `casebook search` finds by words\n")]
#[case::hostile_issue(&["show", "mfa\u{1b}[31m\u{202e}\nx"], "casebook: there is no issue `mfa␛[31m\u{fffd} x`; `casebook list` shows all, ")]
#[case::no_incident(&["incident", "show", "abc"], "casebook: there is no incident `abc`; `casebook incident list` shows all\n")]
#[case::open_unknown(&["incident", "open", "--issue", "mfa-has-expird"], "casebook: there is no issue `mfa-has-expird`; did you mean mfa-has-expired?\n")]
#[case::skip_without_reason(&["incident", "step", "abc", "a", "b", "skipped"], "casebook: a skipped step needs a reason: add --reason TEXT\n")]
#[case::no_such_state(&["incident", "step", "abc", "a", "b", "ok"], "casebook: invalid value 'ok' for '<STATE>' [possible values: done, failed, skipped, todo]; see `casebook incident step --help`\n")]
#[case::export_unknown(&["incident", "export", "abc"], "casebook: there is no incident `abc`; `casebook incident list` shows all\n")]
#[case::purge_unknown(&["incident", "purge", "abc", "--yes"], "casebook: there is no incident `abc`; `casebook incident list` shows all\n")]
#[case::import_nothing(&["incident", "import", "/nowhere.jsonl"], "casebook: cannot read /nowhere.jsonl: there is no such file\n")]
#[case::no_such_folder(&["check", "/nowhere"], "casebook: cannot read /nowhere: there is no such folder\n")]
#[case::no_error(&["diagnose", "/nowhere.txt"], "casebook: cannot read /nowhere.txt: there is no such file\n")]
#[case::folder_for_a_file(&["redact", "/"], "casebook: cannot read /: it is a folder; name a file in it\n")]
#[case::error_for_a_file(&["diagnose", "AADSTS50076: bob@contoso.com"], "casebook: there is no such file; leave FILE out to paste a text, or pipe it in\n")]
#[case::error_for_arguments(&["diagnose", "AADSTS50076:", "bob"], "casebook: a text is no argument: leave FILE out to paste it, or pipe it in; see `casebook diagnose --help`\n")]
#[case::file_and_clipboard(&["diagnose", "x", "--clipboard"], "casebook: the argument '[FILE]' cannot be used with '--clipboard'; see `casebook diagnose --help`\n")]
#[case::no_clipboard(&["redact", "--clipboard"], "casebook: the clipboard cannot be read (")]
#[case::no_labels(&["check", "--errors", "/nowhere.jsonl"], "casebook: cannot read /nowhere.jsonl: there is no such file\n")]
#[case::no_terminal(&[], "casebook: the dashboard needs a terminal; try `casebook list` or `casebook --help`\n")]
fn what_cannot_be_done_is_told_in_one_line(#[case] args: &[&str], #[case] line: &str) {
    let output = Machine::new().run(args);

    let told = text(&output.stderr);
    assert!(told.starts_with(line), "{told}");
    assert_eq!(
        (told.lines().count(), output.status.code(), text(&output.stdout)),
        (1, Some(2), String::new())
    );
}

#[test]
fn the_list_has_a_line_for_every_issue_and_leaves_no_trace() {
    let machine = Machine::new();

    let output = machine.run(&["list"]);

    let listed = text(&output.stdout);
    assert_eq!(listed.lines().count(), 47);
    assert!(listed.contains("\nmfa-has-expired "), "{listed}");
    assert!(!listed.contains('\u{1b}') && output.stderr.is_empty());
    assert_eq!(fs::read_dir(machine.home.path()).unwrap().count(), 0);
}

#[test]
fn the_list_for_scripts_names_what_they_need() {
    let listed = Machine::new().json(&["list"]);

    let issues = listed.as_array().unwrap();
    assert_eq!(issues.len(), 47);
    for key in ["id", "title", "short", "section", "services", "phase", "summary"] {
        assert!(issues.iter().all(|issue| !issue[key].is_null()), "{key} is missing");
    }
}

#[test]
fn a_search_puts_the_issue_of_a_code_first() {
    let found = Machine::new().json(&["search", "AADSTS50078"]);
    let first = &found[0];
    assert_eq!(
        (first["rank"].as_str(), first["similar"].as_bool()),
        (Some("code"), Some(false)),
        "{found}"
    );
}

#[test]
fn a_search_gives_no_more_hits_than_asked_for() {
    let machine = Machine::new();
    machine
        .casebook(&["search", "-n", "2", "gdap"])
        .assert()
        .success()
        .stdout(predicate::function(|out: &str| out.lines().count() == 2));
    assert_eq!(machine.json(&["search", "-n", "3", "gdap"]).as_array().unwrap().len(), 3);
}

#[test]
fn a_search_without_a_hit_is_told_by_the_exit_code() {
    let machine = Machine::new();
    machine
        .casebook(&["search", "qqqzzz"])
        .assert()
        .code(1)
        .stdout("")
        .stderr("casebook: no issue has these words\n");
    machine.casebook(&["search", "qqqzzz", "--json"]).assert().code(1).stdout("[]\n");
}

#[test]
fn a_word_that_was_left_out_is_named_beside_the_json() {
    let output = Machine::new().run(&["search", "--json", "gdap", "qqqzzz"]);

    assert!(
        !serde_json::from_slice::<Value>(&output.stdout).unwrap().as_array().unwrap().is_empty()
    );
    assert_eq!(text(&output.stderr), "casebook: no issue has all words: left out `qqqzzz`\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn an_issue_is_shown_in_each_format() {
    let machine = Machine::new();
    let show = |format| text(&machine.run(&["show", "mfa-has-expired", "--format", format]).stdout);

    assert!(show("text").starts_with("Presented multi-factor "), "{}", show("text"));
    assert!(show("markdown").starts_with("# Presented multi-factor "), "{}", show("markdown"));
    let definition: Value = serde_json::from_str(&show("json")).unwrap();
    assert_eq!(definition["id"], "mfa-has-expired");
    assert!(definition["fix"][0]["step"][0]["text"].is_string());
}

#[test]
fn a_copy_without_any_clipboard_is_in_a_file_and_says_so() {
    let machine = Machine::new();

    // Over SSH the clipboard of this machine, which it may well have, is not the user's.
    let mut command = machine.casebook(&["show", "mfa-has-expired", "--copy"]);
    let output = command.env("SSH_CONNECTION", "somewhere").output().unwrap();

    assert!(output.status.success());
    let copies = fs::read_dir(machine.path(".local/state/casebook/copies")).unwrap();
    let file = copies.last().unwrap().unwrap().path();
    assert!(text(&output.stdout).contains(file.to_str().unwrap()));
    assert!(fs::read_to_string(file).unwrap().starts_with("Presented multi-factor "));
}

#[test]
fn an_incident_is_opened_worked_on_and_found_again() {
    let machine = Machine::new();
    let id = machine.open();
    let step = |state: &[&str]| {
        machine.json(
            &[&["incident", "step", &id, "access-denied-403", "find-permission-kind"], state]
                .concat(),
        )
    };

    let marked = step(&["failed", "--reason", "no access"]);

    let of_step = &marked["issues"][0]["steps"][0];
    assert_eq!(of_step["id"], "find-permission-kind");
    assert_eq!(
        (of_step["state"].as_str(), of_step["reason"].as_str()),
        (Some("failed"), Some("no access"))
    );
    assert_eq!((of_step["by"].as_str(), of_step["gone"].as_bool()), (Some("ann"), Some(false)));
    assert!(of_step["at"].as_str().unwrap().ends_with('Z'));
    assert_eq!(machine.json(&["incident", "show", &id[..3]]), marked);
    let listed = machine.json(&["incident", "list"]);
    assert_eq!((&listed[0]["id"], &listed[0]["failed"]), (&marked["id"], &1.into()));
    for (key, value) in
        [("id", id.as_str()), ("ticket", "T-1"), ("client", "Contoso"), ("state", "open")]
    {
        assert_eq!(marked[key], value);
    }
    assert_eq!(marked["issues"][1]["id"], "mfa-has-expired");
    assert!(marked["opened_at"].as_str().unwrap().ends_with('Z'));
}

#[test]
fn repeating_a_state_adds_no_event() {
    let machine = Machine::new();
    let id = machine.open();
    let step = ["incident", "step", &id, "access-denied-403", "retry-call", "failed"];
    let first = machine.json(&[&step[..], &["--reason", "still refused"]].concat());

    assert_eq!(machine.json(&step), first);
    assert_eq!(machine.json(&[&step[..], &["--reason", "still refused"]].concat()), first);

    let todo = ["incident", "step", &id, "access-denied-403", "no-override", "todo"];
    assert_eq!(machine.json(&todo), first);
}

#[test]
fn a_step_that_an_incident_does_not_have_is_told_with_what_may_have_been_meant() {
    let machine = Machine::new();
    let id = machine.open();
    let told = |issue: &str, step: &str| {
        let output = machine.run(&["incident", "step", &id, issue, step, "done"]);
        assert_eq!(output.status.code(), Some(2));
        text(&output.stderr)
    };

    assert_eq!(
        told("token-has-expired", "x"),
        format!(
            "casebook: incident {id} is not about `token-has-expired`; did you mean mfa-has-expired?\n"
        )
    );
    assert!(told("gdap", "x").ends_with(
        "is not about `gdap`; `casebook incident show` with its id tells what it is about\n"
    ));
    assert!(told("access-denied-403", "foobar").ends_with(
        " has no step `foobar`; `casebook incident show` with the incident's id shows all\n"
    ));
    assert!(told("access-denied-403", "retrycall").starts_with(
        "casebook: issue `access-denied-403` has no step `retrycall`; did you mean retry-call?\n"
    ));
}

#[test]
fn tickets_and_clients_are_cleaned_where_they_enter() {
    let machine = Machine::new();
    let args = [
        "incident",
        "open",
        "--ticket",
        "T\u{1b}[2J\n",
        "--client",
        "\u{202e}Contoso",
        "--issue",
        "mfa-has-expired",
    ];
    let incident = machine.json(&args);
    assert_eq!(
        (incident["ticket"].as_str(), incident["client"].as_str()),
        (Some("T␛[2J"), Some("\u{fffd}Contoso"))
    );
}

#[test]
fn too_little_of_an_incident_id_is_told_as_such() {
    let machine = Machine::new();
    let id = machine.open();
    machine.casebook(&["incident", "show", &id[..2]]).assert().code(2).stderr(format!(
        "casebook: `{}` is too little of an incident's id: type three characters or more; \
         `casebook incident list` shows all\n",
        &id[..2]
    ));
}

#[rstest]
#[case::the_user("USER", "bea")]
#[case::the_login("LOGNAME", "bea")]
#[case::windows("USERNAME", "bea")]
fn who_is_logged_in_is_the_author(#[case] variable: &str, #[case] name: &str) {
    let machine = Machine::new();
    let id = machine.open();
    let marked = machine
        .casebook(&["incident", "step", &id, "access-denied-403", "retry-call", "done", "--json"])
        .env("USER", " ")
        .env(variable, name)
        .output()
        .unwrap();
    let marked: Value = serde_json::from_slice(&marked.stdout).unwrap();
    assert_eq!(marked["issues"][0]["steps"][2]["by"], name);
}

#[cfg(unix)]
#[test]
fn without_any_variable_the_system_names_the_author() {
    let machine = Machine::new();
    let id = machine.open();
    let system = Process::new("id").arg("-un").output().unwrap();
    let expected = if system.status.success() { text(&system.stdout) } else { "unknown".into() };
    let marked = machine
        .casebook(&["incident", "step", &id, "access-denied-403", "retry-call", "done", "--json"])
        .env_remove("USER")
        .output()
        .unwrap();
    let marked: Value = serde_json::from_slice(&marked.stdout).unwrap();
    assert_eq!(marked["issues"][0]["steps"][2]["by"], expected.trim());
}

#[test]
fn the_settings_name_the_author() {
    let machine = Machine::new();
    machine.write(".config/casebook/config.toml", "name = \"Bob\"\n");
    let id = machine.open();
    let marked =
        machine.json(&["incident", "step", &id, "access-denied-403", "retry-call", "done"]);
    assert_eq!(marked["issues"][0]["steps"][2]["by"], "Bob");
}

#[cfg(target_os = "linux")]
#[test]
fn looking_makes_no_store_and_what_is_made_is_private() {
    use std::os::unix::fs::PermissionsExt;

    let machine = Machine::new();
    assert_eq!(machine.json(&["incident", "list"]), Value::Array(Vec::new()));
    machine.casebook(&["doctor"]).assert().success();
    machine.casebook(&["incident", "step", "abc", "a", "b", "done"]).assert().code(2);
    assert!(!machine.path(".local").exists());

    machine.open();
    let mode = |inside| fs::metadata(machine.path(inside)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(".local/state/casebook/casebook.db"), 0o600);
    assert_eq!(mode(".local/state/casebook"), 0o700);
}

#[test]
fn the_built_in_pack_has_no_findings() {
    Machine::new()
        .casebook(&["check"])
        .assert()
        .success()
        .stdout("no findings in 47 issues\n")
        .stderr("");
}

#[test]
fn a_check_shows_every_fault_with_its_line_and_counts_them() {
    let machine = Machine::new();
    pack(&machine, "ours");
    machine.write("ours/network/broken.toml", BROKEN);

    let output = machine.run(&["check", machine.path("ours").to_str().unwrap()]);

    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("broken.toml:2:9") && told.contains("short = 3"), "{told}");
    assert!(told.contains("did you mean `client`?"), "{told}");
    assert!(told.lines().last().unwrap().ends_with(" findings in 1 issue"), "{told}");
    let json = machine
        .casebook(&["check", "--json", machine.path("ours").to_str().unwrap()])
        .assert()
        .code(1);
    let json: Value = serde_json::from_slice(&json.get_output().stdout).unwrap();
    let lines: Vec<_> =
        json["findings"].as_array().unwrap().iter().map(|fault| &fault["place"]["line"]).collect();
    assert!(lines.contains(&&Value::from(2)) && json["issues"] == 1, "{json}");
}

#[test]
fn a_check_tells_which_examples_are_not_found_by_their_issue() {
    let machine = Machine::new();
    pack(&machine, "ours");
    let folder = machine.path("ours");
    let file = fs::read_dir(folder.join("network")).unwrap().next().unwrap().unwrap().path();
    let issue = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("examples = [\"AADSTS50076\"]\n{issue}")).unwrap();

    let output = machine.run(&["check", folder.to_str().unwrap()]);

    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("example 1 puts `must-use-mfa` first"), "{told}");
    assert!(told.contains(file.file_name().unwrap().to_str().unwrap()), "{told}");
}

#[test]
fn a_broken_file_hides_no_healthy_one_and_is_told_in_one_line() {
    let machine = Machine::new();
    pack(&machine, ".config/casebook/packs/ours");
    machine.write(".config/casebook/packs/ours/network/broken.toml", "title = \n");

    machine
        .casebook(&["list"])
        .assert()
        .success()
        .stdout(predicate::str::contains("\ntunnel-down "))
        .stderr(predicate::str::is_match("^casebook: [^ ]+broken.toml:1:9: [^\n]+\n$").unwrap());
    let failure = machine.casebook(&["show", "broken"]).assert().code(2);
    let told = text(&failure.get_output().stderr);
    assert!(
        told.contains("there is no issue `broken`") && told.contains("broken.toml:1:9: "),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1);
}

#[test]
fn a_named_pack_that_is_not_there_is_told_by_its_name() {
    let machine = Machine::new();
    let folder = machine.path("none");
    let named = predicate::str::contains(folder.to_str().unwrap());
    machine.casebook(&["list", "--pack"]).arg(&folder).assert().success().stderr(named);
}

#[test]
fn of_many_faults_in_packs_the_first_is_told_with_the_way_to_all() {
    let machine = Machine::new();
    pack(&machine, "ours");
    machine.write("ours/network/broken.toml", BROKEN);

    let listed = machine.casebook(&["list", "--pack"]).arg(machine.path("ours")).assert().success();

    let told = text(&listed.get_output().stderr);
    assert!(
        told.contains(" faults in packs, the first is ") && told.contains("broken.toml:"),
        "{told}"
    );
    assert!(told.ends_with("; `casebook check` with the same options tells all\n"), "{told}");
}

#[rstest]
#[case::option(true)]
#[case::variable(false)]
fn a_pack_is_named_by_option_or_variable(#[case] by_option: bool) {
    let machine = Machine::new();
    pack(&machine, "ours");
    let folder = machine.path("ours");
    let mut command = machine.casebook(&["show", "tunnel-down"]);
    if by_option {
        command.arg("--pack").arg(&folder);
    } else {
        command.env("CASEBOOK_PACK", &folder);
    }
    command.assert().success().stdout(predicate::str::starts_with("The tunnel · is down\n"));
    command.arg("--ascii").assert().stdout(predicate::str::starts_with("The tunnel - is down\n"));
}

#[rstest]
#[case::into_a_pipe(&[], &[], false)]
#[case::asked_for(&["--color", "always"], &[], true)]
#[case::asked_for_against_the_environment(&["--color", "always"], &[("NO_COLOR", "1")], true)]
#[case::by_variable(&[], &[("CASEBOOK_COLOR", "always")], true)]
#[case::option_before_variable(&["--color", "never"], &[("CASEBOOK_COLOR", "always")], false)]
fn colours_are_where_they_are_wanted(
    #[case] options: &[&str],
    #[case] variables: &[(&str, &str)],
    #[case] expected: bool,
) {
    let mut command = Machine::new().casebook(&["list"]);
    let output = command.args(options).envs(variables.iter().copied()).output().unwrap();
    assert_eq!(text(&output.stdout).contains('\u{1b}'), expected);
}

#[test]
fn a_colour_that_is_none_is_refused() {
    let mut command = Machine::new().casebook(&["list"]);
    let told = "casebook: CASEBOOK_COLOR is none of auto, always, never\n";
    command.env("CASEBOOK_COLOR", "blue").assert().code(2).stderr(told);
}

#[test]
fn a_closed_pipe_ends_silently() {
    let machine = Machine::new();
    assert_eq!(machine.with_a_closed_pipe(&["list", "--json"]), (Some(0), String::new()));
}

#[test]
fn a_doctor_tells_what_is_where_and_in_force() {
    let machine = Machine::new();
    machine.open();

    let diagnosis = machine.json(&["doctor"]);

    assert_eq!(diagnosis["problems"], Value::Array(Vec::new()));
    assert_eq!(
        (diagnosis["store"]["incidents"].as_u64(), diagnosis["store"]["full_check"].as_str()),
        (Some(1), Some("ok"))
    );
    assert_eq!(
        (diagnosis["packs"][0]["issues"].as_u64(), diagnosis["packs"][0]["faults"].as_u64()),
        (Some(47), Some(0))
    );
    assert_eq!(diagnosis["config"]["clipboard"], "auto");
    machine
        .casebook(&["doctor"])
        .assert()
        .success()
        .stdout(predicate::str::ends_with("\nnothing is broken\n"));
}

#[test]
fn a_doctor_finds_broken_settings_packs_and_stores() {
    let machine = Machine::new();
    machine.write(".config/casebook/config.toml", "theem = \"mono\"\n");
    machine.write(".config/casebook/packs/ours/pack.toml", "id = \n");
    machine.write(
        "data/casebook.db",
        "not a store, but long enough to be looked at as if it were one",
    );

    let output =
        machine.run(&["doctor", "--json", "--data", machine.path("data").to_str().unwrap()]);

    assert_eq!(output.status.code(), Some(1));
    let diagnosis: Value = serde_json::from_slice(&output.stdout).unwrap();
    let problems = diagnosis["problems"].to_string();
    for part in ["unknown key `theem`", "faults in packs: 1", "casebook.db is not a casebook store"]
    {
        assert!(problems.contains(part), "{part} is missing in {problems}");
    }
}

#[rstest]
#[case::unknown_action(
    b"[browse]\n\"Ctrl+t\" = \"tikc\"\n",
    "keymap.toml:2:12: there is no action `tikc`"
)]
#[case::no_text(b"[browse]\n\"Ctrl+t\" = \"\xff\"\n", "keymap.toml: cannot be read: ")]
fn a_doctor_finds_a_broken_keymap(#[case] keymap: &[u8], #[case] told: &str) {
    let machine = Machine::new();
    machine.write(".config/casebook/keymap.toml", "");
    fs::write(machine.path(".config/casebook/keymap.toml"), keymap).unwrap();
    let broken = predicate::str::contains("\nbroken: ").and(predicate::str::contains(told));
    machine.casebook(&["doctor"]).assert().code(1).stdout(broken);
}

#[test]
fn a_doctor_finds_a_keymap_that_is_no_file_and_colours_that_are_none() {
    let machine = Machine::new();
    machine.write(".config/casebook/keymap.toml/inside", "");
    machine.write(".config/casebook/config.toml", "[colors]\nbad = \"reddish\"\n");
    let output = machine.run(&["doctor", "--json"]);
    let problems = serde_json::from_slice::<Value>(&output.stdout).unwrap()["problems"].to_string();
    assert!(problems.contains("keymap.toml: cannot be read: "), "{problems}");
    assert!(problems.contains("reddish"), "{problems}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn wrong_settings_are_told_and_cost_nothing_else() {
    let machine = Machine::new();
    machine.write(".config/casebook/config.toml", "theem = \"mono\"\n");
    let told = predicate::str::contains("config.toml:1:1: unknown key `theem`");
    machine.casebook(&["list"]).assert().success().stderr(told);
}

#[test]
fn a_read_only_data_folder_is_told_with_the_way_out() {
    let machine = Machine::new();
    machine.write("file", "");
    let data = machine.path("file/data");
    let args = ["incident", "open", "--issue", "mfa-has-expired", "--data", data.to_str().unwrap()];
    let failure = machine.casebook(&args).assert().code(2).stdout("");
    let told = text(&failure.get_output().stderr);
    assert!(
        told.starts_with("casebook: cannot create the data folder ") && told.lines().count() == 1,
        "{told}"
    );
}

#[rstest]
#[case("bash", "_casebook()")]
#[case("zsh", "#compdef casebook")]
#[case("fish", "complete -c casebook")]
#[case("powershell", "Register-ArgumentCompleter")]
fn there_are_completions_for_the_usual_shells(#[case] shell: &str, #[case] expected: &str) {
    let scripted = predicate::str::contains(expected).and(predicate::str::contains("incident"));
    Machine::new().casebook(&["completions", shell]).assert().success().stdout(scripted);
}

#[test]
fn the_manual_page_has_every_command() {
    let page = text(&Machine::new().run(&["man"]).stdout);
    assert!(page.contains(".TH casebook 1"), "{page}");
    for command in
        ["search", "show", "list", "check", "incident open", "incident step", "doctor", "man"]
    {
        assert!(page.contains(&format!(".SS \"casebook {command}\"")), "{command} is missing");
    }
    assert!(page.contains("EXIT STATUS"));
}

#[test]
fn help_and_version_are_answers() {
    let machine = Machine::new();
    machine.casebook(&["--version"]).assert().success().stdout(concat!(
        "casebook ",
        env!("CARGO_PKG_VERSION"),
        "\n"
    ));
    let helped =
        predicate::str::contains("incident").and(predicate::str::contains("__clipboard").not());
    machine.casebook(&["--help"]).assert().success().stdout(helped).stderr("");
}
