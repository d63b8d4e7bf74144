//! A name that is known already, proposed for what is being typed.

use super::filter::{Row, best};

/// Shorter beginnings resemble too much.
const SHORTEST_ALIKE: usize = 3;

/// The known name that is most likely meant: one that begins so, else one that resembles it. The first known wins among
/// equals; none for a name that is known as it is.
pub(super) fn complete<'a>(typed: &str, known: &'a [String]) -> Option<&'a str> {
    let typed = typed.trim_start();
    let lower = typed.trim_end().to_lowercase();
    if lower.is_empty() || known.iter().any(|name| name.to_lowercase() == lower) {
        return None;
    }
    let begins = known.iter().find(|name| name.to_lowercase().starts_with(&typed.to_lowercase()));
    let alike = || {
        let row = |name: &String| Row { name: name.clone(), rest: String::new() };
        let found = best(typed, known.iter().map(row)).into_iter().next();
        found.filter(|_| lower.chars().count() >= SHORTEST_ALIKE).and_then(|place| known.get(place))
    };
    begins.or_else(alike).map(String::as_str)
}

/// What of a completion stands behind the text typed so far; none where it begins differently.
pub fn rest<'a>(typed: &str, completion: &'a str) -> Option<&'a str> {
    let (start, rest) = completion.split_at_checked(typed.len())?;
    (start.to_lowercase() == typed.to_lowercase()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case::beginning("con", Some("Contoso"))]
    #[case::newest_first("f", Some("Fabrikam Süd"))]
    #[case::part("west", Some("Fabrikam West"))]
    #[case::accents("zurich", Some("Kontor Zürich"))]
    #[case::letters_left_out("cntso", Some("Contoso"))]
    #[case::too_short_to_resemble("to", None)]
    #[case::known("CONTOSO ", None)]
    #[case::unknown("Tailspin", None)]
    #[case::nothing("  ", None)]
    fn a_known_name_completes_what_is_typed(#[case] typed: &str, #[case] expected: Option<&str>) {
        let known = ["Contoso", "Fabrikam Süd", "Fabrikam West", "Kontor Zürich"].map(String::from);
        assert_eq!(complete(typed, &known), expected);
    }

    #[test]
    fn only_a_name_that_begins_so_goes_on_behind_the_cursor() {
        assert_eq!(rest("CON", "Contoso"), Some("toso"));
        assert_eq!(rest("toso", "Contoso"), None);
        assert_eq!(rest("zü", "Zürich"), Some("rich"));
    }
}
