//! The user's own editor, for a comment.

use std::{
    env,
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
};

use uuid::Uuid;

/// Longest text that is read back, in bytes.
const LONGEST: u64 = 1 << 20;

/// The text is as it was.
#[derive(Debug, thiserror::Error)]
pub(super) enum EditorError {
    /// The editor is not there.
    #[error("the editor {editor} could not be started: {error}; set $VISUAL or $EDITOR")]
    Start {
        /// Command as it was set.
        editor: String,
        /// What the system said.
        error: io::Error,
    },
    /// The editor gave up.
    #[error("the editor {editor} ended with {status}; the comment is as it was")]
    Failed {
        /// Command as it was set.
        editor: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// It is no comment any more.
    #[error("it is longer than a comment can be: it is kept in {}, and the comment is as it was", file.display())]
    TooLong {
        /// Where it stays.
        file: PathBuf,
    },
    /// The file for it could not be written or read.
    #[error("the comment could not be handed to an editor: {0}")]
    File(#[from] io::Error),
}

/// What a text has become in the user's editor. It stands meanwhile in a private file, which is gone afterwards.
pub(super) fn edit(text: &str) -> Result<String, EditorError> {
    edit_with(&editor(), text)
}

fn edit_with(editor: &str, text: &str) -> Result<String, EditorError> {
    let folder = PrivateFolder::new()?;
    let file = folder.0.join("comment.txt");
    write(&file, text)?;
    let started = command(editor, &file).status();
    let status =
        started.map_err(|error| EditorError::Start { editor: editor.to_owned(), error })?;
    if !status.success() {
        return Err(EditorError::Failed { editor: editor.to_owned(), status });
    }
    if fs::metadata(&file)?.len() > LONGEST {
        folder.keep();
        return Err(EditorError::TooLong { file });
    }
    Ok(String::from_utf8_lossy(&fs::read(&file)?).replace("\r\n", "\n"))
}

fn editor() -> String {
    let set = |name: &&str| env::var(name).ok().filter(|editor| !editor.trim().is_empty());
    let default = if cfg!(windows) { "notepad" } else { "vi" };
    ["VISUAL", "EDITOR"].iter().find_map(set).unwrap_or_else(|| default.to_owned())
}

/// A set editor may have arguments, such as `code --wait`: a shell tells them apart, as for git.
#[cfg(unix)]
fn command(editor: &str, file: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$@\"")).arg(editor).arg(file);
    command
}

/// A path may have blanks; otherwise the first one ends the program.
#[cfg(not(unix))]
fn command(editor: &str, file: &Path) -> Command {
    let (program, arguments) = match editor.split_once(' ') {
        Some((program, arguments)) if !Path::new(editor).exists() => (program, arguments),
        _ => (editor, ""),
    };
    let mut command = Command::new(program.trim_matches('"'));
    command.args(arguments.split_whitespace()).arg(file);
    command
}

/// A folder of its owner's alone, gone with the value: editors leave copies beside what they edit.
struct PrivateFolder(PathBuf);

impl PrivateFolder {
    fn new() -> io::Result<Self> {
        let folder = env::temp_dir().join(format!("casebook-{}", Uuid::new_v4().simple()));
        private().create(&folder)?;
        Ok(Self(folder))
    }

    /// It stays, private as it is.
    fn keep(self) {
        std::mem::forget(self);
    }
}

#[cfg(unix)]
fn private() -> DirBuilder {
    let mut builder = DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// Folders for temporary files are their user's alone there.
#[cfg(not(unix))]
fn private() -> DirBuilder {
    DirBuilder::new()
}

impl Drop for PrivateFolder {
    fn drop(&mut self) {
        // It is private wherever it cannot be removed.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn an_editor_with_arguments_gets_a_private_file_that_is_gone_afterwards() {
        let editor = "sh -c 'ls -l \"$1\" | cut -c1-10 >> \"$1\"; echo \"$1\" >> \"$1\"' x";
        let text = edit_with(editor, "first\n").unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[..2], ["first", "-rw-------"]);
        assert!(!Path::new(lines[2]).exists() && !Path::new(lines[2]).parent().unwrap().exists());
    }

    #[test]
    fn what_is_too_long_to_read_is_kept() {
        let editor = "sh -c 'head -c 2000000 /dev/zero > \"$1\"' x";
        let EditorError::TooLong { file } = edit_with(editor, "text").unwrap_err() else {
            panic!()
        };
        assert_eq!(fs::metadata(&file).unwrap().len(), 2_000_000);
        fs::remove_dir_all(file.parent().unwrap()).unwrap();
    }

    #[rstest::rstest]
    #[case::gave_up("exit 1; :", "ended with exit status: 1")]
    #[case::not_there("no-such-editor-anywhere", "ended with exit status: 127")]
    fn an_editor_that_fails_leaves_the_text_as_it_was(#[case] editor: &str, #[case] said: &str) {
        let error = edit_with(editor, "text").unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}
