//! One phrase: what it is made of, and how it lies in a text around a part that was found.

use std::{cmp::Reverse, iter, ops::Range};

use super::stream::{Seam, Stream};

/// Most words that a `*` spans.
const WIDEST_GAP: usize = 12;
/// Of so many words one may differ.
const WORDS_AN_EDIT: usize = 6;
/// More differences than this are not looked for, however long the phrase.
const MOST_EDITS: usize = 4;
/// A difference in one of these turns the meaning round.
const NEGATIONS: [&[u8]; 6] = [b"not", b"no", b"never", b"cannot", b"without", b"neither"];

/// Words in order, with gaps.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its letters and digits in one row.
    letters: Box<[u8]>,
    elements: Box<[Element]>,
    words: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    /// Letters from here to there.
    Word(u32, u32),
    /// Any few words.
    Gap,
}

/// A stretch of a phrase without gaps, by which the phrase is looked up in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchor(Range<usize>);

/// A phrase in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// The letters it covers.
    pub(super) letters: Range<usize>,
    /// Words changed, missing or added.
    pub(super) edits: usize,
}

impl Phrase {
    /// The words of a text; `*` is a gap. Nothing where there are no words.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut phrase = (Vec::new(), Vec::new());
        for (number, piece) in text.split('*').enumerate() {
            let stream = Stream::new(piece);
            if number > 0 && !stream.words().is_empty() && !phrase.1.is_empty() {
                phrase.1.push(Element::Gap);
            }
            let from = u32::try_from(phrase.0.len()).ok()?;
            for number in 0..stream.words().len() {
                let at = |number| u32::try_from(stream.start_of(number)).ok();
                phrase.1.push(Element::Word(from + at(number)?, from + at(number + 1)?));
            }
            phrase.0.extend_from_slice(&stream.letters);
        }
        let (letters, elements) = phrase;
        let words = elements.iter().filter(|element| **element != Element::Gap).count();
        let words = u32::try_from(words).ok().filter(|&words| words > 0)?;
        Some(Self { letters: letters.into(), elements: elements.into(), words })
    }

    /// How many words it has.
    pub(super) fn words(&self) -> usize {
        self.words as usize
    }

    /// How many words may differ.
    fn most_edits(&self) -> usize {
        (self.words() / WORDS_AN_EDIT).min(MOST_EDITS)
    }

    /// Stretches of which at least one stands unchanged in every text that holds the phrase: one more than words may
    /// differ.
    pub(super) fn anchors(&self) -> Vec<Anchor> {
        let mut pieces = Vec::new();
        let mut start = 0;
        for piece in self.elements.split(|element| *element == Element::Gap) {
            pieces.push(start..start + piece.len());
            start += piece.len() + 1;
        }
        pieces.sort_by_key(|piece| Reverse(self.piece(piece).len()));
        while pieces.len() <= self.most_edits() {
            let Some(at) = pieces.iter().position(|piece| piece.len() > 1) else { break };
            let Range { start, end } = pieces.remove(at);
            let middle = start.midpoint(end);
            pieces.extend([start..middle, middle..end]);
            pieces.sort_by_key(|piece| Reverse(piece.len()));
        }
        pieces.truncate(self.most_edits() + 1);
        pieces.into_iter().map(Anchor).collect()
    }

    /// The letters of an anchor.
    pub(super) fn letters_of(&self, anchor: &Anchor) -> &[u8] {
        self.piece(&anchor.0)
    }

    fn piece(&self, elements: &Range<usize>) -> &[u8] {
        let start = self.span(elements.start).start;
        &self.letters[start..self.span(elements.end - 1).end]
    }

    fn span(&self, element: usize) -> Range<usize> {
        match self.elements[element] {
            Element::Word(start, end) => start as usize..end as usize,
            Element::Gap => 0..0,
        }
    }

    /// How the whole phrase lies in a text that has the anchor's letters at this place.
    pub(super) fn fit(&self, anchor: &Anchor, stream: &Stream, at: Range<usize>) -> Option<Fit> {
        let most = self.most_edits();
        let after = Walk { phrase: self, stream, backwards: false, from: anchor.0.end };
        let (right, end) = after.run(at.end, most)?;
        let before = Walk { phrase: self, stream, backwards: true, from: anchor.0.start };
        let (left, start) = before.run(at.start, most - right)?;
        Some(Fit { letters: start..end, edits: left + right })
    }
}

/// The way from an anchor to one end of the phrase.
struct Walk<'a> {
    phrase: &'a Phrase,
    stream: &'a Stream,
    backwards: bool,
    /// The element after the anchor; backwards the one that begins it.
    from: usize,
}

/// So many elements are done, and the text is read up to here.
type Step = (usize, usize);

impl Walk<'_> {
    /// The fewest edits, at most so many, that lead to the end, and where that is in the text.
    fn run(&self, at: usize, most: usize) -> Option<Step> {
        let mut seen = Vec::new();
        let mut steps = vec![(0, at)];
        for edits in 0..=most {
            let mut next = Vec::new();
            while let Some(step) = steps.pop() {
                if seen.contains(&step) {
                    continue;
                }
                seen.push(step);
                let (done, at) = step;
                match self.element(done) {
                    None if self.stream.is_edge(at) => return Some((edits, at)),
                    None => {}
                    Some(Element::Gap) => steps.extend(self.over_gap(done, at)),
                    Some(Element::Word(start, end)) => {
                        let word = &self.phrase.letters[start as usize..end as usize];
                        match self.eat(word, at) {
                            Some(at) => steps.push((done + 1, at)),
                            None => next.extend(self.edits(word, step)),
                        }
                    }
                }
            }
            steps = next;
        }
        None
    }

    /// What follows so many elements.
    fn element(&self, done: usize) -> Option<Element> {
        let number =
            if self.backwards { self.from.checked_sub(done + 1)? } else { self.from + done };
        self.phrase.elements.get(number).copied()
    }

    fn eat(&self, word: &[u8], at: usize) -> Option<usize> {
        let letters = &self.stream.letters;
        if self.backwards {
            letters[..at].ends_with(word).then(|| at - word.len())
        } else {
            letters[at..].starts_with(word).then(|| at + word.len())
        }
    }

    /// Every place that a gap may lead to, the nearest last: it spans whole words and no empty line.
    fn over_gap(&self, done: usize, at: usize) -> Vec<Step> {
        let ends = iter::successors(Some(at), |&at| self.next(at));
        let ends = ends.take_while(|&at| self.stream.is_edge(at) && !self.is_blank_before(at));
        let mut steps: Vec<_> = ends.take(WIDEST_GAP + 1).map(|at| (done + 1, at)).collect();
        // The last one is tried first.
        steps.reverse();
        steps
    }

    /// Whether an empty line lies between the word that would be read next and the one before.
    fn is_blank_before(&self, at: usize) -> bool {
        let number = self.stream.word_from(at);
        self.stream.words().get(number).is_some_and(|word| word.seam == Seam::Blank)
    }

    /// The phrase's word is changed, missing, or the text has one more.
    fn edits(&self, word: &[u8], (done, at): Step) -> Vec<Step> {
        let next = self.next(at).filter(|&next| {
            let skipped = if self.backwards { next..at } else { at..next };
            !is_fixed(&self.stream.letters[skipped])
        });
        let mut steps: Vec<_> = next.map(|next| (done, next)).into_iter().collect();
        if !is_fixed(word) {
            steps.push((done + 1, at));
            steps.extend(next.map(|next| (done + 1, next)));
        }
        steps
    }

    /// The far edge of the word that stands next in the text.
    fn next(&self, at: usize) -> Option<usize> {
        if self.backwards {
            let number = self.stream.word_from(at).checked_sub(1)?;
            Some(self.stream.start_of(number))
        } else {
            let next = self.stream.start_of(self.stream.word_from(at + 1));
            (next > at).then_some(next)
        }
    }
}

/// Whether a word must stand as it is: another number is another error, and a negation the opposite.
fn is_fixed(word: &[u8]) -> bool {
    word.iter().any(u8::is_ascii_digit) || NEGATIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    /// The edits of the phrase in the text, by whichever anchor.
    fn edits(phrase: &str, text: &str) -> Option<usize> {
        let phrase = Phrase::parse(phrase).unwrap();
        let stream = Stream::new(text);
        let fits = phrase.anchors().into_iter().flat_map(|anchor| {
            let letters = phrase.letters_of(&anchor).to_vec();
            let starts = (0..stream.words().len()).map(|number| stream.start_of(number));
            let at = starts.filter(|&at| stream.letters[at..].starts_with(&letters));
            let ranges = at.map(|at| at..at + letters.len()).collect::<Vec<_>>();
            let fits = ranges.into_iter().filter_map(|at| phrase.fit(&anchor, &stream, at));
            fits.map(|fit| fit.edits).collect::<Vec<_>>()
        });
        fits.min()
    }

    #[rstest]
    #[case::as_it_is("the token has expired", "Error: The token has expired.", Some(0))]
    #[case::marks_count_as_nothing("multi-factor", "must use multifactor now", Some(0))]
    #[case::wrapped_in_mid_word("has been blocked", "has be\n> en blocked", Some(0))]
    #[case::begins_inside_a_word("token expired", "supertoken expired", None)]
    #[case::ends_inside_a_word("token expired", "token expiredness", None)]
    #[case::short_ones_must_be_exact("the token has expired", "the token has now expired", None)]
    fn a_phrase_is_compared_on_letters_and_digits(
        #[case] phrase: &str,
        #[case] text: &str,
        #[case] expected: Option<usize>,
    ) {
        assert_eq!(edits(phrase, text), expected);
    }

    #[rstest]
    #[case::nothing_between("a * b", "a b", Some(0))]
    #[case::twelve_words("a * b", "a 1 2 3 4 5 6 7 8 9 10 11 12 b", Some(0))]
    #[case::thirteen_words("a * b", "a 1 2 3 4 5 6 7 8 9 10 11 12 13 b", None)]
    #[case::line_break("a * b", "a x\ny b", Some(0))]
    #[case::empty_line("a * b", "a x\n\nb", None)]
    #[case::empty_line_at_once("a * b", "a\n\nb", None)]
    #[case::empty_line_further("a * b", "a\n\nx b", None)]
    #[case::two_gaps("a * b * c", "a x b y z c", Some(0))]
    #[case::gap_ends_at_a_word("a * bc", "a xbc", None)]
    #[case::in_front_of_the_longest("ab * consent", "ab x y consent", Some(0))]
    #[case::at_the_ends("* a b *", "a b", Some(0))]
    fn a_star_spans_a_few_words(
        #[case] phrase: &str,
        #[case] text: &str,
        #[case] expected: Option<usize>,
    ) {
        assert_eq!(edits(phrase, text), expected);
    }

    const LONG: &str = "access has been blocked by conditional access policies";

    #[rstest]
    #[case::changed("access was been blocked by conditional access policies", Some(1))]
    #[case::missing("access been blocked by conditional access policies", Some(1))]
    #[case::added("access has been blocked by your conditional access policies", Some(1))]
    #[case::first_changed("sign-in has been blocked by conditional access policies", Some(1))]
    #[case::last_cut("access has been blocked by conditional access pol", Some(1))]
    #[case::two_changed("access was been blocked by strict access policies", None)]
    #[case::negated("access has not been blocked by conditional access policies", None)]
    fn of_six_words_one_may_differ(#[case] text: &str, #[case] expected: Option<usize>) {
        assert_eq!(edits(LONG, text), expected);
    }

    #[rstest]
    #[case::number("error 3 while decompressing the data", "error 5 while decompressing the data")]
    #[case::negation("the user has not consented yet", "the user has consented yet")]
    fn numbers_and_negations_must_stand(#[case] phrase: &str, #[case] text: &str) {
        assert_eq!(edits(phrase, text), None);
    }

    #[test]
    fn twelve_words_may_differ_in_two() {
        let phrase = "a1 b c d e f g h i j k l";
        assert_eq!(edits(phrase, "a1 b X d e f g h i Y k l"), Some(2));
        assert_eq!(edits(phrase, "a1 b X d e f Z h i Y k l"), None);
    }
}
