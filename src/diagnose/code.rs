//! All codes of all issues, and where a text holds them as whole tokens.

use std::{collections::HashMap, iter, ops::Range};

use super::{
    extract::{CodeKind, Fact, Found},
    stream::to_u32,
};

/// The number of a code.
pub(super) type CodeId = u32;

/// Codes, by the token that they begin with.
#[derive(Debug, Default)]
pub(super) struct Codes {
    codes: Vec<Code>,
    /// By the first token in lower case.
    by_token: HashMap<Box<str>, Vec<CodeId>>,
}

/// A code in lower case.
#[derive(Debug, PartialEq, Eq)]
struct Code {
    text: Box<str>,
    /// Where its first token begins.
    token: usize,
}

/// A code in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CodeHit {
    /// Which.
    pub(super) code: CodeId,
    /// Where its bytes begin.
    pub(super) start: usize,
    /// Where they end.
    pub(super) end: usize,
}

impl Codes {
    /// The number of a code; nothing where it has no letter or digit.
    pub(super) fn add(&mut self, code: &str) -> Option<CodeId> {
        let text = code.to_ascii_lowercase().into_boxed_str();
        let range = tokens(&text).next()?;
        let known = self.by_token.entry(text[range.clone()].into()).or_default();
        let same = known.iter().find(|&&number| self.codes[number as usize].text == text);
        if let Some(&same) = same {
            return Some(same);
        }
        let number = to_u32(self.codes.len());
        known.push(number);
        known.shrink_to_fit();
        self.codes.push(Code { text, token: range.start });
        Some(number)
    }

    /// Whether a code is one of Microsoft's sign-in service.
    pub(super) fn is_aadsts(&self, code: CodeId) -> bool {
        self.codes[code as usize].text.starts_with("aadsts")
    }

    /// Every code in a text, by number, then place. AADSTS codes that the text has as a bare number are among the
    /// findings.
    pub(super) fn find(&self, text: &str, found: &[Found]) -> Vec<CodeHit> {
        let mut hits = Vec::new();
        let mut lower = String::new();
        for token in tokens(text) {
            lower.clear();
            lower.push_str(&text[token.clone()]);
            lower.make_ascii_lowercase();
            let codes = self.by_token.get(lower.as_str()).map_or(&[][..], Vec::as_slice);
            hits.extend(codes.iter().filter_map(|&code| self.hit(text, code, token.start)));
        }
        for Found { range, fact } in found {
            if let Fact::Code(CodeKind::Aadsts, code) = fact {
                let codes = self.by_token.get(code.to_ascii_lowercase().as_str());
                let codes = codes.into_iter().flatten();
                hits.extend(codes.map(|&code| CodeHit {
                    code,
                    start: range.start,
                    end: range.end,
                }));
            }
        }
        hits.sort_unstable();
        hits.dedup_by_key(|hit| (hit.code, hit.start));
        hits
    }

    fn hit(&self, text: &str, number: CodeId, token: usize) -> Option<CodeHit> {
        let code = &self.codes[number as usize];
        let start = token.checked_sub(code.token)?;
        let end = start + code.text.len();
        let there = text.get(start..end).filter(|there| there.eq_ignore_ascii_case(&code.text))?;
        let goes_on = there.ends_with(is_token) && text[end..].starts_with(is_token);
        let began = there.starts_with(is_token) && text[..start].ends_with(is_token);
        (!goes_on && !began).then_some(CodeHit { code: number, start, end })
    }
}

/// Runs of letters, digits and `_`.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    iter::from_fn(move || {
        let start = at + text[at..].find(is_token)?;
        let length = text[start..].find(|character| !is_token(character));
        at = length.map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}

fn is_token(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::as_it_is("AADSTS50076", "x AADSTS50076: y", 1)]
    #[case::any_case("Request_BadRequest", "request_badrequest", 1)]
    #[case::digit_beside("AADSTS50020", "AADSTS500202", 0)]
    #[case::letter_beside("BadRequest", "aBadRequest", 0)]
    #[case::underscore_beside("BadRequest", "Request_BadRequest", 0)]
    #[case::letter_beyond_ascii_beside("BadRequest", "äBadRequest", 0)]
    #[case::every_one("zlib.error", "zlib.error: zlib.error.", 2)]
    #[case::several_tokens_broken_off("zlib.error", "zlib.errors", 0)]
    #[case::a_mark_in_front("-50002", "Code=-50002 50002", 1)]
    fn a_code_is_a_whole_token(#[case] code: &str, #[case] text: &str, #[case] expected: usize) {
        let mut codes = Codes::default();
        codes.add(code);
        assert_eq!(codes.find(text, &[]).len(), expected);
    }

    #[test]
    fn an_aadsts_code_is_also_a_bare_number_where_one_stands() {
        let mut codes = Codes::default();
        codes.add("AADSTS50076");
        let fact = Fact::Code(CodeKind::Aadsts, "AADSTS50076".to_owned());
        let found = [Found { range: 3..8, fact }];
        assert_eq!(codes.find("50076 50076", &found), [CodeHit { code: 0, start: 3, end: 8 }]);
    }

    #[test]
    fn equal_codes_have_one_number() {
        let mut codes = Codes::default();
        assert_eq!(codes.add("BadRequest"), codes.add("badrequest"));
        assert_eq!(codes.add("…"), None);
    }
}
