//! What a word looks like: made up by a machine, filled in as a placeholder, or plain language.

/// Words that stand after `password:` or `user:` and are neither.
const COMMON: &[&str] = &[
    "a",
    "abgelaufen",
    "about",
    "access",
    "account",
    "accounts",
    "admin",
    "administrator",
    "all",
    "already",
    "an",
    "and",
    "any",
    "are",
    "authentication",
    "authorization",
    "authorize",
    "azure",
    "bad",
    "be",
    "bearer",
    "because",
    "been",
    "bitte",
    "blocked",
    "by",
    "can",
    "cannot",
    "change",
    "changed",
    "client",
    "code",
    "common",
    "confirm",
    "consumers",
    "contact",
    "correct",
    "could",
    "credential",
    "credentials",
    "default",
    "demo",
    "denied",
    "description",
    "details",
    "dev",
    "did",
    "disabled",
    "does",
    "empty",
    "enabled",
    "enter",
    "erforderlich",
    "error",
    "exchange",
    "expired",
    "expires",
    "failed",
    "falsch",
    "false",
    "field",
    "for",
    "forbidden",
    "found",
    "from",
    "gesperrt",
    "graph",
    "guest",
    "has",
    "have",
    "hidden",
    "home",
    "id",
    "if",
    "in",
    "incorrect",
    "info",
    "input",
    "invalid",
    "is",
    "it",
    "kein",
    "keine",
    "laptop",
    "leer",
    "local",
    "localhost",
    "login",
    "mailbox",
    "main",
    "malformed",
    "may",
    "member",
    "microsoft",
    "mismatch",
    "missing",
    "must",
    "name",
    "new",
    "nicht",
    "no",
    "none",
    "not",
    "null",
    "of",
    "office",
    "ok",
    "old",
    "on",
    "online",
    "or",
    "organizations",
    "outlook",
    "owner",
    "password",
    "please",
    "policy",
    "portal",
    "prod",
    "production",
    "provided",
    "public",
    "redacted",
    "refresh",
    "rejected",
    "required",
    "reset",
    "response",
    "revoked",
    "root",
    "runner",
    "secret",
    "see",
    "sent",
    "server",
    "service",
    "set",
    "sharepoint",
    "should",
    "siehe",
    "signed",
    "someone",
    "something",
    "staging",
    "still",
    "string",
    "success",
    "support",
    "system",
    "teams",
    "tenant",
    "test",
    "tests",
    "that",
    "the",
    "there",
    "this",
    "to",
    "token",
    "true",
    "try",
    "type",
    "unable",
    "unauthorized",
    "unbekannt",
    "undefined",
    "ungültig",
    "unknown",
    "update",
    "use",
    "user",
    "users",
    "valid",
    "value",
    "was",
    "were",
    "what",
    "when",
    "which",
    "wie",
    "will",
    "windows",
    "with",
    "work",
    "wrong",
    "you",
    "your",
];

/// Whether a word is one of plain language.
pub(super) fn is_common(word: &str) -> bool {
    is_one_of(word, COMMON)
}

/// Whether a word, in any case of ASCII letters, is one of those, which are in lower case, in order and short.
pub(super) fn is_one_of(word: &str, known: &[&str]) -> bool {
    let mut lower = [0; 16];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    known.binary_search_by(|known| known.as_bytes().cmp(lower)).is_ok()
}

/// Whether a text reads like a sentence: several words, and one of the most common among them.
pub(super) fn is_prose(text: &str) -> bool {
    let words = text.split_ascii_whitespace();
    words.clone().nth(1).is_some() && words.take(12).any(is_common)
}

/// Whether a value only stands for one: `<password>`, `$secret`, `xxxx`, `null`.
pub(super) fn is_placeholder(value: &str) -> bool {
    const EMPTY: &[&str] =
        &["null", "none", "nil", "undefined", "true", "false", "string", "object"];
    let Some(first) = value.bytes().next() else { return true };
    let is_wrapped = |open: u8, close: u8| first == open && value.ends_with(char::from(close));
    !value.contains(|c: char| c.is_alphanumeric())
        || value.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x') || byte == b'-')
        || is_wrapped(b'<', b'>')
        || is_wrapped(b'{', b'}')
        || is_wrapped(b'[', b']')
        || is_wrapped(b'%', b'%')
        || matches!(first, b'(' | b'<' | b'{' | b'[')
        || is_variable(value)
        || value.starts_with("System.")
        || EMPTY.iter().any(|empty| value.eq_ignore_ascii_case(empty))
}

/// `$password`, `$env:SECRET`, `$Instance.ObjectID`.
fn is_variable(value: &str) -> bool {
    value.strip_prefix('$').is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '{' | '(' | '_'))
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_:.{}()".contains(&byte))
    })
}

/// Shorter words are chosen by people.
const SHORTEST_OPAQUE: usize = 16;

/// Whether the value that begins there may be opaque; tells it without looking for its end.
pub(super) fn may_be_opaque(rest: &str) -> bool {
    let value =
        rest.trim_start_matches([' ', '\t', '"', '\'', '`', '*', '“', '”', '‘', '’', '„', '«']);
    let head = value.as_bytes().get(..SHORTEST_OPAQUE);
    head.is_some_and(|head| {
        !head.iter().any(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b':' | b'"'))
    })
}

/// Whether a word was made by a machine: long, of letters and digits, and no id, time, name or address.
pub(super) fn is_opaque(value: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=!*%:|".contains(&byte);
    value.len() >= SHORTEST_OPAQUE
        && value.bytes().all(is_part)
        && has_digits(value)
        && value.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !value.starts_with("http")
        && !is_id(value)
        && !is_time(value)
}

/// As many as chance puts in: `RequestFromNonPremiumTenantOrB2CTenant` has too few.
fn has_digits(value: &str) -> bool {
    value.bytes().filter(u8::is_ascii_digit).count() * 16 >= value.len()
}

/// A GUID or a part of one.
fn is_id(value: &str) -> bool {
    let hyphens = value.bytes().filter(|&byte| byte == b'-').count();
    value.len() <= 38
        && (hyphens == 4 || value.starts_with("AADSTS"))
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_time(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.len() >= 10
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[4] == b'-'
        && bytes[7] == b'-'
}

/// Whether a name ends like a file's.
pub(super) fn is_file(name: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "exe", "dll", "ps1", "psm1", "psd1", "cs", "csv", "txt", "log", "xml", "json", "config",
        "py", "js", "ts", "java", "cpp", "md", "sh", "bat", "cmd", "sys", "zip", "msi", "ini",
        "yaml", "yml", "html", "htm", "php", "rb", "go", "rs", "tmp",
    ];
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_in_order() {
        assert!(COMMON.is_sorted());
    }
}
