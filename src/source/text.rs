//! A decoded file → the spans of its notes.
//!
//! A line of three or more `-` or `=`, or a form feed, parts notes. A part without a sentence of its own is no note: a
//! heading or a block of header fields belongs to what follows, a signature to what came before. In Markdown front matter
//! is a header, and `---` elsewhere parts only before a header line.

use std::path::Path;

use super::content::{Content, content, is_header};
use crate::span::Span;

/// Which rules part a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Plain,
    /// Markdown, where `---` is also a rule and an underline.
    Markdown,
}

impl Kind {
    /// The kind of a file by its ending.
    pub fn of(path: &Path) -> Self {
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
        match ending.as_ref().and_then(|ending| ending.to_str()) {
            Some("md" | "markdown") => Self::Markdown,
            _ => Self::Plain,
        }
    }
}

/// Parts `text` into its notes, in order: at least one, even where nothing is written.
///
/// A file without a separator is one note from end to end; otherwise separators at a note's edges lie outside its span,
/// and those between parts that belong together lie inside.
pub fn split(text: &str, kind: Kind) -> Vec<Span> {
    let lines: Vec<Line> = lines(text).collect();
    let parts = parts(text, &lines, kind);
    if parts.len() == 1 {
        return vec![Span::new(0, text.len())];
    }
    let mut notes: Vec<Span> = Vec::new();
    // What belongs to the note that follows.
    let mut ahead: Option<Span> = None;
    for part in &parts {
        match part.content(text, &lines) {
            Content::Nothing => {}
            Content::Sentence => notes.push(ahead.take().map_or(part.span, |ahead| ahead.join(part.span))),
            Content::Signature if ahead.is_none() && !notes.is_empty() => {
                if let Some(last) = notes.last_mut() {
                    *last = last.join(part.span);
                }
            }
            Content::Signature | Content::Heading => {
                ahead = Some(ahead.map_or(part.span, |ahead| ahead.join(part.span)));
            }
        }
    }
    match (notes.last_mut(), ahead) {
        (Some(last), Some(ahead)) => *last = last.join(ahead),
        (None, Some(ahead)) => notes.push(ahead),
        (None, None) => notes.push(Span::new(0, text.len())),
        (Some(_), None) => {}
    }
    notes
}

/// A line without its end, and what ended it.
#[derive(Debug, Clone, Copy)]
struct Line {
    span: Span,
    /// Where the next line begins.
    next: usize,
    /// Whether a form feed ended it.
    form_feed: bool,
}

fn lines(text: &str) -> impl Iterator<Item = Line> + '_ {
    let bytes = text.as_bytes();
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let end =
            bytes[from..].iter().position(|byte| matches!(byte, b'\n' | b'\r' | 0x0C)).map(|at| from + at);
        let stop = end.unwrap_or(bytes.len());
        let next = match end {
            None => bytes.len(),
            Some(at) if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') => at + 2,
            Some(at) => at + 1,
        };
        start = end.map(|_| next);
        Some(Line { span: Span::new(from, stop), next, form_feed: end.is_some_and(|at| bytes[at] == 0x0C) })
    })
}

/// What stands between two separators.
#[derive(Debug)]
struct Part {
    span: Span,
    /// Its lines, by index.
    first: usize,
    last: usize,
    /// The length in characters of the line of `-` or `=` right below its last line.
    underline: Option<usize>,
}

fn parts(text: &str, lines: &[Line], kind: Kind) -> Vec<Part> {
    let front = if kind == Kind::Markdown { front_matter(text, lines) } else { 0 };
    let mut parts = Vec::new();
    let (mut start, mut first) = (0, 0);
    // The first written line from here on; it only moves forward, however many rules follow each other.
    let mut written = 0;
    for (i, line) in lines.iter().enumerate() {
        let separator = separator(&text[line.span.start..line.span.end]).filter(|&(dash, _)| {
            if kind == Kind::Plain || !dash {
                return i >= front;
            }
            written = written.max(i);
            while lines.get(written).is_some_and(|&line| !is_written(text, line)) {
                written += 1;
            }
            i >= front
                && lines.get(written).is_some_and(|line| is_header(&text[line.span.start..line.span.end]))
        });
        if let Some((_, length)) = separator {
            let underlines = i > first && is_written(text, lines[i - 1]);
            let span = Span::new(start, line.span.start);
            parts.push(Part { span, first, last: i, underline: underlines.then_some(length) });
        } else if line.form_feed {
            parts.push(Part { span: Span::new(start, line.span.end), first, last: i + 1, underline: None });
        } else {
            continue;
        }
        (start, first) = (line.next, i + 1);
    }
    parts.push(Part { span: Span::new(start, text.len()), first, last: lines.len(), underline: None });
    parts
}

/// Whether a line is a separator: whether it is made of `-`, and how many.
fn separator(line: &str) -> Option<(bool, usize)> {
    let line = line.trim();
    let made_of = |c: u8| line.len() >= 3 && line.bytes().all(|byte| byte == c);
    (made_of(b'-') || made_of(b'=')).then(|| (line.starts_with('-'), line.len()))
}

/// How many lines the front matter of a Markdown file takes, its fences included.
fn front_matter(text: &str, lines: &[Line]) -> usize {
    let fence = |line: &Line| &text[line.span.start..line.span.end];
    let opened = lines.first().is_some_and(|line| fence(line).trim_end() == "---");
    let close = lines.iter().skip(1).position(|line| matches!(fence(line).trim_end(), "---" | "..."));
    if opened { close.map_or(0, |at| at + 2) } else { 0 }
}

fn is_written(text: &str, line: Line) -> bool {
    text[line.span.start..line.span.end].contains(char::is_alphanumeric)
}

impl Part {
    fn content(&self, text: &str, lines: &[Line]) -> Content {
        let mut most = Content::Nothing;
        for (i, line) in lines[self.first..self.last].iter().enumerate() {
            let underline = self.underline.filter(|_| self.first + i + 1 == self.last);
            most = most.max(content(&text[line.span.start..line.span.end], underline));
            if most == Content::Sentence {
                break;
            }
        }
        most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts of `text`, each with its outer line ends trimmed.
    fn notes(text: &str, kind: Kind) -> Vec<&str> {
        split(text, kind)
            .into_iter()
            .map(|span| text[span.start..span.end].trim_matches(['\n', '\r']))
            .collect()
    }

    #[track_caller]
    fn plain(text: &str, expected: &[&str]) {
        assert_eq!(notes(text, Kind::Plain), expected);
    }

    #[track_caller]
    fn markdown(text: &str, expected: &[&str]) {
        assert_eq!(notes(text, Kind::Markdown), expected);
    }

    #[test]
    fn a_file_without_separators_is_one_note_from_end_to_end() {
        for text in ["", "\n\n", "Drove ct to court. 20 min.\n\nFaxed the packet.\n", "Date: 5/4/09\n"] {
            assert_eq!(split(text, Kind::Plain), [Span::new(0, text.len())]);
        }
    }

    #[test]
    fn rules_of_dashes_and_equals_and_form_feeds_part() {
        plain("Drove ct.\n---\nFaxed it.\n", &["Drove ct.", "Faxed it."]);
        plain("Drove ct.\r\n=====\r\nFaxed it.\r\n", &["Drove ct.", "Faxed it."]);
        plain("Drove ct.\r  ---- \t\rFaxed it.", &["Drove ct.", "Faxed it."]);
        plain("Drove ct.\x0cFaxed it.\n\x0cWaited w/ ct.", &["Drove ct.", "Faxed it.", "Waited w/ ct."]);
        plain("Drove ct.\n--\n-=-\n--- x\nFaxed it.", &["Drove ct.\n--\n-=-\n--- x\nFaxed it."]);
    }

    #[test]
    fn terse_notes_without_full_stops_are_notes() {
        plain(
            "LVM for PO\n---\nct no show\n---\nFAXED ROI TO PCP",
            &["LVM for PO", "ct no show", "FAXED ROI TO PCP"],
        );
        plain("D: Drove ct\n---\n5/4 called DPSS", &["D: Drove ct", "5/4 called DPSS"]);
        plain(
            "Date: 5/4. Drove ct to court.\n---\nFaxed it.",
            &["Date: 5/4. Drove ct to court.", "Faxed it."],
        );
    }

    #[test]
    fn headings_and_headers_join_what_follows() {
        plain("PROGRESS NOTE\n=====\nDrove ct.", &["PROGRESS NOTE\n=====\nDrove ct."]);
        plain("Sunrise House\n=============\nDrove ct.", &["Sunrise House\n=============\nDrove ct."]);
        plain(
            "Client: A\nDOS: 5/4/09\n---\nDrove ct.\n---\nClient: B\n---\nFaxed it.\n",
            &["Client: A\nDOS: 5/4/09\n---\nDrove ct.", "Client: B\n---\nFaxed it."],
        );
        plain("5/4/09 10:00a - 10:45a\n---\nDrove ct.", &["5/4/09 10:00a - 10:45a\n---\nDrove ct."]);
        plain(
            "Goal: Ct will find housing.\n---\nDrove ct.",
            &["Goal: Ct will find housing.\n---\nDrove ct."],
        );
    }

    #[test]
    fn signatures_and_trailers_join_what_came_before() {
        plain(
            "Drove ct.\n---\nSigned: J. Doe, LPHA\n====\nFaxed it.\n---\nElectronically signed by J. Doe.",
            &["Drove ct.\n---\nSigned: J. Doe, LPHA", "Faxed it.\n---\nElectronically signed by J. Doe."],
        );
        plain("Drove ct.\n---\nStaff: J. Doe\n", &["Drove ct.\n---\nStaff: J. Doe"]);
        plain("Drove ct.\n\x0cPage 3 of 12\n", &["Drove ct.\n\x0cPage 3 of 12"]);
    }

    #[test]
    fn empty_parts_are_no_notes() {
        plain("---\n\n===\nDrove ct.\n---\n---\n\nFaxed it.\n---\n", &["Drove ct.", "Faxed it."]);
        plain("---\n===\n\x0c\n", &["---\n===\n\x0c"]);
        plain("Client: A\n---\nDOS: 5/4\n", &["Client: A\n---\nDOS: 5/4"]);
    }

    #[test]
    fn markdown_rules_part_only_before_a_header() {
        markdown("Drove ct.\n\n---\n\nFaxed it.\n", &["Drove ct.\n\n---\n\nFaxed it."]);
        markdown(
            "Drove ct.\n\n---\n\n**Date of service:** 5/4\nFaxed it.\n",
            &["Drove ct.", "**Date of service:** 5/4\nFaxed it."],
        );
        markdown("Note\n====\nDrove ct.\n\x0cFaxed it.", &["Note\n====\nDrove ct.", "Faxed it."]);
    }

    #[test]
    fn front_matter_is_a_header() {
        markdown(
            "---\ndate: 5/4\nstaff: J\n---\nDate: 5/4\nDrove ct.\n",
            &["---\ndate: 5/4\nstaff: J\n---\nDate: 5/4\nDrove ct."],
        );
        markdown(
            "---\ndate: 5/4\n---\nDrove ct.\n---\ndate: 5/5\n---\nFaxed it.\n",
            &["---\ndate: 5/4\n---\nDrove ct.", "date: 5/5\n---\nFaxed it."],
        );
        plain("---\ndate: 5/4\n---\nDrove ct.\n", &["date: 5/4\n---\nDrove ct."]);
    }
}
