//! A diagnosis: what each error of a text may be and why, and what it tells about itself.

use unicode_width::UnicodeWidthStr;

use super::{Document, Page};
use crate::{
    diagnose::{Confidence, Group, Match, Shown, extract::Extracted},
    issue::{IssueId, Sign},
    markdown,
    pack::Packs,
    search::Query,
    tui::{
        diagnosis::{Cluster, Place, clusters},
        glyph::Glyphs,
        text::{self, Line, Role},
        wrap::wrap_within,
    },
};

/// Lines of a reason; the text itself shows the rest.
const REASON: usize = 2;

/// Matches of one error that are shown; what follows is hardly it.
const MOST: usize = 8;

/// The same of an error that is no known issue.
const NEAREST: usize = 2;

/// What is laid out, and for whom.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The diagnosis.
    pub shown: &'a Shown,
    /// Where the issues are found.
    pub packs: &'a Packs,
    /// What other incidents tell about an issue, a sentence each.
    pub elsewhere: &'a dyn Fn(&IssueId) -> Vec<String>,
    /// Marks to use.
    pub glyphs: &'static Glyphs,
    /// Keys to name.
    pub keys: &'a Keys,
}

/// Keys that a diagnosis names; none where the user took them away.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// Opens Microsoft's page for a code.
    pub look_up: Option<String>,
    /// Saves a draft of an issue.
    pub draft: Option<String>,
}

/// Lays a diagnosis out for a pane of that width.
pub fn lay_out(subject: &Subject<'_>, width: usize) -> Document<Place> {
    let nothing = Query::default();
    let mut page = Page::new(width, subject.glyphs, &nothing);
    let groups = &subject.shown.diagnosis.groups;
    if groups.is_empty() {
        page.note(0, "There are no words in what was pasted.", Role::Text);
    }
    for (number, group) in groups.iter().enumerate() {
        page.blank();
        if groups.len() > 1 {
            heading(&mut page, format!("Error {} of {}", number + 1, groups.len()));
        }
        if !group.is_known() {
            unknown(subject, &mut page, group);
        }
        matches(subject, &mut page, number, group);
        extracted(&mut page, &group.extracted);
    }
    if !subject.shown.diagnosis.is_known() && !groups.is_empty() {
        draft(subject, &mut page);
    }
    page.document
}

fn heading(page: &mut Page<'_, Place>, text: impl Into<String>) {
    page.text(Line::new(), vec![Role::Heading.piece(text).strong()], Line::new());
}

fn unknown(subject: &Subject<'_>, page: &mut Page<'_, Place>, group: &Group) {
    let said = match group.matches.len() {
        0 => "No known issue.",
        1 => "No known issue. The nearest, merely possible:",
        _ => "No known issue. The nearest, all merely possible:",
    };
    page.text(Line::new(), vec![Role::Warning.piece(said).strong()], Line::new());
    if let (Some(number), Some(key)) = (group.unknown_aadsts(), &subject.keys.look_up) {
        let look_up = format!(" looks AADSTS{number} up at Microsoft");
        page.text(Line::new(), vec![Role::Key.piece(key), Role::Text.piece(look_up)], Line::new());
    }
}

fn draft(subject: &Subject<'_>, page: &mut Page<'_, Place>) {
    if let Some(key) = &subject.keys.draft {
        page.blank();
        let draft = " saves it as a draft of an issue in your own pack";
        page.text(Line::new(), vec![Role::Key.piece(key), Role::Text.piece(draft)], Line::new());
    }
}

fn matches(subject: &Subject<'_>, page: &mut Page<'_, Place>, number: usize, group: &Group) {
    let mut in_doubt = false;
    let most = if group.is_known() { MOST } else { NEAREST };
    for cluster in clusters(group).into_iter().take_while(|cluster| cluster.ranks.start < most) {
        if cluster.is_doubt && !in_doubt {
            page.blank();
            let doubt = format!("Or is it {}?", subject.glyphs.ellipsis);
            heading(page, doubt);
        }
        in_doubt = cluster.is_doubt;
        if cluster.ranks.len() > 1 {
            apart(subject, page, &cluster);
        }
        for rank in cluster.ranks.clone() {
            page.item(Place { group: number, rank }, |page| {
                matched(subject, page, &group.matches[rank], &cluster);
            });
        }
    }
}

/// What tells look-alikes apart, above them.
fn apart(subject: &Subject<'_>, page: &mut Page<'_, Place>, cluster: &Cluster<'_>) {
    heading(page, "Look-alikes; what tells them apart:");
    for (issue, sign) in &cluster.signs {
        let mut line =
            vec![Role::Accent.piece(short(subject.packs, issue)), Role::Text.piece("  ")];
        line.extend(told(sign));
        let bullet = format!("{} ", subject.glyphs.bullet);
        page.text(vec![Role::Dim.piece(bullet)], line, Line::new());
    }
    page.blank();
}

fn matched(
    subject: &Subject<'_>,
    page: &mut Page<'_, Place>,
    found: &Match,
    cluster: &Cluster<'_>,
) {
    let role = match found.confidence {
        Confidence::Certain => Role::Good,
        Confidence::Likely => Role::Pending,
        Confidence::Possible => Role::Dim,
    };
    let mark = subject.glyphs.confidence(found.confidence);
    let prefix = vec![role.piece(format!("{mark} {:<9}", found.confidence.as_str()))];
    page.text(prefix, vec![Role::Text.piece(short(subject.packs, &found.issue))], Line::new());
    let indent = vec![Role::Text.piece("  ")];
    if found.confidence >= Confidence::Likely {
        for told in (subject.elsewhere)(&found.issue) {
            let told = format!("{} {told}", subject.glyphs.bullet);
            page.text(indent.clone(), vec![Role::Pending.piece(told)], Line::new());
        }
    }
    if let [(_, sign)] = cluster.signs.as_slice() {
        page.text(indent, told(sign), Line::new());
        return;
    }
    let room = page.width.saturating_sub(2).max(1);
    let reason = vec![Role::Dim.piece(subject.glyphs.plain(subject.shown.reason(found)))];
    for line in wrap_within(&reason, room, REASON, subject.glyphs.ellipsis) {
        page.text(indent.clone(), line, Line::new());
    }
}

fn told(sign: &Sign) -> Line {
    match sign {
        Sign::When(when) => text::from_inlines(&markdown::inline(when), Role::Text),
        Sign::Same(_) => vec![Role::Text.piece("The same problem, told twice in the guide.")],
    }
}

fn short<'a>(packs: &'a Packs, issue: &'a IssueId) -> &'a str {
    packs.issue(issue).map_or(issue.as_str(), |issue| issue.short.as_str())
}

fn extracted(page: &mut Page<'_, Place>, extracted: &Extracted) {
    let found = extracted.facts();
    if found.is_empty() {
        return;
    }
    page.blank();
    heading(page, "Extracted");
    let label = found.iter().map(|(name, _)| name.width()).max().unwrap_or_default() + 2;
    for (name, value) in found {
        let fits = label + value.width() <= page.width;
        let value = vec![Role::Code.piece(value)];
        if fits {
            page.text(vec![Role::Dim.piece(format!("{name:<label$}"))], value, Line::new());
        } else {
            page.note(0, name, Role::Dim);
            page.text(vec![Role::Text.piece("  ")], value, Line::new());
        }
    }
}
