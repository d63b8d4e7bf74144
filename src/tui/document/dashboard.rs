//! The dashboard: what all incidents tell together, each figure with its number in text.

use jiff::civil::Date;

use super::{Document, Page};
use crate::{
    clock::Clock,
    incident::{
        Register, State, StepRef, Summary,
        figures::{DueWait, Figures},
    },
    issue::IssueId,
    markdown,
    pack::Packs,
    search::Query,
    tui::{
        dashboard::{DAYS, Spot},
        glyph::Glyphs,
        incidents::{Told, Which, age, word},
        text::{self, Line, Role, cut_line},
    },
};

/// Frequent issues that are shown.
const MOST: usize = 8;

/// Columns of a bar.
const BAR: usize = 12;

/// Lines of the columns for the days.
const LINES: usize = 3;

/// From this width a row has room for a gauge and for long words.
const ROOMY: usize = 60;

/// What is laid out.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// What all incidents tell together.
    pub figures: &'a Figures,
    /// The incidents that the figures are of.
    pub list: &'a Register,
    /// Where issues are found by their id.
    pub packs: &'a Packs,
    /// How many days before today the selected column stands for.
    pub days_ago: u16,
    /// Incidents of a state that are shown; the heading leads to all of them.
    pub most: usize,
    /// To write times.
    pub clock: &'a Clock,
    /// Marks to use.
    pub glyphs: &'static Glyphs,
}

/// Lays the dashboard out for its two halves; where the second has no width, all of it for the first.
pub fn lay_out(subject: &Subject<'_>, widths: [usize; 2]) -> [Document<Spot>; 2] {
    let query = Query::default();
    let mut first = Page::new(widths[0], subject.glyphs, &query);
    if widths[1] == 0 {
        due(subject, &mut first);
        spread(subject, &mut first);
        work(subject, &mut first);
        frequent(subject, &mut first);
        days(subject, &mut first);
        return [first.document, Document::default()];
    }
    due(subject, &mut first);
    work(subject, &mut first);
    let mut second = Page::new(widths[1], subject.glyphs, &query);
    spread(subject, &mut second);
    frequent(subject, &mut second);
    days(subject, &mut second);
    [first.document, second.document]
}

fn heading(page: &mut Page<'_, Spot>, title: &str, right: &str) {
    let title = vec![Role::Heading.piece(title).strong()];
    page.text(Line::new(), title, vec![Role::Dim.piece(right)]);
}

/// A heading that leads to all incidents of a state.
fn heading_of(page: &mut Page<'_, Spot>, which: Which, title: &str, count: usize) {
    page.blank();
    page.item(Spot::All(which), |page| heading(page, title, &count.to_string()));
}

fn row(page: &mut Page<'_, Spot>, spot: Spot, line: Line, right: Line) {
    let beside = if right.is_empty() { 0 } else { text::width(&right) + 2 };
    let room = page.width.saturating_sub(2 + beside);
    let line = cut_line(line, room, page.glyphs.ellipsis);
    page.item(spot, |page| page.text(vec![Role::Text.piece("  ")], line, right));
}

fn due(subject: &Subject<'_>, page: &mut Page<'_, Spot>) {
    let Figures { due, counts, .. } = subject.figures;
    heading_of(page, Which::Due, "Due", counts.due);
    if due.is_empty() {
        page.note(2, "No wait is due.", Role::Dim);
    }
    for wait in due {
        due_wait(subject, page, wait);
    }
}

fn due_wait(subject: &Subject<'_>, page: &mut Page<'_, Spot>, due: &DueWait) {
    let Some(summary) = subject.list.get(due.place) else { return };
    let step = StepRef { issue: due.wait.issue.clone(), step: due.wait.step.clone() };
    let line = vec![
        Role::Warning.piece("! "),
        Role::Text.piece(summary.label()).strong(),
        Role::Dim.piece(format!("  {}", step_text(subject.packs, &step))),
    ];
    let since = subject.clock.short(due.since);
    let word = word(due.due);
    let said = if page.width < ROOMY { word.to_owned() } else { format!("{word} since {since}") };
    let right = vec![Role::Warning.piece(said)];
    row(page, Spot::Due(summary.id.clone(), step), line, right);
}

fn step_text(packs: &Packs, step: &StepRef) -> String {
    let found = packs.issue(&step.issue).and_then(|issue| issue.step(&step.step));
    found.map_or_else(|| step.step.to_string(), |(_, step)| markdown::plain(&step.text))
}

/// What goes on: what waits for nothing that is due, then what somebody works on.
fn work(subject: &Subject<'_>, page: &mut Page<'_, Spot>) {
    let counts = &subject.figures.counts;
    let now = subject.clock.now;
    let of = |state| {
        let of_state = move |summary: &&Summary| summary.state == state;
        subject.list.iter().filter(of_state).filter(move |summary| summary.due(now).is_none())
    };
    if counts.waiting > 0 {
        let title = match counts.due {
            0 => "Waiting".to_owned(),
            due => format!("Waiting, {due} of them due"),
        };
        heading_of(page, Which::Waiting, &title, counts.waiting);
        incidents(subject, page, of(State::Waiting));
    }
    heading_of(page, Which::Open, "Open", counts.open);
    incidents(subject, page, of(State::Open));
    if counts.open == 0 {
        page.note(2, "Nobody works on anything just now.", Role::Dim);
    }
}

fn incidents<'a>(
    subject: &Subject<'_>,
    page: &mut Page<'_, Spot>,
    incidents: impl Iterator<Item = &'a Summary> + Clone,
) {
    for summary in incidents.clone().take(subject.most) {
        incident(subject, page, summary);
    }
    let more = incidents.skip(subject.most).count();
    if more > 0 {
        page.note(2, format!("and {more} more"), Role::Dim);
    }
}

fn incident(subject: &Subject<'_>, page: &mut Page<'_, Spot>, summary: &Summary) {
    let Subject { packs, clock, glyphs, .. } = subject;
    let issues: Vec<_> = summary.issues.iter().map(|issue| name(packs, issue)).collect();
    let line = vec![
        Role::Text.piece(summary.label()).strong(),
        Role::Dim.piece(format!("  {}", issues.join(", "))),
    ];
    let told = Told::of(summary, packs, clock, glyphs.good);
    let mut right = match (summary.state, page.width < ROOMY) {
        (State::Waiting, true) => vec![told.role.piece(told.short)],
        (State::Waiting, false) => vec![told.role.piece(told.long)],
        _ => vec![Role::Dim.piece(age(summary.opened_at, clock.now))],
    };
    if page.width >= ROOMY {
        let gauge = glyphs.gauge(summary.settled, summary.total, 5);
        right.push(Role::Good.piece(format!("  {gauge}")));
    }
    let role = if summary.failed > 0 { Role::Bad } else { Role::Good };
    right.push(role.piece(format!("  {:<7}", summary.progress())));
    row(page, Spot::Incident(summary.id.clone()), line, right);
}

fn spread(subject: &Subject<'_>, page: &mut Page<'_, Spot>) {
    page.blank();
    heading(page, "Several clients today", "");
    if subject.figures.spread.is_empty() {
        page.note(2, "No issue at more than one client today.", Role::Dim);
    }
    for spread in &subject.figures.spread {
        let clients = spread.places.iter().filter_map(|place| subject.list.get(*place));
        let clients: Vec<_> = clients.map(|summary| summary.client.trim()).collect();
        let issue = name(subject.packs, &spread.issue);
        let line = vec![
            Role::Warning.piece(format!("{issue}: {} clients today", clients.len())),
            Role::Dim.piece(format!("  {}", clients.join(", "))),
        ];
        row(page, Spot::Spread(spread.issue.clone()), line, Line::new());
    }
}

fn frequent(subject: &Subject<'_>, page: &mut Page<'_, Spot>) {
    let frequent = &subject.figures.frequent;
    page.blank();
    heading(page, "Most frequent issues", &format!("{DAYS} days"));
    if frequent.is_empty() {
        page.note(2, "No incident with an issue in these days.", Role::Dim);
    }
    let most = frequent.first().map_or(1, |(_, count)| *count).max(1);
    let digits = most.to_string().len();
    let bar = if page.width < ROOMY { BAR / 2 } else { BAR };
    for (issue, count) in frequent.iter().take(MOST) {
        let full = (count * bar).div_ceil(most);
        let right = vec![
            Role::Accent.piece(subject.glyphs.full.repeat(full)),
            Role::Text.piece(" ".repeat(bar - full)),
            Role::Text.piece(format!(" {count:>digits$}")),
        ];
        let line = vec![Role::Text.piece(name(subject.packs, issue))];
        row(page, Spot::Frequent(issue.clone()), line, right);
    }
}

/// A column for each day, one of them selected, and what it stands for.
fn days(subject: &Subject<'_>, page: &mut Page<'_, Spot>) {
    let days = &subject.figures.days;
    page.blank();
    let all: usize = days.iter().map(|(_, count)| count).sum();
    heading(page, "Incidents per day", &format!("{all} in {DAYS} days"));
    let Some(selected) = days.len().checked_sub(1 + usize::from(subject.days_ago)) else { return };
    let (day, count) = days[selected];
    let day = match subject.days_ago {
        0 => "today".to_owned(),
        _ => day.strftime("%a %Y-%m-%d").to_string(),
    };
    let counts: Vec<_> = days.iter().map(|(_, count)| *count).collect();
    let gap = if page.width < 2 * days.len() + 2 { "" } else { " " };
    let indent = || vec![Role::Text.piece("  ")];
    page.item(Spot::Days, |page| {
        let said = vec![Role::Text.piece(format!("{day}: {count}")).strong()];
        page.text(indent(), said, vec![Role::Dim.piece(peak(days))]);
        let column = selected * (1 + gap.len());
        for line in subject.glyphs.columns(&counts, LINES, gap) {
            page.text(indent(), with_column(&line, column), Line::new());
        }
        let pointer = vec![Role::Focus.piece(format!("{}^", " ".repeat(column)))];
        page.text(indent(), pointer, Line::new());
    });
}

/// The line of columns with one of them in a role of its own.
fn with_column(line: &str, column: usize) -> Line {
    let part = |from: usize, count: usize| line.chars().skip(from).take(count).collect::<String>();
    vec![
        Role::Accent.piece(part(0, column)),
        Role::Focus.piece(part(column, 1)).strong(),
        Role::Accent.piece(part(column + 1, usize::MAX)),
    ]
}

/// The latest of the days with the most incidents.
fn peak(days: &[(Date, usize)]) -> String {
    let most = days.iter().max_by_key(|(day, count)| (*count, *day));
    let most = most.filter(|(_, count)| *count > 0);
    most.map_or_else(String::new, |(day, count)| format!("most {count} on {day}"))
}

fn name<'a>(packs: &'a Packs, issue: &'a IssueId) -> &'a str {
    packs.issue(issue).map_or(issue.as_str(), |found| found.short.as_str())
}
