//! Which id was likely meant.

use crate::issue::IssueId;

/// Least likeness, of 1, at which an id is worth proposing.
const LIKELY: f64 = 0.6;

/// Longest text that is compared letter by letter.
const MAX_TEXT: usize = 200;

/// The ids most like a text, best first: those that contain it, then those with the fewest letters changed.
pub(super) fn nearest<'i>(
    ids: impl Iterator<Item = &'i IssueId>,
    text: &str,
    n: usize,
) -> Vec<&'i IssueId> {
    let text: String = text.trim().to_lowercase().chars().take(MAX_TEXT).collect();
    let likeness = |id: &IssueId| {
        let contains = !text.is_empty() && id.as_str().contains(&text);
        let likeness = strsim::normalized_damerau_levenshtein(id.as_str(), &text);
        if contains { 1.0 + likeness } else { likeness }
    };
    let mut ranked: Vec<_> =
        ids.map(|id| (likeness(id), id)).filter(|(likeness, _)| *likeness >= LIKELY).collect();
    ranked.sort_by(|(a, first), (b, second)| b.total_cmp(a).then_with(|| first.cmp(second)));
    ranked.into_iter().take(n).map(|(_, id)| id).collect()
}
