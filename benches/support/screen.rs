//! A screen without a terminal.

use std::io::{self, Write};

use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};

/// A screen without a terminal.
pub(crate) type Screen = Terminal<CrosstermBackend<Output>>;

/// An empty screen of so many columns and rows.
pub(crate) fn screen((columns, rows): (u16, u16)) -> Screen {
    let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
    let backend = CrosstermBackend::new(Output::default());
    Terminal::with_options(backend, TerminalOptions { viewport }).unwrap()
}

/// Collects what is drawn, as the program does, and then forgets it.
#[derive(Default)]
pub(crate) struct Output(Vec<u8>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.clear();
        Ok(())
    }
}
