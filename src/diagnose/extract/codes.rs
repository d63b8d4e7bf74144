//! What kind of error it is: codes of the services, of OAuth and of Windows, names of exceptions.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{CodeKind, Fact, Found, pattern};

/// Finds every code; one that several rules know is told once.
pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    words(text, found);
    keyed(text, found);
    numbers(text, found);
}

/// Codes that are known by how they look, wherever they stand.
fn words(text: &str, found: &mut Vec<Found>) {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(|&byte| is_part(byte)).map(|part| at + part)
    {
        let length = bytes[start..].iter().take_while(|&&byte| is_part(byte)).count();
        at = start + length;
        let word = text[start..at].trim_start_matches('.');
        let start = at - word.len();
        let word = word.trim_end_matches('.');
        let range = start..start + word.len();
        if word.len() < SHORTEST {
            continue;
        }
        if let Some((kind, code)) = classify(word, &bytes[range.end..]) {
            push(found, range, kind, code);
        }
    }
}

/// No code is shorter; most words of a text are.
const SHORTEST: usize = 7;

fn classify(word: &str, behind: &[u8]) -> Option<(CodeKind, String)> {
    let own = |kind| Some((kind, word.to_owned()));
    match word.as_bytes() {
        [b'A' | b'a', b'A' | b'a', b'D' | b'd', ..] if is_sign_in_code(word) => {
            Some((CodeKind::Aadsts, word.to_ascii_uppercase()))
        }
        [b'0', b'x' | b'X', b'8', digits @ ..] => {
            let whole = digits.len() == 7 && digits.iter().all(u8::is_ascii_hexdigit);
            whole.then(|| own(CodeKind::Hresult)).flatten()
        }
        [b'a'..=b'z', ..] if OAUTH.contains(&word) => own(CodeKind::OAuth),
        _ if is_service_code(word) => own(CodeKind::Service),
        _ if is_exception(word, behind) => own(CodeKind::Exception),
        _ => None,
    }
}

fn is_sign_in_code(word: &str) -> bool {
    let upper = word.get(..10.min(word.len())).unwrap_or(word).to_ascii_uppercase();
    let digits = match upper.as_str() {
        upper if upper.starts_with("AADSTS") => &word[6..],
        upper if upper.starts_with("AADB2C") => &word[6..],
        _ => return false,
    };
    (4..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Values of `error` and `suberror` in answers to a request for a token.
const OAUTH: &[&str] = &[
    "access_denied",
    "additional_action",
    "authorization_pending",
    "bad_token",
    "basic_action",
    "client_mismatch",
    "consent_required",
    "device_authentication_failed",
    "expired_token",
    "interaction_required",
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_resource",
    "invalid_scope",
    "login_required",
    "protection_policy_required",
    "server_error",
    "temporarily_unavailable",
    "token_expired",
    "unauthorized_client",
    "unsupported_grant_type",
    "unsupported_response_type",
    "user_password_expired",
];

/// Codes of Microsoft's services that errors also name without the word `code`.
const SERVICE: &[&str] = &[
    "ApplicationThrottled",
    "AuthenticationFailed",
    "AuthorizationFailed",
    "AuthorizationFailure",
    "AuthorizationPermissionMismatch",
    "BadRequest",
    "ErrorAccessDenied",
    "ErrorInvalidUser",
    "ErrorItemNotFound",
    "ErrorMailboxMoveInProgress",
    "ErrorNonExistentMailbox",
    "ErrorQuotaExceeded",
    "ErrorSendAsDenied",
    "ExpiredAuthenticationToken",
    "INSUFF_ACCESS_RIGHTS",
    "InvalidAuthenticationToken",
    "InvalidAuthenticationTokenAudience",
    "InvalidAuthenticationTokenTenant",
    "LinkedAuthorizationFailed",
    "MailboxNotEnabledForRESTAPI",
    "MailboxNotSupportedForRESTAPI",
    "ResourceNotFound",
    "StrongAuthClaim",
    "SubscriptionNotFound",
    "TooManyRequests",
    "UnknownError",
    "UnsupportedApiVersion",
    "generalException",
];

/// What codes of Microsoft Graph's directory begin with.
const DIRECTORY: &[&str] =
    &["Authentication_", "Authorization_", "Directory_", "Property_", "Request_", "Service_"];

fn is_service_code(word: &str) -> bool {
    let named = |prefix: &&str| {
        word.strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    SERVICE.binary_search(&word).is_ok()
        || (!word.contains('.') && word.contains('_') && DIRECTORY.iter().any(named))
}

/// Longest name of an exception with its name spaces.
const LONGEST_NAME: usize = 200;

/// `System.Net.Http.HttpRequestException`, `ValueError:`; a plain `Error` is only a word.
fn is_exception(word: &str, behind: &[u8]) -> bool {
    if word.len() > LONGEST_NAME || !(word.ends_with("Exception") || word.ends_with("rror")) {
        return false;
    }
    let (spaces, name) = word.rsplit_once('.').map_or(("", word), |(spaces, name)| (spaces, name));
    let thrown = || !spaces.is_empty() || matches!(behind, [b':' | b'(', ..]);
    let is_name = |suffix| name.len() > str::len(suffix) && name.ends_with(suffix);
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && (is_name("Exception") || (is_name("Error") && name != "InnerError" && thrown()))
        || matches!(word, "zlib.error" | "socket.error" | "binascii.Error" | "subprocess.error")
}

/// What stands under the key `code`: as a string whatever it is, bare only if it looks like a name.
fn keyed(text: &str, found: &mut Vec<Found>) {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?-u)(?i:code)["']?\s{0,3}[:=]\s{0,3}(?:Some\(\s*)?(?:"([A-Za-z][A-Za-z0-9_]{2,79}|[0-9]{4,6})"|'([A-Za-z][A-Za-z0-9_]{2,79}|[0-9]{4,6})'|([A-Z][A-Za-z]*[a-z_][A-Z][A-Za-z_]{1,79})\b)"#,
        )
    });
    for captures in PATTERN.captures_iter(text) {
        let value = captures.iter().skip(1).flatten().next();
        if let Some(value) = value.filter(|value| !OAUTH.contains(&value.as_str())) {
            push(found, value.range(), CodeKind::Service, value.as_str().to_owned());
        }
    }
}

/// Sign-in codes without their letters: `"error_codes":[50076,50079]`, `error?code=50076`, and `"errorCode": 50076` of
/// a sign-in log.
fn numbers(text: &str, found: &mut Vec<Found>) {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?i-u)error[_ ]?codes["']?\s{0,3}[:=]?\s{0,3}\[([0-9,\s]{4,80})|/error\?code=([0-9]{4,8})\b|\berrorcode["']?\s{0,3}:\s{0,3}([5-9][0-9]{4,6})\b|sign-?in error code:?\s{0,3}([5-9][0-9]{4,6})\b"#,
        )
    });
    for captures in PATTERN.captures_iter(text) {
        let Some(list) = captures.iter().skip(1).flatten().next() else { continue };
        let mut at = list.start();
        for item in list.as_str().split(',') {
            let number = item.trim_ascii();
            if (4..=8).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()) {
                let start = at + item.find(number).unwrap_or(0);
                push(
                    found,
                    start..start + number.len(),
                    CodeKind::Aadsts,
                    format!("AADSTS{number}"),
                );
            }
            at += item.len() + 1;
        }
    }
}

fn push(found: &mut Vec<Found>, range: Range<usize>, kind: CodeKind, code: String) {
    found.push(Found { range, fact: Fact::Code(kind, code) });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_codes_is_in_the_order_that_its_search_needs() {
        assert!(SERVICE.is_sorted());
    }
}
