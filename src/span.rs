//! A range of bytes in a text, and its place as line and column.

use std::ops::Range;

/// A range of bytes in a text: `start` is the first byte, `end` the first after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte after the range.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`, in bytes.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Whether the two ranges share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this range.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest range that holds both.
    pub const fn join(self, other: Self) -> Self {
        let start = if self.start < other.start { self.start } else { other.start };
        let end = if self.end > other.end { self.end } else { other.end };
        Self { start, end }
    }

    /// The same range in a text that begins `offset` bytes earlier.
    pub const fn shifted(self, offset: usize) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the range holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end == self.start
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

/// A place in a text for people: both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Where the lines of a text begin. CR, LF and CRLF end lines.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Finds the lines of `text` in one sweep.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (i, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || (byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i + 1);
            }
        }
        Self { starts }
    }

    /// The index, from 0, of the line that holds byte `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// The first byte of a line, by its index from 0.
    pub fn start_of(&self, line: usize) -> Option<usize> {
        self.starts.get(line).copied()
    }

    /// How many lines there are; a line end at the end of the text begins no other.
    pub fn count(&self, text: &str) -> usize {
        let last_is_empty = self.starts.len() > 1 && self.starts.last() == Some(&text.len());
        self.starts.len() - usize::from(last_is_empty)
    }

    /// The bytes of a line, by its index from 0, without its end.
    pub fn bounds(&self, text: &str, line: usize) -> Span {
        let start = self.start_of(line).unwrap_or(text.len());
        let end = self.start_of(line + 1).unwrap_or(text.len());
        Span::new(start, start + text[start..end].trim_end_matches(['\r', '\n']).len())
    }

    /// The byte at which a position stands; just behind a line's last character is a position too. `None` where the text
    /// has no such line or column.
    pub fn offset(&self, text: &str, position: Position) -> Option<usize> {
        let line = position.line.checked_sub(1).filter(|&line| line < self.starts.len())?;
        let Span { start, end } = self.bounds(text, line);
        let characters = text[start..end].char_indices().map(|(at, _)| start + at);
        characters.chain([end]).nth(position.column.checked_sub(1)?)
    }

    /// Line and column of byte `offset`, which lies on a character boundary of `text`.
    ///
    /// An offset past the end, or inside a character, counts as the character before it.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset);
        let line = self.line_of(offset);
        let column = text[self.starts[line]..offset].chars().count();
        Position { line: line + 1, column: column + 1 }
    }
}

/// Bytes of a line after which its characters are counted once and for all.
const STRIDE: usize = 4096;

/// How many characters stand before some places of long lines, so that offsets in any order are placed quickly.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// Ascending offsets, and the column of each.
    marks: Vec<(usize, usize)>,
}

impl Columns {
    /// Counts the characters of `text`, whose lines are `lines`, in one sweep.
    pub fn new(text: &str, lines: &Lines) -> Self {
        let mut marks = Vec::new();
        let mut sweep = Sweep::new(text, lines);
        for (line, &start) in lines.starts.iter().enumerate() {
            let end = lines.start_of(line + 1).unwrap_or(text.len());
            for offset in (start..end).step_by(STRIDE).skip(1) {
                let offset = text.floor_char_boundary(offset);
                marks.push((offset, sweep.position(offset).column));
            }
        }
        Self { marks }
    }

    /// As [`Lines::position`], for the same text and lines.
    pub fn position(&self, text: &str, lines: &Lines, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset);
        let line = lines.line_of(offset);
        let before = self.marks.partition_point(|&(mark, _)| mark <= offset).checked_sub(1);
        let mark = before.map(|place| self.marks[place]).filter(|&(mark, _)| mark >= lines.starts[line]);
        let (from, column) = mark.unwrap_or((lines.starts[line], 1));
        Position { line: line + 1, column: column + text[from..offset].chars().count() }
    }
}

/// Positions of ascending offsets in one sweep, so that a line of any length is counted once.
#[derive(Debug)]
pub struct Sweep<'t> {
    text: &'t str,
    lines: &'t Lines,
    offset: usize,
    position: Position,
}

impl<'t> Sweep<'t> {
    /// Starts at the beginning of `text`, whose lines are `lines`.
    pub fn new(text: &'t str, lines: &'t Lines) -> Self {
        Self { text, lines, offset: 0, position: Position { line: 1, column: 1 } }
    }

    /// Line and column of `offset`; quickest when offsets ascend.
    pub fn position(&mut self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.lines.line_of(offset);
        if line + 1 != self.position.line || offset < self.offset {
            self.position = self.lines.position(self.text, offset);
        } else {
            self.position.column += self.text[self.offset..offset].chars().count();
        }
        self.offset = offset;
        self.position
    }
}

/// Counts UTF-16 code units of a piece of text, as editors and SARIF count columns.
pub fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, needle: &str) -> (usize, usize) {
        let offset = text.find(needle).unwrap_or_default();
        let lines = Lines::new(text);
        let position = lines.position(text, offset);
        assert_eq!(Sweep::new(text, &lines).position(offset), position);
        (position.line, position.column)
    }

    #[test]
    fn lines_end_with_lf_crlf_or_cr() {
        assert_eq!(at("one\ntwo X", "X"), (2, 5));
        assert_eq!(at("one\r\ntwo X", "X"), (2, 5));
        assert_eq!(at("one\rtwo X", "X"), (2, 5));
        assert_eq!(at("one\r\n\r\nX", "X"), (3, 1));
    }

    #[test]
    fn columns_count_characters_and_utf16_counts_units() {
        assert_eq!(at("Señor 😕 X", "X"), (1, 9));
        assert_eq!(utf16_len("Señor 😕 "), 9);
    }

    #[test]
    fn lines_are_counted_and_bounded_without_their_ends() {
        for (text, expected) in [
            ("", &[""][..]),
            ("one", &["one"]),
            ("one\n", &["one"]),
            ("one\r\n\r\ntwo\rthree\n", &["one", "", "two", "three"]),
        ] {
            let lines = Lines::new(text);
            let found: Vec<&str> = (0..lines.count(text))
                .map(|line| lines.bounds(text, line))
                .map(|span| &text[span.start..span.end])
                .collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn an_offset_is_found_again_by_its_position() {
        let text = "añb\r\ncdé\rfg\n\nh😀i";
        let lines = Lines::new(text);
        for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
            let line_feed = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
            if !line_feed {
                assert_eq!(lines.offset(text, lines.position(text, offset)), Some(offset), "{offset}");
            }
        }
        for (line, column) in [(0, 1), (1, 0), (1, 5), (4, 2), (6, 1)] {
            assert_eq!(lines.offset(text, Position { line, column }), None, "{line}:{column}");
        }
    }

    #[test]
    fn columns_of_long_lines_agree_with_single_look_ups() {
        let text = format!("short\r\n{}\n{}", "é😀 ".repeat(3 * STRIDE), "x".repeat(2 * STRIDE));
        let lines = Lines::new(&text);
        let columns = Columns::new(&text, &lines);
        assert!(columns.marks.len() > 4, "{}", columns.marks.len());
        for offset in (0..=text.len()).step_by(997) {
            assert_eq!(columns.position(&text, &lines, offset), lines.position(&text, offset), "{offset}");
        }
    }

    #[test]
    fn a_sweep_agrees_with_single_look_ups_in_any_order() {
        let text = "añb\r\ncdé\rfg\n\nh😀i";
        let lines = Lines::new(text);
        let offsets: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        let mut sweep = Sweep::new(text, &lines);
        for &offset in offsets.iter().chain(offsets.iter().rev()) {
            assert_eq!(sweep.position(offset), lines.position(text, offset));
        }
    }

    #[test]
    fn offsets_past_the_end_and_inside_a_character_do_not_panic() {
        let text = "é";
        let lines = Lines::new(text);
        assert_eq!(lines.position(text, 1), Position { line: 1, column: 1 });
        assert_eq!(lines.position(text, 99), Position { line: 1, column: 2 });
    }
}
