//! Diagnoses pasted texts in a thread of their own.

use std::{
    io,
    sync::mpsc::{self, Sender},
    thread,
};

use uuid::Uuid;

use crate::{
    clipboard::{self, Env},
    redact::Tokens,
    tui::{
        Inbox,
        diagnosis::Task,
        message::{Message, Notice},
        raw::Raw,
    },
};

/// The thread that diagnoses. Of several orders that wait only the newest is carried out.
pub(super) fn start(inbox: Sender<Inbox>) -> io::Result<Sender<Task>> {
    let (orders, queue) = mpsc::channel::<Task>();
    let key = Uuid::new_v4().into_bytes();
    let work = move || {
        for task in &queue {
            let newest = queue.try_iter().last().unwrap_or(task);
            let diagnosed = Box::new(newest.run(tokens(key)));
            let _ = inbox.send(Inbox::Message(Message::Diagnosed(diagnosed)));
        }
    };
    thread::Builder::new().name("diagnosis".into()).spawn(work)?;
    Ok(orders)
}

/// What the values of a text become. Those of one run of the program that are equal within a text are equal in its
/// tokens; nothing of them is kept.
fn tokens(key: [u8; 16]) -> Tokens {
    Tokens::new(key)
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
