//! Incidents that travel, leave for good, and come back after damage.

use std::fs;

use super::*;

/// Everything exported, line by line.
fn exported(machine: &Machine) -> String {
    let output = machine.run(&["incident", "export"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

fn import(machine: &Machine, file: &str) -> Output {
    let args = ["incident", "import", "-"];
    machine.casebook(&args).write_stdin(file).output().unwrap()
}

/// The data folder on Linux.
const DATA: &str = ".local/state/casebook";

#[test]
fn an_export_is_imported_elsewhere_and_the_second_time_is_nothing_new() {
    let (here, there) = (Machine::new(), Machine::new());
    let id = here.open();
    let file = exported(&here);
    assert_eq!(file.lines().count(), 3);

    let output = import(&there, &file);
    assert_eq!(
        text(&output.stdout),
        format!("3 new events of 1 incident; 0 events known already\n  {id}\n")
    );
    assert_eq!((output.status.code(), exported(&there)), (Some(0), file.clone()));

    there.write("file.jsonl", &file);
    let again = there.json(&["incident", "import", there.path("file.jsonl").to_str().unwrap()]);
    assert_eq!(again, serde_json::json!({ "new_events": 0, "known_events": 3, "incidents": [] }));
    assert_eq!(exported(&there), file);
    let list = there.json(&["incident", "list"]);
    assert_eq!((&list[0]["id"], &list[0]["client"]), (&Value::from(id), &Value::from("Contoso")));
}

#[test]
fn an_export_has_the_named_incidents_or_all() {
    let machine = Machine::new();
    let (first, second) = (machine.open(), machine.open());
    let of = |args: &[&str]| text(&machine.run(&[&["incident", "export"], args].concat()).stdout);
    assert_eq!(of(&[&first[..5]]).lines().count(), 3);
    assert!(of(&[&first]).lines().all(|line| line.contains(&first)));
    assert_eq!(of(&[&first, &second, &first]), of(&[]));
    let array = machine.json(&["incident", "export", &second]);
    assert_eq!(array.as_array().unwrap().len(), 3);
    assert_eq!(array[0]["kind"], "opened");
    let nothing = Machine::new();
    assert_eq!(nothing.json(&["incident", "export"]), serde_json::json!([]));
}

#[test]
fn an_export_comes_back_as_windows_shells_write_it() {
    let (here, there) = (Machine::new(), Machine::new());
    here.casebook(&["incident", "open", "--client", "Müller", "--issue", "mfa-has-expired"])
        .assert()
        .success();
    let lines = exported(&here).replace('\n', "\r\n");
    let utf_16 = lines.encode_utf16().flat_map(u16::to_le_bytes);
    fs::write(there.path("x"), [0xff, 0xfe].into_iter().chain(utf_16).collect::<Vec<_>>()).unwrap();
    let path = there.path("x");
    there.casebook(&["incident", "import", path.to_str().unwrap()]).assert().success();
    assert_eq!(there.json(&["incident", "list"])[0]["client"], "Müller");
}

#[test]
fn a_file_with_a_wrong_line_is_told_in_one_line_and_stores_nothing() {
    let machine = Machine::new();
    let here = Machine::new();
    here.open();
    let output = import(&machine, &format!("{}Dear diary\u{1b}[31m\n", exported(&here)));
    let told = text(&output.stderr);
    assert_eq!((output.status.code(), told.lines().count()), (Some(2), 1));
    assert!(
        told.starts_with("casebook: line 4: it is no event (")
            && told.ends_with("; nothing was imported\n"),
        "{told}"
    );
    let latin = machine
        .casebook(&["incident", "import", "-"])
        .write_stdin(b"\nM\xfcller".to_vec())
        .output()
        .unwrap();
    assert!(text(&latin.stderr).starts_with("casebook: line 2: it is not UTF-8"), "{latin:?}");
    assert!(!machine.path(DATA).exists());
}

#[test]
fn a_changed_event_is_a_conflict_that_names_both() {
    let machine = Machine::new();
    machine.open();
    let file = exported(&machine).replace("Contoso", "Fabrikam");
    let output = import(&machine, &file);
    let told = text(&output.stderr);
    assert_eq!((output.status.code(), told.lines().count()), (Some(2), 1));
    assert!(
        told.contains("line 1 has event ")
            && told.contains(", and the store has it as `opened` no. 1"),
        "{told}"
    );
    assert!(exported(&machine).contains("Contoso"));
}

#[test]
fn a_purge_needs_a_yes_and_then_leaves_nothing() {
    let machine = Machine::new();
    let id = machine.open();
    machine.write(&format!("{DATA}/copies/copy-1.txt"), "Dear Contoso,");

    let refused = machine.run(&["incident", "purge", &id]);
    let told = text(&refused.stderr);
    assert_eq!((refused.status.code(), told.lines().count()), (Some(2), 1));
    assert!(
        told.contains("3 events of incident") && told.ends_with("; add --yes to do it\n"),
        "{told}"
    );
    assert!(exported(&machine).contains("Contoso"));

    let purged = machine.json(&["incident", "purge", &id, "--yes"]);
    assert_eq!((&purged["incident"], purged["events"].as_u64()), (&Value::from(id), Some(3)));
    assert_eq!(purged["removed"][0]["kind"], "copy_file");
    assert_eq!(exported(&machine), "");
    assert!(!machine.path(DATA).join("copies/copy-1.txt").exists());
}

#[test]
fn a_purge_says_what_went_and_what_it_could_not_clear() {
    let machine = Machine::new();
    let id = machine.open();
    let store = fs::read(machine.path(DATA).join("casebook.db")).unwrap();
    let aside = machine.path(DATA).join("casebook.db.corrupt-2026-11-22T090000Z");
    fs::write(&aside, &store[4096..]).unwrap();
    let output = machine.run(&["incident", "purge", &id, "--yes"]);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(told.starts_with(&format!("removed 3 events of incident {id}\n  stays  ")), "{told}");
    assert!(told.contains(aside.to_str().unwrap()) && aside.exists(), "{told}");
}

#[test]
fn a_doctor_restores_a_damaged_store_and_leaves_a_sound_one_alone() {
    let machine = Machine::new();
    let id = machine.open();
    let sound = machine.json(&["doctor", "--restore"]);
    assert_eq!((&sound["restored"], &sound["incidents"]), (&Value::from(false), &Value::from(1)));

    // The backup of the day is made by what is written next.
    machine.open();
    let path = machine.path(DATA).join("casebook.db");
    fs::write(&path, "overwritten by a synchroniser").unwrap();
    let refused = machine.run(&["incident", "list"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("casebook doctor --restore"), "{refused:?}");

    machine
        .casebook(&["doctor", "--restore"])
        .assert()
        .success()
        .stdout(predicate::str::contains("its place took the backup "))
        .stdout(predicate::str::ends_with("the store has 1 incident\n"));
    assert_eq!(machine.json(&["incident", "list"])[0]["id"], id.as_str());
    let aside = fs::read_dir(machine.path(DATA)).unwrap().filter(|entry| {
        entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("casebook.db.corrupt-")
    });
    assert_eq!(aside.count(), 1);
}

/// A data folder of a machine, as a person may find it one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    NoBytes,
    Garbage,
    CutOff,
    NewerMajor,
    NewerMinor,
    ReadOnly,
}

impl Found {
    fn make(self, machine: &Machine) {
        let path = machine.path(DATA).join("casebook.db");
        let bytes = fs::read(&path).unwrap();
        let version = |number: u32| {
            let connection = rusqlite::Connection::open(&path).unwrap();
            connection.pragma_update(None, "user_version", number).unwrap();
        };
        match self {
            Self::NoBytes => fs::write(&path, "").unwrap(),
            Self::Garbage => fs::write(&path, [0xa5; 9000]).unwrap(),
            Self::CutOff => fs::write(&path, &bytes[..9000]).unwrap(),
            Self::NewerMajor => version(2003),
            Self::NewerMinor => version(1999),
            Self::ReadOnly => {
                let mut permissions = fs::metadata(&path).unwrap().permissions();
                permissions.set_readonly(true);
                fs::set_permissions(&path, permissions).unwrap();
            }
        }
    }
}

#[rstest]
#[case(Found::NoBytes, None, None)]
#[case(
    Found::Garbage,
    Some("is not a casebook store and was left as it is; run `casebook doctor --restore`"),
    Some("is not a casebook store")
)]
#[case(Found::CutOff, Some("is damaged: "), Some("is damaged: "))]
#[case(Found::NewerMajor, None, Some("install a casebook that knows store version 2"))]
#[case(Found::NewerMinor, None, None)]
#[case(Found::ReadOnly, None, Some("it is read-only; make the file and its folder writable"))]
fn every_store_is_read_or_told_with_what_to_do_and_none_is_overwritten(
    #[case] found: Found,
    #[case] reading: Option<&str>,
    #[case] writing: Option<&str>,
) {
    #[cfg(unix)]
    if found == Found::ReadOnly && rustix::process::geteuid().is_root() {
        // Root may write everywhere.
        return;
    }
    let machine = Machine::new();
    machine.open();
    found.make(&machine);
    let path = machine.path(DATA).join("casebook.db");
    let before = fs::read(&path).unwrap();
    let check = |args: &[&str], refused: Option<&str>| {
        let output = machine.run(args);
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(if refused.is_some() { 2 } else { 0 }), "{told}");
        assert!(told.contains(refused.unwrap_or_default()), "{told}");
        assert!(refused.is_none() || told.lines().count() == 1, "{told}");
    };
    check(&["incident", "list"], reading);
    check(&["incident", "export"], reading);
    check(&["incident", "open", "--issue", "mfa-has-expired"], writing);
    if reading.is_some() || writing.is_some() {
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// Through a shell that sets up the surroundings first.
    fn within(machine: &Machine, setting: &str, args: &[&str]) -> Output {
        let script = format!("{setting}; exec \"$0\" \"$@\"");
        let mut command = Process::new("sh");
        command.args(["-c", &script]).arg(cargo_bin("casebook")).args(args);
        command.env_clear().env("HOME", machine.home.path()).env("PATH", "/usr/bin:/bin");
        command.output().unwrap()
    }

    fn mode(path: &std::path::Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    /// Every folder and file below one, itself too.
    fn all(path: &std::path::Path) -> Vec<std::path::PathBuf> {
        let mut found = vec![path.to_owned()];
        if path.is_dir() {
            let inside = fs::read_dir(path).unwrap().flat_map(|entry| all(&entry.unwrap().path()));
            found.extend(inside.collect::<Vec<_>>());
        }
        found
    }

    #[rstest]
    #[case("umask 000")]
    #[case("umask 077")]
    #[case("umask 022")]
    fn whatever_is_written_is_its_owners_alone(#[case] umask: &str) {
        let (machine, source) = (Machine::new(), Machine::new());
        let (kept, gone) = (source.open(), source.open());
        source.write("events.jsonl", &exported(&source));
        let file = source.path("events.jsonl");
        let run = |args: &[&str]| {
            let output = within(&machine, umask, args);
            assert!(output.status.success(), "{}", text(&output.stderr));
        };
        run(&["incident", "import", file.to_str().unwrap()]);
        run(&["incident", "open", "--issue", "mfa-has-expired"]);
        run(&["incident", "purge", &gone, "--yes"]);
        let data = machine.path(DATA);
        fs::write(data.join("casebook.db"), "damaged").unwrap();
        run(&["doctor", "--restore"]);
        assert!(exported(&machine).contains(&kept));
        let files = all(&data);
        assert!(files.len() >= 5, "{files:?}");
        for path in files {
            let expected = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode(&path), expected, "{}", path.display());
        }
    }

    #[test]
    fn a_store_that_may_not_grow_says_so_and_keeps_what_it_has() {
        let machine = Machine::new();
        machine.open();
        let before = exported(&machine);
        // Blocks of 512 or 1,024 bytes, by the shell: too few for another page either way.
        let limit = "ulimit -f 40; trap '' XFSZ";
        let outcomes = std::iter::repeat_with(|| {
            within(&machine, limit, &["incident", "open", "--issue", "access-denied-403"])
        });
        let refused = outcomes.take(100).find(|output| !output.status.success()).unwrap();
        let told = text(&refused.stderr);
        assert_eq!((refused.status.code(), told.lines().count()), (Some(2), 1), "{told}");
        assert!(told.contains("casebook.db") && told.ends_with("and try again\n"), "{told}");
        assert!(exported(&machine).starts_with(&before));
        assert!(machine.json(&["doctor"])["problems"].as_array().unwrap().is_empty());
    }
}
