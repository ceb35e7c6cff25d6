//! A file and the spans to show → the few lines worth printing, cut to a window, with the spans' places in them.
//!
//! A note may be one line of several megabytes, and may hold characters that move a terminal's cursor: neither reaches the
//! screen.

use std::ops::Range;

use crate::source::name::acts_on_terminal;
use crate::span::{Lines, Span};

/// A line of up to this many bytes is shown whole.
const WHOLE: usize = 240;
/// How many characters around a span are shown of a longer line.
const AROUND: usize = 40;
/// How many characters of a long span are shown from its start.
const HEAD: usize = 80;

/// Lines of a file, cut and cleaned, as a text of their own.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    /// The lines, each ended by a line feed.
    pub(super) text: String,
    /// Its lines: bytes of `text` without the line feed, and the line's number in the file; 0 where lines are left out.
    pub(super) rows: Vec<(Range<usize>, usize)>,
    /// Bytes of the file → bytes of `text`, for every character shown, ascending.
    places: Vec<(usize, usize)>,
}

impl Excerpt {
    /// Cuts out the lines that `spans` touch.
    pub(super) fn new(text: &str, lines: &Lines, spans: &[Span]) -> Self {
        let mut excerpt = Self::default();
        let mut last = None;
        for line in touched(text, lines, spans) {
            if last.is_some_and(|last| line > last + 1) {
                // Two lines that are not shown make the printer draw a break.
                excerpt.push_blank();
                excerpt.push_blank();
            }
            excerpt.push_line(text, lines, line, spans);
            last = Some(line);
        }
        excerpt
    }

    /// Where byte `offset` of the file is in the excerpt; for what was cut out, where the cut is.
    pub(super) fn place(&self, offset: usize) -> usize {
        match self.places.partition_point(|&(file, _)| file <= offset) {
            0 => 0,
            after => self.places[after - 1].1,
        }
    }

    fn push_blank(&mut self) {
        let at = self.text.len();
        self.rows.push((at..at, 0));
        self.text.push('\n');
    }

    fn push_line(&mut self, text: &str, lines: &Lines, line: usize, spans: &[Span]) {
        let bounds = lines.bounds(text, line);
        let row = self.text.len();
        let mut from = bounds.start;
        for window in windows(text, bounds, spans) {
            self.push_gap(from, window.start);
            for (i, c) in text[window.start..window.end].char_indices() {
                self.places.push((window.start + i, self.text.len()));
                self.text.push(shown(c));
            }
            from = window.end;
        }
        self.push_gap(from, bounds.end);
        self.places.push((bounds.end, self.text.len()));
        self.rows.push((row..self.text.len(), line + 1));
        self.text.push('\n');
    }

    fn push_gap(&mut self, from: usize, to: usize) {
        if from < to {
            self.places.push((from, self.text.len()));
            self.text.push('…');
        }
    }
}

/// The lines to show, ascending: the first and last of each span with a little of what lies between, and a single line
/// between two of them.
fn touched(text: &str, lines: &Lines, spans: &[Span]) -> Vec<usize> {
    let mut touched = Vec::new();
    for span in spans {
        let (first, last) = (lines.line_of(span.start), lines.line_of(last_shown(text, *span)));
        touched.extend(first..=(first + 3).min(last));
        touched.extend(last.saturating_sub(1).max(first)..=last);
    }
    touched.sort_unstable();
    touched.dedup();
    let between: Vec<usize> =
        touched.windows(2).filter(|pair| pair[1] == pair[0] + 2).map(|pair| pair[0] + 1).collect();
    touched.extend(between);
    touched.sort_unstable();
    touched
}

/// The end of a span without the line ends it closes with.
pub(super) fn last_shown(text: &str, span: Span) -> usize {
    span.start + text[span.start..span.end].trim_end_matches(['\r', '\n']).len()
}

/// What to show of a line, ascending and apart.
fn windows(text: &str, line: Span, spans: &[Span]) -> Vec<Span> {
    if line.len() <= WHOLE {
        return vec![line];
    }
    let clip = |start: usize, end: usize| Span::new(start.max(line.start), end.min(line.end));
    let around = |start: usize, end: usize| clip(back(text, start, AROUND), forth(text, end, AROUND));
    let mut windows: Vec<Span> = Vec::new();
    for span in spans {
        let part = clip(span.start, span.end);
        if span.start > line.end || span.end < line.start || part.start > part.end {
            continue;
        }
        let head = forth(text, part.start, HEAD);
        if head >= part.end {
            windows.push(around(part.start, part.end));
        } else {
            windows.push(clip(back(text, part.start, AROUND), head));
            windows.push(around(part.end, part.end));
        }
    }
    if windows.is_empty() {
        windows.push(clip(line.start, forth(text, line.start, HEAD)));
    }
    windows.sort_unstable();
    let mut apart: Vec<Span> = Vec::new();
    for window in windows {
        match apart.last_mut() {
            Some(last) if window.start <= last.end + 8 => *last = last.join(window),
            _ => apart.push(window),
        }
    }
    apart
}

/// The offset `count` characters before `at`, or the text's start.
fn back(text: &str, at: usize, count: usize) -> usize {
    text[..at].char_indices().rev().take(count).last().map_or(at, |(i, _)| i)
}

/// The offset `count` characters after `at`, or the text's end.
fn forth(text: &str, at: usize, count: usize) -> usize {
    text[at..].char_indices().nth(count).map_or(text.len(), |(i, _)| at + i)
}

/// A character as it can be shown: control characters as their pictures.
fn shown(c: char) -> char {
    match c {
        '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '␡',
        c if acts_on_terminal(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The excerpt for the first occurrence of each of `words`, and the words found again in it.
    fn check(text: &str, words: &[&str], rows: &[&str]) -> Excerpt {
        let spans: Vec<Span> = words
            .iter()
            .map(|words| {
                let start = text.find(words).unwrap_or_default();
                Span::new(start, start + words.len())
            })
            .collect();
        let excerpt = Excerpt::new(text, &Lines::new(text), &spans);
        let seen: Vec<&str> = excerpt.rows.iter().map(|(row, _)| &excerpt.text[row.clone()]).collect();
        assert_eq!(seen, rows);
        for (span, words) in spans.iter().zip(words) {
            assert_eq!(&excerpt.text[excerpt.place(span.start)..excerpt.place(span.end)], *words);
        }
        excerpt
    }

    #[test]
    fn only_touched_lines_are_shown() {
        check("one\ntwo\r\nthree\rfour", &["three"], &["three"]);
        check("one\ntwo\r\nthree\rfour", &["one", "three"], &["one", "two", "three"]);
        let excerpt = check("1\n2\n3\n4\n5\n", &["1", "5"], &["1", "", "", "5"]);
        assert_eq!(excerpt.rows.iter().map(|&(_, number)| number).collect::<Vec<_>>(), [1, 0, 0, 5]);
    }

    #[test]
    fn control_characters_are_pictures() {
        check("a\u{1b}[2J\0 faxed\u{85}\u{202e} it", &["faxed"], &["a␛[2J␀ faxed\u{fffd}\u{fffd} it"]);
    }

    #[test]
    fn long_lines_are_cut_to_windows() {
        let text =
            format!("{}faxed{}done{}", "é ".repeat(300_000), "x ".repeat(300_000), "y ".repeat(300_000));
        let expected = format!(
            "…{}faxed{}…{}done{}…",
            "é ".repeat(20),
            "x ".repeat(20),
            "x ".repeat(20),
            "y ".repeat(20)
        );
        check(&text, &["faxed", "done"], &[&expected]);
    }

    #[test]
    fn a_long_span_shows_its_ends() {
        let text = format!("Then {} end.", "word ".repeat(1000));
        let excerpt = Excerpt::new(&text, &Lines::new(&text), &[Span::new(5, text.len())]);
        assert!(excerpt.text.len() < 250, "{}", excerpt.text.len());
        assert_eq!(excerpt.place(text.len()), excerpt.text.len() - 1);
    }

    #[test]
    fn empty_texts_and_spans_do_not_panic() {
        for text in ["", "\n", "\r\n\r\n", "é"] {
            for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
                let excerpt =
                    Excerpt::new(text, &Lines::new(text), &[Span::new(0, end), Span::new(end, end)]);
                assert!(excerpt.place(end) <= excerpt.text.len());
            }
        }
    }
}
