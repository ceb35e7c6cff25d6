//! The author and those beside her: whether "they", "the two of them" or the last of a list of persons stand for her too.

use super::Walk;
use super::persons::Person;
use super::subjects::CLAUSE_REACH;
use crate::lexicon::{Forms, Lexicon, WordClass};
use crate::note::Note;
use crate::reading::Actor;
use crate::reading::names::stands_for_client;
use crate::token::{self, Mark};

const THEY: u32 = token::hash_lower("they");

/// With whom the author was, as far as the walk has come.
#[derive(Debug)]
pub(super) struct Company {
    /// "CM and Vernon sat down. They listed …": she was named in one breath with somebody.
    joint: bool,
    /// "Counselor sat with Rosalind. At 7:50 they rang the house": her last act was one with a person.
    beside: bool,
    /// A house or office was named since, whose people "they" may be.
    house: bool,
    /// "they stated", "they are": the note calls one person "they".
    they_is_one: bool,
}

impl Company {
    /// What holds where a note begins.
    pub(super) fn new(note: &Note<'_>, lexicon: &Lexicon) -> Self {
        let one = |they: usize| {
            let forms = note.forms(they + 1);
            let classes = note.classes(&lexicon.words, they + 1);
            forms.has(Forms::BASE) && !forms.has(Forms::PAST)
                || classes.any(&[WordClass::Be, WordClass::Have, WordClass::Telling])
        };
        let mut tokens = note.tokens.iter().enumerate();
        let they_is_one = tokens.any(|(place, token)| token.hash == THEY && one(place));
        Self { joint: false, beside: false, house: false, they_is_one }
    }

    /// A new subject: `listed` with others, or `apart` from the author.
    pub(super) fn take_subject(&mut self, listed: bool, apart: bool) {
        self.joint = listed;
        self.beside &= !apart;
    }
}

impl Walk<'_> {
    /// Whether "they" at `token` are the author and somebody with her.
    pub(super) fn is_they_with_author(&self, token: usize, end: usize) -> bool {
        // "CM took ct to the DMV. They waited in line": the client alone is no "they".
        self.antecedent == Actor::Client && self.is_shared_verb(token + 1)
            || self.company.joint
            || self.is_beside(token)
            || self.is_together(token, end)
            || self.is_read_with_her(token)
            || self.have_agreed(token)
    }

    /// "Talked with the director about his lunch. They agreed that he will sit in front": what the author and whom she talked to
    /// made out, where nobody consents to something.
    fn have_agreed(&self, they: usize) -> bool {
        self.acted == Actor::Staff
            && self.antecedent == Actor::Other
            && self.note.is_any(they + 1, &["agreed", "settled"])
            && !self.note.is_any(they + 2, &["to", "with"])
    }

    /// Keeps with whom the author was, where a clause has named `person` as its object.
    pub(super) fn note_company(&mut self, token: usize, person: Person) {
        let other = person.actor == Actor::Other && !person.thing;
        let beside = self.is_company(token, person);
        let house = (token..person.end).any(|part| self.is_house(part));
        let company = &mut self.company;
        company.joint &= !other;
        company.beside = beside || company.beside && (!other || house);
        company.house = !beside && (company.house || other && house);
    }

    /// "the two of us", "both of us", and "the two of them" where the author's clause has just named the other.
    pub(super) fn some_of_us(&self, token: usize, end: usize) -> Option<Person> {
        let article = usize::from(self.classes(token).has(WordClass::Article));
        let number = token + article;
        let of = number + 1;
        if of + 1 >= end || !self.note.word(of).eq_ignore_ascii_case("of") {
            return None;
        }
        let counted = self.note.tokens[number].is_number()
            || self.classes(number).has(WordClass::Number)
            || self.note.is_any(number, &["both", "all", "rest"]);
        if !counted {
            return None;
        }
        let whom = self.note.word(of + 1);
        // "MHP read it to him and the two of them answered every line"
        let named = matches!(self.person, Some((_, Actor::Client)))
            || (token.saturating_sub(CLAUSE_REACH)..token).any(|before| self.is_whom(before, token));
        let ours = whom.eq_ignore_ascii_case("us")
            || whom.eq_ignore_ascii_case("them")
                && (self.company.joint
                    || self.company.beside
                    || self.frame.actor == Actor::Staff && self.frame.has_verb && named);
        let others = whom.eq_ignore_ascii_case("them") && self.antecedent == Actor::Other;
        let actor = if ours { Actor::Staff } else { Actor::Other };
        (ours || others).then_some(Person { end: of + 2, actor, thing: false })
    }

    /// "together they sent it off", "they filled it out together": with whom, if not with the author?
    fn is_together(&self, they: usize, end: usize) -> bool {
        let is = |token: usize| self.note.word(token).eq_ignore_ascii_case("together");
        let clause = (they + 1..end.min(they + CLAUSE_REACH)).take_while(|&token| {
            let found = &self.note.tokens[token];
            found.is_word() && !self.classes(token).has(WordClass::Clause)
                || found.is_number()
                || found.is(Mark::Dash)
        });
        // "Worker read the letter with her, and they filled out the form together"
        let with = (they.saturating_sub(CLAUSE_REACH)..they).filter_map(|token| self.note.after_with(token));
        let beside =
            with.into_iter().any(|whom| whom < they && stands_for_client(self.note, self.lexicon, whom));
        let company = self.antecedent == Actor::Client || self.acted == Actor::Staff;
        (company || self.frame.actor == Actor::Staff && beside)
            && (they.checked_sub(1).is_some_and(is) || clause.into_iter().any(is))
    }

    /// "CM read the notice with her and they rang the hotline": one person was with the author in the clause before.
    fn is_read_with_her(&self, they: usize) -> bool {
        let speaks = [WordClass::Be, WordClass::Have, WordClass::Modal, WordClass::Telling];
        let joined = they.checked_sub(1).is_some_and(|and| self.joins_persons(and));
        let from = self
            .frame
            .subject
            .map_or(they, |subject| subject as usize)
            .max(they.saturating_sub(CLAUSE_REACH));
        // "saw client after group and they made a list"
        let met = |token: usize| self.note.is_any(token, &["met", "saw", "visited"]).then_some(token + 1);
        let with = (from..they).filter_map(|token| self.note.after_with(token).or_else(|| met(token)));
        let mut whom = with.filter(|&whom| {
            whom < they && (self.is_whom(whom, they) || stands_for_client(self.note, self.lexicon, whom))
        });
        // "called the rent line with her and they took her application"
        let called = |token: usize| {
            self.is_house(token) || self.note.is_any(token, &["called", "dialed", "phoned", "rang", "tried"])
        };
        joined
            && !self.company.they_is_one
            && !(from..they).any(called)
            && self.frame.actor == Actor::Staff
            && self.frame.has_verb
            && self.note.forms(they + 1).has(Forms::PAST)
            && !self.classes(they + 1).any(&speaks)
            && whom.next().is_some()
            && whom.next().is_none()
    }

    /// "Counselor sat with Rosalind. At 7:50 they rang the house": whether "they" are the author and whom she named.
    fn is_beside(&self, they: usize) -> bool {
        // "They applied for it on their own"
        let own = (they..self.note.tokens.len().min(they + CLAUSE_REACH))
            .any(|token| self.note.word(token).eq_ignore_ascii_case("own"));
        self.company.beside
            && !self.company.they_is_one
            && !own
            && (!self.company.house || self.is_shared_verb(they + 1))
    }

    /// Verbs of being somewhere together.
    fn is_shared_verb(&self, token: usize) -> bool {
        self.note.is_any(token, &["hung", "rode", "returned", "sat", "stood", "waited", "walked"])
    }

    /// "Then w/ pt, husband and rehab SW set out the steps": the last of a list of persons with whom the author did it.
    pub(super) fn is_in_company(&self, token: usize, end: usize) -> bool {
        let mut at = token;
        let (mut comma, mut and) = (false, false);
        if self.frame.subject.is_some() {
            return false;
        }
        while let Some(before) = at.checked_sub(1).filter(|_| token - at < CLAUSE_REACH) {
            if self.note.after_with(before).is_some() {
                let opens = before.checked_sub(1).is_none_or(|earlier| {
                    !self.note.tokens[earlier].is_word() || self.classes(earlier).has(WordClass::Adverb)
                });
                let joined = || {
                    let person = self.person_at(token, end);
                    let behind = person.map_or(token, |person| self.group_end(person, end).0);
                    (token..behind).any(|at| self.joins_persons(at))
                };
                return opens && comma && (and || joined());
            }
            comma |= self.is(before, Mark::Comma);
            and |= self.joins_persons(before);
            let person =
                self.symbols.may_be_person(before) || self.classes(before).has(WordClass::Possessive);
            if !person
                && !self.is(before, Mark::Comma)
                && !self.is(before, Mark::Slash)
                && !self.joins_persons(before)
            {
                return false;
            }
            at = before;
        }
        false
    }

    /// "Counselor sat with Rosalind", "read it w/ ct": whether the author does something with the person at `token`.
    fn is_company(&self, token: usize, person: Person) -> bool {
        let speaks = |verb: usize| self.note.is_any(verb, &["spoke", "talked", "checked", "chatted"]);
        let client = person.actor == Actor::Client;
        let name = self.symbols.name_end(token).is_some_and(|end| end == person.end);
        // "Staff drove Mr. Yoon to the facility. They waited in line"
        let taken = token.checked_sub(1).is_some_and(|verb| {
            self.note.is_any(
                verb,
                &["accompanied", "brought", "drove", "escorted", "took", "transported", "walked"],
            )
        });
        let with = token
            .checked_sub(1)
            .filter(|&with| self.note.after_with(with) == Some(token))
            .or_else(|| token.checked_sub(2).filter(|&with| self.note.after_with(with) == Some(token)));
        self.frame.actor == Actor::Staff
            && self.frame.has_verb
            && (client || name)
            && (taken || with.and_then(|with| with.checked_sub(1)).is_some_and(|verb| !speaks(verb)))
    }

    /// Whether the word stands for an office or a house.
    fn is_house(&self, token: usize) -> bool {
        let symbols = self.lexicon.words.symbols(self.note.words[token]);
        self.lexicon.organisation != 0 && symbols.contains(&self.lexicon.organisation)
    }
}
