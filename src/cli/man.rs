//! `casebook man`

use std::io;

use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;

use super::{answer::Answer, args::Cli, failure::Failure, text::Text};

/// What is the same for all commands.
const CLOSING: &str = r#".SH "EXIT STATUS"
.TP
\fB0\fR
It is done.
.TP
\fB1\fR
It ran and the answer is the notable one: \fBsearch\fR found nothing, \fBdiagnose\fR nothing certain or likely,
\fBcheck\fR found faults, \fBincident due\fR that a wait is due, \fBdoctor\fR that something is broken.
.TP
\fB2\fR
It could not be done: usage, an unknown id, a file, the store or the clipboard.
.SH ENVIRONMENT
.TP
\fBCASEBOOK_PACK\fR, \fBCASEBOOK_DATA\fR, \fBCASEBOOK_CONFIG\fR, \fBCASEBOOK_ASCII\fR, \fBCASEBOOK_COLOR\fR
As the option of that name, which wins over it.
.TP
\fBNO_COLOR\fR
Set to anything: no colours, unless \fB\-\-color always\fR asks for them.
.SH FILES
\fBcasebook doctor\fR names all files and says which exist.
"#;

/// The manual page, with a section for each command.
pub(super) fn answer() -> Result<Answer, Failure> {
    let page = page().map_err(anyhow::Error::new)?;
    Ok(Answer::new(Text::own(String::from_utf8_lossy(&page).into_owned())))
}

fn page() -> io::Result<Vec<u8>> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    page.extend_from_slice(b".SH COMMANDS\n");
    add_commands(&command, &mut page)?;
    page.extend_from_slice(CLOSING.as_bytes());
    Ok(page)
}

fn add_commands(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    for command in command.get_subcommands() {
        if command.has_subcommands() {
            add_commands(command, page)?;
        } else {
            add_command(command, page)?;
        }
    }
    Ok(())
}

/// What `clap_mangen` makes a page of becomes a part of one.
fn add_command(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    page.extend_from_slice(format!(".SS \"{name}\"\n").as_bytes());
    let is_told_once = |arg: &Arg| arg.is_global_set() || arg.get_id() == "help";
    let local =
        command.clone().mut_args(|arg| if is_told_once(&arg) { arg.hide(true) } else { arg });
    let man = Man::new(local);
    let mut part = Vec::new();
    man.render_description_section(&mut part)?;
    man.render_options_section(&mut part)?;
    let part = String::from_utf8_lossy(&part).into_owned();
    let kept = part.lines().filter(|line| !line.starts_with(".SH"));
    page.extend(kept.flat_map(|line| line.bytes().chain([b'\n'])));
    Ok(())
}
