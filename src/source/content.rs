//! A line → heading, signature or sentence: enough to tell whether a part of a file is a note of its own.

use crate::lexicon::LEXICON;

/// What a line, or a part of a file, holds; of several lines the greatest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Content {
    /// No letter and no digit.
    Nothing,
    /// The end of a note.
    Signature,
    /// A title, a date, a header field.
    Heading,
    /// Something that a note says.
    Sentence,
}

/// What a line holds; `underline` is the length in characters of a rule right below it.
pub(super) fn content(line: &str, underline: Option<usize>) -> Content {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || "#*•·>-–—_".contains(c));
    let line = line.trim_end_matches(|c: char| c.is_whitespace() || "*_".contains(c));
    if !line.contains(char::is_alphanumeric) {
        return Content::Nothing;
    }
    if starts_with_any(line, SIGNATURES) {
        return Content::Signature;
    }
    match label(line) {
        // A field may be followed by the note on the same line.
        Some((label, value)) if is_field(&label) => {
            let rest = value.split_once(". ").map_or("", |(_, rest)| rest);
            let prose = runs_on(rest, 2) || runs_on(value, 4);
            if prose && !is_plan_field(&label) { Content::Sentence } else { Content::Heading }
        }
        Some((_, value)) if !value.contains(char::is_alphanumeric) => Content::Heading,
        Some((_, value)) => phrase(value, None),
        None => phrase(line, underline),
    }
}

/// Whether a line begins with the name of a header field.
pub(super) fn is_header(line: &str) -> bool {
    label(line).is_some_and(|(label, _)| is_field(&label))
}

/// A sentence, or a heading?
fn phrase(line: &str, underline: Option<usize>) -> Content {
    let ended = line.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?']);
    let mut words = words(line).filter(|word| !is_date_word(word)).take(9).peekable();
    let first = words.peek().is_some();
    let words: Vec<&str> = words.collect();
    let capitalized =
        words.iter().all(|word| !word.starts_with(char::is_lowercase) || is_small(word) || is_title(word));
    let underlined = underline.is_some_and(|length| length.abs_diff(line.chars().take(200).count()) <= 2);
    let title =
        words.last().is_some_and(|word| is_title(word)) || starts_with_any(line, FURNITURE) || underlined;
    let heading = !first || (!ended && capitalized && words.len() < 9 && (title || words.len() == 1));
    if heading { Content::Heading } else { Content::Sentence }
}

/// Runs of letters, with the marks that words hold.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '/' | '.')))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.contains(char::is_alphabetic))
}

/// Whether at least `count` words of `text` are in small letters and say something.
fn runs_on(text: &str, count: usize) -> bool {
    let small =
        words(text).filter(|word| word.starts_with(char::is_lowercase) && !is_small(word) && !is_title(word));
    small.take(count).count() == count
}

/// The label before a line's first colon, in lower case with single spaces, and what follows.
fn label(line: &str) -> Option<(String, &str)> {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || "#*•·>-".contains(c));
    let head = &line[..line.floor_char_boundary(48)];
    let (label, _) = head.split_once(':')?;
    let value = &line[label.len() + 1..];
    let label = label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '"'));
    let words: Vec<String> = label.split([' ', '\t', '_', '\u{a0}']).map(str::to_lowercase).collect();
    // "at 10:30" is no label, nor is a sentence with a colon in it.
    let fits = label.starts_with(char::is_alphabetic)
        && words.len() <= 4
        && !label.ends_with(|c: char| c.is_ascii_digit());
    fits.then(|| (words.join(" "), value))
}

fn starts_with_any(line: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|&beginning| {
        line.get(..beginning.len()).is_some_and(|head| head.eq_ignore_ascii_case(beginning))
            && !line[beginning.len()..].starts_with(char::is_alphanumeric)
    })
}

fn is_field(label: &str) -> bool {
    let bare = label.trim_end_matches(|c: char| !c.is_alphanumeric());
    let before = label.split_once(" (").map_or(label, |(before, _)| before);
    let known = |name: &str| LEXICON.field(name).is_some() || OTHER_FIELDS.binary_search(&name).is_ok();
    [label, bare, before].into_iter().any(known)
}

/// Fields whose value is prose, but not the prose of a note.
fn is_plan_field(label: &str) -> bool {
    ["goal", "objective", "problem", "need", "diagnosis", "obj"].iter().any(|word| label.contains(word))
}

fn is_small(word: &str) -> bool {
    SMALL.binary_search(&word).is_ok()
}

fn is_title(word: &str) -> bool {
    TITLES.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// Whether a word is part of a date or a time of day.
fn is_date_word(word: &str) -> bool {
    let word = word.to_lowercase();
    DATE_WORDS.binary_search(&word.as_str()).is_ok()
        || (word.starts_with(|c: char| c.is_ascii_digit())
            && ["am", "pm", "a", "p", "a.m", "p.m", "st", "nd", "rd", "th"]
                .contains(&word.trim_start_matches(|c: char| !c.is_alphabetic())))
}

/// How a signature begins.
const SIGNATURES: &[&str] =
    &["/s/", "digitally signed", "e-signed", "electronically signed", "esigned", "signature", "signed"];

/// How a page's furniture begins.
const FURNITURE: &[&str] = &["confidential", "page", "printed", "printed by", "printed on"];

/// Words that stand small within a heading.
#[rustfmt::skip]
const SMALL: &[&str] = &[
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "per", "re", "the", "to", "w",
    "with",
];

/// What a heading is about: its last word.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "case", "contact", "contacts", "coordination", "encounter", "encounters", "entry", "form", "log",
    "management", "note", "notes", "page", "program", "progress", "record", "records", "report", "reports",
    "service", "services", "session", "sessions", "summary",
];

/// Months, weekdays and halves of the day.
#[rustfmt::skip]
const DATE_WORDS: &[&str] = &[
    "a.m", "am", "apr", "april", "aug", "august", "dec", "december", "feb", "february", "fri", "friday",
    "jan", "january", "jul", "july", "jun", "june", "mar", "march", "may", "mon", "monday", "nov", "november",
    "oct", "october", "p.m", "pm", "sat", "saturday", "sep", "sept", "september", "sun", "sunday", "thu",
    "thur", "thurs", "thursday", "tue", "tues", "tuesday", "wed", "wednesday",
];

/// Names of header fields that record systems have and the reading has no use for; the others are the lexicon's.
#[rustfmt::skip]
const OTHER_FIELDS: &[&str] = &[
    "age", "agency", "case number", "client/id", "contact flag", "county", "cpt code", "date of birth", "date of note", "date of session", "date/time", "diagnosis", "dob",
    "dx", "facility", "from", "level", "medi-cal", "mileage", "name", "note id",
    "patient name", "payer", "persons involved", "presenting problem", "program/service", "re", "record #",
    "sig", "status", "tags", "title", "to", "type",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_lists_are_sorted() {
        for list in [SIGNATURES, FURNITURE, SMALL, TITLES, DATE_WORDS, OTHER_FIELDS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn fields_are_named_once() {
        let twice: Vec<_> = OTHER_FIELDS.iter().filter(|name| LEXICON.field(name).is_some()).collect();
        assert!(twice.is_empty(), "the lexicon has {twice:?}");
    }
}
