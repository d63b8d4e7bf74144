//! A store in which a month of a desk has happened, to draw and to move about in.

use casebook::{
    builtin,
    incident::{Act, Author, Cause, Event, EventId, IncidentId, RunningWait, SessionId, StepState},
    issue::{Issue, StepId, WaitOn},
    pack::Packs,
    store::Store,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::session::Session;

pub(crate) const GDAP: &str = "consent-failed-forbidden-gdap-needed";
pub(crate) const MFA: &str = "must-use-mfa";
pub(crate) const TOKEN: &str = "unsupported-token-authorization-context";

/// The present of every session over the store: Sunday, 22 November 2026, 9 o'clock.
pub(crate) fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

/// So many minutes ago; in so many minutes where that is negative.
pub(crate) fn ago(minutes: i64) -> Timestamp {
    now() - SignedDuration::from_mins(minutes)
}

pub(crate) const HOUR: i64 = 60;
pub(crate) const DAY: i64 = 24 * HOUR;

/// A store to put incidents into.
pub(crate) struct Desk {
    pub(crate) store: Store,
    packs: Packs,
    incidents: u64,
    events: u128,
}

/// An incident of a desk.
pub(crate) struct Case<'a> {
    desk: &'a mut Desk,
    id: IncidentId,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let (packs, _) = Packs::merge([builtin::pack()]);
        Self { store: Store::in_memory().unwrap(), packs, incidents: 0, events: 0 }
    }

    /// Goes on with a store of another desk.
    pub(crate) fn over(store: Store) -> Self {
        Self { store, incidents: 1000, events: 1000, ..Self::new() }
    }

    /// Opens an incident so many minutes ago.
    pub(crate) fn open(
        &mut self,
        ticket: &str,
        client: &str,
        issue: &str,
        minutes: i64,
    ) -> Case<'_> {
        self.incidents += 1;
        let id = IncidentId::from_bits(0x10_0000_0000 + self.incidents);
        let attach = Act::attach(self.issue(issue), "1");
        let mut case = Case { desk: self, id };
        case.act(minutes, Act::Opened { ticket: ticket.into(), client: client.into() });
        case.act(minutes, attach);
        case
    }

    fn issue(&self, id: &str) -> &Issue {
        self.packs.issue(&id.parse().unwrap()).unwrap()
    }

    /// The dashboard over it.
    pub(crate) fn session(self) -> Session {
        Session::over(self.store, 7).at(now())
    }
}

impl Case<'_> {
    pub(crate) fn act(&mut self, minutes: i64, act: Act) -> &mut Self {
        self.desk.events += 1;
        let session = SessionId(Uuid::from_u128(1 << 100));
        let event = Event {
            id: EventId(Uuid::from_u128((1 << 90) + self.desk.events)),
            incident: self.id.clone(),
            lamport: 0,
            at: ago(minutes),
            author: Author { name: "ben".into(), device: "desk".into(), session },
            act,
        };
        self.desk.store.append(vec![event]).unwrap();
        self
    }

    /// Marks the first steps of an issue as done.
    pub(crate) fn done(&mut self, issue: &str, count: usize, minutes: i64) -> &mut Self {
        let steps: Vec<StepId> =
            self.desk.issue(issue).steps().take(count).map(|(_, step)| step.id.clone()).collect();
        for step in steps {
            let mark = Act::mark(&issue.parse().unwrap(), &step, StepState::Done, None);
            self.act(minutes, mark);
        }
        self
    }

    pub(crate) fn failed(&mut self, issue: &str, step: &str, minutes: i64) -> &mut Self {
        let (issue, step) = (issue.parse().unwrap(), step.parse().unwrap());
        self.act(minutes, Act::mark(&issue, &step, StepState::Failed, None))
    }

    /// Starts a wait: looking again from then, waited long enough at that time, in minutes ago.
    pub(crate) fn wait(
        &mut self,
        issue: &str,
        step: &str,
        since: i64,
        earliest: Option<i64>,
        latest: Option<i64>,
    ) -> &mut Self {
        let (issue, step) = (issue.parse().unwrap(), step.parse().unwrap());
        let wait = RunningWait {
            earliest: earliest.map(ago),
            latest: latest.map(ago),
            on: Some(WaitOn::Microsoft),
            ..RunningWait::default()
        };
        self.act(since, Act::wait(&issue, &step, wait))
    }

    pub(crate) fn close(&mut self, cause: Cause, minutes: i64) -> &mut Self {
        self.act(minutes, Act::Closed { cause, text: None })
    }
}

/// A desk in the middle of a morning on which something spreads.
pub(crate) fn busy() -> Session {
    let mut desk = Desk::new();
    let approve = "approve-relationship";
    let helped =
        Cause::Fix { issue: GDAP.parse().unwrap(), fix: "gdap-relationship".parse().unwrap() };
    desk.open("T-48102", "Contoso", GDAP, 20 * DAY)
        .done(GDAP, 4, 20 * DAY - 60)
        .close(helped, 20 * DAY - 200);
    desk.open("T-48140", "Litware", MFA, 12 * DAY).close(Cause::Itself, 11 * DAY);
    desk.open("T-48144", "Adatum", MFA, 12 * DAY - HOUR).close(Cause::Vendor, 9 * DAY);
    desk.open("T-48155", "Fabrikam", "access-denied-403", 9 * DAY).close(Cause::Other, 8 * DAY);
    desk.open("T-48160", "Kontor Zürich", TOKEN, 5 * DAY).done(TOKEN, 3, 5 * DAY - 30).wait(
        TOKEN,
        approve,
        4 * DAY,
        Some(3 * DAY),
        Some(DAY + HOUR),
    );
    desk.open("T-48188", "Litware", TOKEN, 2 * DAY).done(TOKEN, 3, 2 * DAY - 20).wait(
        TOKEN,
        approve,
        DAY,
        Some(40),
        Some(-DAY),
    );
    desk.open("T-48190", "Adatum", "access-denied-403", 2 * DAY).failed(
        "access-denied-403",
        "no-override",
        2 * DAY - 5,
    );
    desk.open("T-48204", "Fabrikam", TOKEN, 3 * HOUR).done(TOKEN, 3, 2 * HOUR).wait(
        TOKEN,
        approve,
        2 * HOUR,
        Some(-3 * HOUR),
        Some(-2 * DAY),
    );
    desk.open("T-48211", "Contoso", GDAP, 2 * HOUR).done(GDAP, 2, HOUR);
    desk.open("T-48212", "Fabrikam", GDAP, 80).done(GDAP, 1, 75);
    desk.open("T-48213", "Kontor Zürich", GDAP, 30);
    desk.open("T-48214", "", MFA, 10);
    desk.session()
}
