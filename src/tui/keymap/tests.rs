use std::collections::HashSet;

use rstest::rstest;

use super::*;

fn chord(text: &str) -> Chord {
    text.parse().unwrap()
}

fn lookup(keymap: &Keymap, context: Context, text: &str) -> Option<Action> {
    keymap.lookup(context, chord(text))
}

#[test]
fn the_keys_that_casebook_comes_with_have_no_fault() {
    assert_eq!(file::read("keymap.toml", DEFAULT).1, []);
}

#[test]
fn every_action_has_a_key_that_works_somewhere() {
    let keymap = Keymap::default();
    let works = |action: Action| {
        Context::ALL.into_iter().any(|context| keymap.key(context, action).is_some())
    };
    let without: Vec<_> = Action::ALL.iter().filter(|action| !works(**action)).collect();
    assert_eq!(without, [&Action::Right; 0]);
}

#[test]
fn no_default_key_is_dead_because_every_place_overrides_it() {
    let keymap = Keymap::default();
    for binding in keymap.bindings() {
        let works = |context: Context| keymap.lookup(context, binding.chord) == binding.action;
        let reaching =
            Context::ALL.into_iter().filter(|context| context.chain().contains(&binding.table));
        assert!(reaching.into_iter().any(works), "{binding:?}");
    }
}

#[test]
fn the_file_explains_every_table_it_has() {
    for table in Table::ALL {
        assert!(DEFAULT.contains(&format!("[{}]\n", table.name())), "{}", table.name());
    }
    for context in Context::ALL {
        let chain: Vec<_> = context.chain().iter().map(|table| table.name()).collect();
        let explained = |line: &str| {
            line.split_whitespace().rev().take(chain.len()).eq(chain.iter().rev().copied())
        };
        assert!(DEFAULT.lines().any(explained), "{context:?}");
    }
}

#[rstest]
#[case(Action::Up, &["Up"])]
#[case(Action::Down, &["Down"])]
#[case(Action::PageUp, &["PgUp"])]
#[case(Action::PageDown, &["PgDn"])]
#[case(Action::Enter, &["Enter"])]
#[case(Action::NextPane, &["Tab"])]
#[case(Action::Back, &["Esc"])]
#[case(Action::Interrupt, &["Ctrl+C"])]
#[case(Action::Help, &["F1"])]
#[case(Action::Issues, &["Alt+1"])]
#[case(Action::Incidents, &["Alt+2"])]
#[case(Action::Redraw, &["Ctrl+L"])]
#[case(Action::Suspend, &["Ctrl+Z"])]
#[case(Action::DeleteToEnd, &["Ctrl+K"])]
fn keys_of_the_search_box(#[case] action: Action, #[case] keys: &[&str]) {
    for key in keys {
        assert_eq!(lookup(&Keymap::default(), Context::Search, key), Some(action), "{key}");
    }
}

#[rstest]
#[case(Action::Up, &["Up", "k"])]
#[case(Action::Down, &["Down", "j"])]
#[case(Action::First, &["Home"])]
#[case(Action::Last, &["End"])]
#[case(Action::ScrollDown, &["J"])]
#[case(Action::ScrollUp, &["K"])]
#[case(Action::Enter, &["Enter"])]
#[case(Action::Unfold, &["Right"])]
#[case(Action::Fold, &["Left"])]
#[case(Action::UnfoldAll, &["E"])]
#[case(Action::FoldAll, &["C"])]
#[case(Action::NextPane, &["Tab"])]
#[case(Action::PreviousPane, &["Shift+Tab"])]
#[case(Action::Search, &["/"])]
#[case(Action::Issues, &["1", "Alt+1"])]
#[case(Action::Incidents, &["2", "Alt+2"])]
#[case(Action::GroupBy, &["g"])]
#[case(Action::Tick, &["Space"])]
#[case(Action::Fail, &["x"])]
#[case(Action::Skip, &["s"])]
#[case(Action::Undo, &["u"])]
#[case(Action::Redo, &["U"])]
#[case(Action::Copy, &["y"])]
#[case(Action::ShowCopy, &["S"])]
#[case(Action::FileCopy, &["F"])]
#[case(Action::OpenLink, &["o"])]
#[case(Action::NewIncident, &["n"])]
#[case(Action::SwitchIncident, &["i"])]
#[case(Action::Resume, &["-"])]
#[case(Action::EditIncident, &["t"])]
#[case(Action::Attach, &["A"])]
#[case(Action::Palette, &[":"])]
#[case(Action::Help, &["?", "F1"])]
#[case(Action::Mouse, &["m"])]
#[case(Action::Back, &["Esc"])]
#[case(Action::Quit, &["q"])]
#[case(Action::Interrupt, &["Ctrl+C"])]
fn keys_of_the_list(#[case] action: Action, #[case] keys: &[&str]) {
    for key in keys {
        assert_eq!(lookup(&Keymap::default(), Context::List, key), Some(action), "{key}");
    }
}

#[test]
fn printable_characters_are_typed_where_text_is_but_for_a_few_where_nothing_is_typed_yet() {
    let keymap = Keymap::default();
    for context in Context::ALL.into_iter().filter(|context| context.takes_text()) {
        let commands: String =
            (' '..='~').filter(|c| lookup(&keymap, context, &c.to_string()).is_some()).collect();
        let expected = match context {
            Context::EmptySearch => "-:?",
            Context::Menu => "/jkq",
            _ => "",
        };
        assert_eq!(commands, expected, "{context:?}");
    }
}

#[test]
fn every_place_can_be_left_by_esc_and_quit_by_ctrl_c() {
    for context in Context::ALL {
        assert_eq!(lookup(&Keymap::default(), context, "Esc"), Some(Action::Back));
        assert_eq!(lookup(&Keymap::default(), context, "Ctrl+C"), Some(Action::Interrupt));
    }
}

#[test]
fn a_binding_of_the_user_wins_and_is_the_one_shown() {
    let mut keymap = Keymap::default();
    assert_eq!(keymap.merge("keys.toml", "[browse]\n\"Ctrl+T\" = \"tick\"\nj = \"undo\"\n"), []);
    assert_eq!(lookup(&keymap, Context::Detail, "j"), Some(Action::Undo));
    assert_eq!(lookup(&keymap, Context::Detail, "Space"), Some(Action::Tick));
    assert_eq!(keymap.key(Context::Detail, Action::Tick), Some(chord("Ctrl+T")));
    assert_eq!(keymap.key(Context::Detail, Action::Down), Some(chord("Down")));
}

#[test]
fn none_takes_a_chord_away_also_from_later_tables() {
    let mut keymap = Keymap::default();
    assert_eq!(keymap.merge("keys.toml", "[list]\nq = \"none\"\n"), []);
    assert_eq!(lookup(&keymap, Context::List, "q"), None);
    assert_eq!(lookup(&keymap, Context::Detail, "q"), Some(Action::Quit));
    assert_eq!(keymap.key(Context::List, Action::Quit), None);
}

#[test]
fn a_chord_that_a_nearer_table_overrides_is_not_shown() {
    let mut keymap = Keymap::default();
    assert_eq!(keymap.merge("keys.toml", "[detail]\nUp = \"scroll-up\"\n"), []);
    assert_eq!(keymap.key(Context::Detail, Action::Up), Some(chord("k")));
    assert_eq!(keymap.key(Context::List, Action::Up), Some(chord("Up")));
}

#[test]
fn all_faults_of_a_file_are_told_at_once_and_the_rest_still_holds() {
    let text = "\
[browes]
j = \"down\"

[list]
\"Ctrl+n\" = \"down\"
\"ctrl+N\" = \"up\"
j = \"tik\"
k = 3
PgDwn = \"tick\"
w = \"tick\"
";
    let mut keymap = Keymap::default();
    let faults = keymap.merge("keys.toml", text);
    let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "keys.toml:1:2: there is no table `browes` (did you mean `browse`?)",
            "keys.toml:6:1: `Ctrl+N` is bound twice in [list] (keep one of the two)",
            "keys.toml:7:5: there is no action `tik` (did you mean `tick`?)",
            "keys.toml:8:5: the name of an action is expected here (write an action in quotes, such as \"tick\", or \
             \"none\")",
            "keys.toml:9:1: `PgDwn`: there is no such key (did you mean `PgDn`?)",
        ]
    );
    assert_eq!(lookup(&keymap, Context::List, "w"), Some(Action::Tick));
    assert_eq!(lookup(&keymap, Context::List, "Ctrl+N"), Some(Action::Down));
}

#[test]
fn broken_toml_is_a_fault_with_its_place() {
    let mut keymap = Keymap::default();
    let faults = keymap.merge("keys.toml", "[list]\nw = \"tick\"\nv = = 1\n");
    assert_eq!(faults.iter().map(|fault| fault.line).collect::<HashSet<_>>(), HashSet::from([3]));
    assert_eq!(lookup(&keymap, Context::List, "w"), Some(Action::Tick));
}

#[test]
fn a_fault_cannot_command_the_terminal() {
    let faults = Keymap::default().merge("keys.toml", "[list]\n\"\\u001b[2J\" = \"\\u001b]0;x\"\n");
    assert_eq!(faults.len(), 2);
    assert!(!faults.iter().any(|fault| fault.to_string().contains('\u{1b}')));
}

#[test]
fn the_help_finds_every_chord_of_an_action() {
    let chords: Vec<_> = Keymap::default()
        .chords(Action::Help)
        .map(|(table, chord)| format!("{} {chord}", table.name()))
        .collect();
    assert_eq!(chords, ["always F1", "browse ?", "empty ?"]);
}
