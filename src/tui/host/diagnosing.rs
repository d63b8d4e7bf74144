//! Diagnoses pasted texts in a thread of their own.

use std::{
    io,
    path::PathBuf,
    sync::mpsc::{self, Sender},
    thread,
};

use crate::{
    clipboard::{self, Env},
    drafts::{self, DraftError},
    export::{Draft, OwnFix},
    store,
    tui::{
        Inbox,
        diagnosis::Task,
        message::{Message, Notice},
        raw::Raw,
    },
};

/// The thread that diagnoses. Of several orders that wait only the newest is carried out.
pub(super) fn start(inbox: Sender<Inbox>, data: PathBuf) -> io::Result<Sender<Task>> {
    let (orders, queue) = mpsc::channel::<Task>();
    let work = move || {
        let mut key = None;
        for task in &queue {
            let newest = queue.try_iter().last().unwrap_or(task);
            let answer =
                Box::new(newest.run(*key.get_or_insert_with(|| store::token_key_or_random(&data))));
            let _ = inbox.send(Inbox::Message(Message::Diagnosed(answer)));
        }
    };
    thread::Builder::new().name("diagnosis".into()).spawn(work)?;
    Ok(orders)
}

/// Writes a draft, and says where.
pub(super) fn save_draft(draft: Box<Draft>, packs: PathBuf, inbox: &Sender<Inbox>) {
    save("Draft", move || drafts::save_draft(&packs, &draft), inbox.clone());
}

/// Writes a fix, and says where.
pub(super) fn save_fix(fix: Box<OwnFix>, packs: PathBuf, inbox: &Sender<Inbox>) {
    save("Fix", move || drafts::save_fix(&packs, &fix), inbox.clone());
}

fn save(
    what: &'static str,
    write: impl FnOnce() -> Result<PathBuf, DraftError> + Send + 'static,
    inbox: Sender<Inbox>,
) {
    let save = move || {
        let notice = match write() {
            Ok(path) => Notice::good(format!(
                "{what} saved; casebook reads it at the next start: {}",
                path.display()
            )),
            Err(error) => Notice::bad(error.to_string()),
        };
        let _ = inbox.send(Inbox::Message(Message::Told(notice)));
    };
    // A machine without room for a thread has other worries; nothing says that it is saved.
    drop(thread::Builder::new().name("draft".into()).spawn(save));
}

/// Asks the clipboard, whose owner may take seconds to answer.
pub(super) fn read_clipboard(inbox: &Sender<Inbox>) -> Option<Message> {
    let inbox = inbox.clone();
    let read = move || {
        let held = clipboard::paste(&Env::from_process());
        let held = held.map(Raw::new).map_err(|error| error.to_string());
        let _ = inbox.send(Inbox::Message(Message::Clipboard(held)));
    };
    let spawned = thread::Builder::new().name("paste".into()).spawn(read);
    spawned.err().map(|error| {
        Message::Told(Notice::bad(format!("The clipboard could not be asked: {error}")))
    })
}
