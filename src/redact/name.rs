//! Names of clients and people, as people and URLs write them: in any case, with and without accents, and with anything or
//! nothing in the place of their blanks.

use std::ops::Range;

use crate::search::fold::fold_into;

/// A shorter name is a word that texts have anyway.
const SHORTEST: usize = 3;

/// A name of that many letters is told inside of words too, as in `contosoadmin`.
const TELLING: usize = 5;

/// What companies are, which nobody says of them. Full stops do not count.
const LEGAL_FORMS: [&str; 36] = [
    "ab",
    "ag",
    "as",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "ev",
    "gbr",
    "gmbh",
    "inc",
    "incorporated",
    "kg",
    "kgaa",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "mbh",
    "nv",
    "ohg",
    "oy",
    "plc",
    "pte",
    "pty",
    "sa",
    "sarl",
    "sas",
    "se",
    "spa",
    "srl",
    "sro",
    "ug",
    "ek",
];

/// Names to be looked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// The longest first.
    names: Vec<Name>,
}

/// A name: its words, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    words: Vec<Vec<char>>,
    /// Whether it counts inside of words.
    inside: bool,
}

/// A text folded letter by letter, each with the bytes that it comes from. What folds to nothing belongs to the letter before.
struct Letters(Vec<(Range<usize>, char)>);

impl Names {
    /// Names as they are written, but those of one or two letters.
    pub(crate) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut names: Vec<_> = names.into_iter().filter_map(Name::new).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.letters()));
        names.dedup();
        Self { names }
    }

    /// Names of companies, also without what they are.
    pub(crate) fn of_clients<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut spellings = Vec::new();
        for name in names {
            let short = without_legal_forms(name);
            spellings.extend([name.to_owned(), short.to_owned(), umlauts_written_out(short)]);
        }
        Self::new(spellings.iter().map(String::as_str))
    }

    /// Those that nothing else is called like are found inside of words too.
    #[must_use]
    pub(crate) fn inside_of_words(mut self) -> Self {
        for name in &mut self.names {
            name.inside = name.letters() >= TELLING;
        }
        self
    }

    /// Where they stand, in order and without overlaps.
    pub(crate) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        if self.names.is_empty() {
            return found;
        }
        let letters = Letters::of(text);
        let mut at = 0;
        while at < letters.0.len() {
            let length = self.names.iter().find_map(|name| name.length_at(&letters, at));
            if let Some(length) = length {
                found.push(letters.0[at].0.start..letters.0[at + length - 1].0.end);
            }
            at += length.unwrap_or(1);
        }
        found
    }
}

impl Name {
    /// Nothing for a name that is too short.
    fn new(name: &str) -> Option<Self> {
        let letters = Letters::of(name).0.into_iter().map(|(_, letter)| letter).collect::<Vec<_>>();
        let words = letters.split(|letter| !letter.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty()).map(<[char]>::to_vec).collect();
        let name = Self { words, inside: false };
        (name.letters() >= SHORTEST).then_some(name)
    }

    fn letters(&self) -> usize {
        self.words.iter().map(Vec::len).sum()
    }

    /// How many letters from there are the name.
    fn length_at(&self, text: &Letters, start: usize) -> Option<usize> {
        let mut at = start;
        for (number, word) in self.words.iter().enumerate() {
            while number > 0 && text.at(at).is_some_and(|letter| !letter.is_alphanumeric()) {
                at += 1;
            }
            for letter in word {
                if text.at(at) != Some(*letter) {
                    return None;
                }
                at += 1;
            }
        }
        let is_word =
            |at: Option<usize>| at.and_then(|at| text.at(at)).is_some_and(char::is_alphanumeric);
        let is_whole = !is_word(start.checked_sub(1)) && !is_word(Some(at));
        (self.inside || is_whole).then_some(at - start)
    }
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters: Vec<(Range<usize>, char)> = Vec::with_capacity(text.len());
        let mut folded = String::new();
        for (at, character) in text.char_indices() {
            if character.is_ascii() {
                letters.push((at..at + 1, character.to_ascii_lowercase()));
                continue;
            }
            let end = at + character.len_utf8();
            folded.clear();
            fold_into(&mut folded, &text[at..end]);
            if let Some(last) = letters.last_mut().filter(|_| folded.is_empty()) {
                last.0.end = end;
            }
            letters.extend(folded.chars().map(|letter| (at..end, letter)));
        }
        Self(letters)
    }

    fn at(&self, at: usize) -> Option<char> {
        self.0.get(at).map(|(_, letter)| *letter)
    }
}

/// The name without what its company is: `Fabrikam` of `Fabrikam GmbH & Co. KG`.
fn without_legal_forms(name: &str) -> &str {
    let mut name = name.trim();
    while let Some((rest, last)) = name.rsplit_once(char::is_whitespace) {
        let form: String = last.chars().filter(|letter| letter.is_alphanumeric()).collect();
        if !form.is_empty() && !LEGAL_FORMS.contains(&form.to_lowercase().as_str()) {
            break;
        }
        name = rest.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    }
    name
}

/// `Mueller` of `Müller`, as addresses have it.
fn umlauts_written_out(name: &str) -> String {
    let name = name.to_lowercase().replace("a\u{308}", "ä");
    let name = name.replace("o\u{308}", "ö").replace("u\u{308}", "ü");
    name.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case::any_case("Contoso", "CONTOSO and contoso", "- and -")]
    #[case::inside_of_a_name("Contoso", "contosoadmin@x", "-admin@x")]
    #[case::short_only_whole("ACME", "acme acmes", "- acmes")]
    #[case::two_letters_are_a_word("IT", "it is IT", "it is IT")]
    #[case::blanks_written_otherwise("Kontor Zürich", "kontor-ZÜRICH, KontorZürich", "-, -")]
    #[case::without_accents("Kontor Zürich", "Kontor Zurich", "-")]
    #[case::accents_of_their_own("Kontor Zürich", "Kontor Zu\u{308}rich!", "-!")]
    #[case::a_last_accent_of_its_own("André", "Andre\u{301} said", "- said")]
    #[case::letters_that_grow("İstanbul", "i̇stanbul", "-")]
    #[case::sharp_s("Weiß Gruppe", "WEISS-GRUPPE", "-")]
    #[case::legal_form("Fabrikam GmbH", "Fabrikam said; Fabrikam GmbH", "- said; -")]
    #[case::several_legal_forms(
        "Fabrikam GmbH & Co. KG",
        "Fabrikam, Fabrikam GmbH & Co. KG",
        "-, -"
    )]
    #[case::legal_form_with_full_stops("Tailspin, B.V.", "Tailspin's", "-'s")]
    #[case::from_abroad("Contoso Pty Ltd", "contoso", "-")]
    #[case::umlauts_written_out(
        "Müller AG",
        "mueller.example, muller.example",
        "-.example, -.example"
    )]
    #[case::no_name("", "text", "text")]
    fn a_client_is_found_as_people_write_it(
        #[case] name: &str,
        #[case] text: &str,
        #[case] expected: &str,
    ) {
        let mut found = text.to_owned();
        for range in Names::of_clients([name]).inside_of_words().find(text).into_iter().rev() {
            found.replace_range(range, "-");
        }
        assert_eq!(found, expected);
    }
}
