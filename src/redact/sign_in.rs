//! Sign-in names without a domain, which only their shape tells from other words: `user bob.smith was not found`.

use std::ops::Range;

use super::{
    Class,
    finds::{By, Finds},
    scan,
    view::View,
    words,
};

/// Words that stand before sign-in names, in lower case and in order.
const LABELS: &[&str] = &[
    "account",
    "admin",
    "administrator",
    "anwender",
    "benutzer",
    "benutzerkonto",
    "compte",
    "cuenta",
    "gebruiker",
    "konto",
    "login",
    "mailbox",
    "mailuser",
    "member",
    "mitglied",
    "owner",
    "postfach",
    "recipient",
    "user",
    "username",
    "usuario",
    "utente",
    "utilisateur",
];

/// Parts of names of permissions, properties and code, which are written like sign-in names; in order.
const TERMS: &[&str] = &[
    "agreement",
    "api",
    "app",
    "application",
    "applications",
    "attributes",
    "auditlog",
    "auth",
    "basic",
    "calendar",
    "calendars",
    "channel",
    "chat",
    "cmd",
    "com",
    "config",
    "contacts",
    "core",
    "count",
    "create",
    "delete",
    "device",
    "devices",
    "directory",
    "display",
    "displayname",
    "domain",
    "email",
    "enable",
    "exception",
    "export",
    "file",
    "files",
    "flow",
    "get",
    "group",
    "groups",
    "http",
    "https",
    "identity",
    "import",
    "invite",
    "java",
    "json",
    "length",
    "list",
    "mail",
    "manage",
    "management",
    "memberof",
    "members",
    "net",
    "notes",
    "object",
    "objectid",
    "offline",
    "openid",
    "org",
    "organization",
    "people",
    "permission",
    "policies",
    "post",
    "presence",
    "principal",
    "profile",
    "properties",
    "property",
    "python",
    "read",
    "readwrite",
    "remove",
    "report",
    "reports",
    "request",
    "role",
    "roles",
    "schema",
    "security",
    "selected",
    "send",
    "session",
    "settings",
    "sign",
    "site",
    "sites",
    "src",
    "state",
    "status",
    "subscription",
    "sync",
    "task",
    "tasks",
    "team",
    "upn",
    "write",
    "www",
    "xml",
];

/// Beginnings of the names of accounts that programs and administrators use.
const PREFIXES: &[&str] = &["adm", "svc", "srv"];

/// Adds the sign-in names behind a word that announces them.
pub(super) fn find(view: &View<'_>, finds: &mut Finds) {
    let text = &*view.text;
    let mut done = 0;
    for at in memchr::memchr3_iter(b'.', b'_', b'-', text.as_bytes()) {
        if at < done {
            continue;
        }
        let range = word(text.as_bytes(), at);
        done = range.end;
        if !is_announced(text.as_bytes(), range.start) {
            continue;
        }
        // Longer words may be cut inside of a character; they are no names.
        let name = text.get(range.clone()).unwrap_or_default();
        let name = name.trim_end_matches(['.', '_', '-', '\'']);
        if is_name(name) {
            finds.add(By::Name, Class::User, range.start..range.start + name.len());
        }
    }
}

/// Whether a word is written as sign-in names are: `bob.smith`, `svc_backup`.
pub(super) fn is_name(word: &str) -> bool {
    const LONGEST: usize = 64;
    let is_service = || {
        let rest = PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix));
        rest.is_some_and(|rest| rest.len() > 2 && rest.starts_with(['.', '_', '-']))
    };
    word.len() <= LONGEST && (is_service() || is_person(word))
}

/// `bob.smith`, `b.smith2`: two or three names with dots between them.
fn is_person(word: &str) -> bool {
    let mut parts = word.split('.');
    let is_long = |part: &str| part.chars().nth(1).is_some();
    (2..=3).contains(&parts.clone().count())
        && word.split('.').next_back().is_some_and(is_long)
        && parts.all(is_part)
        && !words::is_file(word)
}

/// Whether it is part of a person's name, of letters in small or with a capital, and no term.
fn is_part(part: &str) -> bool {
    let name = part.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_letter = |c: char| c.is_lowercase() || matches!(c, '-' | '\'');
    let mut letters = name.chars();
    letters.next().is_some_and(char::is_alphabetic)
        && letters.all(is_letter)
        && part.len() - name.len() <= 4
        && !words::is_common(name)
        && !words::is_one_of(name, TERMS)
}

/// The word around a sign, with the signs at its end.
fn word(bytes: &[u8], sign: usize) -> Range<usize> {
    const LONGEST: usize = 64;
    let is_inside = |byte: u8| scan::is_word(byte) || b"._-'".contains(&byte);
    let start = scan::back(bytes, sign, LONGEST, |byte| is_inside(byte) && byte != b'\'');
    start..scan::ahead(bytes, sign, LONGEST, is_inside)
}

/// Whether the word before says that the name of an account follows.
fn is_announced(bytes: &[u8], start: usize) -> bool {
    const LONGEST: usize = 16;
    let opening = scan::back(bytes, start, 1, |byte| b"'\"`([<".contains(&byte));
    let end = scan::back(bytes, opening, 3, |byte| matches!(byte, b' ' | b':' | b'='));
    let label = scan::back(bytes, end, LONGEST, |byte| byte.is_ascii_alphabetic());
    let label = str::from_utf8(&bytes[label..end]).unwrap_or_default();
    let is_label = || words::is_one_of(label, LABELS);
    let is_signed_in = || scan::ends_with(&bytes[..end], "ed in as");
    end < opening && (is_label() || is_signed_in())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_order() {
        assert!(LABELS.is_sorted());
        assert!(TERMS.is_sorted());
    }
}
