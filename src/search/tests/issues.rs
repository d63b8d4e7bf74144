//! Issues to search in.

use crate::issue::{
    Copy, Detail, DetailKind, Fix, Issue, Level, Link, Sign, Signature, Step, TellApart,
};

pub(super) fn issue(id: &str, title: &str) -> Issue {
    Issue {
        id: id.parse().unwrap(),
        pack: "test".parse().unwrap(),
        section: "all".parse().unwrap(),
        title: title.to_owned(),
        short: String::new(),
        summary: String::new(),
        client: String::new(),
        services: Vec::new(),
        phase: Vec::new(),
        aliases: Vec::new(),
        verified: None,
        examples: Vec::new(),
        not_examples: Vec::new(),
        signatures: Vec::new(),
        details: Vec::new(),
        fixes: Vec::new(),
        tell_apart: Vec::new(),
    }
}

pub(super) fn with_body(issue: Issue, body: &str) -> Issue {
    let detail = Detail { kind: DetailKind::Cause, title: String::new(), body: body.to_owned() };
    Issue { details: vec![detail], ..issue }
}

pub(super) fn with_codes(issue: Issue, codes: &[&str]) -> Issue {
    let codes = codes.iter().map(|&code| code.to_owned()).collect();
    Issue { signatures: vec![Signature { codes, ..Signature::default() }], ..issue }
}

pub(super) fn with_aliases(issue: Issue, aliases: &[&str]) -> Issue {
    Issue { aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(), ..issue }
}

fn step(id: &str, text: &str) -> Step {
    Step {
        id: id.parse().unwrap(),
        text: text.to_owned(),
        only_if: None,
        level: None,
        wait: None,
        danger: None,
        copy: Vec::new(),
        link: Vec::new(),
        verify: None,
        escalate: None,
        cleanup: None,
    }
}

fn fix(title: &str, steps: Vec<Step>) -> Fix {
    Fix {
        id: "fix".parse().unwrap(),
        title: title.to_owned(),
        done: String::new(),
        only_if: None,
        when: None,
        level: Level::Msp,
        body: None,
        steps,
    }
}

/// An issue with a different word in each of its parts.
pub(super) fn full() -> Issue {
    let words = |text: &str| Some(text.to_owned());
    let rich = Step {
        only_if: words("kilo"),
        danger: words("lima"),
        copy: vec![Copy { label: "mike".to_owned(), text: "november".to_owned() }],
        link: vec![Link { label: "oscar".to_owned(), url: "https://unseen".to_owned() }],
        verify: words("papa"),
        ..step("rich", "Tick **quebec** now")
    };
    let first = Fix {
        when: words("juliet"),
        body: words("see [romeo](https://unseen)"),
        ..fix("india", vec![step("plain", "sierra"), rich])
    };
    let signature = Signature {
        codes: vec!["AADSTS90210".to_owned()],
        phrases: vec!["golf".to_owned()],
        ..Signature::default()
    };
    let detail =
        Detail { kind: DetailKind::Note, title: "delta".to_owned(), body: "- *ec*ho".to_owned() };
    Issue {
        short: "bravo".to_owned(),
        summary: "charlie".to_owned(),
        client: "unseen".to_owned(),
        aliases: vec!["tango".to_owned(), "foxtrot".to_owned()],
        examples: vec!["unseen".to_owned()],
        signatures: vec![signature],
        details: vec![detail],
        fixes: vec![first],
        tell_apart: vec![TellApart {
            issue: "other".parse().unwrap(),
            sign: Sign::When("hotel".to_owned()),
        }],
        ..issue("uniform", "alfa")
    }
}
