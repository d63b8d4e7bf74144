//! The places that have keys of their own, and what each inherits.

/// A table of `keymap.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// Holds everywhere, after everything else.
    Always,
    /// Outside text fields, menus and pagers.
    Browse,
    /// The list of issues.
    List,
    /// The issue that is shown.
    Detail,
    /// The open incident.
    Incident,
    /// The screen of all incidents.
    Incidents,
    /// The dashboard screen.
    Dashboard,
    /// The last diagnosis.
    Diagnosis,
    /// Any text field.
    Text,
    /// The search box.
    Search,
    /// The search box while nothing is typed.
    Empty,
    /// A prompt with text fields.
    Prompt,
    /// A comment of several lines.
    Editor,
    /// A list that typing filters: the palette, incidents to choose from, a menu once it is filtered.
    Filter,
    /// A menu.
    Menu,
    /// Help and other texts to read.
    Pager,
    /// The note of the open incident.
    Note,
}

impl Table {
    /// Every table, in the order of the help.
    pub const ALL: [Self; 17] = [
        Self::Always,
        Self::Browse,
        Self::List,
        Self::Detail,
        Self::Incident,
        Self::Incidents,
        Self::Dashboard,
        Self::Diagnosis,
        Self::Search,
        Self::Empty,
        Self::Text,
        Self::Prompt,
        Self::Editor,
        Self::Filter,
        Self::Menu,
        Self::Pager,
        Self::Note,
    ];

    /// Its heading in `keymap.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Browse => "browse",
            Self::List => "list",
            Self::Detail => "detail",
            Self::Incident => "incident",
            Self::Incidents => "incidents",
            Self::Dashboard => "dashboard",
            Self::Diagnosis => "diagnosis",
            Self::Text => "text",
            Self::Search => "search",
            Self::Empty => "empty",
            Self::Prompt => "prompt",
            Self::Editor => "editor",
            Self::Filter => "filter",
            Self::Menu => "menu",
            Self::Pager => "pager",
            Self::Note => "note",
        }
    }

    /// Where its keys hold, as the help says it.
    pub const fn place(self) -> &'static str {
        match self {
            Self::Always => "everywhere",
            Self::Browse => "outside text",
            Self::List => "in the list",
            Self::Detail => "in the issue",
            Self::Incident => "in the incident",
            Self::Incidents => "among the incidents",
            Self::Dashboard => "on the dashboard",
            Self::Diagnosis => "in the diagnosis",
            Self::Text => "in text",
            Self::Search => "in the search box",
            Self::Empty => "in the empty search box",
            Self::Prompt => "in a prompt",
            Self::Editor => "in a comment",
            Self::Filter => "in a filtered list",
            Self::Menu => "in a menu",
            Self::Pager => "while reading",
            Self::Note => "in a note",
        }
    }

    /// The table of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }
}

/// Where the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The search box with text in it.
    Search,
    /// The search box while nothing is typed: characters that begin no query can be keys.
    EmptySearch,
    /// The list of issues.
    List,
    /// The issue that is shown.
    Detail,
    /// The open incident beside the issue.
    Incident,
    /// The screen of all incidents.
    Incidents,
    /// The dashboard screen.
    Dashboard,
    /// The last diagnosis.
    Diagnosis,
    /// A prompt with text fields.
    Prompt,
    /// A comment of several lines.
    Editor,
    /// A text field over the list that it filters.
    Filter,
    /// A menu; characters that it has no key for begin to filter it.
    Menu,
    /// Help, or a text to read.
    Pager,
    /// The note of the open incident.
    Note,
}

impl Context {
    /// Every context.
    pub const ALL: [Self; 14] = [
        Self::Search,
        Self::EmptySearch,
        Self::List,
        Self::Detail,
        Self::Incident,
        Self::Incidents,
        Self::Dashboard,
        Self::Diagnosis,
        Self::Prompt,
        Self::Editor,
        Self::Filter,
        Self::Menu,
        Self::Pager,
        Self::Note,
    ];

    /// The tables that a chord is looked up in; the first that names it decides.
    pub const fn chain(self) -> &'static [Table] {
        match self {
            Self::Search => &[Table::Search, Table::Text, Table::Always],
            Self::EmptySearch => &[Table::Empty, Table::Search, Table::Text, Table::Always],
            Self::List => &[Table::List, Table::Browse, Table::Always],
            Self::Detail => &[Table::Detail, Table::Browse, Table::Always],
            Self::Incident => &[Table::Incident, Table::Browse, Table::Always],
            Self::Incidents => &[Table::Incidents, Table::Browse, Table::Always],
            Self::Dashboard => &[Table::Dashboard, Table::Browse, Table::Always],
            Self::Diagnosis => &[Table::Diagnosis, Table::Browse, Table::Always],
            Self::Prompt => &[Table::Prompt, Table::Text, Table::Always],
            Self::Editor => &[Table::Editor, Table::Text, Table::Always],
            Self::Filter => &[Table::Filter, Table::Text, Table::Always],
            Self::Menu => &[Table::Menu, Table::Text, Table::Always],
            Self::Pager => &[Table::Pager, Table::Always],
            Self::Note => &[Table::Note, Table::Pager, Table::Always],
        }
    }

    /// Whether characters are typed here.
    pub fn takes_text(self) -> bool {
        self.chain().contains(&Table::Text)
    }
}
