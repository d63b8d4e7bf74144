//! How acts are stored.

use serde_json::json;

use super::*;
use crate::issue::WaitOn;

#[test]
fn an_act_of_a_newer_casebook_survives_storing_unchanged() {
    let body = json!({ "from": "2026-11-22T10:00:00Z", "deep": [1, { "x": null }] });
    let act = Act::from_parts("handed_over", body.clone());
    assert_eq!(act, Act::Unknown { kind: "handed_over".into(), body: body.clone() });
    assert_eq!(act.to_parts(), ("handed_over".to_owned(), body));
}

#[test]
fn a_state_of_a_newer_casebook_is_kept_as_unknown() {
    let body = json!({ "issue": "mfa", "step": "a", "state": "delegated" });
    assert_eq!(Act::from_parts("step", body.clone()), Act::Unknown { kind: "step".into(), body });
}

#[rstest::rstest]
#[case(Act::Opened { ticket: "T-1".into(), client: "Contoso".into() })]
#[case(Act::Edited { ticket: Some("T-2".into()), client: None, title: None })]
#[case(Act::Edited { ticket: None, client: None, title: Some("Sign-in".into()) })]
#[case(Act::mark(&id("mfa"), &step("a"), StepState::Skipped, Some("no Duo".into())))]
#[case(Act::Detached { issue: id("mfa"), reason: Some("no Duo".into()) })]
#[case(Act::wait(&id("mfa"), &step("a"), RunningWait { earliest: Some(Timestamp::UNIX_EPOCH), on: Some(WaitOn::Microsoft), looked: Some(Timestamp::MAX), ..RunningWait::default() }))]
#[case(Act::Looked { issue: id("mfa"), step: step("a") })]
#[case(Act::Fix { issue: id("mfa"), fix: "first".parse().unwrap(), state: FixState::Failed, reason: None })]
#[case(Act::Commented { on: None, text: "two\nlines".into() })]
#[case(Act::Commented { on: Some(StepRef { issue: id("mfa"), step: step("a") }), text: "one".into() })]
#[case(Act::Closed { cause: Cause::Fix { issue: id("mfa"), fix: "first".parse().unwrap() }, text: None })]
#[case(Act::Closed { cause: Cause::Other, text: Some("restarted".into()) })]
#[case(Act::Closed { cause: Cause::Itself, text: None })]
#[case(Act::Reopened)]
#[case(Act::Linked { leader: IncidentId::from_bits(9) })]
#[case(undo(9))]
#[case(redo(9))]
#[case(Act::Attached(attached(&["a"])))]
fn every_act_survives_storing(#[case] act: Act) {
    let (kind, body) = act.to_parts();
    assert_eq!(Act::from_parts(&kind, body), act);
}

#[test]
fn what_is_mirrored_for_a_follower_has_no_words_about_the_leaders_client() {
    let fix = event(1, 1, failed_fix());
    let follower = IncidentId::from_bits(8);
    let Some(Act::Fix { reason, state, .. }) = fix.for_follower(&follower).map(|event| event.act)
    else {
        panic!("a fix that did not help counts for followers too");
    };
    assert_eq!(state, FixState::Failed);
    assert_eq!(reason, Some(format!("as in incident {}", fix.incident)));
}
