//! An export → its records, piece by piece: a file of any size is never held whole.

mod columns;
mod csv;
mod ndjson;
mod stream;

use std::path::Path;
use std::sync::Arc;

use crate::lexicon::{Field, Lexicon};
use crate::record::{self, Clocking, Record};
use crate::source::{Entry, ReadError, visible};

pub use columns::{FIELDS, Naming};
pub use stream::Tally;

/// The longest record that is read, in bytes. No note is longer; what is, comes of a quote that was not closed.
pub const LONGEST_RECORD: usize = 8 * 1024 * 1024;
/// Rows that are handed on together.
const CHUNK_ROWS: usize = 1024;
/// Bytes of notes after which they are handed on.
const CHUNK_BYTES: usize = 2 * 1024 * 1024;

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Columns parted by commas, semicolons, tabs or bars.
    Csv,
    /// One JSON object in each line.
    Ndjson,
}

impl Kind {
    /// The kind of a file by its ending; `None` where it is no export.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" | "tsv" => Some(Self::Csv),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            _ => None,
        }
    }
}

/// Where a record stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its row as a spreadsheet counts: from 1, the columns' names included. In NDJSON the line.
    pub row: usize,
    /// The client's or the note's id, as the export gives it.
    pub id: Option<Arc<Id>>,
}

/// The value of the id's column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Id {
    /// The column's name.
    pub column: Arc<str>,
    /// What stands there.
    pub value: String,
}

/// One row of an export.
#[derive(Debug, Clone)]
pub struct Row {
    /// The record's number, from 1.
    pub number: usize,
    /// Where it stands.
    pub place: Place,
    /// What it holds; `None` where it cannot be read.
    pub record: Option<Record>,
    /// What is wrong with it, without the place.
    pub problems: Vec<String>,
    /// How many bytes of it were read as Windows-1252.
    pub foreign: usize,
}

/// Records of an export, in order.
pub struct Rows {
    name: Arc<str>,
    reader: Reader,
    number: usize,
    clocking: Option<Clocking>,
    clocking_remark: bool,
}

enum Reader {
    Csv(Box<csv::Csv>),
    Ndjson(Box<ndjson::Ndjson>),
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows").field("name", &self.name).field("number", &self.number).finish_non_exhaustive()
    }
}

/// What to do with an export.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// How it is written.
    pub kind: Kind,
    /// The columns that were named.
    pub naming: &'a Naming,
    /// Whether its bytes are to have a fingerprint.
    pub fingerprint: bool,
}

impl Rows {
    /// Opens an export and finds its columns.
    ///
    /// # Errors
    /// When it cannot be opened or read, is not text, has no column for the note, or lacks a column that was named.
    pub fn open(entry: &Entry, options: &Options<'_>, lexicon: &Lexicon) -> Result<Self, ReadError> {
        let stream = stream::Stream::open(entry, options.fingerprint)?;
        let reader = match options.kind {
            Kind::Csv => Reader::Csv(Box::new(csv::Csv::new(stream, options.naming, lexicon)?)),
            Kind::Ndjson => Reader::Ndjson(Box::new(ndjson::Ndjson::new(stream, options.naming, lexicon)?)),
        };
        Ok(Self { name: Arc::clone(&entry.name), reader, number: 0, clocking: None, clocking_remark: false })
    }

    /// What to know of how the columns were read, fit to be printed.
    pub fn remarks(&self) -> Vec<String> {
        let layout = match &self.reader {
            Reader::Csv(csv) => csv.remarks(),
            Reader::Ndjson(ndjson) => ndjson.remarks(),
        };
        let mixed = self.clocking_remark.then(|| {
            "the duration's column holds whole numbers and fractions: fractions are read as hours, whole numbers as \
             minutes"
                .to_owned()
        });
        layout.into_iter().chain(mixed).map(|remark| format!("{}: {remark}", visible(&self.name))).collect()
    }

    /// Whether the ids name notes, so that each should stand once.
    pub fn ids_are_unique(&self) -> bool {
        match &self.reader {
            Reader::Csv(csv) => csv.ids_are_unique(),
            Reader::Ndjson(ndjson) => ndjson.ids_are_unique(),
        }
    }

    /// How the numbers of the duration's column count.
    pub fn clocking(&self) -> Clocking {
        self.clocking.unwrap_or_default()
    }

    /// The next records, in order; none at the end.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn chunk(&mut self, lexicon: &Lexicon) -> Result<Vec<Row>, ReadError> {
        let mut rows = Vec::new();
        let mut bytes = 0;
        while rows.len() < CHUNK_ROWS && bytes < CHUNK_BYTES {
            let read = match &mut self.reader {
                Reader::Csv(csv) => csv.next(),
                Reader::Ndjson(ndjson) => ndjson.next(lexicon),
            };
            let Some(mut row) = read.map_err(|error| ReadError::io(&self.name, &error))? else { break };
            self.number += 1;
            row.number = self.number;
            bytes += row.record.as_ref().map_or(0, |record| record.note.len());
            rows.push(row);
        }
        if self.clocking.is_none() && !rows.is_empty() {
            let values = || rows.iter().filter_map(|row| row.record.as_ref()?.value(Field::Duration));
            let clocking = record::clocking(values());
            let fraction = |value: &str| value.parse::<f64>().is_ok_and(|number| number.fract() != 0.0);
            self.clocking_remark = clocking == Clocking::Minutes && values().any(fraction);
            self.clocking = Some(clocking);
        }
        Ok(rows)
    }

    /// How many bytes have been read.
    pub fn tally_bytes(&self) -> u64 {
        match &self.reader {
            Reader::Csv(csv) => csv.stream().bytes(),
            Reader::Ndjson(ndjson) => ndjson.stream().bytes(),
        }
    }

    /// What of the file was read, and whether all of it was.
    pub fn tally(&self) -> Tally {
        match &self.reader {
            Reader::Csv(csv) => csv.stream().tally(),
            Reader::Ndjson(ndjson) => ndjson.stream().tally(),
        }
    }
}

/// A text of a record's field without NUL bytes, which become spaces: what was foreign to UTF-8, and whether there were any.
fn clean(bytes: &[u8]) -> (String, usize, bool) {
    let (text, foreign) = crate::source::decode::mixed(bytes);
    if bytes.contains(&0) { (text.replace('\0', " "), foreign, true) } else { (text, foreign, false) }
}

/// What is said of NUL bytes.
fn nul() -> String {
    "NUL bytes, which are read as spaces; export it again".to_owned()
}
