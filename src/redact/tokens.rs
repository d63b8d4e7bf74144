//! What stands in the place of a value: `[email-1]`, the same for the same value.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    hash::Hasher as _,
    ops::Range,
};

use memchr::memchr_iter;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use siphasher::sip128::{Hasher128 as _, SipHasher24};

use super::Class;

/// Numbers above are not looked out for in texts: nobody tells them apart, and a hostile text must not use them up.
const HIGHEST_NOTICED: u32 = 9_999;

/// Gives tokens to values: within an incident the same value gets the same token.
///
/// Values are known by a keyed hash alone. The key is not part of what is stored ([`Memory`]), so that a guess at a value
/// cannot be tried on the store without it.
#[derive(Clone, Debug)]
pub struct Tokens {
    key: Key,
    memory: Memory,
}

/// The secret of an incident's hashes: 16 random bytes.
#[derive(Clone)]
struct Key([u8; 16]);

/// Which values an incident has met, by hash: what is stored of [`Tokens`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Memory(BTreeMap<Class, Numbers>);

/// The numbers of one class.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Numbers {
    last: u32,
    known: HashMap<Hash, u32>,
}

/// Hash of a value; 32 hexadecimal digits when stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Hash(u128);

/// A token that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Where, in bytes.
    pub(super) range: Range<usize>,
    /// What it stands for.
    pub(super) class: Class,
    /// Which of its class; 0 for the client.
    pub(super) number: u32,
}

impl Tokens {
    /// For a new incident; the key is made at random and kept apart from what is stored.
    pub fn new(key: [u8; 16]) -> Self {
        Self::resume(key, Memory::default())
    }

    /// Goes on with what an incident has met; only its own key finds values again.
    pub fn resume(key: [u8; 16], memory: Memory) -> Self {
        Self { key: Key(key), memory }
    }

    /// The same machine's, for an incident that has met other values.
    #[must_use]
    pub fn within(&self, memory: Memory) -> Self {
        Self { key: self.key.clone(), memory }
    }

    /// What is to be stored.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Takes in what was met elsewhere in the same incident.
    pub fn learn(&mut self, met: &Memory) {
        self.memory.add(met);
    }

    /// For another incident of the same machine, which has met nothing yet.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self { key: self.key.clone(), memory: Memory::default() }
    }

    /// A text that was redacted with `others`, with the tokens of this incident in their place.
    pub fn take_over(&mut self, text: &str, others: &Self) -> String {
        let hash = |token: &Token| others.memory.hash(token.class, token.number);
        tokens(text).filter(|token| hash(token).is_none()).for_each(|token| self.notice(&token));
        let mut taken = String::with_capacity(text.len());
        let mut at = 0;
        for token in tokens(text) {
            if let Some(hash) = hash(&token) {
                taken.push_str(&text[at..token.range.start]);
                taken.push_str(&self.memory.token(token.class, hash));
                at = token.range.end;
            }
        }
        taken + &text[at..]
    }

    /// The token of a value, which gets a new one if it was not met before.
    pub(super) fn token(&mut self, class: Class, value: &str) -> String {
        if class == Class::Client {
            return "[client]".to_owned();
        }
        self.memory.token(class, self.key.hash(class, value))
    }

    /// Leaves the numbers alone that a text uses already.
    pub fn notice_in(&mut self, text: &str) {
        tokens(text).for_each(|token| self.notice(&token));
    }

    /// Leaves a number alone that a text uses already, as another incident's text may.
    pub(super) fn notice(&mut self, token: &Token) {
        if token.number <= HIGHEST_NOTICED && token.class != Class::Client {
            let numbers = self.memory.0.entry(token.class).or_default();
            numbers.last = numbers.last.max(token.number);
        }
    }
}

impl Memory {
    /// The token of a hash, which gets a new one if it was not met before.
    fn token(&mut self, class: Class, hash: Hash) -> String {
        let numbers = self.0.entry(class).or_default();
        let number = *numbers.known.entry(hash).or_insert_with(|| {
            numbers.last = numbers.last.saturating_add(1);
            numbers.last
        });
        format!("[{class}-{number}]")
    }

    /// What a token stands for; none where it is no token of this incident.
    fn hash(&self, class: Class, number: u32) -> Option<Hash> {
        let mut known = self.0.get(&class)?.known.iter();
        known.find(|(_, known)| **known == number).map(|(hash, _)| *hash)
    }

    /// The same without the values: only which numbers are taken. Hashes mean nothing where the key is another.
    #[must_use]
    pub fn without_values(&self) -> Self {
        let numbers = |numbers: &Numbers| Numbers { last: numbers.last, known: HashMap::new() };
        Self(self.0.iter().map(|(class, known)| (*class, numbers(known))).collect())
    }

    /// Takes in what was met elsewhere in the same incident.
    pub fn add(&mut self, other: &Self) {
        for (class, met) in &other.0 {
            let numbers = self.0.entry(*class).or_default();
            numbers.last = numbers.last.max(met.last);
            numbers.known.extend(&met.known);
        }
    }
}

impl Key {
    /// Hash of what makes two spellings the same value.
    fn hash(&self, class: Class, value: &str) -> Hash {
        let mut hasher = SipHasher24::new_with_key(&self.0);
        hasher.write(class.as_str().as_bytes());
        hasher.write_u8(0);
        hasher.write(canonical(class, value).as_bytes());
        Hash(hasher.finish128().as_u128())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:032x}", self.0))
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        u128::from_str_radix(&text, 16).map(Self).map_err(D::Error::custom)
    }
}

/// Whether two texts say the same as far as their tokens tell: these may differ in their numbers.
pub fn differ_in_numbers_alone(one: &str, other: &str) -> bool {
    parts(one).eq(parts(other))
}

/// What stands before each token with its class, then the rest.
fn parts(text: &str) -> impl Iterator<Item = (&str, Option<Class>)> {
    let ends = tokens(text).map(|token| (token.range, Some(token.class)));
    let ends = ends.chain([(text.len()..text.len(), None)]);
    ends.scan(0, |at, (range, class)| {
        let before = std::mem::replace(at, range.end);
        Some((&text[before..range.start], class))
    })
}

/// A value without what differs between two spellings of it.
fn canonical(class: Class, value: &str) -> String {
    let keep: fn(&char) -> bool = match class {
        Class::Secret => return value.to_owned(),
        Class::Guid | Class::Mac => char::is_ascii_hexdigit,
        Class::Phone | Class::Card => char::is_ascii_digit,
        _ => |c| !c.is_control(),
    };
    value.chars().filter(keep).flat_map(char::to_lowercase).collect()
}

/// Every token in a text.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token> {
    memchr_iter(b'[', text.as_bytes()).filter_map(|start| token_at(text, start))
}

fn token_at(text: &str, start: usize) -> Option<Token> {
    /// The longest is `secret-4294967295]`.
    const LONGEST: usize = 18;
    let inside = &text.as_bytes()[start + 1..];
    let end = memchr::memchr(b']', &inside[..inside.len().min(LONGEST)])?;
    let word = text.get(start + 1..start + 1 + end)?;
    let (class, number) = match word.split_once('-') {
        None if word == Class::Client.as_str() => (Class::Client, 0),
        None => return None,
        Some((class, number)) => (Class::from_word(class)?, token_number(number)?),
    };
    Some(Token { range: start..start + end + 2, class, number })
}

fn token_number(digits: &str) -> Option<u32> {
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    is_plain.then(|| digits.parse().ok())?
}
