//! HTML: entities, also escaped several times, and the tags that mail and tickets put around plain text.

use memchr::memchr2;

use super::{
    encoded,
    layer::{Rewrite, Rewritten, beside_line_break},
};

/// Decodes entities and takes out the tags of formatted text; those that end a line become a line break.
pub(super) fn undo(text: &str) -> Option<Rewritten> {
    let mut rewrite = Rewrite::new(text);
    let mut at = 0;
    while let Some(found) = memchr2(b'&', b'<', &text.as_bytes()[at..]) {
        let start = at + found;
        let rest = &text[start..];
        let (length, with) = match rest.as_bytes() {
            [b'&', b'#' | b'A'..=b'Z' | b'a'..=b'z', ..] => ampersand(rest),
            [b'<', b'/' | b'A'..=b'Z' | b'a'..=b'z', ..] => tag(rest),
            _ => (1, Undone::Nothing),
        };
        at = start + length;
        match with {
            Undone::Nothing => {}
            Undone::Character(character) => rewrite.replace_by(start..at, character),
            Undone::Gone => rewrite.drop(start..at),
            Undone::LineBreak if beside_line_break(text, start..at) => {
                rewrite.replace_by(start..at, ' ');
            }
            Undone::LineBreak => rewrite.replace_by(start..at, '\n'),
        }
    }
    rewrite.finish()
}

/// What stands for a place of the text.
enum Undone {
    Nothing,
    Character(char),
    Gone,
    LineBreak,
}

/// `&quot;`, and `&amp;amp;quot;` just the same.
fn ampersand(text: &str) -> (usize, Undone) {
    let mut name = &text[1..];
    while let Some(rest) =
        ["amp;", "#38;", "#x26;"].iter().find_map(|again| name.strip_prefix(again))
    {
        name = rest;
    }
    let before = text.len() - name.len();
    match entity(name) {
        Some((length, character)) => (before + length, Undone::Character(character)),
        None if before > 1 => (before, Undone::Character('&')),
        None => (1, Undone::Nothing),
    }
}

/// Longest name between `&` and `;` that is known.
const LONGEST_NAME: usize = 8;

/// The character of an entity and the length of its name with the semicolon.
fn entity(text: &str) -> Option<(usize, char)> {
    let end = text.bytes().take(LONGEST_NAME + 1).position(|byte| byte == b';')?;
    let name = text.get(..end)?;
    let character = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((end + 1, character))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => encoded::hex(digits.as_bytes())?,
        None => number.parse().ok()?,
    };
    match code {
        // Browsers read these as Windows-1252, and so do those who write them.
        0x91 | 0x92 => Some('\''),
        0x93 | 0x94 => Some('"'),
        0x96 | 0x97 => Some('-'),
        _ => char::from_u32(code).filter(|&character| character != '\0'),
    }
}

/// The entities that occur in tickets and mail; a rarer one stays as it is.
const NAMES: &[(&str, char)] = &[
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", ' '),
    ("lsquo", '\''),
    ("rsquo", '\''),
    ("sbquo", '\''),
    ("ldquo", '"'),
    ("rdquo", '"'),
    ("bdquo", '"'),
    ("laquo", '"'),
    ("raquo", '"'),
    ("ndash", '-'),
    ("mdash", '-'),
    ("hyphen", '-'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("colon", ':'),
    ("comma", ','),
    ("period", '.'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("num", '#'),
    ("equals", '='),
    ("plus", '+'),
    ("lowbar", '_'),
    ("commat", '@'),
    ("excl", '!'),
    ("quest", '?'),
    ("lpar", '('),
    ("rpar", ')'),
    ("lsqb", '['),
    ("rsqb", ']'),
    ("lbrack", '['),
    ("rbrack", ']'),
    ("lcub", '{'),
    ("rcub", '}'),
    ("lbrace", '{'),
    ("rbrace", '}'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("ccedil", 'ç'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("uacute", 'ú'),
    ("ugrave", 'ù'),
    ("ucirc", 'û'),
    ("ntilde", 'ñ'),
    ("aring", 'å'),
    ("oslash", 'ø'),
    ("aelig", 'æ'),
    ("euro", '€'),
    ("copy", '©'),
    ("reg", '®'),
];

/// Tags that begin a line where they open, end one where they close, or break it by themselves.
const OPENING: &[&str] = &["tr", "li", "hr", "h1", "h2", "h3", "h4", "blockquote", "pre"];
const CLOSING: &[&str] =
    &["p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "pre"];
/// Tags that only change how the text looks or where it stands.
const INLINE: &[&str] = &[
    "a", "b", "body", "code", "em", "font", "html", "i", "img", "mark", "o:p", "s", "small",
    "span", "strong", "sub", "sup", "tbody", "td", "th", "thead", "u", "wbr",
];

/// A tag of formatted text; any other is part of the error, as in `List<T>` or an answer in XML.
fn tag(text: &str) -> (usize, Undone) {
    const OTHER: (usize, Undone) = (1, Undone::Nothing);
    let inside = text[1..].trim_start_matches('/');
    let closes = inside.len() < text.len() - 1;
    let name_length = inside
        .bytes()
        .take(LONGEST_TAG + 1)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b':')
        .count();
    let name = inside[..name_length].to_ascii_lowercase();
    let Some(undone) = formatting(&name, closes) else { return OTHER };
    let rest = &inside[name_length..];
    if !rest.starts_with(['>', ' ', '/', '\n', '\t']) {
        return OTHER;
    }
    match memchr2(b'>', b'<', rest.as_bytes()) {
        Some(end) if rest.as_bytes()[end] == b'>' => (text.len() - rest.len() + end + 1, undone),
        _ => OTHER,
    }
}

const LONGEST_TAG: usize = 10;

fn formatting(name: &str, closes: bool) -> Option<Undone> {
    let (breaks, other) = if closes { (CLOSING, OPENING) } else { (OPENING, CLOSING) };
    if name == "br" || breaks.contains(&name) {
        Some(Undone::LineBreak)
    } else {
        (other.contains(&name) || INLINE.contains(&name)).then_some(Undone::Gone)
    }
}
