//! Incidents on the command line, a file for each subject.

#[path = "incident/attach.rs"]
mod attach;
#[path = "incident/close.rs"]
mod close;
#[path = "incident/comment.rs"]
mod comment;
#[path = "incident/due.rs"]
mod due;
#[path = "incident/edit.rs"]
mod edit;
#[path = "incident/fix.rs"]
mod fix;
#[path = "incident/handover.rs"]
mod handover;
#[path = "incident/list.rs"]
mod list;
#[path = "incident/show.rs"]
mod show;
#[path = "incident/store.rs"]
mod store;
#[path = "incident/wait.rs"]
mod wait;

use casebook::{
    incident::{Act, Author, Cause, Event, EventId, IncidentId, RunningWait, SessionId},
    store::Store,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::*;

/// Issue of most incidents here: it has three fixes and two steps at which the pack proposes to wait.
const SCOPES: &str = "missing-scopes-graph-list";

/// Another one, with a step that gives a role and a step that takes it back.
const GDAP: &str = "consent-failed-forbidden-gdap-needed";

/// A technician with one incident.
struct Desk {
    machine: Machine,
    id: String,
}

impl Desk {
    fn new() -> Self {
        let mut desk = Self { machine: Machine::new(), id: String::new() };
        desk.id = desk.open("T-1", "Contoso", SCOPES);
        desk
    }

    /// Opens one more incident.
    fn open(&self, ticket: &str, client: &str, issue: &str) -> String {
        let args = ["--ticket", ticket, "--client", client, "--issue", issue, "--json"];
        let output = self.casebook("open", &args).output().unwrap();
        let opened: Value = serde_json::from_slice(&output.stdout).unwrap();
        opened["id"].as_str().unwrap().to_owned()
    }

    /// A command whose first argument is no incident.
    fn casebook(&self, verb: &str, args: &[&str]) -> Command {
        let mut command = self.machine.casebook(&["incident", verb, "--data"]);
        command.arg(self.machine.path("data")).args(args);
        command
    }

    /// Does something with the incident.
    fn run(&self, verb: &str, args: &[&str]) -> Output {
        self.casebook(verb, &[&[self.id.as_str()], args].concat()).output().unwrap()
    }

    /// The same with the incident as it is afterwards.
    fn json(&self, verb: &str, args: &[&str]) -> Value {
        let output = self.run(verb, &[args, &["--json"]].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Why it is not done, with nothing on standard output.
    fn refused(&self, verb: &str, args: &[&str]) -> String {
        let output = self.run(verb, args);
        let told = text(&output.stderr);
        assert_eq!((output.status.code(), told.lines().count()), (Some(2), 1), "{told}");
        assert_eq!(text(&output.stdout), "");
        told
    }

    /// What a command tells about all incidents, and its exit code.
    fn all(&self, verb: &str, args: &[&str]) -> (Value, Option<i32>) {
        let output = self.casebook(verb, &[args, &["--json"]].concat()).output().unwrap();
        (serde_json::from_slice(&output.stdout).unwrap(), output.status.code())
    }

    fn store(&self) -> Store {
        Store::open(self.machine.path("data/casebook.db")).unwrap()
    }

    fn events(&self) -> usize {
        self.store().incident(&self.id.parse().unwrap()).unwrap().unwrap().events().len()
    }

    /// Starts a wait some minutes ago, with its earliest and latest time counted from then.
    fn waited(&self, id: &str, step: &str, ago: i64, earliest: Option<i64>, latest: Option<i64>) {
        let minutes = SignedDuration::from_mins;
        let at = Timestamp::now() - minutes(ago);
        let after = |span: Option<i64>| span.map(|span| at + minutes(span));
        let wait = RunningWait {
            earliest: after(earliest),
            latest: after(latest),
            ..RunningWait::default()
        };
        let incident: IncidentId = id.parse().unwrap();
        let issue = self.store().incident(&incident).unwrap().unwrap();
        let issue = issue.issues().next().unwrap().issue.clone();
        let event = Event {
            id: EventId(Uuid::now_v7()),
            incident,
            lamport: 0,
            at,
            author: Author {
                name: "bea".into(),
                device: "desk".into(),
                session: SessionId(Uuid::now_v7()),
            },
            act: Act::wait(&issue, &step.parse().unwrap(), wait),
        };
        self.store().append(vec![event]).unwrap();
    }
}

/// How long after another a time of a document is, in minutes.
fn minutes_between(earlier: &Value, later: &Value) -> i64 {
    let time = |value: &Value| value.as_str().unwrap().parse::<Timestamp>().unwrap();
    time(later).duration_since(time(earlier)).as_mins()
}

#[rstest]
#[case::step(&["step", "", SCOPES, "check-scopes", "done"])]
#[case::wait(&["wait", "", SCOPES, "let-it-sit"])]
#[case::fix(&["fix", "", SCOPES, "reauthorise", "failed"])]
#[case::comment(&["comment", "", "called"])]
#[case::edit(&["edit", "", "--ticket", "T-2"])]
#[case::attach(&["attach", "", GDAP])]
#[case::detach(&["detach", "", SCOPES])]
#[case::close(&["close", "", "--fixed-by", "itself"])]
#[case::reopen(&["reopen", ""])]
fn an_id_that_no_incident_has_is_told_with_the_nearest(#[case] command: &[&str]) {
    let desk = Desk::new();
    let mut typed = desk.id.clone();
    typed.replace_range(7.., if typed.ends_with('0') { "1" } else { "0" });
    let args = [&[typed.as_str()], &command[2..]].concat();

    let output = desk.casebook(command[0], &args).output().unwrap();

    let told = format!("casebook: there is no incident `{typed}`; did you mean {}?\n", desk.id);
    assert_eq!((text(&output.stderr), output.status.code()), (told, Some(2)));
    assert_eq!(desk.events(), 2);
}

#[test]
fn what_was_recorded_is_told_with_what_is_next() {
    let desk = Desk::new();

    let output = desk.run("step", &[SCOPES, "wait-for-sync", "done"]);

    let told = text(&output.stdout);
    assert_eq!(
        told,
        format!(
            "{} T-1 Contoso  open  1/2\n\
             recorded  Done: Give Microsoft up to a day to synchronise.\n\
             next      {SCOPES}/check-scopes-after-sync: Open the Graph list of scopes.\n",
            desk.id
        )
    );
    let again = text(&desk.run("step", &[SCOPES, "wait-for-sync", "done"]).stdout);
    assert!(again.contains("\nunchanged  nothing was recorded: it is so already\n"), "{again}");
}

#[test]
fn the_verbs_stand_in_the_help_in_the_order_of_work() {
    let helped = text(&Machine::new().run(&["incident", "--help"]).stdout);
    let verbs = [
        "open", "list", "show", "step", "wait", "fix", "comment", "edit", "attach", "detach",
        "close", "reopen", "note", "due", "handover",
    ];
    let place = |verb: &str| helped.find(&format!("\n  {verb} ")).unwrap();
    let places: Vec<_> = verbs.into_iter().map(place).collect();
    assert!(places.is_sorted(), "{helped}");
}
