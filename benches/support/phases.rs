//! What casebook does before its first frame, part by part.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use casebook::{
    cli,
    config::{Config, Group, Paths, ThemeName},
    incident::SessionId,
    pack::Packs,
    pack_files,
    search::Index,
    tui::{
        app::{App, Setup},
        clock::Clock,
        keymap::Keymap,
        library::Library,
        theme::Theme,
        view,
    },
};
use jiff::{Timestamp, tz::TimeZone};
use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};
use uuid::Uuid;

use super::{figures::note, program::SIZE, times::timed};

/// Does every part once, as it is done once in a process, and prints what it took.
pub(crate) fn print() {
    let area = Rect::new(0, 0, SIZE.0, SIZE.1);
    part("command line", || cli::parse(["casebook".into()]).is_ok());
    let paths = part("places", || Paths::find(None, Some(Path::new("/nowhere"))).unwrap());
    part("settings", || Config::load(&paths));
    let theme = part("theme", || Theme::new(ThemeName::Default, &BTreeMap::new(), false).0);
    let keymap = part("keys", Keymap::default);
    let pack = part("built-in pack, read", pack_files::builtin);
    let packs = part("built-in pack, merged", || Packs::merge([pack]).0);
    part("search index", || Index::new(packs.issues()));
    let zone = part("time zone", TimeZone::system);
    let setup = Setup {
        library: Arc::new(Library::new(packs)),
        faults: Vec::new(),
        keymap: Arc::new(keymap),
        session: SessionId(Uuid::nil()),
        clock: Clock { now: Timestamp::now(), zone },
        ascii: false,
        mouse: false,
        interrupt_copies: false,
        size: SIZE,
        grouping: Group::default(),
    };
    let app = part("state and layout", || App::new(setup));
    let options = TerminalOptions { viewport: Viewport::Fixed(area) };
    let backend = CrosstermBackend::new(Vec::new());
    let mut terminal = Terminal::with_options(backend, options).unwrap();
    part("drawing", || terminal.draw(|frame| view::draw(frame, &app, &theme)).map(drop).unwrap());
}

fn part<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (done, took) = timed(work);
    note(&format!("before the first frame: {name}"), format_args!("{took:.2?}"));
    done
}
