//! One JSON object in each line → records.

use std::collections::HashMap;
use std::io::{self, BufRead};
use std::sync::Arc;

use serde_json::error::Category;
use serde_json::{Map, Value};

use super::columns::{Layout, Naming, is_same};
use super::stream::Stream;
use super::{Id, LONGEST_RECORD, Place, Row, clean, nul};
use crate::lexicon::{Field, Lexicon};
use crate::record::{Cell, Record};
use crate::source::ReadError;

/// Lines of the head that are asked for their keys: a system may leave out what is empty.
const ASKED: usize = 200;

/// An export as JSON lines.
pub(super) struct Ndjson {
    stream: Stream,
    naming: Naming,
    layout: Layout,
    /// What keys hold, as they are met.
    keys: HashMap<String, Option<Field>>,
    line: usize,
    bytes: Vec<u8>,
}

impl Ndjson {
    pub(super) fn new(stream: Stream, naming: &Naming, lexicon: &Lexicon) -> Result<Self, ReadError> {
        let mut names: Vec<String> = Vec::new();
        let lines = stream.head.split(|byte| *byte == b'\n').take(ASKED);
        let objects =
            lines.filter_map(|line| serde_json::from_str::<Map<String, Value>>(&clean(line).0).ok());
        for name in objects.flat_map(|object| object.into_iter().map(|(name, _)| name)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let path = stream.name.to_string();
        if names.is_empty() {
            let what = "no JSON object in its first lines; an export has one in each line".to_owned();
            return Err(ReadError::Columns { path, what });
        }
        let layout =
            Layout::new(&names, naming, lexicon).map_err(|what| ReadError::Columns { path, what })?;
        // Of two keys for one field the first one holds.
        let keys = names.into_iter().enumerate().map(|(at, name)| {
            let note = (at == layout.note).then_some(Field::Note);
            let field = layout.fields.get(at).copied().flatten().filter(|field| *field != Field::Note);
            (name, note.or(field))
        });
        let keys = keys.collect();
        Ok(Self { stream, naming: naming.clone(), layout, keys, line: 0, bytes: Vec::new() })
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

    /// The next line that is not blank.
    pub(super) fn next(&mut self, lexicon: &Lexicon) -> io::Result<Option<Row>> {
        loop {
            let Some(oversize) = self.read()? else { return Ok(None) };
            if oversize || self.bytes.iter().any(|byte| !byte.is_ascii_whitespace()) {
                return Ok(Some(self.row(oversize, lexicon)));
            }
        }
    }

    fn row(&mut self, oversize: bool, lexicon: &Lexicon) -> Row {
        let mut row = Row {
            number: 0,
            place: Place { row: self.line, id: None },
            record: None,
            problems: Vec::new(),
            foreign: 0,
        };
        if oversize {
            let most = LONGEST_RECORD / (1024 * 1024);
            row.problems.push(format!("longer than {most} MB, which no note is; it is not read"));
            return row;
        }
        let (text, foreign, nuls) = clean(&self.bytes);
        row.foreign = foreign;
        if nuls {
            row.problems.push(nul());
        }
        let object = match serde_json::from_str::<Map<String, Value>>(&text) {
            Ok(object) => object,
            // serde's own message quotes what it met.
            Err(error) => {
                let what = match error.classify() {
                    Category::Eof => "a JSON object that is cut off",
                    Category::Data => "no JSON object",
                    Category::Syntax | Category::Io => "no valid JSON",
                };
                row.problems.push(format!("{what}, at column {}; it is not read", error.column()));
                return row;
            }
        };
        let mut cells: Vec<Cell> = Vec::new();
        let mut note = None;
        let id = self.layout.id.and_then(|id| self.layout.names.get(id)).cloned();
        for (key, value) in object {
            let Some(value) = plain_text(value) else { continue };
            if let Some(column) = id.as_ref().filter(|id| is_same(id, &key)) {
                let value = value.trim().to_owned();
                let column = Arc::clone(column);
                row.place.id = (!value.is_empty()).then(|| Arc::new(Id { column, value }));
            }
            let naming = &self.naming;
            let known = self.keys.get(&key).copied();
            let field = known.unwrap_or_else(|| {
                let field = naming.holds(&key, lexicon).filter(|field| *field != Field::Note);
                self.keys.insert(key.clone(), field);
                field
            });
            match field {
                Some(Field::Note) => note = Some(value),
                Some(Field::NoteId) | None => {}
                Some(field) if cells.iter().any(|cell| cell.field == field) => {}
                Some(field) => cells.push(Cell { field, column: key, value: value.trim().to_owned() }),
            }
        }
        // A key that other records have is an empty field here.
        for (at, field) in self.layout.fields.iter().enumerate() {
            if let Some(field) = field.filter(|field| !matches!(field, Field::Note | Field::NoteId))
                && !cells.iter().any(|cell| cell.field == field)
            {
                let column = self.layout.names.get(at).map_or_else(String::new, ToString::to_string);
                cells.push(Cell { field, column, value: String::new() });
            }
        }
        cells.sort_by_key(|cell| cell.field);
        row.record = Some(Record { cells, note: note.unwrap_or_default() });
        row
    }

    /// Reads a line without its end; whether it is too long. `None` at the end.
    fn read(&mut self) -> io::Result<Option<bool>> {
        self.bytes.clear();
        if self.bytes.capacity() > 1 << 20 {
            self.bytes.shrink_to(1 << 16);
        }
        let (mut oversize, mut any) = (false, false);
        loop {
            let input = self.stream.rest.fill_buf()?;
            if input.is_empty() {
                self.line += usize::from(any);
                return Ok(any.then_some(oversize));
            }
            any = true;
            let end = input.iter().position(|byte| *byte == b'\n');
            let piece = &input[..end.unwrap_or(input.len())];
            oversize |= self.bytes.len() + piece.len() > LONGEST_RECORD;
            if !oversize {
                self.bytes.extend_from_slice(piece);
            }
            let read = piece.len() + usize::from(end.is_some());
            self.stream.rest.consume(read);
            if end.is_some() {
                self.line += 1;
                return Ok(Some(oversize));
            }
        }
    }
}

/// The text of a value; `None` of what has parts.
fn plain_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Null => Some(String::new()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    }
}
