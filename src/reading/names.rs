//! Tokens → where a person's name ends that begins at one of them, and whether one stands for the client.

use std::ops::Range;

use crate::lexicon::{Forms, Lexicon, Role, WordClass};
use crate::note::Note;
use crate::token::Mark;

/// Words of a person's name after a title.
const LONGEST_NAME: usize = 3;

/// The token after a person's name that begins at `token`, or `token` itself: "Ms. Okafor", "Sólyom", "J. Whitcomb", "R.T.".
pub(super) fn name_at(note: &Note<'_>, lexicon: &Lexicon, token: usize, sentence: &Range<usize>) -> usize {
    let classes = note.classes(&lexicon.words, token);
    if !note.tokens[token].capital && !classes.has(WordClass::Title) {
        return token;
    }
    let is = |token: usize, mark: Mark| token < sentence.end && note.tokens[token].is(mark);
    if classes.has(WordClass::Title) {
        let mut at = token + 1 + usize::from(is(token + 1, Mark::Period));
        let first = at;
        while at < sentence.end && at - first < LONGEST_NAME && part_of_name(note, lexicon, at, at == first) {
            at += 1 + usize::from(initial(note, at) && is(at + 1, Mark::Period));
        }
        return if at > first { at } else { token };
    }
    // "RODE OUT TO LAMAR'S BLDG"
    let owns = || token + 1 < sentence.end && matches!(note.word(token + 1), "'S" | "’S");
    if note.shouting && note.words[token] == 0 && note.tokens[token].is_word() && owns() {
        return token + 1;
    }
    let mut at = token;
    while at < sentence.end && at - token < 2 * LONGEST_NAME {
        let single = initial(note, at) && is(at + 1, Mark::Period);
        if single && note.tokens[at].capital {
            at += 2;
        } else if part_of_name(note, lexicon, at, false) || given_name(note, lexicon, at, at > token) {
            at += 1;
        } else {
            break;
        }
    }
    // Initials alone are a name when there are two: "R.T. called".
    let only_initials =
        at > token && (token..at).all(|t| initial(note, t) || note.tokens[t].is(Mark::Period));
    let lone = only_initials && at < token + 4;
    if lone && !stands_for_a_name(note, lexicon, token) { token } else { at }
}

/// "ct", "her", "him": whether a word stands for the client, or may.
pub(super) fn stands_for_client(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let symbols = note.words.get(token).map_or(&[][..], |&word| lexicon.words.symbols(word));
    note.is_any(token, &["her", "him", "them"])
        || symbols.iter().any(|&symbol| lexicon.role(symbol) == Some(Role::Client))
}

/// Whom the word at a token stands for, of the roles that the lexicon knows.
pub(super) fn role(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> Option<Role> {
    let symbols = lexicon.words.symbols(*note.words.get(token)?);
    symbols.iter().find_map(|&symbol| lexicon.role(symbol))
}

/// Whether a role is one outside the agency and the client's family.
pub(super) const fn is_outside(role: Role) -> bool {
    !matches!(role, Role::Client | Role::Staff | Role::Family)
}

/// "CM", "writer": whether a word is one that authors call themselves by.
pub(super) fn stands_for_author(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let symbols = note.words.get(token).map_or(&[][..], |&word| lexicon.words.symbols(word));
    symbols.iter().any(|&symbol| lexicon.role(symbol) == Some(Role::Staff))
}

/// "drove J. to the Y", "J. met the coach": one initial, where a name stands and the sentence goes on.
fn stands_for_a_name(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let next = token + 2;
    let goes_on = note
        .tokens
        .get(next)
        .is_some_and(|next| next.lines_before == 0 && next.spaced && next.is_word() && !next.capital);
    if !goes_on || note.word(token) == "I" || note.shouting {
        return false;
    }
    is_place_of_name(note, lexicon, token, next)
}

/// "Grace faxed it", "drove June to court", "spoke with Mark", not "Grace period", "Will call", "in June" or "the May budget":
/// whether somebody's name may stand at `token`, with `next` behind it.
fn is_place_of_name(note: &Note<'_>, lexicon: &Lexicon, token: usize, next: usize) -> bool {
    let words = &lexicon.words;
    let aux = [WordClass::Be, WordClass::Have];
    let before = token
        .checked_sub(1)
        .filter(|&before| note.tokens[before].is_word() && note.tokens[token].lines_before == 0);
    let Some(before) = before else {
        let forms = note.words.get(next).map_or(Forms::default(), |&next| words.forms(next));
        let finite = forms.has(Forms::PAST) || forms.has(Forms::THIRD) && !forms.has(Forms::BASE);
        return finite || note.classes(words, next).any(&aux);
    };
    let after_verb = !words.forms(note.words[before]).is_empty() && !note.classes(words, before).any(&aux);
    after_verb || note.is_any(before, &["with", "/", "and", "to"])
}

/// Whether a word of the language is somebody's name: it has a capital, and stands where a name may stand.
fn given_name(note: &Note<'_>, lexicon: &Lexicon, token: usize, in_name: bool) -> bool {
    let here = &note.tokens[token];
    if !here.capital || note.shouting || !note.classes(&lexicon.words, token).has(WordClass::GivenName) {
        return false;
    }
    let goes_on = in_name && here.lines_before == 0 && token > 0 && note.tokens[token - 1].is_word();
    goes_on || is_place_of_name(note, lexicon, token, token + 1)
}

fn initial(note: &Note<'_>, token: usize) -> bool {
    let found = &note.tokens[token];
    found.is_word() && found.capital && found.end - found.start == 1
}

fn part_of_name(note: &Note<'_>, lexicon: &Lexicon, token: usize, after_title: bool) -> bool {
    let found = &note.tokens[token];
    if !found.is_word() || !found.capital || found.hyphenated && found.all_caps {
        return false;
    }
    if after_title {
        return true;
    }
    let known = note.words[token] != 0 && lexicon.words.classes(note.words[token]).0 != 0;
    let text = note.word(token);
    let adverb = text.len() > 4 && (text.ends_with("ly") || text.ends_with("ing") || text.ends_with("ed"));
    let abbreviation = found.all_caps;
    !known && !adverb && !abbreviation && !note.shouting && note.words[token] == 0
}
