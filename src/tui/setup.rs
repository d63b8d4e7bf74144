//! What happens before the first frame, and what only after it.
//!
//! Before it: settings, keys and the built-in pack. After it: the store, the other packs, input, signals and clipboard,
//! each in its own thread.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, mpsc::Sender},
    thread,
};

use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::{
    Inbox,
    app::{App, Setup},
    host::Host,
    input,
    keymap::Keymap,
    library::Library,
    message::Message,
    theme::Theme,
};
use crate::{
    builtin,
    clock::Clock,
    config::{Config, Paths, user_text},
    incident::{Author, SessionId},
    pack::Packs,
    pack_files,
    redact::Tokens,
    store::token_key_or_random,
};

/// What the command line decides.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where everything is.
    pub paths: Paths,
    /// The settings in force.
    pub config: Config,
    /// What is wrong with the settings, one a line.
    pub faults: Vec<String>,
    /// Packs named on the command line, in order.
    pub packs: Vec<PathBuf>,
    /// No colours at all.
    pub colourless: bool,
}

/// Everything for the first frame.
pub(super) struct Prepared {
    pub(super) app: App,
    pub(super) theme: Theme,
    pub(super) paths: Paths,
    config: Config,
    folders: Vec<PathBuf>,
    author: Author,
}

/// What is wrong with the user's keys and colours, one a line, as the dashboard tells it.
pub fn wrong_keys_and_colours(paths: &Paths, config: &Config) -> Vec<String> {
    let (_, keys) = load_keymap(&paths.keymap_file);
    let (_, colours) = Theme::new(config.theme, &config.colors, false);
    keys.into_iter().chain(colours.iter().map(ToString::to_string)).collect()
}

/// Reads what the first frame needs.
pub(super) fn prepare(options: Options) -> anyhow::Result<Prepared> {
    let Options { paths, config, mut faults, packs, colourless } = options;
    let (theme, wrong) = Theme::new(config.theme, &config.colors, colourless);
    faults.extend(wrong.iter().map(ToString::to_string));
    let (keymap, wrong) = load_keymap(&paths.keymap_file);
    faults.extend(wrong);
    let (builtin, wrong) = Packs::merge([builtin::pack()]);
    faults.extend(wrong.iter().map(ToString::to_string));
    let session = SessionId(Uuid::now_v7());
    let app = App::new(Setup {
        library: Arc::new(Library::new(builtin)),
        faults,
        keymap: Arc::new(keymap),
        session,
        // Finding the zone takes a millisecond, and the first frame tells no time.
        clock: Clock { now: Timestamp::now(), zone: TimeZone::UTC },
        ascii: config.ascii,
        mouse: config.mouse.is_on(),
        interrupt_copies: cfg!(windows),
        size: crossterm::terminal::size()?,
        grouping: config.group,
    });
    let author = config.author(session);
    let folders = config.packs.iter().cloned().chain(packs).collect();
    Ok(Prepared { app, theme, paths, config, folders, author })
}

/// The keys in force: the user's over those that casebook comes with. A file that cannot be read is a fault too.
fn load_keymap(file: &Path) -> (Keymap, Vec<String>) {
    let mut keymap = Keymap::default();
    let faults = match user_text(file) {
        Ok(text) => {
            keymap.merge(&file.to_string_lossy(), &text).iter().map(ToString::to_string).collect()
        }
        Err(fault) => vec![fault.to_string()],
    };
    (keymap, faults)
}

/// Starts everything that talks to the loop.
pub(super) fn start_threads(sender: &Sender<Inbox>, prepared: &Prepared) -> io::Result<Host> {
    let tell = sender.clone();
    input::spawn(move |heard| drop(tell.send(Inbox::Terminal(heard))))?;
    prepare_the_rest(sender.clone(), prepared)?;
    let Prepared { paths, config, author, .. } = prepared;
    Host::start(sender.clone(), paths, author.clone(), &config.clipboard)
}

/// Prepares what only the frames after the first need: the search index, the time zone, the matchers, and all packs but the
/// built-in one, in the order of their authority: configured, in the packs folder, named on the command line.
fn prepare_the_rest(sender: Sender<Inbox>, prepared: &Prepared) -> io::Result<()> {
    let (configured, named) = prepared.folders.split_at(prepared.config.packs.len());
    let (configured, named) = (configured.to_vec(), named.to_vec());
    let own = prepared.paths.packs_dir.clone();
    let data = prepared.paths.data_dir.clone();
    let builtin = prepared.app.library.clone();
    let work = move || {
        builtin.index();
        drop(sender.send(Inbox::Message(Message::Zone(TimeZone::system()))));
        let tokens = Tokens::new(token_key_or_random(&data));
        drop(sender.send(Inbox::Message(Message::Tokens(tokens))));
        let own = pack_files::folders_in(&own).unwrap_or_default();
        let folders: Vec<PathBuf> = configured.into_iter().chain(own).chain(named).collect();
        if folders.is_empty() {
            builtin.matchers();
            return;
        }
        let loaded = [builtin::pack()].into_iter().chain(pack_files::load(folders));
        let (packs, faults) = Packs::merge(loaded);
        let library = Arc::new(Library::new(packs));
        library.index();
        drop(sender.send(Inbox::Message(Message::Packs { library: library.clone(), faults })));
        library.matchers();
    };
    thread::Builder::new().name("packs".into()).spawn(work).map(drop)
}
