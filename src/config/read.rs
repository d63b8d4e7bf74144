//! From text and variables to settings, one key at a time: a wrong one is a fault of its own and costs no other.

use std::{borrow::Cow, ops::Range, path::Path};

use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeTable, DeValue, Deserializer, Error},
};

use super::{Config, ConfigFault};

/// The keys that a variable can set.
const IN_ENVIRONMENT: [&str; 7] =
    ["name", "theme", "ascii", "mouse", "clipboard", "packs", "group"];

/// The settings of `text`, which is `path`'s, under those of the variables.
pub(super) fn settings(
    text: &str,
    path: &Path,
    variable: impl Fn(&str) -> Option<String>,
) -> (Config, Vec<ConfigFault>) {
    let named = |key: &'static str| (key, format!("CASEBOOK_{}", key.to_uppercase()));
    let set = |(key, name): (_, String)| {
        Some((key, variable(&name).filter(|value| !value.is_empty())?, name))
    };
    let variables: Vec<_> = IN_ENVIRONMENT.into_iter().map(named).filter_map(set).collect();

    let mut accepted = DeTable::new();
    let in_file = |(span, error)| ConfigFault::in_file(path, text, span, &reworded(&error));
    let mut faults: Vec<_> = accept_file(&mut accepted, text).into_iter().map(in_file).collect();
    for (key, value, name) in &variables {
        if let Err(error) = accept_variable(&mut accepted, key, value) {
            faults.push(ConfigFault::in_variable(name, &reworded(&error)));
        }
    }
    (deserialize(accepted).unwrap_or_default(), faults)
}

/// A table with a single setting in it, be it inside another table.
type Single<'a> = DeTable<'a>;

/// Takes what makes sense and returns what does not, in the order of the text.
fn accept_file<'a>(
    accepted: &mut DeTable<'a>,
    text: &'a str,
) -> Vec<(Option<Range<usize>>, Error)> {
    let (table, broken) = DeTable::parse_recoverable(text);
    if !broken.is_empty() {
        // What else stands in such a file may not be what was meant.
        return broken.into_iter().map(|error| (error.span(), error)).collect();
    }
    let mut faults = Vec::new();
    for setting in single_settings(table.into_inner()) {
        if let Err(error) = accept(accepted, &setting) {
            faults.push((error.span().or_else(|| key_span(&setting)), error));
        }
    }
    faults.sort_by_key(|(span, _)| span.as_ref().map(|span| span.start));
    // An unknown table is one fault, however much stands in it.
    faults.dedup();
    faults
}

fn single_settings(table: DeTable<'_>) -> Vec<Single<'_>> {
    let mut settings = Vec::new();
    for (key, value) in table {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(inner) if !inner.is_empty() => {
                let wrap =
                    |inner| single(key.clone(), Spanned::new(span.clone(), DeValue::Table(inner)));
                settings.extend(single_settings(inner).into_iter().map(wrap));
            }
            value => settings.push(single(key, Spanned::new(span, value))),
        }
    }
    settings
}

fn single<'a>(key: Spanned<Cow<'a, str>>, value: Spanned<DeValue<'a>>) -> Single<'a> {
    [(key, value)].into_iter().collect()
}

fn accept<'a>(accepted: &mut DeTable<'a>, setting: &Single<'a>) -> Result<(), Error> {
    deserialize(setting.clone())?;
    merge(accepted, setting.clone());
    Ok(())
}

/// A variable's value is taken as the text it is, else as TOML, else as a yes or no.
fn accept_variable<'a>(
    accepted: &mut DeTable<'a>,
    key: &'a str,
    value: &'a str,
) -> Result<(), Error> {
    let setting = |value| single(Spanned::new(0..0, key.into()), Spanned::new(0..0, value));
    let as_text = accept(accepted, &setting(DeValue::String(value.into())));
    let as_toml = DeValue::parse(value).ok().map(Spanned::into_inner);
    let as_word = match value {
        "1" | "yes" | "on" => Some(DeValue::Boolean(true)),
        "0" | "no" | "off" => Some(DeValue::Boolean(false)),
        _ => None,
    };
    let others = [as_toml, as_word].into_iter().flatten();
    others.fold(as_text, |done, value| {
        done.or_else(|error| accept(accepted, &setting(value)).map_err(|_| error))
    })
}

fn merge<'a>(accepted: &mut DeTable<'a>, setting: Single<'a>) {
    for (key, value) in setting {
        match (accepted.get_mut(&key).map(Spanned::get_mut), value.get_ref()) {
            (Some(DeValue::Table(there)), DeValue::Table(new)) => merge(there, new.clone()),
            _ => drop(accepted.insert(key, value)),
        }
    }
}

fn deserialize(table: DeTable<'_>) -> Result<Config, Error> {
    Config::deserialize(Deserializer::from(Spanned::new(0..0, table)))
}

fn key_span(setting: &Single<'_>) -> Option<Range<usize>> {
    setting.keys().next().map(Spanned::span)
}

/// In the words of a settings file instead of those of a Rust type.
fn reworded(error: &Error) -> String {
    let message = error.message();
    if ["missing escaped value", "too few unicode"].iter().any(|start| message.starts_with(start)) {
        // Nearly always a Windows path.
        return "a backslash between double quotes needs another before it; put a path in single quotes instead"
            .to_owned();
    }
    message.replacen("unknown field", "unknown key", 1).replacen(
        "unknown variant",
        "unknown value",
        1,
    )
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::{
        clipboard::{Program, Setting},
        config::{Group, Mouse, Origin, ThemeName},
    };

    fn read(text: &str) -> (Config, Vec<String>) {
        read_with(text, &[])
    }

    fn read_with(text: &str, variables: &[(&str, &str)]) -> (Config, Vec<String>) {
        let lookup = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        let (config, faults) = settings(text, Path::new("config.toml"), lookup);
        (config, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn every_wrong_key_is_reported_with_its_place_and_the_right_ones_count() {
        let (config, faults) = read(
            "name = 3\ntheem = \"mono\"\nascii = true\nmouse = \"yes\"\n\
            [colors]\nerror = \"red\"\nhint = 4\n[extra]\nx = 1\ny = 1\n",
        );

        assert_eq!(
            faults,
            [
                "config.toml:1:8: invalid type: integer `3`, expected a string",
                "config.toml:2:1: unknown key `theem`, expected one of `name`, `theme`, `ascii`, `mouse`, `clipboard`, `packs`, `group`, `colors`",
                "config.toml:4:9: invalid value: string \"yes\", expected true, false or \"auto\"",
                "config.toml:7:8: invalid type: integer `4`, expected a string",
                "config.toml:8:2: unknown key `extra`, expected one of `name`, `theme`, `ascii`, `mouse`, `clipboard`, `packs`, `group`, `colors`",
            ]
        );
        assert!(config.ascii);
        assert_eq!(
            config.colors.into_iter().collect::<Vec<_>>(),
            [("error".to_owned(), "red".to_owned())]
        );
    }

    #[test]
    fn broken_syntax_is_shown_where_it_breaks_and_sets_nothing() {
        let (config, faults) = read("ascii = true\ngroup = \n");
        assert_eq!(config, Config::default());
        assert!(faults[0].starts_with("config.toml:2:"), "{faults:?}");
    }

    #[rstest]
    #[case(r#"packs = ["C:\packs"]"#, "config.toml:1:14: ")]
    #[case(r#"packs = ["C:\Users\ann"]"#, "config.toml:1:15: ")]
    fn a_windows_path_in_double_quotes_is_told_how_to_be_written(
        #[case] text: &str,
        #[case] place: &str,
    ) {
        let (_, faults) = read(text);
        assert!(faults[0].starts_with(place) && faults[0].contains("single quotes"), "{faults:?}");
        assert_eq!(read(&text.replace('"', "'")).1, [""; 0]);
    }

    #[test]
    fn a_fault_carries_no_control_character_of_the_file() {
        let (_, faults) = settings("\"\\u001b]52\" = 1", Path::new("config.toml"), |_| None);
        assert!(!faults[0].to_string().contains('\u{1b}'), "{faults:?}");
    }

    #[test]
    fn columns_are_counted_in_characters_and_the_line_comes_along() {
        let (_, faults) = settings("name = \"ü\"\n\"ü\" = 1", Path::new("config.toml"), |_| None);
        let Origin::File { position: Some(position), .. } = &faults[0].origin else {
            panic!("{faults:?}")
        };
        assert_eq!((position.line, position.column, position.text.as_str()), (2, 1, "\"ü\" = 1"));
    }

    #[rstest]
    #[case("clipboard = \"off\"", Setting::Off)]
    #[case("clipboard = [\"xsel\", \"-b\"]", Setting::Command(Program { name: "xsel".into(), args: vec!["-b".into()] }))]
    fn the_clipboard_is_a_word_or_a_command(#[case] text: &str, #[case] expected: Setting) {
        assert_eq!(read(text).0.clipboard, expected);
    }

    #[rstest]
    #[case("clipboard = []")]
    #[case("clipboard = [\"\"]")]
    #[case("clipboard = \"clip\"")]
    #[case("clipboard = true")]
    fn a_clipboard_that_is_neither_names_what_would_be_right(#[case] text: &str) {
        let (config, faults) = read(text);
        assert_eq!(config.clipboard, Setting::Auto);
        assert!(
            faults[0].contains(
                "\"auto\", \"system\", \"tmux\", \"osc52\", \"file\", \"off\", or a command"
            ),
            "{faults:?}"
        );
    }

    #[test]
    fn a_variable_wins_over_the_file() {
        let (config, faults) = read_with(
            "theme = \"mono\"\ngroup = \"phase\"\nmouse = true\nname = \"Ann\"",
            &[
                ("CASEBOOK_THEME", "high-contrast"),
                ("CASEBOOK_MOUSE", "false"),
                ("CASEBOOK_ASCII", "1"),
                ("CASEBOOK_NAME", "42"),
                ("CASEBOOK_CLIPBOARD", "[\"pbcopy\"]"),
                ("CASEBOOK_GROUP", ""),
            ],
        );

        assert_eq!(faults, [""; 0]);
        assert_eq!(
            (config.theme, config.mouse, config.ascii),
            (ThemeName::HighContrast, Mouse::Off, true)
        );
        assert_eq!((config.name.as_str(), config.group), ("42", Group::Phase));
        assert_eq!(
            config.clipboard,
            Setting::Command(Program { name: "pbcopy".into(), args: Vec::new() })
        );
    }

    #[test]
    fn a_wrong_variable_is_named_and_leaves_the_file_in_force() {
        let (config, faults) = read_with("group = \"phase\"", &[("CASEBOOK_GROUP", "size")]);

        assert_eq!(config.group, Group::Phase);
        assert_eq!(
            faults,
            ["CASEBOOK_GROUP: unknown value `size`, expected one of `section`, `phase`, `service`"]
        );
    }
}
