//! Secrets that look like what they are: keys, tokens, signatures, sign-in headers.

mod runs;

use std::{ops::Range, sync::LazyLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{
    Class,
    finds::{By, Finds},
    scan,
    view::View,
    words,
};

/// How a secret goes on behind what it is known by.
#[derive(Clone, Copy)]
enum Rest {
    /// So many bytes at least of a token's alphabet; the mark belongs to it.
    Token(usize),
    /// The same behind a mark that stays.
    After(usize),
    /// The part of a URL up to its end, behind a mark that stays.
    Url,
    /// A sign-in header: the scheme stays.
    Header,
    /// Up to the end mark of a key or the end of the text.
    Pem,
    /// Letters around the mark: a client secret of Entra.
    EntraSecret,
    /// User and password before `@`.
    UserInfo,
    /// User and password with a colon between them.
    UserPair,
    /// The word behind a network path.
    NetUse,
}

/// What secrets are known by; longer marks win.
const MARKS: &[(&str, Rest)] = &[
    ("-----BEGIN ", Rest::Pem),
    ("Q~", Rest::EntraSecret),
    ("://", Rest::UserInfo),
    ("eyJ", Rest::Token(24)),
    ("eyA", Rest::Token(40)),
    ("ewo", Rest::Token(40)),
    ("TlRMTVNT", Rest::Token(16)),
    ("YII", Rest::Token(48)),
    ("otpauth://", Rest::Token(4)),
    ("AKIA", Rest::Token(16)),
    ("ASIA", Rest::Token(16)),
    ("AIza", Rest::Token(30)),
    ("ya29.", Rest::Token(20)),
    ("GOCSPX-", Rest::Token(16)),
    ("ghp_", Rest::Token(20)),
    ("gho_", Rest::Token(20)),
    ("ghu_", Rest::Token(20)),
    ("ghs_", Rest::Token(20)),
    ("ghr_", Rest::Token(20)),
    ("github_pat_", Rest::Token(20)),
    ("glpat-", Rest::Token(16)),
    ("npm_", Rest::Token(30)),
    ("xoxb-", Rest::Token(10)),
    ("xoxp-", Rest::Token(10)),
    ("xoxa-", Rest::Token(10)),
    ("xoxr-", Rest::Token(10)),
    ("xoxs-", Rest::Token(10)),
    ("xapp-", Rest::Token(10)),
    ("sk_live_", Rest::Token(16)),
    ("sk_test_", Rest::Token(16)),
    ("rk_live_", Rest::Token(16)),
    ("sk-ant-", Rest::Token(16)),
    ("sk-proj-", Rest::Token(16)),
    ("SG.", Rest::Token(40)),
    ("0.A", Rest::Token(60)),
    ("1.A", Rest::Token(60)),
    ("M.C", Rest::Token(40)),
    ("hooks.slack.com/services/", Rest::Url),
    ("hooks.slack.com/workflows/", Rest::Url),
    ("/webhookb2/", Rest::Url),
    ("outlook.office.com/webhook/", Rest::Url),
    ("discord.com/api/webhooks/", Rest::Url),
    ("discordapp.com/api/webhooks/", Rest::Url),
    ("Bearer ", Rest::Header),
    ("bearer ", Rest::Header),
    ("BEARER ", Rest::Header),
    ("Basic ", Rest::Header),
    ("basic ", Rest::Header),
    ("Digest ", Rest::Header),
    ("Negotiate ", Rest::Header),
    ("negotiate ", Rest::Header),
    ("NTLM ", Rest::Header),
    ("DPoP ", Rest::Header),
    ("PoP ", Rest::Header),
    ("SharedAccessSignature ", Rest::After(10)),
    ("SharedKey ", Rest::After(10)),
    ("ConvertTo-SecureString ", Rest::After(3)),
    ("ConvertTo-SecureString -String ", Rest::After(3)),
    (" -u ", Rest::UserPair),
    (" --user ", Rest::UserPair),
    ("net use ", Rest::NetUse),
    ("NET USE ", Rest::NetUse),
];

static MARK_FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    // So many marks are found faster step by step than by trying where one may begin.
    let mut builder = AhoCorasick::builder();
    builder
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .prefilter(false);
    builder.build(MARKS.iter().map(|(mark, _)| mark)).ok()
});

/// Adds every secret that is known by its look.
pub(super) fn find(view: &View<'_>, finds: &mut Finds) {
    let text = &*view.text;
    marked(text, finds);
    runs::find(text, finds);
}

fn marked(text: &str, finds: &mut Finds) {
    let Some(finder) = &*MARK_FINDER else { return };
    let mut done = 0;
    for found in finder.find_iter(text) {
        let mark = found.range();
        if mark.start < done {
            continue;
        }
        let (_, rest) = MARKS[found.pattern().as_usize()];
        if let Some(range) = marked_range(text, &mark, rest) {
            done = range.end;
            finds.add(By::Secrecy, Class::Secret, range);
        }
    }
}

fn marked_range(text: &str, mark: &Range<usize>, rest: Rest) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_inside = scan::is_before(bytes, mark.start, |byte| scan::is_word(byte) || byte == b'_');
    match rest {
        Rest::Token(_) | Rest::Header if is_inside => None,
        Rest::Token(least) => token(bytes, mark, least),
        Rest::After(least) => quoted_or_word(text, mark.end).filter(|range| range.len() >= least),
        Rest::Url => {
            let end = scan::ahead(bytes, mark.end, usize::MAX, is_url);
            (end - mark.end > 8).then_some(mark.end..end)
        }
        Rest::Header => header(bytes, mark.end),
        Rest::Pem => pem(text, mark),
        Rest::EntraSecret => entra_secret(bytes, mark),
        Rest::UserInfo => user_info(bytes, mark.end),
        Rest::UserPair => user_pair(text, mark.end),
        Rest::NetUse => net_use(text, mark.end),
    }
}

/// A token with its mark.
fn token(bytes: &[u8], mark: &Range<usize>, least: usize) -> Option<Range<usize>> {
    // A long run of a single kind is looked through once, and not from each mark in it.
    scan::is_mixed(head(bytes, mark.start)).then_some(())?;
    let end = token_end(bytes, mark.end);
    let is_long = end - mark.end >= least;
    (is_long && scan::is_mixed(&bytes[mark.start..end])).then_some(mark.start..end)
}

/// The value behind a mark, which is no variable.
fn quoted_or_word(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = scan::ahead(bytes, start, 4, |byte| matches!(byte, b'"' | b'\'' | b' '));
    let end = scan::ahead(bytes, start, 4096, |byte| {
        !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\'')
    });
    let range = start..end;
    let value = text.get(range.clone())?;
    (!words::is_placeholder(value) && !value.starts_with('-')).then_some(range)
}

/// The token of a sign-in header; a plain word after `Bearer` is none.
fn header(bytes: &[u8], start: usize) -> Option<Range<usize>> {
    let end = token_end(bytes, start);
    let value = &bytes[start..end];
    let is_long = value.len() >= 20 && value.iter().any(u8::is_ascii_digit);
    let is_encoded = value.len() >= 8 && (value.ends_with(b"=") || scan::kinds(value) == 3);
    let is_assignment = scan::is_at(bytes, end, |byte| byte == b'"') && value.ends_with(b"=");
    ((is_long || is_encoded) && !is_assignment).then_some(start..end)
}

fn pem(text: &str, mark: &Range<usize>) -> Option<Range<usize>> {
    let rest = &text[mark.end..];
    let title = rest.split("-----").next()?;
    if title.len() > 64 || !title.contains("PRIVATE KEY") {
        return None;
    }
    let Some(end) = rest.find("-----END ") else { return Some(mark.start..text.len()) };
    let last = &rest[end + 9..];
    let closing = last.find("-----").filter(|&at| at <= 64).map_or(0, |at| at + 5);
    Some(mark.start..mark.end + end + 9 + closing)
}

/// `abc8Q~…`: three characters and a digit before the mark.
fn entra_secret(bytes: &[u8], mark: &Range<usize>) -> Option<Range<usize>> {
    let is_part =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'~' | b'.' | b'-');
    let start = scan::back(bytes, mark.start, 4, is_part);
    let end = scan::ahead(bytes, mark.end, 64, is_part);
    let has_digit = scan::is_before(bytes, mark.start, |byte| byte.is_ascii_digit());
    (has_digit && end - mark.end >= 8).then_some(start..end)
}

/// The password of `scheme://user:password@host`, or all before `@` where there is no password.
fn user_info(bytes: &[u8], start: usize) -> Option<Range<usize>> {
    let is_part = |byte: u8| {
        byte.is_ascii_graphic()
            && !matches!(byte, b'/' | b'?' | b'#' | b'"' | b'\'' | b'<' | b'>' | b'`')
    };
    let end = scan::ahead(bytes, start, 512, is_part);
    let at = start + memchr::memrchr(b'@', &bytes[start..end])?;
    let colon = memchr::memchr(b':', &bytes[start..at])?;
    Some(start + colon + 1..at)
}

/// The password of `user:password`.
fn user_pair(text: &str, start: usize) -> Option<Range<usize>> {
    let pair = quoted_or_word(text, start)?;
    let colon = pair.start + text[pair.clone()].find(':')?;
    (colon + 1 < pair.end).then_some(colon + 1..pair.end)
}

/// The password of `net use X: \\host\share password`.
fn net_use(text: &str, start: usize) -> Option<Range<usize>> {
    const FAR: usize = 256;
    let bytes = text.as_bytes();
    let line = start..scan::ahead(bytes, start, FAR, |byte| byte != b'\n');
    let share = line.start + memchr::memmem::find(&bytes[line.clone()], b"\\\\")?;
    let end = scan::ahead(bytes, share, FAR, |byte| !byte.is_ascii_whitespace());
    let word = scan::ahead(bytes, end, 1, |byte| byte == b' ');
    let range = quoted_or_word(text, word).filter(|range| range.end <= line.end && word > end)?;
    (!text[range.clone()].starts_with(['/', '*'])).then_some(range)
}

/// Where a token ends that may go on in the next lines, as consoles wrap them.
fn token_end(bytes: &[u8], start: usize) -> usize {
    let mut end = line_token_end(bytes, start);
    while let Some(next) = continued(bytes, end) {
        end = line_token_end(bytes, next);
    }
    end
}

/// Where the next line begins, if a token goes on there: it ends a long line, and half a line of its kind follows.
fn continued(bytes: &[u8], end: usize) -> Option<usize> {
    const LONG: usize = 60;
    const HALF: usize = 24;
    const INDENT: usize = 4;
    let line = scan::back(bytes, end, LONG, |byte| byte != b'\n');
    if end - line < LONG || !scan::is_at(bytes, end, |byte| matches!(byte, b'\n' | b'\r')) {
        return None;
    }
    let next = scan::ahead(bytes, end, INDENT, |byte| byte.is_ascii_whitespace());
    let run = scan::ahead(bytes, next, HALF, |byte| scan::is_base64(byte) || byte == b'.');
    (run - next == HALF && scan::kinds(&bytes[next..run]) == 3).then_some(next)
}

fn head(bytes: &[u8], start: usize) -> &[u8] {
    const LOOK: usize = 64;
    &bytes[start..bytes.len().min(start + LOOK)]
}

fn line_token_end(bytes: &[u8], start: usize) -> usize {
    let is_part = |byte: u8| scan::is_base64(byte) || b".~:?%&@*!".contains(&byte);
    let end = scan::ahead(bytes, start, usize::MAX, is_part);
    let tail = bytes[start..end].iter().rev().take_while(|byte| b".:?!&".contains(byte));
    end - tail.count()
}

fn is_url(byte: u8) -> bool {
    byte.is_ascii_graphic()
        && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'`' | b')' | b']' | b'}' | b',' | b';')
}
