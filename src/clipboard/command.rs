//! Commands that take the text on their standard input.

use std::{
    io::{self, Write},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{report::Lack, setting::Program};

/// How often a running command is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// Runs the command and writes `text` to it; what takes longer than `limit` is ended.
pub(super) fn feed(program: &Program, text: &str, limit: Duration) -> Result<(), Lack> {
    let mut child = spawn(program).map_err(|error| cannot_start(program, &error))?;
    if let Some(mut stdin) = child.stdin.take() {
        let text = text.to_owned();
        // A command that stops reading shows by its exit status, or by taking too long.
        thread::spawn(move || stdin.write_all(text.as_bytes()));
    }
    match wait(&mut child, limit) {
        Ok(Some(status)) if status.success() => Ok(()),
        Ok(Some(status)) => {
            Err(Lack::Failed { program: program.name.clone(), status: status.to_string() })
        }
        Ok(None) => Err(Lack::TimedOut { program: program.name.clone() }),
        Err(error) => Err(cannot_start(program, &error)),
    }
}

fn spawn(program: &Program) -> io::Result<Child> {
    let mut command = Command::new(&program.name);
    command.args(&program.args).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    // xclip and its like stay behind to serve the text: out of the group that a closing terminal hangs up.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}

fn wait(child: &mut Child, limit: Duration) -> io::Result<Option<std::process::ExitStatus>> {
    let deadline = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= deadline {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(LOOK);
    }
}

fn cannot_start(program: &Program, error: &io::Error) -> Lack {
    let program = program.name.clone();
    match error.kind() {
        io::ErrorKind::NotFound => Lack::NotInstalled { program },
        _ => Lack::Failed { program, status: error.to_string() },
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Program {
        Program { name: "sh".into(), args: vec!["-c".into(), script.into()] }
    }

    #[test]
    fn the_text_arrives_whole_on_standard_input() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("got");
        let text = "ü\n".repeat(100_000);

        feed(&shell(&format!("cat > '{}'", file.display())), &text, Duration::from_secs(60))
            .unwrap();

        assert_eq!(std::fs::read_to_string(file).unwrap(), text);
    }

    #[test]
    fn a_command_that_is_not_there_is_named() {
        let program = Program { name: "casebook-has-no-such-command".into(), args: Vec::new() };
        let lack = feed(&program, "x", Duration::from_secs(60)).unwrap_err();
        assert_eq!(lack.to_string(), "casebook-has-no-such-command is not installed");
    }

    #[test]
    fn a_failing_command_is_not_taken_for_a_copy() {
        let lack =
            feed(&shell("cat > /dev/null; exit 3"), "x", Duration::from_secs(60)).unwrap_err();
        assert_eq!(lack.to_string(), "sh failed (exit status: 3)");
    }

    #[test]
    fn a_command_that_never_ends_is_ended() {
        let lack = feed(&shell("exec sleep 1000"), "x", Duration::from_millis(20)).unwrap_err();
        assert_eq!(lack.to_string(), "sh took too long");
    }

    #[test]
    fn a_command_that_leaves_a_server_behind_does_not_block() {
        let lack = feed(&shell("sleep 1000 & kill $!"), "x", Duration::from_secs(60));
        assert_eq!(lack, Ok(()));
    }
}
