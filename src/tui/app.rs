//! The state of the dashboard and its only writer.
//!
//! [`App::update`] takes one [`Message`] and returns the [`Effect`]s it calls for. It touches no terminal, disk or
//! clock: what it knows of the world came in with messages. Each group of actions has a file of its own below.

mod applies;
mod arrivals;
mod asked_for;
mod banner;
mod closing;
mod comments;
mod diagnose;
mod drafts;
mod elsewhere;
mod footer;
mod handed_over;
mod header;
mod incident;
mod navigate;
mod note;
mod on_dashboard;
mod on_diagnosis;
mod on_incidents;
mod overlaid;
mod pasted;
mod places;
mod pointer;
mod program;
mod reading;
mod refresh;
mod steps;
mod take;
mod typing;
mod waits;

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;

use self::{drafts::Drafts, note::Noted};
pub use self::{footer::Footer, header::Header, take::LastCopy};
use super::{
    action::{Action, Group},
    dashboard::DashboardScreen,
    diagnosis::DiagnosisScreen,
    glyph::Glyphs,
    incidents::IncidentsScreen,
    issues::IssuesScreen,
    keymap::Keymap,
    layout,
    library::Library,
    message::{Effect, Message, Notice, Timer, Tone},
    overlay::{Overlay, Pager, PagerKind},
    work::Work,
};
use crate::{
    clock::Clock,
    config::Group as Grouping,
    incident::{SessionId, keep_secrets_out},
    redact::Tokens,
};

/// How long a notice stays.
const NOTICE_TIME: Duration = Duration::from_secs(8);

/// What the state is made from.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The packs of the first frame.
    pub library: Arc<Library>,
    /// Faults that are known by then, one a line.
    pub faults: Vec<String>,
    /// Which keys do what.
    pub keymap: Arc<Keymap>,
    /// This run of the program.
    pub session: SessionId,
    /// The present and the place.
    pub clock: Clock,
    /// Marks of plain ASCII.
    pub ascii: bool,
    /// Whether the mouse is reported to the program.
    pub mouse: bool,
    /// Whether Ctrl+C means copy to the people here, as on Windows.
    pub interrupt_copies: bool,
    /// Columns and rows.
    pub size: (u16, u16),
    /// How the whole list is grouped.
    pub grouping: Grouping,
}

/// A screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// Known issues.
    #[default]
    Issues,
    /// Incidents.
    Incidents,
    /// What all incidents tell together.
    Dashboard,
    /// The last diagnosis.
    Diagnosis,
}

/// The state of the dashboard.
#[derive(Clone, Debug)]
pub struct App {
    /// The packs.
    pub library: Arc<Library>,
    /// What is wrong with packs and settings, one a line.
    pub faults: Vec<String>,
    /// The screen that is shown.
    pub screen: Screen,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// The Issues screen.
    pub issues: IssuesScreen,
    /// The Incidents screen.
    pub incidents: IncidentsScreen,
    /// The Dashboard screen.
    pub dashboard: DashboardScreen,
    /// The Diagnose screen.
    pub diagnosis: DiagnosisScreen,
    /// Incidents.
    pub work: Work,
    /// The line at the bottom.
    pub notice: Option<Notice>,
    /// The text that was copied last.
    pub last_copy: Option<LastCopy>,
    /// The present and the place.
    pub clock: Clock,
    /// Marks.
    pub glyphs: &'static Glyphs,
    /// Whether the mouse is reported to the program.
    pub mouse: bool,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Which keys do what.
    pub keymap: Arc<Keymap>,
    /// When the present is to be told at the latest.
    alarm: Option<Timestamp>,
    /// Stand for what must not be recorded.
    tokens: Tokens,
    interrupt_copies: bool,
    /// What Ctrl+C means just now.
    interrupt: Interrupt,
    /// What was typed and not used.
    drafts: Drafts,
    /// Whether to quit as soon as everything is saved.
    quitting: bool,
    /// The note that is shown.
    note: Option<Noted>,
}

/// What Ctrl+C means just now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Interrupt {
    /// Quit, unless there is text in a field.
    #[default]
    Quits,
    /// A copy was made moments ago: it may have been meant to copy.
    AfterCopy,
    /// It was pressed and asked for a second press.
    Asked,
}

impl App {
    /// The state at the start, with everything in its place.
    pub fn new(setup: Setup) -> Self {
        let mut app = Self {
            library: setup.library,
            faults: setup.faults,
            screen: Screen::Issues,
            overlay: None,
            issues: IssuesScreen::default(),
            incidents: IncidentsScreen::default(),
            dashboard: DashboardScreen::default(),
            diagnosis: DiagnosisScreen::default(),
            work: Work::new(setup.session),
            notice: None,
            last_copy: None,
            clock: setup.clock,
            glyphs: Glyphs::of(setup.ascii),
            mouse: setup.mouse,
            size: setup.size,
            keymap: setup.keymap,
            alarm: None,
            // Until the machine's own are here, a value may get another token than before.
            tokens: Tokens::new([0; 16]),
            interrupt_copies: setup.interrupt_copies,
            interrupt: Interrupt::Quits,
            drafts: Drafts::default(),
            quitting: false,
            note: None,
        };
        app.issues.list.grouping = setup.grouping;
        app.issues.list.search(&app.library);
        app.follow_selection();
        app.refresh();
        app
    }

    /// Takes in what happened and says what must be done about it.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        if matches!(
            message,
            Message::Act(_) | Message::Type(_) | Message::Paste(_) | Message::Click { .. }
        ) {
            self.quitting = false;
        }
        if self.acts_blindly(&message) {
            return Vec::new();
        }
        let mut effects = match message {
            Message::Now(now) if self.take_now(now) => Vec::new(),
            Message::Now(_) => return self.set_alarm().into_iter().collect(),
            Message::Act(action) => self.act(action),
            Message::Type(character) => self.type_character(character),
            Message::Paste(raw) => self.paste(raw),
            Message::Clipboard(held) => self.take_clipboard(held),
            Message::Diagnosed(diagnosed) => self.take_diagnosed(diagnosed),
            Message::Click { column, row } => self.click(column, row),
            Message::Wheel { column, row, down } => self.wheel(column, row, down),
            Message::Resized { width, height } => {
                self.size = (width, height);
                vec![Effect::Redraw]
            }
            Message::Zone(zone) => {
                self.clock.zone = zone;
                self.dashboard.forget();
                self.incidents.forget();
                Vec::new()
            }
            Message::Tokens(tokens) => {
                self.tokens = tokens;
                Vec::new()
            }
            Message::Packs { library, faults } => self.take_packs(library, &faults),
            Message::Stamped { events, now } => {
                self.clock.now = now;
                self.take_stamped(events)
            }
            Message::Saved(events) => self.take_saved(events),
            Message::Unsaved { error } => self.take_unsaved(error),
            Message::Incidents(list) => self.take_incidents(list),
            Message::Incident { incident, now } => {
                self.clock.now = now;
                self.take_incident(*incident)
            }
            Message::Gone(id) => self.take_gone(&id),
            Message::StoreFailed(error) => {
                self.work.unread = Some(error);
                Vec::new()
            }
            Message::Edited(outcome) => self.take_edited(outcome),
            Message::Copied(report) => self.take_report(&report),
            Message::Told(notice) => self.tell(notice),
            Message::Elapsed(timer) => self.take_elapsed(timer),
        };
        self.refresh();
        for effect in &mut effects {
            self.keep_secrets_out(effect);
        }
        effects.extend(self.set_alarm());
        effects
    }

    /// What technicians write is recorded without secrets.
    fn keep_secrets_out(&self, effect: &mut Effect) {
        if let Effect::Record { incident, acts } = effect {
            let known = self.work.open().filter(|open| Some(open.id()) == incident.as_ref());
            keep_secrets_out(acts, known, &self.tokens);
        }
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        if action != Action::Interrupt && self.interrupt == Interrupt::Asked {
            self.interrupt = Interrupt::Quits;
        }
        if let Err(why) = self.applies(action) {
            return self.tell(Notice::plain(why));
        }
        match action.group() {
            Group::Text => self.edit_text(action),
            Group::Navigate => self.navigate(action),
            Group::Steps => self.act_on_step(action),
            Group::Incidents => self.act_on_incident(action),
            Group::Take => self.take(action),
            Group::Program => self.act_on_program(action),
        }
    }

    /// Whether a message would change something that the screen is too small to show.
    fn acts_blindly(&self, message: &Message) -> bool {
        let too_small = layout::is_too_small(self.size.0, self.size.1);
        too_small
            && match message {
                Message::Act(action) => !matches!(
                    action,
                    Action::Quit | Action::Interrupt | Action::Redraw | Action::Suspend
                ),
                Message::Type(_)
                | Message::Paste(_)
                | Message::Click { .. }
                | Message::Wheel { .. } => true,
                _ => false,
            }
    }

    /// Shows a notice for a while.
    fn tell(&mut self, notice: Notice) -> Vec<Effect> {
        let stays = notice.tone == Tone::Bad;
        self.notice = Some(notice);
        let time = if stays { NOTICE_TIME * 3 } else { NOTICE_TIME };
        vec![Effect::Timer(Timer::Notice, time)]
    }

    fn open_pager(&mut self, kind: PagerKind) -> Vec<Effect> {
        self.lay_over(Overlay::Pager(Pager::new(kind)));
        Vec::new()
    }

    /// Lays something over the screen; a notice from before it is not about it.
    fn lay_over(&mut self, overlay: Overlay) {
        self.put_away();
        self.notice = None;
        self.overlay = Some(overlay);
    }

    /// Takes away what lies over the screen; what was typed there is kept for the next time.
    fn put_away(&mut self) {
        if let Some(overlay) = self.overlay.take() {
            self.drafts.keep(&overlay);
        }
    }
}
