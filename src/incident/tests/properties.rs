//! What holds of every incident, whatever the order of its events.

use proptest::prelude::*;

use super::*;

fn any_act() -> impl Strategy<Value = Act> {
    let state = prop::sample::select(StepState::ALL.to_vec());
    let name = prop::sample::select(vec!["a", "b", "c"]);
    prop_oneof![
        (name, state).prop_map(|(name, state)| mark(name, state)),
        (1..20_u64).prop_map(undo),
        (1..20_u64).prop_map(redo),
        ("[a-z]{0,3}", "[a-z]{0,3}").prop_map(|(ticket, client)| Act::Opened { ticket, client }),
        Just(Act::Attached(attached(&["a", "b"]))),
        Just(Act::Detached { issue: id("mfa"), reason: None }),
        Just(Act::Looked { issue: id("mfa"), step: step("a") }),
        Just(Act::wait(&id("mfa"), &step("a"), RunningWait::default())),
        prop::sample::select(vec![FixState::Open, FixState::Failed]).prop_map(|state| Act::Fix {
            issue: id("mfa"),
            fix: "first".parse().unwrap(),
            state,
            reason: None,
        }),
        Just(Act::Closed { cause: Cause::Itself, text: None }),
        Just(Act::Reopened),
    ]
}

proptest! {
    #[test]
    fn the_order_of_applying_and_repeats_do_not_matter(
        acts in prop::collection::vec((1..3_u128, any_act()), 1..20),
        seed in any::<usize>(),
    ) {
        let expected = folded(&acts);
        let mut events = expected.events().to_vec();
        let length = events.len();
        for index in 0..length {
            events.swap(index, seed.wrapping_mul(index + 1) % length);
        }
        let mut shuffled = incident();
        for event in events.iter().chain(events.iter().take(3)) {
            shuffled.apply(event.clone());
        }
        prop_assert_eq!(shuffled, expected);
    }

    #[test]
    fn undo_then_redo_changes_no_state(acts in prop::collection::vec((1..3_u128, any_act()), 1..20)) {
        let before = folded(&acts);
        let mut after = before.clone();
        if let Some(target) = before.undo_target(&session(1)).map(|event| event.id) {
            after.apply(event(50, 1, Act::Undone { target }));
            after.apply(event(51, 1, Act::Redone { target }));
        }
        for name in ["a", "b", "c"] {
            prop_assert_eq!(before.state(&id("mfa"), &step(name)), after.state(&id("mfa"), &step(name)));
        }
    }
}
