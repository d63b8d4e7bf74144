//! Values that are known by their labels: secrets, and names that look like any other word.

mod kinds;
mod name;

use self::kinds::{Kind, LABELS};
use super::{
    Class,
    finds::{By, Finds},
    label::{self, Labelled, Sign},
    microsoft,
    value::{self, Value},
    view::View,
    words,
};

/// Adds every value that a label gives away.
pub(super) fn find(view: &View<'_>, finds: &mut Finds) {
    let mut done = 0;
    for Labelled { says, sign, start } in label::labels(&view.text, &LABELS) {
        let Some(kind) = says.filter(|_| start > done) else { continue };
        if kind == Kind::Token && !words::may_be_opaque(&view.text[start..]) {
            continue;
        }
        let Some(value) = value::value(view, start, sign) else { continue };
        if is_given_away(view, kind, sign, &value) {
            done = add(&view.text, finds, kind, sign, &value);
        }
    }
}

/// Adds a value, and tells where it ends.
fn add(text: &str, finds: &mut Finds, kind: Kind, sign: Sign, value: &Value) -> usize {
    let (by, class, range) = match kind {
        Kind::Name(class) => (By::Name, class, value.range.start..name::end(text, class, value)),
        Kind::Password | Kind::Token => (By::Secrecy, Class::Secret, value.whole(text, sign)),
        Kind::Line => {
            let line = &text[value.range.start..];
            let end = line.find(['\n', '"']).map_or(text.len(), |end| value.range.start + end);
            (By::Secrecy, Class::Secret, value.range.start..end)
        }
    };
    let end = range.end;
    finds.add(by, class, range);
    end
}

/// Whether the value is what its label says, and not a remark about it.
fn is_given_away(view: &View<'_>, kind: Kind, sign: Sign, value: &Value) -> bool {
    let text = &view.text[value.range.clone()];
    let is_option = sign == Sign::Option && text.starts_with('-');
    if is_option || words::is_placeholder(text) {
        return false;
    }
    match kind {
        Kind::Line => true,
        Kind::Token => words::is_opaque(text),
        Kind::Password => is_password(view, sign, value, text),
        Kind::Name(_) if sign == Sign::Is => false,
        Kind::Name(_) if microsoft::is_server(text) || microsoft::is_public(text) => false,
        Kind::Name(_) if text.contains("://") => false,
        Kind::Name(class) => name::is_name(&view.text, sign, class, value),
    }
}

fn is_password(view: &View<'_>, sign: Sign, value: &Value, text: &str) -> bool {
    let is_plain = text.chars().all(char::is_alphabetic);
    match sign {
        Sign::Is => value.is_quoted || !is_plain && !is_remark(text),
        Sign::Quote => text.len() > 5 && !text.contains(' '),
        _ if value.is_quoted => !text.contains(' ') || !words::is_prose(text),
        _ => !is_plain || !words::is_common(text) && !is_followed_by_prose(&view.text, value),
    }
}

/// Whether a word with a hyphen says how something is.
fn is_remark(text: &str) -> bool {
    const ENDS: &[&str] =
        &["-sensitive", "-protected", "-encrypted", "-generated", "-only", "-date"];
    ENDS.iter().any(|end| text.ends_with(end))
}

/// Whether a word goes on as a sentence does: a small word follows.
fn is_followed_by_prose(text: &str, value: &Value) -> bool {
    let Some(rest) = text[value.range.end..].strip_prefix(' ') else { return false };
    let next = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    next.starts_with(|c: char| c.is_lowercase()) && !rest[next.len()..].starts_with(['=', ':'])
}
