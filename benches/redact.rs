//! How long customer data takes to be replaced: `cargo bench --bench redact`, or with `-- hostile` only the texts of
//! such a name.

mod support {
    pub(crate) mod figures;
    pub(crate) mod times;
}

use std::{env, iter, time::Duration};

use casebook::redact::{Options, Tokens, redact};

use self::support::{
    figures::{figure, note},
    times::{Times, timed},
};

const RUNS: usize = 20;

/// Bytes of what people paste.
const PASTE: usize = 100 * 1024;

/// Bytes of what nobody pastes without bad intent.
const HOSTILE: usize = 1024 * 1024;

/// What a paste may take, and what ten times as much.
const LIMIT: Duration = Duration::from_millis(10);
const HOSTILE_LIMIT: Duration = Duration::from_millis(100);

/// What errors are made of.
const ERROR: &str = r#"2024-07-15 11:14:02,463 ERROR [org.example.broker.OAuth2IdentityProvider] (executor-thread-1) status=401,
response={"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided. Ensure the secret
being sent in the request is the client secret value, not the client secret ID, for a secret added to app
'01234567-89ab-cdef-0123-456789abcdef'.\r\nTrace ID: 865452f8-77ea-4970-8270-314fb97e0837\r\nCorrelation ID:
78651b22-b83b-4bfc-9e7a-a6d2573d51b6\r\nTimestamp: 2024-07-15 11:14:02Z","error_codes":[7000215]}
User account 'bob@contoso.com' does not exist in tenant 'Contoso' at C:\Users\bob\AppData\Local\x.ps1:1099 char:13
   at System.Net.Http.HttpClient.SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2?client_id=x%26scope%3dopenid from 203.0.113.7
"#;

/// Pieces that are repeated to a megabyte without a line break.
const PIECES: &[(&str, &str)] = &[
    ("braces", "{"),
    ("at signs", "a@"),
    ("dots", "a."),
    ("hyphens", "abcdef01-"),
    ("colons", "a:"),
    ("equals", "a="),
    ("backslashes", "\\"),
    ("backslashes and n", "CONTOSO\\n"),
    ("percents", "%25"),
    ("ampersands", "&amp;"),
    ("quotes", "p='"),
    ("brackets", "[email-"),
    ("tokens", "[email-1]"),
    ("digits", "4111"),
    ("plus signs", "+1 5 "),
    ("base64", "Ab1/"),
    ("marks", "-AKIA"),
    ("labels", "token:"),
    ("quoted labels", "token:\"x"),
    ("passwords", "password: x1 "),
    ("options", "-password "),
    ("keys", "-----BEGIN PRIVATE KEY"),
    ("headers", "Bearer "),
    ("networks", "\\\\a\\"),
    ("homes", "\\users\\"),
    ("names", "/o=/cn="),
    ("parts", "CN=a,"),
    ("ids", "01234567-89ab-cdef-0123-456789abcdef "),
    ("mails", "bob@contoso.com "),
    ("blanks", " "),
    ("one letter", "a"),
    ("umlauts", "ü"),
];

fn main() {
    let wanted = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let is_wanted = |name: &str| wanted.as_ref().is_none_or(|wanted| name.contains(wanted));
    let hostile = PIECES
        .iter()
        .map(|(name, piece)| (format!("hostile, {name}"), *piece, HOSTILE, HOSTILE_LIMIT));
    let texts = iter::once(("errors".to_owned(), ERROR, PASTE, LIMIT)).chain(hostile);
    for (name, piece, bytes, limit) in texts.filter(|(name, ..)| is_wanted(name)) {
        let text = piece.repeat(bytes / piece.len());
        let options = Options { client: Some("Contoso Ltd".to_owned()), ..Options::default() };
        let run = || redact(&text, &mut Tokens::new([7; 16]), &options);
        let times: Times = (0..RUNS).map(|_| timed(run).1).collect();
        figure(&format!("{name}, {} KB", bytes / 1024), times.median(), limit, times);
        note("    values replaced in it", run().replacements.len());
    }
}
