//! Messages → standard error; whether the report is in color.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anyhow::Context;

use super::args::ColorWhen;

/// Prints an error. Standard error that is closed is no reason to stop.
pub(super) fn error(message: &str) {
    let _ = writeln!(io::stderr().lock(), "error: {message}");
}

/// Prints a remark.
pub(super) fn note(message: &str) {
    let _ = writeln!(io::stderr().lock(), "note: {message}");
}

/// Prints lines as they are.
pub(super) fn plain(lines: &str) {
    let _ = io::stderr().lock().write_all(lines.as_bytes());
}

/// Standard output, which may be closed early.
pub(super) fn stdout() -> impl Write {
    Pipe { sink: io::stdout().lock(), closed: false }
}

/// Whether standard output is a terminal.
pub(super) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether a report is to be in color.
pub(super) fn in_color(output: Option<&Path>, color: ColorWhen) -> bool {
    match color {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => output.is_none() && io::stdout().is_terminal() && wants_color(),
    }
}

/// Writes a text to standard output.
///
/// # Errors
/// When it cannot be written; a closed pipe is no error.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    let mut pipe = Pipe { sink: io::stdout().lock(), closed: false };
    pipe.write_all(text.as_bytes()).and_then(|()| pipe.flush()).context("standard output cannot be written")
}

fn wants_color() -> bool {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    set("NO_COLOR").is_none() && set("TERM").is_none_or(|term| term != "dumb")
}

/// A writer that goes on without writing once nobody reads any more.
#[derive(Debug)]
struct Pipe<W> {
    sink: W,
    closed: bool,
}

impl<W: Write> Pipe<W> {
    fn forgive<T>(&mut self, result: io::Result<T>, done: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(done)
            }
            other => other,
        }
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        let result = self.sink.write(bytes);
        self.forgive(result, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let result = self.sink.flush();
        self.forgive(result, ())
    }
}
