//! Backslashes: strings of JSON and of Python, also as strings in strings, where they double with every level.
//!
//! A run of backslashes is undone as a whole, as the text around it is a fragment and may be damaged. The difficulty is
//! `\n`, which is a line break in a string and the beginning of a name in `C:\new`. What decides, in this order: a path
//! with a drive letter keeps its separators; `\r\n` is a line break; so is `\n` at the end of a word; before further
//! letters it is one if the same line shows elsewhere how often its strings are escaped, as `\"`, `\r\n` and `\u0027` do.

use memchr::{memchr, memrchr};

use super::{
    encoded,
    layer::{Rewrite, Rewritten, beside_line_break},
};

/// Undoes the escapes of strings and leaves paths and patterns alone.
pub(super) fn undo(text: &str) -> Option<Rewritten> {
    let mut undoing =
        Undoing { text, rewrite: Rewrite::new(text), line: Line::default(), path: None };
    let mut at = 0;
    while let Some(found) = memchr(b'\\', &text.as_bytes()[at..]) {
        at = undoing.run(Run::at(text.as_bytes(), at + found));
    }
    undoing.rewrite.finish()
}

/// Backslashes in a row.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
}

impl Run {
    fn at(text: &[u8], start: usize) -> Self {
        let length = text[start..].iter().take_while(|&&byte| byte == b'\\').count();
        Self { start, end: start + length }
    }

    const fn length(self) -> usize {
        self.end - self.start
    }
}

/// How often strings are escaped in a line: bit `n` stands for line breaks of `2^n` backslashes.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Levels(u32);

impl Levels {
    /// Each level doubles the backslashes of the one before it.
    fn add(&mut self, backslashes: usize) {
        self.0 |= backslashes.checked_ilog2().map_or(0, |level| 1 << level.min(31));
    }

    fn has(self, backslashes: usize) -> bool {
        let mut other = Self::default();
        other.add(backslashes);
        self.0 & other.0 != 0
    }
}

/// The line that is being looked at.
#[derive(Default)]
struct Line {
    end: usize,
    levels: Option<Levels>,
}

/// A path that began with a drive letter.
#[derive(Clone, Copy)]
struct Path {
    /// How many backslashes part its names.
    separator: usize,
    /// Behind its last separator so far.
    end: usize,
}

struct Undoing<'text> {
    text: &'text str,
    rewrite: Rewrite<'text>,
    line: Line,
    path: Option<Path>,
}

impl Undoing<'_> {
    /// Undoes one run with what it escapes, and says where to go on.
    fn run(&mut self, run: Run) -> usize {
        self.follow_path(run);
        let behind = &self.text.as_bytes()[run.end..];
        match behind {
            [b'"' | b'\'' | b'/' | b'`', ..] => {
                self.rewrite.drop(run.start..run.end);
                run.end
            }
            [b'r' | b'n' | b't', ..] if self.is_break(run) => self.line_break(run),
            [b'u', digits @ ..] if self.path.is_none() => self.unicode(run, digits, 4),
            [b'U', digits @ ..] if self.path.is_none() => self.unicode(run, digits, 8),
            [b'x', ..] if self.path.is_none() => self.bytes(run),
            _ => self.separator(run),
        }
    }

    /// A backslash that stands for itself is only doubled where strings are escaped.
    fn separator(&mut self, run: Run) -> usize {
        if run.length() > 1 && self.levels(run.start) != Levels::default() {
            self.rewrite.replace_by(run.start..run.end, '\\');
        }
        run.end
    }

    fn line_break(&mut self, run: Run) -> usize {
        let bytes = self.text.as_bytes();
        let end = pair_end(bytes, run).unwrap_or(run.end + 1);
        let with = match bytes[run.end] {
            b't' => '\t',
            // Beside a real line break it would make an empty line that the message does not have.
            _ if beside_line_break(self.text, run.start..end) => ' ',
            _ => '\n',
        };
        self.rewrite.replace_by(run.start..end, with);
        end
    }

    fn unicode(&mut self, run: Run, digits: &[u8], count: usize) -> usize {
        let Some(code) = digits.get(..count).and_then(encoded::hex) else {
            return self.separator(run);
        };
        let end = run.end + 1 + count;
        let (end, code) = match low_surrogate(self.text.as_bytes(), end) {
            Some((low_end, low)) if matches!(code, 0xd800..=0xdbff) => {
                (low_end, 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00))
            }
            _ => (end, code),
        };
        let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        self.rewrite.replace_by(run.start..end, character);
        end
    }

    /// Bytes of a Python bytes literal are UTF-8 as a rule; single ones are characters of a string.
    fn bytes(&mut self, run: Run) -> usize {
        let width = run.length() + 3;
        let bytes = self.text.as_bytes();
        let encoded_byte = |text: &[u8]| {
            let digits = text.strip_prefix(&bytes[run.start..run.end])?.strip_prefix(b"x")?;
            encoded::hex_byte(digits)
        };
        let values: Vec<u8> = bytes[run.start..].chunks(width).map_while(encoded_byte).collect();
        if values.is_empty() {
            return self.separator(run);
        }
        encoded::replace(&mut self.rewrite, run.start, width, &values, |byte| Some(byte.into()));
        run.start + width * values.len()
    }

    fn is_break(&mut self, run: Run) -> bool {
        let bytes = self.text.as_bytes();
        if pair_end(bytes, run).is_some() {
            return true;
        }
        self.path.is_none()
            && (ends_word(&bytes[run.end + 1..]) || self.levels(run.start).has(run.length()))
    }

    /// The levels of the line that holds a place; every line is read once.
    fn levels(&mut self, at: usize) -> Levels {
        let bytes = self.text.as_bytes();
        if at >= self.line.end {
            let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length);
            self.line = Line { end, levels: None };
        }
        let Line { end, levels } = &mut self.line;
        *levels.get_or_insert_with(|| {
            let start = memrchr(b'\n', &bytes[..at]).map_or(0, |found| found + 1);
            levels_of(&bytes[start..*end])
        })
    }

    /// Notes whether the run belongs to a path: `C:\Program Files\new`.
    fn follow_path(&mut self, run: Run) {
        let bytes = self.text.as_bytes();
        let separator = run.length();
        let drive = match bytes[..run.start] {
            [.., before, letter, b':'] => {
                !before.is_ascii_alphanumeric() && letter.is_ascii_alphabetic()
            }
            [letter, b':'] => letter.is_ascii_alphabetic(),
            _ => false,
        };
        let goes_on =
            |path: Path| path.separator == separator && is_file_name(&bytes[path.end..run.start]);
        self.path =
            (drive || self.path.is_some_and(goes_on)).then_some(Path { separator, end: run.end });
    }
}

/// Longest name between two separators of a path.
const LONGEST_NAME: usize = 255;

fn is_file_name(name: &[u8]) -> bool {
    let is_blank = |byte: &&u8| **byte == b' ';
    name.len() <= LONGEST_NAME
        && !name.iter().any(|byte| byte.is_ascii_control() || br#""'<>|*?:;,="#.contains(byte))
        && (name.iter().filter(is_blank).count() < 2 || name.starts_with(b"Program Files"))
}

/// Behind `\r\n`, where a run begins with `\r`.
fn pair_end(text: &[u8], run: Run) -> Option<usize> {
    if text.get(run.end) != Some(&b'r') {
        return None;
    }
    let second = Run::at(text, run.end + 1);
    (second.length() > 0 && text.get(second.end) == Some(&b'n')).then_some(second.end + 1)
}

/// The second half of a character beyond 16 bits, and where it ends.
fn low_surrogate(text: &[u8], at: usize) -> Option<(usize, u32)> {
    let run = Run::at(text, at);
    let digits = text[run.end..].strip_prefix(b"u")?.get(..4)?;
    let low = encoded::hex(digits).filter(|low| matches!(low, 0xdc00..=0xdfff))?;
    (run.length() > 0).then_some((run.end + 5, low))
}

/// Whether a text begins like something new and not like the rest of a word or a file's name.
fn ends_word(text: &[u8]) -> bool {
    match text {
        [] => true,
        [b'\\', ..] => {
            let run = Run::at(text, 0);
            let goes_on = |byte: &u8| byte.is_ascii_uppercase() || br#"nrtux"'/"#.contains(byte);
            text.get(run.end).is_none_or(goes_on)
        }
        [byte, ..] => {
            !(byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-$%".contains(byte))
        }
    }
}

fn levels_of(line: &[u8]) -> Levels {
    let mut levels = Levels::default();
    let mut at = 0;
    while let Some(found) = memchr(b'\\', &line[at..]) {
        let run = Run::at(line, at + found);
        at = run.end;
        match line[run.end..] {
            // A quote takes one backslash for itself: 1, 3, 7 where a line break takes 1, 2, 4.
            [b'"', ..] => levels.add(run.length().div_ceil(2)),
            [b'r', ..] if pair_end(line, run).is_some() => levels.add(run.length()),
            [b'u', ref digits @ ..] if digits.get(..4).and_then(encoded::hex).is_some() => {
                levels.add(run.length());
            }
            [b'n', ref behind @ ..] if ends_word(behind) && !is_name_before(line, run) => {
                levels.add(run.length());
            }
            _ => {}
        }
    }
    levels
}

/// Whether what stands before a run may be a domain or a folder.
fn is_name_before(line: &[u8], run: Run) -> bool {
    run.start > 0 && (line[run.start - 1].is_ascii_alphanumeric() || line[run.start - 1] == b':')
}
