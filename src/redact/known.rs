//! Values that were recognised at one place of a text, at its other places.

use std::{borrow::Cow, collections::HashSet};

use aho_corasick::{AhoCorasick, MatchKind};

use super::{
    Class,
    finds::{By, Finds},
    scan,
    view::View,
    words,
};

/// More values are not looked for; a text has a handful.
const MOST: usize = 64;

/// Adds the other places of secrets and names that were recognised by what stands beside them.
pub(super) fn find(view: &View<'_>, finds: &mut Finds) {
    let known = known(&view.text, finds);
    if known.is_empty() {
        return;
    }
    let values = known.iter().map(|(value, ..)| &**value);
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(values);
    let Ok(finder) = finder else { return };
    for found in finder.find_iter(&*view.text) {
        let (_, by, class) = known[found.pattern().as_usize()];
        if is_whole(view.text.as_bytes(), found.start(), found.end()) {
            finds.add(by, class, found.range());
        }
    }
}

/// Values that are worth it, in the order of the text.
fn known<'t>(text: &'t str, finds: &Finds) -> Vec<(Cow<'t, str>, By, Class)> {
    let mut known = Vec::new();
    let mut seen = HashSet::new();
    for by in [By::Secrecy, By::Shape, By::Name] {
        for find in finds.by(by).iter().filter(|find| is_told(find.class)) {
            let value = &text[find.range.clone()];
            let is_name = find.class == Class::User && by == By::Name;
            if known.len() < MOST && is_telling(find.class, value) && seen.insert(value) {
                known.push((value.into(), by, find.class));
                if let Some((last, first)) = value.split_once(", ").filter(|_| is_name) {
                    known.push((format!("{first} {last}").into(), by, find.class));
                }
            }
        }
    }
    known
}

/// Whether values of the class are recognised by what stands beside them.
fn is_told(class: Class) -> bool {
    matches!(class, Class::Secret | Class::User | Class::Tenant | Class::Path | Class::Host)
}

/// Whether a value is no word that may stand elsewhere by chance.
fn is_telling(class: Class, value: &str) -> bool {
    let (least, most) = if class == Class::Secret { (8, 1024) } else { (4, 64) };
    (least..=most).contains(&value.len()) && !words::is_common(value)
}

/// Whether neither end lies inside of a word.
fn is_whole(bytes: &[u8], start: usize, end: usize) -> bool {
    !scan::is_before(bytes, start, scan::is_word) && !scan::is_at(bytes, end, scan::is_word)
}
