//! A record of an export: its fields and its note → one text that is read as a note with a header, and the findings in it
//! → findings of the note field.
//!
//! Each field becomes a line above the note ("Duration: 45 min"), so that one reading knows both. What is found in such
//! a line is told of the record's column, at the start of the note.

use crate::date::{self, Date};
use crate::diagnostic::Diagnostic;
use crate::lexicon::names::plain;
use crate::lexicon::{Element, Field, Lexicon};
use crate::span::Span;

/// Longest value of a field that is read, in bytes: a header field is no prose.
const LONGEST_VALUE: usize = 400;

/// One record: a note and what the record system says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The fields, each once, in the order of [`Field::ALL`]; those that say nothing are there with an empty value.
    pub cells: Vec<Cell>,
    /// The note as it was written.
    pub note: String,
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it holds.
    pub field: Field,
    /// What the export calls its column.
    pub column: String,
    /// What stands there, without the white space around it.
    pub value: String,
}

/// How the numbers of a duration column count where nothing tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clocking {
    /// Whole numbers are minutes, fractions hours.
    #[default]
    Minutes,
    /// Numbers are hours.
    Hours,
}

impl Record {
    /// What a field says; `None` where there is no such column, or it says nothing.
    pub fn value(&self, field: Field) -> Option<&str> {
        self.cell(field).map(|cell| cell.value.as_str()).filter(|value| !value.is_empty())
    }

    /// The column of a field.
    pub fn cell(&self, field: Field) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.field == field)
    }

    /// The day of the service: the date's column, else the day that stands beside the start.
    pub fn date(&self) -> Option<Date> {
        let read = |field| self.value(field).and_then(date::find).and_then(Result::ok);
        read(Field::Date).or_else(|| read(Field::Start)).or_else(|| read(Field::Time))
    }

    /// Whether the note has no letter and no digit.
    pub fn is_blank(&self) -> bool {
        !self.note.chars().any(char::is_alphanumeric)
    }

    /// The record as one text.
    pub fn compose(&self, clocking: Clocking, lexicon: &Lexicon) -> Composed {
        let mut composed = Composed::default();
        for cell in &self.cells {
            let nothing = lexicon.elements.get(&plain(&cell.value)) == Some(Element::Nothing as u32);
            let value =
                if cell.value.is_empty() || nothing { String::new() } else { self.line(cell, clocking) };
            composed.push(cell.field, &cell.column, &value);
        }
        // A start with its day is the date of service where no column holds it.
        if self.value(Field::Date).is_none()
            && let (Some(cell), Some(date)) = (self.cell(Field::Start), self.date())
        {
            composed.push(Field::Date, &cell.column, &date.to_string());
        }
        composed.body = composed.text.len();
        composed.text.push_str(&self.note);
        composed
    }

    /// A cell's value as a header would have it.
    fn line(&self, cell: &Cell, clocking: Clocking) -> String {
        let value = &cell.value[..cell.value.floor_char_boundary(LONGEST_VALUE)];
        let value = match cell.field {
            Field::Start | Field::End => self.clock(cell),
            Field::Duration => self.duration(cell, clocking),
            _ => None,
        }
        .unwrap_or_else(|| value.to_owned());
        value.replace(|c: char| c.is_control(), " ")
    }

    /// "2024-05-04T10:05:00Z" → "10:05". Where start and end stand on two days, with the half of the day, so that the
    /// midnight between them is stated.
    fn clock(&self, cell: &Cell) -> Option<String> {
        let (day, time) = date::split_time(&cell.value);
        day?;
        let day = |field| self.value(field).and_then(|value| date::split_time(value).0);
        let over_midnight = match (day(Field::Start), day(Field::End)) {
            (Some(start), Some(end)) => start.is_before(end),
            _ => false,
        };
        if over_midnight { half_of_day(time) } else { None }.or_else(|| Some(time.to_owned()))
    }

    /// "0.75" → "0.75 hours" or "45 min"; what names its unit stays.
    fn duration(&self, cell: &Cell, clocking: Clocking) -> Option<String> {
        let number: f64 = cell.value.replace(',', ".").parse().ok()?;
        let column = plain(&cell.column);
        let named = |units: &[&str]| column.split(' ').any(|word| units.contains(&word));
        let hours = if named(&["hours", "hour", "hrs", "hr"]) {
            true
        } else if named(&["minutes", "minute", "mins", "min", "durationminutes"]) {
            number.fract() != 0.0 && number < 12.0 && number.fract().abs() * 4.0 % 1.0 == 0.0
        } else {
            match self.stretch() {
                Some(minutes) if (number - minutes).abs() < 0.01 => false,
                Some(minutes) if (number * 60.0 - minutes).abs() < 0.51 => true,
                _ => clocking == Clocking::Hours || number.fract() != 0.0,
            }
        };
        Some(format!("{number} {}", if hours { "hours" } else { "min" }))
    }

    /// Minutes from start to end, where both are plain clock times of one day.
    fn stretch(&self) -> Option<f64> {
        let minutes = |field| self.value(field).and_then(|value| minutes_of(date::split_time(value).1));
        let (start, end) = (minutes(Field::Start)?, minutes(Field::End)?);
        (start <= end).then(|| f64::from(end - start))
    }
}

/// Whether the values of a duration column, taken together, count hours: none is more than a day has, and one at least
/// is a fraction.
pub fn clocking<'a>(values: impl Iterator<Item = &'a str>) -> Clocking {
    let mut numbers =
        values.filter_map(|value| value.trim().replace(',', ".").parse::<f64>().ok()).peekable();
    let (mut fraction, mut within_a_day) = (false, numbers.peek().is_some());
    for number in numbers {
        fraction |= number.fract() != 0.0;
        within_a_day &= (0.0..=24.0).contains(&number);
    }
    if fraction && within_a_day { Clocking::Hours } else { Clocking::Minutes }
}

/// "14:05", "2:05:00 PM" → minutes after midnight.
fn minutes_of(time: &str) -> Option<u32> {
    let lower = time.trim().to_ascii_lowercase();
    let (clock, half) = match lower.find(['a', 'p']) {
        Some(at) => (lower[..at].trim(), Some(lower.as_bytes()[at] == b'p')),
        None => (lower.as_str(), None),
    };
    let mut parts = clock.split(':').map(|part| part.parse::<u32>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// "23:30" → "11:30 pm".
fn half_of_day(time: &str) -> Option<String> {
    let minutes = minutes_of(time)?;
    let (hour, minute) = (minutes / 60, minutes % 60);
    let half = if hour < 12 { "am" } else { "pm" };
    Some(format!("{}:{minute:02} {half}", (hour + 11) % 12 + 1))
}

/// A record as one text: header lines, then the note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Composed {
    /// The lines of the fields, then the note field as it is.
    pub text: String,
    /// Where the note field begins in `text`.
    pub body: usize,
    /// The header lines, in order.
    pub given: Vec<Given>,
}

/// A header line that a field was made into. Spans count bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What it holds.
    pub field: Field,
    /// The column's name.
    pub name: Span,
    /// What the column says.
    pub value: Span,
}

impl Composed {
    fn push(&mut self, field: Field, column: &str, value: &str) {
        let start = self.text.len();
        self.text.extend(column.chars().map(|c| if c.is_control() { ' ' } else { c }));
        let name = Span::new(start, self.text.len());
        self.text.push_str(": ");
        let value_start = self.text.len();
        self.text.push_str(value);
        self.given.push(Given { field, name, value: Span::new(value_start, self.text.len()) });
        self.text.push('\n');
    }

    /// The column whose line a span begins in.
    fn column(&self, span: Span) -> Option<&str> {
        let line = self.given.iter().rfind(|given| given.name.start <= span.start)?;
        self.text.get(line.name.start..line.name.end)
    }

    /// Moves a finding of the text to the note field: its spans count bytes of the note. What it says of a header line
    /// it says of the column, at the start of the note.
    pub fn settle(&self, diagnostic: &mut Diagnostic) {
        if let Some(column) = self.within(&mut diagnostic.span) {
            diagnostic.message = format!("{} (column `{column}`)", diagnostic.message);
            diagnostic.label = told_of(column, &diagnostic.label);
        }
        for label in &mut diagnostic.labels {
            if let Some(column) = self.within(&mut label.span) {
                label.message = told_of(column, &label.message);
            }
        }
    }

    /// Moves a span to the note field, and names the column where it stands in a header line.
    fn within(&self, span: &mut Span) -> Option<&str> {
        let column = if span.start < self.body { self.column(*span) } else { None };
        let end = if span.start < self.body { self.body } else { span.end };
        *span = Span::new(span.start.max(self.body) - self.body, end.max(self.body) - self.body);
        column
    }
}

fn told_of(column: &str, label: &str) -> String {
    if label.is_empty() { format!("column `{column}`") } else { format!("column `{column}`: {label}") }
}

#[cfg(all(test, notelint_embedded))]
mod tests {
    use super::*;
    use crate::lexicon::LEXICON;

    fn record(cells: &[(Field, &str, &str)], note: &str) -> Record {
        let cells = cells
            .iter()
            .map(|&(field, column, value)| Cell { field, column: column.to_owned(), value: value.to_owned() })
            .collect();
        Record { cells, note: note.to_owned() }
    }

    #[track_caller]
    fn composes(cells: &[(Field, &str, &str)], clocking: Clocking, expected: &str) {
        let composed = record(cells, "Met ct.").compose(clocking, &LEXICON);
        assert_eq!(composed.text, format!("{expected}\nMet ct."));
        assert_eq!(&composed.text[composed.body..], "Met ct.");
        for given in &composed.given {
            assert!(composed.text[given.name.end..].starts_with(": "));
        }
    }

    #[test]
    fn a_number_of_hours_and_a_number_of_minutes_are_told_apart() {
        let bare = |value| [(Field::Duration, "Duration", value)];
        composes(&bare("0.75"), Clocking::Minutes, "Duration: 0.75 hours");
        composes(&bare("45"), Clocking::Minutes, "Duration: 45 min");
        composes(&bare("1"), Clocking::Hours, "Duration: 1 hours");
        composes(&bare("1"), Clocking::Minutes, "Duration: 1 min");
        composes(&bare("45 mins"), Clocking::Hours, "Duration: 45 mins");
        composes(
            &[(Field::Duration, "Duration (hours)", "2")],
            Clocking::Minutes,
            "Duration (hours): 2 hours",
        );
        composes(&[(Field::Duration, "duration_min", "45")], Clocking::Hours, "duration_min: 45 min");
        // Start and end decide where they stand beside it.
        let timed = |value| {
            [
                (Field::Duration, "Duration", value),
                (Field::End, "Out", "11:00"),
                (Field::Start, "In", "10:00"),
            ]
        };
        composes(&timed("1"), Clocking::Minutes, "Duration: 1 hours\nOut: 11:00\nIn: 10:00");
        composes(&timed("60"), Clocking::Hours, "Duration: 60 min\nOut: 11:00\nIn: 10:00");
    }

    #[test]
    fn a_column_counts_hours_where_a_fraction_stands_among_small_numbers() {
        let of = |values: &[&str]| clocking(values.iter().copied());
        assert_eq!(of(&["1", "0.75", "2"]), Clocking::Hours);
        assert_eq!(of(&["45", "0.75"]), Clocking::Minutes);
        assert_eq!(of(&["1", "2"]), Clocking::Minutes);
        assert_eq!(of(&["", "an hour"]), Clocking::Minutes);
    }

    #[test]
    fn a_day_beside_a_time_is_the_date_and_two_days_state_the_midnight() {
        composes(
            &[(Field::End, "end", "2024-05-05T00:15:00Z"), (Field::Start, "start", "2024-05-04T23:30:00Z")],
            Clocking::Minutes,
            "end: 12:15 am\nstart: 11:30 pm\nstart: 2024-05-04",
        );
        composes(
            &[(Field::Start, "start", "5/4/2024 10:05 AM")],
            Clocking::Minutes,
            "start: 10:05 AM\nstart: 2024-05-04",
        );
    }

    #[test]
    fn a_field_that_says_nothing_is_empty_and_line_ends_stay_out() {
        composes(&[(Field::Mode, "Mode", "N/A")], Clocking::Minutes, "Mode: ");
        composes(&[(Field::Staff, "Staff", "R.\r\nSoto")], Clocking::Minutes, "Staff: R.  Soto");
    }
}
