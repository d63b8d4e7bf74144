//! Labels that are looked for, found by the last letters of what stands there.

use super::label;

/// Labels with what each says; of several that fit, the first.
pub(super) struct Dictionary<T>(Vec<Vec<Entry<T>>>);

/// A label that is looked for: letters and digits alone, in lower case.
struct Entry<T> {
    letters: &'static str,
    part: Part,
    says: T,
}

/// What of a label must be the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Its last words.
    Words,
    /// Its end, be it inside of a word.
    End,
}

impl<T: Copy> Dictionary<T> {
    /// Of labels of two letters and more.
    pub(super) fn new<'l>(labels: impl IntoIterator<Item = (&'l [&'static str], Part, T)>) -> Self {
        let mut entries: Vec<Vec<_>> = (0..TAILS).map(|_| Vec::new()).collect();
        for (labels, part, says) in labels {
            for &letters in labels {
                if let [.., last_but_one, last] = *letters.as_bytes() {
                    entries[tail(last_but_one, last)].push(Entry { letters, part, says });
                }
            }
        }
        Self(entries)
    }

    /// What the label says that ends there, if it is known.
    pub(super) fn get(&self, text: &[u8], end: usize) -> Option<T> {
        let mut letters = label::letters(text, end).map(|(_, letter)| letter);
        let (last, last_but_one) = (letters.next()?, letters.next()?);
        let mut entries = self.0[tail(last_but_one, last)].iter();
        entries.find(|entry| entry.fits(text, end)).map(|entry| entry.says)
    }

    /// Whether a label may end there; nearly all words are told apart by their last two letters.
    pub(super) fn may_end(&self, before: &[u8]) -> bool {
        match *before {
            [.., last_but_one, last]
                if last_but_one.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() =>
            {
                !self.0[tail(last_but_one, last)].is_empty()
            }
            _ => true,
        }
    }
}

impl<T> Entry<T> {
    fn fits(&self, text: &[u8], end: usize) -> bool {
        let mut start = end;
        let mut letters = label::letters(text, end);
        let mut is_next = |expected: u8| {
            let next = letters.next().filter(|&(_, letter)| letter == expected);
            next.is_some_and(|(at, _)| {
                start = at;
                true
            })
        };
        self.letters.bytes().rev().all(&mut is_next)
            && (self.part == Part::End || label::starts_word(text, start))
    }
}

const TAILS: usize = 1 << 10;

/// A number for two letters, the same in both cases.
fn tail(last_but_one: u8, last: u8) -> usize {
    usize::from(last_but_one & 31) << 5 | usize::from(last & 31)
}
