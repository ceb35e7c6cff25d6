//! Bytes → sources, one per note: what to read, how its bytes become text, where its notes begin and end.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use crate::span::{Lines, Span};

mod content;
pub mod decode;
pub mod name;
pub mod records;
pub mod text;
pub mod walk;

pub use decode::{Damage, Decoded, Encoding};
pub use name::{path_name, visible};
pub use records::Tally;
pub use walk::{Entry, Found, Input, Reason, Skipped, find};

/// One note, and where it stands in its file.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file's name, as given or as found under the folder given. May hold control characters: see [`visible`].
    pub path: Arc<str>,
    /// The note's number in its file, from 1.
    pub note: usize,
    /// The whole file, decoded, without its byte order mark.
    pub text: Arc<str>,
    /// The note's bytes in `text`.
    pub span: Span,
}

impl Source {
    /// The note's own text.
    pub fn note_text(&self) -> &str {
        &self.text[self.span.start..self.span.end]
    }

    /// Whether the note has no letter and no digit.
    pub fn is_blank(&self) -> bool {
        !self.note_text().chars().any(char::is_alphanumeric)
    }
}

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file's name.
    pub path: Arc<str>,
    /// The whole file, decoded, without its byte order mark.
    pub text: Arc<str>,
    /// How its bytes were read.
    pub encoding: Encoding,
    /// Its notes, in order; at least one.
    pub notes: Vec<Source>,
    /// What could not be decoded, where some of it could not.
    pub damage: Option<Damage>,
    /// How many bytes the file has, and their SHA-256 where it was asked for.
    pub tally: Tally,
}

/// Why something was not read, or not all of it. Messages hold the place and what to do, never the note's text.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Nothing stands at the path.
    #[error("{}: no such file or folder; check the path", visible(.path))]
    Missing {
        /// The path's name.
        path: String,
    },
    /// A link to nothing.
    #[error("{}: a link to a file that does not exist; restore the file or remove the link", visible(.path))]
    Dangling {
        /// The path's name.
        path: String,
    },
    /// A folder that contains itself through a link.
    #[error("{}: a link back to the folder `{}`; remove the link, its files are read there", visible(.path), visible(.ancestor))]
    Loop {
        /// The link's name.
        path: String,
        /// The folder it leads back to.
        ancestor: String,
    },
    /// The operating system said no.
    #[error("{}: cannot be read: {what}", visible(.path))]
    Unreadable {
        /// The path's name.
        path: String,
        /// What the operating system says.
        what: String,
    },
    /// A NUL byte near the start and no byte order mark.
    #[error(
        "{}: not text: it has NUL bytes; if it is UTF-16, save it as UTF-8 or with a byte order mark, else leave it out",
        visible(.path)
    )]
    Binary {
        /// The path's name.
        path: String,
    },
    /// A byte order mark of UTF-32.
    #[error("{}: UTF-32 is not read; save it as UTF-8", visible(.path))]
    Utf32 {
        /// The path's name.
        path: String,
    },
    /// The columns of an export are not what is needed.
    #[error("{}: {what}", visible(.path))]
    Columns {
        /// The path's name.
        path: String,
        /// What is missing, and what there is.
        what: String,
    },
    /// Part of the file could not be decoded.
    #[error("{}:{line}: {damage}; the rest was read: export the file again", visible(.path))]
    Damaged {
        /// The path's name.
        path: String,
        /// The line of the first replacement, from 1.
        line: usize,
        /// What could not be decoded.
        damage: Damage,
    },
}

impl ReadError {
    /// The name of the path that the error is about.
    pub fn path(&self) -> &str {
        match self {
            Self::Missing { path }
            | Self::Dangling { path }
            | Self::Loop { path, .. }
            | Self::Unreadable { path, .. }
            | Self::Binary { path }
            | Self::Utf32 { path }
            | Self::Columns { path, .. }
            | Self::Damaged { path, .. } => path,
        }
    }

    fn io(path: &str, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            io::ErrorKind::PermissionDenied => {
                Self::Unreadable { path, what: "permission denied; ask for the right to read it".to_owned() }
            }
            io::ErrorKind::IsADirectory => Self::Unreadable { path, what: "it is a folder".to_owned() },
            _ => Self::Unreadable { path, what: error.to_string() },
        }
    }
}

/// Reads one entry: bytes, text, notes; with a fingerprint of the bytes where it is asked for.
///
/// # Errors
/// When the entry cannot be opened or read, or is not text. A file of which only part could be decoded is a
/// [`Document`] whose `damage` says so.
pub fn read(entry: &Entry, fingerprint: bool) -> Result<Document, ReadError> {
    let name = &entry.name;
    let bytes = match &entry.input {
        Input::Stdin => read_text(io::stdin().lock()),
        Input::Path(path) => File::open(path).and_then(read_text),
    };
    let bytes = bytes.map_err(|error| ReadError::io(name, &error))?;
    let decoded = decode::decode(&bytes).map_err(|error| match error {
        decode::NotText::Binary => ReadError::Binary { path: name.to_string() },
        decode::NotText::Utf32 => ReadError::Utf32 { path: name.to_string() },
    })?;
    let tally = Tally::of(&bytes, fingerprint);
    Ok(Document { tally, ..document(name, decoded) })
}

/// Parts a decoded file into its notes. The name's ending decides whether it is Markdown.
pub fn document(name: &Arc<str>, decoded: Decoded) -> Document {
    let text: Arc<str> = decoded.text.into();
    let notes = text::split(&text, text::Kind::of(Path::new(&**name)))
        .into_iter()
        .enumerate()
        .map(|(i, span)| Source { path: Arc::clone(name), note: i + 1, text: Arc::clone(&text), span })
        .collect();
    Document {
        path: Arc::clone(name),
        text,
        encoding: decoded.encoding,
        notes,
        damage: decoded.damage,
        tally: Tally::default(),
    }
}

impl Document {
    /// The error that tells of undecodable bytes, if there were any.
    pub fn damaged(&self) -> Option<ReadError> {
        let damage = self.damage?;
        let line = Lines::new(&self.text).line_of(damage.first) + 1;
        Some(ReadError::Damaged { path: self.path.to_string(), line, damage })
    }
}

/// Reads to the end, unless the first bytes already show that it is no text: a film or a device is not read whole.
fn read_text(mut reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.by_ref().take(decode::HEAD as u64).read_to_end(&mut bytes)?;
    if decode::check_head(&bytes).is_ok() {
        reader.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
