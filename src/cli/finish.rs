//! The only place that writes to standard output and standard error.

use std::{
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

use anstream::{AutoStream, ColorChoice};

use super::{
    answer::{Answer, Exit},
    args::Color,
    failure::{CliError, Failure},
    text::Text,
};
use crate::clean::clean_line;

/// Writes what a command had to say and gives what to exit with. A closed pipe is nobody's fault and ends silently.
pub fn finish(outcome: Result<Answer, Failure>) -> ExitCode {
    let outcome = outcome.and_then(|answer| match write(&answer) {
        Ok(()) => Ok(answer),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            Ok(Answer { exit: Exit::Done, notes: Vec::new(), ..answer })
        }
        Err(error) => Err(CliError::Output(error).into()),
    });
    match outcome {
        Ok(answer) => {
            answer.notes.iter().for_each(|note| tell(note));
            answer.exit.code().into()
        }
        Err(failure) => {
            tell(&failure.line());
            2.into()
        }
    }
}

fn write(answer: &Answer) -> io::Result<()> {
    if let Some(bytes) = &answer.to_terminal {
        io::stdout().lock().write_all(bytes)?;
    }
    // What could not be written to a terminal that is gone may still wait in the buffer; it is not the answer's fault.
    if answer.text.as_str().is_empty() {
        return Ok(());
    }
    let choice = match answer.color {
        Color::Auto => AutoStream::choice(&io::stdout()),
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    let mut stdout = AutoStream::new(io::stdout().lock(), choice);
    stdout.write_all(answer.text.as_str().as_bytes())?;
    stdout.flush()
}

/// Shows a text on standard error and asks for a yes. `None` where there is nobody to ask.
pub(super) fn ask(text: &Text, question: &str) -> Option<io::Result<bool>> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return None;
    }
    let ask = || {
        let mut stderr = AutoStream::auto(io::stderr().lock());
        write!(stderr, "{}{}", text.as_str(), clean_line(question))?;
        stderr.flush()?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    };
    Some(ask())
}

/// One line on standard error. Where that is closed there is nobody to tell.
pub(super) fn tell(line: &str) {
    let _ = writeln!(io::stderr().lock(), "casebook: {}", clean_line(line));
}
