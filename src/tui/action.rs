//! What a user can wish for. Keys, palette, help and footer all speak of these.

use std::fmt;

/// Which part of the help an action belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Moving about.
    Navigate,
    /// Working through a fix.
    Steps,
    /// Incidents.
    Incidents,
    /// Copies and links.
    Take,
    /// The program itself.
    Program,
    /// Editing a line of text.
    Text,
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: [Self; 6] =
        [Self::Navigate, Self::Steps, Self::Incidents, Self::Take, Self::Program, Self::Text];

    /// Heading in the help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Navigate => "Move about",
            Self::Steps => "Work through a fix",
            Self::Incidents => "Incidents",
            Self::Take => "Copies and links",
            Self::Program => "Program",
            Self::Text => "In a text field",
        }
    }
}

macro_rules! actions {
    ($($variant:ident $group:ident $name:literal $hint:literal $help:literal;)+) => {
        /// A wish that keys can be bound to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $(#[doc = $help] $variant,)+ }

        impl Action {
            /// Every action, in the order of the help.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Its name in `keymap.toml`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// One or two words for the footer.
            pub const fn hint(self) -> &'static str {
                match self { $(Self::$variant => $hint,)+ }
            }

            /// One line for help and palette.
            pub const fn help(self) -> &'static str {
                match self { $(Self::$variant => $help,)+ }
            }

            /// Where the help lists it.
            pub const fn group(self) -> Group {
                match self { $(Self::$variant => Group::$group,)+ }
            }
        }
    };
}

actions! {
    Up             Navigate  "up"               "up"          "Move up";
    Down           Navigate  "down"             "down"        "Move down";
    PageUp         Navigate  "page-up"          "page up"     "Move up by a page";
    PageDown       Navigate  "page-down"        "page down"   "Move down by a page";
    First          Navigate  "first"            "first"       "Go to the first row";
    Last           Navigate  "last"             "last"        "Go to the last row";
    ScrollUp       Navigate  "scroll-up"        "scroll"      "Scroll the detail up";
    ScrollDown     Navigate  "scroll-down"      "scroll"      "Scroll the detail down";
    Enter          Navigate  "enter"            "open"        "Open what is selected, or fold and unfold it";
    Back           Navigate  "back"             "back"        "Go one step back; never out of the program";
    Unfold         Navigate  "unfold"           "unfold"      "Unfold, or go to the detail";
    Fold           Navigate  "fold"             "fold"        "Fold, or go back to the list";
    UnfoldAll      Navigate  "unfold-all"       "unfold all"  "Unfold every block of the issue";
    FoldAll        Navigate  "fold-all"         "fold all"    "Fold every block of the issue";
    NextPane       Navigate  "next-pane"        "next pane"   "Go to the next pane or field";
    PreviousPane   Navigate  "previous-pane"    "prev. pane"  "Go to the previous pane or field";
    Search         Navigate  "search"           "search"      "Go to the search box";
    Filter         Navigate  "filter"           "filter"      "Filter the rows of a menu, or the incidents, by typing";
    Issues         Navigate  "issues"           "issues"      "Show the issues";
    Incidents      Navigate  "incidents"        "incidents"   "Show the incidents";
    Dashboard      Navigate  "dashboard"        "dashboard"   "Show the dashboard: what is due, what spreads, what is frequent";
    Diagnose       Navigate  "diagnose"         "diagnosis"   "Show the last diagnosis";
    GroupBy        Navigate  "group"            "group"       "Group the list by section, phase or service";

    Tick           Steps     "tick"             "tick"        "Tick the step, or take its tick back";
    Fail           Steps     "fail"             "failed"      "Mark the step as failed; on a fix: it did not help";
    Skip           Steps     "skip"             "skip"        "Skip the step, with a reason";
    Wait           Steps     "wait"             "wait"        "Wait for something at the step; on a waiting step: looked, not yet";
    Undo           Steps     "undo"             "undo"        "Undo the last mark";
    Redo           Steps     "redo"             "redo"        "Redo what was undone";

    NewIncident    Incidents "new-incident"     "new"         "Open a new incident for this issue";
    SwitchIncident Incidents "switch-incident"  "switch"      "Switch to another open incident";
    Resume         Incidents "resume"           "resume"      "Resume the latest incident, or go back to the previous one";
    Attach         Incidents "attach"           "attach"      "Attach this issue to the open incident";
    OnlyState      Incidents "only-state"       "state"       "Show only incidents that are due, waiting, open or resolved";
    OnlyAge        Incidents "only-age"         "age"         "Show only incidents of today, of seven days, or older ones";
    OnlyClient     Incidents "only-client"      "its client"  "Show only incidents of the selected one's client";
    RuleOut        Incidents "rule-out"         "rule out"    "Rule this issue out of the open incident, with a reason";
    CloseIncident  Incidents "close-incident"   "close"       "Close the open incident, or reopen it";
    Comment        Incidents "comment"          "comment"     "Write a comment on the step, or on the open incident";
    EditIncident   Incidents "edit-incident"    "edit"        "Correct ticket, client and title of the open incident";
    Note           Incidents "note"             "note"        "Show the note for the ticket; there, copy it";

    Clipboard      Take      "diagnose-clipboard" "clipboard" "Diagnose the error in the clipboard";
    Copy           Take      "copy"             "copy"        "Choose what to copy: step, value, fix, link, id, whole issue";
    ShowCopy       Take      "show-copy"        "show copy"   "Show the last copied text, to select it by hand";
    FileCopy       Take      "file-copy"        "file copy"   "Write the last copied text into a private file";
    OpenLink       Take      "open-link"        "links"       "Open a link or picture of the issue in the browser";
    Redaction      Take      "redaction"        "redaction"   "Show what was replaced in the pasted text, and keep a class for one copy";
    SaveDraft      Take      "save-draft"       "draft"       "Save the pasted error as a draft of an issue in your own pack";

    Palette        Program   "palette"          "commands"    "Find a command by typing";
    Help           Program   "help"             "help"        "Show every key";
    Faults         Program   "faults"           "faults"      "Show what is wrong with packs and settings";
    Mouse          Program   "mouse"            "mouse"       "Turn the mouse on or off";
    Redraw         Program   "redraw"           "redraw"      "Draw the whole screen again";
    Suspend        Program   "suspend"          "suspend"     "Suspend the program (not on Windows)";
    Quit           Program   "quit"             "quit"        "Quit";
    Interrupt      Program   "interrupt"        "quit"        "Quit, also out of a text field; a second press confirms";

    NewLine        Text      "new-line"         "new line"    "Begin a new line of a comment";
    Save           Text      "save"             "save"        "Save the comment";
    ExternalEditor Text      "external-editor"  "editor"      "Write the comment in your own editor: $VISUAL, else $EDITOR";
    Left           Text      "left"             "left"        "Move left";
    Right          Text      "right"            "right"       "Move right";
    WordLeft       Text      "word-left"        "word left"   "Move left by a word";
    WordRight      Text      "word-right"       "word right"  "Move right by a word";
    LineStart      Text      "line-start"       "start"       "Go to the start of the line";
    LineEnd        Text      "line-end"         "end"         "Go to the end of the line";
    DeleteBefore   Text      "delete-before"    "delete"      "Delete the character before the cursor";
    DeleteAfter    Text      "delete-after"     "delete"      "Delete the character under the cursor";
    DeleteWord     Text      "delete-word"      "delete word" "Delete the word before the cursor";
    DeleteToStart  Text      "delete-to-start"  "clear"       "Delete everything before the cursor";
    DeleteToEnd    Text      "delete-to-end"    "cut"         "Delete everything after the cursor";
}

impl Action {
    /// The action of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.name() == name)
    }

    /// By how many rows it moves in a list of which a page shows so many; none for what moves no selection.
    pub fn rows(self, page: usize) -> Option<isize> {
        // A row of the page before stays in sight.
        let page = isize::try_from(page.saturating_sub(1).max(1)).unwrap_or(isize::MAX);
        match self {
            Self::Up => Some(-1),
            Self::Down => Some(1),
            Self::PageUp => Some(-page),
            Self::PageDown => Some(page),
            Self::First => Some(-isize::MAX),
            Self::Last => Some(isize::MAX),
            _ => None,
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_actions_share_a_name_or_a_description() {
        for (index, action) in Action::ALL.iter().enumerate() {
            for other in &Action::ALL[index + 1..] {
                assert_ne!(action.name(), other.name());
                assert_ne!(action.help(), other.help());
            }
        }
    }

    #[test]
    fn every_action_is_found_by_its_name() {
        for action in Action::ALL {
            assert_eq!(Action::from_name(action.name()), Some(*action));
        }
    }
}
