//! The small Markdown of definition bodies, as blocks that a terminal can draw.
//!
//! Nothing that a reader would see is dropped: pictures become `picture: …`, raw HTML and whatever the terminal has no
//! form for stay as literal text.

mod builder;

use pulldown_cmark::{Options, Parser};

use self::builder::Builder;
use crate::issue::Link;

/// A paragraph, heading or piece of code, with its place in the lists around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// How many lists and quotations it stands in; an item of an outermost list has 1, whether or not it has a marker.
    pub indent: usize,
    /// Stands before the block's first line, one level further out than its text.
    pub marker: Option<Marker>,
    /// How it is drawn as a whole.
    pub kind: BlockKind,
    /// Its text; neighbours differ in style.
    pub content: Vec<Inline>,
}

/// What opens a list item; its further blocks carry none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// An item of an unordered list.
    Bullet,
    /// An item of an ordered list.
    Number(u64),
}

/// How a block is drawn as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text, to be wrapped.
    Paragraph,
    /// A heading of any level.
    Heading,
    /// Lines to be kept as they are, parted by [`InlineStyle::Break`].
    Code,
}

/// A run of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// What is drawn; `"\n"` for a break.
    pub text: String,
    /// How it is drawn.
    pub style: InlineStyle,
}

/// How a run of text is drawn. Of nested styles the most useful one counts: picture, link, code, strong, emphasis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InlineStyle {
    /// As it is.
    Plain,
    /// Important.
    Strong,
    /// Stressed.
    Emphasis,
    /// Literal, as one would type it.
    Code,
    /// A page to open; the text is its label.
    Link(String),
    /// A picture to open; the text is `picture: ` and what one sees.
    Picture(String),
    /// The end of a line.
    Break,
}

/// The blocks of a body.
pub fn blocks(body: &str) -> Vec<Block> {
    if !is_plain(body) {
        return parsed(body);
    }
    let content = vec![Inline { text: body.to_owned(), style: InlineStyle::Plain }];
    vec![Block { indent: 0, marker: None, kind: BlockKind::Paragraph, content }]
}

/// The runs of a text that is a single paragraph whatever it begins with, such as a step's.
pub fn inline(text: &str) -> Vec<Inline> {
    if is_plain(text) {
        return vec![Inline { text: text.to_owned(), style: InlineStyle::Plain }];
    }
    let guarded: Vec<_> =
        text.lines().map(|line| format!("{GUARD}{}", line.trim_start())).collect();
    let mut content: Vec<_> =
        blocks(&guarded.join("\n")).into_iter().flat_map(|block| block.content).collect();
    for inline in &mut content {
        inline.text.retain(|character| character != GUARD);
    }
    content.retain(|inline| !inline.text.is_empty());
    content
}

/// What is drawn, as text: for search, notes and copying.
pub fn plain(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    for block in blocks(body) {
        if !text.is_empty() {
            text.push_str(if block.marker.is_none() && block.indent == 0 { "\n\n" } else { "\n" });
        }
        text.push_str(&block.margin());
        text.push_str(&block.text());
    }
    text
}

/// Every link and picture of a body, in reading order, as written: nothing has checked the addresses.
pub fn links(body: &str) -> Vec<Link> {
    let mut links = Vec::new();
    for Inline { text, style } in blocks(body).into_iter().flat_map(|block| block.content) {
        if let InlineStyle::Link(url) | InlineStyle::Picture(url) = style {
            let link = Link { label: text, url };
            if !links.contains(&link) {
                links.push(link);
            }
        }
    }
    links
}

fn parsed(body: &str) -> Vec<Block> {
    let mut builder = Builder::default();
    Parser::new_ext(body, Options::empty()).for_each(|event| builder.take(event));
    builder.finish()
}

/// Whether a text is one line that is drawn as it stands. Many are, and need no parser.
fn is_plain(text: &str) -> bool {
    let is_drawn = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    let is_mark = |byte| matches!(byte, b'&' | b'*' | b'<' | b'[' | b'\\' | b'_' | b'`');
    // Whatever opens a block is no letter.
    text.bytes().next().is_some_and(|first| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| is_drawn(byte) && !is_mark(byte))
        && !text.ends_with(' ')
}

impl Block {
    /// Its text without styles and marker.
    pub fn text(&self) -> String {
        self.content.iter().map(|inline| inline.text.as_str()).collect()
    }

    fn margin(&self) -> String {
        let blanks = |levels: usize| "  ".repeat(levels);
        match self.marker {
            None => blanks(self.indent),
            Some(Marker::Bullet) => format!("{}- ", blanks(self.indent.saturating_sub(1))),
            Some(Marker::Number(n)) => format!("{}{n}. ", blanks(self.indent.saturating_sub(1))),
        }
    }
}

/// A blank to emphasis, yet text to everything that could open a block, and found in no definition: at the start of a
/// line it keeps the line in its paragraph.
const GUARD: char = '\u{1680}';

#[cfg(test)]
mod tests;
