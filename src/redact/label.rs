//! What words beside a value say about it: `"client_secret": "…"`, `Correlation ID: …`, `-Password …`, `tenant '…'`.

use super::{dictionary::Dictionary, scan};

/// A label and where the value begins that it is said of.
pub(super) struct Labelled<T> {
    /// What is said.
    pub(super) says: T,
    /// How label and value are held together.
    pub(super) sign: Sign,
    /// Behind the sign.
    pub(super) start: usize,
}

/// How label and value are held together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// `label: value`
    Colon,
    /// `label=value`
    Equals,
    /// `label is value`
    Is,
    /// `-Label value`
    Option,
    /// `label 'value'`
    Quote,
    /// `<label>value`
    Element,
}

/// Longer ones are cut at the front.
const LONGEST: usize = 48;

/// The letters and digits of the label that ends there, in lower case and from its end, each with its place; those of
/// Western Europe are known, too.
pub(super) fn letters(text: &[u8], end: usize) -> impl Iterator<Item = (usize, u8)> {
    let label = (end.saturating_sub(LONGEST)..end).rev().map_while(move |at| {
        let letter = match text[at] {
            byte if byte.is_ascii_alphanumeric() => Some(byte.to_ascii_lowercase()),
            b'_' | b'-' | b'.' | b' ' | b'+' | b'$' => None,
            ACCENTED => Some(ACCENTED),
            byte @ 0x80..=0x9E if is_accented(text, at) => Some(byte + 0x20),
            byte @ 0x9F..=0xBF if is_accented(text, at) => Some(byte),
            _ => return None,
        };
        Some(letter.map(|letter| (at, letter)))
    });
    label.flatten()
}

/// First byte of the letters of Western Europe that ASCII has not.
const ACCENTED: u8 = 0xC3;

fn is_accented(text: &[u8], at: usize) -> bool {
    scan::is_before(text, at, |byte| byte == ACCENTED)
}

/// Whether a word begins at a letter: `ClientId` is two words.
pub(super) fn starts_word(text: &[u8], at: usize) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, 0x80..=ACCENTED);
    let is_capital = text[at].is_ascii_uppercase();
    !scan::is_before(text, at, is_letter)
        || is_capital && !scan::is_before(text, at, |byte| byte.is_ascii_uppercase())
}

/// Every place where a label of the dictionary says something of a value.
pub(super) fn labels<T: Copy>(
    text: &str,
    known: &Dictionary<T>,
) -> impl Iterator<Item = Labelled<T>> {
    let bytes = text.as_bytes();
    let signs = (0..bytes.len()).filter(|&at| matches!(bytes[at], b':' | b'=' | b' ' | b'>'));
    signs.filter_map(|at| {
        let may_end = |end: usize| known.may_end(&bytes[..end]);
        let (end, sign, start) = sign(bytes, at, &may_end)?;
        let says = known.get(bytes, end)?;
        Some(Labelled { says, sign, start })
    })
}

/// The sign that stands there, between the end of a label and the start of a value.
fn sign(bytes: &[u8], at: usize, may_end: &impl Fn(usize) -> bool) -> Option<(usize, Sign, usize)> {
    match bytes[at] {
        b' ' => blank(bytes, at, may_end),
        b'>' => Some((element(bytes, at)?, Sign::Element, at + 1)),
        b':' if bytes.get(at + 1) == Some(&b':') || at > 0 && bytes[at - 1] == b':' => None,
        sign => {
            let end = label_end(bytes, at);
            let rest = bytes[at + 1..].iter().take(2);
            let more = rest.take_while(|byte| matches!(byte, b'=' | b'>')).count();
            let sign = if sign == b':' { Sign::Colon } else { Sign::Equals };
            may_end(end).then_some((end, sign, at + 1 + more))
        }
    }
}

/// A blank holds label and value together in `-Option value`, `label 'value'` and `label is value`.
fn blank(
    bytes: &[u8],
    at: usize,
    may_end: &impl Fn(usize) -> bool,
) -> Option<(usize, Sign, usize)> {
    let before = &bytes[at.saturating_sub(LONGEST)..at];
    before.last().filter(|byte| byte.is_ascii_alphanumeric())?;
    if let Some((verb, sign)) = verb(before) {
        return Some((at - verb.len(), sign, at + 1)).filter(|(end, ..)| may_end(*end));
    }
    if !may_end(at) {
        return None;
    }
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let word = scan::back(bytes, at, LONGEST, is_name);
    let is_inside = scan::is_before(bytes, word, |byte| byte.is_ascii_graphic());
    if bytes[word] == b'-' && !is_inside {
        return Some((at, Sign::Option, at + 1));
    }
    // The last is the first byte of curly quotes.
    let is_quote = matches!(bytes.get(at + 1)?, b'\'' | b'"' | b'`' | 0xE2);
    is_quote.then_some((at, Sign::Quote, at + 1))
}

/// The verb between label and value; `lautet` is said of the value alone.
fn verb(before: &[u8]) -> Option<(&'static str, Sign)> {
    const VERBS: &[(&str, Sign)] = &[
        (" is", Sign::Is),
        (" ist", Sign::Is),
        (" es", Sign::Is),
        (" est", Sign::Is),
        (" lautet", Sign::Colon),
    ];
    before.last().filter(|last| matches!(last, b's' | b't'))?;
    VERBS.iter().copied().find(|(verb, _)| before.ends_with(verb.as_bytes()))
}

/// The end of the name of an XML element whose tag ends there.
fn element(bytes: &[u8], at: usize) -> Option<usize> {
    let before = &bytes[at.saturating_sub(LONGEST)..at];
    let name = before
        .iter()
        .rposition(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-' | b':'))?;
    (before[name] == b'<' && name + 1 < before.len()).then_some(at)
}

/// The end of a label before its sign, without quotes and blanks.
fn label_end(bytes: &[u8], at: usize) -> usize {
    const FAR: usize = 40;
    let before = &bytes[at.saturating_sub(FAR)..at];
    // Bytes above ASCII are those of curly quotes.
    let is_noise =
        |byte: &u8| b" \t\"'`]*\\".contains(byte) || matches!(byte, 0xE2 | 0x80 | 0x98..=0x9F);
    let noise = before.iter().rev().take_while(|byte| is_noise(byte)).count();
    verb_start(bytes, at - noise)
}

/// Where the words begin that may stand between a label and its colon: `lautet wie folgt`.
fn verb_start(bytes: &[u8], end: usize) -> usize {
    const FOLLOWS: &[&str] = &[" wie folgt", " as follows"];
    let before = &bytes[end.saturating_sub(LONGEST)..end];
    if !matches!(before.last(), Some(b's' | b't')) {
        return end;
    }
    let follows = FOLLOWS.iter().find(|follows| before.ends_with(follows.as_bytes()));
    let before = &before[..before.len() - follows.map_or(0, |follows| follows.len())];
    let verb = verb(before).map_or(0, |(verb, _)| verb.len());
    end - follows.map_or(0, |follows| follows.len()) - verb
}
