//! Copies standard input the way casebook does, to try a terminal out: `cargo run --example copy -- FOLDER < text`.
//!
//! FOLDER is for the texts that no clipboard takes.

use std::{
    env,
    io::{self, Read, Write},
};

use casebook::clipboard::{self, Clipboard, Env, Origin, Setting};

fn main() -> io::Result<()> {
    let argument = env::args_os()
        .nth(1)
        .ok_or_else(|| io::Error::other("which folder for the texts left over?"))?;
    if argument == "__clipboard" {
        return clipboard::serve();
    }
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let clipboard = Clipboard::new(&Env::from_process(), &Setting::Auto, argument.into());
    let copied = clipboard.copy(&text, Origin::Incident);
    io::stdout().write_all(&copied.to_terminal.unwrap_or_default())?;
    writeln!(io::stdout(), "{}", copied.report.message())
}
