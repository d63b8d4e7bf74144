//! What casebook does before its first frame, part by part.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use casebook::{
    builtin, cli,
    clock::Clock,
    config::{Config, Group, Paths, ThemeName},
    incident::SessionId,
    pack::Packs,
    tui::{
        app::{App, Setup},
        keymap::Keymap,
        library::Library,
        theme::Theme,
        view,
    },
};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::{figures::note, program::SIZE, screen::screen, times::timed};

/// Does every part once, as it is done once in a process, and prints what it took.
pub(crate) fn print() {
    part("command line", || cli::parse(["casebook".into()]).is_ok());
    let paths = part("places", || Paths::find(None, Some(Path::new("/nowhere"))).unwrap());
    part("settings", || Config::load(&paths));
    let theme = part("theme", || Theme::new(ThemeName::Default, &BTreeMap::new(), false).0);
    let keymap = part("keys", Keymap::default);
    let pack = part("built-in pack, read", builtin::pack);
    let packs = part("built-in pack, merged", || Packs::merge([pack]).0);
    let setup = setup(packs, keymap);
    let app = part("state and layout", || App::new(setup));
    let mut screen = screen(SIZE);
    part("drawing", || {
        screen.draw(|frame| view::draw(frame, &app, &theme)).unwrap();
    });
    part("after it: search index", || app.library.index());
    part("after it: time zone", TimeZone::system);
}

fn setup(packs: Packs, keymap: Keymap) -> Setup {
    Setup {
        library: Arc::new(Library::new(packs)),
        faults: Vec::new(),
        keymap: Arc::new(keymap),
        session: SessionId(Uuid::nil()),
        clock: Clock { now: Timestamp::now(), zone: TimeZone::UTC },
        ascii: false,
        mouse: false,
        interrupt_copies: false,
        size: SIZE,
        grouping: Group::default(),
    }
}

fn part<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (done, took) = timed(work);
    note(&format!("first frame, {name}"), format_args!("{took:.2?}"));
    done
}
