//! Runs of prose → sections and sentences.

use std::ops::Range;

use super::{Note, Sentence, header};
use crate::lexicon::{Forms, LABEL_SECTION, Lexicon, Section, WordClass};
use crate::token::{Kind, Mark};

/// Longest sentence, in tokens: a longer one is cut, so that looking back and ahead stays bounded.
const LONGEST: usize = 240;
/// Tokens of a line that holds times and nothing else.
const LONGEST_TIME: usize = 8;

/// Splits the runs of prose into sentences, with the sections they stand in.
pub(super) fn split(note: &mut Note<'_>, lexicon: &Lexicon, prose: &[Range<usize>]) {
    let mut sentences = Vec::new();
    let mut labels = Vec::new();
    let mut section = None;
    // Runs that touch are one text: a header field may stand between two of them.
    let mut runs = prose.iter().cloned().peekable();
    while let Some(mut run) = runs.next() {
        while let Some(next) = runs.next_if(|next| next.start == run.end) {
            run.end = next.end;
        }
        let mut start = run.start;
        let mut token = run.start;
        while token < run.end {
            let first = token == start;
            let at_line = note.tokens[token].lines_before > 0 || token == 0;
            if let Some((found, after)) = section_label(note, lexicon, token, first || at_line) {
                push(note, &mut sentences, start..token, section);
                labels.push((token..after, found));
                section = Some(found);
                start = after;
                token = after;
                continue;
            }
            if !first && breaks_before(note, lexicon, token) {
                push(note, &mut sentences, start..token, section);
                start = token;
            }
            if ends_sentence(note, lexicon, token, run.end) || token - start >= LONGEST {
                push(note, &mut sentences, start..token + 1, section);
                start = token + 1;
            }
            token += 1;
        }
        push(note, &mut sentences, start..run.end, section);
    }
    note.sentences = sentences;
    note.labels = labels;
}

fn push(note: &Note<'_>, sentences: &mut Vec<Sentence>, mut tokens: Range<usize>, section: Option<Section>) {
    let starts_line = note.tokens.get(tokens.start).is_some_and(|t| t.lines_before > 0) || tokens.start == 0;
    let mut bullet = false;
    while tokens.start < tokens.end && starts_line && is_bullet(note, tokens.start) {
        bullet = true;
        tokens.start += 1;
    }
    if tokens.clone().any(|token| !matches!(note.tokens[token].kind, Kind::Mark(_))) {
        sentences.push(Sentence { tokens, section, bullet, starts_line });
    }
}

fn is_bullet(note: &Note<'_>, token: usize) -> bool {
    let next_spaced = note.tokens.get(token + 1).is_none_or(|next| next.spaced);
    match note.tokens[token].kind {
        Kind::Mark(Mark::Bullet) => true,
        Kind::Mark(Mark::Dash) => next_spaced,
        Kind::Mark(Mark::Other) => next_spaced && matches!(note.word(token), ">" | "+" | "~" | "✓" | "☑"),
        _ => false,
    }
}

/// A section's label at `token`, and the token after it.
fn section_label(
    note: &Note<'_>,
    lexicon: &Lexicon,
    token: usize,
    at_start: bool,
) -> Option<(Section, usize)> {
    let before = token.checked_sub(1).map(|before| &note.tokens[before]);
    let after_stop = before.is_some_and(|before| {
        matches!(
            before.kind,
            Kind::Mark(Mark::Period | Mark::Question | Mark::Exclamation | Mark::Semicolon | Mark::Close)
        )
    });
    if !at_start && !after_stop {
        return None;
    }
    let found = header::label(note, lexicon, token)?;
    let section = Section::at(found.accepts.checked_sub(LABEL_SECTION)?)?;
    let next = note.tokens.get(found.end)?;
    let one_letter = found.end == token + 1 && note.tokens[token].end - note.tokens[token].start == 1;
    let capital = note.tokens[token].capital;
    if one_letter && !capital {
        return None;
    }
    if next.is(Mark::Colon) {
        return Some((section, found.end + 1));
    }
    let alone = next.lines_before > 0 && at_start;
    let marked = at_start
        && one_letter
        && next.lines_before == 0
        && (next.is(Mark::Close)
            || (next.is(Mark::Dash) && next.spaced)
            || (next.is(Mark::Slash) && next.spaced));
    if marked {
        return Some((section, found.end + 1));
    }
    (alone && (!one_letter || capital)).then_some((section, found.end))
}

/// Whether a line end before `token` ends the sentence.
fn breaks_before(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let here = &note.tokens[token];
    if here.lines_before == 0 {
        return here.is(Mark::Bar) || (here.is(Mark::Bullet) && here.spaced && note.word(token) != "*");
    }
    if here.lines_before > 1 || is_bullet(note, token) {
        return true;
    }
    if is_time_alone(note, lexicon, token) || begins_with_stretch(note, lexicon, token) {
        return true;
    }
    let before = &note.tokens[token - 1];
    // A hard wrap goes on in lower case after a word or a comma.
    let open = matches!(
        before.kind,
        Kind::Word | Kind::Number | Kind::Mark(Mark::Comma | Mark::Slash | Mark::Apostrophe)
    );
    let lower = here.is_word() && !here.capital;
    let line_start = (0..token).rev().find(|&t| note.tokens[t].lines_before > 0).unwrap_or(0);
    if begins_with_clock(note, token) && begins_with_clock(note, line_start) {
        return true;
    }
    // A line with header fields is not wrapped.
    let fields = note.header.partition_point(|field| field.name.start < line_start);
    if note.header.get(fields).is_some_and(|field| field.name.start < token) {
        return true;
    }
    let length = before.end - note.tokens[line_start].start;
    // "t/c SSA re: the Nov check - 1u": a short line that ends with its time is the entry of a list.
    let unit = [WordClass::Minute, WordClass::Hour, WordClass::Unit];
    let timed =
        token > 1 && note.classes(&lexicon.words, token - 1).any(&unit) && note.tokens[token - 2].is_number();
    let dash = token > 2 && note.tokens[token - 3].is(Mark::Dash);
    if timed && (dash || length < 56) {
        return true;
    }
    let wrapped =
        length >= 56 && (lower || note.shouting || here.is_number() || here.capital && length >= 64);
    let short_wrap = lower && (before.is(Mark::Comma) || length >= 30 && !begins_act(note, lexicon, token));
    !(open && (wrapped || short_wrap))
}

/// Whether a line holds a length of time and nothing else: "25 min", "60 min total".
fn is_time_alone(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let unit = [WordClass::Minute, WordClass::Hour, WordClass::Unit];
    let ends = |at: usize| note.tokens.get(at).is_none_or(|next| next.lines_before > 0);
    note.tokens[token].is_number()
        && note.classes(&lexicon.words, token + 1).any(&unit)
        && note.tokens.get(token + 1).is_some_and(|unit| unit.lines_before == 0)
        && ((token + 2..=token + 4).any(ends) || is_all_time(note, lexicon, token))
}

/// "1 hr, 4 units": a line of numbers and units.
fn is_all_time(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let unit = [WordClass::Minute, WordClass::Hour, WordClass::Unit];
    let after = note.tokens.iter().skip(token + 1).position(|next| next.lines_before > 0);
    let line = token..after.map_or(note.tokens.len(), |after| token + 1 + after);
    line.len() <= LONGEST_TIME
        && line.into_iter().all(|at| {
            note.tokens[at].is_number()
                || note.tokens[at].is(Mark::Comma)
                || note.classes(&lexicon.words, at).any(&unit)
        })
}

/// Whether a line begins as those of a time log do: "10:35", "1405-1420", "9-9:30".
fn begins_with_clock(note: &Note<'_>, token: usize) -> bool {
    let number = |at: usize| note.tokens.get(at).is_some_and(|t| t.is_number());
    let tight =
        |mark: Mark| note.tokens.get(token + 1).is_some_and(|t| t.is(mark) && !t.spaced) && number(token + 2);
    number(token) && (tight(Mark::Colon) || tight(Mark::Dash))
}

/// Whether a line begins with a stretch between two clock times, "8:50 to 9:20", and is not led up to by "from".
fn begins_with_stretch(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let joins = |at: usize| {
        note.tokens.get(at).is_some_and(|joint| joint.is(Mark::Dash))
            || note.word(at).eq_ignore_ascii_case("to")
    };
    let led = note.classes(&lexicon.words, token - 1).has(WordClass::Preposition);
    let clock = |at: usize| begins_with_clock(note, at) && note.tokens[at + 1].is(Mark::Colon);
    !led && clock(token) && joins(token + 3) && clock(token + 4)
}

/// Whether a line begins as the entries of telegraphic lists do: with a past-tense verb.
fn begins_act(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    lexicon.words.forms(note.words[token]).has(Forms::PAST)
}

/// Whether the token ends its sentence.
fn ends_sentence(note: &Note<'_>, lexicon: &Lexicon, token: usize, end: usize) -> bool {
    let here = &note.tokens[token];
    let Some(next) = note.tokens.get(token + 1).filter(|_| token + 1 < end) else { return true };
    match here.kind {
        Kind::Mark(Mark::Question | Mark::Exclamation) => !next.is(Mark::Quote) && !next.is(Mark::Close),
        Kind::Mark(Mark::Quote | Mark::Close) => {
            // `…said he'd "handle it." CM called`: the stop stands inside.
            let stop = token.checked_sub(1).is_some_and(|before| {
                [Mark::Period, Mark::Question, Mark::Exclamation].iter().any(|&m| note.tokens[before].is(m))
            });
            stop && next.spaced && next.capital
        }
        Kind::Mark(Mark::Period) => period_ends(note, lexicon, token, next.spaced),
        _ => false,
    }
}

fn period_ends(note: &Note<'_>, lexicon: &Lexicon, token: usize, spaced: bool) -> bool {
    let (Some(before), next) = (token.checked_sub(1), token + 1) else { return false };
    let (previous, following) = (&note.tokens[before], &note.tokens[next]);
    if following.is(Mark::Period)
        || following.is(Mark::Quote)
        || following.is(Mark::Close)
        || following.is(Mark::Comma)
    {
        return false;
    }
    if !spaced {
        // "Dept.3", "a.m", "www.example"; but "done.Called PO" is two sentences.
        return previous.is_word() && following.capital && previous.end - previous.start > 3;
    }
    if previous.spaced && note.tokens[token].spaced {
        return true;
    }
    let classes = note.classes(&lexicon.words, before);
    if classes.has(WordClass::Title) && following.capital && previous.end - previous.start < 5 {
        return false;
    }
    let one_letter = previous.is_word() && previous.end - previous.start == 1;
    if one_letter {
        // Initials: "J. Whitcomb", "p.m. with"; a capitalised word after a lower-case abbreviation begins a sentence.
        let inner = before.checked_sub(1).is_some_and(|point| note.tokens[point].is(Mark::Period));
        if inner {
            return following.capital;
        }
        if is_lettered_person(note, before) || is_end_of_name(note, lexicon, before) && !following.capital {
            return false;
        }
        return !(previous.capital && following.capital && note.words[next] == 0)
            && (following.capital || lexicon.words.forms(note.words[next]).has(Forms::PAST));
    }
    if classes.has(WordClass::Abbreviation) && following.is_word() && !following.capital {
        let next_classes = note.classes(&lexicon.words, next);
        let forms = lexicon.words.forms(note.words[next]);
        let is_person = lexicon.words.symbols(note.words[next]).iter().any(|&s| lexicon.role(s).is_some());
        return is_person || next_classes.has(WordClass::FirstPerson) || forms.has(Forms::PAST);
    }
    if classes.has(WordClass::Abbreviation) && following.is_number() {
        // "approx. 20 min", "Dept. 3", "1 hr. 15 min"; but "45 min. 3 calls".
        let whole_hours = classes.has(WordClass::Hour)
            && note.classes(&lexicon.words, next + 1).has(WordClass::Minute)
            && !before.checked_sub(1).is_some_and(|number| note.word(number).contains('.'));
        // "will set it up next wk. 15 min": the last words tell how long it took.
        let closes = !classes.has(WordClass::About)
            && note.classes(&lexicon.words, next + 1).any(&[WordClass::Minute, WordClass::Hour])
            && note.tokens.get(next + 2).is_none_or(|after| after.lines_before > 0 || after.is(Mark::Period));
        return (closes || classes.any(&[WordClass::Minute, WordClass::Hour, WordClass::Unit]))
            && !whole_hours;
    }
    if classes.has(WordClass::Abbreviation) && following.capital && note.words[next] == 0 {
        // "St. Joseph", "Dept. Chair": a name goes on.
        let unit = classes.any(&[WordClass::Minute, WordClass::Hour, WordClass::Unit]);
        return unit;
    }
    true
}

/// "Keon B. called": an initial behind a name, which has a capital and is no word that we know, or one that names are.
fn is_end_of_name(note: &Note<'_>, lexicon: &Lexicon, letter: usize) -> bool {
    letter.checked_sub(1).is_some_and(|name| {
        let found = &note.tokens[name];
        let known = note.words[name] != 0;
        let given = note.classes(&lexicon.words, name).has(WordClass::GivenName);
        let capitals = found.capital && !found.all_caps && note.tokens[letter].capital;
        found.is_word() && note.tokens[letter].spaced && capitals && !note.shouting && (!known || given)
    })
}

/// "Grandma's cell: A. made all 5 days": an initial behind a colon, which acts; and not the first letter of a list, "Done: A. called the
/// landlord. B. drove ct".
fn is_lettered_person(note: &Note<'_>, letter: usize) -> bool {
    let behind_colon = letter.checked_sub(1).is_some_and(|mark| note.tokens[mark].is(Mark::Colon));
    let next = note.tokens.get(letter + 2);
    let acts = next.is_some_and(|next| next.is_word() && !next.capital);
    if !behind_colon || !acts || !note.tokens[letter].capital || note.shouting {
        return false;
    }
    let following = note.word(letter).bytes().next().unwrap_or_default() + 1;
    let list = note.tokens[letter..]
        .windows(2)
        .take(LONGEST)
        .any(|pair| pair[1].is(Mark::Period) && pair[0].text(note.text).as_bytes() == [following]);
    !list
}

#[cfg(all(test, notelint_embedded))]
mod tests {
    use crate::lexicon::LEXICON;
    use crate::note::Note;

    fn check(text: &str, expected: &[&str]) {
        let note = Note::new(text, &LEXICON);
        let found: Vec<&str> = note
            .sentences
            .iter()
            .map(|sentence| {
                let span = note.span(sentence.tokens.clone());
                &text[span.start..span.end]
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn full_stops() {
        check("Called PO. no answer. LVM.", &["Called PO.", "no answer.", "LVM."]);
        check("Met Ms. Okafor at 9 a.m. w/ ct.", &["Met Ms. Okafor at 9 a.m. w/ ct."]);
        check("Waited 45 min. ct was late.", &["Waited 45 min.", "ct was late."]);
        check("Will come next wk. 15 min", &["Will come next wk.", "15 min"]);
        check("Waited approx. 15 min", &["Waited approx. 15 min"]);
        check("Ct has transp. issues again.", &["Ct has transp. issues again."]);
        check("Drove 1.5 hr. Back by 3.", &["Drove 1.5 hr.", "Back by 3."]);
        check("Grandma's cell: A. made all 5 days.", &["Grandma's cell: A. made all 5 days."]);
        check("He said \"ok.\" CM left.", &["He said \"ok.\"", "CM left."]);
    }

    #[test]
    fn lines_bullets_and_wraps() {
        check("- called PO\n- faxed ROI", &["called PO", "faxed ROI"]);
        check(
            "Writer spent the morning at the county office where she then transported\nclient to court.",
            &["Writer spent the morning at the county office where she then transported\nclient to court."],
        );
        check("Called PO\nLVM\n\nFaxed ROI", &["Called PO", "LVM", "Faxed ROI"]);
        check(
            "t/c SSA re: missing Nov check - 1u\nride set up for Fri - 2u",
            &["t/c SSA re: missing Nov check - 1u", "ride set up for Fri - 2u"],
        );
        check(
            "9:00-9:20 rang Ms. Castaneda at DPSS about the voucher for 16 nights\n9:25-9:40 told ct",
            &["9:00-9:20 rang Ms. Castaneda at DPSS about the voucher for 16 nights", "9:25-9:40 told ct"],
        );
    }

    #[test]
    fn headers_and_sections() {
        check("Start: 10:00 AM   End: 10:45 AM\nMet w/ ct.", &["Met w/ ct."]);
        check("Begin 0800 / Stop 0915\nDrove ct.", &["Drove ct."]);
        check("D: Ct calm. P: Call PO.", &["Ct calm.", "Call PO."]);
        check("Plan:\nCall PO", &["Call PO"]);
        check("CM: called PO about the hearing", &["CM: called PO about the hearing"]);
    }
}
