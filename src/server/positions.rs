//! Bytes of a text ↔ the lines and columns of the protocol, which count from 0 and in units that were agreed on.

use std::cell::Cell;

use lsp_types::{ClientCapabilities, Position, PositionEncodingKind, Range};

use crate::span::{Lines, Span, utf16_len};

/// What columns count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: what every client understands.
    #[default]
    Utf16,
}

impl Encoding {
    /// The first that a client names among those known here.
    pub(super) fn agreed(client: &ClientCapabilities) -> Self {
        let offered = client.general.as_ref().and_then(|general| general.position_encodings.as_deref());
        let known = |kind: &PositionEncodingKind| match kind.as_str() {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            _ => None,
        };
        offered.unwrap_or_default().iter().find_map(known).unwrap_or_default()
    }

    /// Its name in the protocol.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn length(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => utf16_len(text),
        }
    }
}

/// The places of a text.
#[derive(Debug)]
pub(super) struct Places<'t> {
    text: &'t str,
    lines: Lines,
    encoding: Encoding,
    /// The last place that was counted: its byte, and its column. Long lines are counted on from there.
    last: Cell<(usize, usize)>,
}

impl<'t> Places<'t> {
    /// The places of `text`.
    pub(super) fn new(text: &'t str, encoding: Encoding) -> Self {
        Self { text, lines: Lines::new(text), encoding, last: Cell::default() }
    }

    /// The place of a byte; of one inside a character or past the end, that of the character before it.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.lines.line_of(offset);
        let start = self.lines.start_of(line).unwrap_or_default();
        let (last, column) = self.last.get();
        let (from, column) = if (start..=offset).contains(&last) { (last, column) } else { (start, 0) };
        let column = column + self.encoding.length(&self.text[from..offset]);
        self.last.set((offset, column));
        Position::new(number(line), number(column))
    }

    /// The place of a span.
    pub(super) fn range(&self, span: Span) -> Range {
        let start = self.position(span.start);
        Range::new(start, self.position(span.end.max(span.start)))
    }

    /// The byte of a place. A column behind the line's end is its end, one inside a character the character's start, a
    /// line behind the last one the end of the text.
    pub(super) fn offset(&self, position: Position) -> usize {
        let (line, column) = (position.line as usize, position.character as usize);
        if self.lines.start_of(line).is_none() {
            return self.text.len();
        }
        let Span { start, end } = self.lines.bounds(self.text, line);
        let mut counted = 0;
        for (at, c) in self.text[start..end].char_indices() {
            counted += self.encoding.length(c.encode_utf8(&mut [0; 4]));
            if counted > column {
                return start + at;
            }
        }
        end
    }

    /// The bytes of a range; empty where it ends before it begins.
    pub(super) fn span(&self, range: Range) -> Span {
        let start = self.offset(range.start);
        Span::new(start, self.offset(range.end).max(start))
    }

    /// The bytes of the line that holds a byte, without its end.
    pub(super) fn line(&self, offset: usize) -> Span {
        self.lines.bounds(self.text, self.lines.line_of(offset))
    }

    /// The first byte of the line after the one that holds a byte; `None` where that is the last.
    pub(super) fn next_line(&self, offset: usize) -> Option<usize> {
        self.lines.start_of(self.lines.line_of(offset) + 1)
    }
}

/// A count as the protocol writes it.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "añ😕b\r\n\r\nc\rdé";

    #[test]
    fn columns_count_what_was_agreed_on() {
        let at = |encoding, words: &str| {
            let place = Places::new(TEXT, encoding).position(TEXT.find(words).unwrap_or_default());
            (place.line, place.character)
        };
        assert_eq!((at(Encoding::Utf16, "b"), at(Encoding::Utf8, "b")), ((0, 4), (0, 7)));
        assert_eq!((at(Encoding::Utf16, "c"), at(Encoding::Utf8, "c")), ((2, 0), (2, 0)));
        assert_eq!((at(Encoding::Utf16, "é"), at(Encoding::Utf8, "é")), ((3, 1), (3, 1)));
    }

    #[test]
    fn a_byte_is_found_again_by_its_place_in_any_order() {
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let places = Places::new(TEXT, encoding);
            let offsets: Vec<usize> = TEXT.char_indices().map(|(at, _)| at).collect();
            for &offset in offsets.iter().rev().chain(&offsets) {
                let line_feed = TEXT[..offset].ends_with('\r') && TEXT[offset..].starts_with('\n');
                if !line_feed {
                    assert_eq!(places.offset(places.position(offset)), offset, "{offset}");
                }
            }
        }
    }

    #[test]
    fn places_that_do_not_exist_are_cut_to_the_text() {
        let places = Places::new(TEXT, Encoding::Utf16);
        assert_eq!(places.offset(Position::new(0, 3)), TEXT.find('😕').unwrap_or_default());
        assert_eq!(places.offset(Position::new(0, 99)), TEXT.find('\r').unwrap_or_default());
        assert_eq!(places.offset(Position::new(99, 0)), TEXT.len());
        let backward = Range::new(Position::new(2, 0), Position::new(0, 0));
        assert!(places.span(backward).is_empty());
    }
}
