//! Customer data out of a text: every secret and every identity becomes a token such as `[email-1]`.
//!
//! Nothing that was pasted is stored, drawn, copied or printed before it went through [`redact`]. What support asks for
//! stays: error codes, times, trace, correlation and request ids, Microsoft's own ids and hosts. The same value gets the
//! same token within an incident, see [`Tokens`].
//!
//! Each kind of value has a scanner of its own that goes from one telling character to the next and looks at a bounded
//! part of the text around it, so that no text takes more than linear time. Scanners see the text as it was meant, without
//! its escapes (`view`), and do not know of each other; `finds` settles who is right.

mod account;
mod address;
mod class;
mod dictionary;
mod email;
mod finds;
mod guid;
mod host;
mod known;
mod label;
mod mail;
mod microsoft;
mod name;
mod named;
mod number;
mod path;
mod scan;
mod secret;
mod sign_in;
mod tokens;
mod value;
mod view;
mod words;

use std::ops::Range;

pub(crate) use self::name::Names;
pub use self::{
    class::{Class, Classes},
    tokens::{Memory, Tokens, differ_in_numbers_alone},
};
use self::{
    finds::{By, Finds},
    view::View,
};

/// What is replaced.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Kinds of values.
    pub classes: Classes,
    /// Name of the incident's client, which becomes `[client]`; names of one or two letters stay.
    pub client: Option<String>,
}

/// A text without customer data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redacted {
    /// The text with its tokens.
    pub text: String,
    /// What was replaced, in order.
    pub replacements: Vec<Replacement>,
}

/// A value that a token stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// What it was.
    pub class: Class,
    /// Where the value stood, in bytes.
    pub input: Range<usize>,
    /// Where the token stands, in bytes.
    pub output: Range<usize>,
}

/// Replaces customer data; tokens that stand in the text already are left alone, so that doing it twice changes nothing.
pub fn redact(text: &str, tokens: &mut Tokens, options: &Options) -> Redacted {
    /// A token may uncover what it stood beside. Two rounds find all there is in every text that is not made for it.
    const ROUNDS: usize = 8;
    tokens.notice_in(text);
    let client = Names::of_clients(options.client.as_deref());
    let mut redacted = Redacted { text: text.to_owned(), replacements: Vec::new() };
    for _ in 0..ROUNDS {
        let finds = find(&redacted.text, options.classes, &client);
        if finds.is_empty() {
            break;
        }
        redacted = redacted.replace(&finds, tokens);
    }
    redacted
}

/// Replaces secrets alone, for what technicians write themselves: names and addresses stay.
pub fn redact_secrets(text: &str, tokens: &mut Tokens) -> String {
    redact(text, tokens, &Options { classes: Classes::SECRET, client: None }).text
}

/// Where tokens stand in a text, in bytes.
pub(crate) fn token_ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    tokens::tokens(text).map(|token| token.range)
}

impl Redacted {
    /// How many values of each class were replaced, in the order in which classes are shown; none without any.
    pub fn counts(&self) -> Vec<(Class, usize)> {
        let count = |class| self.replacements.iter().filter(|one| one.class == class).count();
        let counts = Class::ALL.iter().map(|&class| (class, count(class)));
        counts.filter(|&(_, count)| count > 0).collect()
    }

    /// Where a part of the input is in the output: whole tokens and whole characters.
    pub fn range(&self, input: Range<usize>) -> Range<usize> {
        let start = self.output(input.start, |replacement| replacement.output.start);
        let end = self.output(input.end.max(input.start), |replacement| replacement.output.end);
        let floor = |at: usize| (0..=at).rev().find(|&at| self.text.is_char_boundary(at));
        let ceil = |at: usize| (at..self.text.len()).find(|&at| self.text.is_char_boundary(at));
        floor(start.min(self.text.len())).unwrap_or(0)..ceil(end).unwrap_or(self.text.len())
    }

    /// Where a place of the input is; inside of a replaced value, as the token says.
    fn output(&self, at: usize, inside: impl Fn(&Replacement) -> usize) -> usize {
        let next = self.replacements.partition_point(|replacement| replacement.input.end <= at);
        match self.replacements.get(next) {
            Some(replacement) if replacement.input.start < at => inside(replacement),
            _ => {
                let last = next.checked_sub(1).map(|last| &self.replacements[last]);
                last.map_or(at, |last| last.output.end + at - last.input.end)
            }
        }
    }

    /// Puts tokens in the place of values, which are in order and touch no token.
    fn replace(self, values: &[Value], tokens: &mut Tokens) -> Self {
        let mut next = Next { old: &self.text, at: 0, input: 0, redacted: Self::default() };
        let mut known = self.replacements.into_iter().peekable();
        for value in values {
            while let Some(known) = known.next_if(|known| known.output.start < value.range.start) {
                next.keep(&known);
            }
            let token = tokens.token(value.class, &value.meant);
            next.push(value.class, &value.range, value.range.len(), &token);
        }
        known.for_each(|known| next.keep(&known));
        next.redacted.text.push_str(&self.text[next.at..]);
        next.redacted
    }
}

/// The text of the next round while it is put together.
struct Next<'a> {
    /// The text of this round, and how far it is taken over.
    old: &'a str,
    at: usize,
    /// The same place in the input.
    input: usize,
    redacted: Redacted,
}

impl Next<'_> {
    /// Takes over a token of an earlier round.
    fn keep(&mut self, known: &Replacement) {
        let token = &self.old[known.output.clone()];
        self.push(known.class, &known.output, known.input.len(), token);
    }

    /// Puts a token in the place of a part of the text, which had that length in the input.
    fn push(&mut self, class: Class, range: &Range<usize>, length: usize, token: &str) {
        let Redacted { text, replacements } = &mut self.redacted;
        text.push_str(&self.old[self.at..range.start]);
        let start = self.input + range.start - self.at;
        let output = text.len();
        text.push_str(token);
        let replacement =
            Replacement { class, input: start..start + length, output: output..text.len() };
        (self.at, self.input) = (range.end, replacement.input.end);
        replacements.push(replacement);
    }
}

/// A value to be replaced.
struct Value {
    class: Class,
    range: Range<usize>,
    /// Without the escapes it is written with.
    meant: String,
}

/// What is to be replaced in a text, in order.
fn find(text: &str, classes: Classes, client: &Names) -> Vec<Value> {
    let view = View::new(text);
    let mut finds = Finds::default();
    secret::find(&view, &mut finds);
    named::find(&view, &mut finds);
    if classes != Classes::SECRET {
        identities(&view, client, &mut finds);
    }
    known::find(&view, &mut finds);
    let fixed: Vec<_> = tokens::tokens(&view.text).map(|token| token.range).collect();
    let finds = finds.settle(&view.text, &fixed).into_iter();
    let value = |find: finds::Find| Value {
        class: find.class,
        range: view.written(&find.range),
        meant: view.text[find.range].to_owned(),
    };
    finds.filter(|find| classes.contains(find.class)).map(value).collect()
}

fn identities(view: &View<'_>, client: &Names, finds: &mut Finds) {
    email::find(view, finds);
    mail::find(view, finds);
    sign_in::find(view, finds);
    account::find(view, finds);
    path::find(view, finds);
    host::find(view, finds);
    guid::find(view, finds);
    address::find(view, finds);
    number::find(view, finds);
    let named = client.find(&view.text).into_iter();
    named.for_each(|range| finds.add(By::Name, Class::Client, range));
}

#[cfg(test)]
mod tests;
