//! Sentences in which no act was read → help that their grammar tells: what an outside party said or was asked for, what was
//! done with the client. It is found, and named no closer than "contact", "advocacy" and "support".

use std::ops::Range;

use super::Mention;
use super::context::is_noun_here;
use super::names::{is_outside, role};
use super::symbols::Symbols;
use crate::lexicon::{EntryKind, Forms, Lexicon, Role, Section, Usage, WordClass};
use crate::note::{Note, Sentence};
use crate::token::{Mark, Token};

/// Words between an article and the role of who speaks: "the new intake nurse".
const LONGEST_KIND: usize = 3;
/// Words that have to be said for somebody to have said something.
const LEAST_SAID: usize = 3;
/// Sentences before a question in which the one who is asked was called or met.
const ASKED_REACH: usize = 2;
/// Tokens of a name between "asked" and what is asked.
const LONGEST_NAME: usize = 5;
/// Words behind which it stands what is asked.
const ASKING: [&str; 8] = ["can", "could", "for", "if", "that", "to", "whether", "would"];
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
    let telling = Telling { note, lexicon, symbols, number, tokens: sentence.tokens.clone(), found };
    let asked = telling.asked().map(|asked| (asked, Usage::Verb, "advocacy"));
    let told = asked.or_else(|| {
        if found.iter().any(|mention| telling.is_help(mention)) {
            return None;
        }
        let mut near = before.iter().rev().take_while(|mention| mention.sentence + 1 >= number);
        let said = if near.any(|mention| telling.is_help(mention)) { None } else { telling.said() };
        let done = || telling.done_together().or_else(|| telling.went_over());
        said.map(|said| (said, Usage::State, "contact")).or_else(|| Some((done()?, Usage::Verb, "support")))
    });
    let mention = |(tokens, usage, entry): (Range<usize>, Usage, &str)| {
        let entry = lexicon.entry_named(entry, EntryKind::Intervention)?;
        let phrase = lexicon.phrase_entry.iter().position(|&place| place == entry)? as u32;
        Some(Mention { phrase, usage, entry, head: tokens.start, tokens, sentence: number, dials: false })
    };
    told.and_then(mention).into_iter().collect()
}

struct Telling<'a> {
    note: &'a Note<'a>,
    lexicon: &'a Lexicon,
    symbols: &'a Symbols,
    /// The sentence's place in the note.
    number: usize,
    tokens: Range<usize>,
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

    fn is_determiner(&self, token: usize) -> bool {
        self.note.classes(&self.lexicon.words, token).any(&[WordClass::Article, WordClass::Possessive])
    }

    fn is_mentioned(&self, tokens: &Range<usize>) -> bool {
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
        many.or_else(|| Some((token + 1, role(self.note, self.lexicon, token)?)))
    }

    fn is_client(&self, token: usize) -> bool {
        self.role(token).is_some_and(|(_, role)| role == Role::Client)
            || self.is_among(token, &["him", "her", "them"])
    }

    /// "PO Ruiz says he tested clean", "JWCH confirmed that …": who speaks opens the sentence, and something is said.
    fn said(&self) -> Option<Range<usize>> {
        let end = self.tokens.end;
        let opens = |token: &usize| {
            let found = &self.note.tokens[*token];
            found.is_word() && !found.is_number() && !self.is_among(*token, &["a", "am", "p", "pm", "per"])
        };
        let first = self.tokens.clone().take(6).find(opens)?;
        if self.has(first, WordClass::FirstPerson) {
            return None;
        }
        let determined = self.is_determiner(first);
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

    /// "asked for films instead of tabs", "asked the librarian if she'd hold his mail": something for the client is asked of
    /// somebody outside, who is named there or was named last.
    fn asked(&self) -> Option<Range<usize>> {
        let end = self.tokens.end;
        let asked = self.tokens.clone().find(|&token| self.is_among(token, &["asked", "requested"]))?;
        let asks = |&what: &usize| what < end && self.is_among(what, &ASKING);
        let whom = asked + 1;
        let pronoun = usize::from(self.is_among(whom, &["her", "him", "them"]));
        // "asked to see it" names nobody.
        let unnamed =
            Some(whom + pronoun).filter(|what| asks(what) && (pronoun > 0 || !self.is_among(*what, &["to"])));
        let (what, outside) = match unnamed {
            Some(what) => (what, self.was_named(asked)),
            None => {
                let what = (whom + 1..end.min(whom + LONGEST_NAME)).find(asks)?;
                (what, self.is_outsider(whom..what))
            }
        };
        let told = asked..what + 1;
        (outside && !self.is_mentioned(&told)).then_some(told)
    }

    /// Whether some words name somebody outside; behind an article also by an office that the lexicon does not have.
    fn is_outsider(&self, words: Range<usize>) -> bool {
        let role = words.clone().find_map(|token| self.symbols.role(self.note, self.lexicon, token));
        let unknown = || {
            let head = words.end - 1;
            self.is_determiner(words.start) && self.note.words[head] == 0 && self.note.tokens[head].is_word()
        };
        role.map_or_else(unknown, is_outside)
    }

    /// Whether the last who was named before a token, here or in the sentences before, is of an office: not the client who was met,
    /// nor her family.
    fn was_named(&self, asked: usize) -> bool {
        let sentence = self.note.sentences.get(self.number.saturating_sub(ASKED_REACH));
        let first = sentence.map_or(asked, |sentence| sentence.tokens.start);
        let met = |token: usize| {
            token.checked_sub(1).is_some_and(|before| {
                self.is_among(before, &["with", "told", "asked", "met", "saw"])
                    || self.note.tokens[before].is(Mark::Slash)
            })
        };
        // "met with ct at the shelter": where, and not whom.
        let place = |token: usize| {
            let before = token.checked_sub(1);
            let before = before.map(|before| before.saturating_sub(usize::from(self.is_determiner(before))));
            before.is_some_and(|before| self.is_among(before, &["at", "from", "in", "near", "outside"]))
        };
        let mut named = (first..asked).rev().filter_map(|token| {
            match self.symbols.role(self.note, self.lexicon, token)? {
                Role::Client if !met(token) => None,
                Role::Staff => None,
                _ if place(token) => None,
                role => Some(is_outside(role)),
            }
        });
        named.next().unwrap_or_default()
    }

    /// "went over the two shelters that take dogs": what was read or weighed, where no phrase tells of what kind it is.
    fn went_over(&self) -> Option<Range<usize>> {
        let counts = |token: usize| {
            self.has(token, WordClass::Number) || self.note.tokens.get(token).is_some_and(Token::is_number)
        };
        self.tokens.clone().find_map(|went| {
            let what = went + 2;
            let read =
                self.is_among(went, &["went"]) && self.is_among(went + 1, &["over", "through", "thru"]);
            let named = self.has(what, WordClass::Possessive)
                || counts(what)
                || self.is_among(what, &["both", "how", "what", "which", "why"])
                || self.is_among(what, &["the"]) && counts(what + 1);
            let told = went..what + 1;
            (read && named && what < self.tokens.end && !self.is_mentioned(&told)).then_some(told)
        })
    }

    /// "Ranked her job leads w/ ct": an act on something, done with her, that no phrase knows.
    fn done_together(&self) -> Option<Range<usize>> {
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
