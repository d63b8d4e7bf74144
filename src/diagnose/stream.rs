//! A text as its letters and digits alone: what phrases are compared on.

use std::ops::Range;

/// The letters and digits of a text in one row, in lower case, with the words they came from.
#[derive(Debug)]
pub(super) struct Stream {
    /// The folded letters and digits, without anything between words.
    pub(super) letters: Vec<u8>,
    /// Where each byte of `letters` stands in the text.
    places: Vec<u32>,
    words: Vec<Word>,
    /// One bit for each byte of `letters` (and its end): whether a word begins or the text ends there.
    edges: Vec<u64>,
    /// Bytes of the text.
    length: usize,
}

/// A run of letters and digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Where it begins in the letters.
    pub(super) start: u32,
    /// The strongest break between it and the word before it.
    pub(super) seam: Seam,
}

/// How sharply a text is broken between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seam {
    /// They stand in one line.
    None,
    /// The line ends.
    Line,
    /// The line ends and an entry of a log begins.
    Record,
    /// A line without text, or with nothing but marks of quotation.
    Blank,
}

impl Stream {
    /// Reads a text once.
    pub(super) fn new(text: &str) -> Self {
        let mut stream = Self {
            letters: Vec::with_capacity(text.len()),
            places: Vec::with_capacity(text.len()),
            words: Vec::new(),
            edges: Vec::new(),
            length: text.len(),
        };
        let mut gap = 0;
        let mut rest = text.char_indices().peekable();
        while let Some(&(start, character)) = rest.peek() {
            if !character.is_alphanumeric() {
                rest.next();
                continue;
            }
            let seam = seam(text, gap..start);
            stream.words.push(Word { start: to_u32(stream.letters.len()), seam });
            while let Some((at, character)) = rest.next_if(|(_, next)| next.is_alphanumeric()) {
                stream.push(at, character);
                gap = at + character.len_utf8();
            }
        }
        stream.mark_edges();
        stream
    }

    fn push(&mut self, at: usize, character: char) {
        let before = self.letters.len();
        if character.is_ascii() {
            self.letters.push(character.to_ascii_lowercase() as u8);
        } else {
            let lower = character.to_lowercase().filter(|part| part.is_alphanumeric());
            let mut bytes = [0; 4];
            lower.for_each(|part| {
                self.letters.extend_from_slice(part.encode_utf8(&mut bytes).as_bytes());
            });
        }
        self.places.resize(self.places.len() + self.letters.len() - before, to_u32(at));
    }

    fn mark_edges(&mut self) {
        self.edges = vec![0; self.letters.len() / 64 + 1];
        let starts = self.words.iter().map(|word| word.start as usize);
        for edge in starts.chain([self.letters.len()]) {
            self.edges[edge / 64] |= 1 << (edge % 64);
        }
    }

    /// The words in the order of the text.
    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// Whether a word begins or the text ends at a place in the letters.
    pub(super) fn is_edge(&self, at: usize) -> bool {
        self.edges[at / 64] >> (at % 64) & 1 == 1
    }

    /// The first word that begins at or after a place in the letters.
    pub(super) fn word_from(&self, at: usize) -> usize {
        self.words.partition_point(|word| (word.start as usize) < at)
    }

    /// Where in the letters the word of that number begins; the end after the last.
    pub(super) fn start_of(&self, number: usize) -> usize {
        self.words.get(number).map_or(self.letters.len(), |word| word.start as usize)
    }

    /// The bytes of the text that a stretch of letters came from.
    pub(super) fn text_range(&self, letters: &Range<usize>, text: &str) -> Range<usize> {
        let place = |at: usize| self.places.get(at).map_or(self.length, |&place| place as usize);
        if letters.is_empty() {
            return place(letters.start)..place(letters.start);
        }
        let last = place(letters.end - 1);
        place(letters.start)..last + text[last..].chars().next().map_or(0, char::len_utf8)
    }

    /// The number of the first word at or after a place of the text.
    pub(super) fn word_at(&self, place: usize) -> usize {
        self.words.partition_point(|word| (self.places[word.start as usize] as usize) < place)
    }

    /// Where in the text the word of that number begins; its end after the last.
    pub(super) fn place_of(&self, number: usize) -> usize {
        let place = |word: &Word| self.places[word.start as usize] as usize;
        self.words.get(number).map_or(self.length, place)
    }
}

/// Texts are cut to 2 MiB before they come here.
pub(super) fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The strongest break in what stands between two words, of which the second follows.
fn seam(text: &str, between: Range<usize>) -> Seam {
    let gap = &text[between.clone()];
    let Some(first) = memchr::memchr(b'\n', gap.as_bytes()) else { return Seam::None };
    let mut lines = gap[first + 1..].split('\n').rev();
    let last = lines.next().unwrap_or_default();
    if lines.any(|line| line.chars().all(|mark| mark.is_whitespace() || ">|│".contains(mark))) {
        return Seam::Blank;
    }
    if starts_record(&text[between.end - last.len()..]) { Seam::Record } else { Seam::Line }
}

/// Whether a line begins as entries of a log do: with a time or a level.
fn starts_record(line: &str) -> bool {
    let head = line.trim_start_matches([' ', '\t', '[', '<', '(', '{', '"', '│']);
    let mut words = head.split([' ', ']', ')', '|', ':', '\t', '>', '\n']);
    let first = words.next().unwrap_or_default();
    is_date(first) || is_syslog(first, words.next()) || is_level(first)
}

/// `2026-11-20…`, `20/11/2026`, `20.11.2026`
fn is_date(word: &str) -> bool {
    let digits = |part: &str| part.len() >= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let head = word.get(..10).unwrap_or_default();
    ['-', '/', '.'].iter().any(|&mark| head.split(mark).filter(|part| digits(part)).count() == 3)
        || (head.len() == 10
            && head.as_bytes()[4] == b'-'
            && head.as_bytes()[7] == b'-'
            && digits(&head[..4]))
}

/// `Nov 20 …`
fn is_syslog(first: &str, second: Option<&str>) -> bool {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let is_day = |word: &str| word.len() <= 2 && word.parse::<u8>().is_ok();
    MONTHS.contains(&first) && second.is_some_and(|word| word.is_empty() || is_day(word))
}

fn is_level(word: &str) -> bool {
    matches!(word, "TRACE" | "DEBUG" | "INFO" | "WARN" | "WARNING" | "ERROR" | "FATAL" | "CRITICAL")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::case_and_marks("It's \"MFA\"-based", "itsmfabased")]
    #[case::wrapped("author\n  ization", "authorization")]
    #[case::beyond_ascii("Größe İ 在", "größei在")]
    fn only_letters_and_digits_count(#[case] text: &str, #[case] letters: &str) {
        assert_eq!(String::from_utf8(Stream::new(text).letters).unwrap(), letters);
    }

    #[rstest]
    #[case::same_line("a - b", Seam::None)]
    #[case::line("a\n  b", Seam::Line)]
    #[case::blank("a\n \r\nb", Seam::Blank)]
    #[case::blank_in_a_quoted_mail("a\n> \n> b", Seam::Blank)]
    #[case::braces_are_text("{\na\n}\n{ b", Seam::Line)]
    #[case::iso_time("a\n2026-11-20T09:12:44Z b", Seam::Record)]
    #[case::time_in_brackets("a\n[2026-11-20 09:12] b", Seam::Record)]
    #[case::syslog("a\nSep 13 13:55:26 host", Seam::Record)]
    #[case::level("a\nERROR: b", Seam::Record)]
    #[case::german_date("a\n20.11.2026 09:12 b", Seam::Record)]
    fn words_are_kept_apart_by_breaks(#[case] text: &str, #[case] seam: Seam) {
        assert_eq!(Stream::new(text).words()[1].seam, seam);
    }

    #[test]
    fn letters_lead_back_to_the_text() {
        let text = "ab, cß d";
        let stream = Stream::new(text);
        assert_eq!(&text[stream.text_range(&(1..5), text)], "b, cß");
        assert_eq!(&text[stream.text_range(&(2..3), text)], "c");
    }
}
