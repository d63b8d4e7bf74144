//! Texts that must lose what is a customer's, and texts that must stay as they are: `tests/data/redaction`.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use casebook::redact::{Class, Options, Redacted, Tokens, redact};

const FILES: &[(&str, &str)] = &[
    ("secrets.txt", include_str!("data/redaction/secrets.txt")),
    ("identities.txt", include_str!("data/redaction/identities.txt")),
];

const KEPT: &str = include_str!("data/redaction/kept.txt");

/// A text of a file, and what must be replaced in it.
#[derive(Default)]
struct Case {
    line: usize,
    text: String,
    values: Vec<(Class, String)>,
}

#[test]
fn what_is_a_customers_becomes_tokens_of_its_class() {
    let mut failures = Vec::new();
    let mut count = 0;
    for (name, file) in FILES {
        for case in cases(file) {
            count += 1;
            let redacted = redacted(&case.text);
            for (class, value) in &case.values {
                if !is_replaced(&case.text, &redacted, *class, value) {
                    let Case { line, text, .. } = &case;
                    failures.push(format!(
                        "{name}:{line}: {class} {value}\n  {text}\n  {}",
                        redacted.text
                    ));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
    assert!(count >= 150, "{count} texts");
}

#[test]
fn what_is_nobodys_stays() {
    let cases = cases(KEPT);
    let changed = cases.iter().filter_map(|Case { line, text, .. }| {
        let redacted = redacted(text);
        (redacted.text != *text).then(|| format!("kept.txt:{line}\n  {text}\n  {}", redacted.text))
    });
    let changed: Vec<_> = changed.collect();
    assert!(changed.is_empty(), "{} of {}:\n{}", changed.len(), cases.len(), changed.join("\n"));
    assert!(cases.len() >= 150, "{} texts", cases.len());
}

fn redacted(text: &str) -> Redacted {
    redact(text, &mut Tokens::new([7; 16]), &Options::default())
}

/// Whether the value is replaced as what it is, and nothing of it is left.
fn is_replaced(text: &str, redacted: &Redacted, class: Class, value: &str) -> bool {
    let mut replacements = redacted.replacements.iter();
    let is_found = replacements.any(|one| one.class == class && text[one.input.clone()] == *value);
    is_found && !redacted.text.contains(value)
}

/// The texts of a file; what is neither text nor value is a heading and ends a text.
fn cases(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut is_open = false;
    for (index, line) in file.lines().enumerate() {
        if let Some(text) = line.strip_prefix("> ") {
            match cases.last_mut().filter(|_| is_open) {
                Some(case) => case.text.extend(["\n", &expanded(text)]),
                None => {
                    cases.push(Case { line: index + 1, text: expanded(text), ..Case::default() });
                }
            }
            is_open = true;
        } else {
            is_open = false;
            if let Some((class, value)) =
                line.strip_prefix("- ").and_then(|line| line.split_once(' '))
            {
                let value = expanded(value).replace('⏎', "\n");
                cases.last_mut().unwrap().values.push((Class::from_word(class).unwrap(), value));
            }
        }
    }
    cases
}

/// Writes out `{AbC1*10}`, so that no file holds what looks like a real secret.
fn expanded(line: &str) -> String {
    let Some((before, rest)) = line.split_once('{') else { return line.to_owned() };
    let repeated = rest.split_once('}').and_then(|(inside, after)| {
        let (part, times) = inside.split_once('*')?;
        let is_part = part.chars().all(|c| c.is_alphanumeric() || c == '-');
        is_part.then_some((part.repeat(times.parse().ok()?), after))
    });
    match repeated {
        Some((repeated, after)) => format!("{before}{repeated}{}", expanded(after)),
        None => format!("{before}{{{}", expanded(rest)),
    }
}
