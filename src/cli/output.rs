//! A report → standard output or a file, which is finished out of sight and then put in its place.
//!
//! What opens a report for programs tells what was read, which is known at its end; so its findings wait in a file
//! without a name, which is gone with the process however that ends. A run that is broken off leaves no half of a report.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::{Builder, SpooledTempFile, tempfile_in};

use super::console;
use crate::source::{path_name, visible};

/// Bytes of a report that wait in memory.
const IN_MEMORY: usize = 1 << 20;
/// Bytes that are written to a file at a time.
const AT_A_TIME: usize = 1 << 18;

/// Writes a report that is whole already to the file, or to standard output where there is none or it is `-`.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write(output: Option<&Path>, report: &str) -> anyhow::Result<()> {
    let mut out = Report::open(output, false)?;
    out.write(report.as_bytes()).context("the report cannot be written")?;
    out.finish(b"", [b"", b""])
}

/// A report that is being written.
pub(super) struct Report {
    target: Target,
    /// What has been written and waits.
    body: Option<BufWriter<Spool>>,
    /// What follows the body and waits.
    annex: SpooledTempFile,
    /// Whether nothing has been written.
    empty: bool,
}

/// Where a report goes.
enum Target {
    Stdout,
    /// A file that is replaced as a whole.
    File(PathBuf),
    /// A device or a pipe, which is written to as it is.
    Stream(File),
}

/// What waits, in memory or in a file without a name.
enum Spool {
    Memory(SpooledTempFile),
    File(File),
}

impl Report {
    /// Opens the file, or standard output where there is none or it is `-`. With `waits` all is held back to the end.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn open(output: Option<&Path>, waits: bool) -> anyhow::Result<Self> {
        let output = output.filter(|path| path.as_os_str() != "-");
        let target = match output {
            None => Target::Stdout,
            Some(path) => target(path).with_context(|| unwritable(path))?,
        };
        let body = match &target {
            Target::File(path) => {
                let beside = folder(path);
                let file = tempfile_in(beside).with_context(|| unwritable(path))?;
                Some(BufWriter::with_capacity(AT_A_TIME, Spool::File(file)))
            }
            _ if waits => {
                Some(BufWriter::with_capacity(AT_A_TIME, Spool::Memory(SpooledTempFile::new(IN_MEMORY))))
            }
            _ => None,
        };
        Ok(Self { target, body, annex: SpooledTempFile::new(IN_MEMORY), empty: true })
    }

    /// Whether nothing has been written yet.
    pub(super) fn is_empty(&self) -> bool {
        self.empty
    }

    /// Writes the next part.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.empty &= bytes.is_empty();
        match (&mut self.body, &mut self.target) {
            (Some(body), _) => body.write_all(bytes),
            (None, Target::Stream(file)) => file.write_all(bytes),
            (None, _) => console::stdout().write_all(bytes),
        }
    }

    /// Writes what follows all parts.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.annex.write_all(bytes)
    }

    /// Whether anything follows the parts.
    pub(super) fn has_annex(&mut self) -> io::Result<bool> {
        Ok(self.annex.stream_position()? > 0)
    }

    /// Ends the report: the head, the parts, what is between, what follows them, the tail.
    ///
    /// # Errors
    /// When it cannot be written, or not put in its place.
    pub(super) fn finish(mut self, head: &[u8], [between, tail]: [&[u8]; 2]) -> anyhow::Result<()> {
        let annex = &mut self.annex;
        let mut body = match self.body {
            Some(body) => Some(body.into_inner().map_err(io::IntoInnerError::into_error)?),
            None => None,
        };
        let mut all = |out: &mut dyn Write| -> io::Result<()> {
            out.write_all(head)?;
            if let Some(body) = &mut body {
                body.rewind()?;
                io::copy(body, out)?;
            }
            out.write_all(between)?;
            annex.rewind()?;
            io::copy(annex, out)?;
            out.write_all(tail)?;
            out.flush()
        };
        match self.target {
            Target::Stdout => {
                all(&mut BufWriter::new(console::stdout())).context("the report cannot be written")
            }
            Target::Stream(file) => all(&mut BufWriter::new(file)).context("the report cannot be written"),
            Target::File(path) => replace(&path, &mut all).with_context(|| unwritable(&path)),
        }
    }
}

/// Writes a file beside `path`, and renames it to that.
fn replace(path: &Path, all: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut builder = Builder::new();
    builder.prefix(".notelint-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Those of any new file; the file system takes away what the user does not want.
        builder.permissions(Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder(path))?;
    all(&mut BufWriter::new(file.as_file()))?;
    if let Ok(meta) = fs::metadata(path) {
        file.as_file().set_permissions(meta.permissions())?;
    }
    file.persist(path)?;
    Ok(())
}

fn target(path: &Path) -> io::Result<Target> {
    // A link is followed, so that the file it leads to is the one that is replaced.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&path) {
        Ok(meta) if meta.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(meta) if !meta.is_file() => Ok(Target::Stream(File::options().write(true).open(&path)?)),
        _ => Ok(Target::File(path)),
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn unwritable(path: &Path) -> String {
    format!("{}: cannot be written; choose another --output", visible(&path_name(path)))
}

impl Spool {
    fn rewind(&mut self) -> io::Result<()> {
        match self {
            Self::Memory(spool) => spool.rewind(),
            Self::File(file) => file.rewind(),
        }
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Memory(spool) => spool.write(bytes),
            Self::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Memory(spool) => spool.flush(),
            Self::File(file) => file.flush(),
        }
    }
}

impl Read for Spool {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Memory(spool) => spool.read(buffer),
            Self::File(file) => file.read(buffer),
        }
    }
}
