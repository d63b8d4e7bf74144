//! The terminal: taken once, given back from wherever the program ends.
//!
//! Whether it is ours is kept for the whole process and not in a value, because the panic hook and the signal thread must
//! be able to give it back while the loop still holds its [`Terminal`]. Nothing here panics or prints when the terminal
//! itself is gone, which `eprintln!` and `ratatui::restore` do.

use std::{
    env,
    io::{self, IsTerminal, Write},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use crossterm::{
    cursor::Show,
    event::{
        self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
    },
    execute,
    style::{Attribute, SetAttribute},
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::{Frame, backend::CrosstermBackend, layout::Rect};
use terminal_size::terminal_size_of;

use super::keys;

/// What the user can choose about the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Report clicks and the wheel to the program; the terminal then selects text only with Shift.
    pub mouse: bool,
}

/// The screen to draw on. Dropping it gives the terminal back.
pub struct Terminal {
    screen: ratatui::Terminal<CrosstermBackend<Output>>,
    options: Options,
}

/// There is nothing to draw a dashboard on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoTerminal {
    /// Stdout is a file or pipe, or a terminal that knows no escape sequences.
    #[error("the dashboard needs a terminal; try `casebook list` or `casebook --help`")]
    Missing,
    /// The terminals of Git Bash and Cygwin, which are mere pipes to Windows programs.
    #[error(
        "this terminal is no Windows console, so the dashboard cannot be drawn: run `winpty casebook`, or use Windows \
         Terminal"
    )]
    NoConsole,
}

/// What is switched on while the terminal is ours.
static HELD: Mutex<Option<Options>> = Mutex::new(None);

/// Whether a dashboard can be drawn on stdout.
pub fn check() -> Result<(), NoTerminal> {
    let term = env::var("TERM").ok();
    let is_console = cfg!(unix) || terminal_size_of(io::stdout()).is_some();
    judge(io::stdout().is_terminal(), is_console, term.as_deref())
}

/// Gives the terminal back as it was, from any thread; does nothing where that is done already.
pub fn leave() {
    let mut held = held();
    let Some(options) = held.take() else { return };
    // Whatever fails here fails because the terminal is gone, and then there is nobody to tell.
    let _ = switch_off(options);
    discard_input();
    let _ = disable_raw_mode();
}

impl Terminal {
    /// Takes the terminal. From here on no change of its size goes unnoticed.
    pub fn enter(options: Options) -> io::Result<Self> {
        // crossterm listens for changes of the size from its first call on, and the input thread would make that too late.
        event::poll(Duration::ZERO)?;
        let screen = ratatui::Terminal::new(CrosstermBackend::new(Output::default()))?;
        take(options)?;
        Ok(Self { screen, options })
    }

    /// Draws a frame; nothing while the terminal is given back.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        if held().is_none() {
            return Ok(());
        }
        self.screen.draw(render).map(|_| ())
    }

    /// Makes the next frame draw every cell; also after every resize, because a window that shrank and grew between two
    /// looks has its old size and has lost what it showed.
    ///
    /// Not with `ratatui::Terminal::clear`, which asks the terminal for its cursor and waits for the answer.
    pub fn redraw(&mut self) -> io::Result<()> {
        let size = self.screen.size()?;
        self.screen.resize(Rect::from(size))
    }

    /// Takes the terminal again after the process was stopped, however that came about.
    pub fn resume(&mut self) -> io::Result<()> {
        leave();
        take(self.options)?;
        self.redraw()
    }

    /// Leaves the terminal to another program for as long as it runs, keys and signals too.
    pub fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        let lent = keys::lend();
        leave();
        let outcome = run();
        drop(lent);
        self.resume()?;
        Ok(outcome)
    }

    /// Reports the mouse to the program, or leaves it to the terminal.
    pub fn set_mouse(&mut self, mouse: bool) -> io::Result<()> {
        self.options.mouse = mouse;
        match &mut *held() {
            Some(options) if options.mouse != mouse => {
                options.mouse = mouse;
                if mouse { switch_mouse_on() } else { execute!(io::stdout(), DisableMouseCapture) }
            }
            _ => Ok(()),
        }
    }

    /// Sends a whole escape sequence between two frames; nothing while the terminal is given back.
    pub fn send(&mut self, sequence: &[u8]) -> io::Result<()> {
        let backend = self.screen.backend_mut();
        backend.write_all(sequence)?;
        Write::flush(backend)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
    }
}

/// Collects what is drawn and hands it over in one piece, or drops it while the terminal is not ours.
///
/// So a panic or a signal in another thread never finds half a frame written, and nothing is written after it.
#[derive(Default)]
struct Output(Vec<u8>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let held = held();
        let written = if held.is_some() { write_out(&self.0) } else { Ok(()) };
        self.0.clear();
        written
    }
}

fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

fn judge(is_terminal: bool, is_console: bool, term: Option<&str>) -> Result<(), NoTerminal> {
    let draws = cfg!(windows) || !matches!(term, None | Some("" | "dumb"));
    match (is_terminal && draws, is_console) {
        (false, _) => Err(NoTerminal::Missing),
        (true, false) => Err(NoTerminal::NoConsole),
        (true, true) => Ok(()),
    }
}

fn held() -> MutexGuard<'static, Option<Options>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take(options: Options) -> io::Result<()> {
    let mut held = held();
    if held.is_some() {
        return Ok(());
    }
    enable_raw_mode()?;
    *held = Some(options);
    let switched = switch_on(options);
    drop(held);
    switched.inspect_err(|_| leave())
}

fn switch_on(options: Options) -> io::Result<()> {
    execute!(io::stdout(), EnterAlternateScreen)?;
    // Windows delivers no pastes, and asking for them makes Enter arrive as Ctrl+Enter in Alacritty: crossterm#962.
    if cfg!(unix) {
        execute!(io::stdout(), EnableBracketedPaste)?;
    }
    if options.mouse { switch_mouse_on() } else { Ok(()) }
}

fn switch_mouse_on() -> io::Result<()> {
    execute!(io::stdout(), EnableMouseCapture)
}

fn switch_off(options: Options) -> io::Result<()> {
    if options.mouse {
        execute!(io::stdout(), DisableMouseCapture)?;
    }
    if cfg!(unix) {
        execute!(io::stdout(), DisableBracketedPaste)?;
    }
    execute!(io::stdout(), SetAttribute(Attribute::Reset), LeaveAlternateScreen, Show)
}

/// Throws away what was typed or pasted but not read, lest the shell take it for commands.
#[cfg(unix)]
fn discard_input() {
    use rustix::termios::{QueueSelector, tcflush};

    let _ = tcflush(io::stdin(), QueueSelector::IFlush);
}

#[cfg(not(unix))]
fn discard_input() {}

#[cfg(test)]
mod tests {
    use super::*;

    use rstest::rstest;

    const MISSING: Result<(), NoTerminal> = Err(NoTerminal::Missing);

    #[rstest]
    #[case::pipe(false, false, Some("xterm-256color"), MISSING)]
    #[case::terminal(true, true, Some("xterm-256color"), Ok(()))]
    #[case::git_bash(true, false, Some("xterm-256color"), Err(NoTerminal::NoConsole))]
    #[cfg_attr(unix, case::dumb(true, true, Some("dumb"), MISSING))]
    #[cfg_attr(unix, case::empty(true, true, Some(""), MISSING))]
    #[cfg_attr(unix, case::unset(true, true, None, MISSING))]
    #[cfg_attr(windows, case::unset(true, true, None, Ok(())))]
    fn only_a_terminal_that_can_draw_is_taken(
        #[case] is_terminal: bool,
        #[case] is_console: bool,
        #[case] term: Option<&str>,
        #[case] expected: Result<(), NoTerminal>,
    ) {
        assert_eq!(judge(is_terminal, is_console, term), expected);
    }

    #[test]
    fn nothing_is_written_while_the_terminal_is_not_ours() {
        let mut output = Output::default();
        output.write_all(b"\x1b[2J").unwrap();
        output.flush().unwrap();
        assert!(output.0.is_empty());
    }
}
