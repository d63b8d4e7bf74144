//! Lines that a console cut at its width, in the middle of words.
//!
//! Phrases are compared without line breaks, so only codes, hosts and ids need their halves joined; a wrong joint would
//! hide a code instead. So two lines are joined only where the first is as wide as the widest of its block, a token goes
//! on from its last to the next one's first character, and one of these is true: several lines were cut at that width;
//! it is a usual width of a console; a code or an id is cut in two. Where the other lines show that they were wrapped between
//! words, none is joined.

use memchr::memchr_iter;

use super::layer::{Rewrite, Rewritten};

/// Joins the halves of what was cut; a line break between words stays.
pub(super) fn undo(text: &str) -> Option<Rewritten> {
    let mut rewrite = Rewrite::new(text);
    let mut block: Vec<Line<'_>> = Vec::new();
    let mut start = 0;
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = &text[start..end];
        if line.trim_ascii().is_empty() {
            join(&mut rewrite, &block);
            block.clear();
        } else {
            block.push(Line { start, text: line, width: width(line) });
        }
        start = end + 1;
    }
    join(&mut rewrite, &block);
    rewrite.finish()
}

/// Columns of a line; of a short one it does not matter whether they are bytes.
fn width(line: &str) -> usize {
    if line.len() < NARROWEST { line.len() } else { line.chars().count() }
}

struct Line<'text> {
    start: usize,
    text: &'text str,
    width: usize,
}

impl Line<'_> {
    const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn indent(&self) -> usize {
        self.text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }
}

/// No console is narrower.
const NARROWEST: usize = 40;

/// What consoles are set to when nobody changes them.
const USUAL_WIDTHS: [usize; 3] = [80, 100, 120];

fn join(rewrite: &mut Rewrite<'_>, block: &[Line<'_>]) {
    let width = block.iter().map(|line| line.width).max().unwrap_or(0);
    if width < NARROWEST || block.len() < 2 {
        return;
    }
    let margin = block.iter().map(Line::indent).min().unwrap_or(0);
    let cuts: Vec<&[Line<'_>]> =
        block.windows(2).filter(|pair| is_cut(&pair[0], &pair[1], width, margin)).collect();
    if cuts.is_empty() {
        return;
    }
    let between_words =
        block.windows(2).filter(|pair| is_word_wrap(&pair[0], &pair[1], width)).count();
    let all = cuts.len() > between_words && (cuts.len() > 1 || USUAL_WIDTHS.contains(&width));
    for pair in cuts {
        let (line, next) = (pair[0].text, pair[1].text.trim_ascii_start());
        if all || is_code_cut(line, next) || is_guid_cut(line, next) || is_record(line) {
            rewrite.drop(pair[0].end()..pair[1].start + pair[1].indent());
        }
    }
}

/// Whether a token may go on over the end of a full line.
fn is_cut(line: &Line<'_>, next: &Line<'_>, width: usize, margin: usize) -> bool {
    let start = &next.text[next.indent()..];
    line.width == width
        && (next.indent() <= margin || (next.indent() == RECORD_INDENT && is_record(line.text)))
        && line.text.bytes().next_back().is_some_and(is_token)
        && start.bytes().next().is_some_and(is_token)
        && !starts_anew(start)
        && !is_alike(line.text, next.text)
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || br"_-.@/\%=&".contains(&byte)
}

/// Whether the next line's first word is there because it had no room: a program wrapped, not a console.
fn is_word_wrap(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    let word = next.text.split_ascii_whitespace().next().map_or(0, |word| word.chars().count());
    line.width < width && line.width * 2 > width && line.width + 1 + word > width
}

/// Words that begin a line of an error, and marks of a list.
fn starts_anew(text: &str) -> bool {
    const LABELS: [&str; 10] = [
        "AADSTS",
        "Trace",
        "Correlation",
        "Timestamp",
        "Request",
        "Message",
        "Error",
        "Exception",
        "at ",
        "At ",
    ];
    LABELS.iter().any(|label| text.starts_with(label)) || text.starts_with("- ")
}

/// Lines of a log or a list begin alike: `2026-03-02 09:14` and `2026-03-02 09:15`.
fn is_alike(line: &str, next: &str) -> bool {
    let shape = |text: &str| -> Vec<u8> {
        text.bytes().take(6).map(|byte| if byte.is_ascii_digit() { b'0' } else { byte }).collect()
    };
    shape(line) == shape(next)
}

/// Whether the number of a code goes on in the next line: `AADSTS500` and `76: Due to …`.
fn is_code_cut(line: &str, next: &str) -> bool {
    let head = line.len() - line.bytes().rev().take_while(u8::is_ascii_digit).count();
    let tail = next.bytes().take_while(u8::is_ascii_digit).count();
    let digits = line.len() - head + tail;
    line[..head].ends_with("AADSTS")
        && tail > 0
        && (5..=8).contains(&digits)
        && next[tail..].starts_with([':', ' ', '.', ',', ')', '"', '\''])
}

/// Whether the halves make an id.
fn is_guid_cut(line: &str, next: &str) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_hexdigit() || *byte == b'-';
    let head = line.len() - line.bytes().rev().take_while(is_part).count();
    let tail = next.bytes().take_while(is_part).count();
    let dashes = [8, 13, 18, 23];
    let guid = || line[head..].bytes().chain(next[..tail].bytes());
    line.len() - head + tail == 36
        && guid().enumerate().all(|(at, byte)| (byte == b'-') == dashes.contains(&at))
}

/// How far Windows PowerShell indents what it cut.
const RECORD_INDENT: usize = 3;

/// The parts of an error record that Windows PowerShell cuts in the middle of words.
fn is_record(line: &str) -> bool {
    let line = line.trim_ascii_start();
    line.starts_with("+ FullyQualifiedErrorId") || line.starts_with("+ CategoryInfo")
}
