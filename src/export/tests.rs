use std::borrow::Cow;

use super::{fix_as_text, issue_as_json, issue_as_markdown, issue_as_text};
use crate::{
    issue::Issue,
    pack::{Packs, Source, read},
};

const PACK: &str = include_str!("tests/pack.toml");
const SAMPLE: &str = include_str!("tests/sample.toml");
const LOOK_ALIKE: &str = include_str!("tests/look-alike.toml");

fn packs() -> Packs {
    let source = |path: &str, text: &'static str| Source {
        path: path.to_owned(),
        bytes: Ok(Cow::Borrowed(text.as_bytes())),
    };
    let files =
        [source("errors/sample.toml", SAMPLE), source("errors/look-alike.toml", LOOK_ALIKE)];
    let (packs, faults) =
        Packs::merge([read("pack", &source("pack.toml", PACK), files.into_iter())]);
    assert_eq!(faults, []);
    packs
}

fn sample(packs: &Packs) -> &Issue {
    packs.issue(&"sample".parse().unwrap()).unwrap()
}

#[test]
fn an_issue_as_text_holds_all_that_a_reader_needs() {
    let packs = packs();
    insta::assert_snapshot!(issue_as_text(sample(&packs), &packs));
}

#[test]
fn an_issue_as_markdown_keeps_its_bodies_and_escapes_the_rest() {
    let packs = packs();
    insta::assert_snapshot!(issue_as_markdown(sample(&packs), &packs));
}

#[test]
fn an_issue_as_json_is_its_definition() {
    let packs = packs();
    insta::assert_snapshot!(issue_as_json(sample(&packs)).unwrap());
}

#[test]
fn a_fix_as_text_is_its_title_and_its_numbered_steps() {
    let packs = packs();
    insta::assert_snapshot!(fix_as_text(&sample(&packs).fixes[1]));
}
