//! What can have ended an incident, and what is to be taken back before.

use std::borrow::Cow;

use super::*;
use crate::pack::{Packs, Source, read};

const PACK: &str = include_str!("ending/pack.toml");
const MFA: &str = include_str!("ending/mfa.toml");

fn packs() -> Packs {
    let source = |path: &str, text: &'static str| Source {
        path: path.to_owned(),
        bytes: Ok(Cow::Borrowed(text.as_bytes())),
    };
    let files = [source("all/mfa.toml", MFA)];
    let pack = read("pack", &source("pack.toml", PACK), files.into_iter());
    let (packs, faults) = Packs::merge([pack]);
    assert_eq!(faults, []);
    packs
}

fn marked(acts: impl IntoIterator<Item = Act>) -> Incident {
    let acts = [Act::Attached(attached(&["a"]))].into_iter().chain(acts);
    folded(&acts.map(|act| (1, act)).collect::<Vec<_>>())
}

fn helped(fix: &str) -> Act {
    let cause = Cause::Fix { issue: id("mfa"), fix: fix.parse().unwrap() };
    Act::Closed { cause, text: None }
}

#[test]
fn the_likeliest_fix_is_the_one_that_was_entered_and_the_last_one_that_did_not_help() {
    let incident =
        marked([mark("a", StepState::Done), failed_fix(), mark("use", StepState::Waiting)]);
    let candidates = incident.candidates(&packs());
    let found: Vec<_> = candidates.iter().map(|one| (one.fix.as_str(), one.standing)).collect();
    let expected = [
        ("second", Standing::Entered),
        ("third", Standing::Untouched),
        ("first", Standing::GivenUp),
    ];
    assert_eq!(found, expected);
}

#[rstest::rstest]
#[case::done(&[("give", StepState::Done)], Standing::Entered)]
#[case::waits(&[("give", StepState::Waiting)], Standing::Entered)]
#[case::done_in_vain(&[("give", StepState::Done), ("use", StepState::Failed)], Standing::Doubtful)]
#[case::only_left_out(&[("give", StepState::Skipped)], Standing::Doubtful)]
#[case::left_out_in_part(&[("give", StepState::Skipped), ("use", StepState::Done)], Standing::Entered)]
fn a_fix_of_which_a_step_failed_or_nothing_was_done_is_doubtful(
    #[case] marks: &[(&str, StepState)],
    #[case] expected: Standing,
) {
    let incident = marked(marks.iter().map(|(step, state)| mark(step, *state)));
    let candidates = incident.candidates(&packs());
    let second = candidates.iter().find(|one| one.fix.as_str() == "second").unwrap();
    assert_eq!(second.standing, expected);
}

#[test]
fn a_fix_that_is_gone_from_the_packs_can_have_helped() {
    let candidates = marked([]).candidates(&Packs::default());
    assert_eq!(candidates.len(), 1);
    assert_eq!(
        candidates[0].cause(),
        Cause::Fix { issue: id("mfa"), fix: "first".parse().unwrap() }
    );
}

#[rstest::rstest]
#[case::nothing_was_given(&[], false)]
#[case::given(&[("give", StepState::Done)], true)]
#[case::tried_to_give(&[("give", StepState::Failed)], false)]
#[case::taken_back(&[("give", StepState::Done), ("take", StepState::Done)], false)]
#[case::taking_back_did_not_work(&[("give", StepState::Done), ("take", StepState::Failed)], true)]
#[case::taking_back_was_left_out(&[("give", StepState::Done), ("take", StepState::Skipped)], true)]
fn what_was_given_is_left_to_take_back_until_that_is_done(
    #[case] marks: &[(&str, StepState)],
    #[case] is_left: bool,
) {
    let incident = marked(marks.iter().map(|(step, state)| mark(step, *state)));
    let take = StepRef { issue: id("mfa"), step: step("take") };
    let expected = if is_left { vec![take] } else { Vec::new() };
    assert_eq!(incident.left_to_take_back(&packs()), expected);
}

#[test]
fn what_was_given_is_left_to_take_back_though_its_issue_was_ruled_out() {
    let ruled_out = Act::Detached { issue: id("mfa"), reason: None };
    let incident = marked([mark("give", StepState::Done), ruled_out]);
    assert_eq!(incident.left_to_take_back(&packs()).len(), 1);
}

#[test]
fn a_fix_that_helped_after_all_is_given_up_again_once_the_incident_goes_on() {
    let is_given_up = |incident: &Incident| incident.failed_fixes().count() == 1;
    let mut incident = marked([failed_fix()]);
    for (number, act, expected) in
        [(3, helped("second"), true), (4, helped("first"), false), (5, Act::Reopened, true)]
    {
        incident.apply(event(number, 1, act));
        assert_eq!(is_given_up(&incident), expected, "event {number}");
    }
}
