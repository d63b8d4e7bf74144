//! What technicians write is recorded without secrets.

use super::*;
use crate::{
    diagnose::{Confidence, extract::Extracted},
    redact::{Tokens, redact_secrets},
};

fn machine() -> Tokens {
    Tokens::new([9; 16])
}

fn comment(text: &str) -> Act {
    Act::Commented { on: None, text: text.into() }
}

fn closed(text: &str) -> Act {
    Act::Closed { cause: Cause::Other, text: Some(text.into()) }
}

/// A diagnosis in which a password stood.
fn diagnosed(password: &str) -> Act {
    let mut tokens = machine();
    let excerpt = redact_secrets(&format!("password: {password}"), &mut tokens);
    Act::Diagnosed(Box::new(Diagnosed {
        issue: id("mfa"),
        confidence: Confidence::Certain,
        reason: String::new(),
        excerpt,
        extracted: Extracted::default(),
        replaced: Vec::new(),
        tokens: tokens.memory().clone(),
    }))
}

/// The texts as they are recorded, one after the other.
fn recorded(mut acts: Vec<Act>, known: Option<&Incident>) -> Vec<String> {
    keep_secrets_out(&mut acts, known, &machine());
    acts.iter().filter_map(Act::written).map(str::to_owned).collect()
}

#[test]
fn a_value_of_a_diagnosis_keeps_its_token_and_another_one_gets_the_next() {
    let acts = vec![comment("password: Abc-98765!"), closed("password: Xyz-12345!")];
    let expected = ["password: [secret-2]", "password: [secret-1]"];
    let incident = folded(&[(1, diagnosed("Xyz-12345!"))]);
    assert_eq!(recorded(acts.clone(), Some(&incident)), expected);
    // Where the diagnosis is recorded with them, it is the same.
    let together = [vec![diagnosed("Xyz-12345!")], acts].concat();
    assert_eq!(recorded(together, None), expected);
}

#[test]
fn no_token_of_a_text_stands_for_a_second_value_be_the_text_undone() {
    let incident =
        folded(&[(1, comment("pin [secret-1]")), (1, comment("[secret-7]")), (1, undo(2))]);
    let acts = vec![comment("password: Abc-98765!")];
    assert_eq!(recorded(acts, Some(&incident)), ["password: [secret-8]"]);
}

#[test]
fn who_repeats_a_reason_with_a_secret_changes_nothing() {
    let acts = [
        closed("password: Xyz-12345!"),
        Act::mark(&id("mfa"), &step("a"), StepState::Failed, Some("password: Xyz-12345!".into())),
    ];
    for act in acts {
        let mut first = [act.clone()];
        keep_secrets_out(&mut first, None, &machine());
        let incident = folded(&[(1, comment("pin [secret-3]")), (1, first[0].clone())]);
        let mut again = [act];
        keep_secrets_out(&mut again, Some(&incident), &machine());
        assert_eq!(again, first);
        assert!(!incident.would_change(&again[0]));
    }
}
