//! The end of the program: what is on its way is stored, or kept in a file.

use std::{
    path::Path,
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use super::Host;
use crate::{
    incident::Event,
    store::{Unfinished, Worker},
    tui::rescue::Rescue,
};

/// How long the end may take without a word about it.
const PATIENCE: Duration = Duration::from_millis(300);

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The user quits: what is on its way is waited for.
    InPeace,
    /// The user quits without what cannot be saved.
    Discarding,
    /// The system ends the program within a moment.
    InAHurry,
}

impl Host {
    /// Waits until everything is stored; where that takes longer than a moment, `say` is called with what is waited
    /// for. What could not be stored is written into a private file, unless the user gave it up; what became of it is
    /// returned. In a hurry the file comes first: the system ends the program before a lock is waited out. A user who
    /// waits may do the same.
    pub fn finish(
        self,
        pending: &[Event],
        end: End,
        say: impl Fn(&str) + Send + Sync,
    ) -> Option<String> {
        let Self { store, store_file, data, .. } = self;
        let keep = || (!pending.is_empty()).then(|| Rescue::write(pending, &data));
        let early = (end == End::InAHurry).then(keep).flatten();
        let (outcome, waited) = finish_with_patience(store, || {
            let kept = (end == End::InPeace).then(keep).flatten();
            let way_out = kept.as_ref().map(|kept| format!("; Ctrl+C ends that: {}", kept.told()));
            say(&(waits_for(pending.len(), &store_file) + &way_out.unwrap_or_default()));
            kept
        });
        let was_told = waited.is_some() && !pending.is_empty();
        let kept = early.or(waited.flatten());
        match outcome {
            Ok(()) => {
                if let Some(kept) = kept {
                    kept.discard();
                }
                was_told.then(|| "saved".to_owned())
            }
            Err(_) if end == End::Discarding => None,
            Err(unfinished) => {
                let rescue = kept.unwrap_or_else(|| Rescue::write(&unfinished.events, &data));
                Some(format!("{unfinished}; {}", rescue.told()))
            }
        }
    }
}

/// Ends the store's thread. Where that takes longer than a moment, `impatient` is called meanwhile.
fn finish_with_patience<T: Send>(
    store: Worker,
    impatient: impl FnOnce() -> T + Send,
) -> (Result<(), Unfinished>, Option<T>) {
    thread::scope(|scope| {
        let (finished, waiting) = mpsc::channel::<()>();
        let watch = move || match waiting.recv_timeout(PATIENCE) {
            Err(RecvTimeoutError::Timeout) => Some(impatient()),
            Ok(()) | Err(RecvTimeoutError::Disconnected) => None,
        };
        // Without the thread it ends all the same, only silently.
        let watcher = thread::Builder::new().name("patience".into()).spawn_scoped(scope, watch);
        let outcome = store.finish();
        drop(finished);
        (outcome, watcher.ok().and_then(|watcher| watcher.join().ok()).flatten())
    })
}

fn waits_for(events: usize, store_file: &Path) -> String {
    let what = match events {
        0 => String::new(),
        1 => "saving 1 event: ".to_owned(),
        events => format!("saving {events} events: "),
    };
    let store = store_file.display();
    format!("{what}waiting for {store}, which another program may be using")
}
