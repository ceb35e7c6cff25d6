//! Columns parted by commas, semicolons, tabs or bars → records.

use std::io::{self, BufRead};
use std::sync::Arc;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::columns::{Layout, Naming};
use super::stream::Stream;
use super::{Id, LONGEST_RECORD, Place, Row, clean, nul};
use crate::lexicon::{Field, Lexicon};
use crate::record::{Cell, Record};
use crate::source::ReadError;

/// Marks that part columns.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// An export as columns.
pub(super) struct Csv {
    stream: Stream,
    core: Reader,
    layout: Layout,
    /// The row that was read last, from 1.
    row: usize,
    fields: Vec<u8>,
    ends: Vec<usize>,
    /// By column, those that are no note, in the order of [`Field::ALL`].
    cells: Vec<(usize, Field)>,
    ended: bool,
}

/// One record as bytes: its fields are in the reader.
struct Raw {
    columns: usize,
    oversize: bool,
    unclosed: bool,
}

impl Csv {
    pub(super) fn new(stream: Stream, naming: &Naming, lexicon: &Lexicon) -> Result<Self, ReadError> {
        let told = told_separator(&stream.head);
        let separator = told.unwrap_or_else(|| separator(&stream.head, naming, lexicon));
        let mut csv = Self {
            stream,
            core: reader(separator),
            layout: Layout::default(),
            row: 0,
            fields: vec![0; 4096],
            ends: vec![0; 64],
            cells: Vec::new(),
            ended: false,
        };
        let name = Arc::clone(&csv.stream.name);
        let failed = |error: io::Error| ReadError::io(&name, &error);
        let mut header = csv.read().map_err(failed)?;
        if told.is_some() {
            header = csv.read().map_err(failed)?;
        }
        let columns = |what: String| ReadError::Columns { path: name.to_string(), what };
        let Some(header) = header else {
            return Err(columns("it is empty; an export has a row with the names of its columns".to_owned()));
        };
        if header.oversize || header.unclosed {
            return Err(columns("a quote in the first row is not closed".to_owned()));
        }
        let mut names: Vec<String> =
            (0..header.columns).map(|at| clean(csv.field(at)).0.trim().to_owned()).collect();
        // Spreadsheets add columns without a name.
        names.truncate(names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1));
        csv.layout = Layout::new(&names, naming, lexicon).map_err(columns)?;
        csv.cells = csv
            .layout
            .fields
            .iter()
            .enumerate()
            .filter_map(|(at, field)| Some((at, (*field)?)))
            .filter(|(_, field)| !matches!(field, Field::Note | Field::NoteId))
            .collect();
        csv.cells.sort_by_key(|&(_, field)| field);
        Ok(csv)
    }

    pub(super) fn remarks(&self) -> Vec<String> {
        self.layout.remarks()
    }

    pub(super) fn ids_are_unique(&self) -> bool {
        self.layout.unique
    }

    pub(super) fn stream(&self) -> &Stream {
        &self.stream
    }

    /// The next row.
    pub(super) fn next(&mut self) -> io::Result<Option<Row>> {
        let Some(raw) = self.read()? else { return Ok(None) };
        let mut row = Row {
            number: 0,
            place: Place { row: self.row, id: None },
            record: None,
            problems: Vec::new(),
            foreign: 0,
        };
        if raw.unclosed {
            row.problems.push(
                "a quote is opened and never closed, so that this row takes in all that follows; it is not read"
                    .to_owned(),
            );
            return Ok(Some(row));
        }
        if raw.oversize {
            row.problems.push(format!(
                "longer than {} MB, which no note is; it is not read, look for a quote that is not closed",
                LONGEST_RECORD / (1024 * 1024)
            ));
            return Ok(Some(row));
        }
        let expected = self.layout.names.len();
        let extra = (expected..raw.columns).any(|at| !self.field(at).is_empty());
        if extra || raw.columns < expected {
            let hint = if extra {
                "a text with a separator in it needs quotes"
            } else {
                "the rest of the row is missing"
            };
            row.problems.push(format!(
                "{} column{} where the first row names {expected}; {hint}",
                raw.columns,
                if raw.columns == 1 { "" } else { "s" }
            ));
        }
        let mut nuls = false;
        let mut text = |at: usize| {
            let (text, foreign, nul) = clean(self.field(at));
            row.foreign += foreign;
            nuls |= nul;
            text
        };
        if let Some(id) = self.layout.id {
            let value = text(id).trim().to_owned();
            let column = self.layout.names.get(id).cloned().unwrap_or_default();
            row.place.id = (!value.is_empty()).then(|| Arc::new(Id { column, value }));
        }
        let cells = self
            .cells
            .iter()
            .map(|&(at, field)| Cell {
                field,
                column: self.layout.names.get(at).map_or_else(String::new, ToString::to_string),
                value: text(at).trim().to_owned(),
            })
            .collect();
        let note = (self.layout.note < raw.columns).then(|| text(self.layout.note));
        if nuls {
            row.problems.push(nul());
        }
        row.record = note.map(|note| Record { cells, note });
        Ok(Some(row))
    }

    /// The bytes of a column of the record that was read last; nothing where it has fewer.
    fn field(&self, at: usize) -> &[u8] {
        let end = self.ends.get(at).copied().unwrap_or_default();
        let start = at.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or_default());
        self.fields.get(start..end).unwrap_or_default()
    }

    fn read(&mut self) -> io::Result<Option<Raw>> {
        if self.ended {
            return Ok(None);
        }
        let (mut written, mut columns, mut oversize) = (0, 0, false);
        // Whether a line end of our own was read behind the last byte. It ends any record but one with an open quote.
        let mut closed = false;
        loop {
            let input = self.stream.rest.fill_buf()?;
            let at_end = input.is_empty();
            let input = if at_end && !closed { b"\n" } else { input };
            let last = input.is_empty();
            let (result, read, out, ended) =
                self.core.read_record(input, &mut self.fields[written..], &mut self.ends[columns..]);
            if at_end {
                closed |= read > 0;
            } else {
                self.stream.rest.consume(read);
            }
            written += out;
            columns += ended;
            let open = last && result == ReadRecordResult::Record;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.fields.len() < LONGEST_RECORD => {
                    self.fields.resize(self.fields.len() * 2, 0);
                }
                ReadRecordResult::OutputFull => {
                    oversize = true;
                    written = 0;
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    self.row += 1;
                    self.ended = at_end;
                    // The space that a long record took is given back.
                    if self.fields.len() > 1 << 20 && written < 1 << 16 {
                        self.fields.truncate(1 << 16);
                        self.fields.shrink_to_fit();
                    }
                    return Ok(Some(Raw { columns, oversize, unclosed: open }));
                }
                ReadRecordResult::End => {
                    self.ended = true;
                    return Ok(None);
                }
            }
        }
    }
}

fn reader(separator: u8) -> Reader {
    ReaderBuilder::new().delimiter(separator).build()
}

/// "sep=;" in the first line, as spreadsheets write it.
fn told_separator(head: &[u8]) -> Option<u8> {
    let rest = head.strip_prefix(b"sep=").or_else(|| head.strip_prefix(b"SEP="))?;
    let mark = *rest.first()?;
    (SEPARATORS.contains(&mark) && matches!(rest.get(1), Some(b'\r' | b'\n'))).then_some(mark)
}

/// The separator by which the first row has the most names that are known, then the most columns.
fn separator(head: &[u8], naming: &Naming, lexicon: &Lexicon) -> u8 {
    let score = |separator: u8| {
        let names = first_row(head, separator);
        let known = names.iter().filter(|name| naming.holds(name, lexicon).is_some()).count();
        (known, names.len())
    };
    SEPARATORS.into_iter().rev().max_by_key(|&separator| score(separator)).unwrap_or(b',')
}

fn first_row(head: &[u8], separator: u8) -> Vec<String> {
    let (mut fields, mut ends) = (vec![0; head.len() + 1], vec![0; head.len() + 1]);
    let mut core = reader(separator);
    let (_, read, mut written, mut columns) = core.read_record(head, &mut fields, &mut ends);
    if read == head.len() {
        let (_, _, out, ended) = core.read_record(&[], &mut fields[written..], &mut ends[columns..]);
        written += out;
        columns += ended;
    }
    let mut start = 0;
    ends[..columns]
        .iter()
        .map(|&end| {
            let name = String::from_utf8_lossy(&fields[start..end.min(written)]).trim().to_owned();
            start = end;
            name
        })
        .collect()
}
