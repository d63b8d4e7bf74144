//! A note as Markdown. Whatever somebody typed or pasted stays text: nothing of it becomes a link, a picture or a mark.

use super::{Block, Item, Note, Section, words};

pub(super) fn note(note: &Note) -> String {
    let heading = (!note.heading.is_empty()).then(|| format!("## {}", escape(&note.heading)));
    let sections = note.sections.iter().map(section);
    // As code, so that its underscores stay.
    let handover = note.handover.as_ref().map(|line| fenced(line));
    let parts: Vec<_> = heading.into_iter().chain(sections).chain(handover).collect();
    parts.join("\n\n") + "\n"
}

fn section(section: &Section) -> String {
    let mut text = section.title.as_ref().map(|title| format!("### {}", escape(title)));
    let mut before: Option<&Block> = None;
    for block in &section.blocks {
        let is_list = |block: &Block| matches!(block, Block::Item(_) | Block::Fact { .. });
        let gap = if before.is_some_and(is_list) && is_list(block) { "\n" } else { "\n\n" };
        let drawn = self::block(block);
        text = Some(text.map_or_else(|| drawn.clone(), |text| format!("{text}{gap}{drawn}")));
        before = Some(block);
    }
    text.unwrap_or_default()
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph { text } => lines(text),
        Block::Fact { name, value } => format!("- **{name}:** {}", code(value)),
        Block::Quote { text } => fenced(text.trim_end()),
        Block::Item(item) => told(item),
    }
}

fn told(item: &Item) -> String {
    let state = item.state.map(|state| format!("**{}:** ", words::state(state)));
    let state = state.unwrap_or_default();
    let first = match item.when.as_str() {
        "" => format!("- {state}{}", inside(&item.text)),
        when => {
            let text = inside(item.text.trim_end_matches('.'));
            format!("- {state}{text} *({})*", escape(when))
        }
    };
    let further = item.lines.iter().map(|line| format!("  {}", inside(line)));
    [first].into_iter().chain(further).collect::<Vec<_>>().join("\\\n")
}

/// Lines inside of a list's entry.
fn inside(text: &str) -> String {
    lines(text).replace('\n', "\n  ")
}

/// Lines that stay lines.
fn lines(text: &str) -> String {
    let lines = text.split('\n').filter(|line| !line.trim().is_empty());
    lines.map(|line| escape_line(line.trim())).collect::<Vec<_>>().join("\\\n")
}

/// A line, of which the beginning could open a block.
fn escape_line(line: &str) -> String {
    let escaped = escape(line);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    match escaped.as_bytes().get(digits) {
        Some(b'.') if digits > 0 => format!("{}\\{}", &escaped[..digits], &escaped[digits..]),
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{escaped}"),
        _ => escaped,
    }
}

/// A value as code, which nothing inside ends.
fn code(value: &str) -> String {
    let ticks = "`".repeat(longest_ticks(value) + 1);
    let space = if value.starts_with('`') || value.ends_with('`') { " " } else { "" };
    format!("{ticks}{space}{value}{space}{ticks}")
}

/// Lines as a block of code, which nothing inside ends.
fn fenced(text: &str) -> String {
    let fence = "`".repeat(longest_ticks(text).max(2) + 1);
    format!("{fence}text\n{text}\n{fence}")
}

fn longest_ticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// Text in a line, with everything that Markdown would take for itself made literal.
fn escape(text: &str) -> String {
    const TAKEN: &[char] = &[
        '\\', '`', '*', '_', '{', '}', '[', ']', '<', '>', '(', ')', '#', '!', '|', '~', '@', '&',
    ];
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if TAKEN.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(if matches!(c, '\n' | '\t') { ' ' } else { c });
    }
    escaped
}
