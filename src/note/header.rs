//! Lines → header fields ("Start: 10:00 | Mode: phone") and the prose between them.

use std::ops::Range;

use super::{HeaderField, Note};
use crate::lexicon::{Field, Forms, LABEL_SECTION, Lexicon, Trie, WordClass};
use crate::token::Mark;

/// Longest name of a field or section, in tokens.
const LONGEST_LABEL: usize = 8;

/// What [`label`] found: what it accepts, and the token after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label {
    pub(super) accepts: u32,
    pub(super) end: usize,
}

/// The longest label whose words begin at `start`.
pub(super) fn label(note: &Note<'_>, lexicon: &Lexicon, start: usize) -> Option<Label> {
    let trie: &Trie = &lexicon.labels;
    let (mut node, mut found) = (0, None);
    for token in start..(start + LONGEST_LABEL).min(note.tokens.len()) {
        if token > start && note.tokens[token].lines_before > 0 {
            break;
        }
        let next =
            lexicon.words.symbols(note.words[token]).iter().find_map(|&symbol| trie.child(node, symbol));
        let Some(next) = next else { break };
        node = next;
        if let Some(accepts) = trie.accept(node) {
            found = Some(Label { accepts, end: token + 1 });
        }
    }
    found
}

/// Finds the header's fields from the token `first` on, and returns the runs of tokens that are prose.
pub(super) fn split_off(note: &mut Note<'_>, lexicon: &Lexicon, first: usize) -> Vec<Range<usize>> {
    let mut prose: Vec<Range<usize>> = Vec::new();
    let mut fields = Vec::new();
    let mut line = first;
    while line < note.tokens.len() {
        let end = (line + 1..note.tokens.len())
            .find(|&token| note.tokens[token].lines_before > 0)
            .unwrap_or(note.tokens.len());
        split_line(note, lexicon, line..end, &mut fields, &mut prose);
        line = end;
    }
    note.header = fields;
    prose
}

/// Fields of one line go to `fields`, the rest to `prose`.
fn split_line(
    note: &Note<'_>,
    lexicon: &Lexicon,
    line: Range<usize>,
    fields: &mut Vec<HeaderField>,
    prose: &mut Vec<Range<usize>>,
) {
    let mut names: Vec<HeaderField> = Vec::new();
    let mut token = line.start;
    while token < line.end {
        let in_header = !names.is_empty();
        // Minutes of travel and of documentation are acts, not fields.
        let Some((field, name_end, value)) = opens_field(note, lexicon, token, line.start, in_header)
            .and_then(|label| {
                let field = Field::at(label.accepts)
                    .filter(|field| !matches!(field, Field::TravelMinutes | Field::DocumentationMinutes))?;
                // "Name: C.R.   Start 9:40 am   Stop 10:10 am": a gap or a bar parts fields as a line's start does.
                let opens = token == line.start
                    || note.tokens[token].wide_gap
                    || note.tokens[token - 1].is(Mark::Bar);
                value_start(note, lexicon, field, label.end, line.end, opens, in_header)
                    .map(|value| (field, label.end, value))
            })
        else {
            token += 1;
            continue;
        };
        names.push(HeaderField { field, name: token..name_end, value: value..line.end });
        token = value.max(name_end);
    }
    let mut rest = line.start;
    // "Arrived 10:00, helped ct fill it out, left 10:45": a sentence, its end included.
    let mut told = false;
    for i in 0..names.len() {
        let next = names.get(i + 1).map_or(line.end, |next| next.name.start);
        // "Pt: J.M. | CM | 4:15 PM": a bar ends the value, and what follows is no part of it.
        let bar = (names[i].value.start..next).find(|&token| note.tokens[token].is(Mark::Bar));
        let mut value = names[i].value.start..bar.unwrap_or(next);
        let separators =
            [Mark::Bar, Mark::Slash, Mark::Comma, Mark::Semicolon, Mark::Dash, Mark::Period, Mark::Bullet];
        while value.end > value.start && separators.iter().any(|&mark| note.tokens[value.end - 1].is(mark)) {
            value.end -= 1;
        }
        // "ended 2:00. Ct & I did the packet": the value of a clock time ends with its sentence.
        if matches!(names[i].field, Field::Start | Field::End) {
            value.end = value.end.min(sentence_end_within(note, &value, next));
        }
        let until = names.get(i).map_or(rest, |name| name.name.start);
        if rest < until {
            prose.push(rest..until);
        }
        let clock = matches!(names[i].field, Field::Start | Field::End);
        let prose_here = is_prose(note, lexicon, names[i].field, &value);
        told |= clock && prose_here;
        if prose_here || clock && told {
            // "CM: called the PO" is a sentence with a label in front.
            rest = names[i].name.start;
            if next == line.end {
                break;
            }
            prose.push(rest..next);
            rest = next;
            continue;
        }
        // What follows a gap after a complete value ("Time in 1:05 Time out 1:45. Met with…") is prose again.
        let cut = bar.unwrap_or(next).min(sentence_end_within(note, &value, next));
        value.end = value.end.min(cut);
        rest = cut;
        if rest < next && i + 1 < names.len() {
            prose.push(rest..next);
            rest = next;
        }
        fields.push(HeaderField { value, ..names[i].clone() });
    }
    if rest < line.end {
        prose.push(rest..line.end);
    }
}

/// A label at `token` that stands where a field may begin.
fn opens_field(
    note: &Note<'_>,
    lexicon: &Lexicon,
    token: usize,
    line: usize,
    in_header: bool,
) -> Option<Label> {
    if !note.tokens[token].is_word() && !note.tokens[token].is(Mark::Other) {
        return None;
    }
    let before = token.checked_sub(1).filter(|_| token > line).map(|before| &note.tokens[before]);
    let separated = before.is_none_or(|before| {
        note.tokens[token].wide_gap
            || [Mark::Bar, Mark::Slash, Mark::Comma, Mark::Semicolon, Mark::Bullet, Mark::Dash, Mark::Period]
                .iter()
                .any(|&mark| {
                    before.is(mark) && (mark != Mark::Slash || before.spaced || note.tokens[token].spaced)
                })
    });
    // "w/ ct: called SSA together"
    let companion = before.is_some_and(|before| before.is(Mark::Slash))
        && token.checked_sub(2).is_some_and(|word| matches!(note.word(word), "w" | "W"));
    if companion || !separated && !in_header {
        return None;
    }
    let label = label(note, lexicon, token)?;
    (label.accepts < LABEL_SECTION).then_some(label)
}

/// Where the value of a field begins, if what follows its name is one.
fn value_start(
    note: &Note<'_>,
    lexicon: &Lexicon,
    field: Field,
    after: usize,
    end: usize,
    starts_line: bool,
    in_header: bool,
) -> Option<usize> {
    if after >= end {
        return None;
    }
    let next = &note.tokens[after];
    if next.is(Mark::Colon) || note.word(after) == "=" {
        let tight = note.tokens[after].end == note.tokens.get(after + 1).map_or(0, |t| t.start);
        let clock = tight && note.tokens.get(after + 1).is_some_and(|t| t.is_number()) && !next.spaced && {
            // "Time in 1:05": the colon belongs to the clock.
            note.tokens[after - 1].is_number()
        };
        return (!clock).then_some(after + 1);
    }
    // Times may follow their name without a colon: "Begin 0800 / Stop 0915", "Travel 35 min | Documentation 10 min".
    let timed = matches!(field, Field::Start | Field::End);
    let numbered = next.is_number() || lexicon.words.classes(note.words[after]).has(WordClass::Number);
    if numbered && matches!(field, Field::Duration | Field::Units) && (starts_line || in_header) {
        return stands_alone(note, lexicon, after, end, in_header).then_some(after);
    }
    let several_words = note.words.get(after.wrapping_sub(2)).is_some() && after >= 2;
    let clock = timed && numbered && may_be_clock(note, after, end);
    (clock && (starts_line || in_header && several_words)).then_some(after)
}

/// "Left 10:45", "Arrived 0900", "Out 3p", but not "Left two messages", "Started 3 referrals".
fn may_be_clock(note: &Note<'_>, number: usize, end: usize) -> bool {
    let digits = note.tokens[number].is_number() && note.tokens[number].end - note.tokens[number].start >= 3;
    let next = number + 1;
    let half = || {
        note.is_any(next, &["a", "am", "p", "pm", "h", "hrs", "to", "and", "noon", "until", "til", "till"])
    };
    digits
        || next >= end
        || !note.tokens[next].is_word()
        || note.tokens[next].capital
        || note.tokens[next].wide_gap
        || half()
}

/// "Mins 20 | Mode phone", "Duration 0:45, phone", "end 1:45 pm, total 60 min.": a number, its unit, and the end of the field.
fn stands_alone(note: &Note<'_>, lexicon: &Lexicon, number: usize, end: usize, in_header: bool) -> bool {
    let mut at = number + 1;
    if note.tokens.get(at).is_some_and(|t| t.is(Mark::Colon)) {
        at += 2;
    }
    let unit = [WordClass::Minute, WordClass::Hour, WordClass::Unit];
    at += usize::from(at < end && note.classes(&lexicon.words, at).any(&unit));
    at >= end
        || note.tokens[at].wide_gap
        || note.tokens[at].is(Mark::Slash) && note.tokens[at].spaced
        || in_header
            && note.tokens[at].is(Mark::Period)
            && note.tokens.get(at + 1).is_none_or(|next| next.spaced && next.capital)
        || [Mark::Bar, Mark::Comma, Mark::Semicolon].iter().any(|&mark| note.tokens[at].is(mark))
}

/// Whether a field's value is a sentence rather than a value.
fn is_prose(note: &Note<'_>, lexicon: &Lexicon, field: Field, value: &Range<usize>) -> bool {
    let text_field = matches!(
        field,
        Field::Goal | Field::Location | Field::Mode | Field::Service | Field::Client | Field::Program
    );
    if text_field && value.len() < 14 {
        return false;
    }
    let verbs = value.clone().filter(|&token| {
        let forms = lexicon.words.forms(note.words[token]);
        forms.has(Forms::PAST) || (forms.has(Forms::GERUND) && !note.tokens[token].capital)
    });
    verbs.count() > 0 && value.len() > 2
}

/// The token after a full stop that ends the value, or `end`.
fn sentence_end_within(note: &Note<'_>, value: &Range<usize>, end: usize) -> usize {
    value
        .clone()
        .find(|&token| {
            note.tokens[token].is(Mark::Period)
                && note.tokens.get(token + 1).is_some_and(|next| next.spaced && next.capital)
                && token.checked_sub(1).is_some_and(|before| {
                    note.tokens[before].is_number()
                        || note.tokens[before].end - note.tokens[before].start > 2
                        || note.is_any(before, &["am", "pm"])
                        || note.is_any(before, &["a", "p"])
                            && before.checked_sub(1).is_some_and(|number| note.tokens[number].is_number())
                })
        })
        .map_or(end, |stop| stop + 1)
}
