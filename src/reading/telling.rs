//! Sentences in which no act was read → help that their grammar tells: what an outside party said, what was done with the
//! client. It is found, and named no closer than "contact" and "support".

use super::Mention;
use super::context::is_noun_here;
use super::matching::Symbols;
use crate::lexicon::{EntryKind, Forms, Lexicon, Role, Section, Usage, WordClass};
use crate::note::{Note, Sentence};
use crate::token::Mark;

/// Words between an article and the role of who speaks: "the new intake nurse".
const LONGEST_KIND: usize = 3;
/// Words that have to be said for somebody to have said something.
const LEAST_SAID: usize = 3;
/// Words between a verb and those with whom it was done.
const COMPANY_REACH: usize = 9;

/// What a sentence tells without a phrase of ours, as mentions; `before` are those of the note so far.
pub(super) fn read(
    note: &Note<'_>,
    lexicon: &Lexicon,
    symbols: &Symbols,
    number: usize,
    sentence: &Sentence,
    (before, found): (&[Mention], &[Mention]),
) -> Vec<Mention> {
    if matches!(sentence.section, Some(Section::Plan | Section::Client | Section::Goal)) {
        return Vec::new();
    }
    let telling = Telling { note, lexicon, symbols, tokens: sentence.tokens.clone(), found };
    if found.iter().any(|mention| telling.is_help(mention)) {
        return Vec::new();
    }
    let mut near = before.iter().rev().take_while(|mention| mention.sentence + 1 >= number);
    let told = near.any(|mention| telling.is_help(mention));
    let whose = |tokens: std::ops::Range<usize>, usage, entry, head| {
        let entry = lexicon.entry_named(entry, EntryKind::Intervention)?;
        let phrase = lexicon.phrase_entry.iter().position(|&place| place == entry)? as u32;
        Some(Mention { phrase, usage, entry, head, tokens, sentence: number, dials: false })
    };
    let said = if told { None } else { telling.said() };
    let said = said.and_then(|said| whose(said.clone(), Usage::State, "contact", said.start));
    let done = || {
        let done = telling.done_together()?;
        whose(done.clone(), Usage::Verb, "support", done.start)
    };
    said.or_else(done).into_iter().collect()
}

struct Telling<'a> {
    note: &'a Note<'a>,
    lexicon: &'a Lexicon,
    symbols: &'a Symbols,
    tokens: std::ops::Range<usize>,
    found: &'a [Mention],
}

impl Telling<'_> {
    /// Whether a phrase is of help, of a call or of what is said of both.
    fn is_help(&self, mention: &Mention) -> bool {
        mention.usage != Usage::Not
            && self
                .lexicon
                .entries
                .get(mention.entry as usize)
                .is_some_and(|entry| entry.kind() != EntryKind::Activity)
    }

    fn is_among(&self, token: usize, words: &[&str]) -> bool {
        self.note.is_any(token, words)
    }

    fn has(&self, token: usize, class: WordClass) -> bool {
        self.note.classes(&self.lexicon.words, token).has(class)
    }

    fn is_mentioned(&self, tokens: &std::ops::Range<usize>) -> bool {
        self.found
            .iter()
            .any(|mention| mention.tokens.start < tokens.end && tokens.start < mention.tokens.end)
    }

    /// The role that begins at a token, and its end.
    fn role(&self, token: usize) -> Option<(usize, Role)> {
        if !self.symbols.may_be_person(token) {
            return None;
        }
        let many = self.symbols.longest_class(token, |symbol| self.lexicon.role(symbol));
        let many = many.map(|(role, length)| (token + length, role));
        let word = *self.note.words.get(token)?;
        let one = self.lexicon.words.symbols(word).iter().find_map(|&symbol| self.lexicon.role(symbol));
        many.or_else(|| one.map(|role| (token + 1, role)))
    }

    fn is_client(&self, token: usize) -> bool {
        self.role(token).is_some_and(|(_, role)| role == Role::Client)
            || self.is_among(token, &["him", "her", "them"])
    }

    /// "PO Ruiz says he tested clean", "JWCH confirmed that …": who speaks opens the sentence, and something is said.
    fn said(&self) -> Option<std::ops::Range<usize>> {
        let end = self.tokens.end;
        let opens = |token: &usize| {
            let found = &self.note.tokens[*token];
            found.is_word() && !found.is_number() && !self.is_among(*token, &["a", "am", "p", "pm", "per"])
        };
        let first = self.tokens.clone().take(6).find(opens)?;
        if self.has(first, WordClass::FirstPerson) {
            return None;
        }
        let determined = self.has(first, WordClass::Article) || self.has(first, WordClass::Possessive);
        let kinds = if determined { LONGEST_KIND } else { 1 };
        let from = first + usize::from(determined);
        let party = (from..end.min(from + kinds)).find_map(|token| self.role(token));
        let mut after = match party {
            Some((_, Role::Client | Role::Staff | Role::Family)) => return None,
            Some((after, _)) => after,
            None => self.agency(first)?,
        };
        // "PO Ruiz", "the nurse at Cedar House": a name, another role or a short phrase behind the first.
        for _ in 0..4 {
            if after >= end || self.has(after, WordClass::Telling) {
                break;
            }
            after = match (self.role(after), self.symbols.name_end(after)) {
                (Some((_, Role::Client | Role::Staff)), _) => return None,
                (Some((next, _)), _) | (None, Some(next)) => next,
                (None, None) => {
                    let title =
                        self.note.tokens[after].is(Mark::Period) && self.has(after - 1, WordClass::Title);
                    let skipped = title
                        || self.has(after, WordClass::Adverb)
                        || self.is_among(after, &["at", "from", "there", "the", "also"]);
                    if !skipped {
                        return None;
                    }
                    after + 1
                }
            };
        }
        let words = (after + 1..end).filter(|&token| self.note.tokens[token].is_word()).count();
        let to_her = self.is_among(after, &["advised", "informed", "told", "promised"])
            && (self.is_client(after + 1) || self.is_client(after + 2));
        let said = first..after + 1;
        let speaks = after < end && self.has(after, WordClass::Telling);
        (speaks && words >= LEAST_SAID && !to_her && !self.is_mentioned(&said)).then_some(said)
    }

    /// "JWCH", "MSSP": an agency that we do not know by its initials.
    fn agency(&self, token: usize) -> Option<usize> {
        let found = &self.note.tokens[token];
        let initials = self.note.words[token] == 0
            && found.all_caps
            && !self.note.shouting
            && found.is_word()
            && found.end - found.start > 2;
        initials.then_some(token + 1)
    }

    /// "Ranked her job leads w/ ct": an act on something, done with her, that no phrase knows.
    fn done_together(&self) -> Option<std::ops::Range<usize>> {
        self.tokens.clone().find_map(|verb| {
            let forms = self.note.forms(verb);
            let before = verb.checked_sub(1).filter(|&before| before >= self.tokens.start);
            let opens = before.is_none_or(|before| {
                !self.note.tokens[before].is_word()
                    || self.has(before, WordClass::Coordinator)
                    || self.has(before, WordClass::Adverb)
                    || self.role(before).is_some_and(|(_, role)| role == Role::Staff)
            });
            // Auxiliaries, and verbs in which nothing is done for her.
            let others = [
                WordClass::Be,
                WordClass::Have,
                WordClass::Do,
                WordClass::Modal,
                WordClass::Together,
                WordClass::Telling,
            ];
            if !opens
                || !forms.has(Forms::PAST)
                || self.note.classes(&self.lexicon.words, verb).any(&others)
                || is_noun_here(self.note, self.lexicon, verb)
            {
                return None;
            }
            let with = self.company(verb)?;
            let told = verb..with + 1;
            (!self.is_mentioned(&told)).then_some(told)
        })
    }

    /// The client with whom something was done, by her place: "… with ct", but not "with ct's mother".
    fn company(&self, verb: usize) -> Option<usize> {
        let end = self.tokens.end.min(verb + 1 + COMPANY_REACH);
        for token in verb + 1..end {
            let found = &self.note.tokens[token];
            if let Some(whom) = self.note.after_with(token) {
                let whom = whom + usize::from(self.has(whom, WordClass::Article));
                let owner = self.note.word(whom + 1).starts_with(['\'', '’']);
                // "with her sister": "her" says whose.
                let owns = self.is_among(whom, &["her"])
                    && whom + 1 < self.tokens.end
                    && self.note.tokens[whom + 1].is_word()
                    && !self.has(whom + 1, WordClass::Preposition)
                    && !self.has(whom + 1, WordClass::Coordinator)
                    && !self.has(whom + 1, WordClass::Relative);
                let on_something = token > verb + 1 || whom + 2 < self.tokens.end;
                return Some(whom)
                    .filter(|&whom| whom < self.tokens.end && self.is_client(whom))
                    .filter(|_| !owner && !owns && on_something);
            }
            let closes = !found.is_word() && !found.is_number() && !found.is(Mark::Apostrophe)
                || self.has(token, WordClass::Clause)
                || self.has(token, WordClass::Relative)
                || token > verb + 1
                    && self.note.forms(token).has(Forms::PAST)
                    && !is_noun_here(self.note, self.lexicon, token);
            if closes {
                return None;
            }
        }
        None
    }
}
