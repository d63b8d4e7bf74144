//! People in paths: `C:\Users\NAME`, `/home/NAME`, `/personal/NAME`; organisations and machines in them: `\\HOST\share`.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;

use super::{
    Class,
    finds::{By, Finds},
    scan,
    view::View,
    words,
};

/// Folders whose sub-folders are named after people; `\` stands for both slashes.
const HOMES: &[&str] =
    &["\\users\\", "/users/", "/home/", "\\documents and settings\\", "\\benutzer\\", "\\home\\"];

/// Folders beside them that are nobody's.
const NOBODY: &[&str] = &[
    "public",
    "default",
    "all users",
    "default user",
    "administrator",
    "runner",
    "runneradmin",
    "vsts",
    "vssadministrator",
    "containeradministrator",
    "shared",
    "system32",
    "linuxbrew",
];

static HOME_FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(HOMES).ok());

/// Adds people and machines in paths.
pub(super) fn find(view: &View<'_>, finds: &mut Finds) {
    homes(&view.text, finds);
    named_folders(&view.text, finds);
    hosted_objects(&view.text, finds);
    network_paths(&view.text, finds);
}

fn homes(text: &str, finds: &mut Finds) {
    let Some(finder) = &*HOME_FINDER else { return };
    for found in finder.find_iter(text).filter(|found| is_root(text.as_bytes(), found.start())) {
        let range = folder(text, found.end());
        let name = &text[range.clone()];
        let is_nobody = NOBODY.iter().any(|nobody| name.eq_ignore_ascii_case(nobody));
        if !is_nobody && !words::is_placeholder(name) {
            finds.add(By::Shape, Class::Path, range);
        }
    }
}

/// Whether a path begins there, or behind the name of a drive; in a URL `/users/` are others.
fn is_root(bytes: &[u8], at: usize) -> bool {
    let is_slash = bytes[at] == b'/';
    let before = &bytes[at.saturating_sub(8)..at];
    let is_drive =
        before.ends_with(b":") || before.ends_with(b"/mnt/c") || before.ends_with(b"file://");
    is_drive
        || !is_slash
        || !scan::is_before(bytes, at, |byte| scan::is_word(byte) || b"/.}_-~:?)".contains(&byte))
}

/// The name of a folder; blanks belong to it where the path goes on behind them.
fn folder(text: &str, start: usize) -> Range<usize> {
    const LONGEST: usize = 64;
    let bytes = text.as_bytes();
    let is_name = |byte: u8| !byte.is_ascii_control() && !b"\\/:*?\"<>|'`,;()[]{}".contains(&byte);
    let whole = scan::ahead(bytes, start, LONGEST, is_name);
    if scan::is_at(bytes, whole, |byte| matches!(byte, b'\\' | b'/')) {
        return start..whole;
    }
    let word = scan::ahead(bytes, start, LONGEST, |byte| is_name(byte) && byte != b' ');
    let end = start + text.get(start..word).map_or(0, |name| name.trim_end_matches('.').len());
    start..end
}

/// Folders that are named after people and organisations, by what stands before them.
fn named_folders(text: &str, finds: &mut Finds) {
    const MARKS: &[(&str, Class)] = &[
        ("OneDrive - ", Class::Tenant),
        ("/personal/", Class::User),
        ("dev.azure.com/", Class::Tenant),
    ];
    for (mark, class) in MARKS {
        for at in memchr::memmem::find_iter(text.as_bytes(), mark) {
            let range = folder(text, at + mark.len());
            if !words::is_placeholder(&text[range.clone()]) {
                finds.add(By::Shape, *class, range);
            }
        }
    }
}

/// People below their tenant: `Microsoft Exchange Hosted Organizations/contoso.onmicrosoft.com/Bob`.
fn hosted_objects(text: &str, finds: &mut Finds) {
    const MARK: &str = "Exchange Hosted Organizations/";
    const LONGEST: usize = 64;
    let bytes = text.as_bytes();
    for at in memchr::memmem::find_iter(bytes, MARK) {
        let tenant = at + MARK.len();
        let slash =
            scan::ahead(bytes, tenant, LONGEST, |byte| byte != b'/' && !byte.is_ascii_control());
        let is_name = |byte: u8| !byte.is_ascii_control() && !b"/'\"`".contains(&byte);
        if scan::is_at(bytes, slash, |byte| byte == b'/') {
            let end = scan::ahead(bytes, slash + 1, LONGEST, is_name);
            finds.add(By::Shape, Class::User, slash + 1..end);
        }
    }
}

fn network_paths(text: &str, finds: &mut Finds) {
    let bytes = text.as_bytes();
    for at in memchr::memmem::find_iter(bytes, "\\\\") {
        let start = at + 2;
        let is_host = |byte: u8| scan::is_word(byte) || matches!(byte, b'-' | b'.' | b'_');
        let end = scan::ahead(bytes, start, 255, is_host);
        let is_path = scan::is_at(bytes, end, |byte| byte == b'\\');
        let is_inside =
            scan::is_before(bytes, at, |byte| scan::is_word(byte) || byte == b'\\' || byte == b':');
        let name = text.get(start..end).unwrap_or_default();
        let is_name = name.len() > 1
            && !name.eq_ignore_ascii_case("localhost")
            && name.contains(char::is_alphabetic);
        if is_path && !is_inside && is_name {
            finds.add(By::Shape, Class::Host, start..end);
        }
    }
}
