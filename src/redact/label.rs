//! What words beside a value say about it: `"client_secret": "…"`, `Correlation ID: …`, `-Password …`, `tenant '…'`.

use super::scan;

/// A label and where the value begins that it is said of.
pub(super) struct Labelled {
    /// What is said.
    pub(super) label: Label,
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

/// The last words before a value: letters and digits alone, those of Western Europe too, in lower case.
pub(super) struct Label {
    text: [u8; Self::LONGEST],
    length: usize,
    /// A bit for each place where a word begins.
    starts: u64,
}

impl Label {
    /// Longer ones are cut at the front.
    const LONGEST: usize = 48;

    /// Reads a label that ends there.
    fn before(text: &[u8], end: usize) -> Self {
        let mut label = Self { text: [0; Self::LONGEST], length: 0, starts: 0 };
        let window = &text[end.saturating_sub(Self::LONGEST)..end];
        let is_part = |byte: &u8| {
            byte.is_ascii_alphanumeric() || b"_-. +$".contains(byte) || is_accented(*byte)
        };
        let start = window.iter().rposition(|byte| !is_part(byte)).map_or(0, |edge| edge + 1);
        let mut last = b' ';
        for &byte in &window[start..] {
            if byte.is_ascii_alphanumeric() || byte == ACCENTED || last == ACCENTED {
                let is_start = !(last.is_ascii_alphanumeric() || is_accented(last))
                    || byte.is_ascii_uppercase() && !last.is_ascii_uppercase();
                label.starts |= u64::from(is_start) << label.length;
                label.text[label.length] = lowercase(last, byte);
                label.length += 1;
            }
            last = byte;
        }
        label
    }

    /// The whole of it.
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.text[..self.length]
    }

    /// Whether its last words are these, written together: `Client-ID` is `clientid`.
    pub(super) fn is(&self, words: &str) -> bool {
        self.ends_with(words) && self.starts >> (self.length - words.len()) & 1 == 1
    }

    /// Whether its last words are one of these.
    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|words| self.is(words))
    }

    /// Whether it ends so, be it inside of a word.
    pub(super) fn ends(&self, letters: &[&str]) -> bool {
        letters.iter().any(|letters| self.ends_with(letters))
    }

    /// Most labels are told apart by their last letter.
    fn ends_with(&self, letters: &str) -> bool {
        let (text, letters) = (self.as_bytes(), letters.as_bytes());
        text.last() == letters.last() && text.ends_with(letters)
    }
}

/// First byte of the letters of Western Europe that ASCII has not.
const ACCENTED: u8 = 0xC3;

/// Whether it can be a byte of such a letter.
fn is_accented(byte: u8) -> bool {
    matches!(byte, ACCENTED | 0x80..=0xBF)
}

/// A byte of a letter in lower case.
fn lowercase(before: u8, byte: u8) -> u8 {
    match byte {
        0x80..=0x9E if before == ACCENTED => byte + 0x20,
        byte => byte.to_ascii_lowercase(),
    }
}

/// Every place where something may be said of a value.
pub(super) fn labels(text: &str) -> impl Iterator<Item = Labelled> {
    let bytes = text.as_bytes();
    let signs = (0..bytes.len()).filter(|&at| matches!(bytes[at], b':' | b'=' | b' ' | b'>'));
    signs.filter_map(|at| {
        let (end, sign, start) = sign(bytes, at)?;
        let label = Label::before(bytes, end);
        (label.length > 1).then_some(Labelled { label, sign, start })
    })
}

/// The sign that stands there, between the end of a label and the start of a value.
fn sign(bytes: &[u8], at: usize) -> Option<(usize, Sign, usize)> {
    match bytes[at] {
        b' ' => blank(bytes, at),
        b'>' => Some((element(bytes, at)?, Sign::Element, at + 1)),
        b':' if bytes.get(at + 1) == Some(&b':') || at > 0 && bytes[at - 1] == b':' => None,
        sign => {
            let rest = bytes[at + 1..].iter().take(2);
            let more = rest.take_while(|byte| matches!(byte, b'=' | b'>')).count();
            let sign = if sign == b':' { Sign::Colon } else { Sign::Equals };
            Some((label_end(bytes, at), sign, at + 1 + more))
        }
    }
}

/// A blank holds label and value together in `-Option value`, `label 'value'` and `label is value`.
fn blank(bytes: &[u8], at: usize) -> Option<(usize, Sign, usize)> {
    let before = &bytes[at.saturating_sub(Label::LONGEST)..at];
    before.last().filter(|byte| byte.is_ascii_alphanumeric())?;
    if let Some((verb, sign)) = verb(before) {
        return Some((at - verb.len(), sign, at + 1));
    }
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let word = scan::back(bytes, at, Label::LONGEST, is_name);
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
    let before = &bytes[at.saturating_sub(Label::LONGEST)..at];
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
    let before = &bytes[end.saturating_sub(Label::LONGEST)..end];
    if !matches!(before.last(), Some(b's' | b't')) {
        return end;
    }
    let follows = FOLLOWS.iter().find(|follows| before.ends_with(follows.as_bytes()));
    let before = &before[..before.len() - follows.map_or(0, |follows| follows.len())];
    let verb = verb(before).map_or(0, |(verb, _)| verb.len());
    end - follows.map_or(0, |follows| follows.len()) - verb
}
