//! Clients as they compare.

/// A client, whatever case and blanks it was typed with. An empty client is nobody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientKey(String);

impl ClientKey {
    /// The client of that name; none for a name of blanks.
    pub fn of(name: &str) -> Option<Self> {
        let words: Vec<_> = name.split_whitespace().collect();
        (!words.is_empty()).then(|| Self(words.join(" ").to_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("Contoso", " contoso ", true)]
    #[case("KONTOR ZÜRICH", "Kontor  Zürich", true)]
    #[case("Contoso", "Contoso AG", false)]
    fn clients_compare_without_case_and_outer_blanks(
        #[case] one: &str,
        #[case] other: &str,
        #[case] same: bool,
    ) {
        assert_eq!(ClientKey::of(one) == ClientKey::of(other), same);
    }

    #[test]
    fn an_empty_client_is_nobody() {
        assert_eq!(ClientKey::of(" \t"), None);
    }
}
