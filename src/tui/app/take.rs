//! Copies and links: what an issue offers to take along.

use super::{App, Interrupt, Screen};
use crate::{
    clipboard::{Origin, Report},
    export,
    incident::wait_words,
    issue::{Fix, Issue, Link, Step},
    markdown,
    tui::{
        action::Action,
        document::issue::Item,
        message::{Effect, Notice, Timer},
        overlay::{Choice, Entry, Menu, Overlay, PagerKind},
    },
};

/// How long after a copy Ctrl+C is taken for a copy too.
const COPY_GRACE: std::time::Duration = std::time::Duration::from_secs(2);

/// A text that was copied.
#[derive(Clone, Debug)]
pub struct LastCopy {
    /// The text.
    pub text: String,
    /// Decides whether a file may hold it.
    pub origin: Origin,
}

impl App {
    pub(super) fn take(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Clipboard => return self.diagnose_clipboard(),
            Action::Copy if self.screen == Screen::Diagnosis => self.ask_copy_of_pasted(),
            Action::Copy => self.ask_copy(),
            Action::Redaction => self.ask_redaction(None),
            Action::SaveDraft => return self.save_draft(),
            Action::OpenLink if self.screen == Screen::Diagnosis => return self.look_up(),
            Action::OpenLink => return self.ask_link(),
            Action::ShowCopy => return self.open_pager(PagerKind::LastCopy),
            Action::FileCopy => {
                let last = self.last_copy.clone();
                let file = |LastCopy { text, origin }| Effect::File { text, origin };
                return last.map(file).into_iter().collect();
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn can_file_copy(&self) -> Result<(), String> {
        match &self.last_copy {
            None => Err("Nothing was copied yet.".into()),
            Some(LastCopy { origin: Origin::Bare, .. }) => {
                Err("Customer data was kept in the last copy: no file may hold it.".into())
            }
            Some(_) => Ok(()),
        }
    }

    fn ask_copy(&mut self) {
        let Ok(issue) = self.shown_issue() else { return };
        let mut entries = Vec::new();
        let cursor = self.issues.detail.cursor();
        if let Some(waiting) = self.waiting_here() {
            entries.push(entry("the wait", &wait_words(&waiting, &self.clock)));
        }
        if let Some((_, step)) = step_at(issue, cursor) {
            entries.extend(step.copy.iter().map(|copy| entry(&copy.label, &copy.text)));
            entries.push(entry("this step", &markdown::plain(&step.text)));
            entries.extend(
                step.link.iter().map(|link| entry(&format!("link: {}", link.label), &link.url)),
            );
        }
        let here = fix_at(issue, cursor);
        let fixes = issue.fixes.iter().enumerate();
        let (first, others): (Vec<_>, Vec<_>) =
            fixes.partition(|(_, fix)| here.is_some_and(|here| here.id == fix.id));
        for (number, fix) in first.into_iter().chain(others) {
            entries.push(entry(
                &format!("fix {}: {}", number + 1, fix.title),
                &export::fix_as_text(fix),
            ));
        }
        entries.push(entry("whole issue", &export::issue_as_text(issue, &self.library.packs)));
        entries.push(entry("issue id", issue.id.as_str()));
        let steps = issue
            .steps()
            .filter(|(_, step)| Some(&step.id) != step_at(issue, cursor).map(|(_, step)| &step.id));
        entries.extend(
            steps.flat_map(|(_, step)| &step.copy).map(|copy| entry(&copy.label, &copy.text)),
        );
        entries.dedup_by(|a, b| a.choice == b.choice);
        self.lay_over(Overlay::Menu(Menu::of("Copy", entries)));
    }

    fn ask_link(&mut self) -> Vec<Effect> {
        let Ok(issue) = self.shown_issue() else { return Vec::new() };
        let links = links(issue, self.issues.detail.cursor());
        let entries = links.into_iter().map(|link| {
            let choice = Choice::Browse(link.url.clone());
            Entry::new(link.label, link.url, choice)
        });
        self.lay_over(Overlay::Menu(Menu::of("Open in the browser", entries.collect())));
        Vec::new()
    }

    pub(super) fn copy(&mut self, text: String, origin: Origin) -> Vec<Effect> {
        self.last_copy = Some(LastCopy { text: text.clone(), origin });
        vec![Effect::Copy { text, origin }]
    }

    /// What shows the last copy and what files it: keys that hold here, or once what lies over the screen is away.
    fn keys_after_copy(&self) -> [String; 2] {
        let actions = [Action::ShowCopy, Action::FileCopy];
        let keys = |context| {
            let [show, file] = actions.map(|action| self.keymap.key(context, action));
            Some([show?.to_string(), file?.to_string()])
        };
        let after = || {
            let back = self.keymap.key(self.context(), Action::Back)?;
            let [show, file] = keys(self.context_below())?;
            Some([format!("{back}, then {show}"), file])
        };
        keys(self.context())
            .or_else(after)
            .unwrap_or_else(|| actions.map(|action| format!("the command \"{action}\"")))
    }

    /// Says what truly happened, with the keys that help on.
    pub(super) fn take_report(&mut self, report: &Report) -> Vec<Effect> {
        let [show, file] = self.keys_after_copy();
        let is_bare = self.last_copy.as_ref().is_some_and(|copy| copy.origin == Origin::Bare);
        let hint = report.hint(&show, (!is_bare).then_some(file.as_str()));
        let certain = hint.is_none();
        let text =
            format!("{} {}", report.message(), hint.unwrap_or_default()).trim_end().to_owned();
        let mut effects = self.tell(if certain { Notice::good(text) } else { Notice::plain(text) });
        self.interrupt = Interrupt::AfterCopy;
        effects.push(Effect::Timer(Timer::Copied, COPY_GRACE));
        effects
    }
}

fn entry(label: &str, text: &str) -> Entry {
    let text = text.trim_end().to_owned();
    let lines = text.lines().count();
    let detail = if lines > 1 { format!("{lines} lines") } else { text.clone() };
    Entry::new(label, detail, Choice::Copy { text, origin: Origin::Pack })
}

fn step_at<'a>(issue: &'a Issue, cursor: Option<&Item>) -> Option<(&'a Fix, &'a Step)> {
    match cursor {
        Some(Item::Step(step)) => issue.step(step),
        _ => None,
    }
}

fn fix_at<'a>(issue: &'a Issue, cursor: Option<&Item>) -> Option<&'a Fix> {
    match cursor {
        Some(Item::Fix(fix)) => issue.fix(fix),
        other => step_at(issue, other).map(|(fix, _)| fix),
    }
}

/// Every link and picture of an issue, those under the cursor first, each address once.
pub(super) fn links(issue: &Issue, cursor: Option<&Item>) -> Vec<Link> {
    let here = step_at(issue, cursor).map(|(_, step)| step.link.clone()).unwrap_or_default();
    let in_detail =
        |place: &usize| issue.details.get(*place).map(|detail| markdown::links(&detail.body));
    let under = match cursor {
        Some(Item::Detail(place)) => in_detail(place).unwrap_or_default(),
        _ => Vec::new(),
    };
    let bodies = issue.details.iter().map(|detail| &detail.body);
    let bodies = bodies.chain(issue.fixes.iter().filter_map(|fix| fix.body.as_ref()));
    let in_bodies = bodies.flat_map(|body| markdown::links(body));
    let in_steps = issue.steps().flat_map(|(_, step)| {
        step.link.iter().cloned().chain(markdown::links(&step.text)).collect::<Vec<_>>()
    });
    let mut found: Vec<Link> = Vec::new();
    for link in here.into_iter().chain(under).chain(in_bodies).chain(in_steps) {
        if !found.iter().any(|known| known.url == link.url) {
            found.push(link);
        }
    }
    found
}
