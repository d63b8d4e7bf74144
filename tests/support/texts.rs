//! The files of `tests/data/redaction`.

use casebook::redact::Class;

/// A text of a file, and what must be replaced in it.
#[derive(Default)]
pub(crate) struct Case {
    pub(crate) line: usize,
    pub(crate) text: String,
    pub(crate) values: Vec<(Class, String)>,
}

/// The texts of a file; what is neither text nor value is a heading and ends a text.
pub(crate) fn cases(file: &str) -> Vec<Case> {
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
