//! Nothing of a paste that is a secret or somebody's name is in any output.

use casebook::{
    builtin,
    diagnose::{Match, Matchers, Shown},
    export::{diagnosis_as_json, draft_issue},
    pack::Packs,
    redact::{Class, Options, Tokens},
};

use super::{
    texts::{Case, cases},
    *,
};

const FILES: [&str; 2] = [
    include_str!("../data/redaction/secrets.txt"),
    include_str!("../data/redaction/identities.txt"),
];

const KNOWN: &str = "AADSTS50076: you must use multi-factor authentication";
const UNKNOWN: &str = "AADSTS99999: Something new happened.";

/// Every text with what must not be seen of it, as part of an error.
fn errors(error: &str) -> impl Iterator<Item = Case> {
    let within = move |case: Case| {
        let text = format!("{error}\n{}\n", case.text);
        Case { text, ..case }
    };
    FILES.into_iter().flat_map(cases).map(within)
}

/// What of the values is in an output.
fn seen<'a>(case: &'a Case, output: &str) -> Option<&'a str> {
    let values = case.values.iter().map(|(_, value)| value.as_str());
    values.into_iter().find(|value| {
        let in_json = serde_json::to_string(value).unwrap();
        output.contains(value) || output.contains(in_json.trim_matches('"'))
    })
}

#[test]
fn nothing_that_is_made_of_a_diagnosis_has_it() {
    let (packs, _) = Packs::merge([builtin::pack()]);
    let matchers = Matchers::new(&packs);
    let (mut leaks, mut drafts) = (Vec::new(), 0);
    for case in errors(KNOWN).chain(errors(UNKNOWN)) {
        let diagnosis = matchers.diagnose(&packs, &case.text);
        let tokens = &mut Tokens::new([7; 16]);
        let shown = Shown::new(diagnosis, &case.text, tokens, &Options::default());
        let mut outputs =
            vec![serde_json::to_string(&diagnosis_as_json(&packs, &shown, None)).unwrap()];
        outputs.extend(draft_issue(&packs, &shown).map(|draft| draft.definition(1)));
        drafts += outputs.len() - 1;
        let reason = |found: &Match| shown.reason(found);
        outputs.extend(shown.matches().into_iter().map(|(.., found)| reason(found)));
        leaks.extend(outputs.iter().filter_map(|output| {
            seen(&case, output).map(|value| format!("line {}: {value}\n{output}", case.line))
        }));
    }
    assert!(leaks.is_empty(), "{}:\n{}", leaks.len(), leaks.join("\n\n"));
    assert!(drafts > 20, "only {drafts} drafts");
}

#[test]
fn no_command_prints_it() {
    let errors: Vec<_> = errors(UNKNOWN).collect();
    let of_class = |class: &Class| {
        errors.iter().find(|case| case.values.iter().any(|(other, _)| other == class))
    };
    let one_of_each: Vec<_> = Class::ALL.iter().filter_map(of_class).collect();
    assert!(one_of_each.len() > 10, "only {} classes", one_of_each.len());
    for case in one_of_each {
        let machine = Machine::new();
        let drafts = &["diagnose", "--draft"][..];
        for args in
            [&["diagnose"][..], &["diagnose", "--json"], &["redact"], &["redact", "--json"], drafts]
        {
            let output = machine.casebook(args).write_stdin(case.text.as_str()).output().unwrap();
            let mut told = text(&output.stdout) + &text(&output.stderr);
            if args == drafts {
                told.push_str(&fs::read_to_string(text(&output.stdout).trim_end()).unwrap());
            }
            assert_eq!(seen(case, &told), None, "{args:?}: {told}");
        }
    }
}

#[test]
fn no_message_repeats_it() {
    let machine = Machine::new();
    let pasted = ["client_secret=Fake-Pass-11", "for", "bob@contoso.com"];
    let joined = pasted.join(" ");
    for command in ["diagnose", "redact"] {
        for args in [[&[command], &pasted[..]].concat(), vec![command, &joined], vec![&joined]] {
            let output = machine.run(&args);
            let told = text(&output.stderr);
            assert!(!told.contains("Fake-Pass") && !told.contains("bob"), "{told}");
            assert_eq!((output.status.code(), told.lines().count()), (Some(2), 1));
        }
    }
}
