//! What the documentation says is true: keys, commands, JSON, links, and the schema of definitions.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::{Command, cargo::cargo_bin};
use casebook::{
    issue::{DetailKind, Host, Issue, Level, Phase, Strength, Vendor, WaitOn},
    pack::{Fault, Source, read},
    redact::Class,
    tui::{
        action::Action,
        keymap::{Chord, Keymap, Table},
    },
};
use serde_json::Value;
use tempfile::TempDir;

/// The incident of the examples in the README.
const EXAMPLE_ID: &str = "4bhyxy1m";

fn root() -> PathBuf {
    env!("CARGO_MANIFEST_DIR").into()
}

fn file(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap().replace("\r\n", "\n")
}

#[test]
fn the_readme_names_the_keys_of_the_shipped_keymap() {
    let readme = file("README.md");
    let rows: Vec<_> = readme.lines().filter(|line| line.starts_with("| `")).collect();
    assert!(rows.len() > 20, "the table of keys is elsewhere");
    for row in rows {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let [_, keys, place, what, _] = cells[..] else { panic!("not three cells: {row}") };
        let action = Action::ALL.iter().find(|action| action.help() == what);
        let action = *action.unwrap_or_else(|| panic!("no action helps so: {row}"));
        let table = Table::ALL.into_iter().find(|table| table.place() == place);
        let table = table.unwrap_or_else(|| panic!("no table of keys holds there: {row}"));
        let written: Vec<Chord> =
            keys.split_whitespace().map(|key| key.trim_matches('`').parse().unwrap()).collect();
        let keymap = Keymap::default();
        let bound = keymap.chords(action).filter(|(of, _)| *of == table).map(|(_, chord)| chord);
        assert_eq!(written, bound.collect::<Vec<_>>(), "{row}");
    }
}

#[test]
fn the_commands_of_the_readme_do_what_it_says() {
    let machine = Machine::default();
    let mut id = EXAMPLE_ID.to_owned();
    let mut commands = 0;
    for (language, text) in blocks(&file("README.md")) {
        let lines = text.lines().filter(|line| language == "sh" && line.starts_with("casebook "));
        for line in lines {
            let answer = machine.run(&line.replace(EXAMPLE_ID, &id));
            if line.contains("incident open") {
                id = answer.split_whitespace().next().unwrap().to_owned();
            }
            commands += 1;
        }
    }
    assert!(commands > 10, "the examples are elsewhere");
}

#[test]
fn the_json_of_the_readme_has_the_names_that_the_program_gives() {
    let machine = Machine::default();
    let opened = machine
        .run("casebook incident open --ticket T-48211 --client Contoso --issue access-denied-403");
    let id = opened.split_whitespace().next().unwrap();
    let readme = blocks(&file("README.md"));
    let pairs: Vec<_> = readme.windows(2).filter(|pair| pair[1].0 == "json").collect();
    assert!(pairs.len() >= 5, "the examples are elsewhere");
    for pair in pairs {
        // Of several commands the last one gives the document; those before it lead there.
        let mut answer = String::new();
        for line in pair[0].1.lines() {
            answer = machine.run(&line.replace(EXAMPLE_ID, id));
        }
        let (shown, given) = (json(&pair[1].1), json(&answer));
        assert_eq!(names(&shown), names(&given), "{}", pair[0].1);
    }
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let machine = Machine::default();
    let readme = blocks(&file("README.md"));
    let pairs: Vec<_> = readme
        .windows(2)
        .filter(|pair| pair[0].1.starts_with("casebook ") && pair[1].0 == "text")
        .map(|pair| (pair[0].1.trim(), &pair[1].1))
        .collect();
    assert!(pairs.len() >= 2, "the examples are elsewhere");
    for (line, shown) in pairs {
        assert_eq!(machine.run(line).trim_end(), shown.trim_end(), "{line}");
    }
}

#[test]
fn places_in_the_json_of_a_diagnosis_are_bytes_of_the_input() {
    let machine = Machine::default();
    let shown = blocks(&file("README.md"));
    let shown = shown.iter().find(|(_, text)| text.contains("\"evidence\"")).unwrap();
    let given = json(&machine.run("casebook diagnose error.txt --json -n 1"));
    for document in [json(&shown.1), given] {
        for evidence in document["matches"][0]["evidence"].as_array().unwrap() {
            let place = |name: &str| usize::try_from(evidence[name].as_u64().unwrap()).unwrap();
            assert_eq!(error()[place("start")..place("end")], evidence["text"], "{document}");
        }
    }
}

#[test]
fn the_readme_names_every_class_of_customer_data() {
    let readme = file("README.md");
    let (_, named) = readme.split_once("Replaced are: ").unwrap();
    let named = named.split_once('.').unwrap().0.split(',');
    let named: Vec<_> = named.map(|class| class.trim().trim_matches('`')).collect();
    let classes: Vec<_> = Class::ALL.iter().map(|class| class.as_str()).collect();
    assert_eq!(named, classes);
}

#[test]
fn every_link_inside_the_repository_leads_somewhere() {
    for document in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = file(document);
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.contains("://")) {
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = if path.is_empty() { document } else { path };
            assert!(root().join(path).exists(), "{document} links to {target}");
            let is_there = |line: &str| line.starts_with('#') && slug(line) == anchor;
            let found = anchor.is_empty() || file(path).lines().any(is_there);
            assert!(found, "{document} links to {target}");
        }
    }
}

mod schema {
    use super::*;

    /// Has every key that a definition can have.
    const WHOLE: &str = r#"
        title = "The tunnel is down"
        short = "Tunnel down"
        summary = "No tunnel."
        client = "The connection was down."
        services = ["graph"]
        phase = ["run"]
        aliases = ["no tunnel"]
        verified = "2026-11-22"
        examples = ["tunnel 7 down"]
        not_examples = ["tunnel 7 up"]

        [[signature]]
        strength = "strong"
        codes = ["T7"]
        phrases = ["tunnel * down"]
        any = ["tunnel"]
        none = ["up"]
        http = [502]
        host = "microsoft"

        [[detail]]
        kind = "cause"
        title = "Cause"
        body = "Rain."

        [[fix]]
        id = "restart"
        title = "Restart it"
        done = "It was restarted."
        only_if = "It is yours."
        when = "Waiting did not help."
        level = "msp"
        body = "A restart helps."

        [[fix.step]]
        id = "restart"
        text = "Restart the gateway."
        only_if = "It is yours."
        level = "customer"
        wait = { min = "1m", max = "2h", on = "microsoft" }
        danger = "Calls are cut off."
        copy = [{ label = "name", text = "gw-1" }]
        link = [{ label = "status", url = "https://example.com" }]
        verify = "It answers."
        escalate = "rewst"
        cleanup = "restart"

        [[tell_apart]]
        issue = "other"
        when = "It is raining."

        [[tell_apart]]
        issue = "another"
        same = true
    "#;

    #[test]
    fn it_knows_the_keys_that_the_loader_knows() {
        let (issues, faults) = load(WHOLE);
        assert_eq!(faults, []);
        // An issue in JSON has every field, named as in its file.
        let mut fields = names(&serde_json::to_value(&issues[0]).unwrap());
        for of_the_place in ["id", "pack", "section"] {
            assert!(fields.remove(of_the_place));
        }
        let mut known = BTreeSet::new();
        keys(&schema(), &schema(), "", &mut known);
        assert!(known.remove("extends"));
        assert_eq!(fields, known);
        assert_eq!(names(&toml_as_json(WHOLE)), known);
    }

    #[test]
    fn it_requires_the_keys_that_the_loader_requires() {
        let mut required = BTreeSet::new();
        requirements(&schema(), &schema(), "", &mut required);
        let mut tried = BTreeSet::new();
        for name in names(&toml_as_json(WHOLE)) {
            let mut definition: toml::Table = WHOLE.parse().unwrap();
            remove(&mut definition, &name);
            let (_, faults) = load(&definition.to_string());
            if !faults.is_empty() {
                tried.insert(name);
            }
        }
        // One of these two must be there, and there is never more than one.
        assert!(tried.remove("tell_apart.when") && tried.remove("tell_apart.same"));
        assert_eq!(required, tried);
    }

    #[test]
    fn it_names_the_words_that_the_loader_takes() {
        fn words<W: ToString>(all: &[W]) -> Vec<String> {
            all.iter().map(ToString::to_string).collect()
        }
        let schema = schema();
        let pointed = |pointer: &str| -> Vec<String> {
            let words = schema.pointer(&format!("{pointer}/enum")).unwrap().as_array().unwrap();
            words.iter().map(|word| word.as_str().unwrap().to_owned()).collect()
        };
        let of = |kind: &str, key: &str| pointed(&format!("/definitions/{kind}/properties/{key}"));
        assert_eq!(pointed("/properties/phase/items"), words(Phase::ALL));
        assert_eq!(pointed("/definitions/level"), words(Level::ALL));
        assert_eq!(of("signature", "strength"), words(Strength::ALL));
        assert_eq!(of("signature", "host"), words(Host::ALL));
        assert_eq!(of("detail", "kind"), words(DetailKind::ALL));
        assert_eq!(of("step", "wait/properties/on"), words(WaitOn::ALL));
        assert_eq!(of("step", "escalate"), words(Vendor::ALL));
    }

    #[test]
    fn it_lets_an_extension_have_what_the_loader_lets_it_have() {
        let schema = schema();
        let allowed: BTreeSet<_> = schema["then"]["propertyNames"]["enum"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap().to_owned())
            .collect();
        for name in schema["properties"].as_object().unwrap().keys() {
            let mut definition = toml::Table::new();
            let whole: toml::Table = WHOLE.parse().unwrap();
            definition.extend(whole.get(name).map(|value| (name.clone(), value.clone())));
            definition.insert("extends".to_owned(), "other".into());
            let (_, faults) = load(&definition.to_string());
            assert_eq!(allowed.contains(name), faults.is_empty(), "{name}: {faults:?}");
        }
    }

    #[test]
    fn every_definition_names_it_and_has_only_keys_that_it_knows() {
        let mut known = BTreeSet::new();
        keys(&schema(), &schema(), "", &mut known);
        let files = definitions();
        assert!(files.len() >= 47, "the definitions are elsewhere");
        for path in files {
            let text = fs::read_to_string(&path).unwrap();
            let named = text.lines().next().unwrap().strip_prefix("#:schema ").unwrap();
            let named = path.parent().unwrap().join(named).canonicalize().unwrap();
            assert_eq!(named, root().join("assets/issue.schema.json").canonicalize().unwrap());
            let unknown: Vec<_> = names(&toml_as_json(&text)).difference(&known).cloned().collect();
            assert_eq!(unknown, Vec::<String>::new(), "{}", path.display());
        }
    }

    fn schema() -> Value {
        json(&file("assets/issue.schema.json"))
    }

    /// The issues of a pack with that one definition, and what is wrong with it.
    fn load(definition: &str) -> (Vec<Issue>, Vec<Fault>) {
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            bytes: Ok(Cow::Owned(text.as_bytes().to_vec())),
        };
        let head = "id = 'own'\ntitle = 'Own'\nversion = '1'\nservice = [{ id = 'graph', title = 'Graph' }]\n\
                    section = [{ id = 's', title = 'S' }]";
        let files = [source("s/whole.toml", definition)];
        let pack = read("own", &source("pack.toml", head), files.into_iter());
        (pack.issues().cloned().collect(), pack.faults().to_vec())
    }

    fn definitions() -> Vec<PathBuf> {
        let folder = |path: &Path| fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        let pack = root().join("issues/microsoft-cloud");
        let sections = folder(&pack).filter(|path| path.is_dir());
        sections.flat_map(|section| folder(&section).collect::<Vec<_>>()).collect()
    }

    fn toml_as_json(text: &str) -> Value {
        serde_json::to_value(text.parse::<toml::Table>().unwrap()).unwrap()
    }

    /// The schema behind references and lists.
    fn resolved<'s>(whole: &'s Value, part: &'s Value) -> &'s Value {
        let reference = part.get("$ref").or_else(|| part.pointer("/allOf/0/$ref"));
        if let Some(reference) = reference.and_then(Value::as_str) {
            return resolved(whole, whole.pointer(reference.trim_start_matches('#')).unwrap());
        }
        part.get("items").map_or(part, |items| resolved(whole, items))
    }

    /// Every key, with those it stands under before it.
    fn keys(whole: &Value, part: &Value, prefix: &str, known: &mut BTreeSet<String>) {
        for (key, part) in part.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let name = format!("{prefix}{key}");
            keys(whole, resolved(whole, part), &format!("{name}."), known);
            known.insert(name);
        }
    }

    fn requirements(whole: &Value, part: &Value, prefix: &str, required: &mut BTreeSet<String>) {
        let lists = [part.get("required"), part.pointer("/else/required")];
        for key in lists.into_iter().flatten().flat_map(|list| list.as_array().unwrap()) {
            required.insert(format!("{prefix}{}", key.as_str().unwrap()));
        }
        for (key, part) in part.get("properties").and_then(Value::as_object).into_iter().flatten() {
            requirements(whole, resolved(whole, part), &format!("{prefix}{key}."), required);
        }
    }

    /// Takes a key out of every table that has it.
    fn remove(table: &mut toml::Table, name: &str) {
        let Some((key, rest)) = name.split_once('.') else {
            table.remove(name);
            return;
        };
        match table.get_mut(key) {
            Some(toml::Value::Table(table)) => remove(table, rest),
            Some(toml::Value::Array(list)) => {
                list.iter_mut()
                    .filter_map(toml::Value::as_table_mut)
                    .for_each(|table| remove(table, rest));
            }
            _ => {}
        }
    }
}

/// The raw error of the examples.
fn error() -> String {
    let readme = blocks(&file("README.md"));
    readme.iter().find(|(language, _)| language == "text").unwrap().1.clone()
}

/// Labelled errors of the examples: one is not told right.
const LABELLED: &str = r#"{"id": "e1", "kind": "positive", "primary": "must-use-mfa", "acceptable": [], "text": "AADSTS50076"}"#;

/// The export of another machine, as the examples import it.
const EXPORTED: &str = r#"{"id":"01a20669-b288-7072-9225-7ee197066bc2","incident":"7k3m9q2x","lamport":1,"at":"2026-11-22T09:00:00.000000000Z","actor":"Ann","device":"desk","session":"01a20669-b288-7072-9225-7ee2ecfe86fc","kind":"opened","body":{"client":"Fabrikam","ticket":"T-48207"}}
{"id":"01a20669-b288-7072-9225-7ee32c13feee","incident":"7k3m9q2x","lamport":2,"at":"2026-11-22T09:01:00.000000000Z","actor":"Ann","device":"desk","session":"01a20669-b288-7072-9225-7ee2ecfe86fc","kind":"commented","body":{"text":"They called."}}
"#;

/// A machine on which casebook was never used, with the files of the examples.
struct Machine {
    home: TempDir,
}

impl Default for Machine {
    fn default() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("error.txt"), error()).unwrap();
        fs::write(home.path().join("unknown.txt"), "AADSTS99999: Something new.\n").unwrap();
        fs::write(home.path().join("errors.jsonl"), LABELLED).unwrap();
        fs::write(home.path().join("incidents.jsonl"), EXPORTED).unwrap();
        Self { home }
    }
}

impl Machine {
    /// What a command line says, which must succeed; the labelled errors are not all told right.
    fn run(&self, line: &str) -> String {
        let mut command = Command::new(cargo_bin("casebook"));
        let variables = BTreeMap::from([
            ("HOME", self.home.path().to_owned()),
            ("CASEBOOK_DATA", self.home.path().join("data")),
            ("CASEBOOK_CONFIG", self.home.path().join("config.toml")),
        ]);
        command
            .env_remove("CASEBOOK_PACK")
            .env_remove("XDG_CONFIG_HOME")
            .envs(variables)
            .args(words(line).skip(1));
        command.current_dir(self.home.path());
        let output = command.output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        let expected = i32::from(line.contains(" --errors "));
        assert_eq!(output.status.code(), Some(expected), "{line}: {told}");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The words of a command line as a shell takes them, as far as the examples need it.
fn words(line: &str) -> impl Iterator<Item = String> {
    let parts = line.split('\'').enumerate().flat_map(|(place, part)| {
        let quoted = place % 2 == 1;
        if quoted { vec![part] } else { part.split_whitespace().collect() }
    });
    parts.map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// Language and text of every fenced block.
fn blocks(markdown: &str) -> Vec<(String, String)> {
    let fenced = markdown.split("\n```").skip(1).step_by(2);
    let parts = fenced.filter_map(|block| block.split_once('\n'));
    parts.map(|(language, text)| (language.to_owned(), text.to_owned())).collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Every name of a document, with those it stands under before it; lists stand for their entries.
fn names(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(value, "", &mut found);
    found
}

fn collect(value: &Value, prefix: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|entry| collect(entry, prefix, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                collect(value, &format!("{prefix}{name}."), found);
                found.insert(format!("{prefix}{name}"));
            }
        }
        _ => {}
    }
}

/// The anchor of a heading.
fn slug(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
    words.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect()
}
