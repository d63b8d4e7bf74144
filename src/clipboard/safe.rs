//! Stands in for `crate::clean` until that is written.

use std::borrow::Cow;

pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>().into()
}

pub(crate) fn clean_line(text: &str) -> Cow<'_, str> {
    clean(text).replace(['\n', '\t'], " ").into()
}
