//! Sentences → frames: at each token, who acts and what governs the next verb. One walk, bounded look-back and look-ahead.
//!
//! The walk keeps a [`Frame`]. A person that a finite verb follows becomes its subject; "and", commas and
//! subordinators open clauses that keep the subject; a semicolon, dash or full stop drops it, which in a staff note
//! means the author. A cue ("will", "did not", "how to", "asked her to") becomes the governor of the verbs in the form
//! that it selects, up to the first finite verb, a new subject or the clause's end.

use std::ops::Range;

use super::matching::{Match, Symbols, verb_beside};
use super::{Actor, Mention, parties};
use crate::lexicon::{CueClass, EntryKind, Forms, Lexicon, Role, Section, Usage, WordClass, WordClasses};
use crate::note::{Note, Sentence};
use crate::token::{self, Kind, Mark};

/// A cue that governs the verbs after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Governor {
    /// What it does.
    pub class: CueClass,
    /// Its first token.
    pub token: u32,
    /// The token after it.
    pub end: u32,
    /// Who does what it governs: the person told, taught or helped; `None` where it is the subject.
    pub object: Option<Actor>,
}

/// What is known at a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Who acts.
    pub actor: Actor,
    /// The subject's token; `None` where the subject was dropped.
    pub subject: Option<u32>,
    /// The subject is a thing, not a person or an office.
    pub thing: bool,
    /// The clause's number in the note.
    pub clause: u32,
    /// The clause has had a verb.
    pub has_verb: bool,
    /// What governs a verb that stands here.
    pub governor: Option<Governor>,
    /// A time or condition that covers the clause: another day, still to come, a condition.
    pub scope: Option<Governor>,
    /// Within quotation marks.
    pub quoted: bool,
    /// The clause began with "who" or "which".
    pub relative: bool,
    /// The subject was given up because a call or visit had just failed.
    pub failed: bool,
}

/// Phrases, frames and times of a note.
pub(super) struct Context {
    pub(super) mentions: Vec<Mention>,
    pub(super) frames: Vec<Frame>,
    /// "last week", "tomorrow": cues that say on what day the acts of their clause took place, in order.
    pub(super) days: Vec<Governor>,
    /// What the tokens of every sentence can be read as.
    pub(super) symbols: Symbols,
}

/// Walks the note.
pub(super) fn read(note: &Note<'_>, lexicon: &Lexicon, staff_names: &[String]) -> Context {
    let start = Frame {
        actor: Actor::Staff,
        subject: None,
        thing: false,
        clause: 0,
        has_verb: false,
        governor: None,
        scope: None,
        quoted: false,
        relative: false,
        failed: false,
    };
    let mut context = Context {
        mentions: Vec::new(),
        frames: vec![start; note.tokens.len()],
        days: Vec::new(),
        symbols: Symbols::default(),
    };
    let mut walk = Walk {
        note,
        lexicon,
        symbols: Symbols::default(),
        frame: start,
        clause: 0,
        antecedent: Actor::Client,
        person: None,
        saved: None,
        outside: None,
        main: None,
        quote: None,
        staff_roles: authors_roles(note, lexicon),
        days: Vec::new(),
        staff_names: staff_names.iter().map(|name| token::hash(name)).collect(),
    };
    for (number, sentence) in note.sentences.iter().enumerate() {
        walk.symbols.load(note, lexicon, &sentence.tokens);
        let first = context.mentions.len();
        mentions(note, lexicon, &walk.symbols, number, sentence, &mut context.mentions);
        let parties =
            parties::read(note, lexicon, &walk.symbols, number, sentence, &context.mentions[first..]);
        if !parties.is_empty() {
            context.mentions.extend(parties);
            context.mentions[first..].sort_by_key(|mention| mention.tokens.start);
        }
        walk.sentence(sentence, &context.mentions[first..], &mut context.frames);
    }
    context.days = walk.days;
    context.symbols = walk.symbols;
    context
}

/// Roles that staff may have, and others too.
const ROLES_OF_STAFF: [&str; 8] = ["advocate", "clinician", "coach", "msw", "navigator", "nurse", "rn", "sw"];

/// Words of the staff field ("Staff: J. Whitcomb, RN"): in this note they are the author.
fn authors_roles(note: &Note<'_>, lexicon: &Lexicon) -> Vec<u32> {
    let field = note.field(crate::lexicon::Field::Staff);
    let tokens = field.map(|field| field.value.clone()).unwrap_or_default();
    let named = tokens
        .filter_map(|token| note.words.get(token).copied())
        .filter(|&word| word != 0 && word != lexicon.number_word);
    named.chain(telling_role(note, lexicon)).collect()
}

/// "SW and pt went over three choices. SW sent the packet": a bare role that opens sentence after sentence, in a note
/// whose author has no other word for herself, is the author.
fn telling_role(note: &Note<'_>, lexicon: &Lexicon) -> Option<u32> {
    let opener = |sentence: &Sentence| {
        let token = sentence.tokens.start;
        let next = note.words.get(token + 1).copied().unwrap_or_default();
        let acts = lexicon.words.forms(next).has(Forms::PAST)
            || lexicon.words.classes(next).has(WordClass::Coordinator)
                && !note.tokens[token + 1].is(Mark::Comma);
        Some(note.words[token]).filter(|_| acts && sentence.tokens.contains(&(token + 1)))
    };
    let is_staff = |word: u32| {
        lexicon.words.symbols(word).iter().any(|&symbol| lexicon.role(symbol) == Some(Role::Staff))
    };
    let words = note.sentences.iter().filter_map(opener);
    if words.clone().any(is_staff) {
        return None;
    }
    let mut openers: Vec<u32> = words
        .filter(|&word| {
            let text = lexicon.words.text(word);
            ROLES_OF_STAFF.iter().any(|role| text.eq_ignore_ascii_case(role))
        })
        .collect();
    openers.sort_unstable();
    openers.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
}

/// The acts' phrases of one sentence, longest first from left to right; look-alikes swallow what they cover.
fn mentions(
    note: &Note<'_>,
    lexicon: &Lexicon,
    symbols: &Symbols,
    number: usize,
    sentence: &Sentence,
    found: &mut Vec<Mention>,
) {
    let mut token = sentence.tokens.start;
    while token < sentence.tokens.end {
        let Some(hit) = symbols.longest(note, lexicon, &lexicon.acts, token, sentence.tokens.end) else {
            token += 1;
            continue;
        };
        let mut end = hit.end;
        let first = found.len();
        found.push(mention(note, lexicon, symbols, number, sentence, &hit));
        // "Copied and faxed the form", "sat down with ct and filled out the form": an act for each verb.
        let verbs = if lexicon.usage(hit.accepts) == Usage::Verb { hit.start + 1..hit.end } else { 0..0 };
        let last = verb_beside(note, lexicon, hit.start, hit.end).unwrap_or(hit.start);
        for verb in verbs.filter(|&verb| verb <= last || verb + 1 == hit.end) {
            let other =
                symbols.longest(note, lexicon, &lexicon.acts, verb, sentence.tokens.end).filter(|other| {
                    let known =
                        found[first..].iter().any(|known| lexicon.same_entry(other.accepts, known.phrase));
                    let acts =
                        lexicon.usage(other.accepts) == Usage::Verb && !is_noun_here(note, lexicon, verb);
                    acts && other.head == verb && other.end >= hit.end.max(verb + 2) && !known
                });
            if let Some(other) = other {
                found.push(mention(note, lexicon, symbols, number, sentence, &other));
                end = end.max(other.end);
            }
        }
        token = end;
    }
}

/// The mention of a phrase that was found.
fn mention(
    note: &Note<'_>,
    lexicon: &Lexicon,
    symbols: &Symbols,
    number: usize,
    sentence: &Sentence,
    hit: &Match,
) -> Mention {
    // A phrase without `~` may begin with its subject: "we worked out".
    let has_verb = |&at: &usize| !verb_forms(note, lexicon, at).is_empty();
    let plain = hit.head == hit.start && !has_verb(&hit.start);
    let head = if plain { (hit.start..hit.end).find(has_verb).unwrap_or(hit.head) } else { hit.head };
    Mention {
        phrase: hit.accepts,
        usage: lexicon.usage(hit.accepts),
        entry: lexicon.phrase_entry.get(hit.accepts as usize).copied().unwrap_or_default(),
        tokens: hit.start..hit.end,
        head,
        sentence: number,
        dials: [hit.start, hit.head]
            .iter()
            .any(|&at| symbols.longest(note, lexicon, &lexicon.attempts, at, sentence.tokens.end).is_some()),
    }
}

/// A person, office or thing that may be a subject.
#[derive(Debug, Clone, Copy)]
struct Person {
    end: usize,
    actor: Actor,
    thing: bool,
}

struct Walk<'a> {
    note: &'a Note<'a>,
    lexicon: &'a Lexicon,
    symbols: Symbols,
    frame: Frame,
    clause: u32,
    /// Whom "he", "she" and "they" stand for.
    antecedent: Actor,
    /// The last person mentioned, for "who" and for objects.
    person: Option<(usize, Actor)>,
    /// The frame to return to after a relative clause.
    saved: Option<Frame>,
    /// What to return to after a parenthesis: the frame and the clause it is embedded in.
    outside: Option<(Frame, Option<Frame>)>,
    /// The frame of the clause in which the present one is embedded: "told her what ct said, then left".
    main: Option<Frame>,
    /// The frame to return to after a quotation.
    quote: Option<Frame>,
    staff_roles: Vec<u32>,
    days: Vec<Governor>,
    /// Hashes of the names of the agency's people.
    staff_names: Vec<u32>,
}

impl Walk<'_> {
    fn classes(&self, token: usize) -> WordClasses {
        self.note.classes(&self.lexicon.words, token)
    }

    /// The verb forms of a token; a word that we do not know is guessed by its ending.
    fn forms(&self, token: usize) -> Forms {
        verb_forms(self.note, self.lexicon, token)
    }

    fn is(&self, token: usize, mark: Mark) -> bool {
        self.note.tokens.get(token).is_some_and(|found| found.is(mark))
    }

    fn sentence(&mut self, sentence: &Sentence, mentions: &[Mention], frames: &mut [Frame]) {
        let Range { start, end } = sentence.tokens.clone();
        self.open_sentence(sentence);
        let mut mention = 0;
        let mut token = start;
        while token < end {
            while mentions.get(mention).is_some_and(|m| m.tokens.end <= token) {
                mention += 1;
            }
            let here = mentions.get(mention).filter(|m| m.tokens.contains(&token));
            let next = self.step(token, end, here, frames).max(token + 1).min(end);
            for frame in &mut frames[token + 1..next] {
                *frame = self.frame;
            }
            token = next;
        }
        if let Some(quote) = self.quote.take() {
            self.frame = quote;
        }
    }

    fn open_sentence(&mut self, sentence: &Sentence) {
        self.clause += 1;
        let dropped = match sentence.section {
            Some(Section::Client) => Actor::Client,
            _ => Actor::Staff,
        };
        let first = sentence.tokens.start;
        let forms = self.forms(first);
        // "States he waited", "Denies SI", "Wants a ride": in staff notes these belong to the client.
        let third = forms.has(Forms::THIRD) && !forms.has(Forms::BASE) && self.classes(first).0 == 0;
        let speaks = self
            .cue(first, sentence.tokens.end)
            .is_some_and(|cue| CueClass::at(cue.accepts) == Some(CueClass::Report) && cue.end == first + 1);
        let client = self.opens_with_third(first)
            || speaks
                && (third
                    || matches!(self.note.word(first).to_ascii_lowercase().as_str(), "said" | "stated"));
        self.frame = Frame {
            actor: if client { Actor::Client } else { dropped },
            subject: None,
            thing: false,
            clause: self.clause,
            has_verb: false,
            governor: None,
            scope: None,
            quoted: false,
            relative: false,
            failed: false,
        };
        self.saved = None;
        self.outside = None;
        self.main = None;
        self.quote = None;
    }

    fn open_clause(&mut self) {
        self.clause += 1;
        self.frame.clause = self.clause;
        self.frame.has_verb = false;
        self.frame.scope = self.frame.scope.filter(|scope| scope.class == CueClass::Condition);
    }

    /// Drops the subject: what follows is the author's, unless it says otherwise.
    fn drop_subject(&mut self) {
        self.open_clause();
        self.frame.actor = Actor::Staff;
        self.frame.subject = None;
        self.frame.thing = false;
        self.frame.governor = None;
        self.frame.scope = None;
        self.frame.relative = false;
        self.main = None;
    }

    /// "has been waiting on them": a clause that opens with "has" or "is" tells of the client.
    fn opens_with_third(&self, token: usize) -> bool {
        matches!(
            self.note.word(token).to_ascii_lowercase().as_str(),
            "has" | "is" | "does" | "hasn" | "isn" | "doesn"
        )
    }

    fn cue(&self, token: usize, end: usize) -> Option<Match> {
        self.symbols.longest(self.note, self.lexicon, &self.lexicon.cues, token, end)
    }

    /// Reads what stands at `token`, sets its frame, and returns the token to go on with.
    fn step(&mut self, token: usize, end: usize, mention: Option<&Mention>, frames: &mut [Frame]) -> usize {
        if let Kind::Mark(mark) = self.note.tokens[token].kind {
            self.mark(token, end, mark);
            frames[token] = self.frame;
            return token + 1;
        }
        let classes = self.classes(token);
        let swallowed = mention.is_some_and(|m| m.usage == Usage::Not);
        if swallowed {
            frames[token] = self.frame;
            return token + 1;
        }
        self.connect(token, end, classes);
        let object = mention.is_some_and(|m| {
            let verb =
                token > m.head && m.usage == Usage::Verb && !self.followed_by_finite(m.tokens.end, end);
            verb || m.usage == Usage::Noun
        });
        let verb_itself = mention.is_some_and(|m| m.usage == Usage::Verb && token == m.head);
        if let Some(next) = self.took(token, end) {
            frames[token..next.min(end)].fill(self.frame);
            return next;
        }
        if let Some(person) = self.person_at(token, end).filter(|_| !verb_itself) {
            if !object && self.is_subject(token, person, end) {
                self.take_subject(token, person);
                frames[token] = self.frame;
                return self.group_end(token, person, end).0;
            }
            self.note_object(token, person);
            frames[token] = self.frame;
            if mention.is_none_or(|m| m.head < token) {
                return person.end;
            }
        }
        if let Some(cue) = self.cue(token, end) {
            let before = self.frame;
            self.take_cue(&cue);
            let class = CueClass::at(cue.accepts);
            frames[token] = self.frame;
            let verbless =
                matches!(class, Some(CueClass::Historical | CueClass::Coming | CueClass::Condition));
            if verbless {
                return token + 1;
            }
            // "remind", "teach", "discuss" govern what follows, not themselves.
            let speaks = matches!(
                class,
                Some(CueClass::Directive | CueClass::Teaching | CueClass::Topic | CueClass::Report)
            );
            if speaks {
                self.verb(token, classes, frames);
                frames[token] = before;
                return token + 1;
            }
        }
        self.verb(token, classes, frames);
        if mention.is_some_and(|m| ends_in_failure(m, self.lexicon) && token + 1 == m.tokens.end) {
            // "Ct did not answer, left vm": what follows the failure is the author's again.
            self.frame.failed = true;
        }
        token + 1
    }

    /// "It took an hour to print them", "it took him an hour to call": not "it" acts, but who is named, else the author.
    fn took(&mut self, token: usize, end: usize) -> Option<usize> {
        let is = |at: usize, words: &[&str]| {
            words.iter().any(|word| self.note.word(at).eq_ignore_ascii_case(word))
        };
        if token + 2 >= end || !is(token, &["it"]) || !is(token + 1, &["took", "takes"]) {
            return None;
        }
        self.open_clause();
        match self.person_at(token + 2, end).filter(|person| !person.thing) {
            Some(person) => self.take_subject(token + 2, person),
            None => self.drop_subject(),
        }
        self.frame.has_verb = true;
        Some(token + 2)
    }

    /// Punctuation: what it closes and opens.
    fn mark(&mut self, token: usize, end: usize, mark: Mark) {
        match mark {
            Mark::Semicolon | Mark::Dash | Mark::Bar
                if (mark != Mark::Dash || self.note.tokens[token].spaced) =>
            {
                self.drop_subject();
            }
            Mark::Colon => {
                let re = token
                    .checked_sub(1)
                    .is_some_and(|before| self.note.word(before).eq_ignore_ascii_case("re"));
                if !self.is_clock(token) && !re {
                    self.drop_subject();
                }
            }
            Mark::Open => {
                let outside = (self.frame, self.main);
                self.drop_subject();
                if self.opens_with_third(token + 1) {
                    self.frame.actor = Actor::Client;
                }
                self.outside = Some(outside);
            }
            Mark::Close => {
                if let Some((frame, main)) = self.outside.take() {
                    self.clause += 1;
                    self.frame = Frame { clause: self.clause, ..frame };
                    self.main = main;
                }
            }
            Mark::Comma => {
                self.leave_embedded(token + 1, end);
                self.leave_verbless(token, end);
                if self.frame.relative {
                    if let Some(saved) = self.saved.take() {
                        self.frame = saved;
                    }
                    self.frame.relative = false;
                }
                if self.frame.scope.is_some_and(|scope| scope.class == CueClass::Condition)
                    && self.followed_by_finite_or_subject(token + 1, end)
                {
                    self.frame.scope = None;
                }
                let noun_negation = self.frame.governor.is_some_and(|governor| {
                    governor.class == CueClass::Negative
                        && governor.end as usize == governor.token as usize + 1
                });
                if noun_negation || self.frame.governor.is_some_and(|g| g.class == CueClass::Topic) {
                    self.frame.governor = None;
                }
            }
            Mark::Quote => match self.quote.take() {
                Some(before) => self.frame = Frame { clause: self.frame.clause, ..before },
                None => self.open_quote(token, end),
            },
            _ => {}
        }
    }

    /// After the comma that closes an embedded clause, a verb without a subject is the outer clause's.
    fn leave_embedded(&mut self, token: usize, end: usize) {
        let mut at = token;
        while at < end.min(token + 3)
            && self.classes(at).any(&[WordClass::Coordinator, WordClass::Adverb])
            && !self.finite_at(at, at + 1)
        {
            at += 1;
        }
        let verb = self.finite_at(at, end) || self.forms(at).has(Forms::GERUND);
        if verb
            && self.person_at(at, end).is_none()
            && let Some(main) = self.main.take()
        {
            self.frame = main;
            self.frame.has_verb = true;
        }
    }

    /// "Ct not ready, waited 10 min", "scheduler out, LM": a clause without a verb tells how somebody was found; what
    /// was done about it is the author's.
    fn leave_verbless(&mut self, comma: usize, end: usize) {
        let Some(subject) = self.frame.subject.map(|subject| subject as usize) else { return };
        // "Section 8, spoke to Yolanda": no comma stands between a subject and its verb.
        let said = self.person_at(subject, comma).map_or(subject + 1, |person| person.end)..comma;
        if self.frame.has_verb || self.frame.actor == Actor::Staff || said.len() > 3 {
            return;
        }
        // "DMV w/ ct, waited 30 min": where the author was, and with whom.
        let with = matches!(self.note.word(said.start).to_ascii_lowercase().as_str(), "w" | "with");
        let client = said.clone().any(|token| {
            self.lexicon
                .words
                .symbols(self.note.words[token])
                .iter()
                .any(|&symbol| self.lexicon.role(symbol) == Some(Role::Client))
        });
        if self.frame.actor == Actor::Other && with && client && self.finite_at(comma + 1, end) {
            self.drop_subject();
            return;
        }
        let plain = said.clone().all(|token| {
            let found = &self.note.tokens[token];
            found.is_word()
                && (self.note.shouting || !found.capital)
                && !self.forms(token).has(Forms::PAST.with(Forms::THIRD).with(Forms::GERUND))
                && !self.classes(token).any(&[WordClass::Coordinator, WordClass::Relative])
                && self.person_at(token, end).is_none()
        });
        // "Ct in room, rang SSA": where the client is while the author acts.
        let there = matches!(
            self.note.word(comma - 1).to_ascii_lowercase().as_str(),
            "room" | "office" | "speaker" | "spkr" | "line" | "car" | "lobby" | "me"
        );
        let phrase = said.len() > 1 && self.classes(said.start).has(WordClass::Preposition) && !there;
        let acts = self.finite_at(comma + 1, end)
            || self
                .symbols
                .longest(self.note, self.lexicon, &self.lexicon.acts, comma + 1, end)
                .is_some_and(|hit| self.lexicon.usage(hit.accepts) == Usage::Verb);
        if plain && !phrase && acts && self.person_at(comma + 1, end).is_none() {
            self.drop_subject();
        }
    }

    /// A quotation is the speaker's own words, unless it is a word or two set off by the author.
    fn open_quote(&mut self, token: usize, end: usize) {
        let close = (token + 1..end).find(|&t| self.is(t, Mark::Quote));
        let Some(close) = close else { return };
        let first_person = (token + 1..close).any(|t| self.classes(t).has(WordClass::FirstPerson));
        self.quote = Some(self.frame);
        self.frame.quoted = true;
        if close - token > 5 || first_person {
            self.frame.actor =
                if self.frame.actor == Actor::Staff { Actor::Client } else { self.frame.actor };
        }
    }

    fn is_clock(&self, token: usize) -> bool {
        let number =
            |t: Option<usize>| t.is_some_and(|t| self.note.tokens.get(t).is_some_and(|t| t.is_number()));
        number(token.checked_sub(1)) && number(Some(token + 1)) && !self.note.tokens[token + 1].spaced
    }

    /// Coordinators and subordinators: a finite verb after them opens a clause with the same subject.
    fn connect(&mut self, token: usize, end: usize, classes: WordClasses) {
        if classes.has(WordClass::Relative) && !classes.any(&[WordClass::Adverb]) && self.person.is_some() {
            let word = self.note.word(token).to_ascii_lowercase();
            let just_before = self.person.is_some_and(|(at, _)| token <= at + 2);
            if matches!(word.as_str(), "who" | "which")
                && just_before
                && self.followed_by_finite(token + 1, end)
            {
                let saved = self.frame;
                let actor = self.person.map_or(Actor::Other, |(_, actor)| actor);
                self.open_clause();
                self.frame.actor = actor;
                self.frame.subject = Some(token as u32);
                self.frame.governor = None;
                self.frame.relative = true;
                self.saved = Some(saved);
            }
            return;
        }
        let because = self.note.word(token).eq_ignore_ascii_case("b")
            && self.is(token + 1, Mark::Slash)
            && self.note.word(token + 2).eq_ignore_ascii_case("c");
        if self.note.word(token).eq_ignore_ascii_case("so")
            && self.finite_at(token + 1, end)
            && self.frame.actor != Actor::Staff
        {
            // "Ct has no ride so pushed the appt": the author draws the consequence.
            self.drop_subject();
            return;
        }
        let opens = because || classes.has(WordClass::Clause) && !self.is_preposition_here(token, end);
        if opens {
            self.open_clause();
            let keep = self.frame.governor.filter(|g| g.class == CueClass::Condition);
            self.frame.governor = keep;
            return;
        }
        let before = token.checked_sub(1);
        let joined = before.is_some_and(|before| {
            self.is(before, Mark::Comma) || self.classes(before).has(WordClass::Coordinator)
        });
        if joined && self.frame.has_verb && self.finite_at(token, end) {
            // "reminded ct what the judge ordered and helped her": back to who helps the client.
            let helps =
                self.lexicon.words.symbols(self.note.words.get(token + 1).copied().unwrap_or_default());
            let pronoun =
                matches!(self.note.word(token + 1).to_ascii_lowercase().as_str(), "her" | "him" | "them");
            let client = pronoun || helps.iter().any(|&s| self.lexicon.role(s) == Some(Role::Client));
            if (client || self.tense_changes(token))
                && self.main.is_some()
                && let Some(main) = self.main.take()
            {
                self.frame = main;
            }
            self.open_clause();
            // "Dao rang me, told her ct has two weeks left": whom it is told is not who tells.
            let comma = before.is_some_and(|before| self.is(before, Mark::Comma));
            let owned = pronoun && self.owns(token + 1, end);
            if comma && pronoun && !owned && self.frame.actor != Actor::Staff && self.main.is_none() {
                self.drop_subject();
            }
            if self.frame.failed && self.frame.actor != Actor::Staff {
                self.drop_subject();
                self.frame.failed = false;
            }
        }
    }

    /// "read her email": whether "her" says whose the next word is.
    fn owns(&self, pronoun: usize, end: usize) -> bool {
        const NO_NOUN: [WordClass; 8] = [
            WordClass::Adverb,
            WordClass::Article,
            WordClass::Clause,
            WordClass::Coordinator,
            WordClass::Possessive,
            WordClass::Preposition,
            WordClass::Relative,
            WordClass::Condition,
        ];
        let next = pronoun + 1;
        self.note.word(pronoun).eq_ignore_ascii_case("her")
            && next < end
            && self.note.tokens[next].is_word()
            && !self.classes(next).any(&NO_NOUN)
            && self.person_at(next, end).is_none()
            && !matches!(self.note.word(next).to_ascii_lowercase().as_str(), "home" | "back" | "to")
    }

    /// "Told the judge how ct has done and asked for more time": a clause in the present is not joined to a past verb.
    fn tense_changes(&self, token: usize) -> bool {
        let from = self.frame.subject.map_or(token, |subject| subject as usize + 1);
        let present =
            |word: &str| matches!(word, "has" | "have" | "is" | "are" | "does" | "do" | "'s" | "’s");
        let first = (from..token).find(|&at| self.auxiliary(at) || !self.forms(at).is_empty());
        self.forms(token).has(Forms::PAST)
            && first.is_some_and(|at| {
                let forms = self.forms(at);
                present(&self.note.word(at).to_ascii_lowercase())
                    || forms.has(Forms::THIRD) && !forms.has(Forms::BASE)
            })
    }

    /// "after the call", "until 4": no clause follows.
    fn is_preposition_here(&self, token: usize, end: usize) -> bool {
        if !self.classes(token).has(WordClass::Preposition) {
            return false;
        }
        !(token + 1..(token + 5).min(end)).any(|t| {
            let forms = self.forms(t);
            forms.has(Forms::PAST) || forms.has(Forms::GERUND) || self.auxiliary(t)
        })
    }

    fn auxiliary(&self, token: usize) -> bool {
        let classes = self.classes(token);
        if classes.has(WordClass::Clipped) {
            // "don't", but not the "DON" of a nursing home.
            return self.note.word(token + 1).starts_with(['\'', '’']);
        }
        if classes.has(WordClass::Modal) && matches!(self.note.word(token), "'d" | "’d" | "'D") {
            // "she'd", but not "cx'd".
            return token
                .checked_sub(1)
                .is_some_and(|before| self.classes(before).has(WordClass::SubjectPronoun));
        }
        classes.any(&[WordClass::Be, WordClass::Have, WordClass::Do, WordClass::Modal])
    }

    /// "Bridge nurse popped in", "Ward clerk says": a word that opens the sentence and tells which one it was.
    fn modified_person(&self, token: usize, end: usize) -> Option<Person> {
        // "if her," ends before a person is named.
        if token >= end {
            return None;
        }
        let opens = token.checked_sub(1).is_none_or(|before| !self.note.tokens[before].is_word());
        let plain = opens
            && self.note.tokens[token].is_word()
            && self.note.tokens[token].capital
            && !self.forms(token).has(Forms::PAST)
            && !self.forms(token).has(Forms::GERUND)
            && self.classes(token).0 == 0;
        let next = token + 1;
        if !plain || next >= end || self.classes(next).has(WordClass::SubjectPronoun) {
            return None;
        }
        let person = self.plain_person(next, end)?;
        let role = self
            .lexicon
            .words
            .symbols(self.note.words[next])
            .iter()
            .any(|&symbol| self.lexicon.role(symbol).is_some());
        (role && person.actor == Actor::Other && self.finite_at(person.end, end)).then_some(person)
    }

    /// Whether a finite verb or auxiliary stands at `token`, adverbs skipped.
    fn finite_at(&self, mut token: usize, end: usize) -> bool {
        for _ in 0..3 {
            if token >= end {
                return false;
            }
            if self.is(token, Mark::Quote) {
                token += 1;
                continue;
            }
            if self.auxiliary(token) {
                return true;
            }
            // "e-mailed": the verb is its second part.
            let prefixed = self.note.tokens.get(token + 1).is_some_and(|next| next.hyphenated);
            let forms = self.forms(token + usize::from(prefixed && self.forms(token).is_empty()));
            if forms.has(Forms::PAST) || (forms.has(Forms::THIRD) && !forms.has(Forms::BASE)) {
                return true;
            }
            let classes = self.classes(token);
            if !classes.any(&[WordClass::Adverb, WordClass::Reflexive]) || classes.has(WordClass::Clause) {
                return false;
            }
            token += 1;
        }
        false
    }

    fn followed_by_finite(&self, token: usize, end: usize) -> bool {
        let mut at = token;
        // An apposition in brackets or after a comma: "the ward social worker (Ines) said", "Mr. Lem, his PO, said".
        if self.is(at, Mark::Open) {
            let close = (at..(at + 8).min(end)).find(|&t| self.is(t, Mark::Close));
            let Some(close) = close else { return false };
            at = close + 1;
        }
        if self.classes(at).has(WordClass::Reflexive) || self.is(at, Mark::Period) && self.ends_title(at) {
            at += 1;
        }
        if self.finite_at(at, end) {
            return true;
        }
        // "someone from her church is driving": a short phrase between the noun and its verb.
        let classes = self.classes(at);
        classes.has(WordClass::Preposition)
            && !classes.has(WordClass::Clause)
            && (at + 2..(at + 6).min(end))
                .take_while(|&t| {
                    self.note.tokens[t].is_word()
                        && !self.classes(t).any(&[
                            WordClass::Coordinator,
                            WordClass::Clause,
                            WordClass::Preposition,
                        ])
                })
                .any(|t| {
                    self.auxiliary(t)
                        || t > at + 1 && self.forms(t).has(Forms::PAST) && !self.forms(t).has(Forms::BASE)
                })
    }

    /// Whether the full stop at `token` belongs to a title: "Dr. saw her".
    fn ends_title(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| self.classes(before).has(WordClass::Title))
    }

    fn followed_by_finite_or_subject(&self, token: usize, end: usize) -> bool {
        self.finite_at(token, end)
            || self.person_at(token, end).is_some_and(|person| self.followed_by_finite(person.end, end))
    }

    /// The person, office or thing whose name begins at `token`.
    fn person_at(&self, token: usize, end: usize) -> Option<Person> {
        let classes = self.classes(token);
        let determined = classes.any(&[WordClass::Article, WordClass::Possessive]);
        let mut at = token;
        if determined {
            at += 1;
        } else if let Some(person) = self.plain_person(at, end) {
            return Some(self.possessed(person, end));
        } else {
            return self.modified_person(token, end);
        }
        // "her old landlord", "the intake nurse": up to three words between.
        for skipped in 0..4 {
            if at >= end || !(self.note.tokens[at].is_word() || self.note.tokens[at].is_number()) {
                break;
            }
            // "the portion I spoke with him"
            if skipped > 0 && self.classes(at).has(WordClass::SubjectPronoun) {
                break;
            }
            if let Some(person) = self.plain_person(at, end) {
                if skipped > 0
                    && self.is_author(at)
                    && self.opens_clause(token)
                    && self.finite_at(at + 1, end)
                {
                    return Some(Person { end: at, actor: Actor::Other, thing: true });
                }
                let mut person = self.possessed(person, end);
                if classes.has(WordClass::Possessive)
                    && !classes.has(WordClass::FirstPerson)
                    && person.actor != Actor::Other
                {
                    // "her worker", "his counselor": somebody else's staff, unless it is the author's word for herself.
                    person.actor = if person.actor == Actor::Staff { Actor::Other } else { person.actor };
                }
                return Some(person);
            }
            if skipped > 0 && self.finite_at(at, end) {
                // A thing: "the second letter said".
                return Some(Person { end: at, actor: Actor::Other, thing: true });
            }
            let stops =
                [WordClass::Preposition, WordClass::Coordinator, WordClass::Clause, WordClass::Relative];
            if self.auxiliary(at) || self.classes(at).any(&stops) || self.day_at(at, end) {
                break;
            }
            at += 1;
        }
        None
    }

    /// Whether the word is one that authors call themselves by.
    fn is_author(&self, token: usize) -> bool {
        let symbols = self.lexicon.words.symbols(self.note.words[token]);
        symbols.iter().any(|&symbol| self.lexicon.role(symbol) == Some(Role::Staff))
    }

    /// Whether a word like "after" or "while" stands before the token, or before its article.
    fn opens_clause(&self, token: usize) -> bool {
        let article = token.checked_sub(1).is_some_and(|before| self.classes(before).has(WordClass::Article));
        let before = token.checked_sub(1 + usize::from(article));
        before.is_some_and(|before| self.classes(before).has(WordClass::Clause))
    }

    /// Whether a cue for another day begins at `token`: "that last month writer drove".
    fn day_at(&self, token: usize, end: usize) -> bool {
        let class = self.cue(token, end).and_then(|cue| CueClass::at(cue.accepts));
        matches!(class, Some(CueClass::Historical | CueClass::Coming))
    }

    /// Verbs of being somewhere together.
    fn is_shared_verb(&self, token: usize) -> bool {
        let word = self.note.word(token).to_ascii_lowercase();
        ["hung", "rode", "returned", "sat", "stood", "waited", "walked"].contains(&word.as_str())
    }

    /// A person without an article before it.
    fn plain_person(&self, token: usize, end: usize) -> Option<Person> {
        let word = self.note.words.get(token).copied()?;
        let classes = self.lexicon.words.classes(word);
        if classes.has(WordClass::SubjectPronoun) {
            let text = self.note.word(token).to_ascii_lowercase();
            let actor = match text.as_str() {
                "i" | "we" => Actor::Staff,
                "it" | "you" => Actor::Other,
                "who" => return None,
                // "CM took ct to the DMV. They waited in line": the client alone is no "they".
                "they" if self.antecedent == Actor::Client && self.is_shared_verb(token + 1) => Actor::Staff,
                _ => self.antecedent,
            };
            let quoted_first = self.frame.quoted && matches!(text.as_str(), "i" | "we");
            let actor = if quoted_first {
                if self.frame.actor == Actor::Staff { Actor::Client } else { self.frame.actor }
            } else {
                actor
            };
            return Some(Person { end: token + 1, actor, thing: text == "it" });
        }
        let initials = self.note.words.get(token) == Some(&0) && self.note.tokens[token].all_caps;
        if !initials && !self.symbols.may_be_person(token) {
            return None;
        }
        let lexicon = self.lexicon;
        let role_of = |symbol: u16| lexicon.role(symbol);
        let one = lexicon
            .words
            .symbols(word)
            .iter()
            .filter_map(|&s| role_of(s))
            .next()
            .map(|role| (role, token + 1));
        let many = self
            .symbols
            .classes(token)
            .iter()
            .filter_map(|&(symbol, length)| Some((role_of(symbol)?, token + length as usize)))
            .max_by_key(|&(_, end)| end);
        let role = match (one, many) {
            (one, Some(many)) if one.is_none_or(|one| many.1 > one.1) => Some(many),
            (one, _) => one,
        };
        let name = self.symbols.name_end(token);
        match (role, name) {
            (Some((_, role_end)), Some(name_end)) if name_end > role_end => {
                Some(Person { end: name_end, actor: Actor::Other, thing: false })
            }
            (Some((role, role_end)), _) => {
                let mut person_end = role_end;
                // "PO Stamatis", "SSA rep Dunleavy", "DCFS worker": one person.
                while person_end < end {
                    if let Some(name_end) = self.symbols.name_end(person_end) {
                        person_end = name_end;
                        break;
                    }
                    let next = self
                        .lexicon
                        .words
                        .symbols(self.note.words[person_end])
                        .iter()
                        .any(|&s| role_of(s).is_some());
                    let pronoun = self.classes(person_end).any(&[WordClass::FirstPerson, WordClass::Pronoun]);
                    if !next || pronoun {
                        break;
                    }
                    person_end += 1;
                }
                let author = self.staff_roles.contains(&word);
                let actor = match role {
                    Role::Client => Actor::Client,
                    Role::Staff => Actor::Staff,
                    _ if author => Actor::Staff,
                    _ => Actor::Other,
                };
                // "staff at the shelter", "worker from DDS": of another office.
                let elsewhere = role == Role::Staff
                    && !self.classes(token).has(WordClass::FirstPerson)
                    && matches!(self.note.word(person_end).to_ascii_lowercase().as_str(), "at" | "from")
                    && (person_end + 1..(person_end + 4).min(end)).any(|t| {
                        let roles =
                            self.lexicon.words.symbols(self.note.words[t]).iter().filter_map(|&s| role_of(s));
                        roles.into_iter().any(|role| !matches!(role, Role::Staff | Role::Client))
                            || self.symbols.name_end(t).is_some()
                    });
                let actor = if elsewhere { Actor::Other } else { actor };
                // "client staff", "shelter staff": the last word decides, and an agency before "staff" makes it theirs.
                let actor = if person_end > role_end && role != Role::Staff { Actor::Other } else { actor };
                Some(Person { end: person_end, actor, thing: false })
            }
            (None, Some(name_end)) => {
                let ours = (token..name_end).any(|t| self.staff_names.contains(&self.note.tokens[t].hash));
                let actor = if ours { Actor::Staff } else { Actor::Other };
                Some(Person { end: name_end, actor, thing: false })
            }
            (None, None) => {
                let outsider = |symbol: u16| {
                    symbol != 0 && (symbol == lexicon.organisation || symbol == lexicon.outside)
                };
                let many = self
                    .symbols
                    .classes(token)
                    .iter()
                    .filter(|(symbol, _)| outsider(*symbol))
                    .map(|&(_, length)| length)
                    .max();
                let one = lexicon.words.symbols(word).iter().any(|&symbol| outsider(symbol)).then_some(1);
                if let Some(length) = many.or(one) {
                    // "After lunch CM called", "After the hearing staff drove": the author is no part of what was before.
                    let last = token + length as usize - 1;
                    if last > token
                        && self.is_author(last)
                        && self.opens_clause(token)
                        && self.finite_at(last + 1, end)
                    {
                        return Some(Person { end: last, actor: Actor::Other, thing: true });
                    }
                    return Some(Person { end: token + length as usize, actor: Actor::Other, thing: false });
                }
                // "CWS is writing": an office that we do not know by its initials.
                let found = &self.note.tokens[token];
                let office = word == 0
                    && found.all_caps
                    && !self.note.shouting
                    && found.is_word()
                    && self.finite_at(token + 1, end);
                office.then_some(Person { end: token + 1, actor: Actor::Other, thing: false })
            }
        }
    }

    /// "ct's mother", "Ms. Diaz's PO", "ct's ride": the last noun is the one that acts.
    fn possessed(&self, mut person: Person, end: usize) -> Person {
        for _ in 0..3 {
            let next = self.note.word(person.end);
            let owner = matches!(next, "'s" | "’s" | "'S" | "’S")
                || (self.is(person.end, Mark::Apostrophe)
                    && self.note.tokens.get(person.end + 1).is_some_and(|t| t.spaced));
            let verb = owner
                && person.end + 1 < end
                && self.forms(person.end + 1).has(Forms::GERUND)
                && self.classes(person.end - 1).has(WordClass::SubjectPronoun);
            if !owner || verb || person.end + 1 >= end {
                break;
            }
            let mut at = person.end + 1;
            let mut found = None;
            for _ in 0..3 {
                if at >= end || self.auxiliary(at) || !self.note.tokens[at].is_word() {
                    break;
                }
                if let Some(next) = self.plain_person(at, end) {
                    found = Some(Person {
                        actor: if next.actor == Actor::Client { Actor::Client } else { Actor::Other },
                        ..next
                    });
                    break;
                }
                at += 1;
                if self.finite_at(at, end) {
                    found = Some(Person { end: at, actor: Actor::Other, thing: true });
                    break;
                }
            }
            match found {
                Some(next) => person = next,
                None => {
                    // "ct's voicemail": no person, and no subject.
                    return Person { end: person.end + 1, actor: Actor::Other, thing: true };
                }
            }
        }
        person
    }

    /// Where a list of persons ends ("Ct, her coordinator & I"), and who acts: staff if staff is among them.
    fn group_end(&self, token: usize, person: Person, end: usize) -> (usize, Actor) {
        let (mut at, mut actor) = (person.end, person.actor);
        let _ = token;
        for _ in 0..4 {
            let mut next = at;
            if self.is(next, Mark::Open) {
                let close = (next..(next + 6).min(end)).find(|&t| self.is(t, Mark::Close));
                next = close.map_or(next, |close| close + 1);
            }
            while next < end
                && (self.is(next, Mark::Comma)
                    || self.is(next, Mark::Slash)
                    || matches!(self.note.word(next), "and" | "&" | "+" | "AND"))
            {
                next += 1;
            }
            if next == at || next >= end {
                break;
            }
            let Some(other) = self.person_at(next, end).filter(|other| !other.thing) else { break };
            at = other.end;
            if other.actor == Actor::Staff {
                actor = Actor::Staff;
            }
        }
        (at, actor)
    }

    /// Whether the person is a subject: not governed, and a finite verb follows, or the clause has no verb yet.
    fn is_subject(&self, token: usize, person: Person, end: usize) -> bool {
        let (after, _) = self.group_end(token, person, end);
        let finite = self.followed_by_finite(after, end);
        if self.governed(token, finite && !(person.thing && self.after_preposition(token))) {
            return false;
        }
        if finite {
            return true;
        }
        let text = self.note.word(after);
        let infinitive = text.eq_ignore_ascii_case("to") && self.forms(after + 1).has(Forms::BASE);
        let plural = self.classes(token).has(WordClass::SubjectPronoun);
        let bare = self.forms(after).has(Forms::BASE) && plural;
        let that =
            token.checked_sub(1).is_some_and(|before| self.note.word(before).eq_ignore_ascii_case("that"));
        if that && self.forms(after).has(Forms::BASE) {
            return true;
        }
        let reduced = self.forms(after).has(Forms::GERUND);
        if !self.frame.has_verb && (infinitive || bare || reduced) {
            return true;
        }
        // A clause without a verb: "Ct late", "PO not in office", but "Ct's PO" as a header-like start stays open.
        let first = token.checked_sub(1).is_none_or(|before| {
            !self.note.tokens[before].is_word() || self.note.tokens[token].lines_before > 0
        });
        let clause_first = first || self.frame.clause != self.clause;
        !self.frame.has_verb
            && clause_first
            && self.frame.subject.is_none()
            && !person.thing
            && self.verbless(after, end)
    }

    /// "after the hearing": a preposition that could also open a clause.
    fn after_preposition(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| {
            self.classes(before).has(WordClass::Clause) && self.classes(before).has(WordClass::Preposition)
        })
    }

    /// Whether no finite verb stands in the rest of the clause.
    fn verbless(&self, from: usize, end: usize) -> bool {
        for token in from..end.min(from + 12) {
            if let Kind::Mark(mark) = self.note.tokens[token].kind
                && matches!(
                    mark,
                    Mark::Comma | Mark::Semicolon | Mark::Period | Mark::Dash | Mark::Colon | Mark::Open
                )
            {
                return mark != Mark::Colon;
            }
            if self.forms(token).has(Forms::PAST) || self.auxiliary(token) {
                return false;
            }
        }
        true
    }

    /// Whether the person at `token` is the object of a preposition or a verb.
    fn governed(&self, token: usize, finite: bool) -> bool {
        let Some(mut before) = token.checked_sub(1) else { return false };
        if self.note.tokens[token].lines_before > 1 {
            return false;
        }
        // "at work I made": these forms are never objects.
        let pronoun =
            matches!(self.note.word(token).to_ascii_lowercase().as_str(), "i" | "we" | "he" | "she" | "they");
        // "after group CM drove", "missed the bus CM ran her over": nor is the author where a finite verb follows.
        let author = self.is_author(token) && !self.classes(before).has(WordClass::Preposition);
        if finite && (pronoun || author && self.finite_at(token + 1, self.note.tokens.len())) {
            return false;
        }
        if self.classes(before).any(&[WordClass::Article, WordClass::Possessive]) {
            match before.checked_sub(1) {
                Some(earlier) => before = earlier,
                None => return false,
            }
        }
        if !self.note.tokens[before].is_word() {
            // "w/ ct", "called/texted ct"
            return self.is(before, Mark::Slash)
                && before.checked_sub(1).is_some_and(|b| {
                    let w = self.note.word(b);
                    w.eq_ignore_ascii_case("w") || w.eq_ignore_ascii_case("c")
                });
        }
        let classes = self.classes(before);
        if classes.has(WordClass::Clause) && finite {
            return false;
        }
        if classes.any(&[WordClass::Preposition]) {
            return true;
        }
        if self.note.word(before).eq_ignore_ascii_case("to") {
            return true;
        }
        if classes.any(&[
            WordClass::Coordinator,
            WordClass::Relative,
            WordClass::Condition,
            WordClass::Adverb,
        ]) {
            return false;
        }
        let forms = self.forms(before);
        if forms.is_empty() || classes.has(WordClass::Be) {
            return false;
        }
        let report = finite
            && self.symbols.longest(self.note, self.lexicon, &self.lexicon.cues, before, token).is_some_and(
                |cue| matches!(CueClass::at(cue.accepts), Some(CueClass::Report | CueClass::Hypothetical)),
            );
        !report
    }

    fn take_subject(&mut self, token: usize, person: Person) {
        let end = self.note.tokens.len();
        let (_, actor) = self.group_end(token, person, end.min(token + 40));
        let joined = token.checked_sub(1).is_none_or(|before| {
            matches!(self.note.tokens[before].kind, Kind::Mark(_))
                || self.classes(before).has(WordClass::Coordinator)
        });
        let opener = token.checked_sub(1).is_some_and(|before| {
            self.classes(before).any(&[WordClass::Clause, WordClass::Relative, WordClass::Condition])
                && !self.classes(before).has(WordClass::Coordinator)
        });
        if opener || (self.frame.has_verb && !joined) {
            self.main.get_or_insert(self.frame);
        } else {
            self.main = None;
        }
        if self.frame.has_verb || self.frame.subject.is_some() {
            let scope = self.frame.scope;
            self.open_clause();
            // "if ct calls": the condition covers the clause that it opens.
            self.frame.scope =
                scope.filter(|scope| scope.class == CueClass::Condition && token <= scope.end as usize + 2);
        }
        self.frame.actor = actor;
        self.frame.subject = Some(token as u32);
        self.frame.thing = person.thing;
        self.frame.governor = None;
        self.frame.relative = false;
        self.frame.failed = false;
        self.remember(token, Person { actor, ..person });
    }

    fn remember(&mut self, token: usize, person: Person) {
        if person.actor != Actor::Staff && !person.thing {
            self.antecedent = person.actor;
        }
        self.person = Some((token.max(person.end - 1), person.actor));
    }

    fn note_object(&mut self, token: usize, person: Person) {
        if let Some(governor) = &mut self.frame.governor {
            let takes = matches!(governor.class, CueClass::Directive | CueClass::Teaching);
            if takes && governor.object.is_none() && token <= governor.end as usize + 3 && !person.thing {
                governor.object = Some(person.actor);
            }
        }
        self.person = Some((person.end - 1, person.actor));
        if person.actor == Actor::Other && !person.thing && !self.classes(token).has(WordClass::Pronoun) {
            self.antecedent = Actor::Other;
        } else if person.actor == Actor::Client && !self.classes(token).has(WordClass::Pronoun) {
            self.antecedent = Actor::Client;
        }
    }

    fn take_cue(&mut self, cue: &Match) {
        let Some(class) = CueClass::at(cue.accepts) else { return };
        let taken = Governor { class, token: cue.start as u32, end: cue.end as u32, object: None };
        match class {
            CueClass::Historical | CueClass::Coming => {
                // "last week's visit", "from yesterday": a thing of that day, not the day of the act.
                let owner = self.note.word(cue.end).starts_with(['\'', '’'])
                    || self.note.word(cue.end - 1).starts_with(['\'', '’']);
                let of = cue.start.checked_sub(1).is_some_and(|before| {
                    matches!(
                        self.note.word(before).to_ascii_lowercase().as_str(),
                        "from" | "of" | "about" | "re" | "since" | "until"
                    )
                });
                if !owner && !of {
                    self.days.push(taken);
                }
            }
            // The month: "the May budget".
            CueClass::Hypothetical
                if self.note.word(cue.start) == "May"
                    && cue.start > 0
                    && !self.note.tokens[cue.start - 1].is(Mark::Period) => {}
            // "Review of lab results": a noun, which governs nothing.
            CueClass::Topic if self.note.word(cue.end).eq_ignore_ascii_case("of") => {}
            CueClass::Condition => self.frame.scope = Some(taken),
            CueClass::Report => {}
            _ => {
                let outer = self.frame.governor.filter(|outer| {
                    // The outermost cue wins: "will try to call"; teaching and plans absorb what is inside.
                    let weak = matches!(outer.class, CueClass::Achieve | CueClass::Topic);
                    !weak && (outer.class != CueClass::Directive || outer.object.is_some())
                });
                let directed = |outer: Governor| {
                    if matches!(class, CueClass::Directive | CueClass::Teaching) {
                        Governor { object: None, ..outer }
                    } else {
                        outer
                    }
                };
                self.frame.governor = Some(outer.map_or(taken, directed));
            }
        }
    }

    /// A verb: uses up or ends what governs it.
    fn verb(&mut self, token: usize, classes: WordClasses, frames: &mut [Frame]) {
        frames[token] = self.frame;
        let forms = self.forms(token);
        if self.auxiliary(token) {
            self.frame.has_verb = true;
            let starts_cue = self.frame.governor.is_some_and(|g| (g.token..g.end).contains(&(token as u32)));
            let base =
                matches!(self.note.word(token).to_ascii_lowercase().as_str(), "be" | "have" | "do" | "been");
            let past_aux = classes.any(&[WordClass::Be, WordClass::Have, WordClass::Do]) && !base;
            let negated =
                self.frame.governor.is_some_and(|g| g.class == CueClass::Negative && g.end as usize == token);
            if past_aux && !starts_cue && !negated {
                self.frame.governor = None;
            }
            return;
        }
        if forms.is_empty() || is_noun_here(self.note, self.lexicon, token) {
            return;
        }
        let in_cue = self.frame.governor.is_some_and(|g| (g.token..g.end).contains(&(token as u32)));
        if in_cue {
            self.frame.has_verb = true;
            return;
        }
        let governed =
            self.frame.governor.is_some() && governs(self.note, self.lexicon, &self.frame, token, forms);
        if governed {
            self.frame.has_verb = true;
            return;
        }
        let finite = forms.has(Forms::PAST) || (forms.has(Forms::THIRD) && !forms.has(Forms::BASE));
        if finite {
            if self.frame.governor.is_some() {
                self.frame.governor = None;
                frames[token].governor = None;
            }
            self.frame.has_verb = true;
        }
    }
}

fn ends_in_failure(mention: &Mention, lexicon: &Lexicon) -> bool {
    let kind = lexicon.entries.get(mention.entry as usize).map(crate::lexicon::Entry::kind);
    let named = lexicon
        .entries
        .get(mention.entry as usize)
        .is_some_and(|entry| matches!(entry.name.as_ref(), "no-show" | "unsuccessful-contact"));
    mention.usage == Usage::State && (matches!(kind, Some(EntryKind::Failed | EntryKind::Absent)) || named)
}

/// The verb forms of a token; a word that the lexicon does not know is guessed by its ending.
pub(super) fn verb_forms(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> Forms {
    let Some(&word) = note.words.get(token) else { return Forms::default() };
    let forms = lexicon.words.forms(word);
    if !forms.is_empty() || (word != 0 && lexicon.words.classes(word).0 != 0) {
        return forms;
    }
    let found = &note.tokens[token];
    let opens = token.checked_sub(1).is_none_or(|before| {
        found.lines_before > 0
            || matches!(
                note.tokens[before].kind,
                Kind::Mark(Mark::Period | Mark::Colon | Mark::Bullet | Mark::Dash | Mark::Exclamation)
            )
    });
    if !found.is_word() || (found.capital && !note.shouting && !opens) || found.end - found.start < 5 {
        return forms;
    }
    let text = note.word(token);
    let ends = |end: &str| {
        text.len() > end.len()
            && text.as_bytes()[text.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
    };
    if ends("ed") || ends("'d") || ends("’d") {
        Forms::PAST.with(Forms::PARTICIPLE)
    } else if ends("ing") && word == 0 {
        Forms::GERUND
    } else {
        forms
    }
}

/// Whether a word that can be a verb stands as a noun or an adjective: "the call", "2 calls", "her fax", "at work".
pub(super) fn is_noun_here(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let Some(before) = token.checked_sub(1) else { return false };
    if note.tokens[token].lines_before > 1 || note.tokens[before].is(Mark::Period) {
        return false;
    }
    let forms = verb_forms(note, lexicon, token);
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
        return forms.has(Forms::BASE) || forms.has(Forms::THIRD);
    }
    if classes.has(WordClass::Preposition) && !forms.has(Forms::GERUND) && !word.eq_ignore_ascii_case("to") {
        return !forms.has(Forms::PAST) || forms.has(Forms::BASE);
    }
    let number = note.tokens[before].is_number() || classes.has(WordClass::Number);
    number && (forms.has(Forms::THIRD) || forms.has(Forms::BASE)) && !forms.has(Forms::PAST)
}

/// Whether the frame's governor governs a verb of these forms.
pub(super) fn governs(note: &Note<'_>, lexicon: &Lexicon, frame: &Frame, token: usize, forms: Forms) -> bool {
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
            base && (governor.object.is_some()
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
