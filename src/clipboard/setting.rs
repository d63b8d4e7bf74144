//! The `clipboard` key of the settings.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, SeqAccess, Unexpected, Visitor},
};

const EXPECTED: &str = r#""auto", "system", "tmux", "osc52", "file", "off", or a command as a list such as ["xclip", "-sel", "c"]"#;

/// How the user wants copies made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Setting {
    /// What fits the environment.
    #[default]
    Auto,
    /// The desktop's clipboard only.
    System,
    /// tmux only.
    Tmux,
    /// The terminal's escape sequence only.
    Osc52,
    /// A file each time.
    File,
    /// No copies.
    Off,
    /// This command only, the text on its standard input.
    Command(Program),
}

/// A command without a shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// What is started.
    pub name: String,
    /// Handed over as they are.
    pub args: Vec<String>,
}

impl Setting {
    const WORDS: [(&str, Self); 6] = [
        ("auto", Self::Auto),
        ("system", Self::System),
        ("tmux", Self::Tmux),
        ("osc52", Self::Osc52),
        ("file", Self::File),
        ("off", Self::Off),
    ];
}

impl<'de> Deserialize<'de> for Setting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SettingVisitor)
    }
}

impl Serialize for Setting {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Command(Program { name, args }) => {
                serializer.collect_seq([name].into_iter().chain(args))
            }
            word => {
                let word =
                    Self::WORDS.iter().find(|(_, setting)| setting == word).map(|(word, _)| word);
                word.serialize(serializer)
            }
        }
    }
}

struct SettingVisitor;

impl<'de> Visitor<'de> for SettingVisitor {
    type Value = Setting;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Setting, E> {
        let known = Setting::WORDS.into_iter().find(|(word, _)| *word == text);
        known
            .map(|(_, setting)| setting)
            .ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Setting, A::Error> {
        let name = list.next_element()?.filter(|name: &String| !name.is_empty());
        let name = name.ok_or_else(|| {
            A::Error::invalid_value(Unexpected::Other("a list without a command"), &self)
        })?;
        let mut args = Vec::new();
        while let Some(arg) = list.next_element()? {
            args.push(arg);
        }
        Ok(Setting::Command(Program { name, args }))
    }
}
