//! Texts that must lose what is a customer's, and texts that must stay as they are: `tests/data/redaction`.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support {
    pub(crate) mod texts;
}

use casebook::redact::{Class, Options, Redacted, Tokens, redact};

use self::support::texts::{Case, cases};

const FILES: &[(&str, &str)] = &[
    ("secrets.txt", include_str!("data/redaction/secrets.txt")),
    ("identities.txt", include_str!("data/redaction/identities.txt")),
];

const KEPT: &str = include_str!("data/redaction/kept.txt");

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
