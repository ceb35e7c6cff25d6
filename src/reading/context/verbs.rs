//! Words → verb forms: which form a word has here, whether it is a noun, and whether a cue governs it.

use super::Frame;
use crate::lexicon::{CueClass, Forms, Lexicon, WordClass, WordClasses};
use crate::note::Note;
use crate::token::Mark;

/// Whether a word that can be a verb stands as a noun or an adjective: "the call", "2 calls", "her fax", "at work".
pub(in crate::reading) fn is_noun_here(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let Some(before) = token.checked_sub(1) else { return false };
    if note.tokens[token].lines_before > 1 || note.tokens[before].is(Mark::Period) {
        return false;
    }
    let forms = note.forms(token);
    let word = note.word(before);
    if matches!(word, "'s" | "’s") {
        return !forms.has(Forms::GERUND);
    }
    let classes = note.classes(&lexicon.words, before);
    if classes.any(&[WordClass::Article, WordClass::Possessive]) && !classes.has(WordClass::Pronoun) {
        return true;
    }
    // "her" is an object before a verb and a possessive before a noun.
    if classes.has(WordClass::Possessive) && classes.has(WordClass::Pronoun) {
        // "helped her go through her meds"
        let helped = before.checked_sub(1).is_some_and(|verb| {
            let verbs = ["help", "helped", "helping", "helps", "let", "lets", "letting"];
            verbs.iter().any(|known| note.word(verb).eq_ignore_ascii_case(known))
        });
        return forms.has(Forms::BASE) && !helped || forms.has(Forms::THIRD);
    }
    if classes.has(WordClass::Preposition) && !forms.has(Forms::GERUND) && !word.eq_ignore_ascii_case("to") {
        return !forms.has(Forms::PAST) || forms.has(Forms::BASE);
    }
    // "Saturday's office visits", but "ct's PO calls": a plural behind the name of a thing that has an owner.
    let thing = classes.0 == 0
        && note.tokens[before].is_word()
        && !note.tokens[before].capital
        && note.forms(before).is_empty()
        && lexicon.words.symbols(note.words[before]).iter().all(|&symbol| lexicon.role(symbol).is_none());
    let owned = || before.checked_sub(1).is_some_and(|owner| matches!(note.word(owner), "'s" | "’s"));
    if thing && forms.has(Forms::THIRD) && owned() {
        return true;
    }
    let number = note.tokens[before].is_number() || classes.has(WordClass::Number);
    number && (forms.has(Forms::THIRD) || forms.has(Forms::BASE)) && !forms.has(Forms::PAST)
}

/// Whether the frame's governor governs a verb of these forms.
pub(in crate::reading) fn governs(
    note: &Note<'_>,
    lexicon: &Lexicon,
    frame: &Frame,
    token: usize,
    forms: Forms,
) -> bool {
    let Some(governor) = frame.governor else { return false };
    let before = token.checked_sub(1);
    let classes_before = before.map_or(WordClasses::default(), |before| note.classes(&lexicon.words, before));
    let directly = governor.end as usize == token
        || before.is_some_and(|before| {
            note.word(before).eq_ignore_ascii_case("to")
                || (classes_before.has(WordClass::Adverb) && governor.end as usize >= before)
        });
    // "will call Monday and let his PO know"
    let joined = governor.class == CueClass::Future && classes_before.has(WordClass::Coordinator);
    let base = forms.has(Forms::BASE) && (!forms.has(Forms::PAST) || directly || joined);
    let just_negated = governor.class == CueClass::Negative && token <= governor.end as usize + 1;
    if just_negated && !forms.is_empty() {
        return true;
    }
    let after_auxiliary =
        classes_before.any(&[WordClass::Be, WordClass::Have]) && forms.has(Forms::PARTICIPLE);
    match governor.class {
        CueClass::Directive => {
            // "asked that the fines go on one plan": of a thing.
            let that = note.is_any(governor.end as usize, &["that"]);
            base && (that
                || governor.object.is_some()
                || before.is_some_and(|b| note.word(b).eq_ignore_ascii_case("to")))
        }
        CueClass::Topic => forms.has(Forms::GERUND),
        CueClass::Teaching | CueClass::Attempt | CueClass::Negative | CueClass::Hypothetical => {
            base || forms.has(Forms::GERUND) || after_auxiliary
        }
        _ => {
            base || after_auxiliary
                || (governor.class == CueClass::Future && directly && forms.has(Forms::GERUND))
        }
    }
}
