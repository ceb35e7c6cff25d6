//! Overlapping marks of a note → pieces of its text, each with the narrowest mark that covers it.

use crate::span::Span;

/// A mark: its words, the number of the entry that explains it, and how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) entry: usize,
    pub(super) class: &'static str,
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) mark: Option<Mark>,
}

/// The pieces of a text of so many bytes, in order, without gaps. Of two marks that are as narrow the earlier one wins.
pub(super) fn pieces(length: usize, marks: &[Mark]) -> Vec<Piece> {
    let mut ends: Vec<usize> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    ends.extend([0, length]);
    ends.retain(|&end| end <= length);
    ends.sort_unstable();
    ends.dedup();
    let mut by_start: Vec<(usize, &Mark)> = marks.iter().enumerate().collect();
    by_start.sort_by_key(|(place, mark)| (mark.span.start, *place));
    let mut coming = by_start.into_iter().peekable();
    let mut open: Vec<(usize, &Mark)> = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    for (&start, &end) in ends.iter().zip(ends.iter().skip(1)) {
        open.retain(|(_, mark)| mark.span.end > start);
        while let Some(next) = coming.next_if(|(_, mark)| mark.span.start <= start) {
            open.push(next);
        }
        open.retain(|(_, mark)| mark.span.end > start);
        let width = |mark: &Mark| mark.span.end - mark.span.start;
        let mark = open.iter().min_by_key(|(place, mark)| (width(mark), *place)).map(|(_, mark)| **mark);
        match pieces.last_mut() {
            Some(last) if last.mark == mark => last.span = Span::new(last.span.start, end),
            _ => pieces.push(Piece { span: Span::new(start, end), mark }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, marks: &[(usize, usize)], expected: &[(&str, Option<usize>)]) {
        let mark = |(entry, &(start, end))| Mark { span: Span::new(start, end), entry, class: "" };
        let marks: Vec<Mark> = marks.iter().enumerate().map(mark).collect();
        let found: Vec<(&str, Option<usize>)> = pieces(text.len(), &marks)
            .iter()
            .map(|piece| (&text[piece.span.start..piece.span.end], piece.mark.map(|mark| mark.entry)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_narrowest_mark_wins() {
        check("abc", &[], &[("abc", None)]);
        check("abcdef", &[(1, 3)], &[("a", None), ("bc", Some(0)), ("def", None)]);
        check("abcdef", &[(0, 6), (2, 4)], &[("ab", Some(0)), ("cd", Some(1)), ("ef", Some(0))]);
        check("abcdef", &[(1, 3), (1, 3)], &[("a", None), ("bc", Some(0)), ("def", None)]);
        check("abcdef", &[(0, 4), (3, 6)], &[("abc", Some(0)), ("def", Some(1))]);
        check("", &[(0, 0)], &[]);
    }
}
