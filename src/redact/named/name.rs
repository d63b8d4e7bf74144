//! Names behind their labels, of one word or several.

use crate::redact::{Class, label::Sign, value::Value, words};

/// What holds the words of a name together.
const LINKS: &[&str] = &["& ", "+ ", "and ", "of ", "und ", "von ", "van ", "et ", "de ", "y "];

/// Whether a value is the name that its label announces, and not a remark.
pub(super) fn is_name(text: &str, sign: Sign, class: Class, value: &Value) -> bool {
    let name = &text[value.range.clone()];
    let is_possible = name.len() > 1 && name.len() <= 128 && !words::is_common(name);
    let is_written = match sign {
        Sign::Quote | Sign::Option | Sign::Element => true,
        _ if name.bytes().any(|byte| byte.is_ascii_digit()) => true,
        _ if value.is_quoted || end(text, class, value) > value.range.end => true,
        _ => !super::is_followed_by_prose(text, value),
    };
    is_possible && is_written && (!words::is_prose(name) || is_linked(name))
}

/// Where a name ends: those of people and organisations have several words, each with a capital letter.
pub(super) fn end(text: &str, class: Class, value: &Value) -> usize {
    const MORE: usize = 3;
    let mut end = value.range.end;
    if value.is_quoted
        || !matches!(class, Class::User | Class::Tenant)
        || !is_capital(&text[value.range.clone()])
    {
        return end;
    }
    for _ in 0..MORE {
        let Some(rest) = text[end..].strip_prefix(' ') else { break };
        let link = LINKS.iter().find(|link| rest.starts_with(**link)).map_or(0, |link| link.len());
        let rest = &rest[link..];
        let word =
            rest.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
        let is_label = rest[word.len()..].trim_start().starts_with([':', '=']);
        if !is_capital(word) || is_label || words::is_common(word) {
            break;
        }
        end += 1 + link + word.len();
    }
    end
}

/// Whether several words are a name and no sentence, whatever stands between them: `Bank of Example`.
fn is_linked(text: &str) -> bool {
    let is_link = |word: &&str| LINKS.iter().any(|link| link.trim_end() == *word);
    let mut words = text.split_whitespace().filter(|word| !is_link(word));
    words.all(|word| is_capital(word) && !words::is_common(word))
}

/// Whether it is written as names are.
fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-')
}
