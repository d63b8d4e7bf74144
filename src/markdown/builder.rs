//! Turns the parser's stream of events into blocks.

use std::mem;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::{Block, BlockKind, Inline, InlineStyle, Marker};

/// Deeper nesting is drawn at this depth: an indent must leave room for the text.
const MAX_INDENT: usize = 8;

/// The block being read and what surrounds it.
#[derive(Default)]
pub(super) struct Builder {
    blocks: Vec<Block>,
    /// The number of the next item of each open list; none where it has bullets.
    lists: Vec<Option<u64>>,
    quotes: usize,
    marker: Option<Marker>,
    content: Vec<Inline>,
    styles: Vec<InlineStyle>,
    /// Where in `content` each open link or picture began.
    targets: Vec<usize>,
    /// Lines count as they stand.
    literal: bool,
}

impl Builder {
    /// Reads one event.
    pub(super) fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.literal => self.push_lines(&text),
            Event::Html(text) => self.push_lines(&text),
            Event::Text(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.push(&text, self.style()),
            Event::Code(text) => self.push(&text, strongest(self.style(), InlineStyle::Code)),
            Event::SoftBreak => self.push(" ", self.style()),
            Event::HardBreak => self.push("\n", InlineStyle::Break),
            Event::Rule => {
                self.push("---", InlineStyle::Plain);
                self.close(BlockKind::Paragraph);
            }
            Event::TaskListMarker(done) => {
                self.push(if done { "[x] " } else { "[ ] " }, InlineStyle::Plain);
            }
        }
    }

    /// The blocks read.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close(BlockKind::Paragraph);
        self.blocks
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.open_style(InlineStyle::Emphasis),
            Tag::Strong => self.open_style(InlineStyle::Strong),
            Tag::Link { link_type, dest_url, .. } => {
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                self.open_target(InlineStyle::Link(format!("{scheme}{dest_url}")));
            }
            Tag::Image { dest_url, .. } => {
                self.open_target(InlineStyle::Picture(dest_url.into_string()));
                self.push("picture: ", self.style());
            }
            block => self.start_block(&block),
        }
    }

    fn start_block(&mut self, tag: &Tag<'_>) {
        self.close(BlockKind::Paragraph);
        match tag {
            Tag::List(first) => self.lists.push(*first),
            Tag::Item => self.marker = self.next_marker(),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::CodeBlock(_) => self.literal = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => drop(self.styles.pop()),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_picture(),
            TagEnd::Heading(_) => self.close(BlockKind::Heading),
            TagEnd::CodeBlock => {
                self.close(BlockKind::Code);
                self.literal = false;
            }
            TagEnd::Item => {
                self.close(BlockKind::Paragraph);
                self.close_empty_item();
            }
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::BlockQuote(_) => {
                self.close(BlockKind::Paragraph);
                self.quotes -= 1;
            }
            _ => self.close(BlockKind::Paragraph),
        }
    }

    fn open_style(&mut self, style: InlineStyle) {
        self.styles.push(strongest(self.style(), style));
    }

    fn open_target(&mut self, style: InlineStyle) {
        self.targets.push(self.content.len());
        self.open_style(style);
    }

    /// A link without a label of its own (none, or a picture) shows its address.
    fn end_link(&mut self) {
        let style = self.styles.pop().unwrap_or(InlineStyle::Plain);
        let start = self.targets.pop().unwrap_or_default();
        let label = &self.content[start.min(self.content.len())..];
        let InlineStyle::Link(url) = &style else { return };
        // A label may have been joined to the run before it.
        if self.content.last().is_some_and(|last| last.style == style) {
            return;
        }
        if label.iter().all(|inline| inline.style != style) {
            let url = url.clone();
            if !label.is_empty() {
                self.push(" ", InlineStyle::Plain);
            }
            self.push(&url, style);
        }
    }

    fn end_picture(&mut self) {
        self.styles.pop();
        self.targets.pop();
        if let Some(picture) = self.content.last_mut() {
            picture.text.truncate(picture.text.trim_end_matches([':', ' ']).len());
        }
    }

    fn style(&self) -> InlineStyle {
        self.styles.last().cloned().unwrap_or(InlineStyle::Plain)
    }

    fn next_marker(&mut self) -> Option<Marker> {
        match self.lists.last_mut()? {
            None => Some(Marker::Bullet),
            Some(next) => {
                let marker = Marker::Number(*next);
                *next = next.saturating_add(1);
                Some(marker)
            }
        }
    }

    fn push_lines(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.push("\n", InlineStyle::Break);
            }
            self.push(line, InlineStyle::Plain);
        }
    }

    fn push(&mut self, text: &str, style: InlineStyle) {
        match self.content.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.style == style && style != InlineStyle::Break => {
                last.text.push_str(text);
            }
            _ => self.content.push(Inline { text: text.to_owned(), style }),
        }
    }

    /// Ends the block being read, if there is one.
    fn close(&mut self, kind: BlockKind) {
        while self.content.last().is_some_and(|last| last.style == InlineStyle::Break) {
            self.content.pop();
        }
        if !self.content.is_empty() {
            let content = mem::take(&mut self.content);
            let indent = (self.lists.len() + self.quotes).min(MAX_INDENT);
            self.blocks.push(Block { indent, marker: self.marker.take(), kind, content });
        }
    }

    fn close_empty_item(&mut self) {
        if let Some(marker) = self.marker.take() {
            let indent = (self.lists.len() + self.quotes).min(MAX_INDENT);
            let (kind, content) = (BlockKind::Paragraph, Vec::new());
            self.blocks.push(Block { indent, marker: Some(marker), kind, content });
        }
    }
}

fn strongest(outer: InlineStyle, inner: InlineStyle) -> InlineStyle {
    let weight = |style: &InlineStyle| match style {
        InlineStyle::Plain | InlineStyle::Break => 0,
        InlineStyle::Emphasis => 1,
        InlineStyle::Strong => 2,
        InlineStyle::Code => 3,
        InlineStyle::Link(_) => 4,
        InlineStyle::Picture(_) => 5,
    };
    if weight(&inner) > weight(&outer) { inner } else { outer }
}
