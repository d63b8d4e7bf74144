//! A note as plain text that reads well in a ticket.

use super::{Block, Item, Note, Section, words};

pub(super) fn note(note: &Note) -> String {
    let heading = (!note.heading.is_empty()).then(|| note.heading.clone());
    let sections = note.sections.iter().map(section);
    let parts: Vec<_> = heading.into_iter().chain(sections).chain(note.handover.clone()).collect();
    parts.join("\n\n") + "\n"
}

fn section(section: &Section) -> String {
    let mut text = section.title.as_ref().map(|title| format!("{title}:")).unwrap_or_default();
    let mut after_a_list = false;
    for block in &section.blocks {
        let is_paragraph = matches!(block, Block::Paragraph { .. });
        if !text.is_empty() {
            // What stands over a further list is parted from the list before.
            text.push_str(if is_paragraph && after_a_list { "\n\n" } else { "\n" });
        }
        text.push_str(&self::block(block));
        after_a_list = !is_paragraph;
    }
    text
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph { text } => text.clone(),
        Block::Fact { name, value } => format!("- {name}: {value}"),
        Block::Quote { text } => behind("> ", "> ", text.trim_end()),
        Block::Item(item) => behind("- ", "  ", &told(item)),
    }
}

fn told(item: &Item) -> String {
    let state = item.state.map(|state| format!("{}: ", words::state(state))).unwrap_or_default();
    let first = match item.when.as_str() {
        "" => format!("{state}{}", item.text),
        when => format!("{state}{} ({when})", item.text.trim_end_matches('.')),
    };
    let lines = item.lines.iter().map(|line| behind("", "  ", line));
    [first].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

/// A text with something before its first line and before the others; empty lines stay empty.
fn behind(first: &str, others: &str, text: &str) -> String {
    let mut margin = first;
    let line = |line: &str| {
        let line = format!("{margin}{line}").trim_end().to_owned();
        margin = others;
        line
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}
