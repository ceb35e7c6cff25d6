//! Tokens that a phrase may pass over or join: points of abbreviations, what `..` skips, verbs that share their object.

use crate::lexicon::{Forms, Lexicon, WordClass};
use crate::note::Note;
use crate::token::Mark;

/// Whether the token is the point of an abbreviation, or of an initial that something follows without a space: "R.J.'s papers".
pub(super) fn is_point(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let before = &note.tokens[token - 1];
    let initial = before.is_word() && before.capital && before.end - before.start == 1;
    let tight = note.tokens.get(token + 1).is_some_and(|next| next.is_word() && !next.spaced);
    note.tokens[token].is(Mark::Period)
        && (initial && tight
            || note.classes(&lexicon.words, token - 1).any(&[WordClass::Title, WordClass::Abbreviation]))
}

/// How many words skipping a token counts for; `None` where a phrase cannot run on over it.
pub(super) fn skip(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> Option<u8> {
    let found = &note.tokens[token];
    if found.is_number() || found.is(Mark::Slash) || found.is(Mark::Apostrophe) {
        return Some(0);
    }
    // "talked with mom until 2:40 about school", "met w/ mom 1-1:30 about school"
    let number = |at: usize| note.tokens.get(at).is_some_and(|next| next.is_number());
    let clock = (found.is(Mark::Colon) || found.is(Mark::Dash)) && token > 0 && number(token - 1);
    if clock && number(token + 1) && !note.tokens[token + 1].spaced {
        return Some(0);
    }
    let classes = note.classes(&lexicon.words, token);
    // "called about the visit and got the discharge orders": what follows is another act.
    let joins = classes.has(WordClass::Coordinator) && note.is_any(token, &["and", "&", "+"]);
    if joins && note.words.get(token + 1).is_some_and(|&next| lexicon.words.forms(next).has(Forms::PAST)) {
        return None;
    }
    if !found.is_word() {
        return joins.then_some(0);
    }
    // "took 20 min to fax the packet": what follows is another act.
    let infinitive = classes.has(WordClass::Preposition)
        && note.word(token).eq_ignore_ascii_case("to")
        && note.words.get(token + 1).is_some_and(|&next| {
            let forms = lexicon.words.forms(next);
            forms.has(Forms::BASE) && lexicon.words.classes(next).0 == 0
        })
        && token > 0
        && note.classes(&lexicon.words, token - 1).any(&[WordClass::Minute, WordClass::Hour]);
    if infinitive {
        return None;
    }
    // "mailed the May calendar": the month.
    let month = classes.has(WordClass::Modal)
        && found.capital
        && token > 0
        && note.classes(&lexicon.words, token - 1).any(&[WordClass::Article, WordClass::Possessive]);
    if month {
        return Some(1);
    }
    if classes.any(&[WordClass::Relative, WordClass::Modal, WordClass::Condition])
        || classes.has(WordClass::Clause) && !classes.has(WordClass::Preposition) && !number(token + 1)
    {
        return None;
    }
    // "had a supervisor & he faxed it": another subject, another clause.
    let joined = || token > 0 && note.classes(&lexicon.words, token - 1).has(WordClass::Coordinator);
    if classes.has(WordClass::SubjectPronoun) && !note.word(token).eq_ignore_ascii_case("it") && joined() {
        return None;
    }
    let free = found.hyphenated
        || note.word(token).starts_with(['\'', '’'])
        || classes.any(&[
            WordClass::Article,
            WordClass::Possessive,
            WordClass::Minute,
            WordClass::Hour,
            WordClass::Title,
        ]);
    Some(u8::from(!free))
}

/// Whether a token stands where verbs are joined: "printed, signed", "printed and filed", "printed/filed".
pub(super) fn joins_verbs(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let Some(found) = note.tokens.get(token) else { return false };
    found.is(Mark::Comma)
        || found.is(Mark::Slash)
        || note.classes(&lexicon.words, token).has(WordClass::Coordinator)
}

/// The last verb of those that share their object with the verb at `token`: "filed" in "printed, signed and filed the form".
pub(super) fn verb_beside(note: &Note<'_>, lexicon: &Lexicon, token: usize, end: usize) -> Option<usize> {
    let forms = |token: usize| lexicon.words.forms(note.words[token]);
    let joins = |token: usize| {
        note.classes(&lexicon.words, token).has(WordClass::Coordinator) || note.tokens[token].is(Mark::Slash)
    };
    let alike = |verb: usize| verb < end && note.tokens[verb].is_word() && forms(verb).has(forms(token));
    let mut last = token;
    while last + 2 < end && note.tokens[last + 1].is(Mark::Comma) && alike(last + 2) {
        last += 2;
    }
    if last + 2 < end && joins(last + 1) && alike(last + 2) {
        return Some(last + 2);
    }
    let serial =
        last + 3 < end && note.tokens[last + 1].is(Mark::Comma) && joins(last + 2) && alike(last + 3);
    serial.then_some(last + 3)
}
