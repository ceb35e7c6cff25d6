//! Sentences → frames: at each token, who acts and what governs the next verb. One walk, bounded look-back and look-ahead.
//!
//! The walk keeps a [`Frame`]. A person that a finite verb follows becomes its subject; "and", commas and
//! subordinators open clauses that keep the subject; a semicolon, dash or full stop drops it, which in a staff note
//! means the author. A cue ("will", "did not", "how to", "asked her to") becomes the governor of the verbs in the form
//! that it selects, up to the first finite verb, a new subject or the clause's end.

mod clauses;
mod company;
mod mentions;
mod persons;
mod subjects;
mod verbs;

use std::ops::Range;

use super::matching::Match;
use super::symbols::Symbols;
use super::{Actor, Mention, again, parties, telling};
use crate::lexicon::{CueClass, Forms, Lexicon, Section, Usage, WordClass, WordClasses};
use crate::note::{Note, Sentence};
use crate::token::{self, Kind, Mark};
use company::Company;
use mentions::{ends_in_failure, mentions};
use persons::{authors_names, authors_roles};
pub(super) use verbs::{governs, is_noun_here};

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

impl Frame {
    /// What holds where a clause begins that names nobody.
    const fn new(actor: Actor, clause: u32) -> Self {
        Self {
            actor,
            subject: None,
            thing: false,
            clause,
            has_verb: false,
            governor: None,
            scope: None,
            quoted: false,
            relative: false,
            failed: false,
        }
    }
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
    let start = Frame::new(Actor::Staff, 0);
    let mut context = Context {
        mentions: Vec::new(),
        frames: vec![start; note.tokens.len()],
        days: Vec::new(),
        symbols: Symbols::default(),
    };
    let mut walk = Walk {
        note,
        lexicon,
        symbols: Symbols::of(note),
        frame: start,
        clause: 0,
        antecedent: Actor::Client,
        company: Company::new(note, lexicon),
        acted: Actor::Staff,
        person: None,
        saved: None,
        outside: None,
        main: None,
        quote: None,
        staff_roles: authors_roles(note, lexicon),
        days: Vec::new(),
        staff_names: staff_names
            .iter()
            .map(|name| token::hash(name))
            .chain(authors_names(note, lexicon))
            .collect(),
    };
    for (number, sentence) in note.sentences.iter().enumerate() {
        walk.symbols.load(note, lexicon, &sentence.tokens);
        let first = context.mentions.len();
        mentions(note, lexicon, &walk.symbols, number, sentence, &mut context.mentions);
        let parties =
            parties::read(note, lexicon, &walk.symbols, number, sentence, &context.mentions[first..]);
        add(&mut context.mentions, first, parties);
        let again = again::read(note, lexicon, &walk.symbols, sentence, &context.mentions[first..]);
        add(&mut context.mentions, first, again);
        let known = context.mentions.split_at(first);
        let told = telling::read(note, lexicon, &walk.symbols, number, sentence, known);
        add(&mut context.mentions, first, told);
        walk.sentence(sentence, &context.mentions[first..], &mut context.frames);
    }
    context.days = walk.days;
    context.symbols = walk.symbols;
    context
}

/// Adds mentions to those of a sentence, which begin at `first`, in the order of its tokens.
fn add(mentions: &mut Vec<Mention>, first: usize, more: Vec<Mention>) {
    if !more.is_empty() {
        mentions.extend(more);
        mentions[first..].sort_by_key(|mention| mention.tokens.start);
    }
}

struct Walk<'a> {
    note: &'a Note<'a>,
    lexicon: &'a Lexicon,
    symbols: Symbols,
    frame: Frame,
    clause: u32,
    /// Whom "he", "she" and "they" stand for.
    antecedent: Actor,
    /// With whom the author was.
    company: Company,
    /// Who the last verb was told of.
    acted: Actor,
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
        self.note.forms(token)
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
        let client =
            self.opens_with_third(first) || speaks && (third || self.note.is_any(first, &["said", "stated"]));
        self.frame = Frame::new(if client { Actor::Client } else { dropped }, self.clause);
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
        let word = self.note.word(token);
        ["has", "is", "does", "hasn", "isn", "doesn"].iter().any(|known| word.eq_ignore_ascii_case(known))
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
            // "Her brother used to drive": no act, but the clause's subject.
            let subject = self.person_at(token, end).filter(|person| {
                self.followed_by_finite(person.end, end) && self.is_subject(token, *person, end)
            });
            if let Some(person) = subject {
                self.take_subject(token, person);
                frames[token] = self.frame;
                return person.end;
            }
            frames[token] = self.frame;
            // "stayed on with the house manager to": no act, but the clause's verb.
            let verb = mention.is_some_and(|m| m.head == token) && self.frame.subject.is_some();
            self.frame.has_verb |= verb && self.forms(token).has(Forms::PAST);
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
            // "Told him the church keeps paying": what was told is a clause of its own.
            let apart = || {
                mention.is_some_and(|m| person.end > m.tokens.end) && self.followed_by_finite(person.end, end)
            };
            if (!object || apart()) && self.is_subject(token, person, end) {
                self.take_subject(token, person);
                frames[token] = self.frame;
                return self.group_end(person, end).0;
            }
            self.note_object(token, person);
            frames[token] = self.frame;
            if mention.is_none_or(|m| m.head < token) {
                // "30 min w/ ct & mom at the table, went over it": nor is who is joined to an object a subject.
                let (after, _) = self.group_end(person, end);
                let with = token.checked_sub(1).is_some_and(|with| self.note.after_with(with) == Some(token))
                    || token.checked_sub(2).is_some_and(|with| self.note.after_with(with) == Some(token));
                let joined = (with || self.after_preposition(token)) && !self.followed_by_finite(after, end);
                return if joined { after } else { person.end };
            }
        }
        // "ended up having to fax it": what is left of a cue is no cue of its own.
        let inside = self.frame.governor.is_some_and(|governor| {
            governor.class == CueClass::Achieve
                && (governor.token as usize) < token
                && token < governor.end as usize
        });
        if let Some(cue) = self.cue(token, end).filter(|_| !inside) {
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
        if token + 2 >= end
            || !self.note.is_any(token, &["it"])
            || !self.note.is_any(token + 1, &["took", "takes"])
        {
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
                // "told the team that the missed test was on our side (lab closed)": still what was told.
                let told = self.frame.thing && self.main.is_some_and(|main| main.actor == Actor::Staff);
                if !told {
                    self.drop_subject();
                }
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

    fn take_cue(&mut self, cue: &Match) {
        let Some(class) = CueClass::at(cue.accepts) else { return };
        let taken = Governor { class, token: cue.start as u32, end: cue.end as u32, object: None };
        match class {
            CueClass::Historical | CueClass::Coming => {
                // "last week's visit", "from yesterday": a thing of that day, not the day of the act.
                let owner = self.note.word(cue.end).starts_with(['\'', '’'])
                    || self.note.word(cue.end - 1).starts_with(['\'', '’']);
                let of = cue.start.checked_sub(1).is_some_and(|before| {
                    self.note.is_any(before, &["from", "of", "about", "re", "since", "until"])
                });
                // "the day before discharge": of what is still to come.
                let before = self.note.word(cue.end - 1).eq_ignore_ascii_case("before")
                    && self.note.tokens.get(cue.end).is_some_and(|next| next.is_word())
                    && !self.classes(cue.end).any(&[WordClass::SubjectPronoun, WordClass::Coordinator])
                    && !self.note.word(cue.end).eq_ignore_ascii_case("yesterday");
                if !owner && !of && !before {
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
            let base = self.note.is_any(token, &["be", "have", "do", "been"]);
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
            self.acted = self.frame.actor;
        }
    }
}
