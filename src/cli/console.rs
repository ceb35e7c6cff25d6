//! Messages → standard error, and the report → standard output or a file.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::Context;
use codespan_reporting::term::termcolor::{Ansi, ColorSpec, NoColor, WriteColor};

use super::args::ColorWhen;
use crate::source::{path_name, visible};

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

/// A report's writer: text with or without color.
#[derive(Debug)]
pub(super) enum Out<W: Write> {
    /// With color.
    Color(Ansi<W>),
    /// Without.
    Plain(NoColor<W>),
}

/// Opens the file, or standard output where there is none or it is `-`.
///
/// # Errors
/// When the file cannot be created.
pub(super) fn open(output: Option<&Path>, color: ColorWhen) -> anyhow::Result<Out<impl Write + use<>>> {
    let output = output.filter(|path| path.as_os_str() != "-");
    let sink: Box<dyn Write> = match output {
        Some(path) => Box::new(File::create(path).with_context(|| {
            format!("{}: cannot be written; choose another --output", visible(&path_name(path)))
        })?),
        None => Box::new(io::stdout().lock()),
    };
    let color = match color {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => output.is_none() && io::stdout().is_terminal() && wants_color(),
    };
    let sink = BufWriter::new(Pipe { sink, closed: false });
    Ok(if color { Out::Color(Ansi::new(sink)) } else { Out::Plain(NoColor::new(sink)) })
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

impl<W: Write> Write for Out<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Color(out) => out.write(bytes),
            Self::Plain(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Color(out) => out.flush(),
            Self::Plain(out) => out.flush(),
        }
    }
}

impl<W: Write> WriteColor for Out<W> {
    fn supports_color(&self) -> bool {
        matches!(self, Self::Color(_))
    }

    fn set_color(&mut self, spec: &ColorSpec) -> io::Result<()> {
        match self {
            Self::Color(out) => out.set_color(spec),
            Self::Plain(out) => out.set_color(spec),
        }
    }

    fn reset(&mut self) -> io::Result<()> {
        match self {
            Self::Color(out) => out.reset(),
            Self::Plain(out) => out.reset(),
        }
    }
}
