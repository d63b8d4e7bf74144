//! Typed and pasted text: into the field that has the focus, and from a long paste what is worth searching for.

use super::{App, Screen};
use crate::tui::{
    action::Action,
    field::Field,
    layout::Pane,
    message::{Effect, Notice},
    overlay::Overlay,
};

/// A paste of one line and at most so many characters is a query as it is.
const QUERY_LENGTH: usize = 60;

impl App {
    pub(super) fn type_character(&mut self, character: char) -> Vec<Effect> {
        self.in_field(|field| field.insert(character))
    }

    pub(super) fn edit_text(&mut self, action: Action) -> Vec<Effect> {
        self.in_field(|field| {
            field.edit(action);
        })
    }

    /// A paste goes into the field of a prompt as one line; anywhere else it is something to search for.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        if self.overlay.as_mut().and_then(Overlay::field).is_some() {
            return self.in_field(|field| field.paste(text));
        }
        let appends = self.overlay.is_none()
            && self.screen == Screen::Issues
            && self.issues.focus == Pane::Search;
        self.show_screen(Screen::Issues);
        self.issues.focus = Pane::Search;
        if !appends {
            self.issues.list.field = Field::default();
        }
        if !text.trim().contains('\n') && text.trim().chars().count() <= QUERY_LENGTH {
            return self.in_field(|field| field.paste(text));
        }
        let (query, said) = worth_searching(text.trim());
        self.issues.list.field = Field::with(&query);
        self.search_again();
        self.tell(Notice::plain(said))
    }

    fn in_field(&mut self, change: impl FnOnce(&mut Field)) -> Vec<Effect> {
        if let Some(field) = self.overlay.as_mut().and_then(Overlay::field) {
            let before = field.text().to_owned();
            change(field);
            if field.text() != before
                && let Some(overlay) = &mut self.overlay
            {
                overlay.edited();
            }
        } else if self.overlay.is_none()
            && self.screen == Screen::Issues
            && self.issues.focus == Pane::Search
        {
            let before = self.issues.list.field.text().to_owned();
            change(&mut self.issues.list.field);
            if self.issues.list.field.text() != before {
                self.search_again();
            }
        }
        Vec::new()
    }

    pub(super) fn search_again(&mut self) {
        self.issues.list.search(&self.library);
        self.follow_selection();
    }
}

/// What to search for out of a long paste, and what to say about it.
fn worth_searching(text: &str) -> (String, String) {
    if let Some(code) = first_code(text) {
        let said = format!("The paste was long: searching for its code {code}.");
        return (code, said);
    }
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let beginning: String = line.chars().take(QUERY_LENGTH).collect();
    // A word that the limit cuts in two is found nowhere.
    let whole = match beginning.rsplit_once(' ') {
        Some((words, _)) if beginning.len() < line.len() => words,
        _ => &beginning,
    };
    (whole.trim_end().to_owned(), "The paste was long: searching for its beginning.".to_owned())
}

/// The first AADSTS code of a text, with its digits.
fn first_code(text: &str) -> Option<String> {
    const PREFIX: &str = "AADSTS";
    let capitals = text.to_ascii_uppercase();
    let starts = capitals.match_indices(PREFIX).map(|(at, _)| at + PREFIX.len());
    let digits = starts
        .map(|at| capitals[at..].chars().take_while(char::is_ascii_digit).collect::<String>());
    digits.into_iter().find(|digits| !digits.is_empty()).map(|digits| PREFIX.to_owned() + &digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("error: AADSTS50076: Due to\nTrace", Some("AADSTS50076"))]
    #[case("AADSTS without a number, then AADSTS700082.", Some("AADSTS700082"))]
    #[case("codes: [50076], aadsts50076: due to", Some("AADSTS50076"))]
    #[case("nothing here", None)]
    fn the_first_code_with_digits_counts(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(first_code(text).as_deref(), expected);
    }

    #[test]
    fn without_a_code_the_beginning_is_searched_for() {
        let (query, _) = worth_searching(&format!("\n\n  {}\nmore", "words ".repeat(40)));
        assert_eq!(query, "words words words words words words words words words words");
    }
}
