//! An issue as plain text that reads well in a mail or a ticket: one paragraph a line, whoever shows it wraps it.

use super::words::{self, Note, indented};
use crate::{
    issue::{Copy, Detail, DetailKind, Fix, Issue, Step},
    markdown::{self, Block, BlockKind, Inline, InlineStyle, Marker},
    pack::Packs,
};

/// Longest line drawn below a heading.
const MAX_RULE: usize = 72;

/// The whole issue.
pub fn issue_as_text(issue: &Issue, packs: &Packs) -> String {
    let mut parts = vec![
        heading(&issue.title, '='),
        format!("{}\nissue {}", words::origin(issue, packs), issue.id),
        issue.summary.clone(),
    ];
    let is_symptom = |detail: &&Detail| detail.kind == DetailKind::Symptom;
    parts.extend(issue.details.iter().filter(is_symptom).map(detail));
    parts.extend(look_alikes(issue, packs));
    parts.extend(issue.details.iter().filter(|detail| !is_symptom(detail)).map(detail));
    for (fix, number) in issue.fixes.iter().zip(1..) {
        parts.push(fix_under(&format!("Fix {number}: {}", fix.title), fix));
    }
    finish(&parts)
}

/// One fix: its title and conditions, then its steps with everything that belongs to them.
pub fn fix_as_text(fix: &Fix) -> String {
    finish(&[fix_under(&fix.title, fix)])
}

fn finish(parts: &[String]) -> String {
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn heading(title: &str, rule: char) -> String {
    let length = title.chars().count().min(MAX_RULE);
    format!("{title}\n{}", rule.to_string().repeat(length))
}

fn detail(detail: &Detail) -> String {
    format!("{}\n{}", heading(&detail.title, '-'), body(&detail.body))
}

fn look_alikes(issue: &Issue, packs: &Packs) -> Option<String> {
    let entry = |entry| {
        let title = words::title_of(entry, packs);
        format!("- {title} ({}): {}", entry.issue, words::sign(&entry.sign))
    };
    let entries: Vec<_> = issue.tell_apart.iter().map(entry).collect();
    let heading = heading("Or is it …?", '-');
    (!entries.is_empty()).then(|| format!("{heading}\n{}", entries.join("\n")))
}

fn fix_under(title: &str, fix: &Fix) -> String {
    let conditions = [
        fix.only_if.as_ref().map(|only_if| format!("Only if: {only_if}")),
        fix.when.as_ref().map(|when| format!("When: {when}")),
        Some(format!("Where: {}", words::place(fix.level))),
    ];
    let mut parts = vec![heading(title, '-')];
    parts.extend(conditions.into_iter().flatten());
    if let Some(why) = &fix.body {
        parts.push(format!("\n{}", body(why)));
    }
    parts.push(String::new());
    parts.extend(fix.steps.iter().zip(1..).map(|(one, number)| step(fix, one, number)));
    parts.join("\n")
}

fn step(fix: &Fix, step: &Step, number: usize) -> String {
    let note = |note| match note {
        Note::Says(label, text) => format!("{label}: {text}"),
        Note::Value(copy) => format!("{}:{}", copy.label, value(copy)),
        Note::Page(link) => format!("{}: {}", link.label, link.url),
    };
    let mut lines = vec![runs(&markdown::inline(&step.text))];
    lines.extend(words::notes(fix, step).into_iter().map(note));
    indented(&format!("{number}. "), &lines.join("\n"))
}

/// A value stands behind its label, one of several lines below it.
fn value(copy: &Copy) -> String {
    let text = copy.text.trim_end_matches('\n');
    if text.contains('\n') { format!("\n{}", indented("  ", text)) } else { format!(" {text}") }
}

/// Markdown as text: addresses stand behind what they belong to.
fn body(markdown: &str) -> String {
    let mut text = String::new();
    for block in markdown::blocks(markdown) {
        if !text.is_empty() {
            text.push_str(if block.indent == 0 { "\n\n" } else { "\n" });
        }
        text.push_str(&block_text(&block));
    }
    text
}

fn block_text(block: &Block) -> String {
    let marker = match block.marker {
        Some(Marker::Bullet) => "- ".to_owned(),
        Some(Marker::Number(number)) => format!("{number}. "),
        None => String::new(),
    };
    let levels = block.indent.saturating_sub(usize::from(block.marker.is_some()));
    let code = if block.kind == BlockKind::Code { "    " } else { "" };
    indented(&format!("{}{code}{marker}", "  ".repeat(levels)), &runs(&block.content))
}

fn runs(content: &[Inline]) -> String {
    let run = |inline: &Inline| match &inline.style {
        InlineStyle::Link(url) | InlineStyle::Picture(url) if *url != inline.text => {
            format!("{} ({url})", inline.text)
        }
        _ => inline.text.clone(),
    };
    content.iter().map(run).collect()
}
