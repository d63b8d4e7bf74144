//! An issue as Markdown, for wikis and tickets that draw it.

use super::words::{self, Note, indented};
use crate::{
    issue::{Copy, Detail, DetailKind, Fix, Issue, Step},
    pack::Packs,
};

/// The whole issue. Bodies and steps are Markdown already and stay as they are; everything else is escaped.
pub fn issue_as_markdown(issue: &Issue, packs: &Packs) -> String {
    let mut parts = vec![
        format!("# {}", escape(&issue.title)),
        format!("*{}* · issue `{}`", escape(&words::origin(issue, packs)), issue.id),
        escape(&issue.summary),
    ];
    let is_symptom = |detail: &&Detail| detail.kind == DetailKind::Symptom;
    parts.extend(issue.details.iter().filter(is_symptom).map(detail));
    parts.extend(look_alikes(issue, packs));
    parts.extend(issue.details.iter().filter(|detail| !is_symptom(detail)).map(detail));
    parts.extend(issue.fixes.iter().zip(1..).map(|(one, number)| fix(one, number)));
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn detail(detail: &Detail) -> String {
    format!("## {}\n\n{}", escape(&detail.title), detail.body.trim_end())
}

fn look_alikes(issue: &Issue, packs: &Packs) -> Option<String> {
    let entry = |entry| {
        let title = escape(words::title_of(entry, packs));
        format!("- **{title}** (`{}`): {}", entry.issue, escape(words::sign(&entry.sign)))
    };
    let entries: Vec<_> = issue.tell_apart.iter().map(entry).collect();
    (!entries.is_empty()).then(|| format!("## Or is it …?\n\n{}", entries.join("\n")))
}

fn fix(fix: &Fix, number: usize) -> String {
    let only_if = fix.only_if.as_ref().map(|text| format!("**Only if:** {}", escape(text)));
    let when = fix.when.as_ref().map(|text| format!("**When:** {}", escape(text)));
    let mut parts = vec![format!("## Fix {number}: {}", escape(&fix.title))];
    parts.extend(only_if);
    parts.extend(when);
    parts.push(format!("**Where:** {}", words::place(fix.level)));
    parts.extend(fix.body.as_ref().map(|body| body.trim_end().to_owned()));
    let steps = fix.steps.iter().zip(1..).map(|(one, number)| step(fix, one, number));
    parts.push(steps.collect::<Vec<_>>().join("\n"));
    parts.join("\n\n")
}

fn step(fix: &Fix, step: &Step, number: usize) -> String {
    let note = |note| match note {
        Note::Says(label, text) => format!("- **{label}:** {}", escape(&text)),
        Note::Value(copy) => format!("- **{}:**{}", escape(&copy.label), value(copy)),
        Note::Page(link) => format!("- **{}:** <{}>", escape(&link.label), link.url),
    };
    let mut lines = vec![step.text.trim_end().to_owned()];
    lines.extend(words::notes(fix, step).into_iter().map(note));
    indented(&format!("{number}. "), &lines.join("\n"))
}

/// A value as code; a fence or a pair of backticks is longer than any inside.
fn value(copy: &Copy) -> String {
    let text = copy.text.trim_end_matches('\n');
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    if text.contains('\n') {
        let fence = "`".repeat(longest.max(2) + 1);
        return format!("\n\n{}", indented("  ", &format!("{fence}\n{text}\n{fence}")));
    }
    let ticks = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!(" {ticks}{space}{text}{space}{ticks}")
}

/// Plain text with everything that Markdown would take for itself made literal; line ends become blanks.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        let inside_a_word = before.is_alphanumeric() && after.is_alphanumeric();
        if matches!(c, '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '&' | '~' | '|')
            || (c == '_' && !inside_a_word)
            || (c == '#' && before == ' ')
        {
            escaped.push('\\');
        }
        escaped.push(if c == '\n' { ' ' } else { c });
        before = c;
    }
    escaped
}
