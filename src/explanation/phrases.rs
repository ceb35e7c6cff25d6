//! A place → the phrases of the lexicon that touch it, and what became of each.

use std::ops::Range;

use super::{Act, Explanation, Named, Outcome, Read, Settled, Stage};
use crate::lexicon::{Entry, Usage};
use crate::reading::matching::Match;
use crate::reading::symbols::Symbols;
use crate::reading::{Actor, Because, Mention};
use crate::span::Span;

/// A phrase of the lexicon, found in the note.
#[derive(Debug)]
pub struct Phrase<'a> {
    /// The entry it belongs to.
    pub entry: &'a Entry,
    /// The phrase as its file writes it; `None` for what grammar or a line of a call log tells without one.
    pub written: Option<&'a str>,
    /// How its file lists it.
    pub usage: Usage,
    /// Its words.
    pub span: Span,
    /// Who did it, and whether it happened; nothing where the phrase lost before that was asked.
    pub read: Option<Read<'a>>,
    /// What became of it.
    pub fate: Fate<'a>,
}

/// What became of a phrase.
#[derive(Debug)]
pub enum Fate<'a> {
    /// An act of its own.
    Act(Box<Act<'a>>),
    /// It is a look-alike itself, and says that the words tell no act of its entry.
    LookAlike,
    /// Another phrase has its words.
    Covered {
        /// That phrase.
        by: Named<'a>,
        /// That phrase is a look-alike; else it is longer.
        look_alike: bool,
    },
    /// A part of another act, or nothing by itself.
    Part {
        /// Why.
        because: Because,
        /// The act.
        of: Option<Named<'a>>,
    },
}

/// The sentence whose tokens are ready to be searched.
struct Search {
    sentence: Option<usize>,
    symbols: Symbols,
}

impl Fate<'_> {
    /// The name used in output.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Act(_) => "act",
            Self::LookAlike => "look-alike",
            Self::Covered { look_alike: true, .. } => "covered-by-look-alike",
            Self::Covered { look_alike: false, .. } => "covered-by-phrase",
            Self::Part { .. } => "part",
        }
    }
}

impl Phrase<'_> {
    /// The stage that decided.
    pub fn stage(&self) -> Stage {
        match &self.fate {
            Fate::Act(act) => act.outcome.stage(),
            Fate::LookAlike | Fate::Covered { .. } => Stage::LookAlike,
            Fate::Part { .. } => self.lost_by_reading().map_or(Stage::Joined, |lost| lost.stage()),
        }
    }

    /// Of a part: whose act it would have been, if not staff's, or why it was not done.
    pub fn lost_by_reading(&self) -> Option<Outcome> {
        let read = self.read.as_ref()?;
        if read.actor != Actor::Staff {
            Some(Outcome::NotStaffs(read.actor))
        } else {
            (!read.status.took_place()).then_some(Outcome::NotDone(read.status))
        }
    }
}

/// The name of a usage in output.
pub const fn usage_name(usage: Usage) -> &'static str {
    match usage {
        Usage::Verb => "verb",
        Usage::Noun => "noun",
        Usage::State => "statement",
        Usage::Means => "means",
        Usage::Not => "look-alike",
    }
}

impl Explanation<'_> {
    /// The phrases that touch a place, or whose acts do, in order.
    pub(super) fn phrases(&self, span: Span) -> Vec<Phrase<'_>> {
        let mut phrases: Vec<Phrase<'_>> = Vec::new();
        let mut search = Search { sentence: None, symbols: Symbols::of(&self.reading.note) };
        for (place, mention) in self.reading.mentions.iter().enumerate() {
            phrases.extend(self.phrase(place, mention, span));
            if self.words(mention.tokens.clone()).overlaps(span) {
                phrases.extend(self.covered(&mut search, mention, span));
            }
        }
        phrases.sort_by_key(|phrase| phrase.span);
        // Two mentions may share words that a third phrase lost to both.
        phrases.dedup_by(|next, before| {
            let lost = matches!(next.fate, Fate::Covered { .. });
            lost && next.entry.name == before.entry.name && next.span == before.span
        });
        phrases
    }

    fn words(&self, tokens: Range<usize>) -> Span {
        self.reading.note.span(tokens)
    }

    fn phrase(&self, place: usize, mention: &Mention, at: Span) -> Option<Phrase<'_>> {
        let span = self.words(mention.tokens.clone());
        let settled = self.settled.get(place).copied().flatten();
        let is_here = span.overlaps(at)
            || match settled {
                // What a part points at was given to the act that took it in.
                Some(Settled::Act(place)) => self.reading.activities.get(place)?.span.overlaps(at),
                _ => false,
            };
        if !is_here {
            return None;
        }
        let (act, fate) = match settled {
            None => (None, Fate::LookAlike),
            Some(Settled::Act(place)) => {
                let act = self.reading.activities.get(place)?;
                (Some(act), Fate::Act(Box::new(self.act(place, act))))
            }
            Some(Settled::Dropped(place)) => {
                let dropped = self.reading.dropped.get(place)?;
                let of = dropped.into.and_then(|into| self.taken_in_by(into));
                (Some(&dropped.act), Fate::Part { because: dropped.because, of })
            }
        };
        let lexicon = self.lexicon();
        let listed = lexicon.usage(mention.phrase) == mention.usage;
        Some(Phrase {
            entry: self.entry(mention.entry)?,
            written: listed.then(|| lexicon.phrase(mention.phrase)),
            usage: mention.usage,
            span,
            read: act.and_then(|act| self.read(act)),
            fate,
        })
    }

    /// The act that took a mention in, which may itself have become a part of another.
    fn taken_in_by(&self, mut mention: usize) -> Option<Named<'_>> {
        for _ in 0..self.settled.len() {
            match self.settled.get(mention).copied().flatten()? {
                Settled::Act(place) => return self.named(self.reading.activities.get(place)?),
                Settled::Dropped(place) => {
                    let dropped = self.reading.dropped.get(place)?;
                    match dropped.into {
                        Some(into) => mention = into,
                        None => return self.named(&dropped.act),
                    }
                }
            }
        }
        None
    }

    /// Phrases that lost their words to a mention: those that the matcher finds in a part of them, or behind their first.
    fn covered(&self, search: &mut Search, by: &Mention, at: Span) -> Vec<Phrase<'_>> {
        let (note, lexicon) = (&self.reading.note, self.lexicon());
        let Some(sentence) = note.sentences.get(by.sentence) else { return Vec::new() };
        let symbols = &mut search.symbols;
        if search.sentence.replace(by.sentence) != Some(by.sentence) {
            symbols.load(note, lexicon, &sentence.tokens);
        }
        let mut lost: Vec<Match> = Vec::new();
        for token in by.tokens.clone() {
            for end in (token + 1..=by.tokens.end).chain([sentence.tokens.end]) {
                lost.extend(symbols.longest(note, lexicon, &lexicon.acts, token, end));
            }
        }
        let look_alike = by.usage == Usage::Not;
        let entry_of = |hit: &Match| lexicon.phrase_entry.get(hit.accepts as usize).copied();
        lost.retain(|hit| {
            let other = look_alike || entry_of(hit) != Some(by.entry);
            let from = self.reading.mentions.partition_point(|mention| mention.sentence < by.sentence);
            let mut beside =
                self.reading.mentions[from..].iter().take_while(|mention| mention.sentence == by.sentence);
            let seen = beside.any(|mention| {
                Some(mention.entry) == entry_of(hit)
                    && mention.usage != Usage::Not
                    && mention.tokens.start < hit.end
                    && hit.start < mention.tokens.end
            });
            lexicon.usage(hit.accepts) != Usage::Not
                && other
                && !seen
                && self.words(hit.start..hit.end).overlaps(at)
        });
        // Of each entry the longest.
        lost.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let mut kept: Vec<Match> = Vec::new();
        for hit in lost {
            let within = |known: &Match| {
                entry_of(known) == entry_of(&hit) && known.start <= hit.start && hit.end <= known.end
            };
            if !kept.iter().any(within) {
                kept.push(hit);
            }
        }
        let phrase = |hit: Match| {
            let by = Named { entry: self.entry(by.entry)?, span: self.words(by.tokens.clone()) };
            Some(Phrase {
                entry: lexicon.entry(hit.accepts)?,
                written: Some(lexicon.phrase(hit.accepts)),
                usage: lexicon.usage(hit.accepts),
                span: self.words(hit.start..hit.end),
                read: None,
                fate: Fate::Covered { by, look_alike },
            })
        };
        kept.into_iter().filter_map(phrase).collect()
    }
}
