//! Phrase + frame → act: who did it, and whether it happened.

mod joining;
mod nouns;
mod states;
mod verbs;

use std::ops::Range;

use super::context::{Context, Frame, is_noun_here};
use super::{Activity, Actor, Evidence, Mention, Status};
use crate::circumstances::Circumstances;
use crate::diagnostic::Confidence;
use crate::lexicon::{Entry, EntryKind, Forms, Lexicon, Section, Usage, WordClass};
use crate::note::Note;
use crate::token::{Kind, Mark};
pub(super) use joining::settle;

/// Tokens that a span may run on past its phrase, to the act's object.
const LONGEST_OBJECT: usize = 5;

/// Tokens after the verb of a talk in which the one talked to stands.
const TALK_REACH: usize = 6;

struct Settler<'a> {
    note: &'a Note<'a>,
    lexicon: &'a Lexicon,
    context: &'a Context,
    /// The entry of a contact.
    contact: Option<u16>,
}

/// What is known of one mention while it is settled.
struct Draft {
    actor: Actor,
    status: Status,
    confidence: Confidence,
    evidence: Vec<Evidence>,
}

impl Settler<'_> {
    /// "The first draft said “CM weighed the resident”": words of a paper, whoever they tell of.
    fn is_quoted_from_paper(&self, mention: &Mention) -> bool {
        if !self.frame(mention.head).quoted {
            return false;
        }
        let start = self.sentence_start(mention);
        let quote =
            (start..mention.tokens.start).rev().find(|&token| self.note.tokens[token].is(Mark::Quote));
        quote.and_then(|quote| quote.checked_sub(2)).is_some_and(|paper| {
            self.note
                .is_any(paper, &["draft", "entry", "form", "letter", "note", "record", "report", "version"])
                && self.note.is_any(paper + 1, &["said", "says", "read", "reads", "stated", "states"])
        })
    }

    fn settle(&self, mention: &Mention) -> Activity {
        if mention.usage == Usage::Means {
            return self.means(mention);
        }
        let mut draft = match mention.usage {
            Usage::State => self.state(mention),
            Usage::Noun => self.noun(mention),
            _ if self.participle_within(mention).is_some() => {
                let head = self.participle_within(mention).unwrap_or(mention.head);
                self.verb(mention, head)
            }
            _ if is_noun_here(self.note, self.lexicon, mention.head)
                && mention.head == mention.tokens.start =>
            {
                self.noun(mention)
            }
            _ => self.verb(mention, mention.head),
        };
        self.agent(mention, &mut draft);
        if draft.status.took_place() {
            self.day(mention, &mut draft);
        }
        // "The reauth was not entered in Sage": a negation that a gap passed over.
        let negator = mention.tokens.clone().find(|&token| {
            // "the no-fee form": a kind of form.
            let joined = self.note.tokens.get(token + 1).is_some_and(|next| next.hyphenated);
            if joined || !self.note.classes(&self.lexicon.words, token).has(WordClass::Negator) {
                return false;
            }
            let word = self.note.word(token).to_ascii_lowercase();
            // "told the school that he can't come": somebody else's negation within the words that were said.
            let others = (mention.head + 1..token).any(|token| {
                self.note.classes(&self.lexicon.words, token).has(WordClass::SubjectPronoun)
                    || self.note.word(token).eq_ignore_ascii_case("that")
            });
            // "let the clinic know client can't make it": what another subject did not do.
            let apart = token > mention.head
                && self.frame(token).subject.is_some_and(|subject| subject as usize > mention.head);
            // "what to say and not say", "how not to be late": within what was gone over.
            let within = (mention.head + 1..token)
                .any(|token| self.note.classes(&self.lexicon.words, token).has(WordClass::Relative));
            // "Met with our therapist (not my supervisor)": within a parenthesis of the act.
            let aside = (mention.head + 1..token).any(|token| self.note.tokens[token].is(Mark::Open));
            !others && !apart && !within && !aside && !self.lexicon.phrase(mention.phrase).contains(&word)
        });
        let told = mention.usage != Usage::State && !self.tells_a_miss(mention) && draft.status.took_place();
        let nothing = || self.nothing_was(mention);
        if told && let Some(negator) = negator.or_else(nothing) {
            draft.status = Status::Negated;
            draft.evidence.push(self.evidence("status.negative", negator..negator + 1));
        }
        if draft.status.took_place() && self.is_quoted_from_paper(mention) {
            draft.status = Status::Hypothetical;
            draft.evidence.push(Evidence { reason: "status.report", span: None });
        }
        let tokens =
            self.verb_of_participle(mention).unwrap_or(mention.tokens.start)..self.extend(mention).end;
        let mut entry = mention.entry;
        if draft.actor == Actor::Other
            && draft.status == Status::Done
            && self.meets_author(mention, tokens.end)
        {
            draft.actor = Actor::Staff;
            draft.evidence.push(Evidence { reason: "actor.joint", span: None });
            entry = self.contact.unwrap_or(entry);
        }
        // "Met with ct and Dr. Lee": a bare name may be the client's, a doctor's or a judge's is not.
        let talk = self.entry(mention).is_some_and(|entry| {
            entry.kind() == EntryKind::Vague
                || entry.name == "support" && entry.kind() == EntryKind::Intervention
        });
        if talk
            && (mention.head..tokens.end.min(mention.head + TALK_REACH)).any(|token| self.is_office(token))
        {
            entry = self.contact.unwrap_or(entry);
        }
        Activity {
            mention: 0,
            entry,
            span: self.note.span(tokens.clone()),
            tokens,
            head: mention.head,
            sentence: mention.sentence,
            usage: mention.usage,
            dials: mention.dials,
            actor: draft.actor,
            status: draft.status,
            confidence: draft.confidence,
            minutes: None,
            units: None,
            minutes_span: None,
            shared: None,
            within: None,
            episode: None,
            outcome: None,
            attempt: None,
            restated: Vec::new(),
            evidence: draft.evidence,
            circumstances: Circumstances::default(),
        }
    }

    /// "Nothing was faxed", "none of it got copied or faxed today": the clause's subject is nothing.
    fn nothing_was(&self, mention: &Mention) -> Option<usize> {
        let head = mention.tokens.start;
        let nothing = (self.sentence_start(mention)..head)
            .rev()
            .take_while(|&token| self.note.tokens[token].is_word())
            .find(|&token| self.note.is_any(token, &["nothing", "none"]))?;
        let be = (nothing + 1..head).take(4).any(|token| {
            self.note.classes(&self.lexicon.words, token).any(&[WordClass::Be, WordClass::Have])
                || self.note.word(token).eq_ignore_ascii_case("got")
        });
        be.then_some(nothing)
    }

    /// "Her supervisor met with ct and me": the author was there, and it is a contact.
    fn meets_author(&self, mention: &Mention, end: usize) -> bool {
        let meeting = mention.usage == Usage::Verb
            && self.entry(mention).is_some_and(|entry| {
                entry.kind() == EntryKind::Vague || Some(mention.entry) == self.contact && !mention.dials
            });
        meeting
            && (mention.head + 1..(end + 2).min(self.note.tokens.len()))
                .any(|token| matches!(self.note.word(token), "me" | "us" | "writer" | "CM"))
    }

    /// Whether a word is the title of somebody by office: "Dr.", "Judge".
    fn is_office(&self, token: usize) -> bool {
        self.note.classes(&self.lexicon.words, token).has(WordClass::Title)
            && self.note.tokens.get(token + 1).is_some_and(|next| next.capital || next.is(Mark::Period))
            && !self.note.is_any(token, &["mr", "mrs", "ms", "miss", "mx"])
    }

    fn frame(&self, token: usize) -> Frame {
        self.context.frames[token.min(self.context.frames.len() - 1)]
    }

    fn section(&self, mention: &Mention) -> Option<Section> {
        self.note.sentences.get(mention.sentence).and_then(|sentence| sentence.section)
    }

    fn entry(&self, mention: &Mention) -> Option<&Entry> {
        self.lexicon.entries.get(mention.entry as usize)
    }

    fn is_scheduling(&self, mention: &Mention) -> bool {
        self.entry(mention).is_some_and(|entry| entry.name == "scheduling")
    }

    fn evidence(&self, reason: &'static str, tokens: Range<usize>) -> Evidence {
        Evidence { reason, span: Some(self.note.span(tokens)) }
    }

    fn sentence_start(&self, mention: &Mention) -> usize {
        self.note.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.start)
    }

    /// "got nobody", "never heard back": that nobody was reached or there is the act.
    fn tells_a_miss(&self, mention: &Mention) -> bool {
        self.entry(mention).is_some_and(|entry| {
            matches!(entry.kind(), EntryKind::Failed | EntryKind::Absent)
                || matches!(entry.name.as_ref(), "no-show" | "unsuccessful-contact")
        })
    }

    /// Who acts, as far as the frame knows.
    fn subject(&self, frame: &Frame) -> Draft {
        let (confidence, evidence) = match frame.subject {
            Some(token) => {
                (Confidence::High, self.evidence("actor.subject", token as usize..token as usize + 1))
            }
            None if frame.actor == Actor::Client => {
                (Confidence::Medium, Evidence { reason: "actor.section", span: None })
            }
            None => (Confidence::Medium, Evidence { reason: "actor.no-subject", span: None }),
        };
        Draft { actor: frame.actor, status: Status::Done, confidence, evidence: vec![evidence] }
    }

    fn clause_tokens(&self, mention: &Mention, clause: u32) -> impl Iterator<Item = usize> + '_ {
        let tokens =
            self.note.sentences.get(mention.sentence).map_or(0..0, |sentence| sentence.tokens.clone());
        tokens.filter(move |&token| self.context.frames[token].clause == clause)
    }

    /// A condition over the clause.
    fn scope(&self, frame: &Frame, draft: &mut Draft) {
        if let Some(scope) = frame.scope.filter(|_| draft.status.took_place()) {
            draft.status = Status::Hypothetical;
            draft.evidence.push(self.evidence("status.condition", scope.token as usize..scope.end as usize));
        }
    }

    /// The act's tokens and those of a short object after it: "left a voicemail" + "for PO".
    fn extend(&self, mention: &Mention) -> Range<usize> {
        let Range { start, mut end } = mention.tokens.clone();
        let words = &self.lexicon.words;
        let limit = self.note.sentences.get(mention.sentence).map_or(end, |sentence| sentence.tokens.end);
        let clause = self.frame(mention.head.max(end - 1)).clause;
        let first = end;
        while end < limit && end - first < LONGEST_OBJECT {
            let token = &self.note.tokens[end];
            let classes = self.note.classes(words, end);
            let stops = matches!(token.kind, Kind::Mark(mark) if mark != Mark::Slash && mark != Mark::Apostrophe)
                || classes.any(&[
                    WordClass::Coordinator,
                    WordClass::Clause,
                    WordClass::Relative,
                    WordClass::Be,
                    WordClass::Modal,
                ])
                || self.context.frames[end].clause != clause
                || (self.note.forms(end).has(Forms::PAST) && !classes.has(WordClass::Article))
                || token.is_number();
            if stops {
                break;
            }
            end += 1;
        }
        // Not to end in the middle: "left a message for", "drove to the".
        while end > first {
            let classes = self.note.classes(words, end - 1);
            let dangling = classes.any(&[WordClass::Preposition, WordClass::Article, WordClass::Possessive])
                || self.note.tokens[end - 1].is(Mark::Slash);
            if !dangling {
                break;
            }
            end -= 1;
        }
        start..end
    }
}
