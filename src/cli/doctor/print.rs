//! The diagnosis for people.

use anstyle::Style;

use super::{Diagnosis, PackFacts, PathFacts, StoreFacts, Terminal};
use crate::cli::{
    check::counted,
    table::Table,
    text::{BAD, BOLD, DIM, GOOD, Look, PLAIN, Text},
};

/// A section each, what is broken at the end.
pub(super) fn diagnosis(diagnosis: &Diagnosis<'_>, look: Look) -> serde_json::Result<Text> {
    let mut text = Text::new(look);
    text.piece(BOLD, &format!("casebook {}", diagnosis.version)).end();
    section(&mut text, "Paths", diagnosis.paths.iter().map(path));
    section(&mut text, "Store", store(&diagnosis.store));
    section(&mut text, "Packs", diagnosis.packs.iter().map(pack));
    let ways = diagnosis.clipboard.iter().zip(1..);
    section(
        &mut text,
        "Clipboard",
        ways.map(|(way, number)| row(&format!("{number}."), PLAIN, way)),
    );
    section(&mut text, "Terminal", terminal(&diagnosis.terminal));
    section(&mut text, "Settings in force", settings(diagnosis)?);
    problems(&mut text, &diagnosis.problems);
    Ok(text)
}

type Row = Vec<(Style, String)>;

fn row(name: &str, style: Style, value: &str) -> Row {
    vec![(PLAIN, format!("  {name}")), (style, value.to_owned())]
}

fn section(text: &mut Text, title: &str, rows: impl IntoIterator<Item = Row>) {
    let mut table = Table::default();
    rows.into_iter().for_each(|cells| table.row(cells));
    text.end().piece(BOLD, title).end();
    table.print(text);
}

fn path(facts: &PathFacts) -> Row {
    let state = match (facts.exists, &facts.mode) {
        (false, _) => "not there",
        (true, Some(mode)) => mode.as_str(),
        (true, None) => "there",
    };
    let path = facts.path.display().to_string();
    vec![
        (PLAIN, format!("  {}", facts.name)),
        (if facts.exists { PLAIN } else { DIM }, state.to_owned()),
        (PLAIN, path),
    ]
}

fn store(facts: &StoreFacts) -> Vec<Row> {
    if !facts.exists {
        return vec![row("none yet", DIM, "made with the first incident")];
    }
    let check = |name, outcome: &Option<String>| {
        let style = if outcome.as_deref() == Some("ok") { GOOD } else { BAD };
        outcome.as_deref().map(|outcome| row(name, style, outcome))
    };
    let rows = [
        facts.version.as_ref().map(|version| row("version", PLAIN, version)),
        facts.incidents.map(|count| row("incidents", PLAIN, &count.to_string())),
        check("quick check", &facts.quick_check),
        check("full check", &facts.full_check),
    ];
    rows.into_iter().flatten().collect()
}

fn pack(facts: &PackFacts) -> Row {
    let style = if facts.faults == 0 { DIM } else { BAD };
    vec![
        (PLAIN, format!("  {}", facts.info.id)),
        (PLAIN, facts.info.version.clone()),
        (PLAIN, counted(facts.issues, "issue")),
        (style, counted(facts.faults, "fault")),
        (PLAIN, facts.info.title.clone()),
    ]
}

fn terminal(facts: &Terminal) -> Vec<Row> {
    let is = |name, is| row(name, PLAIN, if is { "a terminal" } else { "no terminal" });
    let mut rows =
        vec![is("input", facts.stdin), is("output", facts.stdout), is("errors", facts.stderr)];
    if let (Some(columns), Some(lines)) = (facts.columns, facts.rows) {
        rows.push(row("size", PLAIN, &format!("{columns} x {lines}")));
    }
    if !facts.within.is_empty() {
        rows.push(row("within", PLAIN, &facts.within.join(", ")));
    }
    rows.extend(facts.variables.iter().map(|(name, value)| row(name, PLAIN, value)));
    rows
}

fn settings(diagnosis: &Diagnosis<'_>) -> serde_json::Result<Vec<Row>> {
    let settings = serde_json::to_value(diagnosis.config)?;
    let settings = settings.as_object().into_iter().flatten();
    Ok(settings.map(|(key, value)| row(key, PLAIN, &value.to_string())).collect())
}

fn problems(text: &mut Text, problems: &[String]) {
    text.end();
    if problems.is_empty() {
        text.piece(GOOD, "nothing is broken").end();
    }
    for problem in problems {
        text.piece(BAD, "broken: ").piece(PLAIN, problem).end();
    }
}
